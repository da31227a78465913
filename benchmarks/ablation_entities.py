"""What each rule for names and each sieve of coreference is worth: the scores of the development texts without it.

usage: python benchmarks/ablation_entities.py EVAL_FOLDER

EVAL_FOLDER holds coreference.jsonl and articles.jsonl with their scorers (score_coreference.py, score_events.py,
reader.py). Prints a Markdown table, in the order in which the rules apply: B-cubed F1 and MUC F1 of the first set,
and of the second the share of entities that are one node under their right name, each with its change.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from ablation import replaced

from kg.extract import SpacyExtractor, load_extractor
from kg.graph import KnowledgeGraph
from kg.language import anaphora, coreference, drafts, kinds, layout, mentions, metonymy, names, places, sieves, wholes
from kg.model import Article


def nothing(*args: object, **kwargs: object) -> None:
    """What a rule does, or finds, that does not apply."""


def none(*args: object, **kwargs: object) -> tuple[()]:
    """What a rule finds that finds several things."""
    return ()


def false(*args: object, **kwargs: object) -> bool:
    """What a rule says of everything where it does not apply."""
    return False


def first(self: object, tokens: object, draft: object, after: object, candidates: list[object], seen: object) -> object:
    """The likeliest place, whatever stands beside it."""
    return candidates[0]


NAMES: list[tuple[str, object, str, Callable[..., object]]] = [
    ("names: known names spotted", drafts.Drafter, "_settle", nothing),
    ("names: first name and surname", wholes.Wholes, "_put_full_names", nothing),
    ("names: two names side by side", wholes.Wholes, "_join_parts", nothing),
    ("names: places with their noun", wholes.Wholes, "_extend_places", nothing),
    ("names: bodies with their purpose", wholes.Wholes, "_extend_bodies", nothing),
    ("names: hyphens", wholes, "_extend_over_hyphens", nothing),
    ("names: repeated in the document", drafts, "repeat", nothing),
    ("names: kind by its words", kinds.KindJudge, "_by_words", nothing),
    ("names: kind by its neighbours", kinds.KindJudge, "_by_neighbours", nothing),
    ("names: kind by a title", kinds.KindJudge, "_has_title", false),
    ("names: who speaks is a person", kinds.KindJudge, "_speaks", false),
    ("names: adjectives and codes are none", kinds.KindJudge, "_is_no_name", false),
    ("names: which place of a name", places.PlaceChooser, "choose", first),
    ("names: north and south", names._Naming, "_by_compass", nothing),
    ("names: capitals that act", metonymy.Metonymy, "acts", false),
    ("names: countries in names of bodies", names.NameFinder, "_nested", none),
    ("names: credits and datelines", names, "credits", none),
    ("mentions: nested names", mentions._Finder, "nested", none),
    ("mentions: descriptions before names", mentions._Finder, "descriptions", none),
    ("layout: what is no story", layout, "story_tokens", lambda text, offsets, segments: (True,) * len(offsets)),
]
KEYS = (("coreference", "b-cubed", "f1"), ("coreference", "muc", "f1"), ("articles", "name", "accuracy"))
SCORERS = {"coreference": "score_coreference", "articles": "score_events"}

Scores = tuple[float, ...]


def score(extractor: SpacyExtractor, folder: Path) -> Scores:
    """B-cubed F1, MUC F1 and the share of right names, in percent."""
    found = {name: score_set(extractor, folder / f"{name}.jsonl", scorer) for name, scorer in SCORERS.items()}
    return tuple(100 * found[name][score][part] for name, score, part in KEYS)


def score_set(extractor: SpacyExtractor, gold: Path, scorer: str) -> dict[str, dict[str, float]]:
    """What a scorer says of the graph of a set."""
    graph = KnowledgeGraph()
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    for extraction in extractor.extract(map(article, rows)):
        graph.add(extraction)
    with tempfile.TemporaryDirectory() as out:
        path = Path(out) / "graph.trig"
        graph.save(path)
        found: dict[str, dict[str, float]] = importlib.import_module(scorer).score(gold, path)
    return found


def article(row: dict[str, str]) -> Article:
    """The article of a gold line, without its annotation."""
    published = row.get("published")
    return Article(
        row["id"], row["text"], row.get("title"), date.fromisoformat(published) if published else None, url=row["url"]
    )


def ablations(extractor: SpacyExtractor) -> Iterator[str]:
    """Each rule by its name, taken out while it is looked at."""
    component = next(c for c in extractor.after if isinstance(c, coreference.Coreference))
    changes: list[tuple[str, object, str, object]] = [*NAMES]
    for sieve in coreference.SIEVES:
        others = tuple(other for other in coreference.SIEVES if other is not sieve)
        changes.append((f"sieve: {_title(sieve)}", component, "sieves", others))
    for resolver in anaphora.RESOLVERS:
        rest = tuple(other for other in anaphora.RESOLVERS if other is not resolver)
        changes.append((f"look back: {_title(resolver)}", component, "resolvers", rest))
    changes.append(("sieve: possessed", sieves, "possessed", nothing))
    for name, owner, attribute, value in changes:
        with replaced(owner, attribute, value):
            yield name


def _title(rule: Callable[..., object]) -> str:
    return rule.__name__.replace("_", " ")


def main() -> None:
    """Score the whole, then each rule's absence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="EVAL_FOLDER")
    folder = parser.parse_args().folder
    sys.path.insert(0, str(folder))
    extractor = load_extractor()
    whole = score(extractor, folder)
    rows = [("(nothing: all rules)", whole), *((name, score(extractor, folder)) for name in ablations(extractor))]
    sys.stdout.write("| without | B-cubed F1 | change | MUC F1 | change | right names | change |\n")
    sys.stdout.write(f"{'|---' * 7}|\n")
    for name, found in rows:
        cells = [f"{value:.1f} | {value - before:+.1f}" for value, before in zip(found, whole, strict=True)]
        sys.stdout.write(f"| {name} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
