"""What extraction and `kg build` cost beside the spaCy pipeline that they stand on, in CPU time on the same texts.

usage: python benchmarks/speed.py

The texts are the seed's paragraphs and the sentences of tests/cases, drawn anew for each of ARTICLES articles with a
fixed seed. Each round times, one after the other, so that what else the machine does meets all of them: the bare
pipeline as it ships; extraction; the graph in memory and its Turtle and TriG; and all that `kg build` writes, the page
as well. Prints each round and the medians as Markdown. Loading is not counted.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

import kg
from kg.building import GRAPH_FILES
from kg.extract import BATCH_SIZE, PIPELINE, Extractor, load_extractor
from kg.sources import read_articles

ROOT = Path(__file__).parents[1]
ARTICLES = 40
PARAGRAPHS = 10  # of the seed's, in each article
ADDED = 5  # sentences of the cases, in each article
ROUNDS = 5


def texts() -> list[str]:
    """The texts of the articles: the same in every run."""
    draw = random.Random(1)
    seeds = read_articles(ROOT / "seeds", on_error)
    paragraphs = [paragraph for article in seeds for paragraph in article.text.split("\n\n") if paragraph.strip()]
    cases = [tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))]
    sentences = [case["sentence"] for file in cases for case in file["case"]]
    chosen = (draw.choices(paragraphs, k=PARAGRAPHS) + draw.sample(sentences, ADDED) for _ in range(ARTICLES))
    return ["\n\n".join(draw.sample(parts, len(parts))) for parts in chosen]


def on_error(error: Exception) -> None:
    """A seed that cannot be read ends the run."""
    raise error


def cpu(work: Callable[[], object]) -> float:
    """The seconds that the processor spends on some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def exhaust(items: Iterable[object]) -> None:
    """Go through all items and keep none."""
    for _ in items:
        pass


def save(source: Path, extractor: Extractor, folder: Path) -> None:
    """Build a graph and write it, without its page."""
    graph = kg.build(source, extractor=extractor, on_error=on_error)
    graph.save(*(folder / name for name in GRAPH_FILES))


def rounds(articles: list[str], folder: Path) -> list[list[float]]:
    """The seconds for the bare pipeline, for extraction, for the graph and for the whole build, round by round."""
    source = folder / "articles.jsonl"
    rows = [{"id": str(i), "text": text, "published": "2025-07-24"} for i, text in enumerate(articles)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    bare, extractor = spacy.load(PIPELINE), load_extractor()
    works: tuple[Callable[[], object], ...] = (
        lambda: exhaust(bare.pipe(articles, batch_size=BATCH_SIZE)),
        lambda: exhaust(extractor.extract(read_articles(source, on_error))),
        lambda: save(source, extractor, folder),
        lambda: kg.build(source, out=folder / "graph", extractor=extractor, on_error=on_error),
    )
    for work in works:  # once unmeasured: caches fill, the lazy parts load
        work()
    return [[cpu(work) for work in works] for _ in range(ROUNDS)]


def row(name: object, seconds: list[float], shares: list[float]) -> str:
    """A line of the table."""
    return f"| {name} | {' | '.join(f'{value:.2f}' for value in seconds + shares)} |\n"


def main() -> None:
    """Print a table of the rounds and of their medians."""
    articles = texts()
    with tempfile.TemporaryDirectory() as folder:
        found = rounds(articles, Path(folder))
    shares = [[seconds[0] / value for value in seconds[1:]] for seconds in found]
    words = sum(len(text.split()) for text in articles)
    sys.stdout.write(
        f"{len(articles)} articles, {words} words, {PIPELINE}; seconds of CPU, and bare divided by each\n\n"
    )
    sys.stdout.write("| round | bare | extraction | graph | kg build | extraction | graph | kg build |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|---|\n")
    for number, (seconds, ratios) in enumerate(zip(found, shares, strict=True), 1):
        sys.stdout.write(row(number, seconds, ratios))
    middles = [[statistics.median(column) for column in zip(*table, strict=True)] for table in (found, shares)]
    sys.stdout.write(row("median", *middles))


if __name__ == "__main__":
    main()
