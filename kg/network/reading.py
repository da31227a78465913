"""A store in, the network of all it reports out: one SPARQL question for each kind of row, then plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.model import EntityKind, Factuality, Polarity, Role
from kg.network.records import Edge, EdgeKind, EntityNode, EventNode, Evidence, NewsArticle, QuotationNode, RoleSpan
from kg.network.walk import add_edge, new_network
from kg.query import ask
from kg.store import Store

PREFIXES = """\
PREFIX kg: <https://w3id.org/newskg#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
CLASSES = """
SELECT DISTINCT ?class ?label ?family ?family_label ?verb WHERE {
  GRAPH <https://w3id.org/newskg> {
    ?class rdfs:subClassOf* ?family . ?family rdfs:subClassOf sem:Event .
    OPTIONAL { ?class rdfs:label ?label } OPTIONAL { ?family rdfs:label ?family_label }
    OPTIONAL { ?class kg:short ?short . OPTIONAL { ?short rdfs:label ?verb } }
  }
} ORDER BY ?class ?family ?verb"""
ARTICLES = """
SELECT DISTINCT ?article ?title ?published ?publisher ?text WHERE {
  GRAPH ?article {
    ?article a schema:NewsArticle .
    OPTIONAL { ?article schema:headline ?title } OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article schema:publisher ?organization . OPTIONAL { ?organization rdfs:label ?name } }
    OPTIONAL { ?context nif:isString ?text }
  }
  BIND(COALESCE(?name, STR(?organization)) AS ?publisher)
} ORDER BY ?article ?title ?publisher"""
EVENTS = """
SELECT DISTINCT ?article ?event ?class ?label ?predicate ?polarity ?factuality ?source ?day ?begin ?end ?confidence
  ?happening ?attributed WHERE {
  GRAPH ?article {
    ?event a ?class ; kg:polarity ?polarity .
    OPTIONAL { ?event rdfs:label ?label } OPTIONAL { ?event kg:predicate ?predicate }
    OPTIONAL { ?event kg:factuality ?factuality } OPTIONAL { ?event prov:wasAttributedTo ?source }
    OPTIONAL { ?event sem:hasTimeStamp ?day }
    OPTIONAL { ?event sem:hasBeginTimeStamp ?begin ; sem:hasEndTimeStamp ?end }
    OPTIONAL { ?event kg:confidence ?confidence } OPTIONAL { ?event kg:happening ?happening }
    OPTIONAL { ?event kg:isAttributed ?attributed }
  }
} ORDER BY ?event ?class ?source"""
ROLES = """
SELECT DISTINCT ?event ?role ?filler WHERE {
  GRAPH ?article { ?event kg:polarity ?polarity ; ?role ?filler }
  VALUES ?role { kg:actor kg:target kg:recipient kg:topic kg:instrument kg:place kg:origin kg:destination kg:content }
} ORDER BY ?event ?role ?filler"""
ENTITIES = """
SELECT DISTINCT ?entity ?kind WHERE {
  GRAPH ?article { ?article a schema:NewsArticle . ?entity a ?kind } # not what the ontology knows and no article names
  VALUES ?kind { schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing }
} ORDER BY ?entity ?kind"""
FACTS = """
SELECT DISTINCT ?entity ?property ?value WHERE {
  GRAPH ?article {
    ?article a schema:NewsArticle . ?entity a ?kind ; ?property ?value .
    VALUES ?kind { schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing }
    VALUES ?property { rdfs:label skos:altLabel schema:jobTitle owl:sameAs kg:affiliation schema:containedInPlace
                       kg:count kg:minCount kg:maxCount kg:amount kg:currency }
  }
} ORDER BY ?entity ?property ?value"""
QUOTATIONS = """
SELECT DISTINCT ?article ?quotation ?text ?speaker WHERE {
  GRAPH ?article {
    ?quotation a kg:Quotation .
    OPTIONAL { ?quotation schema:text ?text } OPTIONAL { ?quotation prov:wasAttributedTo ?speaker }
  }
} ORDER BY ?quotation ?speaker"""
MENTIONS = """
SELECT DISTINCT ?article ?thing ?begin ?end ?words ?sentence WHERE {
  GRAPH ?article {
    ?thing gaf:denotedBy ?mention . ?mention nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words .
    OPTIONAL { ?mention nif:sentence ?sentence }
  }
} ORDER BY ?thing ?article ?begin ?end"""

_KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANIZATION,
    "Country": EntityKind.COUNTRY,
    "Place": EntityKind.PLACE,
    "Product": EntityKind.PRODUCT,
    "Group": EntityKind.GROUP,
    "Thing": EntityKind.THING,
}
Row = Sequence[str | None]


@dataclass(frozen=True)
class _Facts:
    """Rows that several steps look up, keyed by IRI."""

    texts: Mapping[str, str]
    mentions: Mapping[str, list[tuple[str, int, int, str, tuple[int, int] | None]]]
    roles: Mapping[str, list[tuple[Role, str]]]
    speech: Mapping[str, list[str]]  # content -> the speech events that report it


def whole_network(store: Store) -> nx.MultiDiGraph:
    """Every entity, event and quotation of a store."""
    rows = list(_ask(store, ARTICLES))
    texts = {_str(article): text for article, *_, text in rows if text}
    speech: dict[str, list[str]] = defaultdict(list)
    facts = _Facts(texts, _mentions(store), _roles(store), speech)
    for event, roles in facts.roles.items():
        for role, filler in roles:
            if role is Role.CONTENT:
                speech[filler].append(event)
    network = new_network({_str(row[0]): _article(row, store.base) for row in reversed(rows)})
    for iri, node in (*_entities(store, facts), *_events(store, facts), *_quotations(store, facts)):
        network.add_node(iri, data=node)
    _join(network, store, facts)
    network.remove_nodes_from([iri for iri in sorted(network) if not network.degree(iri) and iri not in facts.mentions])
    return network


def _article(row: Row, base: str) -> NewsArticle:
    """An article; its IRI is the address to read it at, where it is not one that was made here."""
    iri, title, published, publisher, _ = row
    return NewsArticle(_str(iri), title, published, publisher, None if _str(iri).startswith(base) else iri)


def _entities(store: Store, facts: _Facts) -> Iterator[tuple[str, EntityNode]]:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entity, name, value in _ask(store, FACTS):
        values[_str(entity)][_local(name)].append(_str(value))
    for iri, kind in {_str(entity): _local(kind) for entity, kind in _ask(store, ENTITIES)}.items():
        own = values[iri]
        label = own["label"][0] if own["label"] else _local(iri).replace("_", " ")
        mentions = facts.mentions.get(iri, [])
        yield (
            iri,
            EntityNode(
                kind=_KINDS[kind],
                label=label,
                aliases=tuple(alias for alias in _once(own["altLabel"] + own["label"]) if alias != label),
                titles=_once(own["jobTitle"]),
                links=_once(own["sameAs"]),
                quantity=_quantity(own),
                mentions=len(mentions),
                articles=_once(article for article, *_ in mentions),
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


def _events(store: Store, facts: _Facts) -> Iterator[tuple[str, EventNode]]:
    classes: dict[str, Row] = {}
    for row in _ask(store, CLASSES):
        classes.setdefault(_str(row[0]), row)
    found: dict[str, Row] = {}
    for row in _ask(store, EVENTS):
        found.setdefault(_str(row[1]), row)
    sources = {iri: row[7] for iri, row in found.items() if row[7]}
    for iri, row in found.items():
        (
            article,
            _,
            event_class,
            label,
            predicate,
            polarity,
            factuality,
            _,
            *times,
            confidence,
            happening,
            attributed,
        ) = row
        day, begin, end = times
        known = classes.get(_str(event_class))
        name = _local(event_class) if known else None
        verb = (known[4] or known[1] if known else predicate) or "event"
        attribution = tuple(_attribution(iri, sources, facts.speech))
        yield (
            iri,
            EventNode(
                event_class=name,
                class_label=_str(known[1] or name) if known else "event",
                family=_local(known[2]) if known else None,
                family_label=_str(known[3] or _local(known[2])) if known else "other",
                label=label or verb,
                verb=verb,
                polarity=Polarity(_local(polarity)),
                factuality=Factuality(_local(factuality)) if factuality else Factuality.ACTUAL,
                attribution=attribution,
                is_attributed=bool(attribution or attributed),
                begin=day or begin,
                end=day or end,
                confidence=float(confidence) if confidence else None,
                article=_str(article),
                happening=happening,
                evidence=_evidence(iri, facts),
            ),
        )


def _attribution(iri: str, sources: Mapping[str, str | None], speech: Mapping[str, list[str]]) -> list[str]:
    """Who says that it happened, and who says that they say so, innermost first."""
    chain: list[str] = []
    seen: set[str] = set()
    while iri not in seen:
        seen.add(iri)
        if source := sources.get(iri):
            chain.append(source)
        iri = next(iter(speech.get(iri, ())), iri)
    return list(dict.fromkeys(chain))


def _quotations(store: Store, facts: _Facts) -> Iterator[tuple[str, QuotationNode]]:
    for article, iri, text, speaker in _ask(store, QUOTATIONS):
        evidence = _evidence(_str(iri), facts)
        words = text or "".join(item.text[item.begin : item.end] for item in evidence[:1])
        yield _str(iri), QuotationNode(words, speaker, _str(article), evidence)


def _evidence(iri: str, facts: _Facts) -> tuple[Evidence, ...]:
    """The sentences that mention an event; without the article's text, the trigger alone."""
    found = []
    for article, begin, end, words, sentence in facts.mentions.get(iri, []):
        if sentence is None or article not in facts.texts:
            found.append(Evidence(article, words, 0, len(words)))
            continue
        left, right = sentence[0], max(sentence[1], end)
        roles = _role_spans(iri, article, (left, right), (begin, end), facts)
        found.append(Evidence(article, facts.texts[article][left:right], begin - left, end - left, roles))
    return tuple(found)


def _role_spans(
    iri: str, article: str, sentence: tuple[int, int], trigger: tuple[int, int], facts: _Facts
) -> tuple[RoleSpan, ...]:
    """The mentions of an event's participants in a sentence; of two that overlap, the longer."""
    left, right = sentence
    spans = [
        RoleSpan(role, begin - left, end - left)
        for role, filler in facts.roles.get(iri, [])
        if role is not Role.CONTENT
        for source, begin, end, *_ in facts.mentions.get(filler, [])
        if source == article and left <= begin and end <= right
    ]
    taken = [(trigger[0] - left, trigger[1] - left)]
    free = []
    for span in sorted(spans, key=lambda s: (s.begin - s.end, s.begin, s.role.value)):
        if all(span.end <= begin or end <= span.begin for begin, end in taken):
            taken.append((span.begin, span.end))
            free.append(span)
    return tuple(sorted(free, key=lambda s: s.begin))


def _join(network: nx.MultiDiGraph, store: Store, facts: _Facts) -> None:
    for event, roles in facts.roles.items():
        for role, filler in roles:
            if event in network and filler in network:
                kind = EdgeKind.CONTENT if role is Role.CONTENT else EdgeKind.ROLE
                add_edge(network, event, filler, Edge(kind, role.value))
    kinds = {"affiliation": (EdgeKind.AFFILIATION, "affiliation"), "containedInPlace": (EdgeKind.CONTAINMENT, "in")}
    for entity, name, value in _ask(store, FACTS):
        if _local(name) in kinds and entity in network and value in network:
            add_edge(network, _str(entity), _str(value), Edge(*kinds[_local(name)]))


def _roles(store: Store) -> Mapping[str, list[tuple[Role, str]]]:
    found: dict[str, list[tuple[Role, str]]] = defaultdict(list)
    for event, role, filler in _ask(store, ROLES):
        found[_str(event)].append((Role(_local(role)), _str(filler)))
    return found


def _mentions(store: Store) -> Mapping[str, list[tuple[str, int, int, str, tuple[int, int] | None]]]:
    found: dict[str, list[tuple[str, int, int, str, tuple[int, int] | None]]] = defaultdict(list)
    for article, thing, begin, end, words, sentence in _ask(store, MENTIONS):
        found[_str(thing)].append((_str(article), int(_str(begin)), int(_str(end)), _str(words), _offsets(sentence)))
    return found


def _offsets(iri: str | None) -> tuple[int, int] | None:
    """The offsets that a mention's IRI names (RFC 5147).

    >>> _offsets("https://example.org/talks#char=1499,1738")
    (1499, 1738)
    """
    if iri is None:
        return None
    begin, end = iri.rpartition("#char=")[2].split(",")
    return int(begin), int(end)


def _ask(store: Store, sparql: str) -> Iterable[Row]:
    return (
        tuple(None if value is None else str(value) for value in row) for row in ask(store, PREFIXES + sparql, {}).rows
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _local(iri: str | None) -> str:
    return (iri or "").rstrip("/").rpartition("#")[2].rpartition("/")[2]


def _str(value: str | None) -> str:
    return value or ""
