"""The command that lists what a graph speaks of: entities."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Store, app, opened
from kg.errors import QueryError


@app.command(epilog="Example: kg entities --type person --unlinked")
def entities(
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help="Only person, org, country, place, group, product or thing; again for more."),
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Only those with this text in a name.")] = None,
    unlinked: Annotated[bool, typer.Option("--unlinked", help="Only those without an owl:sameAs.")] = False,
    min_mentions: Annotated[
        int, typer.Option(min=0, help="Only those mentioned so often; 0 adds the places around places.")
    ] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="So many of them, the most mentioned.")] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="table, csv or json.")] = "table",
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """List the entities of a graph: names, counts and identifiers."""
    from kg.entities import chosen, kind_of, to_csv, to_json
    from kg.entities import entities as listed
    from kg.terminal import console
    from kg.terminal.entities import entity_table

    writers = {"csv": to_csv, "json": to_json}
    if format not in {"table", *writers}:
        raise QueryError(f"there is no format {format}; there are table, csv, json")
    kinds = [kind_of(word) for word in type or ()]
    knowledge = opened(graph, store, endpoint)
    found = list(
        chosen(listed(knowledge.store), kinds=kinds, name=name, is_unlinked=unlinked, min_mentions=min_mentions)
    )[:limit]
    if format == "table":
        console().print(entity_table(found, knowledge.base))
    else:
        typer.echo(writers[format](found), nl=False)
