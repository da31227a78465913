"""Which time dates which event, over hand-made parses."""

from __future__ import annotations

from datetime import date

from kg.language.anchoring import EventAnchorer
from kg.language.annotations import DocEvent, events
from kg.language.times import TimeFinder
from kg.model import Article, Factuality
from kg.ontology import load_ontology

from .parses import doc_of

ONTOLOGY = load_ontology()
THURSDAY = date(2025, 7, 24)


def anchored(table: str, *found: tuple[int, str], causes: dict[int, int] | None = None) -> tuple[DocEvent, ...]:
    """The events of a Doc in time; each is told as head and class, with the number of the event that caused it."""
    doc = doc_of(table)
    doc._.kg_article = Article(id="a", text=doc.text, published=THURSDAY)
    doc._.kg_events = tuple(
        DocEvent(head, (head, head + 1), head, name, name, cause=(causes or {}).get(i))
        for i, (head, name) in enumerate(found)
    )
    return events(EventAnchorer(ONTOLOGY)(TimeFinder()(doc)))


def days(*found: DocEvent) -> list[str | None]:
    """The first day of each event."""
    return [event.time.begin if event.time else None for event in found]


def test_a_time_dates_the_verb_that_it_hangs_on() -> None:
    """ "Rebels attacked on Monday and fled": the flight has no day."""
    found = anchored(
        """
        Rebels rebel NNS nsubj 1
        attacked attack VBD ROOT 1
        on on IN prep 1
        Monday Monday NNP pobj 2
        and and CC cc 1
        fled flee VBD conj 1""",
        (1, "Attack"),
        (5, "Movement"),
    )
    assert days(*found) == ["2025-07-21", None]


def test_a_participle_shares_the_time_of_its_clause() -> None:
    """ "Speaking on Monday, Lopes apologised"."""
    found = anchored(
        """
        Speaking speak VBG advcl 5
        on on IN prep 0
        Monday Monday NNP pobj 1
        , , , punct 5
        Lopes Lopes NNP nsubj 5
        apologised apologise VBD ROOT 5""",
        (5, "Apology"),
    )
    assert days(*found) == ["2025-07-21"]


def test_a_day_after_is_counted_from_the_main_clause() -> None:
    """ "Rebels attacked on Tuesday, a day after troops withdrew"."""
    found = anchored(
        """
        Rebels rebel NNS nsubj 1
        attacked attack VBD ROOT 1
        on on IN prep 1
        Tuesday Tuesday NNP pobj 2
        , , , punct 1
        a a DT det 6
        day day NN npadvmod 9
        after after IN mark 9
        troops troop NNS nsubj 9
        withdrew withdraw VBD advcl 1""",
        (1, "Attack"),
        (9, "Withdrawal"),
    )
    assert days(*found) == ["2025-07-22", "2025-07-21"]


def test_harm_has_the_time_of_what_does_it() -> None:
    """ "Attacks killed six on Monday": the attacks were on Monday too."""
    found = anchored(
        """
        Attacks attack NNS nsubj 1
        killed kill VBD ROOT 1
        six six CD dobj 1
        on on IN prep 1
        Monday Monday NNP pobj 3""",
        (0, "Attack"),
        (1, "Killing"),
        causes={1: 0},
    )
    assert days(*found) == ["2025-07-21", "2025-07-21"]


def test_a_day_to_come_makes_an_event_future() -> None:
    """ "The summit is on 3 August"."""
    found = anchored(
        """
        The the DT det 1
        summit summit NN nsubj 2
        is be VBZ ROOT 2
        on on IN prep 2
        3 3 CD nummod 5
        August August NNP pobj 3""",
        (1, "Meeting"),
    )
    assert days(*found) == ["2025-08-03"]
    assert found[0].factuality is Factuality.FUTURE


def test_the_time_of_its_end_is_not_the_events() -> None:
    """ "Talks ended on Monday"."""
    found = anchored(
        """
        Talks talk NNS nsubj 1
        ended end VBD ROOT 1
        on on IN prep 1
        Monday Monday NNP pobj 2""",
        (0, "Negotiation"),
    )
    assert days(*found) == [None]


def test_what_came_before_has_its_own_time() -> None:
    """ "Troops came after a war in 2020": the year is the war's."""
    found = anchored(
        """
        Troops troop NNS nsubj 1
        came come VBD ROOT 1
        after after IN prep 1
        a a DT det 4
        war war NN pobj 2
        in in IN prep 4
        2020 2020 CD pobj 5""",
        (1, "Deployment"),
        (4, "Fighting"),
    )
    assert days(*found) == [None, "2020"]
