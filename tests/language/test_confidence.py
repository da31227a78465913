"""The confidence of an event follows the kind of its trigger."""

from __future__ import annotations

from kg.frames import parse_frame
from kg.language.annotations import DocEvent
from kg.language.confidence import LIGHT_VERB, PLAIN, VERB, confidence


def test_a_verb_that_a_frame_knows_is_more_likely_than_one_that_none_knows() -> None:
    """Frames are evidence."""
    known = DocEvent(1, (1, 2), 1, "Attack", "attack", frame=parse_frame("actor attack target", "Attack"))
    plain = DocEvent(1, (1, 2), 1, None, "join")
    assert (confidence(known), confidence(plain)) == (VERB, PLAIN)


def test_a_light_verb_is_told_by_its_clause() -> None:
    """ "Launched a raid": the noun is the trigger, the verb carries it."""
    event = DocEvent(3, (3, 4), 1, "Attack", "raid", frame=parse_frame("actor raid.n on:target", "Attack"))
    assert confidence(event) == LIGHT_VERB
