"""The house: a room knows only the rooms before it, and each library has its rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

LAYERS = [
    "model",
    "errors",
    "escaping",
    "frames",
    "ontology",
    "gazetteer",
    "sources",
    "language",
    "pieces",
    "pipeline",
    "extract",
    "sketch",
    "identity",
    "deciding",
    "rdf",
    "store",
    "query",
    "entities",
    "events",
    "timeline",
    "chains",
    "comparison",
    "linking",
    "stats",
    "notebooks",
    "network",
    "page",
    "dossier",
    "graph",
    "authority",
    "reconciliation",
    "curating",
    "erasing",
    "export",
    "building",
    "watching",
    "server",
    "terminal",
    "cli",
    "__main__",
]
# The rooms inside of kg/language/; the components stand on all of them.
LANGUAGE = ["annotations", "text", "naming", "timex", "parse", "grammar", "saying", "reference", "linking"]
HOMES = {
    "spacy": {"language", "extract"},
    "thinc": {"language", "extract"},
    "rdflib": {"ontology", "gazetteer", "rdf", "store", "query", "graph"},
    "pyoxigraph": {
        "ontology",
        "gazetteer",
        "rdf",
        "store",
        "query",
        "entities",
        "graph",
        "authority",
        "curating",
        "erasing",
        "linking",
        "server",
        "reconciliation",
    },
    "pyshacl": {"rdf", "graph"},
    "networkx": {"chains", "stats", "export", "network", "page", "dossier", "graph", "server"},
    "pyvis": {"page"},
    "igraph": {"page"},
    "trafilatura": {"sources"},
    "ray": {"building"},
    "httpx": {"sources", "store", "reconciliation"},
    "feedparser": {"sources"},
    "warcio": {"sources"},
    "defusedxml": {"sources"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "jinja2": {"server"},
    "pandas": {"query"},
    "polars": {"query"},
    "pyarrow": {"export"},
    "typer": {"cli"},
    "rich": {"terminal", "cli"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer_of(path: Path) -> str:
    """The room that a file belongs to: its own name, or that of its folder."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """The full names that a file imports, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    """Data flows one way: no module imports a later one."""
    rank = LAYERS.index(layer_of(path))
    for name in imports(path):
        if name.startswith("kg."):
            assert LAYERS.index(name.split(".")[1]) <= rank, f"{path.name} imports {name}"


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "language").glob("*/*.py")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_part_of_a_component_imports_only_rooms_before_its_own(path: Path) -> None:
    """The same holds inside of kg/language/, and no room knows a component."""
    rank = LANGUAGE.index(path.parent.name)
    for name in imports(path):
        if name.startswith("kg.language."):
            assert LANGUAGE.index(name.split(".")[2]) <= rank, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_stays_in_its_rooms(path: Path) -> None:
    """Only the rooms that need a library know it."""
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or layer_of(path) in homes, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_no_longer_than_400_lines(path: Path) -> None:
    """At 400 lines it is two modules."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
