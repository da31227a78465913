"""The command that writes a graph in another format: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Store, app, opened
from kg.errors import QueryError


@app.command(epilog="Example: kg export --format nquads > output/all.nq")
def export(
    format: Annotated[str, typer.Option(metavar="FORMAT", help="nquads, trig, turtle or jsonld.")] = "nquads",
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; - for stdout.")] = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Write a graph in another format."""
    from kg.export import WRITERS
    from kg.export import export as exported
    from kg.graph import write_whole

    if format not in WRITERS:
        raise QueryError(f"there is no format {format}; there are {', '.join(WRITERS)}")
    data = exported(opened(graph, store, endpoint), format)
    if str(out) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_whole(out, data)
