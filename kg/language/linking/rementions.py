"""Nouns that take up an event that was told before: "the invasion", "the talks", "the strike".

A definite noun that says nothing of who and whom itself has them from the last event of its class; the annotators'
rule is the same: a bare re-mention has the roles of the first mention, one with arguments of its own keeps its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.language.annotations import DocEvent
from kg.language.linking.attendance import Kinds, with_keepers
from kg.language.linking.doers import AGENTS
from kg.language.linking.implied import OF_THE_EVENT
from kg.language.parse.tree import Parse
from kg.model import Role
from kg.ontology import Ontology

_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_WHO = frozenset({Role.ACTOR, Role.TARGET})
_FROM_THE_AIR = ("Airstrike", "Bombing")  # "the bombing" may be that of air strikes
_TALKS = ("Meeting", "Negotiation")
_SPEECH = "Communication"  # "the statement", "the call" take up too much of what was said before


def with_rementions(found: Sequence[DocEvent], parse: Parse, ontology: Ontology, kinds_of: Kinds) -> list[DocEvent]:
    """The events, each bare definite noun with the fillers of the event that it takes up, or of who decides on it."""
    done: list[DocEvent] = []
    for event in found:
        first = _taken_up(event, done, parse, ontology, kinds_of) if _is_bare(event, parse, ontology) else None
        if first is not None:
            own = {argument.role for argument in event.arguments}
            given = (a for a in first.arguments if a.entities and a.role not in own)
            event = replace(event, arguments=(*event.arguments, *(replace(a, rule=OF_THE_EVENT) for a in given)))
        done.append(with_keepers(event, parse, ontology, kinds_of))
    return done


def _is_bare(event: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """A definite noun that names neither actor nor target, in no light verb's clause."""
    noun = event.head
    is_light = event.clause != noun and parse.deps[noun] != "nsubj"  # "launched the attack", not "the attack came"
    if event.frame is None or parse.pos[noun] != "NOUN" or is_light:
        return False
    if event.event_class != event.frame.event_class:
        return False  # of its class by the text alone: which event it takes up is not sure
    if any(a.role in _WHO or a.role is Role.CONTENT for a in event.arguments):
        return False
    is_definite = any(parse.words[c] in _DEFINITE for c in parse.with_dep(noun, "det"))
    is_another = any(parse.in_set(c, "AnotherWord") for c in parse.with_dep(noun, "amod"))  # "the last strike"
    return is_definite and not is_another and not ontology.is_a(event.event_class, _SPEECH)


def _is_of_several(event: DocEvent, parse: Parse, kinds_of: Kinds) -> bool:
    """Whether an event tells of more than one who takes part; a ceremony that they attend does not."""
    who = (a for a in event.arguments if a.role in _WHO)
    acting = (a for a in who if parse.doc[a.token].text[:1].isupper() or kinds_of(a.token) & AGENTS)
    return len({i for a in acting for i in a.entities}) > 1


def _taken_up(
    event: DocEvent, before: Sequence[DocEvent], parse: Parse, ontology: Ontology, kinds_of: Kinds
) -> DocEvent | None:
    """The last event of its word that says who or whom, else the first such of its class in an earlier sentence.

    One of the very class comes before those of classes above and below it: "the stoppages" are the strike, no march.
    """
    named = event.event_class or ""
    full = [other for other in reversed(before) if any(a.role in _WHO and a.entities for a in other.arguments)]
    told = [o for o in full if ontology.is_a(o.event_class, named) or ontology.is_a(named, o.event_class or "")]
    start = parse.doc[event.head].sent.start
    if not told and ontology.is_a(named, *_TALKS):
        held = (e for e in reversed(before) if ontology.is_a(e.event_class, *_TALKS))
        return next((e for e in held if _is_of_several(e, parse, kinds_of)), None)  # "Ruiz met Kos, but the talks"
    same_word = (other for other in told if parse.lemmas[other.head] == parse.lemmas[event.head])
    same_verb = (other for other in full if _is_gerund_of(parse, event.head, other.head))
    earlier = [other for other in reversed(told) if other.head < start]
    aerial = _FROM_THE_AIR if named in _FROM_THE_AIR else ()
    earlier = [o for o in reversed(full) if o.event_class in aerial and o.head < start] or earlier
    same_class = (other for other in earlier if other.event_class == event.event_class)
    found = (*same_word, *same_verb, *same_class, *earlier)
    return next(iter(found), None)


def _is_gerund_of(parse: Parse, noun: int, verb: int) -> bool:
    """ "Shot dead nine. The shooting ...": the noun is the verb's, of whichever class the verb's event is."""
    stem, ing, rest = parse.lemmas[noun].rpartition("ing")
    lemma = parse.lemmas[verb]
    return (
        bool(ing) and not rest and parse.is_verb(verb) and stem in (lemma, lemma + lemma[-1], lemma.removesuffix("e"))
    )
