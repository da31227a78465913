"""Time expressions of a Doc: tense, ranges and what the recognizer knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.language.annotations import times
from kg.language.times import TimeFinder, clause_period, is_rate, period_of
from kg.model import Article, Period

from .parses import doc_of

if TYPE_CHECKING:
    from spacy.language import Language

THURSDAY = date(2025, 7, 24)


def with_times(doc: Doc, published: date | None = THURSDAY) -> Doc:
    """The Doc with its times, as an article of that day."""
    doc._.kg_article = Article(id="a", text=doc.text, published=published)
    return TimeFinder()(doc)


def words(text: str, ents: list[str] | None = None) -> Doc:
    """A Doc of blank tags, with times."""
    split = text.split()
    return with_times(Doc(English().vocab, words=split, ents=ents))


def values(doc: Doc) -> list[tuple[str, str]]:
    """The words and values of a Doc's times."""
    return [(span.text, span.kb_id_) for span in times(doc)]


def test_a_past_verb_looks_back() -> None:
    """A time with a past verb: "met on Friday" is the Friday before."""
    doc = doc_of("""
        They they PRP nsubj 1
        met meet VBD ROOT 1
        on on IN prep 1
        Friday Friday NNP pobj 2
    """)
    assert values(with_times(doc)) == [("Friday", "2025-07-18")]


def test_a_story_is_told_on_the_day_of_its_dateline() -> None:
    """Behind "LIMA , July 23 ( Xinhua )" today is that day, where it is just behind publication."""
    assert values(words("LIMA , July 23 ( Xinhua ) he left today"))[-1] == ("today", "2025-07-23")
    assert values(words("LIMA , July 3 ( Xinhua ) he left today"))[-1] == ("today", "2025-07-24")
    assert values(words("in Lima , on July 23 - a holiday - he left today"))[-1] == ("today", "2025-07-24")


def test_that_month_at_the_end_of_a_clause_is_a_time() -> None:
    """ "That" is no conjunction where its clause has nothing more to say."""
    table = """
        They they PRP nsubj 1
        met meet VBD ROOT 1
        that that IN mark 3
        July July NNP npadvmod 1
        {}
    """
    assert values(with_times(doc_of(table.replace("{}", ". . . punct 1")))) == [("that July", "2025-07")]
    assert values(with_times(doc_of(table.replace("{}", "sales sale NNS dobj 1")))) == []


def test_figures_compared_with_do_not_carry_the_story_on() -> None:
    """Each "year-ago quarter" is a year before the quarter reported, not before the last one compared with."""
    doc = words("in the second quarter of 2025 and the year-ago quarter and the year-earlier quarter")
    assert [value for _, value in values(doc)] == ["2025-Q2", "2024-Q2", "2024-Q2"]


def test_a_modal_looks_ahead() -> None:
    """A time with a modal: "will meet on Friday" is the Friday after."""
    doc = doc_of("""
        They they PRP nsubj 2
        will will MD aux 2
        meet meet VB ROOT 2
        on on IN prep 2
        Friday Friday NNP pobj 3
    """)
    assert values(with_times(doc)) == [("Friday", "2025-07-25")]


def test_a_possessive_day_is_past() -> None:
    """The verb of "will discuss Friday's vote" says nothing of when the vote is; the last Friday is meant."""
    doc = doc_of("""
        They they PRP nsubj 2
        will will MD aux 2
        discuss discuss VB ROOT 2
        Friday Friday NNP poss 5
        's 's POS case 3
        vote vote NN dobj 2
    """)
    assert values(with_times(doc)) == [("Friday", "2025-07-18")]


def test_a_present_verb_after_the_day_may_caption_a_picture() -> None:
    """In a caption: "a photo taken on Friday shows" is of a Friday past, though its verb is in the present."""
    doc = doc_of("""
        A a DT det 1
        photo photo NN nsubj 4
        on on IN prep 4
        Friday Friday NNP pobj 2
        shows show VBZ ROOT 4
        smoke smoke NN dobj 4
    """)
    assert values(with_times(doc)) == [("Friday", "2025-07-18")]


def test_names_are_no_times() -> None:
    """A day inside an organization's name is none, and a number needs the recognizer to call it a date."""
    named = words("the Sunday Courier sold 2000 copies", ["O", "B-ORG", "I-ORG", "O", "B-CARDINAL", "O"])
    dated = words("the 2000 census", ["O", "B-DATE", "O"])
    assert (values(named), values(dated)) == ([], [("2000", "2000")])


def test_both_ends_of_a_range_give_the_range() -> None:
    """An event at either end of "from 4 to 9 April 2023" happens over the six days."""
    begin, end = times(words("from 4 to 9 April 2023"))
    assert period_of(begin) == period_of(end) == Period("2023-04-04", "2023-04-09")


def test_months_between_are_a_range_of_days() -> None:
    """Months: "between March and May" is from the first of March to the last of May; "March and May" are two months."""
    between, _ = times(words("between March and May"))
    apart, _ = times(words("in March and May"))
    assert period_of(between) == Period("2025-03-01", "2025-05-31")
    assert period_of(apart) == Period("2025-03", "2025-03")


def test_a_bound_is_not_a_time() -> None:
    """Bounds: "since March" and "until 2030" do not say when; "before noon on 3 May 2025" does."""
    since, until = times(words("since March and until 2030"))
    assert period_of(since) is None
    assert period_of(until) is None
    assert period_of(times(words("before noon yesterday"))[0]) == Period("2025-07-23", "2025-07-23")


def test_a_day_after_shifts_the_time() -> None:
    """The clause of "a day after" happens a day before the main verb."""
    day = Period("2025-07-23", "2025-07-23")
    assert clause_period("P1D", True, day) == Period("2025-07-22", "2025-07-22")
    assert clause_period("P1D", False, day) == Period("2025-07-24", "2025-07-24")
    assert clause_period("P1D", True, Period("2025", "2025")) is None


def test_hours_after_are_of_the_same_day() -> None:
    """ "Hours after" and "90 minutes after" are of the day; two days in hours are not."""
    day = Period("2025-07-23", "2025-07-23")
    assert [clause_period(value, True, day) for value in ("PTXH", "PT90M", "PT6H", "PT48H")] == [day, day, day, None]


def test_a_unit_behind_a_noun_is_a_rate() -> None:
    """Rates: "flights a week" repeat; "died a week after" does not."""
    vocab = English().vocab
    flights = Doc(vocab, words=["seven", "flights", "a", "week"], pos=["NUM", "NOUN", "DET", "NOUN"])
    after = Doc(vocab, words=["the", "king", "a", "week", "after"], pos=["DET", "NOUN", "DET", "NOUN", "ADP"])
    assert is_rate(flights[2:4])
    assert not is_rate(after[2:4])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the first half the striker scored a goal for his team .", []),
        ("In the first half the company scored a goal .", [("the first half", "2025-H1")]),
        ("In the first half of 2024 the striker scored a goal for his team .", [("the first half of 2024", "2024-H1")]),
    ],
)
def test_the_halves_of_a_match_are_no_time(text: str, expected: list[tuple[str, str]]) -> None:
    """Where a text is about a match, a half without a year is of the match."""
    doc = Doc(English().vocab, words=text.split())
    doc._.kg_article = Article(id="a", text=doc.text, published=THURSDAY)
    finder = TimeFinder(match_words={"striker", "scored", "goal", "team"})
    assert values(finder(doc)) == expected


@pytest.mark.model
def test_times_of_an_article(nlp: Language) -> None:
    """Tense and order of the dates come from the real parse."""
    text = "Chad closed a border post on 2 June. Niger replied five days later. Talks will resume on Monday."
    doc = with_times(nlp(text))
    assert values(doc) == [("2 June", "2025-06-02"), ("five days later", "2025-06-07"), ("Monday", "2025-07-28")]


@pytest.mark.model
def test_a_story_goes_on_from_what_happened(nlp: Language) -> None:
    """The day of a report is aside of the day reported."""
    text = "A train left the rails on Tuesday, police said Wednesday. The doors had opened at 5 p.m."
    assert values(with_times(nlp(text)))[-1] == ("5 p.m.", "2025-07-22T17:00")


@pytest.mark.model
def test_a_season_before_what_it_is_for_is_no_time(nlp: Language) -> None:
    """Clothes are for a summer, a crossing in it."""
    assert not values(with_times(nlp("Many of them crossed the mountains in summer clothes.")))
    assert values(with_times(nlp("Many of them crossed the mountains in summer.")))


@pytest.mark.model
def test_a_year_before_what_it_counts_is_a_number(nlp: Language) -> None:
    """People are counted, elections dated."""
    text = "Peru took a further 1747 workers from camps in Chile after the 2004 elections."
    assert values(with_times(nlp(text))) == [("2004", "2004")]
