"""The command that tells what is found in a sentence, and why: explain."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from kg.cli.options import PIPELINE, Authority, Ontology, Pipeline, app


@app.command(epilog='Example: kg explain "Israel recalled its negotiators from Doha."')
def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="Or - for stdin.", show_default=False)],
    published: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day that it was written.")
    ] = None,
    ontology: Ontology = None,
    authority: Authority = None,
    pipeline: Pipeline = PIPELINE,
) -> None:
    """Explain what is found in a sentence, by which rules."""
    from kg.extract import load_extractor
    from kg.gazetteer import load_gazetteer
    from kg.model import Article
    from kg.ontology import load_ontology
    from kg.terminal import console
    from kg.terminal.explanations import explanation

    extractor = load_extractor(
        ontology=load_ontology(ontology or ()), gazetteer=load_gazetteer(authority or ()), pipeline=pipeline
    )
    day = published.date() if published else None
    text = sys.stdin.read() if sentence == "-" else sentence
    for extraction in extractor.extract([Article(id="sentence", text=text, published=day)]):
        for part in explanation(extraction):
            console().print(part)
