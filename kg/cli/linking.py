"""The command that proposes what may be one: link."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Out, Store, app, opened, write
from kg.errors import QueryError

FORMATS = ("table", "json", "turtle")


@app.command(epilog="Example: kg link --format turtle -o output/links.ttl")
def link(
    min_score: Annotated[float, typer.Option(min=0, max=1, help="Leave out what is less near.")] = 0.5,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="table, json or turtle.")] = "table",
    out: Out = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Propose pairs of happenings that may be one.

    Told a day later, of a spokesman, by a wider class. Nothing is merged: the graph stays as it is, and Turtle
    (kg:sameHappening) goes into a file of its own.
    """
    from kg.linking import proposals, proposals_turtle
    from kg.terminal import console
    from kg.terminal.links import proposal_record, proposal_table
    from kg.terminal.records import to_json

    if format not in FORMATS:
        raise QueryError(f"there is no format {format}; there are {', '.join(FORMATS)}")
    knowledge = opened(graph, store, endpoint)
    found = proposals(knowledge.store, min_score)
    if format == "turtle":
        write(proposals_turtle(found, knowledge.base), out)
    elif format == "json":
        write(to_json([proposal_record(proposal) for proposal in found]), out)
    elif str(out) == "-":
        console().print(proposal_table(found, knowledge.base))
    else:
        raise QueryError("a table is for reading; write --format json or turtle to a file")
