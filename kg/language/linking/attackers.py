"""Who killed by whose attack it was: "six were killed in an Israeli strike", "jets hit it, killing six"."""

from __future__ import annotations

from dataclasses import replace

from kg.language.annotations import DocEvent
from kg.language.linking.doers import HARMS
from kg.language.linking.implied import BY_MEANS_OF, OF_THE_ATTACK, with_actors
from kg.language.parse.tree import Parse
from kg.model import Role
from kg.ontology import Ontology


def with_attackers(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events, harm of nobody done by whose attack it was done in: "six were killed in an Israeli strike".

    And by what attacked, though it is no agent: "jets hit a house, killing six".
    """
    at = {e.head: i for i, e in enumerate(found) if ontology.is_a(e.event_class, "Attack") and e.entities(Role.ACTOR)}
    done = []
    for event in found:
        if at and ontology.is_a(event.event_class, *HARMS) and not event.entities(Role.ACTOR):
            preps = (p for p in parse.with_dep(event.clause, "prep") if parse.words[p] in BY_MEANS_OF)
            blow = next((at[noun] for p in preps for noun in parse.with_dep(p, "pobj") if noun in at), None)
            if blow is None and parse.deps[event.clause] == "advcl" and parse.tags[event.clause] == "VBG":
                blow = at.get(parse.heads[event.clause])
            if blow is not None and parse.pos[event.head] == "VERB":
                event = replace(with_actors(event, found[blow], Role.ACTOR, OF_THE_ATTACK), cause=blow)
        done.append(event)
    return done
