"""Triples without graph names in, the quads of their articles out: Turtle keeps everything but those names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.rdf.vocabulary import GAF, RDF, SCHEMA

Statements = Mapping[ox.NamedNode, list[ox.Triple]]  # by subject


def regraph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads, those of the default graph in the graphs of the articles that tell them.

    An article's own nodes begin with its IRI. What is known of an entity goes to every article that mentions it or
    names it, and the places around it with it; what no article leads to stays where it is.
    """
    loose: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph) and isinstance(quad.subject, ox.NamedNode):
            loose[quad.subject].append(quad.triple)
        else:
            yield quad
    placed: set[ox.NamedNode] = set()
    for article, nodes in _articles(loose).items():
        told = _reached(article, nodes, loose)
        placed |= told
        for triple in (t for node in told for t in loose[node] if _is_told(t, told, loose)):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, article)
    for node in loose.keys() - placed:
        yield from (ox.Quad(t.subject, t.predicate, t.object) for t in loose[node])


def _articles(loose: Statements) -> dict[ox.NamedNode, set[ox.NamedNode]]:
    """Each article with its own nodes and the entities that it mentions."""
    articles = {s for s, triples in loose.items() for t in triples if _is_article(t)}
    found: dict[ox.NamedNode, set[ox.NamedNode]] = {article: {article} for article in articles}
    for node, triples in loose.items():
        mentions = [t.object for t in triples if t.predicate == GAF.denotedBy]
        for own in (node, *mentions):
            home = _home(own)
            if home in found:
                found[home].add(node)
    return found


def _is_article(triple: ox.Triple) -> bool:
    return triple.predicate == RDF.type and triple.object == SCHEMA.NewsArticle


def _home(node: object) -> ox.NamedNode | None:
    """The article that a part's IRI begins with (see `kg.identity.part_iri`)."""
    if not isinstance(node, ox.NamedNode):
        return None
    mark = "&" if "&" in node.value.rpartition("#")[2] else "#"
    article = node.value.rpartition(mark)[0]
    return ox.NamedNode(article) if article else None


def _reached(article: ox.NamedNode, nodes: set[ox.NamedNode], loose: Statements) -> set[ox.NamedNode]:
    """The nodes, what the article's own ones lead to, and the places around places."""
    reached, todo = set(nodes), list(nodes)
    while todo:
        node = todo.pop()
        is_own = article in (node, _home(node))
        for triple in loose[node]:
            known = triple.object
            leads = is_own or triple.predicate == SCHEMA.containedInPlace
            if leads and isinstance(known, ox.NamedNode) and known in loose and known not in reached:
                reached.add(known)
                todo.append(known)
    return reached


def _is_told(triple: ox.Triple, told: set[ox.NamedNode], loose: Statements) -> bool:
    """Whether an article tells a statement of an entity that it shares with others: both ends have to be its own."""
    return not isinstance(triple.object, ox.NamedNode) or triple.object not in loose or triple.object in told
