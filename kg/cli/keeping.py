"""The commands that look after a graph: check and forget."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import OUTPUT, PROBLEMS, Endpoint, GraphPath, Store, app, opened
from kg.errors import QueryError


@app.command(epilog="Example: kg check --graph output/")
def check(graph: GraphPath = OUTPUT, store: Store = None, endpoint: Endpoint = None) -> None:
    """Check a graph with the ontology's SHACL shapes.

    The exit code is 1 where it does not conform.
    """
    report = opened(graph, store, endpoint).check()
    for message in report.messages:
        typer.echo(message)
    if not report.conforms:
        raise typer.Exit(PROBLEMS)
    typer.echo("The graph conforms to the shapes.", err=True)


@app.command(epilog="Example: kg forget 000_4b1d924e1c49d630.txt")
def forget(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id or its IRI.", show_default=False)],
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Take one article, and what only it said, out of a graph."""
    from kg.building import rewrite

    knowledge = opened(graph, store, endpoint, is_read_only=False)
    if not knowledge.forget(article):
        raise QueryError(
            f"the graph has no article {article!r}; it has {', '.join(knowledge.articles()[:5]) or 'none'}"
        )
    if store is None and endpoint is None:
        rewrite(knowledge, graph)
