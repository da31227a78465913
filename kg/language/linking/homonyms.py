"""Words that several classes of events share: "the strike" of a text on dockers, "the vote" of one on an election.

Alone such a word says nothing of its class; in a text that tells of the one and not of the other it is of that class.
Who does it may tell: a state or an army that strikes hits somebody, a guild or a crew stops work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language.annotations import DocArgument, DocEntity, DocEvent, entities, entity_index
from kg.language.linking.attendance import deciding
from kg.language.parse.tree import Parse
from kg.model import EntityKind, Role
from kg.ontology import Ontology

_WHO = frozenset({Role.ACTOR, Role.TARGET, Role.CONTENT, Role.INSTRUMENT})
_AT = frozenset({"at", "against", "in"})  # "a strike at the port"; one on the port hits it


def with_shared_words(found: Sequence[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events, each of another class that has its word where the text tells of that."""
    held = entities(parse.doc)
    found = [replace(e, event_class="Criticism") if _is_in_words(e, parse, held) else e for e in found]
    shared = {i: other for i, event in enumerate(found) if (other := _other_class(event, ontology)) is not None}
    if not shared:
        return found
    own = {i for i, event in enumerate(found) if _is_certain(event, parse, held, ontology)}
    done = list(found)
    for i, other in shared.items():
        is_others = i not in own and (_is_told(other, found[i], found, ontology) or _is_spoken_of(other, parse, held))
        is_others = is_others or (i not in own and _is_of_workers(found[i], parse, held))
        if is_others and not _is_own(found[i], (found[k] for k in own), ontology):
            done[i] = replace(found[i], event_class=other)
    return done


def _is_in_words(event: DocEvent, parse: Parse, held: Sequence[DocEntity]) -> bool:
    """ "Ruiz attacked the court, calling it biased": a person who says why in passing attacks in words."""
    if event.event_class != "Attack" or event.predicate != "attack" or parse.pos[event.head] != "VERB":
        return False
    beside = (c for c in parse.with_dep(event.head, "advcl") if parse.tags[c] == "VBG" and c > event.head)
    is_said = any(parse.in_any(c, ("SpeechVerb", "JudgingVerb")) and parse.words[c - 1] == "," for c in beside)
    people = [held[i].kind is EntityKind.PERSON for i in event.entities(Role.ACTOR) if i < len(held)]
    return is_said and bool(people) and all(people)


def _other_class(event: DocEvent, ontology: Ontology) -> str | None:
    """The class that an event's word may be of as well."""
    known = ontology.classes.get(event.event_class or "")
    if known is None or known.shares_noun_with is None or event.frame is None:
        return None
    frames = ontology.frames.get((event.frame.head, event.frame.part_of_speech), ())
    return known.shares_noun_with if any(f.event_class == known.shares_noun_with for f in frames) else None


def _is_certain(event: DocEvent, parse: Parse, held: Sequence[DocEntity], ontology: Ontology) -> bool:
    """Whether who or whom tells the class: of violence a state or an army that does it, or somebody who is hit."""
    who = [argument for argument in event.arguments if argument.role in _WHO]
    if not ontology.is_a(event.event_class, "Violence"):
        return bool(who)
    actors = [a for a in who if a.role is Role.ACTOR]
    is_work = any(parse.in_set(a.token, "Striker") or _has_sign(a.entities, held, parse) for a in actors)
    return any(_tells_of_force(a, parse, held, is_work=is_work) for a in who)


def _is_of_workers(event: DocEvent, parse: Parse, held: Sequence[DocEntity]) -> bool:
    """Whether workers or a union do it or decide on it, whatever else the text is on: "nurses voted for a strike"."""
    at = entity_index(parse.doc)
    actors = [a.token for a in event.arguments if a.role is Role.ACTOR]
    doers = actors or deciding(parse, event.head)
    return any(parse.in_set(i, "Striker") or _has_sign(at.get(i, ()), held, parse) for i in doers)


def _has_sign(
    bodies: Iterable[int], held: Sequence[DocEntity], parse: Parse, sign: str = "LabourStrikeNameSign"
) -> bool:
    """Whether one of the entities is a body whose name has a word that only such bodies have: "Workers"."""
    signs = parse.word_sets.get(sign, frozenset())
    known = (held[i] for i in bodies if i < len(held))
    names = (body.name for body in known if body.kind is EntityKind.ORGANIZATION and body.is_named)
    return any(word.removesuffix("'s").rstrip("'") in signs for name in names for word in name.lower().split())


def _tells_of_force(argument: DocArgument, parse: Parse, held: Sequence[DocEntity], *, is_work: bool) -> bool:
    is_state = any(held[i].kind is EntityKind.COUNTRY for i in argument.entities if i < len(held))
    if argument.role is Role.ACTOR:
        return is_state or parse.in_set(argument.token, "Troops") or parse.in_set(argument.token, "Weapon")
    if argument.role is not Role.TARGET:
        return True
    first = parse.first_of(argument.token)
    is_at = parse.deps[first] == "pobj" and parse.words[parse.heads[first]] in _AT
    return not is_work and (is_state or not is_at)


def _is_told(name: str, event: DocEvent, found: Sequence[DocEvent], ontology: Ontology) -> bool:
    """Whether a text tells of an event of a class otherwise than by a bare noun."""
    return any(ontology.is_a(other.event_class, name) for other in found if other.head != event.head)


def _is_spoken_of(name: str, parse: Parse, held: Sequence[DocEntity]) -> bool:
    """Whether a text has a noun that only texts on a class have: a union, employers, a picket; or such a name."""
    known = parse.word_sets.get(f"{name}Context", frozenset())
    if any(pos == "NOUN" and lemma in known for pos, lemma in zip(parse.pos, parse.lemmas, strict=True)):
        return True
    return _has_sign(range(len(held)), held, parse, f"{name}NameSign")


def _is_own(event: DocEvent, forceful: Iterable[DocEvent], ontology: Ontology) -> bool:
    """Whether the event's own class is told of by its word, with who or whom: "the jets struck the port"."""
    same = (other for other in forceful if other.head != event.head and event.predicate in other.predicate)
    return any(ontology.is_a(other.event_class, event.event_class or "") for other in same)
