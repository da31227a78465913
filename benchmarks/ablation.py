"""What each linking and mending rule is worth: the scores of the development articles with and without it.

usage: python benchmarks/ablation.py EVAL_FOLDER

EVAL_FOLDER holds articles.jsonl and its scorer (score_events.py, reader.py). Prints a Markdown table, worst loss first:
the rule, role F1 and triple F1 without it over all articles, and the difference to the whole.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType

from kg.extract import SpacyExtractor, load_extractor
from kg.graph import KnowledgeGraph
from kg.language import events, linking, mending, syntax
from kg.model import Article, Role


def nothing(*args: object, **kwargs: object) -> list[object]:
    """What a linking rule gives where it does not apply."""
    return []


def no_filler(*args: object, **kwargs: object) -> None:
    """What a rule gives that finds one thing at most."""


def same(first: object, *args: object, **kwargs: object) -> object:
    """What a rule over a list gives where it changes nothing."""
    return first


LINKING: list[tuple[str, object, str, Callable[..., object]]] = [
    ("shared, controlled and relative subjects", syntax, "_inherited_subjects", no_filler),
    ("object gap of relative clauses", syntax, "_gapped_object", nothing),
    ("shared object of coordinated verbs", syntax, "_shared_object", nothing),
    ("small clauses", syntax, "_small_clause", nothing),
    ("light verbs", linking.Linker, "_light_verb", lambda *args: (None, Role.ACTOR)),
    ("verbs of occurrence", linking.Linker, "_occurrence", no_filler),
    ("modifiers of the noun", linking.Linker, "_modifiers", nothing),
    ("phrases of the object", linking.Linker, "_tails", nothing),
    ("places", linking.Linker, "_places", nothing),
    ("instruments", linking.Linker, "_instruments", nothing),
    ("results are no acts", events.Scene, "_without_results", lambda scene, matches: matches),
    ("purposes that repeat", events.Scene, "_without_purposes", lambda scene, matches: matches),
    ("implied actors", events, "with_implied_actors", same),
    ("lemmas by the lexicon", events, "mend_lemmas", no_filler),
]


@contextmanager
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    """An attribute changed for a while."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def score(extractor: SpacyExtractor, gold: Path, scorer: ModuleType) -> dict[str, float]:
    """Role F1 and triple F1 of the articles, in percent."""
    graph = KnowledgeGraph()
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = (
        Article(row["id"], row["text"], row["title"], date.fromisoformat(row["published"]), url=row["url"])
        for row in rows
    )
    for extraction in extractor.extract(articles):
        graph.add(extraction)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.trig"
        graph.save(path)
        found = scorer.score(gold, path)
    return {key: 100 * found[key]["f1"] for key in ("role", "triple")}


def main() -> None:
    """Score the whole, then each rule's absence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="EVAL_FOLDER")
    folder = parser.parse_args().folder
    sys.path.insert(0, str(folder))
    scorer = importlib.import_module("score_events")
    gold, extractor = folder / "articles.jsonl", load_extractor()
    whole = score(extractor, gold, scorer)
    rows = []
    for rule in mending.RULES:
        without = tuple(other for other in mending.RULES if other is not rule)
        with replaced(mending, "RULES", without):
            rows.append((f"mending: {rule.__name__.replace('_', ' ')}", score(extractor, gold, scorer)))
    for name, owner, attribute, stand_in in LINKING:
        with replaced(owner, attribute, stand_in):
            rows.append((name, score(extractor, gold, scorer)))
    rows.sort(key=lambda row: row[1]["role"])
    sys.stdout.write("| without | role F1 | change | triple F1 | change |\n|---|---|---|---|---|\n")
    for name, found in [("(nothing: all rules)", whole), *rows]:
        cells = [f"{found[key]:.1f} | {found[key] - whole[key]:+.1f}" for key in ("role", "triple")]
        sys.stdout.write(f"| {name} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
