"""The command that answers over HTTP: serve."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Store, app


@app.command(epilog="Example: kg serve --port 8000")
def serve(
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Who may connect: 0.0.0.0 is everybody.")] = "127.0.0.1",
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="What one query may take.")] = 30.0,
    rows: Annotated[int, typer.Option(min=1, help="Rows or triples that one answer may have.")] = 100_000,
    memory: Annotated[int, typer.Option(min=16, metavar="MB", help="What one query may take beside the graph.")] = 1024,
    workers: Annotated[int | None, typer.Option(min=1, help="Queries at once; by default two for a processor.")] = None,
    origin: Annotated[
        str, typer.Option(metavar="ORIGIN", help="Whose web pages may read answers; none for nobody's.")
    ] = "*",
) -> None:
    """Serve a graph over HTTP: a SPARQL endpoint and pages to read."""
    from dataclasses import replace

    from kg.server import Limits, Place, Settings
    from kg.server.serving import serve as serve_graph

    limits = Limits(seconds=timeout, rows=rows, memory=memory)
    settings = Settings(
        place=Place(str(graph), str(store) if store else None, endpoint),
        host=host,
        port=port,
        origin="" if origin == "none" else origin,
        limits=replace(limits, workers=workers) if workers else limits,
    )
    try:
        serve_graph(
            settings,
            lambda address: typer.echo(f"kg serves {settings.place.name} at {address}/ (Ctrl+C ends it)", err=True),
        )
    except KeyboardInterrupt:
        typer.echo("kg has stopped serving.", err=True)
