"""`ontology/*.ttl` in, frozen objects out: event classes with their frames, operators, support verbs, word sets.

A frame is one way that English says an event class, written as FrameNet names its lexical units
(Ruppenhofer et al., FrameNet II, 2016): a verb as it is (with `.v` where it is also a role's name), a noun with `.n`,
an adjective with `.a`.

    actor accuse target of:content              Witkoff accused Hamas of stalling
    actor pull out target from:origin           Israel pulled out its negotiators from Doha
    actor take target hostage                   gunmen took two nurses hostage
    actor violation.n target                    Israel's violation of the truce
    target murder.n by:actor                    her murder by gunmen
    actor reach deal.n with:target              Iran reached a deal with six powers
    actor dismiss target!['suit'|document]      the court dismissed the suit (but not: its staff)

Before the trigger stands the subject's role (a noun's: its possessive's); after it the object's (a noun's: its
of-phrase's) and, labelled, those of prepositional phrases (`with/against:target`) and clauses (`that:`, `to:`, `ing:`).
`!` makes a role required; brackets say what may fill it: kinds of entity, `event`, `money`, word sets, `'words'`,
and with `-` in front what may not.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.model import EntityKind, Factuality, Polarity, Role

E = TypeVar("E", bound=Enum)

KG = "https://w3id.org/newskg#"
SEM_EVENT = "http://semanticweb.cs.vu.nl/2009/11/sem/Event"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

SUBJECT = ""  # the label of the slot before the trigger
OBJECT = "object"  # the label of a bare slot after it
CLAUSES = frozenset({"that", "ing"})  # labels that take a clause; "to" does where its role is content

_APART = frozenset({"shapes.ttl", "countries.ttl", "entities.ttl"})  # read by kg.rdf and by kg.gazetteer

Terms = defaultdict[str, defaultdict[str, list[str]]]  # subject -> predicate -> values

_SLOT = re.compile(r"(?:(?P<labels>[a-z_/]+):)?(?P<role>[a-z]+)(?P<required>!?)(?:\[(?P<fillers>[^\]]+)\])?")
_FILLER = re.compile(r"-?(?:'[^']+'|[A-Za-z]+)")
_TOKEN = re.compile(r"(?:\[[^\]]*\]|\S)+")


class PartOfSpeech(Enum):
    """What a trigger is, in Universal Dependencies' names."""

    VERB = "VERB"
    NOUN = "NOUN"
    ADJECTIVE = "ADJ"


@dataclass(frozen=True, slots=True)
class Slot:
    """One role of a frame and where English puts it."""

    role: Role
    labels: tuple[str, ...]  # SUBJECT, OBJECT, or prepositions and clause markers
    is_required: bool = False
    allowed: frozenset[str] = frozenset()  # kinds, word sets and 'words'; empty: anything
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One way that English says an event class."""

    text: str
    event_class: str  # local name
    part_of_speech: PartOfSpeech
    words: tuple[
        str, ...
    ]  # lemmas: the trigger's own, last for a noun ("reach", "deal"), first for a verb ("pull", "out")
    slots: tuple[Slot, ...] = ()

    @property
    def head(self) -> str:
        """The lemma that the frame is found by.

        >>> parse_frame("actor reach deal.n with:target", "Agreement").head
        'deal'
        """
        return self.words[-1] if self.part_of_speech is PartOfSpeech.NOUN else self.words[0]

    def slot(self, label: str) -> Slot | None:
        """The slot that a syntactic position fills, if the frame has it."""
        return next((slot for slot in self.slots if label in slot.labels), None)


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
        return {key: tuple(sorted(frames, key=_demand)) for key, frames in found.items()}

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

    def actor_of_content(self, name: str | None) -> Role | None:
        """The role of an event that fills the missing actor of its content, if its class says so."""
        event_class = self.classes.get(name or "")
        return event_class.content_actor if event_class else None

    def presupposes_content(self, name: str | None) -> bool:
        """Whether a class takes its nominal content for a fact."""
        event_class = self.classes.get(name or "")
        return bool(event_class and event_class.presupposes_content)

    def is_a(self, name: str | None, ancestor: str) -> bool:
        """Whether a class is another one or below it."""
        return name is not None and any(c.name == ancestor for c in self.ancestors(name))


def load_ontology(extra: Iterable[str | Path] = ()) -> Ontology:
    """The ontology that ships with the package, with the user's own Turtle files added.

    Raises OntologyError where a file does not parse or a frame does not say what extraction needs.
    """
    shipped = [path for path in ontology_files() if path.name not in _APART]
    return read_ontology([*shipped, *map(Path, extra)])


def ontology_files() -> list[Path]:
    """The Turtle files that ship: beside the package in a checkout, inside it in a wheel."""
    return sorted(ontology_folder().glob("*.ttl"))


def ontology_folder() -> Path:
    """The folder of the shipped ontology."""
    inside = Path(str(files("kg"))) / "ontology"
    return inside if inside.is_dir() else Path(str(files("kg"))).parent / "ontology"


def read_ontology(paths: Iterable[Path]) -> Ontology:
    """The ontology that these Turtle files hold together.

    Raises OntologyError.
    """
    terms: Terms = defaultdict(lambda: defaultdict(list))
    turtle = []
    for path in paths:
        data = _read(path)
        turtle.append(data)
        try:
            triples = list(ox.parse(data, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise OntologyError(str(error), str(path)) from error
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode):
                terms[triple.subject.value][triple.predicate.value].append(_value(triple.object))
    word_sets = {_local(iri): frozenset(po[KG + "word"]) for iri, po in terms.items() if KG + "WordSet" in po[RDF_TYPE]}
    classes = _inherited({event_class.name: event_class for event_class in _event_classes(terms, word_sets)})
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


def parse_frame(text: str, event_class: str, word_sets: Iterable[str] = ()) -> Frame:
    """A frame from its one line.

    Raises OntologyError that names the class and the part that is wrong.

    >>> frame = parse_frame("actor pull out target from:origin", "Withdrawal")
    >>> frame.words, frame.slot("from").role
    (('pull', 'out'), <Role.ORIGIN: 'origin'>)
    """
    known = frozenset(word_sets)
    words: list[str] = []
    slots: list[Slot] = []
    for part in _TOKEN.findall(text):
        slot = _parse_slot(part, text, event_class, known, SUBJECT if not words else OBJECT)
        if slot is not None:
            slots.append(slot)
        elif any(slot.labels[0] not in (SUBJECT, OBJECT) for slot in slots):
            raise OntologyError(f"frame {text!r}: {part!r} is no role, and the trigger has passed", f"kg:{event_class}")
        else:
            words.append(part)
    if not words:
        raise OntologyError(f"frame {text!r} has no trigger", f"kg:{event_class}")
    return Frame(text, event_class, *_trigger(words, text, event_class), tuple(slots))


def _trigger(words: list[str], text: str, event_class: str) -> tuple[PartOfSpeech, tuple[str, ...]]:
    marks = {"n": PartOfSpeech.NOUN, "a": PartOfSpeech.ADJECTIVE, "v": PartOfSpeech.VERB}
    *before, last = [words[0].removesuffix(".v"), *words[1:]]
    if any("." in word for word in before):
        raise OntologyError(f"frame {text!r}: only the last word may carry .n or .a", f"kg:{event_class}")
    lemma, dot, mark = last.partition(".")
    if dot and (mark not in marks or not lemma):
        raise OntologyError(f"frame {text!r}: {last!r} should end in .n, .a or .v", f"kg:{event_class}")
    if mark == "a" and before:
        raise OntologyError(f"frame {text!r}: an adjective stands alone", f"kg:{event_class}")
    return marks.get(mark, PartOfSpeech.VERB), (*before, lemma)


def _parse_slot(part: str, text: str, event_class: str, word_sets: frozenset[str], bare: str) -> Slot | None:
    match = _SLOT.fullmatch(part)
    roles = {role.value: role for role in Role}
    if match is None or (match["role"] not in roles and not match["labels"]):
        if set(part) & set(":[]!"):
            raise OntologyError(f"frame {text!r}: cannot read {part!r}", f"kg:{event_class}")
        return None
    if match["role"] not in roles:
        raise OntologyError(f"frame {text!r}: {match['role']!r} is no role", f"kg:{event_class}")
    fillers = (match["fillers"] or "").split("|") if match["fillers"] else []
    for filler in fillers:
        if not _FILLER.fullmatch(filler) or not (filler.endswith("'") or filler.lstrip("-") in word_sets | _KINDS):
            raise OntologyError(f"frame {text!r}: {filler!r} is no kind, word set or 'word'", f"kg:{event_class}")
    return Slot(
        role=roles[match["role"]],
        labels=tuple(match["labels"].replace("_", " ").split("/")) if match["labels"] else (bare,),
        is_required=bool(match["required"]),
        allowed=frozenset(filler for filler in fillers if not filler.startswith("-")),
        excluded=frozenset(filler[1:] for filler in fillers if filler.startswith("-")),
    )


_KINDS = frozenset(kind.name.lower() for kind in EntityKind) | {"event", "money"}


def _demand(frame: Frame) -> tuple[int, int, str]:
    demands = sum(slot.is_required + bool(slot.allowed) for slot in frame.slots)
    return (-len(frame.words), -demands, frame.text)


def _event_classes(terms: Terms, word_sets: Iterable[str]) -> Iterator[EventClass]:
    for iri, po in sorted(terms.items()):
        parents = po[RDFS + "subClassOf"]
        if not iri.startswith(KG) or not any(c == SEM_EVENT or c.startswith(KG) for c in parents):
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
        )


def _inherited(classes: dict[str, EventClass]) -> dict[str, EventClass]:
    """The classes with the codes and content effects that they leave to the class above them."""
    done: dict[str, EventClass] = {}

    def settle(event_class: EventClass, below: tuple[str, ...]) -> EventClass:
        if event_class.name in done or event_class.parent is None:
            return done.setdefault(event_class.name, event_class)
        if event_class.parent not in classes or event_class.parent in below:
            raise OntologyError(f"is below kg:{event_class.parent}, which is no event class", f"kg:{event_class.name}")
        above = settle(classes[event_class.parent], (*below, event_class.name))
        done[event_class.name] = replace(
            event_class,
            plover=event_class.plover or above.plover,
            cameo=event_class.cameo or above.cameo,
            content_factuality=event_class.content_factuality or above.content_factuality,
            content_polarity=event_class.content_polarity or above.content_polarity,
            content_actor=event_class.content_actor or above.content_actor,
            presupposes_content=_nearest(event_class.presupposes_content, above.presupposes_content),
            attributes_content=_nearest(event_class.attributes_content, above.attributes_content),
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
