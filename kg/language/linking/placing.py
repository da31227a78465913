"""Where an event is said to take place: beside its verb or noun, or at the end of a phrase that is beside it.

The parser hangs a phrase of place on whatever stands before it: "killed a leader in Lima", "said Ana Ruiz in Lima".
Each rule says whose phrase is the event's place too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.frames import OBJECT, SUBJECT, Frame
from kg.language.grammar.agents import BY_PHRASE
from kg.language.grammar.positions import SCENE, WITHIN, Position, expanded, prepositional
from kg.language.linking.matches import Link
from kg.language.linking.surroundings import is_of_phrases, places_within, tail_phrases
from kg.language.parse.tree import NOMINAL, Parse
from kg.model import Role
from kg.ontology import Ontology

PLACED = frozenset({Role.TARGET, Role.TOPIC, Role.RECIPIENT})  # a phrase of place on these is the event's
PLACES = frozenset({"place", "country"})
_SAID_ANYWHERE = ("Communication", "Diplomacy")
_BEFALLING = ("Killing", "Injury", "Death", "Arrest", "Hazard", "Evacuation")
_AT = frozenset({"at", "outside", "inside"})


@dataclass(frozen=True)
class Placer:
    """Finds the places of events in one parse; `kinds_of`, `words_of` and `is_time` are the linker's."""

    parse: Parse
    ontology: Ontology
    kinds_of: Callable[[int], frozenset[str]]
    words_of: Callable[[int], frozenset[str]]
    is_time: Callable[[int], bool]

    def places(self, links: list[Link], positions: list[Position], event_class: str) -> list[Link]:
        """The places that no slot has taken: of the trigger, or at the end of its object or of its speaker."""
        taken = {link.token for link in links}
        found = [Position("", link.token, "") for link in links if link.role is Role.PLACE]
        found = found or [p for p in positions if self.is_place(p) and p.token not in taken]
        found += [p for p in positions if p.token not in taken and self._is_island(p, event_class)]
        if not found:
            # "shot by a man in Rome", "the arrest of two men by police in Rome"
            ends = (k for k in links if k.role in PLACED or k.rule == BY_PHRASE or k.label == "by")
            objects = [link.token for link in ends if not link.is_clause]
            objects += [p.token for p in positions if self._is_circumstance(p)]  # "shot at a rally in Rome"
            held = [p for token in objects for p in self._place_phrases(token, event_class)]
            held = held or places_within(self.parse, positions, self.is_place)
            found = [p._replace(rule="place phrase of the object") for p in held]
        found = found or [*self._of_speakers(links, event_class), *self._of_doers(links, event_class)]
        if found and not any(self.parse.pos[p.token] == "PROPN" for p in found):
            found += self._named_around(found[0].token)
        return [Link(Role.PLACE, p.token, f"place, {p.rule}") for p in found if p.token not in taken]

    def struck(self, frame: Frame, positions: list[Position]) -> list[Link]:
        """ "A storm hit Luzon": what a verb of occurrence has as its object is where or whom the event hit.

        Not what the event only came after: "the raid followed a tip".
        """
        if frame.slot(OBJECT) is not None:
            return []
        is_harm = self.ontology.is_a(frame.event_class, "Violence", "Sanction")  # "the town was hit by mortar fire"
        found = []
        for p in positions:
            is_object = p.label == OBJECT and p.rule.startswith("occurrence") and self.parse.pos[p.token] in NOMINAL
            is_before = self.parse.in_set(self.parse.heads[p.token], "FollowingVerb")
            if is_object and not is_before and not self.is_time(p.token):
                is_whom = is_harm and self.parse.pos[p.token] == "NOUN"
                role = Role.PLACE if self.kinds_of(p.token) & PLACES and not is_whom else Role.TARGET
                found.append(Link(role, p.token, p.rule, label=p.label))
        return found

    def is_place(self, position: Position) -> bool:
        """Whether a position says where: a preposition of place before a place, or "at" before a seat of power."""
        if position.is_clause or position.label not in self.ontology.word_sets.get("PlacePreposition", ()):
            return False
        if self.is_time(position.token) or self._is_state(position):
            return False
        seats = self.ontology.word_sets.get("Seat", frozenset())
        is_seat = position.label in _AT and not seats.isdisjoint(self.words_of(position.token))
        is_seat = is_seat or (position.label in _AT and self.parse.in_set(position.token, "HousedBody"))
        is_building = position.label in WITHIN and self.parse.in_set(position.token, "PlaceNoun")  # bodies too
        return is_seat or is_building or bool(self.kinds_of(position.token) & PLACES)

    def is_scene(self, position: Position) -> bool:
        """Whether a position is a place in which something is done: "in Busan", but not "on Gaza"."""
        return position.label in SCENE and self.is_place(position)

    def is_where(self, position: Position, event_class: str) -> bool:
        """Whether a position is no topic of an event but its scene: "in Busan", "arrested on Jolo"."""
        return self.is_scene(position) or self._is_island(position, event_class)

    def _is_island(self, position: Position, event_class: str) -> bool:
        """ "Died on Lombok", "arrested on Jolo": what befalls people on a place that has a name is done there."""
        kinds = self.kinds_of(position.token) if position.label == "on" and not position.is_clause else frozenset()
        is_named = "place" in kinds and self.parse.pos[position.token] == "PROPN"
        return is_named and self.ontology.is_a(event_class, *_BEFALLING) and not self.is_time(position.token)

    def _is_state(self, position: Position) -> bool:
        """ "In prison", "in hospital": a common noun with nothing before it says how somebody is, and not where."""
        parse, noun = self.parse, position.token
        return position.label == "in" and parse.tags[noun] == "NN" and parse.heads[noun] == noun - 1

    def _place_phrases(self, token: int, event_class: str) -> list[Position]:
        """The phrases of place at the end of a filler: of what is only spoken of its own, of an act also the act's.

        "Condemned the raid on Gao": there it was, not the condemnation.
        """
        if "event" in self.kinds_of(token) and self.ontology.is_a(event_class, "Communication", "Protest"):
            return []
        if self.ontology.is_a(event_class, "Communication"):
            return [p for p in tail_phrases(self.parse, token) if p.label != "of" and self.is_place(p)]
        at_end = [
            p
            for prep in range(token + 1, self.parse.right_edge(token) + 1)
            if self.parse.deps[prep] == "prep" and is_of_phrases(self.parse, prep, token)
            for p in prepositional(self.parse, prep)
        ]
        return expanded(self.parse, [p for p in at_end if self.is_place(p)][:1])

    def _of_speakers(self, links: Iterable[Link], event_class: str) -> Iterator[Position]:
        """ "Said Ana Ruiz in Lima": behind the verb of speech the parser hangs its phrases on the speaker."""
        for link in links if self.ontology.is_a(event_class, "Communication") else ():
            is_behind = self.parse.heads[link.token] < link.token and self.parse.pos[link.token] == "PROPN"
            is_described = self.parse.child(link.token, "appos") is not None  # "said Ana Ruiz, a lawyer in Lima"
            if link.role is Role.ACTOR and is_behind and not (link.is_clause or is_described):
                held = tail_phrases(self.parse, link.token)
                yield from (p._replace(rule="place phrase of the speaker") for p in held if self.is_place(p))

    def _named_around(self, place: int) -> list[Position]:
        """ "Outside his home in Munich", "off the coast of Libya": the name around a place that has none."""
        held = [p for p in tail_phrases(self.parse, place) if self.parse.pos[p.token] == "PROPN"]
        return [p for p in held if self.is_place(p) or (p.label == "of" and self.kinds_of(p.token) & PLACES)]

    def _of_doers(self, links: Iterable[Link], event_class: str) -> Iterator[Position]:
        """ "Doctors in Lusaka began a strike": whoever does it does it where he is; not who says it, or agrees."""
        if not self.ontology.is_a(event_class, *_SAID_ANYWHERE):
            for link in links:
                if link.role is Role.ACTOR and link.label == SUBJECT and self.parse.pos[link.token] == "NOUN":
                    held = self._place_phrases(link.token, event_class)
                    yield from (p._replace(rule="place phrase of the subject") for p in held if self._is_name(p))

    def _is_name(self, position: Position) -> bool:
        return position.label in ("in", "at") and self.parse.pos[position.token] == "PROPN"

    def _is_circumstance(self, position: Position) -> bool:
        """ "In two attacks in Rome", "at a ceremony in Rome": a phrase that tells what it happened in."""
        if position.is_clause or self.is_time(position.token):
            return False
        return position.label in ("at", "during", "with", "alongside") or (
            position.label == "in" and "event" in self.kinds_of(position.token)
        )
