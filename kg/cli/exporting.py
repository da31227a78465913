"""The command that writes a graph in another format: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Out, Store, app, opened, write
from kg.errors import QueryError

FORMATS = "nquads, trig, turtle, jsonld, jsonld-flat, graphml, gexf, geojson, neo4j, events-csv, events-parquet"


@app.command(epilog="Example: kg export --format gexf -o output/graph.gexf")
def export(
    format: Annotated[str, typer.Option(metavar="FORMAT", help=f"{FORMATS}.")] = "nquads",
    out: Out = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Write a graph in another format.

    neo4j writes a folder, the one that --out names.
    """
    from kg.export import FOLDERS, WRITERS, export_folder
    from kg.export import export as exported

    if format not in {*WRITERS, *FOLDERS}:
        raise QueryError(f"there is no format {format}; there are {FORMATS}")
    if format in WRITERS:
        write(exported(opened(graph, store, endpoint), format), out)
    elif str(out) == "-":
        raise QueryError(f"{format} writes several files; name their folder with --out")
    else:
        export_folder(opened(graph, store, endpoint), format, out)
