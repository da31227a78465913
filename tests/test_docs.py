"""What the README promises is there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from kg.cli import app, main
from kg.graph import KnowledgeGraph
from kg.query import questions

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help_with_an_example(name: str) -> None:
    """A command has one line of help, an example, and a place in the README."""
    assert f"`kg {name}" in README
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert command.help
    assert (command.epilog or "").startswith(f"Example: kg {name}")


def test_the_readme_has_the_two_commands_that_ci_runs() -> None:
    """One line installs and builds, one installs and tests."""
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert [line.rpartition("&& ")[2] for line in lines] == [".venv/bin/kg build seeds/", ".venv/bin/python -m pytest"]


def test_every_question_has_a_title_and_a_description() -> None:
    """`kg query --list` has something to say of each; there are at least twelve."""
    found = questions()
    assert len(found) >= 12
    for question in found:
        assert question.title != question.name
        assert question.description


def test_every_file_that_the_readme_names_is_there() -> None:
    """No link leads nowhere."""
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("block", re.findall(r"```turtle\n(.*?)```", README, re.DOTALL))
def test_the_turtle_of_the_readme_is_an_ontology(block: str, tmp_path: Path) -> None:
    """What the README tells people to write is read."""
    (tmp_path / "mine.ttl").write_text(block)
    code = "import sys, kg; print(*kg.load_ontology(sys.argv[1:]).classes)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "mine.ttl")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Hacking" in done.stdout


@pytest.mark.model
@pytest.mark.parametrize("block", re.findall(r"```console\n\$ kg (.*?)```", README, re.DOTALL))
def test_the_answers_of_the_readme_are_the_seeds(
    block: str,
    seed_graph: KnowledgeGraph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What the README shows is what the command prints."""
    command, _, shown = block.partition("\n")
    seed_graph.save(tmp_path / "graph.trig")
    monkeypatch.setattr(sys, "argv", ["kg", *shlex.split(command), "--graph", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == shown.splitlines()
