"""Texts that no newspaper would print: the pipeline builds each of them, with sound offsets and a conforming graph."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

import kg
from kg.errors import SourceError
from kg.extract import Extractor
from kg.graph import KnowledgeGraph

pytestmark = pytest.mark.model

TEXTS = 200
WORDS = (
    *("Ana Ruiz", "Peru", "the ministry", "accused", "said", "killed", "not", "on Monday", "in", "Oslo", "who", "had"),
    *("agreed", "to sign", "the deal", "its", "envoy", "talks", "2025-02-30", "$5bn", "U.N.", "--", "'s", "(Reuters)"),
)
MARKS = "“”\"'‘’«»()[]{}<>—–-…,.;:!?/\\|@#&*%$€_=+^~`"
ODD = "\0\x01\x07\x0b\x0c\x1b\x7f\x85\xa0\xad\u200b\u200d\u200e\u202e\u2028\u2029\u2066\ufeff\ufffd\ufffe\uffff"
EMOJI = "😀👩‍👩‍👧🇵🇪❤️🏽🤷🏿‍♂️"
SCRIPTS = "شلوم עברית العربية 北京时间 Привет ไทย ñéüßŁİıſ ﬁ Ⅷ a\u0301\u0323 𝔞𝕏 \U0010ffff"
SPACES = " \t\n\r\u3000"


def words(random: random.Random) -> str:
    """English words without a grammar, between them whatever may stand between words."""
    between = (" ", " ", " ", ", ", ". ", "\n", "\r\n", "\n\n", "\t", "", "” ", " “", " - ", "\u00a0")
    return "".join(random.choice(WORDS) + random.choice(between) for _ in range(random.randint(1, 40)))


def letters(alphabet: str, most: int = 200) -> Callable[[random.Random], str]:
    """A maker of texts of these letters."""
    return lambda random: "".join(random.choice(alphabet) for _ in range(random.randint(1, most)))


def code_points(random: random.Random) -> str:
    """Any characters at all, but the halves of one."""
    points = (random.randint(0, random.choice((0x7F, 0x7FF, 0xFFFF, 0x10FFFF))) for _ in range(random.randint(1, 120)))
    return "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)


def addresses(random: random.Random) -> str:
    """Nothing but addresses, handles and tags."""
    forms = ("https://example.org/a?b=%zz&c={}#{}", "www.example.org/{}", "a{}@example.org", "@who{}", "#tag{}")
    return random.choice(" \n,").join(random.choice(forms).format(random.randint(0, 99), "x") for _ in range(12))


def long_line(random: random.Random) -> str:
    """One line without an end: a word, a sentence or a mark, many times."""
    return random.choice(("a", "said ", "Peru, ", "(", "“Peru ", "\u0301", "- ", "Mr. ")) * random.randint(300, 900)


def mixed(random: random.Random) -> str:
    """Words among the rest of it."""
    rest = letters(MARKS + ODD + EMOJI + SCRIPTS + SPACES, 6)
    return "".join(random.choice(WORDS) + rest(random) for _ in range(random.randint(2, 25)))


MAKERS = (
    *(words, words, mixed, mixed, code_points, addresses, long_line),
    *map(letters, (MARKS, ODD, EMOJI, SCRIPTS, SPACES + ".", MARKS + SPACES, "AI. ")),
)


def records() -> Iterator[dict[str, str]]:
    """One record a text, the same ones in every run, their other fields as hostile as their text."""
    known = random.Random(20250724)
    for number in range(TEXTS):
        text = MAKERS[number % len(MAKERS)](known)
        yield {
            "id": f"{number} {mixed(known)[:20]}",
            "text": text if text.strip() else f"{text}.",
            "title": mixed(known)[:60],
            "published": known.choice(("2025-07-24", "0001-01-01", "9999-12-31", "2024-02-29", "")),
            "publisher": known.choice(("", 'Ana’s "Post" \\ <b>', "\u202eDaily", "x" * 500)),
            "author": mixed(known)[:30],
        }


@pytest.fixture(scope="module")
def graph(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The graph of all hostile texts, built as the command builds it; those that look foreign are read as well."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = "".join(json.dumps(record) + "\n" for record in records())
    (folder / "hostile.jsonl").write_text(lines, encoding="utf-8")
    errors: list[SourceError] = []
    with mock.patch("kg.sources.languages.language_of", return_value="en"):
        found = kg.build(folder / "hostile.jsonl", out=folder, extractor=extractor, on_error=errors.append)
    assert errors == []
    return found


def test_every_text_is_built(graph: KnowledgeGraph) -> None:
    """No text stops the run or is lost."""
    assert len(graph.articles()) == TEXTS


def test_every_text_is_kept_as_it_is(graph: KnowledgeGraph) -> None:
    """Whatever its characters are, a text is in the graph unchanged."""
    rows = graph.query("SELECT DISTINCT ?text WHERE { ?context nif:isString ?text }").rows
    assert {text for (text,) in rows} == {record["text"] for record in records()}


def test_every_mention_is_in_its_text(graph: KnowledgeGraph) -> None:
    """Offsets count code points, before and after what is odd."""
    rows = graph.query(
        "SELECT DISTINCT ?text ?begin ?end ?words WHERE { ?mention nif:beginIndex ?begin ; nif:endIndex ?end ; "
        "nif:anchorOf ?words ; nif:referenceContext/nif:isString ?text }"
    ).rows
    assert len(rows) > TEXTS
    assert [row for row in rows if row[0][row[1] : row[2]] != row[3]] == []


def test_the_graph_conforms(graph: KnowledgeGraph) -> None:
    """What is made of them keeps the ontology's shapes."""
    assert graph.check().messages == ()


def test_the_file_gives_the_graph_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """TriG escapes every character."""
    graph.save(tmp_path / "graph.trig")
    assert set(kg.open(tmp_path / "graph.trig").store.quads()) == set(graph.store.quads())
