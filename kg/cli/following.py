"""The commands that follow entities through events: timeline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OUTPUT, Endpoint, GraphPath, Out, Store, app, opened, show, write
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
    """Show what happened to entities, in time order, each happening once.

    An event that no text dates stands at the day when its article was published, marked "told".
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
