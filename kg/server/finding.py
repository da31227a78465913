"""The way in: the front page, the search for names, and the network."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from kg.network import event_network
from kg.network.questions import KINDS, PREFIXES
from kg.network.walk import local
from kg.query import ask
from kg.server.formats import wanted, with_charset
from kg.server.looking import ARTICLE, ENTITY, EVENT, SIGNS, page_path
from kg.server.messages import Job, RefusedError, Reply
from kg.server.pages import HTML, html
from kg.server.site import Site
from kg.server.views import day_text
from kg.store import Store

JSON = "application/json"
FOUND = 30  # names, events and articles that a search shows
LATEST = 12  # articles and events on the front page
MOST = 400  # nodes that a network without a focus may have
STEPS = 3
_COUNTS = f"""
SELECT (COUNT(DISTINCT ?article) AS ?articles) (COUNT(DISTINCT ?event) AS ?events)
  (COUNT(DISTINCT ?entity) AS ?entities) WHERE {{
  GRAPH ?article {{
    ?article a schema:NewsArticle .
    {{ ?event kg:polarity ?polarity }} UNION {{ VALUES ?kind {{ {KINDS} }} ?entity a ?kind }} UNION {{}}
  }}
}}"""
_LATEST = f"""
SELECT DISTINCT ?article ?title ?published ?publisher WHERE {{
  GRAPH ?article {{
    ?article a schema:NewsArticle .
    OPTIONAL {{ ?article schema:headline ?title }} OPTIONAL {{ ?article schema:datePublished ?published }}
    OPTIONAL {{ ?article schema:publisher/rdfs:label ?publisher }}
  }}
}} ORDER BY DESC(?published) ?article LIMIT {LATEST}"""
_BUSIEST = """
SELECT ?actor (SAMPLE(?label) AS ?name) (SAMPLE(?type) AS ?kind) (COUNT(DISTINCT ?event) AS ?events) WHERE {
  GRAPH ?article { ?event kg:actor|kg:target ?actor . ?actor rdfs:label ?label ; a ?type }
  FILTER(!CONTAINS(STR(?actor), "entity=")) # not what is an article's own
} GROUP BY ?actor ORDER BY DESC(?events) ?actor LIMIT 24"""
_NAMED = f"""
SELECT ?entity (SAMPLE(?label) AS ?name) (SAMPLE(?kind) AS ?type) (COUNT(DISTINCT ?article) AS ?articles)
  (MIN(STRLEN(?called)) AS ?length) WHERE {{
  GRAPH ?article {{
    VALUES ?kind {{ {KINDS} }} ?entity a ?kind ; rdfs:label|skos:altLabel ?called .
    FILTER(CONTAINS(LCASE(?called), {{words}}))
    OPTIONAL {{ ?entity rdfs:label ?label }}
  }}
}} GROUP BY ?entity ORDER BY ?length DESC(?articles) ?entity LIMIT {FOUND}"""
_EVENTS = f"""
SELECT DISTINCT ?event ?label ?day WHERE {{
  GRAPH ?article {{
    ?event kg:polarity ?polarity ; rdfs:label ?label . FILTER(CONTAINS(LCASE(?label), {{words}}))
    OPTIONAL {{ ?event sem:hasTimeStamp|sem:hasBeginTimeStamp ?day }}
  }}
}} ORDER BY DESC(?day) ?event LIMIT {FOUND}"""
_ARTICLES = f"""
SELECT DISTINCT ?article ?title ?published WHERE {{
  GRAPH ?article {{
    ?article a schema:NewsArticle ; schema:headline ?title . FILTER(CONTAINS(LCASE(?title), {{words}}))
    OPTIONAL {{ ?article schema:datePublished ?published }}
  }}
}} ORDER BY DESC(?published) ?article LIMIT {FOUND}"""
_ALL_NAMES = f"""
SELECT DISTINCT ?called WHERE {{
  GRAPH ?article {{ VALUES ?kind {{ {KINDS} }} ?entity a ?kind ; rdfs:label|skos:altLabel ?called }}
}} LIMIT 20000"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found."""

    iri: str
    label: str
    kind: str  # a kind of entity, "event" or "article"
    page: str
    note: str = ""


def home(site: Site, job: Job) -> Reply:
    """The front page: a search box, what is in the graph, who does most, and the latest articles."""
    store = site.store
    ((article_count, event_count, entity_count),) = _rows(store, _COUNTS)
    return html(
        "home.html",
        counts=[(int(article_count), "article"), (int(event_count), "event"), (int(entity_count), "entity")],
        busiest=[_entity_hit(store, row, f"{int(events):,}") for *row, events in _rows(store, _BUSIEST)],
        latest=[_article_hit(store, *row) for row in _rows(store, _LATEST)],
    )


def search(site: Site, job: Job) -> Reply:
    """What is called so, as a page, or as JSON for the box that offers names as one types."""
    store, words = site.store, job.values.get("q", "").strip()[:200]
    media_type = wanted(job.accept, (HTML, JSON))
    hits = _found(store, words) if words else []
    if media_type == JSON:
        found = {"query": words, "results": [asdict(hit) for hit in hits]}
        return Reply(json.dumps(found, ensure_ascii=False).encode(), JSON)
    near = _near(store, words) if words and not hits else []
    return html("search.html", words=words, hits=hits, near=near)


def _found(store: Store, words: str) -> list[Hit]:
    literal = str(ox.Literal(words.lower()))
    named = _rows(store, _NAMED.replace("{words}", literal))
    hits = [_entity_hit(store, row, _plural(int(count), "article")) for *row, count, _ in named]
    for iri, label, day in _rows(store, _EVENTS.replace("{words}", literal)):
        hits.append(Hit(iri, label, "event", page_path(EVENT, iri, store.base), day_text(day)))
    return hits + [_article_hit(store, *row) for row in _rows(store, _ARTICLES.replace("{words}", literal))]


def _near(store: Store, words: str) -> list[str]:
    """Names that are spelt almost so."""
    names = {name.casefold(): name for (name,) in _rows(store, _ALL_NAMES)}
    return [names[near] for near in difflib.get_close_matches(words.casefold(), sorted(names), n=3)]


def _entity_hit(store: Store, row: Sequence[str], note: str) -> Hit:
    iri, name, kind = row
    label = name or iri.rpartition("/")[2].replace("_", " ")
    return Hit(iri, label, SIGNS.get(local(kind), "thing"), page_path(ENTITY, iri, store.base), note)


def _article_hit(store: Store, iri: str, title: str, published: str, publisher: str = "") -> Hit:
    label = title or iri.rstrip("/").rpartition("/")[2]
    note = ", ".join(part for part in (publisher, day_text(published)) if part)
    return Hit(iri, label, "article", page_path(ARTICLE, iri, store.base), note)


def network(site: Site, job: Job) -> Reply:
    """The network: what is near a focus, or the busiest part of all; as the interactive page, or its data as JSON.

    Raises RefusedError for steps that are none, QueryError where nothing is called so.
    """
    from kg.page import document, render  # heavy

    media_type = wanted(job.accept, (JSON, HTML))
    focus = tuple(name for name in job.lists.get("focus", ()) if name)
    drawn = event_network(site.store, focus=focus, steps=_steps(job), most=MOST)
    title = " and ".join(focus) or "newskg"
    if media_type == JSON:
        return Reply(json.dumps(document(drawn, title=title), ensure_ascii=False).encode(), JSON)
    page = render(drawn, title=title, server="/network")
    return Reply(page.encode(), with_charset(HTML), headers={"Content-Security-Policy": _OWN_POLICY})


# The page names its scripts by their hashes, in a policy of its own that holds beside this one.
_OWN_POLICY = "base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'self'"


def _steps(job: Job) -> int:
    text = job.values.get("steps") or "1"
    if text not in map(str, range(1, STEPS + 1)):
        raise RefusedError(400, f"steps are 1 to {STEPS}, not {text}")
    return int(text)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _rows(store: Store, question: str) -> Sequence[tuple[str, ...]]:
    """The rows of a question in its own order, as text, "" for what is not there."""
    found = ask(store, PREFIXES + question, {}).rows
    return [tuple("" if value is None else str(value) for value in row) for row in found]
