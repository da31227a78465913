"""The commands that put articles into a graph: build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import (
    OUTPUT,
    PIPELINE,
    PROBLEMS,
    STOPPED,
    AllowPrivate,
    Authority,
    Base,
    MinConfidence,
    NoText,
    Ontology,
    Pipeline,
    app,
)


@app.command(epilog="Example: kg build seeds/ -o output/")
def build(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Files, folders, globs, addresses, or - for stdin.", show_default=False
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help="Where the graph's files go; output/ where neither a store nor a server is given.",
            show_default=False,
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="A folder to keep the graph in, as a store.", show_default=False),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", metavar="URL", help="A SPARQL server to keep the graph in.", show_default=False),
    ] = None,
    ontology: Ontology = None,
    authority: Authority = None,
    pipeline: Pipeline = PIPELINE,
    base: Base = None,
    no_text: NoText = False,
    min_confidence: MinConfidence = 0.0,
    allow_private: AllowPrivate = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="Processes that read articles; one for each core.", show_default=False
        ),
    ] = None,
    runner: Annotated[
        str, typer.Option(metavar="local|ray", help="Where they run: here, or on a Ray cluster, with --endpoint.")
    ] = "local",
    forget_missing: Annotated[
        bool, typer.Option("--forget-missing", help="Take out of the store what the sources no longer hold.")
    ] = False,
) -> None:
    """Build a graph from articles, in files or in a store.

    What a store holds already, and would hold again, is not read a second time: a build that was stopped goes on.
    """
    if out is None and store is None and endpoint is None:
        out = OUTPUT
    with stopped(store or endpoint):  # as early as may be: the imports take a second, and longer on a busy machine
        from kg.building import build as build_graph
        from kg.building import summary
        from kg.sources import count_articles
        from kg.terminal.progress import Progress
    with Progress(lambda: count_articles(sources)) as progress, stopped(store or endpoint):
        graph = build_graph(
            sources,
            out=out,
            store=store,
            endpoint=endpoint,
            ontology=ontology or (),
            authority=authority or (),
            pipeline=pipeline,
            base=base,
            keep_text=not no_text,
            min_confidence=min_confidence,
            allow_private=allow_private,
            on_error=progress.report,
            on_article=progress.advance,
            on_unchanged=progress.skip,
            jobs=jobs,
            runner=runner,
            forget_missing=forget_missing,
        )
    if progress.articles:
        progress.summarise(lambda: f"{out} holds {summary(graph)}" if out else f"{store or endpoint} is up to date")
    if progress.problems:
        raise typer.Exit(PROBLEMS)


@contextmanager
def stopped(kept: Path | str | None) -> Iterator[None]:
    """Tell in one line what became of a build that was stopped by Ctrl-C; `kept` is the store that it was adding to."""
    try:
        yield
    except KeyboardInterrupt as stop:
        rest = f"what is done is in {kept}; run it again to go on" if kept else "nothing was written"
        typer.echo(f"kg: stopped; {rest}", err=True)
        raise typer.Exit(STOPPED) from stop
