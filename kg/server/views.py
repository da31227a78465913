"""What the templates print: plain records of names, links and texts, made from a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Factuality, Polarity, Role
from kg.network import EdgeKind, EntityNode, EventNode, NewsArticle, QuotationNode, articles, edges, node_data
from kg.server.looking import ARTICLE, ENTITY, EVENT, page_path
from kg.server.marking import Piece, sentence

if TYPE_CHECKING:
    import networkx as nx

ROLES = tuple(role.value for role in Role)
_HINTS = {
    Factuality.POSSIBLE: "told as a condition or a possibility",
    Factuality.FUTURE: "told as a plan or something to come",
    Factuality.DENIED: "somebody denies it",
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to a page."""

    label: str
    href: str
    sign: str = "thing"  # of a kind of entity, or of a family of events
    family: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word about how an event is told."""

    style: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Where a sentence comes from."""

    link: Link
    publisher: str
    published: str  # as people write days
    url: str  # where it can be read, or ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """An event, or a quotation, as one article tells it."""

    iri: str
    link: Link
    kind: str  # "accusation · communication"
    family: str
    badges: tuple[Badge, ...]
    when: str
    day: str
    article: ArticleView
    sources: tuple[Link, ...]  # who says so, innermost first
    roles: tuple[tuple[str, tuple[Link, ...]], ...]
    reporters: tuple[Link, ...]  # the speech events that it is the content of
    sentences: tuple[tuple[Piece, ...], ...]
    confidence: int | None = None  # percent
    happening: str | None = None
    told: str = "asserts"
    parts: tuple[str, ...] = field(default=())  # of the entity whose page it stands on


class Views:
    """The records of a network's nodes."""

    def __init__(self, network: nx.MultiDiGraph, base: str, names: Mapping[str, str]) -> None:
        self.network = network
        self.base = base
        self.names = names  # of those who are not in the network
        self._out: dict[str, list[tuple[EdgeKind, str, str]]] = {}
        self._in: dict[str, list[tuple[EdgeKind, str, str]]] = {}
        for begin, end, edge in edges(network):
            self._out.setdefault(begin, []).append((edge.kind, edge.label, end))
            self._in.setdefault(end, []).append((edge.kind, edge.label, begin))

    def link(self, iri: str) -> Link:
        """The link to a node's page."""
        node = node_data(self.network, iri) if iri in self.network else None
        if isinstance(node, EntityNode):
            return Link(node.label, page_path(ENTITY, iri, self.base), node.kind.value)
        if isinstance(node, EventNode):
            family = node.family or "Other"
            return Link(node.label, page_path(EVENT, iri, self.base), family, family)
        if isinstance(node, QuotationNode):
            return Link(node.label, page_path(EVENT, iri, self.base), "quote")
        name = self.names.get(iri) or iri.rpartition("/")[2].replace("_", " ")
        return Link(name, page_path(ENTITY, iri, self.base), entity_kind(iri, self.base))

    def links(self, iris: Iterable[str]) -> tuple[Link, ...]:
        """The links to several."""
        return tuple(map(self.link, iris))

    def article(self, iri: str) -> ArticleView:
        """An article, by its title or by the last part of its address."""
        return article_view(articles(self.network).get(iri, NewsArticle(iri)), self.base)

    def report(self, iri: str, parts: tuple[str, ...] = ()) -> ReportView:
        """An event or a quotation."""
        node = node_data(self.network, iri)
        if isinstance(node, QuotationNode):
            return self._quotation(iri, node, parts)
        assert isinstance(node, EventNode)
        out = self._out.get(iri, [])
        fillers = ((role, tuple(end for _, label, end in out if label == role)) for role in ROLES)
        kind = f"{node.class_label} · {node.family_label}" if node.event_class else "event"
        return ReportView(
            iri=iri,
            link=self.link(iri),
            kind=kind,
            family=node.family or "Other",
            badges=tuple(_badges(node)),
            when=range_text(node.begin, node.end),
            day=node.begin or "",
            article=self.article(node.article),
            sources=self.links(node.attribution),
            roles=tuple((role, self.links(ends)) for role, ends in fillers if ends),
            reporters=self._reporters(iri),
            sentences=tuple(map(sentence, node.evidence)),
            confidence=round(node.confidence * 100) if node.confidence is not None else None,
            happening=node.happening,
            told=_told(node),
            parts=parts,
        )

    def parts_of(self, entity: str) -> dict[str, tuple[str, ...]]:
        """The parts that an entity has in the network's events: its roles, "source", "speaker"."""
        found: dict[str, list[str]] = {}
        for kind, label, event in self._in.get(entity, []):
            if kind is EdgeKind.ROLE:
                found.setdefault(event, []).append(label)
        for iri in self.network:
            node = node_data(self.network, iri)
            if isinstance(node, EventNode) and entity in node.attribution:
                found.setdefault(iri, []).append("source")
            if isinstance(node, QuotationNode) and node.speaker == entity:
                found.setdefault(iri, []).append("speaker")
        return {iri: tuple(parts) for iri, parts in found.items()}

    def _quotation(self, iri: str, node: QuotationNode, parts: tuple[str, ...]) -> ReportView:
        return ReportView(
            iri=iri,
            link=self.link(iri),
            kind="quotation",
            family="",
            badges=(),
            when="",
            day="",
            article=self.article(node.article),
            sources=self.links([node.speaker] if node.speaker else []),
            roles=(),
            reporters=self._reporters(iri),
            sentences=tuple(map(sentence, node.evidence)),
            parts=parts,
        )

    def _reporters(self, iri: str) -> tuple[Link, ...]:
        return self.links(begin for kind, _, begin in self._in.get(iri, []) if kind is EdgeKind.CONTENT)


def article_view(article: NewsArticle, base: str) -> ArticleView:
    """An article, by its title or by the last part of its address."""
    label = article.title or article.iri.rstrip("/").rpartition("/")[2]
    link = Link(label, page_path(ARTICLE, article.iri, base), "article")
    url = article.url if article.url and article.url.startswith(("http://", "https://")) else ""
    return ArticleView(link, article.publisher or "", day_text(article.published or ""), url)


def entity_kind(iri: str, base: str) -> str:
    """The kind that an entity's IRI names.

    >>> entity_kind("https://w3id.org/newskg/org/Hamas", "https://w3id.org/newskg/")
    'org'
    """
    kind = iri.removeprefix(base).partition("/")[0]
    return kind if iri.startswith(base) else "thing"


def _badges(event: EventNode) -> Iterable[Badge]:
    if event.polarity is Polarity.NEGATIVE:
        yield Badge("negative", "did not happen", "the text says that it did not happen")
    if event.factuality in _HINTS:
        name = event.factuality.value.lower()
        yield Badge(name, name, _HINTS[event.factuality])
    if event.is_attributed:
        yield Badge("claimed", "claim", "the article does not say this itself")


def _told(event: EventNode) -> str:
    """What an article does with an event: it asserts it, attributes it to a source, denies it, or plans it."""
    if event.polarity is Polarity.NEGATIVE or event.factuality is Factuality.DENIED:
        return "denies"
    if event.is_attributed:
        return "attributes"
    return "asserts" if event.factuality is Factuality.ACTUAL else event.factuality.value.lower()


def day_text(day: str) -> str:
    """A day, a month or a year as people write it.

    >>> day_text("2025-07-04"), day_text("2025-07"), day_text("2025"), day_text("")
    ('4 Jul 2025', 'Jul 2025', '2025', '')
    """
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    name = _MONTHS[int(month) - 1] if month.isdecimal() and 1 <= int(month) <= len(_MONTHS) else month
    return " ".join(part for part in (number.lstrip("0"), name, year) if part)


def range_text(begin: str | None, end: str | None) -> str:
    """A time between two days, or one.

    >>> range_text("2025-07-04", "2025-07-06"), range_text("2025", None)
    ('4 Jul 2025 – 6 Jul 2025', '2025')
    """
    if not begin or not end or begin == end:
        return day_text(begin or end or "")
    return f"{day_text(begin)} – {day_text(end)}"
