"""Times counted from another event's, over hand-made parses."""

from __future__ import annotations

from datetime import date

from kg.language.counting import counted_times
from kg.language.parse.reading import read_parse
from kg.language.times import TimeFinder
from kg.model import Article, Period

from .parses import doc_of

TUESDAY = Period("2025-07-22", "2025-07-22")
LEFT_AFTER = """
    Rebels rebel NNS nsubj 1
    left leave VBD ROOT 1
    {} {} CD nummod 3
    {} {} NNS npadvmod 6
    after after IN mark 6
    troops troop NNS nsubj 6
    fled flee VBD advcl 1"""


def counted(table: str, dated: dict[int, Period]) -> dict[int, Period]:
    """What is counted in a Doc, by token."""
    doc = doc_of(table)
    doc._.kg_article = Article(id="a", text=doc.text, published=date(2025, 7, 24))
    parse = read_parse(TimeFinder()(doc), {})
    return dict(counted_times(parse, dated, {1: "Withdrawal", 6: "Movement"}))


def test_lengths_count_in_their_own_unit() -> None:
    """ "Two weeks after" counts days from a day, "two months after" and "two years after" give a month and a year."""
    for unit, begin in (("days", "2025-07-20"), ("weeks", "2025-07-08"), ("months", "2025-05"), ("years", "2023")):
        table = LEFT_AFTER.format("two", "two", unit, unit)
        assert counted(table, {1: TUESDAY}) == {6: Period(begin, begin)}


def test_no_day_is_counted_from_a_year() -> None:
    """ "Two days after" says nothing where only the year is known."""
    assert counted(LEFT_AFTER.format("two", "two", "days", "days"), {1: Period("2024", "2024")}) == {}


def test_the_verb_is_counted_from_what_has_a_day() -> None:
    """ "Rebels left two days after troops fled on 22 July": they left on the 24th."""
    table = LEFT_AFTER.format("two", "two", "days", "days")
    assert counted(table, {6: TUESDAY}) == {1: Period("2025-07-24", "2025-07-24")}


def test_about_so_long_gives_none() -> None:
    """ "Some two years after": a length that is hedged is not counted."""
    hedged = LEFT_AFTER.replace("left leave VBD ROOT 1", "some some DT ROOT 1").format("two", "two", "years", "years")
    assert counted(hedged, {1: TUESDAY}) == {}


def test_the_last_time_of_the_sentence_stands_in() -> None:
    """ "Rebels left in 2020, two years after": where the verb above is not dated, the time before the length is."""
    table = """
        Rebels rebel NNS nsubj 1
        left leave VBD ROOT 1
        in in IN prep 1
        2020 2020 CD pobj 2
        , , , punct 1
        two two CD nummod 6
        years year NNS npadvmod 9
        after after IN mark 9
        troops troop NNS nsubj 9
        fled flee VBD advcl 1"""
    assert counted(table, {}) == {9: Period("2018", "2018")}


def test_what_is_dated_is_not_counted() -> None:
    """A clause with a time of its own keeps it."""
    table = LEFT_AFTER.format("two", "two", "days", "days")
    assert counted(table, {1: TUESDAY, 6: Period("2025-07-01", "2025-07-01")}) == {}
