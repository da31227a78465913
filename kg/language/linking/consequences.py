"""What an event brings about says whom it was against: "the uprising that toppled him"."""

from __future__ import annotations

from dataclasses import replace

from kg.language.annotations import DocEvent
from kg.model import Role
from kg.ontology import Ontology

TOPPLED = "whom it topples"
_TOPPLING = ("Protest", "Coup")
_FALLS = ("Dismissal", "Resignation")


def with_toppled(found: list[DocEvent], ontology: Ontology) -> list[DocEvent]:
    """The protests of which no target is told with whom they bring down: "the uprising that toppled him"."""
    done = list(found)
    for event in found:
        cause = event.cause
        falls = [event, *(found[a.event] for a in event.arguments if a.event is not None)]  # "forced him to resign"
        if cause is None or not any(ontology.is_a(fall.event_class, *_FALLS) for fall in falls):
            continue
        if ontology.is_a(done[cause].event_class, *_TOPPLING) and not done[cause].entities(Role.TARGET):
            fallen = (a for a in event.arguments if a.role is Role.TARGET and a.entities)
            given = tuple(replace(a, rule=TOPPLED) for a in fallen)
            done[cause] = replace(done[cause], arguments=(*done[cause].arguments, *given))
    return done
