"""The command that draws a graph: view."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Store, app, opened


@app.command(epilog="Example: kg view --focus Hamas -o output/hamas.html")
def view(
    focus: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only what is near this entity; may be given again.")
    ] = None,
    steps: Annotated[int, typer.Option(min=1, help="How many events away is near.")] = 1,
    most: Annotated[int, typer.Option(min=1, help="At most so many nodes, those in most events.")] = 10_000,
    title: Annotated[str, typer.Option(metavar="TEXT", help="The heading of the page.")] = "newskg",
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page.")] = OUTPUT / "view.html",
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Write the interactive network as one HTML file."""
    knowledge = opened(graph, store, endpoint)
    typer.echo(knowledge.view(out, focus or (), steps=steps, most=most, title=title))
