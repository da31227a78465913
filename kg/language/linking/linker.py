"""Frames laid over positions: which frame a trigger evokes, and which words fill its roles.

A frame's slots say where English puts each role of an event class; `syntax` says what stands there in this sentence.
The frame that explains most of what is there wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from kg.frames import DURATION, OBJECT, SUBJECT, Frame, PartOfSpeech, Slot
from kg.language.grammar.agents import BY_PHRASE, may_do
from kg.language.grammar.positions import (
    MODIFIER,
    POSSESSIVE,
    PREDICATE,
    Position,
    counted,
    is_manner,
    named_by_another,
    without_scenes,
)
from kg.language.grammar.pronouns import REFLEXIVE
from kg.language.grammar.syntax import (
    SHARED_OBJECT,
    noun_positions,
    support_positions,
    verb_positions,
)
from kg.language.linking import surroundings
from kg.language.linking.carriers import is_occurrence, light_verb, occurrence
from kg.language.linking.doers import AGENTS, HARMS, acts, is_natural, without_things_that_act, without_weapons
from kg.language.linking.instruments import TRAVEL, instruments, is_no_topic, is_ride
from kg.language.linking.matches import Link, Match, score_of, without_hosts
from kg.language.linking.placing import PLACED, Placer
from kg.language.linking.slots import (
    compound_parts,
    compound_words,
    doers_by,
    hanging,
    has_name,
    has_other_clause,
    has_other_particle,
    is_open,
    listed_with,
    noun_labels,
    own_first,
    part_of_speech,
    reachable,
    takes,
    trigger_span,
    turned,
    verb_labels,
    with_particles_objects,
    words_around,
    words_beside,
)
from kg.language.parse.tree import NOMINAL, Parse
from kg.model import Role
from kg.ontology import Ontology

_OF_STATES = {OBJECT: SUBJECT, SUBJECT: "by"}  # of a passive's positions where it says in what state somebody is
_OF_SOMEBODY = ("Attack", "Coercion", "Diplomacy", "Communication")  # what no force of nature does
_VOICED = ("Communication", "Support")  # what nouns from or of somebody say: "criticism from Chad"
_DONE_IN_PASSING = (
    "Vote",
    "Communication",
    "Diplomacy",
    "Conciliation",
    "Dissent",
)  # by the subject a phrase stands beside


@dataclass(frozen=True)
class Linker:
    """Lays an ontology's frames over one parse.

    `kinds_of` tells what a token may be: kinds of entity, "event", "money"; `words_of` what brackets may call it;
    `is_time` which tokens no role takes.
    """

    parse: Parse
    ontology: Ontology
    kinds_of: Callable[[int], frozenset[str]]
    words_of: Callable[[int], frozenset[str]]
    is_time: Callable[[int], bool]

    @cached_property
    def placer(self) -> Placer:
        """What finds the events' places."""
        return Placer(self.parse, self.ontology, self.kinds_of, self.words_of, self.is_time)

    def match(self, head: int) -> Match | None:
        """The frame that a token evokes, if it evokes one."""
        kind = part_of_speech(self.parse, head)
        if kind is None or (self.parse.deps[head] == "ccomp" and named_by_another(self.parse, head)):
            return None
        frames = self.ontology.frames.get((self.parse.lemmas[head], kind), ())
        if kind is PartOfSpeech.NOUN:
            standing, lay = noun_positions(self.parse, head), self._lay_noun
            frames = tuple(self._carried(frames, head))
        else:
            standing, lay = self._standing(head), self._lay_verb
            frames = tuple(self._fillable(frames, head, standing))
            if frames and is_natural(self.parse, standing):
                frames = tuple(f for f in frames if not self.ontology.is_a(f.event_class, *_OF_SOMEBODY))
        found = [match for frame in frames if (match := lay(frame, head, standing)) is not None]
        found = self._as_adjective(head, standing) or found
        return max(found, key=lambda match: match.score, default=None)  # of equals the most demanding, which is first

    def _carried(self, frames: Iterable[Frame], noun: int) -> Iterator[Frame]:
        """The frames of a noun alone, and those whose first word carries it or stands before it."""
        words = {self.parse.lemmas[verb] for verb, _ in surroundings.carrying_verbs(self.parse, noun)}
        words |= compound_parts(self.parse, noun)
        return (f for f in frames if len(f.words) == 1 or f.words[0] in words)

    def _fillable(self, frames: Iterable[Frame], head: int, standing: list[Position]) -> Iterator[Frame]:
        """The frames without a required role that nothing can fill, and the idioms whose words are all around."""
        labels = reachable(standing).union(p.label for _, p in self._tails(head, standing))
        around = words_around(self.parse, head)
        for frame in frames:
            is_idiom = len(frame.words) > 1  # it has more to fill its roles
            if (
                around.issuperset(frame.words[1:])
                if is_idiom
                else all(not labels.isdisjoint(s.labels) for s in frame.required)
            ):
                yield frame

    def _as_adjective(self, head: int, standing: list[Position]) -> list[Match]:
        """ "Is opposed to the plan", "was outraged by it": a participle that a frame knows as an adjective is one."""
        frames = self.ontology.frames.get((self.parse.words[head], PartOfSpeech.ADJECTIVE), ())
        if not frames or self.parse.pos[head] != "VERB" or not self.parse.is_passive(head):
            return []
        positions = [p._replace(label=_OF_STATES.get(p.label, p.label)) for p in standing]
        found = [match for frame in frames if (match := self._lay_verb(frame, head, positions)) is not None]
        doers = {p.token for p in positions if p.label == "by" and not p.is_clause}  # "was opposed by two parties"
        return [match for match in found if doers.issubset(link.token for link in match.links)]

    def positions(self, head: int) -> list[Position]:
        """Where the arguments of a verb that no frame knows stand."""
        return [p for p in self._standing(head) if not self.is_time(p.token)]

    def _standing(self, verb: int) -> list[Position]:
        """Where a verb's arguments stand, found once for its frames and for the want of one."""
        return self.parse.once("standing", verb, verb_positions)

    def _lay_verb(self, frame: Frame, head: int, standing: list[Position]) -> Match | None:
        extra = words_beside(self.parse, head, frame.words[1:])
        if extra is None or has_other_particle(self.parse, frame, head) or has_other_clause(self.parse, frame, head):
            return None
        if self.ontology.is_a(frame.event_class, "Violence"):
            standing = without_weapons(self.parse, self.kinds_of, standing)
        if self.ontology.is_a(frame.event_class, *HARMS) and acts(frame):
            standing = without_things_that_act(self.parse, self.kinds_of, standing)
        # "severed ties with": the idiom's noun holds the phrase
        held = [p for token in extra if token != head for p in surroundings.tail_phrases(self.parse, token)]
        positions = [p for p in standing + held if p.token not in extra]  # "held him hostage": hostage fills no role
        positions = [p for p in positions if p.label != "on" or not self._is_occasion(head, p.token)]
        positions = with_particles_objects(frame, positions) if extra else positions
        if self._has_other_object(frame, positions, extra):
            return None
        links = self._assign(frame, positions, verb_labels, self._tails(head, standing))
        if links is None or self._has_other_predicate(head, positions, links):
            return None
        score = score_of(frame, links)
        links += self.placer.places(links, positions, frame.event_class)
        links += instruments(self.parse, links, positions, self.ontology.is_a(frame.event_class, *TRAVEL))
        return Match(frame, head, trigger_span(self.parse, head, extra), head, tuple(links), score, tuple(extra))

    def _is_occasion(self, verb: int, held: int) -> bool:
        """ "Ruiz, on a visit to Oslo, pressed him": what is told before the verb is not what one presses for."""
        return held < verb and "event" in self.kinds_of(held)

    def _lay_noun(self, frame: Frame, head: int, standing: list[Position]) -> Match | None:
        compound = compound_words(self.parse, head, frame.words[:-1])
        verb, role = light_verb(self.parse, self.ontology, frame.words[-1:] if compound else frame.words, head)
        if verb is None and len(frame.words) > 1 and not compound:
            return None
        if verb is None and self.parse.in_set(head, "MassEvent") and not self.parse.children[head]:
            return None  # "on the brink of war"
        positions = [p for p in standing if p.token not in compound]
        if verb is not None:
            held = support_positions(self.parse, head, verb)
            is_named = len(frame.words) > 1 and not compound  # "reiterated Chad's support for"
            if not is_named and any(p.label == POSSESSIVE and self.parse.pos[p.token] != "PRON" for p in standing):
                held = [p for p in held if p.label != SUBJECT]  # "granted the union's request": the union's it is
            subject = frame.slot(SUBJECT)
            if role is Role.ACTOR and not is_named and subject is not None and subject.role is Role.TARGET:
                held = [p._replace(label="by") if p.label == SUBJECT else p for p in held]  # "carried out killings"
            is_turned = role is Role.TARGET and (subject is None or subject.role is not Role.TARGET)
            if is_turned:  # "won the support of Chad", "faces sanctions from Chad": it is Chad's
                whose = ("of", "from") if self._is_voiced(frame) else ("from",)
                positions = [p._replace(label="by") if p.label in whose and self._acts(p) else p for p in positions]
            positions = positions + (turned(held) if is_turned else held)
        else:
            told = occurrence(self.parse, self.ontology, head)
            if told is not None:
                verb = told[0]
                positions = positions + told[1]
            else:
                positions = positions + self._acting_around(frame, head) + self._scene_of(frame, head)
        links = self._assign(frame, positions, noun_labels, self._tails(head, positions, verb))
        if links is None:
            return None
        if self.parse.in_set(head, "PersonNoun") and not any(link.rule == surroundings.NAMED for link in links):
            return None  # "critics of the army left": who they are, not what they did
        score = score_of(frame, links)
        links = without_hosts(links) + doers_by(frame, positions, self._acts) + self.placer.struck(frame, positions)
        links += self._modifiers(frame, links, positions)
        links += self.placer.places(links, positions, frame.event_class)
        links += instruments(self.parse, links, positions)
        clause = head if verb is None else verb
        return Match(frame, head, (head, head + 1), clause, tuple(links), score)

    def _acting_around(self, frame: Frame, noun: int) -> list[Position]:
        """ "In a snub to Chad, Mali left", "X, a critic of Y": who does what a noun beside the clause says."""
        is_fight = self.ontology.is_a(frame.event_class, "Fighting")
        if not is_fight and not self.ontology.is_a(frame.event_class, *_DONE_IN_PASSING):
            return []
        return [p for p in surroundings.passing_subjects(self.parse, noun, after=is_fight) if self._acts(p)]

    def _is_voiced(self, frame: Frame) -> bool:
        return self.ontology.is_a(frame.event_class, *_VOICED)

    def _acts(self, position: Position) -> bool:
        return not position.is_clause and bool(self.kinds_of(position.token) & AGENTS)

    def _scene_of(self, frame: Frame, noun: int) -> list[Position]:
        """ "In Izmir, a fire sent smoke over the port": where what a disaster does happens, it happens."""
        found: list[Position] = []
        is_hazard = self.ontology.is_a(frame.event_class, "Hazard")
        for verb, positions in surroundings.occurrence_positions(self.parse, noun) if is_hazard else ():
            is_known = is_occurrence(self.parse, self.ontology, verb)  # "the storm that hit Luzon"
            found += [p for p in positions if is_known or (self.placer.is_scene(p))]
        return found

    def _assign(
        self,
        frame: Frame,
        positions: list[Position],
        label_of: Callable[[Frame, Position], Iterable[str]],
        tails: Sequence[tuple[str, Position]] = (),
    ) -> list[Link] | None:
        """Every slot's fillers; None where a required role is empty or a restriction is broken.

        What `positions` leave empty is looked for in the `tails`, phrases that hang on a filler, by its label.
        """
        links: list[Link] = []
        held = hanging(frame, tails) if tails else []
        labelled = [(p, set(label_of(frame, p))) for p in positions if not self.is_time(p.token)]
        for slot in frame.slots:
            if DURATION in slot.allowed:
                if not any(self.is_time(p.token) and p.label in slot.labels for p in positions):
                    return None
                continue
            own = [p for p, labels in labelled if not labels.isdisjoint(slot.labels)]
            own = [p for p in own_first(slot, own) if takes(slot, p)] if own else own
            by_of_nouns = SUBJECT in slot.labels and label_of is noun_labels  # "the arrest of two men by police"
            labels = (*slot.labels, "by") if by_of_nouns else slot.labels
            standing = own or [p for p in held if p.label in labels and takes(slot, p)]
            fitting = [p for p in standing if self._is_fit(frame, slot, p)]
            fitting = without_scenes(self.parse, fitting, self.placer.is_place) if slot.role in PLACED else fitting
            if (standing and not fitting and (slot.allowed or slot.excluded)) or (slot.is_required and not fitting):
                return None
            fitting = self._with_fellows(slot, standing, fitting)
            told = {p.token: p for p in reversed(fitting)}  # "out of" is "from", too
            links += [Link(slot.role, p.token, p.rule, p.is_clause, p.label) for p in reversed(told.values())]
        return links

    def _with_fellows(self, slot: Slot, standing: list[Position], fitting: list[Position]) -> list[Position]:
        """ "Sent warships and commandos": what "and" joins to a filler fills the slot, to an object that cannot not."""
        if len(fitting) == len(standing):
            return fitting
        others = listed_with(self.parse, fitting, standing)
        found = fitting + [p for p in others if not self._is_any(slot.excluded | {"event"}, p.token)]
        unfit = [p for p in standing if p.label == OBJECT and p.rule == "object" and p not in found and slot.allowed]
        apart = {token for p in unfit for token in self.parse.coordinated(p.token)}  # "seized a yacht and a villa"
        return [p for p in found if p.token not in apart]

    def _tails(self, head: int, standing: list[Position], verb: int | None = None) -> list[tuple[str, Position]]:
        """The phrases that hang on a trigger's fillers and may be its own, each with the filler's label.

        "Recalled its envoys from Doha", "gave tents to families in Haiti", "accused by prosecutors of stealing": the
        parser is unsure.
        """
        key = (f"tails of {verb}", head)
        if key not in self.parse.cache:
            found = []
            for p in standing:
                if p.is_clause or p.label == SUBJECT and not p.rule.endswith(BY_PHRASE) or self.is_time(p.token):
                    continue
                held = [t._replace(rule="phrase of the object") for t in surroundings.tail_phrases(self.parse, p.token)]
                found += [(p.label, t) for t in held if self._may_be_torn(p, t)]
            self.parse.cache[key] = found
        return cast(list[tuple[str, Position]], self.parse.cache[key])

    def _may_be_torn(self, holder: Position, tail: Position) -> bool:
        """ "Accused the minister of theft", but "demanded the return of the ship", "two of his aides": its own."""
        if self.is_time(tail.token) or tail.is_clause or tail.label != "of":
            return not self.is_time(tail.token)
        if holder.label in (SUBJECT, "by"):  # "by Kenyan customs of ivory", but "by soldiers of Kenya"
            return has_name(self.parse, holder)
        return counted(self.parse, holder.token) == holder.token and bool(self.kinds_of(holder.token) & AGENTS)

    def _is_fit(self, frame: Frame, slot: Slot, position: Position) -> bool:
        if position.is_clause:  # "ordered them to leave": words may say which clause
            words = {word for word in slot.allowed if word.startswith("'")}
            return not words or f"'{self.parse.lemmas[position.token]}'" in words
        if position.label == "from" and "from" not in slot.labels and not self._is_voiced(frame):
            return False
        if slot.role is Role.TOPIC and not slot.allowed and self.placer.is_where(position, frame.event_class):
            return False  # "acquitted in Busan"
        if slot.role is Role.DESTINATION and is_ride(self.parse, position):
            return False  # "arrived in trucks"
        if slot.role is Role.TOPIC and is_no_topic(self.parse, position):
            return False  # "spoke on television"
        is_sum = is_open(slot, position) and "money" in self.kinds_of(position.token)  # "a fine of $2bn"
        return not is_sum and self._fits(slot, position.token) and self._may_act(slot, position)

    def _may_act(self, slot: Slot, position: Position) -> bool:
        """ "The tariff of 35 %", "by mistake": what such a phrase holds is an actor only if it can act."""
        if position.label == "by" and not may_do(self.parse, position.token):
            return slot.role is not Role.ACTOR and not is_manner(self.parse, position.token)  # "by contrast"
        may_be = slot.role is not Role.ACTOR or position.label in slot.labels
        return may_be or position.label not in ("of", "from") or self._acts(position)

    def _fits(self, slot: Slot, token: int) -> bool:
        return not self._is_any(slot.excluded, token) and (not slot.allowed or self._is_any(slot.allowed, token))

    def _is_any(self, wanted: frozenset[str], token: int) -> bool:
        if not wanted:
            return False
        kinds = self.kinds_of(token) | self.kinds_of(counted(self.parse, token))
        called = self.words_of(token)
        if not wanted.isdisjoint(kinds | {f"'{word}'" for word in called}):
            return True
        return any(not called.isdisjoint(self.ontology.word_sets.get(item, ())) for item in wanted)

    def _modifiers(self, frame: Frame, links: list[Link], positions: list[Position]) -> list[Link]:
        """Names and nouns before the trigger: who did it ("Israeli strike"), to what ("hostage release"), with what."""
        found: list[Link] = []
        for p in positions:
            if p.label != MODIFIER:
                continue
            role = self._modifier_role(frame, p.token, {link.role for link in (*links, *found)})
            if role is not None:
                found.append(Link(role, p.token, "modifier of the noun"))
        return found

    def _modifier_role(self, frame: Frame, token: int, filled: set[Role]) -> Role | None:
        kinds = self.kinds_of(token)
        if self.parse.in_set(token, "Weapon"):
            return Role.INSTRUMENT
        subject, object_ = frame.slot(SUBJECT), frame.slot(OBJECT) or frame.slot("of")
        if kinds & AGENTS and subject is not None and subject.role not in filled and self._fits(subject, token):
            return subject.role
        if "place" in kinds and Role.PLACE not in filled:
            return Role.PLACE
        is_noun = self.parse.deps[token] == "compound" and self.parse.pos[token] in NOMINAL
        if is_noun and object_ is not None and object_.role not in filled and self._fits(object_, token):
            return object_.role
        return None

    def _has_other_object(self, frame: Frame, positions: list[Position], extra: list[int]) -> bool:
        """ "Yielded a plan" is not "yielded to him": an object that the frame has no place for is another sense."""
        if frame.slot(OBJECT) is not None:
            return False
        own = (p for p in positions if p.label == OBJECT and p.rule != SHARED_OBJECT)  # "pulled out and left the town"
        held = [p.token for p in own if p.token not in extra and not self.is_time(p.token)]
        return any(self.parse.words[token] not in REFLEXIVE for token in held)  # "gave themselves up to the army"

    def _has_other_predicate(self, head: int, positions: list[Position], links: list[Link]) -> bool:
        """ "Called him a liar" is not "called him": what a verb of calling has its object be makes another sense."""
        if not self.parse.in_set(head, "CallingVerb"):
            return False
        linked = {link.token for link in links}
        return any(p.label == PREDICATE and p.token not in linked for p in positions)
