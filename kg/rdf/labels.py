"""An event's label: who does what to whom in a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.identity import ResolvedEvent, canonical_name
from kg.model import Entity, EntityKind, Factuality, Polarity, Role
from kg.ontology import Ontology

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES_IN_LABEL = 3
_TO_SOMEBODY = (" to", " with", " toward")  # "proposes to": a thing is nobody that one does it to
_PEOPLE = ("s", "men", "people", "police")  # what the names of groups end in that go with a plural


def event_label(node: ResolvedEvent, entities: Mapping[str, Entity], ontology: Ontology) -> str:
    """Who does what to whom in a few words; what the article does not report as a fact is marked before them.

    `entities` are those of the article, by IRI.

    "Steve Witkoff accuses Hamas", "not: Israel attacks Syria", "death: dozens of people", "Hamas: proposal (truce)".
    """
    acting = [entities[iri] for iri in node.fillers(Role.ACTOR)]
    actors = _listed(acting)
    fillers = ([entities[iri] for iri in node.fillers(role)] for role in (Role.TARGET, Role.RECIPIENT, Role.TOPIC))
    others = next(filter(None, fillers), [])
    other = _listed(others)
    event_class = ontology.classes.get(node.event.event_class or "")
    noun = event_class.label if event_class else _CAMEL.sub(" ", node.event.event_class or node.event.predicate)
    if actors and other and event_class and event_class.short:
        verb = _CAMEL.sub(" ", event_class.short).lower()
        words = f"{actors} {_plural(verb) if _is_plural(acting) else verb} {other}"
        if verb.endswith(_TO_SOMEBODY) and all(entity.kind is EntityKind.THING for entity in others):
            words = f"{actors}: {noun} ({other})"
    elif actors:
        words = f"{actors}: {noun} {other}"
    else:
        words = f"{noun}: {other}" if other else noun
    return canonical_name(_mark(node) + words)


def _is_plural(actors: Sequence[Entity]) -> bool:
    """Whether the actors are several, or a group called by a plural."""
    return len(actors) > 1 or (actors[0].kind is EntityKind.GROUP and actors[0].name.lower().endswith(_PEOPLE))


def _plural(verb: str) -> str:
    """The plural of a verb in the third person.

    >>> _plural("accuses"), _plural("negotiates with"), _plural("reaches"), _plural("denies"), _plural("strikes")
    ('accuse', 'negotiate with', 'reach', 'deny', 'strike')
    """
    first, space, rest = verb.partition(" ")
    if first.endswith("ies"):
        first = f"{first[:-3]}y"
    elif first.endswith(("ches", "shes", "sses", "xes", "oes")):
        first = first[:-2]
    else:
        first = first.removesuffix("s")
    return first + space + rest


def _mark(node: ResolvedEvent) -> str:
    marks = ["not"] if node.event.polarity is Polarity.NEGATIVE else []
    if node.event.factuality is not Factuality.ACTUAL:
        marks.append(node.event.factuality.value.lower())
    return f"{', '.join(marks)}: " if marks else ""


def _listed(entities: Sequence[Entity]) -> str:
    names = [entity.name for entity in entities]
    if len(names) > _NAMES_IN_LABEL:
        names = [*names[: _NAMES_IN_LABEL - 1], f"{len(names) - _NAMES_IN_LABEL + 1} others"]
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last
