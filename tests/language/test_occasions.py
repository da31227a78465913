"""Which noun a time dates in place of the verb above it, over hand-made parses."""

from __future__ import annotations

from datetime import date

from kg.language.occasions import Occasions, is_done
from kg.language.parse.reading import read_parse
from kg.language.times import TimeFinder, period_of
from kg.model import Article, Period
from kg.ontology import load_ontology

from .parses import doc_of

VOTE = """
    Chad Chad NNP nsubj 1
    {} leave {} ROOT 1
    {} {} IN prep 1
    a a DT det 4
    vote vote NN pobj 2
    in in IN prep 1
    June June NNP pobj 5"""


def occasion(table: str, dated: dict[int, Period] | None = None) -> int | None:
    """The noun, token 4 or none, that the first time of a Doc is of, with `dated` known before."""
    doc = doc_of(table)
    doc._.kg_article = Article(id="a", text=doc.text, published=date(2025, 7, 24))
    parse = read_parse(TimeFinder()(doc), load_ontology().word_sets)
    (span,) = doc.spans["kg_times"]
    period = period_of(span)
    assert period is not None
    return Occasions(parse, {1, 4}, "2025-07-24").of_time(span, 5, 1, period, dated or {})


def test_a_time_behind_after_is_of_the_noun() -> None:
    """ "Left after a vote in June", but not "left with a vote in June"."""
    assert occasion(VOTE.format("left", "VBD", "after", "after")) == 4
    assert occasion(VOTE.format("left", "VBD", "with", "with")) is None


def test_a_second_time_is_of_the_noun() -> None:
    """A verb that has a time of its own takes no other one."""
    table = VOTE.format("left", "VBD", "with", "with")
    assert occasion(table, {1: Period("2025-07-21", "2025-07-21")}) == 4
    assert occasion(table, {1: Period("2025-06-02", "2025-06-02")}) is None


def test_no_past_time_is_of_a_verb_in_the_present() -> None:
    """ "Leaves over a vote in 2024", told in 2025."""
    table = VOTE.replace("June June NNP", "2024 2024 CD").format("leaves", "VBZ", "over", "over")
    assert occasion(table) == 4


def test_the_perfect_has_its_auxiliary() -> None:
    """ "Has left", not "left"."""
    doc = doc_of("""
        Chad Chad NNP nsubj 2
        has have VBZ aux 2
        left leave VBN ROOT 2""")
    parse = read_parse(doc, {})
    assert is_done(parse, 2)
    assert not is_done(parse, 0)
