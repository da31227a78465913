"""The commands that look after a graph: check and forget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import OUTPUT, PROBLEMS, Endpoint, GraphPath, Ontology, Store, app, opened
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@app.command(epilog="Example: kg check --graph output/")
def check(graph: GraphPath = OUTPUT, ontology: Ontology = None, store: Store = None, endpoint: Endpoint = None) -> None:
    """Check a graph with the ontology's SHACL shapes.

    A graph that was built with --ontology is checked with the same. The exit code is 1 where it does not conform.
    """
    report = opened(graph, store, endpoint, ontology=ontology).check()
    for message in report.messages:
        typer.echo(message)
    if not report.conforms:
        raise typer.Exit(PROBLEMS)
    typer.echo("The graph conforms to the shapes.", err=True)


@app.command(epilog='Example: kg forget 000_4b1d924e1c49d630.txt, or kg forget --entity "Steve Witkoff"')
def forget(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="Its id or its IRI.", show_default=False)
    ] = None,
    entity: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whom to erase from every article: a name or an IRI.")
    ] = None,
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Take an article or an entity out of a graph.

    An article goes with all that only it said; an entity is erased from every article, its name in the texts included.
    """
    from kg.building import rewrite

    if (article is None) == (entity is None):
        raise QueryError("give an article to forget, or --entity and a name")
    knowledge = opened(graph, store, endpoint, is_read_only=False)
    if entity is not None:
        _erase(knowledge, entity)
    elif article is not None and not knowledge.forget(article):
        raise QueryError(
            f"the graph has no article {article!r}; it has {', '.join(knowledge.articles()[:5]) or 'none'}"
        )
    if store is None and endpoint is None:
        rewrite(knowledge, graph)


def _erase(knowledge: KnowledgeGraph, name: str) -> None:
    """Erase an entity, and tell what was done and who else is called so."""
    from kg.erasing import erase

    done = erase(knowledge, name)
    typer.echo(f"{done.iri} is erased from {len(done.articles)} article(s).", err=True)
    for iri in done.namesakes:
        typer.echo(f"{iri} is called so, too, and was left; give its IRI where it is the same.", err=True)
