"""Where an event took place, as another event of its sentence says: a text names a place once, for all of a sentence.

"In Lima police arrested six and beat nine", "a quake killed nine in Lima". Each rule says whose place it also is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.annotations import DocArgument, DocEvent, entities, entity_index
from kg.language.parse.tree import Parse
from kg.model import EntityKind, Role
from kg.ontology import Ontology

_CAUSING = frozenset({"in", "by", "during", "after", "from"})
_IN = frozenset({"in", "at"})
_WHERE = (EntityKind.PLACE, EntityKind.COUNTRY)
_PLACED = frozenset({Role.PLACE, Role.DESTINATION, Role.ORIGIN})


def with_shared_places(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events, those without a place with the one that another event of their sentence gives them."""
    by_clause = {event.clause: event for event in found}
    done = list(found)
    for index, event in enumerate(found):
        if _is_placed(event) or event.event_class is None or ontology.is_a(event.event_class, "Communication"):
            continue
        shared = (
            _of_effect(found, index, parse, ontology)
            or _fronted(by_clause, event, parse)
            or _of_a_row(by_clause, event, parse, ontology)
            or _of_cause(found, by_clause, event, parse, ontology)
            or _of_need(found, event, parse, ontology)
            or _of_errand(event, parse)
            or _of_way(found, event)
        )
        if shared:
            done[index] = replace(event, arguments=(*event.arguments, *shared))
    return done


def _is_placed(event: DocEvent) -> bool:
    return any(argument.role in _PLACED for argument in event.arguments)


def _of_way(found: list[DocEvent], event: DocEvent) -> tuple[DocArgument, ...]:
    """ "Flew to Oslo for talks": what somebody goes to a place for is held there."""
    for other in found:
        if any(a.token == event.head and a.rule == '"for"' for a in other.arguments):
            ends = (a for a in other.arguments if a.role is Role.DESTINATION and a.entities and a.token != event.head)
            return tuple(replace(a, role=Role.PLACE, rule="place that one goes to for it") for a in ends)
    return ()


def _places(event: DocEvent, rule: str, end: int | None = None) -> tuple[DocArgument, ...]:
    """The places of an event, those before the token `end` alone where it is given."""
    found = (a for a in event.arguments if a.role is Role.PLACE and a.entities)
    return tuple(replace(a, rule=rule) for a in found if end is None or a.token < end)


def _of_effect(found: list[DocEvent], index: int, parse: Parse, ontology: Ontology) -> tuple[DocArgument, ...]:
    """ "A quake killed nine in Peru", "a storm flattened Vila": what happens happens where it does harm."""
    effects = [event for event in found if event.cause == index]
    places = next((places for event in effects if (places := _places(event, "place of what it did"))), ())
    if places or not ontology.is_a(found[index].event_class, "Hazard"):
        return places
    ruined = (a for e in effects if ontology.is_a(e.event_class, "Destruction") for a in e.arguments)
    known = entities(parse.doc)
    towns = (a for a in ruined if a.role is Role.TARGET)
    named = (a for a in towns if any(known[i].is_named and known[i].kind in _WHERE for i in a.entities))
    return tuple(replace(a, role=Role.PLACE, rule="place of what it ruined") for a in named)


def _fronted(by_clause: dict[int, DocEvent], event: DocEvent, parse: Parse) -> tuple[DocArgument, ...]:
    """ "In Lima police arrested six and beat nine": what stands before the first subject is where the rest is."""
    for first in _before(parse, event.clause):
        if first in by_clause:
            start = min(parse.with_dep(first, "nsubj", "nsubjpass", "expl"), default=first)
            found = _places(by_clause[first], "place of the verb before it", start)
            if found:
                return found
    return ()


def _before(parse: Parse, verb: int) -> Iterator[int]:
    """The verbs that a verb is coordinated with or says more of: "beat", "beating"."""
    while parse.is_verb(verb) and parse.deps[verb] in ("conj", "advcl") and parse.heads[verb] < verb:
        if parse.deps[verb] == "advcl" and parse.tags[verb] != "VBG":
            return
        verb = parse.heads[verb]
        yield verb


def _of_a_row(
    by_clause: dict[int, DocEvent], event: DocEvent, parse: Parse, ontology: Ontology
) -> tuple[DocArgument, ...]:
    """ "Six were killed and nine injured in Lima": harm that is told in a row is done in one place, named last."""
    for other in parse.with_dep(event.clause, "conj"):
        after = by_clause.get(other)
        if after is None or after.event_class is None or event.event_class is None:
            continue
        if all(ontology.is_a(name, "Violence", "Hazard") for name in (event.event_class, after.event_class)):
            return _places(after, "place of the verb behind it")
    return ()


def _of_cause(
    found: list[DocEvent], by_clause: dict[int, DocEvent], event: DocEvent, parse: Parse, ontology: Ontology
) -> tuple[DocArgument, ...]:
    """ "A blast in Gao killed two", "a bus overturned in Gao, killing six": harm is done where it is."""
    if not ontology.is_a(event.event_class, "Violence"):
        return ()
    has_own_doer = parse.deps[event.clause] == "conj" and parse.child(event.clause, "nsubj") is not None
    before = () if has_own_doer else _before(parse, event.clause)  # "a bomb killed two in Gao, and the army hit back"
    mishaps = _mishaps(parse, event.clause) if event.clause == event.head else ()  # "the raid came after a blast"
    causes = [by_clause[verb] for verb in (*before, *mishaps) if verb in by_clause]
    causes += [found[event.cause]] if event.cause is not None else []
    around = blow_around(parse, event.clause)
    causes += [other for other in found if other.head == around] if around is not None else []
    by_what = {argument.token for argument in event.arguments if argument.role is Role.INSTRUMENT}
    causes += [other for other in found if other.head in by_what]  # "a car bomb in Gao killed two"
    harmful = (c for c in causes if ontology.is_a(c.event_class, "Violence", "Hazard"))
    return next((places for cause in harmful if (places := _places(cause, "place of what led to it"))), ())


def blow_around(parse: Parse, verb: int) -> int | None:
    """ "A raid in which six were killed": the noun whose relative clause tells what was done in it."""
    if parse.deps[verb] != "relcl":
        return None
    preps = (p for p in parse.with_dep(verb, "prep") if parse.words[p] in _CAUSING)
    is_in_it = any(parse.words[c] == "which" for p in preps for c in parse.with_dep(p, "pobj"))
    return parse.heads[verb] if is_in_it else None


def _mishaps(parse: Parse, verb: int) -> Iterator[int]:
    """What harm was done by or in: "six died and nine were hurt when a bus overturned in Gao", "in a blaze in Gao"."""
    verb = parse.heads[verb] if parse.pos[verb] == "ADJ" else verb  # "were feared dead"
    for harm in (verb, *parse.with_dep(verb, "conj")):
        for clause in parse.with_dep(harm, "advcl"):
            clauses = (clause, *parse.with_dep(clause, "conj"))
            if any(parse.in_set(m, "MishapMarker") for c in clauses for m in parse.with_dep(c, "mark", "advmod")):
                yield from clauses
        for phrase in parse.with_dep(harm, "prep"):
            if parse.words[phrase] in _CAUSING:
                yield from parse.with_dep(phrase, "pobj")


def _of_need(found: list[DocEvent], event: DocEvent, parse: Parse, ontology: Ontology) -> tuple[DocArgument, ...]:
    """ "Gave tents to 900 families after the quake in Peru": help is given where the disaster was that it is for."""
    if not ontology.is_a(event.event_class, "Aid"):
        return ()
    needs = (e for e in found if ontology.is_a(e.event_class, "Hazard") and event.clause in parse.ancestors(e.head))
    return next((places for need in needs if (places := _places(need, "place of the need for it"))), ())


def _of_errand(event: DocEvent, parse: Parse) -> tuple[DocArgument, ...]:
    """ "Ruiz, in Hanoi to meet him, left", "was in Rome to sign it": who is somewhere for something does it there."""
    place = parse.left_edge(event.clause) - 1
    if place < 1 or not parse.is_infinitive(event.clause) or parse.deps[place] != "pobj":
        return ()
    prep = parse.heads[place]
    is_aside = prep > 0 and parse.words[prep - 1] == ","
    if parse.words[prep] not in _IN or not (is_aside or parse.lemmas[parse.heads[prep]] == "be"):
        return ()
    known = [i for i in entity_index(parse.doc).get(place, ()) if entities(parse.doc)[i].kind in _WHERE]
    return (DocArgument(Role.PLACE, place, "place of the errand", entities=tuple(known)),) if known else ()
