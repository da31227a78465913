"""What articles report, for people without SPARQL: frozen records of events, of who is in them, and of their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kg.model import EntityKind, Factuality, Polarity, Role


class Telling(Enum):
    """How an article tells an event."""

    ASSERTS = "asserts"  # itself, as something that happened
    ATTRIBUTES = "attributes"  # a source says so
    DENIES = "denies"  # it did not happen, says the article or a source
    POSSIBLE = "possible"
    FUTURE = "future"


def telling_of(polarity: Polarity, factuality: Factuality, *, is_attributed: bool) -> Telling:
    """How an event is told, by what a graph says of it.

    >>> telling_of(Polarity.POSITIVE, Factuality.FUTURE, is_attributed=False)
    <Telling.FUTURE: 'future'>
    """
    if polarity is Polarity.NEGATIVE or factuality is Factuality.DENIED:
        return Telling.DENIES
    if is_attributed:
        return Telling.ATTRIBUTES
    presented = {Factuality.POSSIBLE: Telling.POSSIBLE, Factuality.FUTURE: Telling.FUTURE}
    return presented.get(factuality, Telling.ASSERTS)


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """Somebody or something that fills a role; its text is its name."""

    iri: str
    name: str
    kind: EntityKind | None = None  # None: of a kind that the vocabulary does not have
    coordinates: tuple[float, float] | None = None  # latitude and longitude, degrees
    country: str | None = None  # the name of the country that a place lies in

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ContentRecord:
    """What is said, demanded or promised: an event's label, or the words of a quotation; its text is that."""

    iri: str
    text: str
    is_quotation: bool = False

    def __str__(self) -> str:
        return f"“{self.text}”" if self.is_quotation else self.text


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """The article that reports an event."""

    iri: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None  # the address to read it at

    def __str__(self) -> str:
        return self.title or self.iri.rpartition("/article/")[2]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that reports an event, its trigger at `text[begin:end]`; the trigger alone where no text is kept."""

    text: str
    begin: int
    end: int

    @property
    def marked(self) -> str:
        """The sentence on one line, the trigger in brackets.

        >>> Sentence("Peru accused\\nChile.", 5, 12).marked
        'Peru [accused] Chile.'
        """
        spans = (self.text[: self.begin], self.text[self.begin : self.end], self.text[self.end :])
        before, trigger, after = (re.sub(r"\s+", " ", span) for span in spans)
        return f"{before.lstrip()}[{trigger}]{after.rstrip()}"


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One article's report of an event."""

    iri: str
    label: str
    event_class: str | None  # local name ("Accusation"); None: an event outside the classes
    class_label: str
    family: str | None  # local name of the class's family ("Communication")
    polarity: Polarity
    factuality: Factuality
    article: ArticleRecord
    begin: str | None = None  # "2025-07-24", "2025-07" or "2025"; None where the text gives no date
    end: str | None = None
    source: EntityRecord | None = None  # whom the article names for it; None: the article itself, or nobody named
    is_attributed: bool = False  # some source says so, named or not
    confidence: float | None = None
    happening: str | None = None  # IRI that reports of the same event share
    fillers: tuple[tuple[Role, EntityRecord], ...] = ()  # every role but content, in the order of `Role`
    contents: tuple[ContentRecord, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    def filling(self, role: Role) -> tuple[EntityRecord, ...]:
        """Who or what fills a role."""
        return tuple(entity for filled, entity in self.fillers if filled is role)

    @property
    def actors(self) -> tuple[EntityRecord, ...]:
        """Who does it."""
        return self.filling(Role.ACTOR)

    @property
    def targets(self) -> tuple[EntityRecord, ...]:
        """Whom or what it is done to."""
        return self.filling(Role.TARGET)

    @property
    def places(self) -> tuple[EntityRecord, ...]:
        """Where it happens."""
        return self.filling(Role.PLACE)

    @property
    def counted(self) -> str:
        """What counts once over many articles: the happening, or where there is none the event."""
        return self.happening or self.iri

    @property
    def day(self) -> date | None:
        """The day, where the text tells just one."""
        return (
            date.fromisoformat(self.begin) if self.begin and len(self.begin) == 10 and self.begin == self.end else None
        )

    @property
    def time(self) -> str | None:
        """The day, month, year or range as people write it; None where the text gives no date."""
        return self.begin if self.begin == self.end else f"{self.begin} to {self.end}"

    @property
    def telling(self) -> Telling:
        """How the article tells it."""
        return telling_of(self.polarity, self.factuality, is_attributed=self.is_attributed)

    @property
    def is_asserted(self) -> bool:
        """Whether the article itself reports the event as actual and positive."""
        return self.telling is Telling.ASSERTS

    @property
    def notes(self) -> tuple[str, ...]:
        """What keeps it from being a plain fact: ("denied", "according to Ada Berg")."""
        notes = [] if self.factuality is Factuality.ACTUAL else [self.factuality.value.lower()]
        notes += ["did not happen"] if self.polarity is Polarity.NEGATIVE else []
        if self.is_attributed:
            notes.append(f"according to {self.source or 'somebody who is not named'}")
        return tuple(notes)


def in_order(event: EventRecord) -> tuple[bool, str, str, list[int], str]:
    """What sorts events by time, then as the articles tell them: the numbers in an event's IRI are where it begins."""
    article, _, place = event.iri.partition("#")
    numbers = [int(number) for number in re.findall(r"\d{1,18}", place)]
    return event.begin is None, event.begin or "", article, numbers, event.iri
