"""What the nodes and edges of a network carry: frozen records, with no networkx in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kg.model import EntityKind, Factuality, Polarity, Role


class EdgeKind(Enum):
    """What an edge of the network says."""

    ROLE = "role"  # event -> entity
    CONTENT = "content"  # event -> event or quotation
    AFFILIATION = "affiliation"  # person -> organisation or country
    CONTAINMENT = "containment"  # place -> place around it
    SHORT = "short"  # entity -> entity, in the actor network


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """Where a sentence comes from."""

    iri: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words of a sentence that name who or what fills a role: `text[begin:end]`."""

    role: Role
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that reports an event, with its trigger at `text[begin:end]`."""

    article: str  # IRI
    text: str
    begin: int
    end: int
    roles: tuple[RoleSpan, ...] = ()  # in text order; none overlaps another or the trigger
    offset: int = 0  # where `text` begins in the article


@dataclass(frozen=True, slots=True)
class EntityNode:
    """Somebody or something, under one name."""

    kind: EntityKind
    label: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    links: tuple[str, ...] = ()  # the same thing elsewhere: GeoNames, Wikidata
    quantity: str | None = None
    mentions: int = 0
    articles: tuple[str, ...] = ()  # IRIs


@dataclass(frozen=True, slots=True)
class EventNode:
    """One article's report of an event."""

    event_class: str | None  # local name; None: an event outside the classes
    class_label: str
    family: str | None
    family_label: str
    label: str
    verb: str  # what the short triple says, else the trigger's lemma
    polarity: Polarity
    factuality: Factuality
    attribution: tuple[str, ...]  # who says so (IRIs), innermost first; empty: the article itself, or nobody named
    begin: str | None  # "2025-07-24", "2025-07" or "2025"
    end: str | None
    confidence: float | None
    article: str  # IRI
    happening: str | None = None  # what this and other articles' reports are about
    class_iri: str = "http://semanticweb.cs.vu.nl/2009/11/sem/Event"
    is_attributed: bool = False  # some source says so, named or not
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_asserted(self) -> bool:
        """Whether the article itself reports the event as actual and positive."""
        return not self.is_attributed and self.polarity is Polarity.POSITIVE and self.factuality is Factuality.ACTUAL


@dataclass(frozen=True, slots=True)
class QuotationNode:
    """What somebody said, word for word."""

    text: str
    speaker: str | None  # IRI
    article: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def label(self) -> str:
        """The words in quotation marks."""
        return f"“{self.text}”"


Node = EntityNode | EventNode | QuotationNode


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes."""

    kind: EdgeKind
    label: str  # a role, or in the actor network a verb
    events: tuple[str, ...] = ()  # IRIs of the events that a short edge stands for
