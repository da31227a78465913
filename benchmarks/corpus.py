"""A corpus of any size: the sentences of the articles and cases written for the tests, with other names and dates.

usage: python benchmarks/corpus.py COUNT FILE.jsonl

The same in every run. An article has some of the seed's paragraphs and of the cases' sentences in a drawn order; the
second word of each name of two words is another one, the same throughout the article.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 6  # of the seed's, in each article
ADDED = 5  # sentences of the cases, in each article
_NAME = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{3,})\b")
_BEGINNINGS = ("Bel", "Cor", "Dan", "Fal", "Gor", "Hal", "Kar", "Lor", "Mar", "Nor", "Per", "Sal", "Tor", "Var", "Wil")
_ENDINGS = ("berg", "dal", "ek", "enko", "field", "holm", "ini", "ov", "rez", "sen", "ton", "vik")


def articles(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many articles as the records of JSON Lines."""
    paragraphs, sentences = _parts()
    for number in range(count):
        draw = random.Random(f"{seed}/{number}")
        parts = draw.choices(paragraphs, k=PARAGRAPHS) + draw.sample(sentences, ADDED)
        draw.shuffle(parts)
        day = date(2025, 1, 1) + timedelta(days=draw.randrange(365))
        yield {"id": f"{number:07}", "text": renamed("\n\n".join(parts), draw), "published": day.isoformat()}


def renamed(text: str, draw: random.Random) -> str:
    """A text with the surnames of its people and the second words of its other names exchanged."""
    found = sorted({match[2] for match in _NAME.finditer(text)})
    others = {name: draw.choice(_BEGINNINGS) + draw.choice(_ENDINGS) for name in found}
    return re.sub(r"\b[A-Z][a-z]{3,}\b", lambda word: others.get(word[0], word[0]), text)


def _parts() -> tuple[list[str], list[str]]:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    cases = [tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))]
    return paragraphs, [case["sentence"] for file in cases for case in file.get("case", ()) if "sentence" in case]


def write(count: int, path: Path) -> Path:
    """The corpus as a file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in articles(count))
    return path


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
