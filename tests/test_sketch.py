"""Sketches: copies of a text share keys, other texts share none, and the questions count copies as one."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date

import pytest

from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from kg.sketch import KEYS, SAME, sketch
from tests.made_extractions import Draft, small_ontology

NAMES = ["Ada Berg", "the council", "a clerk", "Sudmark", "the port", "Ruben Falk", "the miners", "a bank", "Veld"]
DEEDS = ["opened", "closed", "praised", "rebuilt", "left", "surveyed", "repaid", "questioned", "named", "painted"]


def report(seed: int, sentences: int = 40) -> str:
    """A text of some three hundred words, another one for each seed."""
    dice = random.Random(seed)
    return " ".join(
        f"{dice.choice(NAMES)} {dice.choice(DEEDS)} {dice.choice(NAMES)} near mile {dice.randint(1, 900)} in May."
        for _ in range(sentences)
    )


def edited(text: str) -> str:
    """The text with one word in twenty-five changed."""
    return " ".join("so-called" if i % 25 == 7 else word for i, word in enumerate(text.split(" ")))


def cut(text: str, part: float) -> str:
    """The first part of a text."""
    return text[: int(len(text) * part)]


def shared(one: str, other: str) -> int:
    """How many keys two texts share."""
    return len(set(sketch(one)) & set(sketch(other)))


@pytest.mark.parametrize(
    "copy",
    [
        lambda text: f"VELD (Agency) - {text} Our own staff added a line.",
        lambda text: text.upper().replace(" ", "\n"),
        lambda text: cut(text, 0.7),
        lambda text: cut(text, 0.5),
        lambda text: "A first sentence that the desk wrote for readers of its own. " + text[120:],
        edited,
    ],
)
def test_a_copy_shares_keys(copy: object) -> None:
    """With another head or foot, shortened from its end, edited: of twenty texts each."""
    assert callable(copy)
    assert all(shared(report(seed), copy(report(seed))) >= SAME for seed in range(20))


def test_other_texts_share_none() -> None:
    """Even where they speak of the same things in the same words."""
    texts = [sketch(report(seed)) for seed in range(40)]
    assert max(len(set(one) & set(other)) for i, one in enumerate(texts) for other in texts[:i]) < SAME


def test_briefs_that_differ_by_a_number_are_two() -> None:
    """Only the same words make a short text the same; case and marks are none."""
    brief = "A quake of magnitude 4.7 shook Veld on Monday. Nobody was hurt, the council said."
    assert shared(brief, brief.replace("4.7", "5.1")) == 0
    assert shared(brief, brief.upper().replace(",", " -")) == KEYS + KEYS // 2


@pytest.mark.parametrize("text", ["", "  \n", "...", "“”"])
def test_a_text_without_a_word_has_no_keys(text: str) -> None:
    """And so is nobody's copy."""
    assert sketch(text) == ()


def test_a_sketch_is_the_same_in_every_process() -> None:
    """No hash seed, no order of a set is in it."""
    code = "from kg.sketch import sketch; print(*sketch('Rain fell on Lima, and on the port. ' * 9))"
    runs = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == KEYS + KEYS // 2


# What copies are to the questions


def told(url: str, text: str, *, day: str | None = "2031-05-02") -> Draft:
    """An article that tells of an attack by a country, and of one by nobody who is known elsewhere."""
    draft = Draft(f"{text} Sudmark attacks Port Elin. Rebels attacked a depot.", id=url, url=url)
    draft.entity(EntityKind.COUNTRY, "Sudmark", "Sudmark attacks".partition(" ")[0])
    draft.entity(EntityKind.PLACE, "Port Elin")
    draft.entity(EntityKind.GROUP, "Rebels", shared=False)
    draft.event("Attack", "attacks", actor="Sudmark", target="Port Elin", day=day)
    draft.event("Attack", "attacked", actor="Rebels", day=day)
    return draft


@pytest.fixture
def papers() -> KnowledgeGraph:
    """Two papers print an agency's text, one of them shortened; a third has its own."""
    graph = KnowledgeGraph(ontology=small_ontology())
    agency = report(1).replace("Sudmark", "Norland")
    for url, text in {"a": agency, "b": cut(agency, 0.8), "c": report(2).replace("Sudmark", "Norland")}.items():
        graph.add(told(f"https://example.org/{url}", text).extraction())
    return graph


def test_copies_are_found_in_the_graph(papers: KnowledgeGraph) -> None:
    """In pairs, with the keys that they share."""
    ((article, *_, copy, _, _, keys),) = (
        (row[0], row[3], row[4], row[5], row[6]) for row in papers.query("articles-that-print-the-same-text").rows
    )
    assert (str(article), str(copy)) == ("https://example.org/a", "https://example.org/b")
    assert SAME <= keys < KEYS + KEYS // 2


def test_copies_are_found_across_graphs_that_were_made_apart(papers: KnowledgeGraph) -> None:
    """An article's graph is the same whatever is beside it."""
    apart = [KnowledgeGraph(ontology=small_ontology()) for _ in range(3)]
    for graph, url in zip(apart, papers.articles(), strict=True):
        graph.store.replace(url, [quad for quad in papers.store.quads() if quad.graph_name.value == url])
    united = KnowledgeGraph(ontology=small_ontology())
    for graph in apart:
        (url,) = graph.articles()
        united.store.replace(url, graph.store.quads())
    assert united.query("articles-that-print-the-same-text").rows


def test_copies_are_one_piece_of_evidence(papers: KnowledgeGraph) -> None:
    """Three articles tell of one happening, in two texts; what has no happening counts once a text."""
    answer = papers.query("happenings-told-by-several-articles")
    assert {row[answer.columns.index("texts")] for row in answer.rows} == {2}
    assert len(answer.rows) == 3
    ((_, _, happenings),) = papers.query("violence-by-month").rows
    assert happenings == 3  # the shared one, and the rebels' of two texts
    actors = {row[1]: row[2] for row in papers.query("most-active-actors").rows}
    assert actors == {"Sudmark": 1, "Rebels": 1}


def dated(url: str, text: str, published: str, publisher: str, *, is_corrected: bool = False) -> Draft:
    """An article of a day and a paper; a corrected one says at its end that the rebels met, not that they visited."""
    end = "Rebels met." if is_corrected else "Rebels visited."
    full = f"{text} Sudmark attacks Port Elin. {end}"
    draft = Draft(full, id=url, url=url, published=date.fromisoformat(published), publisher=publisher)
    draft.entity(EntityKind.COUNTRY, "Sudmark")
    draft.entity(EntityKind.PLACE, "Port Elin")
    draft.entity(EntityKind.GROUP, "Rebels", shared=False)
    draft.event("Attack", "attacks", actor="Sudmark", target="Port Elin", day="2031-05-02")
    draft.event(*(("Meeting", "met") if is_corrected else ("Visit", "visited")), actor="Rebels")
    return draft


def test_what_is_new_tells_news_from_repetitions_and_corrections() -> None:
    """By the day of publication: a correction's changes, another paper's copy, a known happening, and what is new."""
    agency, own = (report(seed).replace("Sudmark", "Norland") for seed in (1, 2))
    graph = KnowledgeGraph(ontology=small_ontology())
    for draft in (
        dated("https://example.org/a", agency, "2031-05-03", "Paper A"),
        dated("https://example.org/a2", agency, "2031-05-05", "Paper A", is_corrected=True),
        dated("https://example.org/b", agency, "2031-05-06", "Paper B"),
        dated("https://example.org/c", own, "2031-05-07", "Paper C"),
    ):
        graph.add(draft.extraction())
    shelling = "Sudmark attacks Port Elin"
    answer = graph.query("what-is-new-since", since="2031-05-04")
    assert answer.columns == ("published", "news", "what", "source", "article", "event")
    assert sorted((row[4][-2:], row[1], row[2]) for row in answer.rows) == [
        ("/b", "repeated", "Rebels: visit"),
        ("/b", "repeated", shelling),
        ("/c", "new", "Rebels: visit"),
        ("/c", "told before", shelling),
        ("a2", "corrected", "Rebels: meeting"),
        ("a2", "repeated", shelling),
        ("a2", "withdrawn", "Rebels: visit"),
    ]
    assert {str(row[0]) for row in graph.query("what-is-new-since", since="2031-05-07").rows} == {"2031-05-07"}
    assert len(graph.query("what-is-new-since", since="2031").rows) == 9
