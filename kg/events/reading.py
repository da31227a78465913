"""IRIs of events in, their records out: a few questions for many events at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from kg.events.records import ArticleRecord, ContentRecord, EntityRecord, EventRecord, Sentence
from kg.model import Factuality, Polarity, Role
from kg.ontology import Ontology
from kg.query import rows
from kg.rdf.vocabulary import KG, TYPES
from kg.store import Store

AT_ONCE = 400  # events in one question

Row = tuple[str, ...]  # "" for what is not there
Facts = Mapping[str, list[str]]  # by the local name of a property

HEADS = """
SELECT DISTINCT ?event ?article ?class ?label ?predicate ?polarity ?factuality ?day ?begin ?end ?source ?attributed
  ?confidence ?happening WHERE {
  {values}
  GRAPH ?article {
    ?event a ?class ; kg:polarity ?polarity .
    OPTIONAL { ?event rdfs:label ?label } OPTIONAL { ?event kg:predicate ?predicate }
    OPTIONAL { ?event kg:factuality ?factuality } OPTIONAL { ?event sem:hasTimeStamp ?day }
    OPTIONAL { ?event sem:hasBeginTimeStamp ?begin ; sem:hasEndTimeStamp ?end }
    OPTIONAL { ?event prov:wasAttributedTo ?source } OPTIONAL { ?event kg:isAttributed ?attributed }
    OPTIONAL { ?event kg:confidence ?confidence } OPTIONAL { ?event kg:happening ?happening }
  }
} ORDER BY ?event ?article ?class ?label ?source"""
ROLES = """
SELECT DISTINCT ?event ?role ?filler WHERE {
  {values}
  GRAPH ?article { ?event ?role ?filler }
  FILTER(?role IN (kg:actor, kg:target, kg:recipient, kg:topic, kg:instrument, kg:place, kg:origin, kg:destination,
                   kg:content))
} ORDER BY ?event ?role ?filler"""
FACTS = """
SELECT DISTINCT ?thing ?property ?value WHERE {
  {values}
  GRAPH ?article { ?thing ?property ?value }
  FILTER(?property IN (rdf:type, rdfs:label, schema:text, geo:lat, geo:long))
} ORDER BY ?thing ?property ?value"""
COUNTRIES = """
SELECT DISTINCT ?entity ?country WHERE {
  {values}
  GRAPH ?article { ?entity schema:containedInPlace+ ?around . ?around a schema:Country ; rdfs:label ?country }
} ORDER BY ?entity ?country"""
ARTICLES = """
SELECT DISTINCT ?article ?title ?published ?publisher WHERE {
  {values}
  GRAPH ?article {
    ?article a schema:NewsArticle .
    OPTIONAL { ?article schema:headline ?title } OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article schema:publisher ?organization . OPTIONAL { ?organization rdfs:label ?name } }
  }
  BIND(COALESCE(?name, STR(?organization)) AS ?publisher)
} ORDER BY ?article ?title ?published ?publisher"""
MENTIONS = """
SELECT DISTINCT ?event ?begin ?end ?words ?sentence WHERE {
  {values}
  GRAPH ?article {
    ?event gaf:denotedBy ?mention . ?mention nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words .
    OPTIONAL { ?mention nif:sentence ?sentence }
  }
} ORDER BY ?event ?begin ?end"""
SENTENCES = """
SELECT DISTINCT ?sentence ?begin ?text WHERE {
  {values} GRAPH ?article { ?sentence nif:beginIndex ?begin ; nif:anchorOf ?text }
} ORDER BY ?sentence ?begin ?text"""

_KINDS = {term.value: kind for kind, term in TYPES.items()}
_ORDER = {role: number for number, role in enumerate(Role)}


@dataclass(frozen=True)
class _Parts:
    """What the heads of events refer to, by IRI."""

    articles: Mapping[str, ArticleRecord]
    entities: Mapping[str, EntityRecord]
    facts: Mapping[str, Facts]  # of contents
    roles: Mapping[str, list[Row]]  # by event
    mentions: Mapping[str, list[Row]]  # by event
    sentences: Mapping[str, list[Row]]
    ontology: Ontology

    def entity(self, iri: str) -> EntityRecord:
        """An entity, by the last part of its IRI where the graph does not name it."""
        return self.entities.get(iri) or EntityRecord(iri, _local(iri).replace("_", " "))


def read_events(store: Store, iris: Iterable[str]) -> Iterator[EventRecord]:
    """The records of events, in the order of their IRIs; what is no event of the store gives none."""
    for some in _batches(iris):
        heads: dict[str, Row] = {}
        for row in rows(store, HEADS, "event", some):
            heads.setdefault(row[0], row)
        parts = _parts(store, heads)
        yield from (_event(row, parts) for row in heads.values())


def _parts(store: Store, heads: Mapping[str, Row]) -> _Parts:
    roles, mentions = _by_first(rows(store, ROLES, "event", heads)), _by_first(rows(store, MENTIONS, "event", heads))
    filled = [row for found in roles.values() for row in found]
    named = {filler for _, role, filler in filled if not _is_content(role)}
    around = {sentence for found in mentions.values() for *_, sentence in found} - {""}
    return _Parts(
        articles=read_articles(store, {head[1] for head in heads.values()}),
        entities=read_entities(store, named | {head[10] for head in heads.values() if head[10]}),
        facts=_facts(store, {filler for _, role, filler in filled if _is_content(role)}),
        roles=roles,
        mentions=mentions,
        sentences=_by_first(rows(store, SENTENCES, "sentence", around)),
        ontology=store.ontology,
    )


def read_entities(store: Store, iris: Iterable[str]) -> Mapping[str, EntityRecord]:
    """The records of entities by IRI; of several labels and kinds, the first by alphabet."""
    found: dict[str, EntityRecord] = {}
    for some in _batches(iris):
        countries = _by_first(rows(store, COUNTRIES, "entity", some))
        for iri, known in _facts(store, some).items():
            kinds = [_KINDS[kind] for kind in known.get("type", ()) if kind in _KINDS]
            found[iri] = EntityRecord(
                iri,
                known["label"][0] if "label" in known else _local(iri).replace("_", " "),
                kinds[0] if kinds else None,
                (float(known["lat"][0]), float(known["long"][0])) if "lat" in known and "long" in known else None,
                countries[iri][0][1] if iri in countries else None,
            )
    return found


def _facts(store: Store, iris: Iterable[str]) -> dict[str, Facts]:
    """What the store says of things: their types, labels, texts and coordinates."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for some in _batches(iris):
        for thing, name, value in rows(store, FACTS, "thing", some):
            found[thing][_local(name)].append(value)
    return dict(found)


def read_articles(store: Store, iris: Iterable[str]) -> Mapping[str, ArticleRecord]:
    """The records of articles by IRI; an IRI that was not made here is the address to read it at."""
    found: dict[str, ArticleRecord] = {}
    for some in _batches(iris):
        known = {row[0]: row for row in reversed(rows(store, ARTICLES, "article", some))}
        for iri in some:
            _, title, published, publisher = known.get(iri, (iri, "", "", ""))
            url = None if iri.startswith(store.base) else iri
            found[iri] = ArticleRecord(iri, title or None, _day(published), publisher or None, url)
    return found


def _batches(iris: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """IRIs in a fixed order, each once, as many as one question bears."""
    waiting = iter(sorted(set(iris)))
    while some := tuple(islice(waiting, AT_ONCE)):
        yield some


def _event(row: Row, parts: _Parts) -> EventRecord:
    iri, article, known, label, predicate, polarity, factuality, day, begin, end, source, attributed, sure, same = row
    name = _local(known)
    lineage = list(parts.ontology.ancestors(name))
    verb = predicate or (lineage[0].label if lineage else name)
    filled = parts.roles.get(iri, [])
    roles = [(Role(_local(role)), parts.entity(filler)) for _, role, filler in filled if not _is_content(role)]
    return EventRecord(
        iri=iri,
        label=label or verb,
        event_class=None if name == "Event" else name,
        class_label=lineage[0].label if lineage else "event" if name == "Event" else name,
        family=lineage[-1].name if lineage else None,
        polarity=Polarity(_local(polarity)),
        factuality=Factuality(_local(factuality)) if factuality else Factuality.ACTUAL,
        article=parts.articles[article],
        begin=day or begin or None,
        end=day or end or None,
        source=parts.entity(source) if source else None,
        is_attributed=bool(source or attributed),
        confidence=float(sure) if sure else None,
        happening=same or None,
        fillers=tuple(sorted(roles, key=_place)),
        contents=tuple(_content(filler, parts) for _, role, filler in filled if _is_content(role)),
        sentences=tuple(_sentence(mention, parts) for mention in sorted(parts.mentions.get(iri, []), key=_begin)),
    )


def _content(iri: str, parts: _Parts) -> ContentRecord:
    """A content by its words: those of a quotation, or the label of an event."""
    known = parts.facts.get(iri, {})
    is_quotation = KG.Quotation.value in known.get("type", ())
    words = known.get("text") or known.get("label") or [_local(iri)]
    return ContentRecord(iri, words[0], is_quotation)


def _sentence(mention: Row, parts: _Parts) -> Sentence:
    _, begin, end, words, sentence = mention
    if known := parts.sentences.get(sentence):
        _, start, text = known[0]
        return Sentence(text, int(begin) - int(start), int(end) - int(start))
    return Sentence(words, 0, len(words))


def _place(filled: tuple[Role, EntityRecord]) -> tuple[int, str]:
    return _ORDER[filled[0]], filled[1].iri


def _begin(mention: Row) -> tuple[int, int]:
    return int(mention[1]), int(mention[2])


def _is_content(role: str) -> bool:
    return _local(role) == Role.CONTENT.value


def _by_first(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their first value."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[0]].append(row)
    return dict(groups)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:  # an ill-typed literal, as foreign graphs hold them
        return None


def _local(iri: str) -> str:
    return iri.rstrip("/").rpartition("#")[2].rpartition("/")[2]
