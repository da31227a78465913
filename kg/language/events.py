"""Events: a Doc with entities and times in, `kg_events` with triggers, classes and arguments out.

Each verb and noun of the story that evokes a frame gives one event. A verb that the ontology does not know gives a
plain one where it joins two entities, or where it is the content of another event, so that nothing is lost.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import (
    DocEvent,
    add_entities,
)
from kg.language.linking.attackers import with_attackers
from kg.language.linking.attendance import with_attendance
from kg.language.linking.consequences import with_toppled
from kg.language.linking.homonyms import with_shared_words
from kg.language.linking.implied import (
    with_authors,
    with_conditions,
    with_denied_parties,
    with_expellers,
    with_implied_actors,
    with_joint_acts,
    with_places_of_events,
    with_pressed,
    with_sides,
    with_threatened,
    without_struck_actors,
)
from kg.language.linking.matches import Match
from kg.language.linking.rementions import with_rementions
from kg.language.linking.scene import Scene
from kg.language.linking.whereabouts import with_shared_places
from kg.language.parse.reading import read_parse
from kg.model import Role
from kg.ontology import Ontology, load_ontology


@Language.factory("kg_events")
def make_events(nlp: Language, name: str) -> EventFinder:
    """The component with the ontology that ships."""
    return EventFinder(load_ontology())


class EventFinder:
    """Finds the events of a Doc."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with `kg_events` set."""
        scene = Scene(read_parse(doc, self.ontology.word_sets), self.ontology)
        doc._.kg_events = tuple(find_events(scene))
        add_entities(doc, scene.new_entities())
        return doc


def find_events(scene: Scene) -> list[DocEvent]:
    """The events of a Doc in the order of their triggers, before factuality, sources and times."""
    matches = scene.matches()
    matches += scene.plain_matches(matches)
    matches.sort(key=lambda match: match.head)
    scene.bare = frozenset(match.head for match in matches if _is_bare(match))
    at = {match.clause: index for index, match in reversed(list(enumerate(matches)))}
    at |= {match.head: index for index, match in enumerate(matches)}
    found = [scene.event(match, at) for match in matches]
    found = with_denied_parties(without_struck_actors(found, scene.ontology), scene.parse, scene.ontology)
    found = with_implied_actors(found, scene.parse, scene.ontology)
    found = with_threatened(found, scene.ontology)
    found = with_toppled(found, scene.ontology)
    found = with_expellers(found, scene.ontology, scene.linker.kinds_of)
    found = with_joint_acts(with_sides(found, scene.parse, scene.ontology), scene.ontology)
    found = with_pressed(found, scene.parse, scene.ontology)
    found = with_conditions(with_authors(found, scene.parse, scene.ontology), scene.parse, scene.ontology)
    found = with_places_of_events(with_attendance(found, scene.parse, scene.ontology, scene.linker.kinds_of))
    found = with_shared_places(found, scene.parse, scene.ontology)
    found = with_shared_words(found, scene.parse, scene.ontology)
    found = with_rementions(found, scene.parse, scene.ontology, scene.linker.kinds_of)
    return with_attackers(found, scene.parse, scene.ontology)


def _is_bare(match: Match) -> bool:
    """A noun that says nothing of who or whom."""
    return match.clause == match.head and not {link.role for link in match.links} & {Role.ACTOR, Role.TARGET}
