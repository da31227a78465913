"""`ontology/*.ttl` in, frozen objects out: event classes with their frames, operators, support verbs, word sets.

What may change without touching Python is in Turtle; how the grammar works is in `kg.language`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.frames import Frame, PartOfSpeech, demand, parse_frame
from kg.model import Factuality, Polarity, Role

E = TypeVar("E", bound=Enum)

KG = "https://w3id.org/newskg#"
SEM_EVENT = "http://semanticweb.cs.vu.nl/2009/11/sem/Event"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_APART = frozenset({"shapes.ttl", "types.ttl", "countries.ttl", "entities.ttl"})  # read by the rooms that need them

Terms = defaultdict[str, defaultdict[str, list[str]]]  # subject -> predicate -> values


class ContentKind(Enum):
    """What the content of an event of speech or intent may be."""

    DUTY = "Duty"  # what somebody else must do
    WRONG = "Wrong"  # what somebody else does against somebody
    HARM = "Harm"  # what the actor would do against somebody
    BLOW = "Blow"  # what is to be done against somebody, by nobody in particular
    POSSIBLE_HARM = "PossibleHarm"  # what the actor says it may do against somebody
    REFUSAL = "Refusal"  # what the actor will not do for or with others


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of events: where it stands, how it is coded, what it does to its content, and its frames."""

    name: str
    label: str
    parent: str | None
    short: str | None = None  # local name of the short property ("accuses")
    plover: str | None = None
    cameo: str | None = None
    frames: tuple[Frame, ...] = ()
    content_factuality: Factuality | None = None
    content_polarity: Polarity | None = None
    content_actor: Role | None = None  # whose act a nominal content without an actor is: "blames Moscow for the attack"
    presupposes_content: bool | None = None  # a nominal content is taken for a fact: "condemned the raid"
    attributes_content: bool | None = None  # whether the actor is the source of the content
    targets_content: bool | None = None  # a noun's event is its target too: "boycotted the poll"
    topic_within: bool | None = None  # a name within what it is done to is its topic: "lifted a ban on Fijian sugar"
    actor_within: bool | None = None  # whose its target is did it: "Kenyan soldiers were sent"
    joint: str | None = None  # the class of such an event that several do together
    shares_noun_with: str | None = None  # the class that a noun of it means in other texts: "the strike"
    is_hostile: bool | None = None  # done against somebody
    is_mutual: bool | None = None  # done with each other: whose people meet, meet
    with_governments: bool | None = None  # a capital that such is done to, or from, is the government: "urged Lima"
    where_content: ContentKind | None = None  # what makes an event of the class above one of this
    planned: str | None = None  # the class of such an event that is yet to come


class Position(Enum):
    """Where an operator stands to what it changes."""

    GOVERNOR = "Governor"  # a verb, adjective or noun over its complement: "fail to", "lack of"
    AUXILIARY = "Auxiliary"  # "may", "will"
    MARKER = "Marker"  # a subordinator over its clause: "if"
    PREPOSITION = "Preposition"  # "without"
    ADVERB = "Adverb"  # "never", "reportedly"
    DETERMINER = "Determiner"  # "no"


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes polarity or factuality of what is in its scope, or says that somebody else claims it."""

    name: str
    position: Position
    words: frozenset[str]  # lemmas; several words are joined by a space
    polarity: Polarity | None = None
    factuality: Factuality | None = None
    is_attributed: bool = False

    @property
    def is_neutral(self) -> bool:
        """Whether it leaves what is in its scope as it is, unless it is itself negated: "true"."""
        return self.polarity is None and self.factuality is None and not self.is_attributed


@dataclass(frozen=True)
class Ontology:
    """Everything the Turtle files say that extraction needs."""

    classes: Mapping[str, EventClass]
    operators: tuple[Operator, ...]
    word_sets: Mapping[str, frozenset[str]]
    support_verbs: Mapping[Role, frozenset[str]]  # ACTOR: "launch (an attack)"; TARGET: "face (charges)"
    occurrence_verbs: frozenset[str]  # "(talks) take place", "(a storm) hits"
    version: str  # a hash of the files
    turtle: tuple[bytes, ...] = ()  # the files themselves, for the stores

    @cached_property
    def frames(self) -> Mapping[tuple[str, PartOfSpeech], tuple[Frame, ...]]:
        """Frames by head lemma and part of speech, the most demanding first."""
        found: dict[tuple[str, PartOfSpeech], list[Frame]] = defaultdict(list)
        for event_class in self.classes.values():
            for frame in event_class.frames:
                found[frame.head, frame.part_of_speech].append(frame)
        return {key: tuple(sorted(frames, key=demand)) for key, frames in found.items()}

    @cached_property
    def trigger_lemmas(self) -> frozenset[str]:
        """The lemmas that some frame is found by."""
        return frozenset(lemma for lemma, _ in self.frames)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every lemma that the ontology gives a part: in frames, among support verbs, as an operator."""
        phrases = [" ".join(frame.words) for frames in self.frames.values() for frame in frames]
        phrases += [
            *chain(*self.support_verbs.values()),
            *self.occurrence_verbs,
            *chain(*(o.words for o in self.operators)),
        ]
        return frozenset(word for phrase in phrases for word in phrase.split())

    def operators_at(self, position: Position) -> Mapping[str, Operator]:
        """The operators of one position by their words."""
        return {word: op for op in self.operators if op.position is position for word in op.words}

    def ancestors(self, name: str) -> Iterator[EventClass]:
        """A class and what it is below, nearest first.

        A name that is no class gives nothing.
        """
        while (event_class := self.classes.get(name)) is not None:
            yield event_class
            name = event_class.parent or ""

    @cached_property
    def plans(self) -> Mapping[str, str]:
        """What each class of planned events plans: "PlannedVisit" a "Visit"."""
        return {c.planned: c.name for c in self.classes.values() if c.planned is not None}

    @cached_property
    def content_kinds(self) -> Mapping[str, Mapping[ContentKind, str]]:
        """For each class the classes below it that its events are of by what their content is."""
        found: dict[str, dict[ContentKind, str]] = defaultdict(dict)
        for kind in ContentKind:
            for event_class in self.classes.values():
                if event_class.where_content is kind and event_class.parent is not None:
                    found[event_class.parent][kind] = event_class.name
        return found

    def actor_of_content(self, name: str | None) -> Role | None:
        """The role of an event that fills the missing actor of its content, if its class says so."""
        event_class = self.classes.get(name or "")
        return event_class.content_actor if event_class else None

    def presupposes_content(self, name: str | None) -> bool:
        """Whether a class takes its nominal content for a fact."""
        return name is not None and bool(self.classes[name].presupposes_content)

    def judges_content(self, name: str | None) -> bool:
        """Whether a class says what becomes of its content; else its verb may, as an operator: "prevented"."""
        found = self.classes[name or ""]
        return bool(found.content_factuality or found.content_polarity or found.attributes_content)

    def targets_content(self, name: str | None) -> bool:
        """Whether a class has a nominal content for its target as well."""
        return name is not None and bool(self.classes[name].targets_content)

    def is_a(self, name: str | None, *ancestors: str) -> bool:
        """Whether a class is one of others or below it."""
        return not self._lines.get(name or "", frozenset()).isdisjoint(ancestors)

    @cached_property
    def _lines(self) -> Mapping[str, frozenset[str]]:
        """Each class with itself and all that it is below, by name."""
        return {name: frozenset(c.name for c in self.ancestors(name)) for name in self.classes}


def load_ontology(extra: Iterable[str | Path] = ()) -> Ontology:
    """The ontology that ships with the package, with the user's own Turtle files added.

    Raises OntologyError where a file does not parse or a frame does not say what extraction needs.
    """
    own = [Path(path) for path in extra]
    return read_ontology(_shipped(), own) if own else _shipped_ontology()


@cache
def _shipped_ontology() -> Ontology:
    return read_ontology(_shipped())


def _shipped() -> list[Path]:
    return [path for path in ontology_files() if path.name not in _APART]


def ontology_files() -> list[Path]:
    """The Turtle files that ship: beside the package in a checkout, inside it in a wheel."""
    return sorted(ontology_folder().glob("*.ttl"))


def ontology_folder() -> Path:
    """The folder of the shipped ontology."""
    inside = Path(str(files("kg"))) / "ontology"
    return inside if inside.is_dir() else Path(str(files("kg"))).parent / "ontology"


def read_ontology(paths: Iterable[Path], extra: Iterable[Path] = ()) -> Ontology:
    """The ontology that these Turtle files hold together.

    Of two frames that fit alike, that of a class which only `extra` tells of comes first.

    Raises OntologyError.
    """
    terms: Terms = defaultdict(lambda: defaultdict(list))
    turtle = []
    shipped, extra = list(paths), list(extra)
    common: set[str] = set()
    for path in [*shipped, *extra]:
        data = _read(path)
        turtle.append(data)
        try:
            triples = list(ox.parse(data, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise OntologyError(str(error), str(path)) from error
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode):
                terms[triple.subject.value][triple.predicate.value].append(_value(triple.object))
        if path in shipped:
            common |= {_local(iri) for iri in terms}
    word_sets = {_local(iri): frozenset(po[KG + "word"]) for iri, po in terms.items() if KG + "WordSet" in po[RDF_TYPE]}
    own_first = sorted(_event_classes(terms, word_sets), key=lambda event_class: event_class.name in common)
    classes = _inherited({event_class.name: event_class for event_class in own_first})
    return Ontology(
        classes=classes,
        operators=tuple(_operators(terms)),
        word_sets=word_sets,
        support_verbs={
            role: _every(terms, prop)
            for role, prop in ((Role.ACTOR, "supportVerb"), (Role.TARGET, "passiveSupportVerb"))
        },
        occurrence_verbs=_every(terms, "occurrenceVerb"),
        version=hashlib.sha256(b"\0".join(turtle)).hexdigest()[:16],
        turtle=tuple(turtle),
    )


def _event_classes(terms: Terms, word_sets: Iterable[str]) -> Iterator[EventClass]:
    for iri, po in sorted(terms.items()):
        parents = po[RDFS + "subClassOf"]
        if not iri.startswith(KG) or not any(c == SEM_EVENT or c.startswith(KG) for c in parents):
            if po[KG + "frame"]:
                raise OntologyError(f"has a kg:frame, but is no class {KG}... with an rdfs:subClassOf kg:...", iri)
            continue
        name = _local(iri)
        parent = next((_local(c) for c in parents if c.startswith(KG)), None)
        yield EventClass(
            name=name,
            label=_first(po[RDFS + "label"]) or name,
            parent=parent,
            short=_local_or_none(po[KG + "short"]),
            plover=_first(po[KG + "plover"]),
            cameo=_first(po[KG + "cameo"]),
            frames=tuple(parse_frame(text, name, word_sets) for text in sorted(set(po[KG + "frame"]))),
            content_factuality=_member(Factuality, po[KG + "contentFactuality"], name),
            content_polarity=_member(Polarity, po[KG + "contentPolarity"], name),
            content_actor=_member(Role, po[KG + "contentActor"], name),
            presupposes_content=_flag(po[KG + "presupposesContent"]),
            attributes_content=_flag(po[KG + "attributesContent"]),
            targets_content=_flag(po[KG + "targetsContent"]),
            topic_within=_flag(po[KG + "topicWithin"]),
            actor_within=_flag(po[KG + "actorWithin"]),
            joint=_local_or_none(po[KG + "joint"]),
            shares_noun_with=_local_or_none(po[KG + "sharesNounWith"]),
            is_hostile=_flag(po[KG + "isHostile"]),
            is_mutual=_flag(po[KG + "isMutual"]),
            with_governments=_flag(po[KG + "withGovernments"]),
            where_content=_member(ContentKind, po[KG + "whereContent"], name),
            planned=_local_or_none(po[KG + "planned"]),
        )


def _inherited(classes: dict[str, EventClass]) -> dict[str, EventClass]:
    """The classes with the codes and content effects that they leave to the class above them.

    A class without frames has the short property of the class above it.
    """
    done: dict[str, EventClass] = {}

    def settle(event_class: EventClass, below: tuple[str, ...]) -> EventClass:
        if event_class.name in done or event_class.parent is None:
            return done.setdefault(event_class.name, event_class)
        if event_class.parent not in classes or event_class.parent in below:
            raise OntologyError(f"is below kg:{event_class.parent}, which is no event class", f"kg:{event_class.name}")
        above = settle(classes[event_class.parent], (*below, event_class.name))
        for other in (event_class.planned, event_class.joint, event_class.shares_noun_with):
            if other is not None and other not in classes:
                raise OntologyError(f"speaks of kg:{other}, which is no event class", f"kg:{event_class.name}")
        done[event_class.name] = replace(
            event_class,
            short=above.short if event_class.short is None and not event_class.frames else event_class.short,
            plover=event_class.plover or above.plover,
            cameo=event_class.cameo or above.cameo,
            content_factuality=event_class.content_factuality or above.content_factuality,
            content_polarity=event_class.content_polarity or above.content_polarity,
            content_actor=event_class.content_actor or above.content_actor,
            presupposes_content=_nearest(event_class.presupposes_content, above.presupposes_content),
            attributes_content=_nearest(event_class.attributes_content, above.attributes_content),
            targets_content=_nearest(event_class.targets_content, above.targets_content),
            topic_within=_nearest(event_class.topic_within, above.topic_within),
            actor_within=_nearest(event_class.actor_within, above.actor_within),
            is_hostile=_nearest(event_class.is_hostile, above.is_hostile),
            is_mutual=_nearest(event_class.is_mutual, above.is_mutual),
            with_governments=_nearest(event_class.with_governments, above.with_governments),
        )
        return done[event_class.name]

    return {name: settle(event_class, ()) for name, event_class in classes.items()}


def _nearest(own: bool | None, above: bool | None) -> bool | None:
    return above if own is None else own


def _flag(values: list[str]) -> bool | None:
    return values[0] == "true" if values else None


def _operators(terms: Terms) -> Iterator[Operator]:
    for iri, po in sorted(terms.items()):
        if KG + "Operator" in po[RDF_TYPE]:
            name = _local(iri)
            position = _member(Position, po[KG + "position"], name)
            if position is None or not po[KG + "word"]:
                raise OntologyError("an operator needs a kg:position and at least one kg:word", f"kg:{name}")
            yield Operator(
                name=name,
                position=position,
                words=frozenset(po[KG + "word"]),
                polarity=_member(Polarity, po[KG + "setsPolarity"], name),
                factuality=_member(Factuality, po[KG + "setsFactuality"], name),
                is_attributed="true" in po[KG + "setsAttributed"],
            )


def _member(kind: type[E], iris: list[str], name: str) -> E | None:
    if not iris:
        return None
    try:
        return kind(_local(iris[0]))
    except ValueError as error:
        allowed = ", ".join(f"kg:{member.value}" for member in kind)
        raise OntologyError(f"{iris[0]} is none of {allowed}", f"kg:{name}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OntologyError(error.strerror or "cannot be read", str(path)) from error


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return "" if isinstance(term, ox.Triple) else term.value


def _every(terms: Terms, prop: str) -> frozenset[str]:
    return frozenset(value for po in terms.values() for value in po.get(KG + prop, []))


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _first(values: list[str]) -> str | None:
    return values[0] if values else None


def _local_or_none(values: list[str]) -> str | None:
    return _local(values[0]) if values else None
