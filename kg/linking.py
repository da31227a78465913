"""A store in, pairs of happenings out that may be one: two papers seldom tell an event in the very same terms.

A happening is a hash of class, actors, targets and day, so one that another paper tells of a day later, of a spokesman
instead of his country, or by a wider class is another one. What is near in all of that is proposed, with a score and
the reasons; nothing is merged.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import pyoxigraph as ox

from kg.identity import BASE
from kg.ontology import Ontology
from kg.query import rows
from kg.rdf import write_turtle
from kg.rdf.vocabulary import KG, RDF, RDFS, XSD
from kg.store import Store

# What a difference leaves of the score. Set by hand, so that two differences are still proposed and three are not.
OTHER_DAY = 0.8  # one day apart
LEVEL = 0.8  # each step between somebody and whom he acts for, or a place and what it lies in
SUBCLASS = 0.85  # each step between a class and one below it
UNTOLD = 0.7  # only one of them tells who it was, or what was said
OTHER_WORDS = 0.4  # what is said has no word in common
LEAST = 0.5  # the score from which a pair is proposed
_MOST_STEPS = 2

_HAPPENINGS = """
SELECT DISTINCT ?happening ?class ?predicate ?day ?label ?article ?role ?filler ?said WHERE { GRAPH ?article {
  ?event kg:happening ?happening ; a ?class ; sem:hasTimeStamp ?day ; rdfs:label ?label .
  OPTIONAL { ?event kg:predicate ?predicate }
  { VALUES ?role { kg:actor kg:target } ?event ?role ?filler }
  UNION { ?event kg:content/(rdfs:label|schema:text) ?said } } }"""
_LEVELS = "SELECT DISTINCT ?one ?other WHERE { GRAPH ?g { ?one kg:affiliation|schema:containedInPlace ?other } }"
_NAMES = "SELECT DISTINCT ?entity ?name WHERE { GRAPH ?g { ?entity rdfs:label ?name } }"
_SIGNS = re.compile(r"\w+")


@dataclass(slots=True)
class Happening:
    """What the articles that report one happening say of it."""

    iri: str
    event_class: str  # local name, or for a plain event its predicate
    is_plain: bool
    day: date
    label: str
    articles: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)  # the words of its contents


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two happenings that may be one."""

    one: str
    other: str
    score: float  # 1: nothing is known that tells them apart; no measured chance
    labels: tuple[str, str]
    days: tuple[date, date]
    reasons: tuple[str, ...]  # in what they differ, in words


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What two happenings have in common in one respect."""

    score: float
    reasons: tuple[str, ...] = ()


_SAME = _Likeness(1.0)
_NONE = _Likeness(0.0)


def proposals(store: Store, least: float = LEAST) -> tuple[Proposal, ...]:
    """The pairs of happenings that are near enough, the surest first.

    What one article tells as two happenings are two, and is never proposed.
    """
    happenings = _happenings(store)
    comparer = _Comparer(store.ontology, _Levels(store), _names(store))
    found = (comparer.compare(happenings[one], happenings[other]) for one, other in comparer.candidates(happenings))
    return tuple(sorted((p for p in found if p and p.score >= least), key=lambda p: (-p.score, p.one, p.other)))


def proposals_turtle(found: Iterable[Proposal], base: str = BASE) -> bytes:
    """Proposals as Turtle: kg:sameHappening between two happenings, and a node with the score and the reasons."""
    return write_turtle((ox.Quad(*triple) for proposal in found for triple in _triples(proposal, base)), base)


def _triples(proposal: Proposal, base: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    one, other = ox.NamedNode(proposal.one), ox.NamedNode(proposal.other)
    digest = hashlib.sha256(f"{proposal.one} {proposal.other}".encode()).hexdigest()[:32]
    link = ox.NamedNode(f"{base}link/{digest}")
    yield one, KG.sameHappening, other
    yield link, RDF.type, KG.ProposedLink
    yield link, KG.links, one
    yield link, KG.links, other
    yield link, KG.score, ox.Literal(f"{proposal.score:.2f}", datatype=XSD.decimal)
    for reason in proposal.reasons:
        yield link, RDFS.comment, ox.Literal(reason, language="en")


def _happenings(store: Store) -> dict[str, Happening]:
    """The happenings of a store, by IRI."""
    found: dict[str, Happening] = {}
    for iri, kind, predicate, day, label, article, role, filler, said in rows(store, _HAPPENINGS):
        name = predicate or kind.removeprefix(KG.iri)
        happening = found.setdefault(iri, Happening(iri, name, bool(predicate), date.fromisoformat(day), label))
        happening.articles.add(article)
        happening.said.update(_SIGNS.findall(said.casefold()))
        if filler:
            (happening.actors if role == KG.actor.value else happening.targets).add(filler)
    return found


def _names(store: Store) -> Mapping[str, str]:
    return {entity: name for entity, name in reversed(rows(store, _NAMES))}


class _Levels:
    """Whom somebody acts for, and what a place lies in, a few steps up."""

    def __init__(self, store: Store) -> None:
        self._up: dict[str, set[str]] = defaultdict(set)
        for one, other in rows(store, _LEVELS):
            self._up[one].add(other)

    def above(self, entity: str) -> dict[str, int]:
        """The entity and those above it, with the steps to each."""
        found = {entity: 0}
        edge = {entity}
        for step in range(1, _MOST_STEPS + 1):
            edge = {up for one in edge for up in self._up.get(one, ())} - found.keys()
            found |= dict.fromkeys(edge, step)
        return found

    def steps(self, one: str, other: str) -> int | None:
        """The steps from one to the other, up or down; None where neither is above the other."""
        return min((n for n in (self.above(one).get(other), self.above(other).get(one)) if n is not None), default=None)


@dataclass(frozen=True)
class _Comparer:
    """Compares happenings by what the ontology and the articles know of classes, people and places."""

    ontology: Ontology
    levels: _Levels
    names: Mapping[str, str]

    def candidates(self, happenings: Mapping[str, Happening]) -> Iterator[tuple[str, str]]:
        """The pairs that share a filler, or one above it, in one role, within a day of each other; each once."""
        blocks: dict[tuple[str, str, int], set[str]] = defaultdict(set)
        for iri, happening in happenings.items():
            for role, fillers in (("actor", happening.actors), ("target", happening.targets)):
                for above in {up for filler in fillers for up in self.levels.above(filler)}:
                    for day in (happening.day.toordinal(), happening.day.toordinal() + 1):
                        blocks[role, above, day].add(iri)
        yield from sorted({pair for block in blocks.values() for pair in combinations(sorted(block), 2)})

    def compare(self, one: Happening, other: Happening) -> Proposal | None:
        """The proposal that two happenings are one; None where something tells them apart."""
        if one.articles & other.articles or abs((one.day - other.day).days) > 1:
            return None
        parts = (
            self._classes(one, other),
            _SAME if one.day == other.day else _Likeness(OTHER_DAY, ("one day apart",)),
            self._fillers("actor", one.actors, other.actors),
            self._fillers("target", one.targets, other.targets),
            _contents(one.said, other.said),
        )
        score = 1.0
        for part in parts:
            score *= part.score
        if not score:
            return None
        reasons = tuple(reason for part in parts for reason in part.reasons)
        labels, days = (one.label, other.label), (one.day, other.day)
        return Proposal(one.iri, other.iri, round(score, 2), labels, days, reasons)

    def _classes(self, one: Happening, other: Happening) -> _Likeness:
        if one.event_class == other.event_class and one.is_plain == other.is_plain:
            return _SAME
        if one.is_plain or other.is_plain:
            return _NONE
        for low, high in ((one.event_class, other.event_class), (other.event_class, one.event_class)):
            above = [found.name for found in self.ontology.ancestors(low)] if low in self.ontology.classes else []
            if high in above:
                labels = [self.ontology.classes[name].label for name in (low, high)]
                return _Likeness(SUBCLASS ** above.index(high), (f"{labels[0]} is below {labels[1]}",))
        return _NONE

    def _fillers(self, role: str, one: set[str], other: set[str]) -> _Likeness:
        """How near those are who fill a role: each of the fewer has to have its like among the others."""
        if one == other:
            return _SAME
        if not one or not other:
            return _Likeness(UNTOLD, (f"only one tells the {role}",))
        few, many = sorted((one, other), key=lambda fillers: (len(fillers), sorted(fillers)))
        score, reasons = (len(few) / len(many)) ** 0.5, [] if len(few) == len(many) else [f"one has more {role}s"]
        for filler in sorted(few - many):
            near = [(n, like) for like in sorted(many - few) if (n := self.levels.steps(filler, like)) is not None]
            if not near:
                return _NONE
            steps, like = min(near)
            score *= LEVEL**steps
            low, high = (filler, like) if like in self.levels.above(filler) else (like, filler)
            reasons.append(f"{self.names.get(low, low)} for {self.names.get(high, high)}")
        return _Likeness(score, tuple(reasons))


def _contents(one: Iterable[str], other: Iterable[str]) -> _Likeness:
    """How near what is said is, by its words."""
    words, others = set(one), set(other)
    if words == others:
        return _SAME
    if not words or not others:
        return _Likeness(UNTOLD, ("only one tells what is said",))
    shared = len(words & others) / len(words | others)
    return _Likeness(OTHER_WORDS + (1 - OTHER_WORDS) * shared, ("said in other words",))
