"""An Extraction in, the same with IRIs out: a pure function of what is known, so that graphs merge by union.

A full or known name is one node everywhere, anything else a node of its article. An event node is one article's
report; the happening that it reports is shared by every article that tells who did what to whom on the same day.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from kg.model import Article, Entity, EntityKind, Event, Extraction, KnownPlace, Mention, Role
from kg.ontology import Ontology, load_ontology

BASE = "https://w3id.org/newskg/"

_ADDRESS = re.compile(
    r"(?P<site>(?i:https?|ftp)://[\w.-]+(?::\d{1,5})?|(?i:file)://)(?P<path>[^#]*)#?(?P<fragment>.*)", re.S
)
_IN_URL = "-._~!$&'()*+,;=:@/?%"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KINDS = {kind.value: kind for kind in EntityKind}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class ResolvedEvent:
    """An event node: one article's report, which several triggers may give."""

    iri: str
    event: Event  # the report that comes first in the text
    mentions: tuple[Mention, ...]  # of the triggers, in text order
    roles: tuple[tuple[Role, str], ...]  # what fills them, CONTENT included, once each
    attribution: str | None
    confidence: float  # of the surest report
    happening: str | None = None

    def fillers(self, role: Role) -> list[str]:
        """What fills a role."""
        return [iri for filled, iri in self.roles if filled is role]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An Extraction with the IRIs of everything in it."""

    extraction: Extraction
    base: str
    article: str
    entities: tuple[str, ...]  # one for each entity of the extraction; two may be the same
    quotations: tuple[str, ...]  # one for each quotation
    events: tuple[ResolvedEvent, ...]  # the nodes, by first trigger; fewer than events where reports agree


def identify(extraction: Extraction, base: str = BASE, *, ontology: Ontology | None = None) -> Resolved:
    """The extraction with IRIs; reports that agree in class, roles, time, content and perspective become one event.

    The ontology (by default the shipped one) says which classes are communication: their content tells apart what
    they report.
    """
    article = article_iri(extraction.article, base)
    entities = entity_iris(extraction.entities, article, base)
    quotations = _numbered(article, "quotation", [q.mention.begin for q in extraction.quotations])
    nodes = _event_nodes(extraction.events, article, entities, quotations)
    resolved = Resolved(extraction, base, article, entities, quotations, tuple(nodes))
    return replace(resolved, events=_with_happenings(nodes, resolved, ontology or _shipped_ontology()))


def confident(extraction: Extraction, threshold: float) -> Extraction:
    """The extraction without the events below a confidence, in others' contents too."""
    return keeping(extraction, [i for i, event in enumerate(extraction.events) if event.confidence >= threshold])


def keeping(extraction: Extraction, kept: Sequence[int]) -> Extraction:
    """The extraction with some of its events only, by their indexes, in others' contents too."""
    if len(kept) == len(extraction.events):
        return extraction
    places = {old: new for new, old in enumerate(kept)}
    return replace(extraction, events=tuple(_moved(extraction.events[i], places) for i in kept))


def _moved(event: Event, places: Mapping[int, int]) -> Event:
    """An event whose contents are at new places, without those that have none."""
    kept = (a for a in event.arguments if not a.is_event or a.filler in places)
    return replace(event, arguments=tuple(replace(a, filler=places[a.filler]) if a.is_event else a for a in kept))


# IRIs


def article_iri(article: Article, base: str = BASE) -> str:
    """An article's IRI: its url, else by its id, else by a hash of its text.

    >>> article_iri(Article(id="2025/07 a.txt", text=""))
    'https://w3id.org/newskg/article/2025/07%20a.txt'
    >>> article_iri(Article(id="a1", text="", url="https://example.org/gaza talks"))
    'https://example.org/gaza%20talks'
    """
    address = _ADDRESS.fullmatch(article.url.strip()) if article.url else None
    if address is not None:
        parts = [address["path"], address["fragment"]]
        path, fragment = (_escape(_BROKEN_ESCAPE.sub("%25", part), _IN_URL) for part in parts)
        return f"{address['site']}{path}#{fragment}" if fragment else f"{address['site']}{path}"
    if article.id:
        return article_iri_of(article.id, base)
    return f"{base}article/{_digest([article.text])}"


def article_iri_of(article_id: str, base: str = BASE) -> str:
    """The IRI of an article that has no url, by its id."""
    return f"{base}article/" + "/".join(_segment(part, "-._~") for part in article_id.split("/"))


def entity_iri(kind: EntityKind, name: str, base: str = BASE) -> str:
    """The IRI of a full or known name; it never leaves its one path segment.

    >>> entity_iri(EntityKind.PERSON, "Conan O'Brien")
    'https://w3id.org/newskg/person/Conan_O%27Brien'
    >>> entity_iri(EntityKind.PLACE, "São Paulo")
    'https://w3id.org/newskg/place/São_Paulo'
    """
    return f"{base}{kind.value}/{_segment(canonical_name(name), '-. ').replace(' ', '_')}"


def named_by(iri: str, base: str = BASE) -> tuple[EntityKind, str] | None:
    """The kind and name that an entity's IRI is made of; None for one of another base, or of one article's own.

    >>> named_by("https://w3id.org/newskg/person/Conan_O%27Brien")
    (<EntityKind.PERSON: 'person'>, "Conan O'Brien")
    >>> named_by("https://example.org/a#entity=12")
    """
    kind, _, name = iri.removeprefix(base).partition("/")
    if not iri.startswith(base) or kind not in _KINDS or not name or "/" in name or "#" in name:
        return None
    return _KINDS[kind], unquote(name).replace("_", " ")


def known_place_iri(place: KnownPlace, base: str = BASE) -> str:
    """The IRI of a known country or place: the user's own where an authority file gives one."""
    return place.known_iri or entity_iri(place.kind, place.name, base)


def mention_iri(article: str, begin: int, end: int) -> str:
    """The IRI of an article's words, as RFC 5147 writes them."""
    return part_iri(article, f"char={begin},{end}")


def part_iri(article: str, fragment: str) -> str:
    """The IRI of a part of an article; a url that has a fragment of its own gets a longer one."""
    return f"{article}{'&' if '#' in article else '#'}{fragment}"


def canonical_name(name: str) -> str:
    """A name with single spaces, in composed Unicode (NFC)."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def entity_iris(entities: Sequence[Entity], article: str, base: str = BASE) -> tuple[str, ...]:
    """The IRI of each entity of an article: the user's own, else by kind and full name, else by where it begins."""
    local = [e for e in entities if not (e.known_iri or e.is_global)]
    iris = iter(_numbered(article, "entity", [e.mentions[0].begin if e.mentions else 0 for e in local]))
    return tuple(e.known_iri or (entity_iri(e.kind, e.name, base) if e.is_global else next(iris)) for e in entities)


def _numbered(article: str, kind: str, begins: Iterable[int]) -> tuple[str, ...]:
    """`<article>#kind=<begin>`, and `-2`, `-3` for the next ones that begin there."""
    seen: dict[int, int] = defaultdict(int)
    iris = []
    for begin in begins:
        seen[begin] += 1
        number = f"-{seen[begin]}" if seen[begin] > 1 else ""
        iris.append(part_iri(article, f"{kind}={begin}{number}"))
    return tuple(iris)


def _segment(text: str, keep: str) -> str:
    escaped = _escape(text, keep)
    return escaped if escaped.strip(".") else escaped.replace(".", "%2E")  # "." and ".." are steps in a path


def _escape(text: str, keep: str) -> str:
    """Letters, digits and marks of every script and `keep` stay, the rest becomes percent-encoded UTF-8."""
    return "".join(c if c in keep or _is_word(c) else _percent(c) for c in text)


def _is_word(character: str) -> bool:
    is_letter = character.isalnum() or (character >= "\u0300" and unicodedata.category(character)[0] == "M")
    return is_letter and character < "\U000e0000"  # what lies above is no part of an IRI


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


# Events


def _event_nodes(
    events: Sequence[Event], article: str, entities: Sequence[str], quotations: Sequence[str]
) -> list[ResolvedEvent]:
    """One node for all reports that agree, by first trigger."""
    groups = _agreeing(events, entities, quotations)
    members: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(events)), key=lambda i: (events[i].trigger.begin, events[i].trigger.end, i)):
        members[groups[index]].append(index)
    iris = dict(
        zip(members, _numbered(article, "event", [events[m[0]].trigger.begin for m in members.values()]), strict=True)
    )
    contents = [iris[group] for group in groups]
    return [
        ResolvedEvent(
            iri=iris[group],
            event=events[first],
            mentions=tuple(dict.fromkeys(events[i].trigger for i in (first, *others))),
            roles=_roles(events[first], entities, contents, quotations),
            attribution=_at(entities, events[first].attribution),
            confidence=max(events[i].confidence for i in (first, *others)),
        )
        for group, (first, *others) in members.items()
    ]


def _agreeing(events: Sequence[Event], entities: Sequence[str], quotations: Sequence[str]) -> list[int]:
    """A number for each event, the same for those that agree in everything, their contents included.

    Contents are compared as bisimulation does: start with what agrees without them, split while contents differ.
    """
    groups = _ranks([_perspective(event, entities, quotations) for event in events])
    while True:
        finer = _ranks(
            [
                (groups[i], frozenset(groups[a.filler] for a in event.arguments if a.is_event))
                for i, event in enumerate(events)
            ]
        )
        if len(set(finer)) == len(set(groups)):
            return groups
        groups = finer


def _perspective(event: Event, entities: Sequence[str], quotations: Sequence[str]) -> Hashable:
    """What reports of one event have in common; a bare trigger ("the talks") agrees with nothing."""
    roles = frozenset(_roles(event, entities, None, quotations))
    return (
        event.event_class or event.predicate,
        event.event_class is None,
        roles or event.trigger.begin,
        event.time,
        event.polarity,
        event.factuality,
        _at(entities, event.attribution),
        event.is_attributed,
    )


def _ranks(keys: Sequence[Hashable]) -> list[int]:
    ranks: dict[Hashable, int] = {}
    return [ranks.setdefault(key, len(ranks)) for key in keys]


def _roles(
    event: Event, entities: Sequence[str], contents: Sequence[str] | None, quotations: Sequence[str]
) -> tuple[tuple[Role, str], ...]:
    """Roles with IRIs, once each; contents that are events only where they have IRIs already."""
    found: dict[tuple[Role, str], None] = {}
    for argument in event.arguments:
        if not argument.is_event:
            iris = quotations if argument.is_quotation else entities
            found[argument.role, iris[argument.filler]] = None
        elif contents is not None:
            found[argument.role, contents[argument.filler]] = None
    return tuple(found)


def _at(iris: Sequence[str], index: int | None) -> str | None:
    return None if index is None else iris[index]


# Happenings


@cache
def _shipped_ontology() -> Ontology:
    return load_ontology()


@dataclass(frozen=True)
class _Reports:
    """The event nodes of an article by IRI, and what is needed to tell what they report."""

    nodes: Mapping[str, ResolvedEvent]
    quoted: Mapping[str, str]  # quotation IRI -> its text
    names: Mapping[str, str]  # entity IRI -> its name
    shared: frozenset[str]  # the entity IRIs that are the same in every article
    ontology: Ontology
    base: str
    done: dict[str, str | None] = field(default_factory=dict)

    def happening(self, iri: str) -> str | None:
        """What an event node reports, where its day is known and every actor and target is shared."""
        if iri not in self.done:
            self.done[iri] = None  # an event that is in its own content
            self.done[iri] = self._happening(self.nodes[iri])
        return self.done[iri]

    def _happening(self, node: ResolvedEvent) -> str | None:
        time = node.event.time
        fillers = [iri for role, iri in node.roles if role in (Role.ACTOR, Role.TARGET)]
        if time is None or time.begin != time.end or not _DAY.fullmatch(time.begin) or not fillers:
            return None
        if not self.shared.issuperset(fillers):
            return None
        parts = [time.begin, *self._who_does_what(node)]
        if self.ontology.is_a(node.event.event_class, "Communication"):
            parts += sorted(self._what_is_said(iri) for role, iri in node.roles if role is Role.CONTENT)
        return f"{self.base}happening/{_digest(parts)}"

    def _who_does_what(self, node: ResolvedEvent) -> list[str]:
        """Class, actors and targets; a filler that is known here only counts by its name, a plan as what it plans."""
        event = node.event
        name = self.ontology.plans.get(event.event_class or "", event.event_class)
        fillers = [
            f"{role.value} {iri if iri in self.shared else self.names[iri].casefold()}"
            for role, iri in node.roles
            if role in (Role.ACTOR, Role.TARGET)
        ]
        return [f"class {name}" if name else f"predicate {event.predicate}", *sorted(fillers)]

    def _what_is_said(self, iri: str) -> str:
        """A content's happening, a quotation's words, or what is known of a content that has no happening.

        Without the last, two statements that somebody made on one day would count as one.
        """
        if iri in self.quoted:
            return f"quotation {self.quoted[iri]}"
        return self.happening(iri) or "content " + "\t".join(self._who_does_what(self.nodes[iri]))


def _with_happenings(
    nodes: Sequence[ResolvedEvent], resolved: Resolved, ontology: Ontology
) -> tuple[ResolvedEvent, ...]:
    extraction = resolved.extraction
    entities = list(zip(resolved.entities, extraction.entities, strict=True))
    reports = _Reports(
        nodes={node.iri: node for node in nodes},
        quoted={
            iri: " ".join(q.text.split()) for iri, q in zip(resolved.quotations, extraction.quotations, strict=True)
        },
        names={iri: canonical_name(entity.name) for iri, entity in entities},
        shared=frozenset(iri for iri, entity in entities if entity.is_global or entity.known_iri),
        ontology=ontology,
        base=resolved.base,
    )
    return tuple(replace(node, happening=reports.happening(node.iri)) for node in nodes)
