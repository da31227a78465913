"""The command that writes a graph in another format: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Out, Store, app, opened, write
from kg.errors import QueryError


@app.command(epilog="Example: kg export --format nquads > output/all.nq")
def export(
    format: Annotated[str, typer.Option(metavar="FORMAT", help="nquads, trig, turtle or jsonld.")] = "nquads",
    out: Out = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Write a graph in another format."""
    from kg.export import WRITERS
    from kg.export import export as exported

    if format not in WRITERS:
        raise QueryError(f"there is no format {format}; there are {', '.join(WRITERS)}")
    data = exported(opened(graph, store, endpoint), format)
    write(data, out)
