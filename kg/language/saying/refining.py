"""What an event of speech or intent is by its content: "said Chad must pay" demands, "vowed to crush" threatens.

The class stays a kind of what its verb says, a statement or a promise; which class it is stands in the ontology, as
`kg:whereContent` of a class below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.language.annotations import DocEvent, entity_index
from kg.language.parse.tree import Parse
from kg.model import Factuality, Polarity, Role
from kg.ontology import ContentKind, Ontology

_FOR_OTHERS = ("Conciliation", "Diplomacy")
_OPEN = frozenset({Factuality.FUTURE, Factuality.POSSIBLE})


def refined(found: Sequence[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events, each of the class below its own that its content asks for, where the ontology has one."""
    classes = [_class(event, found, parse, ontology) for event in found]
    pairs = zip(found, classes, strict=True)
    return [event if event.event_class == name else replace(event, event_class=name) for event, name in pairs]


def _class(event: DocEvent, found: Sequence[DocEvent], parse: Parse, ontology: Ontology) -> str | None:
    """The first of the classes for kinds of content that one of the event's contents is of."""
    kinds = ontology.content_kinds.get(event.event_class or "", {})
    if not kinds or event.polarity is Polarity.NEGATIVE:
        return event.event_class
    contents = [found[a.event] for a in event.arguments if a.role is Role.CONTENT and a.event is not None]
    for kind, name in kinds.items():
        if any(_TESTS[kind](event, content, parse, ontology) for content in contents):
            return name
    return event.event_class


def _is_duty(event: DocEvent, content: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Said that Chad must pay", "says Chad needs to pay": somebody else's duty."""
    words = [c for c in parse.with_dep(content.clause, "aux") if parse.tags[c] == "MD"]
    if any(parse.is_infinitive(c) for c in parse.with_dep(content.clause, "xcomp")):
        words.append(content.clause)
    is_anybodys = parse.is_passive(content.clause) and not content.entities(Role.ACTOR)  # "the ban must be lifted"
    is_duty = any(parse.in_set(word, "DutyWord") for word in words) or _is_subjunctive(parse, content.clause)
    return is_duty and (is_anybodys or _is_anothers(event, content))


def _is_subjunctive(parse: Parse, clause: int) -> bool:
    """ "Insisted that Chad leave", "that the base be moved": a bare verb or "be" with a subject of its own."""
    if parse.child(clause, "nsubj", "nsubjpass") is None or parse.child(clause, "mark") is None:
        return False
    helpers = parse.with_dep(clause, "aux", "auxpass")
    first = min([clause, *helpers])
    return parse.tags[first] == "VB" and parse.words[first] == parse.lemmas[first]


def _is_wrong(event: DocEvent, content: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Claims that Chad shelled the village": what somebody else does against somebody.

    "Rebels shelled the village, officials said" only names a source.
    """
    if content.polarity is Polarity.NEGATIVE or content.factuality in _OPEN or content.clause < event.clause:
        return False
    return _is_anothers(event, content) and _is_hostile(content, parse, ontology, "WrongVerb")


def _is_harm(event: DocEvent, content: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Vowed to crush the rebels": what the actor itself would do against somebody."""
    return content.polarity is Polarity.POSITIVE and _is_hostile(content, parse, ontology, "HarmVerb")


def _is_blow(event: DocEvent, content: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Called for sanctions on Chad": what is asked of nobody, and would be done against somebody."""
    asked = set(event.entities(Role.TARGET)) - set(content.entities(Role.TARGET))
    return not asked and _is_harm(event, content, parse, ontology)


def _is_possible_harm(event: DocEvent, content: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Said it might expel the envoy": what the speaker itself may yet do against somebody."""
    is_past = any(parse.lemmas[c] == "have" for c in parse.with_dep(content.clause, "aux"))
    is_own = _is_own(event, content) or _is_of_its_own(event, content, parse)
    is_yet_to_come = content.factuality in _OPEN and not is_past and is_own
    return is_yet_to_come and _is_harm(event, content, parse, ontology)


def _is_refusal(event: DocEvent, content: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Vowed not to lift the ban", "decided not to talk": what the actor itself will not do for others."""
    is_of_others = ontology.is_a(content.event_class, *_FOR_OTHERS)
    known = ontology.classes.get(content.event_class or "")
    if known is None or known.is_hostile or ontology.is_a(known.name, "Rejection"):
        return False  # "promised not to block the plan"
    return content.polarity is Polarity.NEGATIVE and is_of_others and _is_own(event, content)


def _is_own(event: DocEvent, content: DocEvent) -> bool:
    return bool(set(content.entities(Role.ACTOR)) & set(event.entities(Role.ACTOR)))


def _is_of_its_own(event: DocEvent, content: DocEvent, parse: Parse) -> bool:
    """ "The union said its members would walk out": what the people of whoever speaks do is the speaker's act."""
    at = entity_index(parse.doc)
    doers = [a.token for a in content.arguments if a.role is Role.ACTOR]
    owners = {i for token in doers for owner in parse.with_dep(token, "poss") for i in at.get(owner, ())}
    return not owners.isdisjoint(event.entities(Role.ACTOR))


def _is_hostile(content: DocEvent, parse: Parse, ontology: Ontology, verbs: str) -> bool:
    known = ontology.classes.get(content.event_class or "")
    return bool(known.is_hostile) if known else parse.in_set(content.head, verbs)


def _is_anothers(event: DocEvent, content: DocEvent) -> bool:
    """Whether a content has an actor, and none of the event's."""
    doers = content.entities(Role.ACTOR)
    return bool(doers) and not set(doers) & set(event.entities(Role.ACTOR))


_TESTS: dict[ContentKind, Callable[[DocEvent, DocEvent, Parse, Ontology], bool]] = {
    ContentKind.DUTY: _is_duty,
    ContentKind.WRONG: _is_wrong,
    ContentKind.HARM: _is_harm,
    ContentKind.BLOW: _is_blow,
    ContentKind.POSSIBLE_HARM: _is_possible_harm,
    ContentKind.REFUSAL: _is_refusal,
}
