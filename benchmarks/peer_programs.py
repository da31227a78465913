"""The programs that benchmarks/peers.py compares: each reads texts and tells who did what to whom, as words.

What one of them tells is a Told; `is_marked` is whether the program itself says that it is no plain fact. Each does so
in its own way: an event of ours by polarity, factuality and source, textacy's verb by the "not" and "may" among its
words, triplet-extract by such words in its relation or by its asserter chain.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

import spacy

from kg.extract import BATCH_SIZE, load_extractor
from kg.model import Article, Event, Extraction, Role
from kg.pipeline import PIPELINE

MARKS = {
    "not",
    "n't",
    "never",
    "no",
    "cannot",
    "may",
    "might",
    "can",
    "could",
    "will",
    "'ll",
    "would",
    "shall",
    "should",
}
MARKS |= {"must", "perhaps", "allegedly", "reportedly"}
NOBODY = ("no ", "nobody", "no one", "neither", "none")


class Told(NamedTuple):
    """One triple of a program, in its words, and whether it says that it is no plain fact."""

    subject: str
    relation: str
    object: str
    is_marked: bool


class Program(Protocol):
    """What is compared."""

    name: str

    def read(self, texts: list[str]) -> list[list[Told]]:
        """What each text says."""
        ...


class Newskg:
    """Extraction of this project."""

    name = "newskg"

    def __init__(self) -> None:
        self.extractor = load_extractor()

    def read(self, texts: list[str]) -> list[list[Told]]:
        """Each actor of an event with each of its other roles."""
        found = self.extractor.extract(Article(id=str(i), text=text) for i, text in enumerate(texts))
        return [[told for event in one.events for told in _of_event(one, event)] for one in found]


def _of_event(found: Extraction, event: Event) -> Iterator[Told]:
    entities = [argument for argument in event.arguments if argument.role is not Role.CONTENT]
    named = {a: f"{found.entities[a.filler].name} {a.mention.words}" for a in entities}
    for actor in (argument for argument in entities if argument.role is Role.ACTOR):
        for other in (argument for argument in entities if argument is not actor):
            yield Told(named[actor], event.trigger.words, named[other], not event.is_asserted)


class Textacy:
    """textacy's subject-verb-object triples over the same pipeline as ships with ours."""

    name = "textacy"

    def __init__(self) -> None:
        self.nlp = spacy.load(PIPELINE)

    def read(self, texts: list[str]) -> list[list[Told]]:
        """Its triples; those with a passive auxiliary turned round, as their object is who did it."""
        from textacy.extract import subject_verb_object_triples

        return [
            [
                _turned(
                    " ".join(token.text for token in subject),
                    [token.text for token in verb],
                    " ".join(token.text for token in objects),
                    is_passive=any(token.dep_ == "auxpass" for token in verb),
                )
                for subject, verb, objects in subject_verb_object_triples(doc)
            ]
            for doc in self.nlp.pipe(texts, batch_size=BATCH_SIZE)
        ]


class TripletExtract:
    """triplet-extract's port of Stanford OpenIE, on the processor, in the mode that it has by default."""

    name = "triplet-extract"

    def __init__(self) -> None:
        from triplet_extract import OpenIEExtractor

        logging.disable(logging.WARNING)
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            Path("en_core_web_sm").symlink_to(_pipeline_folder())  # it loads the pipeline by this name
            self.extractor = OpenIEExtractor(nlp=spacy.load(PIPELINE))

    def read(self, texts: list[str]) -> list[list[Told]]:
        """Its triples; a relation that ends in "by" turned round, one with an asserter marked."""
        every = self.extractor.extract_batch(texts, progress=False)
        return [
            [
                _turned(
                    triple.subject,
                    triple.relation.split(),
                    triple.object,
                    is_passive=triple.relation.endswith(" by"),
                    is_marked=bool(triple.asserter_chain),
                )
                for triple in triples
            ]
            for triples in every
        ]


def _turned(subject: str, relation: list[str], object_: str, *, is_passive: bool, is_marked: bool = False) -> Told:
    if is_passive:
        subject, object_ = object_, subject
    words = [word.lower() for word in relation]
    says_so = not MARKS.isdisjoint(words) or "to" in words[:-1]  # "plans to buy", and not "apologised to"
    return Told(subject, " ".join(relation), object_, is_marked or says_so or subject.lower().startswith(NOBODY))


def _pipeline_folder() -> Path:
    """Where the pipeline's package has its data."""
    spec = find_spec(PIPELINE)
    assert spec is not None and spec.origin is not None
    return next(path for path in Path(spec.origin).parent.iterdir() if path.name.startswith(f"{PIPELINE}-"))
