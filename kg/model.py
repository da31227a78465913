"""The records that travel between the rooms of the house: frozen, typed, with no spaCy and no RDF in them.

An `Article` goes in; an `Extraction` comes out, in which entities, events, quotations and times refer to each
other by their index in the extraction's tuples. Offsets count code points of `Article.text`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import chain


class EntityKind(Enum):
    """What an entity is; the kind is part of its IRI."""

    PERSON = "person"
    ORGANIZATION = "org"
    COUNTRY = "country"
    PLACE = "place"
    GROUP = "group"
    PRODUCT = "product"
    THING = "thing"


class Role(Enum):
    """The named slots of an event. `CONTENT` takes an event or a quotation, every other role an entity."""

    ACTOR = "actor"
    TARGET = "target"
    RECIPIENT = "recipient"
    TOPIC = "topic"
    INSTRUMENT = "instrument"
    PLACE = "place"
    ORIGIN = "origin"
    DESTINATION = "destination"
    CONTENT = "content"


class Polarity(Enum):
    """Whether the text says that the event happened or that it did not."""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class Factuality(Enum):
    """How the text presents an event, whoever asserts it."""

    ACTUAL = "Actual"
    POSSIBLE = "Possible"
    FUTURE = "Future"
    DENIED = "Denied"


@dataclass(frozen=True, slots=True)
class Article:
    """One news text. `id` is unique in its source: the id field, or the file's path relative to the source."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that stand for something: `text[begin:end] == words`."""

    begin: int
    end: int
    words: str
    sentence: tuple[int, int]

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end or self.end - self.begin != len(self.words):
            raise ValueError(f"mention {self.words!r} has offsets {self.begin}..{self.end}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, or how much: a count with its bounds, or a sum of money with its ISO 4217 currency."""

    count: int | None = None
    min_count: int | None = None
    max_count: int | None = None
    amount: str | None = None  # a canonical decimal: "1300000000", "30.5"
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A known country or place around another one, whether or not the article names it."""

    kind: EntityKind
    name: str
    known_iri: str | None = None
    same_as: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    contained_in: KnownPlace | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, under one name, with every mention of it in the article."""

    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    is_global: bool  # a full or known name: the same node in every article
    known_iri: str | None = None  # the user's own IRI, from --authority
    same_as: tuple[str, ...] = ()  # GeoNames and Wikidata IRIs
    aliases: tuple[str, ...] = ()
    job_titles: tuple[str, ...] = ()
    affiliations: tuple[int, ...] = ()  # indexes in Extraction.entities
    contained_in: KnownPlace | None = None
    coordinates: tuple[float, float] | None = None  # latitude and longitude, degrees
    quantity: Quantity | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("an entity needs a name")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 type (DATE, TIME, DURATION, SET) and value."""

    mention: Mention
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year (`begin == end`: "2025-07-24", "2025-07", "2025"), or a range of two days."""

    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A direct quotation: the words between the quotation marks, and who says them (index of an entity)."""

    mention: Mention
    text: str
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role. `filler` indexes entities, or for CONTENT events or quotations."""

    role: Role
    filler: int
    mention: Mention
    rule: str  # the linking rule that found it
    is_quotation: bool = False  # a CONTENT whose filler indexes quotations

    @property
    def is_event(self) -> bool:
        """Whether the filler indexes events."""
        return self.role is Role.CONTENT and not self.is_quotation


@dataclass(frozen=True, slots=True)
class Event:
    """One report of an event by one trigger."""

    trigger: Mention
    event_class: str | None  # local name in the ontology ("Accusation"); None: a plain sem:Event
    predicate: str  # the trigger's lemma ("accuse", "pull out")
    frame: str | None = None  # the frame's text, as in the ontology
    arguments: tuple[Argument, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    factuality: Factuality = Factuality.ACTUAL
    attribution: int | None = None  # index of the entity that asserts it; None: the article, or nobody named
    is_attributed: bool = False  # some source asserts it ("reportedly"), named or not
    time: Period | None = None
    confidence: float = 1.0

    def fillers(self, role: Role) -> tuple[int, ...]:
        """The entities that fill a role, in text order, once each.

        >>> Event(Mention(0, 4, "left", (0, 9)), "Movement", "leave").fillers(Role.ACTOR)
        ()
        """
        return tuple(dict.fromkeys(a.filler for a in self.arguments if a.role is role))

    @property
    def is_asserted(self) -> bool:
        """Whether the article itself reports the event as actual and positive."""
        return (
            self.polarity is Polarity.POSITIVE
            and self.factuality is Factuality.ACTUAL
            and self.attribution is None
            and not self.is_attributed
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says. Indexes in it refer to its own tuples."""

    article: Article
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    dateline: int | None = None  # the place that the article was written at: index of an entity
    sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def mentions(self) -> tuple[Mention, ...]:
        """Every mention, in text order, once each."""
        every = chain(
            (m for entity in self.entities for m in entity.mentions),
            (event.trigger for event in self.events),
            (quotation.mention for quotation in self.quotations),
            (time.mention for time in self.times),
        )
        return tuple(sorted(set(every), key=lambda m: (m.begin, m.end)))
