"""Pages of entities, events and articles: an address in, HTML or what the graph has as RDF out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

import pyoxigraph as ox

from kg.network import articles
from kg.network.part import near
from kg.network.reading import read_network
from kg.server import looking
from kg.server.formats import GRAPHS, SHORT, wanted, with_charset, written_graph
from kg.server.looking import ARTICLE, ENTITY, EVENT, HAPPENING, page_path
from kg.server.marking import TRIGGER, Span, pieces
from kg.server.messages import Job, RefusedError, Reply
from kg.server.rendering import render
from kg.server.site import Site
from kg.server.sparql import too_many
from kg.server.views import ReportView, Views, article_view
from kg.store import Store

HTML = "text/html"
PER_PAGE = 40  # events on a page
DATA = ("turtle", "jsonld")  # the formats that a page links to
_OWN = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} GRAPH ?g {{ ?s ?p ?o }} }}"
_GRAPH = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


def html(name: str, **values: object) -> Reply:
    """A template's page."""
    return Reply(render(name, **values), with_charset(HTML))


def see_other(address: str) -> Reply:
    """What is told elsewhere (303)."""
    return Reply(b"", "text/plain", 303, {"Location": address})


def thing(site: Site, job: Job) -> Reply:
    """The page of an entity, an event, a happening or an article, or its triples where RDF is asked for.

    Raises RefusedError: 404 where the graph has nothing of the kind.
    """
    store = site.store
    iri, kind = looking.found_at(store, job.kind, job.values["path"], job.values["raw"])
    home = EVENT if kind == HAPPENING else kind
    if home != job.kind:
        return see_other(page_path(home, iri, store.base))
    media_type = wanted(job.accept, (HTML, *GRAPHS))
    if media_type != HTML:
        return _data(site, iri, kind, media_type)
    made = {ENTITY: _entity, EVENT: _event, HAPPENING: _happening, ARTICLE: _article}[kind]
    return made(site, iri, job)


def _entity(site: Site, iri: str, job: Job) -> Reply:
    store = site.store
    events = looking.events_of(store, iri)
    number, pages = _page_number(job, len(events))
    shown = events[(number - 1) * PER_PAGE : number * PER_PAGE]
    views = _views(store, shown, [iri])
    facts = looking.facts_of(store, iri)
    parts = views.parts_of(iri)
    members = list(looking.inside(store, iri))
    known = {node for name in ("affiliation", "containedInPlace") for node in facts.get(name, ())}
    views = Views(views.network, store.base, looking.labels_of(store, [*known, *(node for node, _ in members)]))
    labels = facts.get("label") or (views.link(iri).label,)
    mentions, in_articles = looking.mentions_of(store, iri)
    return html(
        "entity.html",
        iri=iri,
        title=labels[0],
        kind=looking.sign_of(store, iri),
        aliases=[name for name in dict.fromkeys((*facts.get("altLabel", ()), *labels)) if name != labels[0]],
        titles=facts.get("jobTitle", ()),
        affiliations=views.links(facts.get("affiliation", ())),
        places=views.links(facts.get("containedInPlace", ())),
        members=views.links(node for node, name in members if name == "affiliation")[:PER_PAGE],
        contents=views.links(node for node, name in members if name == "containedInPlace")[:PER_PAGE],
        elsewhere=[link for link in facts.get("sameAs", ()) if link.startswith(("http://", "https://"))],
        mentions=mentions,
        in_articles=in_articles,
        reports=[views.report(event, parts.get(event, ())) for event in shown if event in views.network],
        count=len(events),
        number=number,
        pages=pages,
        data=_data_links(page_path(ENTITY, iri, store.base)),
    )


def _event(site: Site, iri: str, job: Job) -> Reply:
    store = site.store
    views = _views(store, [iri], [])
    if iri not in views.network:
        raise RefusedError(404, f"the graph has nothing to show of {iri}")
    report = views.report(iri)
    others: tuple[ReportView, ...] = ()
    if report.happening:
        others = tuple(other for other in _reports(store, report.happening) if other.iri != iri)
    path = page_path(EVENT, iri, store.base)
    return html("event.html", iri=iri, title=report.link.label, report=report, others=others, data=_data_links(path))


def _happening(site: Site, iri: str, job: Job) -> Reply:
    reports = _reports(site.store, iri)
    title = reports[0].link.label if reports else iri
    path = page_path(EVENT, iri, site.store.base)
    return html("event.html", iri=iri, title=title, report=None, others=reports, data=_data_links(path))


def _reports(store: Store, happening: str) -> tuple[ReportView, ...]:
    """How each article tells what happened."""
    events = looking.reports_of(store, [happening])[:PER_PAGE]
    views = _views(store, events, [])
    return tuple(views.report(event) for event in events if event in views.network)


def _article(site: Site, iri: str, job: Job) -> Reply:
    store = site.store
    views = _views(store, looking.things_in(store, iri), [], is_whole=True)
    known = articles(views.network).get(iri)
    if known is None:
        raise RefusedError(404, f"the graph has no article {iri}")
    found = looking.article_of(store, iri)
    reports = [views.report(node) for node in looking.in_text_order(views.network) if looking.is_part(node, iri)]
    return html(
        "article.html",
        iri=iri,
        article=article_view(known, store.base),
        author=found.author,
        pieces=pieces(found.text, _spans(views, found.mentions)),
        reports=[report for report in reports if report.kind != "entity"],
        data=_data_links(page_path(ARTICLE, iri, store.base)),
    )


def _spans(views: Views, mentions: Iterable[looking.MentionRow]) -> Iterable[Span]:
    """What a text marks: whom it names, what evokes an event, and what is quoted."""
    for row in mentions:
        link = views.link(row.thing)
        is_event = "event=" in row.thing.rpartition("#")[2]
        mark = TRIGGER if is_event else "quotation" if link.sign == "quote" else "mention"
        yield Span(row.begin, row.end, mark, link.href, link.label, (row.thing.rpartition("#")[2],) if is_event else ())


def _views(store: Store, nodes: Collection[str], more: Collection[str], *, is_whole: bool = False) -> Views:
    """The records of some nodes and of what they are joined to."""
    part = set(nodes) if is_whole else near(store, nodes, 1) if nodes else set()
    network = read_network(store, {*part, *more})
    sources = {name for node in network for name in getattr(network.nodes[node]["data"], "attribution", ())}
    return Views(network, store.base, looking.labels_of(store, sources - set(network)))


def _page_number(job: Job, count: int) -> tuple[int, int]:
    """Which page of how many is asked for.

    Raises RefusedError (404) where there is no such page.
    """
    pages = max(1, -(-count // PER_PAGE))
    text = job.values.get("page") or "1"
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= pages:
        raise RefusedError(404, f"there is no page {text}; there are {pages}")
    return int(text), pages


def _data_links(path: str) -> list[tuple[str, str]]:
    return [(name, f"{path}?format={name}") for name in DATA if name in SHORT]


def _data(site: Site, iri: str, kind: str, media_type: str) -> Reply:
    """The triples of something: an article's own graph, an entity's or an event's with what tells of it."""
    store = site.store
    if kind == ARTICLE:
        question = _GRAPH.format(graph=ox.NamedNode(iri))
    else:
        events = looking.events_of(store, iri) if kind == ENTITY else looking.reports_of(store, [iri])
        nodes = " ".join(str(ox.NamedNode(node)) for node in (iri, *events))
        question = _OWN.format(nodes=nodes)
    found = store.query(question, {})
    assert isinstance(found, ox.QueryTriples)
    triples = tuple(islice(found, site.limits.rows + 1))
    if len(triples) > site.limits.rows:
        raise too_many(site.limits.rows, "triples")
    return Reply(written_graph(triples, media_type, store.base), with_charset(media_type))
