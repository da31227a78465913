"""Names as people type them and a graph in, decisions for an authority file out: merges, splits and rejections.

The graph only tells which nodes are meant; nothing here changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.authority import Entry
from kg.entities import ListedEntity, entities
from kg.errors import QueryError
from kg.gazetteer.decisions import Merge, Rejection, Split
from kg.graph import KnowledgeGraph
from kg.identity import article_iri_of, entity_iri, named_by
from kg.model import EntityKind
from kg.ontology import KG, SEM_EVENT
from kg.query import Answer
from kg.rdf import prefixes

_MENTIONING = "SELECT DISTINCT ?entity ?article WHERE { GRAPH ?article { ?entity gaf:denotedBy ?mention } }"
_TRIGGERS = """
SELECT DISTINCT ?event ?article ?class ?label ?begin ?end ?words WHERE { GRAPH ?article {
  ?event a ?class ; kg:polarity ?polarity ; rdfs:label ?label ; gaf:denotedBy ?mention .
  ?mention nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words } } ORDER BY ?begin ?end"""
_OFFERED = 5  # names, or nodes, that a message lists


def find_entity(graph: KnowledgeGraph, name: str, listed: Sequence[ListedEntity] | None = None) -> ListedEntity:
    """The entity of a graph that a name means: an IRI, a prefixed name (`person:Ada_Berg`), else a name, else an alias.

    Raises QueryError where it means none, or several.
    """
    listed = entities(graph.store) if listed is None else listed
    iri, wanted = _full(name, graph.base), name.strip().casefold()
    tests = (
        lambda entity: entity.iri == iri,
        lambda entity: entity.name.casefold() == wanted,
        lambda entity: wanted in {alias.casefold() for alias in entity.aliases},
    )
    for test in tests:
        found = [entity for entity in listed if test(entity)]
        if len(found) == 1:
            return found[0]
        if found:
            shown = ", ".join(sorted(entity.iri for entity in found)[:_OFFERED])
            raise QueryError(f"{len(found)} entities are called {name!r}; give the IRI of one of them: {shown}")
    near = [entity.name for entity in listed if wanted in entity.name.casefold()][:_OFFERED]
    raise QueryError(f"no entity is called {name!r}" + (f"; there are {', '.join(near)}" if near else ""))


def merging(
    graph: KnowledgeGraph, kept: str, other: str, *, name: str | None = None, kind: EntityKind | None = None
) -> list[Entry]:
    """The decision that two entities are one: the first, or the one that is known in every article, or a new name.

    Raises QueryError.
    """
    listed = entities(graph.store)
    first, second = (find_entity(graph, called, listed) for called in (kept, other))
    if first.iri == second.iri:
        raise QueryError(f"{kept!r} and {other!r} are one already: {first.iri}")
    if name is not None:
        target = entity_iri(kind or first.kind, name, graph.base)
        return [_merge(entity, target, name) for entity in (first, second) if entity.iri != target]
    if _is_local(first, graph) and not _is_local(second, graph):
        first, second = second, first
    if _is_local(first, graph) and _home(first) != _home(second):
        raise QueryError(f"{first.name!r} and {second.name!r} are each known in one article only; give their --name")
    return [_merge(second, first.iri, first.name)]


def splitting(
    graph: KnowledgeGraph,
    name: str,
    *,
    articles: Iterable[str] = (),
    names: Iterable[str] = (),
    becomes: str | None = None,
    kind: EntityKind | None = None,
) -> list[Entry]:
    """The decision that what an entity is in some articles, or under some of its names, is somebody else.

    `becomes` is who: an IRI, a prefixed name, or a name; without it each article has one of its own. Raises QueryError.
    """
    entity = find_entity(graph, name)
    within = tuple(sorted({_article(graph, article, entity) for article in articles}))
    under = tuple(sorted(set(names)))
    if not (within or under):
        raise QueryError("say what to split off: the articles that it is in (--in), or a name of it (--alias)")
    for alias in under:
        if alias not in entity.names:
            raise QueryError(f"{entity.name!r} is not called {alias!r} but {', '.join(map(repr, entity.names))}")
    target = None if becomes is None else _target(becomes, kind or entity.kind, graph.base)
    if target == entity.iri:
        raise QueryError(f"{becomes!r} is what it is called already; give it another name with --as")
    called = f" called {' or '.join(map(repr, under))}" if under else ""
    where = f" in {', '.join(within)}" if within else ""
    who = f"is {becomes!r}" if becomes is not None else "is somebody else in each article"
    words = f"who is taken for {entity.name!r}{called}{where} {who}"
    return [Entry(Split(entity.iri, target, within, under), words, "split")]


def rejecting(graph: KnowledgeGraph, event: str) -> list[Entry]:
    """The decision that an event is none: by its article, its trigger's place and words, and its class.

    Raises QueryError where the graph has no such event.
    """
    base = graph.base
    for iri in dict.fromkeys((event, f"{base}{event}", f"{base}article/{event}")):
        if found := list(_rejections(graph, iri)):
            return found
    raise QueryError(f"the graph has no event {event!r}; give its IRI, which kg query and kg show print")


def _rejections(graph: KnowledgeGraph, iri: str) -> Iterator[Entry]:
    try:
        answer = Answer.of(graph.store.query(_TRIGGERS, {"event": ox.NamedNode(iri)}))
    except ValueError:  # no IRI
        return
    columns = [answer.columns.index(name) for name in ("article", "class", "label", "begin", "end", "words")]
    for row in answer.terms:
        values = [getattr(row[i], "value", "") for i in columns]
        article, event_class, label, begin, end, words = values
        name = "" if event_class == SEM_EVENT else event_class.removeprefix(KG)
        yield Entry(Rejection(article, int(begin), int(end), words, name), f"no event: {label}", "reject")


def _merge(entity: ListedEntity, target: str, name: str) -> Entry:
    return Entry(Merge(entity.iri, target), f"{entity.name!r} is {name!r}", "merge")


def _is_local(entity: ListedEntity, graph: KnowledgeGraph) -> bool:
    """Whether an entity is one article's own."""
    return named_by(entity.iri, graph.base) is None and "entity=" in entity.iri


def _home(entity: ListedEntity) -> str:
    return entity.iri.rpartition("entity=")[0]


def _full(name: str, base: str) -> str:
    prefix, _, local = name.partition(":")
    known = prefixes(base)
    return f"{known[prefix]}{local}" if prefix in known and local and not local.startswith("//") else name


def _target(name: str, kind: EntityKind, base: str) -> str:
    """Whom a new name means: an IRI, a prefixed name, or a name of this kind."""
    iri = _full(name, base)
    if iri == name and "://" not in name:
        return entity_iri(kind, name, base)
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise QueryError(f"{name} is no IRI: {error}") from error


def _article(graph: KnowledgeGraph, article: str, entity: ListedEntity) -> str:
    """The IRI of an article that mentions an entity.

    Raises QueryError.
    """
    found = Answer.of(graph.store.query(_MENTIONING, {"entity": ox.NamedNode(entity.iri)}))
    known = sorted({str(row[found.columns.index("article")]) for row in found.rows})
    for iri in (article, article_iri_of(article, graph.base)):
        if iri in known:
            return iri
    shown = ", ".join(known[:_OFFERED])
    raise QueryError(f"no article {article!r} mentions {entity.name!r}; these do: {shown}")
