"""The commands that record what a user decides in an authority file: merge, split, reject, decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import BASE, OUTPUT, Endpoint, GraphPath, Store, app, opened
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.authority import Entry

AUTHORITY = Path("authority.ttl")

AuthorityFile = Annotated[
    Path,
    typer.Option("--authority", metavar="FILE.ttl", help="Where decisions are kept; made where it is missing."),
]
Kind = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="The type of the new name: person, org, ...")]


@app.command(epilog='Example: kg merge "Steve Witkoff" "Steven Witkoff"')
def merge(
    kept: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an IRI.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="What is A, too.", show_default=False)],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What both are called from now on.")] = None,
    type: Kind = None,
    authority: AuthorityFile = AUTHORITY,
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Decide that two entities are one.

    Later builds with --authority make one of them; the graph stays as it is.
    """
    from kg.curating import merging
    from kg.entities import kind_of

    knowledge = opened(graph, store, endpoint)
    kind = kind_of(type) if type else None
    _record(authority, merging(knowledge, kept, other, name=name, kind=kind), knowledge.base)


@app.command(epilog='Example: kg split "John Smith" --in sports/7.txt --as "John Smith (footballer)"')
def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an IRI.", show_default=False)],
    within: Annotated[
        list[str] | None, typer.Option("--in", metavar="ARTICLE", help="Where it is somebody else; again for more.")
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Under which name it is somebody else; again for more.")
    ] = None,
    becomes: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Who: a name or an IRI. Without it, somebody of each article's own."),
    ] = None,
    type: Kind = None,
    authority: AuthorityFile = AUTHORITY,
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Decide that one entity is two.

    They are told apart by article or by name. Later builds with --authority make two of it; the graph stays as it is.
    """
    from kg.curating import splitting
    from kg.entities import kind_of

    knowledge = opened(graph, store, endpoint)
    kind = kind_of(type) if type else None
    found = splitting(knowledge, name, articles=within or (), names=alias or (), becomes=becomes, kind=kind)
    _record(authority, found, knowledge.base)


@app.command(epilog="Example: kg reject 000_4b1d924e1c49d630.txt#event=1646")
def reject(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's IRI.", show_default=False)],
    authority: AuthorityFile = AUTHORITY,
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Decide that an event is none.

    Later builds with --authority leave it out; the graph stays as it is.
    """
    from kg.curating import rejecting

    knowledge = opened(graph, store, endpoint)
    _record(authority, rejecting(knowledge, event), knowledge.base)


@app.command(epilog="Example: kg decisions --undo 2")
def decisions(
    undo: Annotated[int | None, typer.Option(min=1, metavar="N", help="Take the N-th decision back.")] = None,
    authority: AuthorityFile = AUTHORITY,
) -> None:
    """List the decisions of an authority file, or take one back."""
    from kg.authority import read, take_back
    from kg.terminal import console
    from kg.terminal.decisions import decision_table, in_words

    found = read(authority).all()
    if undo is None:
        console().print(decision_table(found, BASE))
        return
    if undo > len(found):
        raise QueryError(f"{authority} has {len(found)} decisions, so no number {undo}; kg decisions lists them")
    take_back(authority, found[undo - 1])
    what, left, says, right = in_words(found[undo - 1], BASE)
    typer.echo(f"{authority}: taken back: {what}: {left} {says} {right}".rstrip(), err=True)


def _record(path: Path, entries: list[Entry], base: str) -> None:
    """Write decisions, and say what to do with them."""
    from kg.authority import record

    new = record(path, entries, base)
    for entry in entries:
        typer.echo(f"{path}: {'' if entry in new else 'already there: '}{entry.words}", err=True)
    if new:
        typer.echo(f"kg build --authority {path} applies it.", err=True)
