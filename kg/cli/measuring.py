"""The commands that look over a graph as a whole: compare and stats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Out, Store, app, opened, show, write
from kg.errors import QueryError

FORMATS = ("text", "json")
Format = Annotated[str, typer.Option(metavar="FORMAT", help="text or json.")]


def check_format(format: str) -> None:
    """Raise QueryError for a format that is neither text nor JSON."""
    if format not in FORMATS:
        raise QueryError(f"there is no format {format}; there are {', '.join(FORMATS)}")


@app.command(epilog='Example: kg compare "Israel attacks Gaza Strip"')
def compare(
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT|HAPPENING", help="An event's IRI or label, or a happening's IRI.", show_default=False
        ),
    ],
    format: Format = "text",
    out: Out = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Compare how articles tell one event.

    Who asserts it, who attributes it to whom, who denies it, and in what they differ.
    """
    from kg.comparison import compare as compared
    from kg.terminal.chains import comparison_lines
    from kg.terminal.records import comparison_record, to_json

    check_format(format)
    found = compared(opened(graph, store, endpoint).store, event)
    if format == "json":
        write(to_json([comparison_record(comparison) for comparison in found]), out)
    else:
        show(comparison_lines(found), out)


@app.command(epilog="Example: kg stats --since 2025-07")
def stats(
    since: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Only articles published since a day, month or year.", show_default=False),
    ] = None,
    format: Format = "text",
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Count what a graph holds, and what is new in it.

    Its articles, events and entities, their shares, and who is in the middle.
    """
    from kg.stats import statistics
    from kg.terminal import console
    from kg.terminal.records import statistics_record, to_json
    from kg.terminal.stats import statistics_lines

    check_format(format)
    found = statistics(opened(graph, store, endpoint).store, since)
    if format == "json":
        typer.echo(to_json(statistics_record(found)), nl=False)
        return
    for part in statistics_lines(found):
        console().print(part)
