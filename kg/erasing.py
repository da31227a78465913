"""A graph and an entity in, the graph without what it says of that entity out: for people who want to be forgotten.

Its node goes with all that is known of it, its mentions, its quotations, and the events that nobody else takes part
in. From other events it is taken out; its names and words are blacked out in every text. What stays: docs/entities.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.curating import find_entity
from kg.entities import ListedEntity, entities
from kg.graph import KnowledgeGraph
from kg.identity import named_by
from kg.model import Role
from kg.query import Answer
from kg.rdf.vocabulary import GAF, KG, NIF, PROV, RDF, RDFS, SCHEMA, SKOS, TYPES, XSD
from kg.store import Dataset

BLACK = "█"  # one for each character, so that the offsets of everything else still hold

_ROLES = frozenset(KG[role.value] for role in Role if role is not Role.CONTENT)
_KINDS = frozenset(TYPES.values())
_NAMING = frozenset({RDFS.label, SKOS.altLabel, SCHEMA.jobTitle})
_TRUE = ox.Literal("true", datatype=XSD.boolean)
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: which articles changed, and whose nodes are called alike and were left."""

    iri: str
    articles: tuple[str, ...]
    namesakes: tuple[str, ...]


def erase(graph: KnowledgeGraph, name: str) -> Erased:
    """Take an entity out of every article of a graph; who else is called so stays, and is named in the answer.

    Raises QueryError where the name means no entity, or several.
    """
    listed = entities(graph.store)
    entity = find_entity(graph, name, listed)
    wanted = {called.casefold() for called in entity.names}
    others = (e for e in listed if e.iri != entity.iri and wanted.intersection(n.casefold() for n in e.names))
    changed = []
    for article in _articles(graph, entity):
        found = graph.store.query(_EVERYTHING, {}, Dataset(default=(article,)))
        old = set(found) if isinstance(found, ox.QueryTriples) else set()
        new = without(old, entity, graph.base)
        if new != old:
            node = ox.NamedNode(article)
            graph.store.replace(article, (ox.Quad(t.subject, t.predicate, t.object, node) for t in new))
            changed.append(article)
    return Erased(entity.iri, tuple(changed), tuple(sorted(other.iri for other in others)))


def without(triples: Iterable[ox.Triple], entity: ListedEntity, base: str) -> set[ox.Triple]:
    """What one article says, without an entity."""
    return set(_Erasure(frozenset(triples), entity, base).kept())


def _articles(graph: KnowledgeGraph, entity: ListedEntity) -> list[str]:
    """The articles that speak of an entity, or have one of its full names in a text."""
    node = ox.NamedNode(entity.iri)
    about = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }} }}"
    words = (
        (f"CONTAINS(LCASE(?o), {ox.Literal(word)})" for word in name.lower().split()) for name in _full(entity.names)
    )
    tests = (" && ".join(each) for each in words)
    named = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o FILTER(ISLITERAL(?o) && ({' || '.join(tests)})) }} }}"
    questions = [about, named] if _full(entity.names) else [about]
    rows = (row for question in questions for row in Answer.of(graph.store.query(question, {})).rows)
    return sorted({str(row[0]) for row in rows} & set(graph.articles()))


def _full(names: Iterable[str]) -> list[str]:
    """The names of several words: those of one word others may have, too."""
    return sorted({name for name in names if len(name.split()) > 1}, key=lambda name: (-len(name), name))


@dataclass(frozen=True)
class _Erasure:
    """One article's statements, and what of them is an entity's."""

    triples: frozenset[ox.Triple]
    entity: ListedEntity
    base: str

    def kept(self) -> Iterator[ox.Triple]:
        """The statements that stay, with what has to be blacked out in them."""
        for triple in self.triples:
            if triple.subject in self.gone or triple.object in self.gone:
                if triple.predicate == PROV.wasAttributedTo and triple.subject not in self.gone:
                    # somebody says so, not the article: who it was is forgotten, that is not
                    yield ox.Triple(triple.subject, KG.isAttributed, _TRUE)
            elif triple.predicate == KG.happening and triple.subject in self.reports:
                continue  # a hash with the entity's name in it
            else:
                yield self._blacked(triple)

    @cached_property
    def node(self) -> ox.NamedNode:
        """The entity."""
        return ox.NamedNode(self.entity.iri)

    @cached_property
    def by_subject(self) -> Mapping[object, Sequence[ox.Triple]]:
        """The statements of each node."""
        found: dict[object, list[ox.Triple]] = defaultdict(list)
        for triple in self.triples:
            found[triple.subject].append(triple)
        return dict(found)

    @cached_property
    def reports(self) -> frozenset[object]:
        """The events that the entity has a role in."""
        return frozenset(t.subject for t in self.triples if t.object == self.node and t.predicate in _ROLES)

    @cached_property
    def gone(self) -> frozenset[object]:
        """The nodes that go: the entity, its own events and quotations, and the words that stood for nothing else."""
        own = {event for event in self.reports if self._is_alone(event)}
        own |= {t.subject for t in self.triples if t.object == KG.Quotation and self._is_said(t.subject)}
        own.add(self.node)
        denoting: dict[object, set[object]] = defaultdict(set)
        for triple in self.triples:
            if triple.predicate == GAF.denotedBy:
                denoting[triple.object].add(triple.subject)
        words = {words for words, owners in denoting.items() if owners <= own and not self._is_time(words)}
        return frozenset(own | words)

    def _is_alone(self, event: object) -> bool:
        return {t.object for t in self.by_subject.get(event, ()) if t.predicate in _ROLES} == {self.node}

    def _is_said(self, quotation: object) -> bool:
        said = self.by_subject.get(quotation, ())
        return any(t.predicate == PROV.wasAttributedTo and t.object == self.node for t in said)

    def _is_time(self, words: object) -> bool:
        return any(t.predicate == KG.value for t in self.by_subject.get(words, ()))

    # What is blacked out

    @cached_property
    def black(self) -> frozenset[int]:
        """The offsets that are blacked out: what stands for the entity alone, its quotations, and its names."""
        spans = (self._bounds(words) for words in self.own_words)
        places = {i for span in spans if span is not None for i in range(*span)}
        for subject, triples in self.by_subject.items():
            begin = self._begin(subject)
            for text in (_value(t.object) for t in triples if t.predicate in (NIF.isString, NIF.anchorOf)):
                if begin is not None:
                    places |= {begin + i for i in self._matches(text, self.full)}
                    places |= {i for i in (begin + j for j in self._matches(text, self.short)) if i not in self.others}
        return frozenset(places)

    @cached_property
    def own_words(self) -> frozenset[object]:
        """What denotes the entity alone, or what it said."""
        own = (t for t in self.triples if t.predicate == GAF.denotedBy and t.subject in self.gone - self.reports)
        return frozenset(t.object for t in own if t.object in self.gone)

    @cached_property
    def others(self) -> frozenset[int]:
        """The offsets of what stands for others and for times: a single word there is no name of the entity."""
        found: set[int] = set()
        for triple in self.triples:
            if triple.predicate == GAF.denotedBy and triple.subject != self.node and self._is_named(triple.subject):
                found.update(range(*(self._bounds(triple.object) or (0, 0))))
            elif triple.predicate == KG.value:
                found.update(range(*(self._bounds(triple.subject) or (0, 0))))
        return frozenset(found)

    @cached_property
    def full(self) -> re.Pattern[str]:
        """The names of several words, in any case."""
        return _pattern(_full(self.entity.names), re.IGNORECASE)

    @cached_property
    def short(self) -> re.Pattern[str]:
        """The names of one word, as they are written; where an article does not speak of it they are others'."""
        is_here = self.node in self.by_subject
        return _pattern([name for name in self.entity.names if is_here and len(name.split()) == 1])

    def _is_named(self, subject: object) -> bool:
        """Whether a node is an entity with a name of its own, in all articles or called as the one that goes."""
        if not isinstance(subject, ox.NamedNode) or not self._is_entity(subject):
            return False
        return named_by(subject.value, self.base) is not None or self._is_namesake(subject)

    def _is_entity(self, subject: object) -> bool:
        return any(t.predicate == RDF.type and t.object in _KINDS for t in self.by_subject.get(subject, ()))

    def _is_namesake(self, subject: object) -> bool:
        labels = (t.object for t in self.by_subject.get(subject, ()) if t.predicate == RDFS.label)
        return any(isinstance(label, ox.Literal) and label.value in self.entity.names for label in labels)

    def _matches(self, text: str, pattern: re.Pattern[str]) -> Iterator[int]:
        return (i for match in pattern.finditer(text) for i in range(*match.span()))

    def _bounds(self, words: object) -> tuple[int, int] | None:
        numbers = {t.predicate: t.object for t in self.by_subject.get(words, ())}
        begin, end = numbers.get(NIF.beginIndex), numbers.get(NIF.endIndex)
        if not isinstance(begin, ox.Literal) or not isinstance(end, ox.Literal):
            return None
        return int(begin.value), int(end.value)

    def _begin(self, subject: object) -> int | None:
        """Where a text begins in the article: the whole of it has no offsets of its own."""
        if any(t.object == NIF.Context for t in self.by_subject.get(subject, ())):
            return 0
        bounds = self._bounds(subject)
        return bounds[0] if bounds is not None else None

    def _blacked(self, triple: ox.Triple) -> ox.Triple:
        literal = triple.object
        if not isinstance(literal, ox.Literal) or literal.datatype not in (XSD.string, RDF.langString):
            return triple
        text = self._black_text(triple, literal.value)
        if text == literal.value:
            return triple
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, language=literal.language))

    def _black_text(self, triple: ox.Triple, text: str) -> str:
        begin = self._begin(triple.subject) if triple.predicate in (NIF.isString, NIF.anchorOf) else None
        if begin is None and triple.predicate == SCHEMA.text:
            spans = (
                self._bounds(t.object) for t in self.by_subject.get(triple.subject, ()) if t.predicate == GAF.denotedBy
            )
            begin = next((span[0] for span in spans if span is not None and span[1] - span[0] == len(text)), None)
        if begin is not None:
            return _with_black(text, (i - begin for i in self.black))
        places = set(self._matches(text, self.full))
        is_other = triple.predicate in _NAMING and self._is_named(triple.subject)
        if not is_other:
            places.update(self._matches(text, self.short))
        return _with_black(text, places)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _pattern(names: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    """Any of these names as whole words, over line ends too; nothing, where there are none."""
    each = (r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)" if names else r"(?!)", flags)


def _with_black(text: str, places: Iterable[int]) -> str:
    """A text with these characters blacked out.

    >>> _with_black("Ada left", [0, 1, 2, 99])
    '███ left'
    """
    black = set(places)
    return "".join(BLACK if i in black else char for i, char in enumerate(text))
