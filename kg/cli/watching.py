"""The command that adds what feeds bring: watch."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import (
    OUTPUT,
    PIPELINE,
    PROBLEMS,
    AllowPrivate,
    Authority,
    Base,
    MinConfidence,
    NoText,
    Ontology,
    Pipeline,
    app,
)

if TYPE_CHECKING:
    from kg.watching import Added


@app.command(epilog="Example: kg watch https://example.org/feed.xml --store news.db --interval 30")
def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help="The graph's files; output/ without store or server.",
            show_default=False,
        ),
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="DIR", help="The folder of a store.", show_default=False)
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="A SPARQL server.", show_default=False)
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="What was read of the feeds; watch.json in the graph's folder.", show_default=False
        ),
    ] = None,
    interval: Annotated[float, typer.Option(min=1, metavar="MINUTES", help="How often a feed is asked.")] = 15.0,
    delay: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Between two requests to one host.")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, then end.")] = False,
    ontology: Ontology = None,
    authority: Authority = None,
    pipeline: Pipeline = PIPELINE,
    base: Base = None,
    no_text: NoText = False,
    min_confidence: MinConfidence = 0.0,
    allow_private: AllowPrivate = False,
) -> None:
    """Add what is new in feeds to a graph, again and again.

    Until Ctrl-C. Prints the address of each article that is added; of a corrected one, what it reports now (+) and no
    longer (-).
    """
    from kg.sources import Fetcher
    from kg.terminal.progress import Progress
    from kg.watching import watch as watch_feeds

    if out is None and store is None:
        out = OUTPUT if endpoint is None else None
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is stopped as by Ctrl-C
    with Progress() as progress:
        watch_feeds(
            feeds,
            out=out,
            store=store,
            endpoint=endpoint,
            state=state,
            interval=interval * 60,
            once=once,
            ontology=ontology or (),
            authority=authority or (),
            pipeline=pipeline,
            base=base,
            keep_text=not no_text,
            min_confidence=min_confidence,
            fetcher=Fetcher(allow_private=allow_private, delay=delay),
            on_error=progress.report,
            on_article=_tell,
        )
    if progress.problems:
        raise typer.Exit(PROBLEMS)


def _tell(added: Added) -> None:
    """Print an article that was added, and what a correction changed."""
    typer.echo(added.article)
    for sign, labels in (("-", added.withdrawn), ("+", added.new)):
        for label in labels:
            typer.echo(f"  {sign} {label}")
