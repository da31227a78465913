"""How likely an event is right, by the kind of its trigger and by how its arguments were found.

The figures are shares of right (trigger, class and role) decisions, counted on development articles;
`docs/extraction.md` tells how. They rank events and let `--min-confidence` cut; they are no more than that.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.frames import PartOfSpeech
from kg.language.annotations import DocEvent, events
from kg.model import Role

VERB = 0.9
LIGHT_VERB = 0.85
NOUN_WITH_ARGUMENTS = 0.75
BARE_NOUN = 0.5
PLAIN = 0.6
INDIRECT = 0.9  # a factor: some role was found by another clause's subject or a phrase of the object

_DIRECT_RULES = ("subject", "object", "passive, subject", "by-phrase", "possessive", '"')


@Language.component("kg_confidence")
def set_confidence(doc: Doc) -> Doc:
    """The Doc with the confidence of its events set."""
    doc._.kg_events = tuple(replace(event, confidence=confidence(event)) for event in events(doc))
    return doc


def confidence(event: DocEvent) -> float:
    """The chance that an event is right, 0 to 1."""
    base = _base(event)
    roles = [a for a in event.arguments if a.role in (Role.ACTOR, Role.TARGET)]
    is_indirect = any(not a.rule.startswith(_DIRECT_RULES) for a in roles)
    return round(base * INDIRECT if is_indirect else base, 2)


def _base(event: DocEvent) -> float:
    if event.frame is None:
        return PLAIN
    if event.frame.part_of_speech is not PartOfSpeech.NOUN:
        return VERB
    if event.clause != event.head:
        return LIGHT_VERB
    return NOUN_WITH_ARGUMENTS if event.arguments else BARE_NOUN
