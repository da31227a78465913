"""A store in, the network of what it reports out: one question for each kind of row, then plain Python.

Everything, or a part of it: then nothing but the part is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from kg.model import EntityKind, Factuality, Polarity, Role
from kg.network.questions import (
    ARTICLES,
    CLASSES,
    ENTITIES,
    EVENTS,
    FACTS,
    MENTIONS,
    PREFIXES,
    QUOTATIONS,
    ROLES,
    WORDS,
)
from kg.network.records import Edge, EdgeKind, EntityNode, EventNode, Evidence, NewsArticle, QuotationNode, RoleSpan
from kg.network.walk import add_edge, local, new_network
from kg.query import rows
from kg.store import Store

_KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANIZATION,
    "Country": EntityKind.COUNTRY,
    "Place": EntityKind.PLACE,
    "Product": EntityKind.PRODUCT,
    "Group": EntityKind.GROUP,
    "Thing": EntityKind.THING,
}
_JOINS = {"affiliation": (EdgeKind.AFFILIATION, "affiliation"), "containedInPlace": (EdgeKind.CONTAINMENT, "in")}

Part = Collection[str] | None


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where an article speaks of something, and the sentence around it where the graph has it."""

    article: str
    begin: int
    end: int
    sentence: tuple[int, int] | None


@dataclass(frozen=True)
class _Facts:
    """Rows that several steps look up, keyed by IRI."""

    texts: Mapping[str, str]
    words: Mapping[tuple[str, int, int], str]  # of the articles without text
    mentions: Mapping[str, Mapping[str, list[_Mention]]]  # thing -> article -> in text order
    roles: Mapping[str, list[tuple[Role, str]]]
    speech: Mapping[str, list[str]]  # content -> the speech events that report it
    values: Mapping[str, Mapping[str, list[str]]]  # entity -> property -> values


def read_network(store: Store, part: Part = None) -> nx.MultiDiGraph:
    """Every entity, event and quotation of a store, or those of a part that it names by their IRIs."""
    mentions = _mentions(store, part)
    named = None if part is None else {article for found in mentions.values() for article in found}
    articles = rows(store, PREFIXES + ARTICLES, "article", named)
    texts = {article: text for article, *_, text in articles if text}
    roles = _roles(store, part)
    facts = _Facts(texts, _words(store, part, articles, texts), mentions, roles, _speech(roles), _values(store, part))
    network = new_network({row[0]: _article(row, store.base) for row in reversed(articles)})
    for iri, node in (*_entities(store, facts, part), *_events(store, facts, part), *_quotations(store, facts, part)):
        network.add_node(iri, data=node)
    _join(network, facts)
    if part is None:
        network.remove_nodes_from([iri for iri in sorted(network) if not network.degree(iri) and iri not in mentions])
    return network


def _article(row: tuple[str, ...], base: str) -> NewsArticle:
    """An article; its IRI is the address to read it at, where it is not one that was made here."""
    iri, title, published, publisher, _ = row
    return NewsArticle(iri, title or None, published or None, publisher or None, None if iri.startswith(base) else iri)


def _values(store: Store, part: Part) -> Mapping[str, Mapping[str, list[str]]]:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entity, name, value in rows(store, PREFIXES + FACTS, "entity", part):
        values[entity][local(name)].append(value)
    return values


def _entities(store: Store, facts: _Facts, part: Part) -> Iterator[tuple[str, EntityNode]]:
    nothing: Mapping[str, list[str]] = {}
    for iri, kind in {row[0]: row[1] for row in rows(store, PREFIXES + ENTITIES, "entity", part)}.items():
        own = facts.values.get(iri, nothing)
        labels = own.get("label") or [local(iri).replace("_", " ")]
        mentions = facts.mentions.get(iri, {})
        yield (
            iri,
            EntityNode(
                kind=_KINDS[local(kind)],
                label=labels[0],
                aliases=tuple(alias for alias in _once([*own.get("altLabel", ()), *labels]) if alias != labels[0]),
                titles=_once(own.get("jobTitle", ())),
                links=_once(own.get("sameAs", ())),
                quantity=_quantity(own),
                mentions=sum(map(len, mentions.values())),
                articles=tuple(mentions),
            ),
        )


def _quantity(own: Mapping[str, list[str]]) -> str | None:
    """How many or how much, in words.

    >>> _quantity({"minCount": ["20"]}), _quantity({"amount": ["30.5"], "currency": ["EUR"]})
    ('at least 20', '30.5 EUR')
    """
    words = (("", "count"), ("at least ", "minCount"), ("up to ", "maxCount"), ("", "amount"))
    parts = [before + value for before, name in words for value in own.get(name, [])[:1]]
    return " ".join([*parts, *own.get("currency", [])[:1]]) or None


def _events(store: Store, facts: _Facts, part: Part) -> Iterator[tuple[str, EventNode]]:
    classes: dict[str, tuple[str, ...]] = {}
    for row in rows(store, PREFIXES + CLASSES):
        classes.setdefault(row[0], row)
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(store, PREFIXES + EVENTS, "event", part):
        found.setdefault(row[0], row)
    sources = {iri: row[2] for iri, row in found.items() if row[2]}
    for iri, row in found.items():
        attribution = tuple(_attribution(iri, sources, facts.speech))
        yield iri, _event(iri, row, classes.get(row[1]), attribution, facts)


def _event(
    iri: str, row: tuple[str, ...], known: tuple[str, ...] | None, attribution: tuple[str, ...], facts: _Facts
) -> EventNode:
    _, event_class, _, article, label, predicate, polarity, factuality, day, begin, end, *rest = row
    confidence, happening, attributed = rest
    _, class_label, family, family_label, short = known or ("", "event", "", "other", "")
    class_label = class_label or local(event_class)
    verb = (short or class_label if known else predicate) or "event"
    return EventNode(
        event_class=local(event_class) if known else None,
        class_iri=event_class,
        class_label=class_label,
        family=local(family) if known else None,
        family_label=family_label or local(family),
        label=label or verb,
        verb=verb,
        polarity=Polarity(local(polarity)),
        factuality=Factuality(local(factuality)) if factuality else Factuality.ACTUAL,
        attribution=attribution,
        is_attributed=bool(attribution or attributed),
        begin=day or begin or None,
        end=day or end or None,
        confidence=float(confidence) if confidence else None,
        article=article,
        happening=happening or None,
        evidence=_evidence(iri, facts),
    )


def _attribution(iri: str, sources: Mapping[str, str], speech: Mapping[str, list[str]]) -> list[str]:
    """Who says that it happened, and who says that they say so, innermost first."""
    found: list[str] = []
    seen: set[str] = set()
    while iri not in seen:
        seen.add(iri)
        if source := sources.get(iri):
            found.append(source)
        iri = next(iter(speech.get(iri, ())), iri)
    return list(dict.fromkeys(found))


def _quotations(store: Store, facts: _Facts, part: Part) -> Iterator[tuple[str, QuotationNode]]:
    for iri, text, speaker, article in rows(store, PREFIXES + QUOTATIONS, "quotation", part):
        evidence = _evidence(iri, facts)
        words = text or "".join(item.text[item.begin : item.end] for item in evidence[:1])
        yield iri, QuotationNode(words, speaker or None, article, evidence)


def _evidence(iri: str, facts: _Facts) -> tuple[Evidence, ...]:
    """The sentences that mention an event; without the article's text, the trigger alone."""
    found = []
    for at in chain.from_iterable(facts.mentions.get(iri, {}).values()):
        text = facts.texts.get(at.article)
        if text is None or at.sentence is None:
            words = facts.words.get((at.article, at.begin, at.end), "") if text is None else text[at.begin : at.end]
            found.append(Evidence(at.article, words, 0, len(words), offset=at.begin))
            continue
        left, right = at.sentence[0], max(at.sentence[1], at.end)
        roles = _role_spans(iri, at, (left, right), facts)
        found.append(Evidence(at.article, text[left:right], at.begin - left, at.end - left, roles, offset=left))
    return tuple(found)


def _role_spans(iri: str, trigger: _Mention, sentence: tuple[int, int], facts: _Facts) -> tuple[RoleSpan, ...]:
    """The mentions of an event's participants in a sentence; of two that overlap, the longer."""
    left, right = sentence
    spans = [
        RoleSpan(role, at.begin - left, at.end - left)
        for role, filler in facts.roles.get(iri, ())
        if role is not Role.CONTENT
        for at in facts.mentions.get(filler, {}).get(trigger.article, ())
        if left <= at.begin and at.end <= right
    ]
    taken = [(trigger.begin - left, trigger.end - left)]
    free = []
    for span in sorted(spans, key=lambda s: (s.begin - s.end, s.begin, s.role.value)):
        if all(span.end <= begin or end <= span.begin for begin, end in taken):
            taken.append((span.begin, span.end))
            free.append(span)
    return tuple(sorted(free, key=lambda s: s.begin))


def _join(network: nx.MultiDiGraph, facts: _Facts) -> None:
    for event, roles in facts.roles.items():
        for role, filler in roles:
            if event in network and filler in network:
                kind = EdgeKind.CONTENT if role is Role.CONTENT else EdgeKind.ROLE
                add_edge(network, event, filler, Edge(kind, role.value))
    for entity, own in facts.values.items():
        for name, edge in _JOINS.items():
            for value in own.get(name, ()):
                if entity in network and value in network:
                    add_edge(network, entity, value, Edge(*edge))


def _roles(store: Store, part: Part) -> Mapping[str, list[tuple[Role, str]]]:
    names = {role.value: role for role in Role}
    found: dict[str, list[tuple[Role, str]]] = defaultdict(list)
    for event, role, filler in rows(store, PREFIXES + ROLES, "event", part):
        found[event].append((names[local(role)], filler))
    return found


def _speech(roles: Mapping[str, list[tuple[Role, str]]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for event, own in roles.items():
        for role, filler in own:
            if role is Role.CONTENT:
                found[filler].append(event)
    return found


def _mentions(store: Store, part: Part) -> Mapping[str, Mapping[str, list[_Mention]]]:
    """Where each thing is mentioned; the offsets are those that the IRIs name."""
    found: dict[str, dict[str, list[_Mention]]] = defaultdict(dict)
    for thing, article, mention, sentence in rows(store, PREFIXES + MENTIONS, "thing", part):
        at = _Mention(article, *_offsets(mention), _offsets(sentence) if sentence else None)
        found[thing].setdefault(article, []).append(at)
    for own in found.values():
        for mentions in own.values():
            mentions.sort(key=lambda mention: (mention.begin, mention.end))
    return found


def _words(
    store: Store, part: Part, articles: Iterable[tuple[str, ...]], texts: Mapping[str, str]
) -> Mapping[tuple[str, int, int], str]:
    """The words of mentions in articles whose text is not in the graph."""
    if all(article in texts for article, *_ in articles):
        return {}
    found = rows(store, PREFIXES + WORDS, "thing", part)
    return {(mention.rpartition("#")[0], *_offsets(mention)): words for mention, words in found}


def _offsets(iri: str) -> tuple[int, int]:
    """The offsets that a mention's IRI names (RFC 5147).

    >>> _offsets("https://example.org/talks#char=1499,1738")
    (1499, 1738)
    """
    begin, _, end = iri.rpartition("=")[2].partition(",")
    return int(begin), int(end)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
