"""What the two ablations share: texts read once by the trained pipeline, scored by fold while a rule is changed."""

from __future__ import annotations

import gc
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kg.extract import SpacyExtractor, extraction
from kg.graph import KnowledgeGraph
from kg.model import Article, Extraction

Scorer = Callable[[Path, Path], dict[str, dict[str, float]]]  # gold file and graph -> measure -> what is counted
Change = tuple[str, object, str, object]  # a rule's name; the owner and name of the attribute; what stands in for it


def nothing(*args: object, **kwargs: object) -> None:
    """What a rule does, or finds, that does not apply."""


def none(*args: object, **kwargs: object) -> tuple[()]:
    """What a rule finds that finds several things."""
    return ()


def empty(*args: object, **kwargs: object) -> list[object]:
    """What a rule finds that others add to."""
    return []


def false(*args: object, **kwargs: object) -> bool:
    """What a rule says of everything where it does not apply."""
    return False


def true(*args: object, **kwargs: object) -> bool:
    """What a rule that bars says of everything where it bars nothing."""
    return True


def same(first: object, *args: object, **kwargs: object) -> object:
    """What a rule over a list gives where it changes nothing."""
    return first


def second(self: object, given: object, *args: object) -> object:
    """What a method over a list gives where it changes nothing."""
    return given


def third(first: object, other: object, given: object, *args: object) -> object:
    """A stand-in for a function that gives back its third argument unchanged."""
    return given


def fourth(self: object, first: object, other: object, given: object, *args: object) -> object:
    """A stand-in for a method that gives back its third argument unchanged."""
    return given


@contextmanager
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    """An attribute changed for a while."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@dataclass(frozen=True)
class Fold:
    """Texts of one fold: their gold lines, and each as the trained pipeline leaves it, with its annotations apart."""

    gold: tuple[str, ...]
    docs: tuple[tuple[Doc, dict[str, Any]], ...]

    def score(self, extractor: SpacyExtractor, scorer: Scorer) -> dict[str, dict[str, float]]:
        """What a scorer says of the graph that the rules of the moment make of them."""
        graph = KnowledgeGraph()
        for found in self._extractions(extractor):
            graph.add(found)
        with tempfile.TemporaryDirectory() as folder:
            gold, path = Path(folder) / "gold.jsonl", Path(folder) / "graph.trig"
            gold.write_text("".join(self.gold), encoding="utf-8")
            graph.save(path)
            return scorer(gold, path)

    def _extractions(self, extractor: SpacyExtractor) -> Iterator[Extraction]:
        for read, noted in self.docs:
            doc = read.copy()
            doc.user_data = dict(noted)
            for component in extractor.after:
                doc = component(doc)
            yield extraction(doc)


def folds(extractor: SpacyExtractor, gold: Path) -> tuple[Fold, Fold]:
    """The read and the unread fold of a file of gold lines: of the lines by the hash of their ids, the first third."""
    lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.sort(key=lambda line: hashlib.sha1(json.loads(line)["id"].encode()).hexdigest())
    third = -(-len(lines) // 3)
    found = _fold(extractor, lines[third:]), _fold(extractor, lines[:third])
    gc.freeze()  # the texts stay; no collection needs to look at them again
    return found


def _fold(extractor: SpacyExtractor, lines: Sequence[str]) -> Fold:
    trained = SpacyExtractor(extractor.nlp, extractor.before, ())
    docs = []
    for doc in trained.docs(map(_article, lines)):
        docs.append((doc, dict(doc.user_data)))
        doc.user_data = {}  # spans of it cannot be copied
    return Fold(tuple(lines), tuple(docs))


def _article(line: str) -> Article:
    """The article of a gold line, without its annotation."""
    row = json.loads(line)
    published = row.get("published")
    return Article(
        row["id"], row["text"], row.get("title"), date.fromisoformat(published) if published else None, url=row["url"]
    )


def write_table(heads: Iterable[str], rows: Sequence[tuple[str, Sequence[float]]]) -> None:
    """Print a Markdown table: the first row's figures, and how the others differ from them."""
    columns = ["without", *heads]
    whole = rows[0][1]
    lines = [columns, ["---"] * len(columns), [rows[0][0], *(f"{value:.1f}" for value in whole)]]
    for name, found in rows[1:]:
        lines.append([name, *(f"{value - before:+.1f}" for value, before in zip(found, whole, strict=True))])
    for line in lines:
        sys.stdout.write("|---" * len(columns) + "|\n" if line[0] == "---" else f"| {' | '.join(line)} |\n")
