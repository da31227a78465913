"""The console blocks of README.md and docs/: what each command prints on the seed's graph, and how to renew them.

    python -m tests.console_blocks      writes the blocks anew; nothing else changes

Commands run in a folder that holds the seed's graph, and as `mine.ttl` the first Turtle of the page that they stand in;
the tutorial's run one after the other in a folder of their own, with the files that it tells to write.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from kg.cli import main

ROOT = Path(__file__).parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = (ROOT / "README.md", *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page != TUTORIAL))
_BLOCK = re.compile(r"(?<=```console\n\$ )(?P<command>kg [^\n]*)\n(?P<shown>(?:(?!```)[^\n]*\n)*)(?=```)")
_STEP = re.compile(rf"```\w+ (?P<name>\S+)\n(?P<text>.*?)```|{_BLOCK.pattern}", re.DOTALL)
_TURTLE = re.compile(r"```turtle\n(.*?)```", re.DOTALL)
_READS_GRAPH = frozenset({"query", "show", "timeline", "path", "compare", "stats", "entities", "check", "export"})


class Block(NamedTuple):
    """A command with what its page says that it prints."""

    page: Path
    command: str
    shown: str


def blocks() -> Iterator[Block]:
    """Every console block, page by page."""
    for page in PAGES:
        for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            yield Block(page, match["command"], match["shown"])


def turtle(page: Path) -> list[str]:
    """The Turtle that a page shows."""
    return _TURTLE.findall(page.read_text(encoding="utf-8"))


def answer(block: Block, folder: Path) -> str:
    """What a command prints; `folder` holds graph.trig."""
    _, name, *rest = shlex.split(block.command)
    if own := turtle(block.page):
        (folder / "mine.ttl").write_text(own[0], encoding="utf-8")
    return _printed([name, *rest, *(["--graph", str(folder)] if name in _READS_GRAPH else [])], folder)


def tour(folder: Path) -> Iterator[tuple[Block, str]]:
    """The tutorial's commands, one after the other, with what each prints; its files are written on the way."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for match in _STEP.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if match["name"]:
            (folder / match["name"]).write_text(match["text"], encoding="utf-8")
        else:
            block = Block(TUTORIAL, match["command"], match["shown"])
            yield block, _printed(shlex.split(block.command)[1:], folder)


def _printed(arguments: list[str], folder: Path) -> str:
    """What the command prints in a folder, without the blanks at the ends of its lines."""
    printed = io.StringIO()
    with (
        contextlib.chdir(folder),
        mock.patch.object(sys, "argv", ["kg", *arguments]),
        contextlib.redirect_stdout(printed),
        contextlib.suppress(SystemExit),
    ):
        main()
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def renew(folder: Path) -> None:
    """Every block as its command prints it now."""
    for block in blocks():
        _renew(block, answer(block, folder))


def _renew(block: Block, printed: str) -> None:
    text = block.page.read_text(encoding="utf-8")
    before = f"```console\n$ {block.command}\n{block.shown}```"
    after = f"```console\n$ {block.command}\n{printed}```"
    block.page.write_text(text.replace(before, after), encoding="utf-8")


if __name__ == "__main__":
    import kg

    with tempfile.TemporaryDirectory() as out:
        kg.build(ROOT / "seeds", out=Path(out))
        renew(Path(out))
    with tempfile.TemporaryDirectory() as out:
        for block, printed in tour(Path(out)):
            _renew(block, printed)
