"""What each of our components costs beside the spaCy pipeline that they stand on, in CPU time on the same texts.

usage: python -m benchmarks.components [--profile COMPONENT]

Texts and bare pipeline are those of `speed.py`. Each of ROUNDS rounds times the bare pipeline and then, over Docs that
are parsed anew, one component after the other; of each the best round counts. The collector of garbage rests meanwhile:
what it costs belongs to no component. Reading and mending the parse, which coreference asks for first and all that come
later use, has a line of its own. Prints Markdown; --profile prints the functions
of one component by their own time instead.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
from collections.abc import Callable, Iterable, Sequence

import spacy
from spacy.tokens import Doc

from benchmarks.speed import cpu, exhaust, texts
from kg.extract import BATCH_SIZE, PIPELINE, SpacyExtractor, extraction, load_extractor
from kg.language.coreference import Coreference
from kg.language.parse.reading import read_parse
from kg.model import Article
from kg.ontology import load_ontology

ROUNDS = 7
Work = Callable[[Doc], object]
TOGETHER = ("names", "coreference", "facts")
NAMES = {
    "LayoutReader": "layout",
    "NameFinder": "names",
    "TimeFinder": "times",
    "read": "parse, read and mended",
    "Coreference": "coreference",
    "Facts": "facts",
    "SpeechFinder": "speech",
    "EventFinder": "events",
    "FactualityFinder": "factuality",
    "EventAnchorer": "anchoring",
    "set_confidence": "confidence",
    "extraction": "records with offsets",
}


def works(extractor: SpacyExtractor) -> list[tuple[str, Work]]:
    """What is done to a Doc once it is parsed, in order, by name."""
    word_sets = load_ontology().word_sets

    def read(doc: Doc) -> object:
        return read_parse(doc, word_sets)

    found: list[Work] = [*extractor.before, *extractor.after, extraction]
    found.insert(next(i for i, work in enumerate(found) if isinstance(work, Coreference)), read)
    return [(NAMES[getattr(work, "__name__", type(work).__name__)], work) for work in found]


def parsed(extractor: SpacyExtractor, articles: Iterable[Article]) -> list[Doc]:
    """The articles as Docs with the pipeline's annotations alone."""
    docs = list(extractor.nlp.pipe((extractor.nlp.make_doc(a.text) for a in articles), batch_size=BATCH_SIZE))
    for doc, article in zip(docs, articles, strict=True):
        doc._.kg_article = article
    return docs


def round_of(extractor: SpacyExtractor, articles: Sequence[Article]) -> dict[str, float]:
    """The seconds of each component over all articles."""
    docs = parsed(extractor, articles)
    found = {name: cpu(lambda work=work: exhaust(map(work, docs))) for name, work in works(extractor)}
    for doc in docs:
        doc.user_data.clear()
    return found


def profile(extractor: SpacyExtractor, articles: Sequence[Article], chosen: str) -> None:
    """Print where one component spends its time."""
    docs, profiler = parsed(extractor, articles), cProfile.Profile()
    for name, work in works(extractor):
        if name == chosen:
            profiler.runcall(lambda work=work: exhaust(map(work, docs)))
        else:
            exhaust(map(work, docs))
    pstats.Stats(profiler).sort_stats("tottime").print_stats(45)


def table(seconds: dict[str, float], bare: float) -> str:
    """Each component's share of the bare pipeline, with what names, coreference and facts cost together."""
    rows = [*seconds.items(), ("**names, coreference and facts**", sum(seconds[name] for name in TOGETHER))]
    rows.append(("all", sum(seconds.values())))
    lines = (f"| {name} | {1000 * value:.0f} | {100 * value / bare:.1f} |\n" for name, value in rows)
    return f"| component | ms | % |\n|---|---|---|\n| bare pipeline | {1000 * bare:.0f} | 100 |\n{''.join(lines)}"


def main() -> None:
    """Print the table, or one component's profile."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", choices=NAMES.values(), metavar="COMPONENT")
    chosen = parser.parse_args().profile
    articles = [Article(str(number), text) for number, text in enumerate(texts())]
    bare, extractor = spacy.load(PIPELINE), load_extractor()
    exhaust(bare.pipe([a.text for a in articles], batch_size=BATCH_SIZE))
    round_of(extractor, articles)  # unmeasured: caches fill, the lazy parts load
    gc.collect()
    gc.freeze()
    gc.disable()
    if chosen:
        profile(extractor, articles, chosen)
        return
    bares, rounds = [], []
    for _ in range(ROUNDS):
        bares.append(cpu(lambda: exhaust(bare.pipe([a.text for a in articles], batch_size=BATCH_SIZE))))
        rounds.append(round_of(extractor, articles))
    best = {name: min(found[name] for found in rounds) for name in rounds[0]}
    sys.stdout.write(table(best, min(bares)))


if __name__ == "__main__":
    main()
