"""The commands that follow entities through events: timeline and path."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.measuring import check_format
from kg.cli.options import OUTPUT, PROBLEMS, Endpoint, GraphPath, Out, Store, app, opened, show, write
from kg.errors import QueryError

Since = Annotated[str | None, typer.Option(metavar="PERIOD", help="The first day, month or year.", show_default=False)]
Until = Annotated[str | None, typer.Option(metavar="PERIOD", help="The last day, month or year.", show_default=False)]
Type = Annotated[
    str | None, typer.Option(metavar="CLASS", help="Only events of this class and those below it.", show_default=False)
]
Asserted = Annotated[bool, typer.Option("--asserted", help="Only what articles themselves report as a fact.")]


@app.command(epilog="Example: kg timeline Israel Hamas --since 2025-07 --format svg -o output/line.svg")
def timeline(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names, aliases or IRIs of entities.", show_default=False)
    ],
    since: Since = None,
    until: Until = None,
    type: Type = None,
    asserted: Asserted = False,
    dated: Annotated[bool, typer.Option("--dated", help="Only what a text dates.")] = False,
    sentences: Annotated[bool, typer.Option("--sentences", help="With the sentences, in text.")] = False,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text, csv, svg or html.")] = "text",
    out: Out = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Show what happened to entities, in time order.

    Each happening stands there once, over all articles. An event that no text dates stands at the day when its article
    was published, marked "told".
    """
    from kg.terminal.timelines import timeline_lines
    from kg.timeline import timeline as line
    from kg.timeline import timeline_csv, timeline_html, timeline_svg

    writers = {"csv": timeline_csv, "svg": timeline_svg, "html": timeline_html}
    if format not in {"text", *writers}:
        raise QueryError(f"there is no format {format}; there are text, {', '.join(writers)}")
    knowledge = opened(graph, store, endpoint)
    found = line(knowledge.store, names, type=type, since=since, until=until, dated=dated, asserted=asserted)
    if format == "text":
        show(timeline_lines(found, with_sentences=sentences), out)
    else:
        write(writers[format](found), out)


@app.command(epilog='Example: kg path Hamas "United States"')
def path(
    begin: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an IRI.", show_default=False)],
    end: Annotated[str, typer.Argument(metavar="B", help="Another one's.", show_default=False)],
    steps: Annotated[int, typer.Option(min=1, help="The most steps of a chain.")] = 4,
    most: Annotated[int, typer.Option(min=1, help="How many chains.")] = 3,
    places: Annotated[bool, typer.Option("--places", help="Through places, too.")] = False,
    asserted: Asserted = False,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text or json.")] = "text",
    out: Out = Path("-"),
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Show the shortest chains of events that join two entities.

    Each event comes with its sentences. The exit code is 1 where there is no chain.
    """
    from kg.chains import chains
    from kg.terminal.chains import chain_lines
    from kg.terminal.records import chain_record, to_json

    check_format(format)
    knowledge = opened(graph, store, endpoint)
    found = chains(knowledge.store, begin, end, steps=steps, most=most, through_places=places, asserted=asserted)
    if format == "json":
        write(to_json([chain_record(chain) for chain in found]), out)
    else:
        show(chain_lines(found), out)
    if not found:
        typer.echo(f"No chain of at most {steps} steps joins {begin} and {end}.", err=True)
        raise typer.Exit(PROBLEMS)
