"""What extraction costs and what it finds beside textacy and triplet-extract, on the same texts in the same run.

usage: python -m benchmarks.peers [ROUNDS] [--told]

Both are read from a virtual environment that has them beside newskg; neither changes a version that the project asks
for, and neither is needed for anything else:

    python3 -m venv peers && peers/bin/pip install -e . textacy==0.13.0 triplet-extract==0.5.0
    peers/bin/python -m benchmarks.peers

All three parse with the pipeline that ships with newskg. Speed is CPU time over articles of benchmarks/speed.py, in
ROUNDS rounds that time everything one after the other; loading is not counted. What is found is counted over
benchmarks/facts.toml, whose sentences none of the three was made for; `--told` prints what each program told of each of
them, for people who doubt the counts.
"""

from __future__ import annotations

import statistics
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import spacy

from benchmarks.peer_programs import Newskg, Program, Textacy, Told, TripletExtract
from benchmarks.speed import cpu, exhaust, texts
from kg.extract import BATCH_SIZE
from kg.pipeline import PIPELINE

ROOT = Path(__file__).parents[1]
FACTS = ROOT / "benchmarks" / "facts.toml"
ARTICLES = 10  # of benchmarks/speed.py; triplet-extract needs minutes for all of them
ROUNDS = 3


class Fact(NamedTuple):
    """What a sentence tells or does not tell: a word of each part, or several of which one is enough."""

    kind: str
    is_told: bool
    sentence: str
    actor: tuple[str, ...]
    action: tuple[str, ...]
    target: tuple[str, ...]

    def is_in(self, told: Told) -> bool:
        """Whether a triple says this, with whatever words around it."""
        pairs = ((self.actor, told.subject), (self.action, told.relation), (self.target, told.object))
        return all(any(word.lower() in words.lower() for word in wanted) for wanted, words in pairs)


def facts() -> Iterator[Fact]:
    """The sentences made for this comparison."""
    for status, kinds in tomllib.loads(FACTS.read_text("utf-8")).items():
        for kind, rows in kinds.items():
            for sentence, parts in rows:
                yield Fact(
                    kind, status == "told", sentence, *(tuple(part.strip().split("/")) for part in parts.split("|"))
                )


def speeds(programs: list[Program], rounds: int) -> Iterator[str]:
    """A table of the CPU seconds per 1,000 words, the medians of some rounds, and of how much comes out."""
    articles = texts()[:ARTICLES]
    words = sum(len(text.split()) for text in articles) / 1000
    bare = spacy.load(PIPELINE)
    works: list[Callable[[], object]] = [lambda: exhaust(bare.pipe(articles, batch_size=BATCH_SIZE))]
    works += [partial(program.read, articles) for program in programs]
    for work in works:  # once unmeasured: caches fill, the lazy parts load
        work()
    measured = [[cpu(work) / words for work in works] for _ in range(rounds)]
    medians = [statistics.median(column) for column in zip(*measured, strict=True)]
    ratios = [statistics.median(row[i] / row[0] for row in measured) for i in range(len(works))]
    yield f"{len(articles)} articles, {words * 1000:.0f} words, {PIPELINE}, {rounds} rounds\n"
    yield "| | CPU s per 1,000 words | bare spaCy = 1 | triples per 1,000 words | of them told as facts |"
    yield "|---|---|---|---|---|"
    yield f"| bare spaCy | {medians[0]:.2f} | 1 | | |"
    for program, seconds, ratio in zip(programs, medians[1:], ratios[1:], strict=True):
        told = [triple for article in program.read(articles) for triple in article]
        plain = sum(not triple.is_marked for triple in told)
        yield f"| {name(program)} | {seconds:.2f} | {ratio:.2f} | {len(told) / words:.0f} | {plain / words:.0f} |"


def findings(programs: list[Program], every: list[Fact], told: dict[str, dict[str, list[Told]]]) -> Iterator[str]:
    """Tables of what is told as a fact, by kind: what the text tells, and what it does not."""
    for is_told, title in ((True, "told by the text: found"), (False, "not told as a fact: told as one all the same")):
        yield f"\n| {title} | sentences | {' | '.join(map(name, programs))} |"
        yield "|---|---|" + "---|" * len(programs)
        chosen = [fact for fact in every if fact.is_told == is_told]
        for kind in [*dict.fromkeys(fact.kind for fact in chosen), "all"]:
            of_kind = [fact for fact in chosen if kind in (fact.kind, "all")]
            counts = [sum(is_stated(fact, told[program.name]) for fact in of_kind) for program in programs]
            yield f"| {kind} | {len(of_kind)} | {' | '.join(map(str, counts))} |"
        if not is_told:
            counts = [sum(is_kept(fact, told[program.name]) for fact in chosen) for program in programs]
            yield f"| found, and marked as no plain fact | {len(chosen)} | {' | '.join(map(str, counts))} |"


def is_stated(fact: Fact, told: dict[str, list[Told]]) -> bool:
    """Whether a program tells this as a fact."""
    return any(fact.is_in(triple) and not triple.is_marked for triple in told[fact.sentence])


def is_kept(fact: Fact, told: dict[str, list[Told]]) -> bool:
    """Whether a program tells this, and never as a fact."""
    return any(fact.is_in(triple) for triple in told[fact.sentence]) and not is_stated(fact, told)


def name(program: Program) -> str:
    """A program with its version."""
    return f"{program.name} {version(program.name)}"


def listing(every: Iterable[Fact], told: dict[str, dict[str, list[Told]]]) -> Iterator[str]:
    """What each program told of each sentence; + before what is counted as told, ? before what is marked."""
    for fact in every:
        yield f"\n{fact.sentence}  [{fact.kind}: {fact.actor} {fact.action} {fact.target}]"
        for program, found in told.items():
            for triple in found[fact.sentence]:
                sign = " " if not fact.is_in(triple) else "?" if triple.is_marked else "+"
                yield f"  {sign} {program:16}{triple.subject} | {triple.relation} | {triple.object}"


def main(arguments: list[str]) -> None:
    """Print the tables, or with --told the triples behind the second one."""
    programs: list[Program] = [Newskg(), Textacy(), TripletExtract()]
    every = list(facts())
    sentences = list(dict.fromkeys(fact.sentence for fact in every))
    told = {program.name: dict(zip(sentences, program.read(sentences), strict=True)) for program in programs}
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    if "--told" in arguments:
        lines = listing(every, told)
    else:
        lines = chain(speeds(programs, numbers[0] if numbers else ROUNDS), findings(programs, every, told))
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
