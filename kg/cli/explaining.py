"""The command that tells what is found in a sentence, and why: explain."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import Annotated

import typer

from kg.cli.options import PIPELINE, Authority, Ontology, Pipeline, app
from kg.errors import SourceError


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

    text = _text(sentence)
    extractor = load_extractor(
        ontology=load_ontology(ontology or ()), gazetteer=load_gazetteer(authority or ()), pipeline=pipeline
    )
    day = published.date() if published else None
    for extraction in extractor.extract([Article(id="sentence", text=text, published=day)]):
        for part in explanation(extraction):
            console().print(part)


def _text(sentence: str) -> str:
    """What is to be explained: standard input for -, else the words themselves, as far as either is text."""
    from kg.sources.limits import LONGEST, read_whole
    from kg.sources.text import decode

    is_input = sentence == "-"
    name = "stdin" if is_input else "the sentence"
    text = decode(read_whole(sys.stdin.buffer, name) if is_input else os.fsencode(sentence), name)
    if len(text) > LONGEST:
        raise SourceError(f"is too long to be an article; split it below {LONGEST:,}", name)
    return text
