"""What README.md and docs/ promise is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import typer
from typer.core import TyperGroup

import kg
from kg.cli import app
from kg.graph import KnowledgeGraph
from kg.language.confidence import BARE_NOUN, LIGHT_VERB, NOUN_WITH_ARGUMENTS, PLAIN, VERB
from kg.language.coreference import Coreference
from kg.ontology import load_ontology
from kg.query import questions
from tests.console_blocks import PAGES, ROOT, TUTORIAL, Block, answer, blocks, tour, turtle
from tests.ontology_pictures import CLASSES, pictures

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENTITIES = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
EXTRACTION = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
ONTOLOGY = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
QUERIES = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
FOLDERS = ("kg", "ontology", "tests", "benchmarks", "docs")
FILES = frozenset(path.relative_to(ROOT).as_posix() for name in FOLDERS for path in (ROOT / name).rglob("*.*"))
COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help_with_an_example(name: str) -> None:
    """A command has one line of help, an example, and one row in the tables of the README."""
    assert len(re.findall(rf"^\|.*`kg {name}\b.*\|$", README, re.MULTILINE)) == 1
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    command = group.commands[name]
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


@pytest.mark.parametrize("page", [*PAGES, TUTORIAL, CONTRIBUTING], ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """No link leads nowhere, and no file has been renamed behind a page's back."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (page.parent / target).exists(), target
    if page.parent.name == "decisions" or page == TUTORIAL:
        return  # they tell what was, too, and it has people write files
    for named in re.findall(r"`([\w./-]+\.(?:py|toml|rq)|(?:ontology|kg|tests|docs|benchmarks)/[\w./-]+)`", text):
        assert (ROOT / named).exists() or any(path.endswith(f"/{named}") for path in FILES), named


def test_the_map_of_the_house_has_every_room() -> None:
    """Who contributes finds each module and package of kg/ with what goes in and what comes out."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "kg").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    missing = {room for room in rooms if not re.search(rf"\bkg/{re.escape(room)}", text)}
    assert missing == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_can_be_reached(page: Path) -> None:
    """Another page links to it, or to the folder of the decisions."""
    others = [README, *(other.read_text(encoding="utf-8") for other in (*PAGES, TUTORIAL) if other != page)]
    assert page.parent.name == "decisions" or page.name == "README.md" or any(f"{page.name})" in o for o in others)


@pytest.mark.parametrize("page", [*PAGES, TUTORIAL, CONTRIBUTING], ids=lambda page: page.name)
def test_no_page_names_a_machine(page: Path) -> None:
    """Pages are for every reader: no path of somebody's machine stands in them."""
    assert not re.findall(r"(?<![\w.>])/(?:work|root|home|tmp|Users)/", page.read_text(encoding="utf-8"))


def test_every_question_is_in_the_page_of_questions() -> None:
    """A question that ships is documented by its name, its title and its parameters."""
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", QUERIES, re.MULTILINE | re.DOTALL))
    assert sorted(sections) == sorted(question.name for question in questions())
    for question in questions():
        section = sections[question.name]
        assert question.title in section
        assert [f"--{p.name}" for p in question.parameters] == re.findall(r"^- `(--\w+)`", section, re.MULTILINE)


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_every_question_is_checked_against_expected_rows(name: str) -> None:
    """On made articles in a test, and on the seed by a block of the page, which is compared below."""
    made = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert any(f'"{name}"' in text for text in made)
    assert f"```console\n$ kg query {name}" in QUERIES


def test_every_event_class_is_in_the_page_of_the_ontology() -> None:
    """A class stands in the table of its family with its label, below its superclass and with its short property."""
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in ONTOLOGY.splitlines()]
    shown = {row[0]: row[1:] for row in rows if row and row[0].startswith("kg:")}
    classes = load_ontology().classes.values()
    assert f"its {len(shown)} event classes" in README
    assert sorted(shown) == sorted(f"kg:{event_class.name}" for event_class in classes if event_class.parent)
    for event_class in classes:
        if event_class.parent is None:
            assert f"### {event_class.label.capitalize()}: `kg:{event_class.name}`" in ONTOLOGY
        else:
            wanted = [event_class.label, event_class.parent, f"kg:{event_class.short}" if event_class.short else ""]
            assert shown[f"kg:{event_class.name}"][:3] == wanted


def test_the_pictures_of_the_ontology_are_those_of_its_turtle() -> None:
    """`python -m tests.ontology_pictures` draws them anew, and the page shows them."""
    for path, drawn in pictures():
        assert path.read_text(encoding="utf-8") == drawn, "run python -m tests.ontology_pictures"
        assert f"]({path.name})" in ONTOLOGY


def test_the_picture_of_the_classes_has_each_of_them() -> None:
    """By its name, or beside what it is a plan of."""
    picture = ET.parse(CLASSES).getroot()
    texts = [(text.text or "").strip() for text in picture.iter(f"{SVG}text")]
    plans = [text for text in picture.iter(f"{SVG}tspan") if text.text == "+ plan"]
    planned = load_ontology().plans
    assert set(load_ontology().classes) - set(planned) <= set(texts)
    assert len(plans) == len(planned) + 1  # and once where it is explained


def test_every_linking_rule_of_the_page_is_one_of_the_code() -> None:
    """The rules that the page explains are those that `kg explain` prints."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg" / "language").rglob("*.py"))
    table = EXTRACTION.partition("| rule |")[2].partition("\n\n")[0]
    rules = [rule for row in table.splitlines() for rule in re.findall(r"`([^`]+)`", row.split(" | ")[0])]
    assert len(rules) > 30
    assert [rule for rule in rules if rule.removeprefix('"of') not in code] == []


def test_the_tables_of_what_rules_are_worth_have_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule that the ablations take out is in the code and has its line in the page, and no line is of another."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    of_names = import_module("ablation_entities")
    of_entities = [*of_names.LAYOUT, *of_names.changes(Coreference(load_ontology()))]
    for page, rules in ((EXTRACTION, import_module("ablation").changes()), (ENTITIES, of_entities)):
        wanted = [(name, hasattr(owner, attribute)) for name, owner, attribute, _ in rules]
        table = page.partition("| without |")[2].partition("\n\n")[0]
        shown = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
        assert sorted((name, True) for name in shown[1:]) == sorted(wanted)


def test_the_confidences_of_the_page_are_those_of_the_code() -> None:
    """The table has the figures that a graph holds."""
    shown = re.findall(r"^\| an? [^|]+\| (0\.\d+) \|", EXTRACTION, re.MULTILINE)
    kinds = (VERB, BARE_NOUN, NOUN_WITH_ARGUMENTS, LIGHT_VERB, PLAIN)
    assert [float(figure) for figure in shown] == list(kinds)


@pytest.mark.parametrize("block", [block for page in PAGES for block in turtle(page)])
def test_the_turtle_of_a_page_is_an_ontology(block: str, tmp_path: Path) -> None:
    """What a page tells people to write is read, and its classes have frames."""
    (tmp_path / "mine.ttl").write_text(block)
    added = load_ontology([tmp_path / "mine.ttl"]).classes
    names = re.findall(r"^kg:(\w+) a owl:Class", block, re.MULTILINE)
    assert names
    assert all(added[name].frames for name in names)


@pytest.mark.model
@pytest.mark.parametrize("block", list(blocks()), ids=lambda block: f"{block.page.name}: {block.command}")
def test_what_a_page_shows_is_what_the_command_prints(block: Block, seed_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Console blocks are the seed's; `python -m tests.console_blocks` renews them."""
    seed_graph.save(tmp_path / "graph.trig")
    assert block.shown.splitlines() == answer(block, tmp_path).splitlines()


@pytest.mark.model
@pytest.mark.parametrize("page", ["README.md", "docs/asking.md"])
def test_the_python_of_a_page_runs(
    page: str, seed_graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people copy prints something of the seed's graph and raises nothing."""
    (tmp_path / "output").mkdir()
    seed_graph.save(tmp_path / "output" / "graph.trig")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kg.build", lambda sources: kg.open("output"))  # which other tests build
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    lines: list[str] = []
    exec(code, {"print": lambda *values: lines.append(" ".join(map(str, values)))})
    assert lines


@pytest.mark.model
def test_the_tutorial_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands print what it shows, and its Python runs on what they have made."""
    for block, printed in tour(tmp_path):
        assert printed == block.shown, block.command
    assert {path.name for path in (tmp_path / "output").iterdir()} >= {"graph.ttl", "graph.trig", "graph.html"}
    (code,) = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    lines: list[str] = []
    exec(code, {"print": lambda *values: lines.append(" ".join(map(str, values)))})
    assert len(lines) == 2
    assert any(line.startswith("city council renames Harbour Square") for line in lines)
