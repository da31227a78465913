"""What decides whether an article's graph must be made anew."""

from __future__ import annotations

import ast
from pathlib import Path

from kg.building import making

PACKAGE = Path(making.__file__).parents[1]
SAYS_NOTHING = {"errors"}  # rooms whose code changes no graph


def test_every_room_that_makes_graphs_is_in_the_digest_of_the_code() -> None:
    """What extraction and RDF import, and what that imports, makes graphs: its changes must be seen."""
    rooms = {name.removesuffix(".py") for name in making._ROOMS}
    assert all((PACKAGE / name).exists() for name in making._ROOMS)
    assert {name for room in rooms for name in _imported(room)} - rooms == SAYS_NOTHING


def _imported(room: str) -> set[str]:
    """The rooms that a room imports."""
    folder = PACKAGE / room
    files = folder.rglob("*.py") if folder.is_dir() else [PACKAGE / f"{room}.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[1] for name in names if name.startswith("kg.")}
