"""Nouns that several classes of events share: "the strike" of a text on dockers, "the vote" of one on an election.

Alone such a noun says nothing of its class; in a text that tells of the one and not of the other it is of that class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.frames import PartOfSpeech
from kg.language.annotations import DocEvent
from kg.language.parse.tree import Parse
from kg.model import Role
from kg.ontology import Ontology

_WHO = frozenset({Role.ACTOR, Role.TARGET, Role.CONTENT})


def with_shared_words(found: Sequence[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events, each noun that names neither who nor whom of its noun's other class where the text tells of that."""
    done = []
    for event in found:
        other = _other_class(event, parse, ontology)
        is_others = other is not None and (_is_told(other, event, found, ontology) or _is_spoken_of(other, parse))
        is_others = is_others and not _is_own(event, found, ontology)
        done.append(replace(event, event_class=other) if is_others else event)
    return done


def _other_class(event: DocEvent, parse: Parse, ontology: Ontology) -> str | None:
    """The class that a bare event's noun may be of as well."""
    known = ontology.classes.get(event.event_class or "")
    if known is None or known.shares_noun_with is None:
        return None
    if any(argument.role in _WHO for argument in event.arguments):
        return None
    frames = ontology.frames.get((parse.lemmas[event.head], PartOfSpeech.NOUN), ())
    return known.shares_noun_with if any(f.event_class == known.shares_noun_with for f in frames) else None


def _is_told(name: str, event: DocEvent, found: Sequence[DocEvent], ontology: Ontology) -> bool:
    """Whether a text tells of an event of a class otherwise than by a bare noun."""
    return any(ontology.is_a(other.event_class, name) for other in found if other.head != event.head)


def _is_spoken_of(name: str, parse: Parse) -> bool:
    """Whether a text has a noun that only texts on a class have: a union, employers, a picket."""
    known = parse.word_sets.get(f"{name}Context", frozenset())
    return any(pos == "NOUN" and lemma in known for pos, lemma in zip(parse.pos, parse.lemmas, strict=True))


def _is_own(event: DocEvent, found: Sequence[DocEvent], ontology: Ontology) -> bool:
    """Whether the event's own class is told of by its word, with who or whom: "the jets struck the port"."""
    same = (other for other in found if other.head != event.head and event.predicate in other.predicate)
    told = (other for other in same if any(argument.role in _WHO for argument in other.arguments))
    return any(ontology.is_a(other.event_class, event.event_class or "") for other in told)
