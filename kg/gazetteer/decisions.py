"""What a user decided about a graph, in the Turtle of an authority file, as records: applied on every later build.

<B> kg:mergedInto <A> .                                             two nodes are one
<A> kg:split [ kg:inArticle <x> ; kg:underName "Smith" ; kg:becomes <C> ] .   one node is two
<x#char=28,35> kg:rejectedAs kg:Accusation ; nif:anchorOf "accused" .         an event is none
<A> owl:sameAs <id> .   <A> owl:differentFrom <id> .   <A> skos:closeMatch <id> .   an identifier: yes, no, perhaps
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology import KG, SEM_EVENT, SKOS

OWL = "http://www.w3.org/2002/07/owl#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
MERGED, SPLIT, REJECTED, ANCHOR = f"{KG}mergedInto", f"{KG}split", f"{KG}rejectedAs", f"{NIF}anchorOf"
IN_ARTICLE, UNDER_NAME, BECOMES = f"{KG}inArticle", f"{KG}underName", f"{KG}becomes"

_WORDS = re.compile(r"(?P<article>.+)[#&]char=(?P<begin>[0-9]{1,12}),(?P<end>[0-9]{1,12})", re.S)


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """What is called by one IRI is what another one names."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, order=True)
class Split:
    """What is in these articles (in all, where none is given) and under these names (all) is somebody else.

    `target` is who; None: somebody whom each article has for itself.
    """

    source: str
    target: str | None = None
    articles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """The words `begin:end` of an article are no event of a class; of "" they are none without a class."""

    article: str
    begin: int
    end: int
    words: str
    event_class: str = ""  # local name: "Accusation"


class Verdict(Enum):
    """What is thought of an identifier; the value is the property that says so."""

    SAME = f"{OWL}sameAs"
    DIFFERENT = f"{OWL}differentFrom"
    PROPOSED = f"{SKOS}closeMatch"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier elsewhere that an entity has, has not, or may have."""

    entity: str
    identifier: str
    verdict: Verdict


Decision = Merge | Split | Rejection | Identifier


@dataclass(frozen=True)
class Decisions:
    """Everything that authority files decide."""

    merges: Mapping[str, str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    rejections: frozenset[Rejection] = frozenset()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # IRI -> identifiers that it has
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # those that it has not
    proposed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # those that nobody has looked at

    def __bool__(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self.merges or self.splits or self.rejections or self.links or self.refused)

    def all(self) -> tuple[Decision, ...]:
        """Every decision, sorted: merges, splits, rejections, identifiers."""
        verdicts = ((Verdict.SAME, self.links), (Verdict.DIFFERENT, self.refused), (Verdict.PROPOSED, self.proposed))
        return (
            *(Merge(source, target) for source, target in sorted(self.merges.items())),
            *self.splits,
            *sorted(self.rejections),
            *(Identifier(e, i, verdict) for verdict, found in verdicts for e, ids in found.items() for i in ids),
        )

    def merged(self, iri: str) -> str:
        """Where merges lead to from an IRI."""
        while iri in self.merges:
            iri = self.merges[iri]
        return iri


def read_decisions(paths: Iterable[Path]) -> Decisions:
    """The decisions of Turtle files.

    Raises OntologyError where a file cannot be read, a decision lacks a part, or merges go round in a circle.
    """
    return parse_decisions((path, read_turtle(path)) for path in paths)


def parse_decisions(files: Iterable[tuple[Path, bytes]]) -> Decisions:
    """The decisions of Turtle, each file with its path.

    Raises OntologyError.
    """
    merges: dict[str, str] = {}
    splits: set[Split] = set()
    rejections: set[Rejection] = set()
    found: dict[Verdict, dict[str, set[str]]] = {verdict: defaultdict(set) for verdict in Verdict}
    for path, data in files:
        statements = _statements(path, data)
        for source, target in _pairs(statements, MERGED):
            if merges.setdefault(source, target) != target:
                raise OntologyError(f"{path}: is merged into two others; keep one", source)
        splits |= set(_splits(statements, path))
        rejections |= set(_rejections(statements, path))
        for verdict, identifiers in found.items():
            for subject, value in _pairs(statements, verdict.value):
                identifiers[subject].add(value)
    _refuse_circles(merges)
    links, refused, proposed = (
        {iri: tuple(sorted(values)) for iri, values in sorted(found[verdict].items())} for verdict in Verdict
    )
    return Decisions(merges, tuple(sorted(splits, key=repr)), frozenset(rejections), links, refused, proposed)


def read_turtle(path: Path) -> bytes:
    """A file as it is.

    Raises OntologyError.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise OntologyError(error.strerror or "cannot be read", str(path)) from error


Statements = Mapping[ox.NamedNode | ox.BlankNode, Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]


def _statements(path: Path, data: bytes) -> Statements:
    found: dict[ox.NamedNode | ox.BlankNode, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
    try:
        for triple in ox.parse(data, format=ox.RdfFormat.TURTLE):
            if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
                values = found.setdefault(triple.subject, defaultdict(list))
                values[triple.predicate.value].append(triple.object)
    except SyntaxError as error:
        raise OntologyError(str(error), str(path)) from error
    return found


def _pairs(statements: Statements, predicate: str) -> Iterator[tuple[str, str]]:
    for subject, values in statements.items():
        for value in values.get(predicate, []):
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                yield subject.value, value.value


def _splits(statements: Statements, path: Path) -> Iterator[Split]:
    for subject, values in statements.items():
        for node in values.get(SPLIT, []):
            parts = {} if isinstance(node, ox.Literal) else statements.get(node, {})
            split = Split(
                str(getattr(subject, "value", subject)),
                next(iter(_values(parts, BECOMES)), None),
                tuple(sorted(_values(parts, IN_ARTICLE))),
                tuple(sorted(_values(parts, UNDER_NAME))),
            )
            if not (split.articles or split.names):
                raise OntologyError(f"{path}: a kg:split needs a kg:inArticle or a kg:underName", split.source)
            yield split


def _rejections(statements: Statements, path: Path) -> Iterator[Rejection]:
    for subject, values in statements.items():
        for event_class in values.get(REJECTED, []):
            iri = str(getattr(subject, "value", subject))
            match, words = _WORDS.fullmatch(iri), next(iter(_values(values, ANCHOR)), None)
            if match is None or words is None or not isinstance(event_class, ox.NamedNode):
                raise OntologyError(
                    f"{path}: kg:rejectedAs stands between words (<article#char=1,5>) and a class, with a nif:anchorOf",
                    iri,
                )
            name = "" if event_class.value == SEM_EVENT else event_class.value.removeprefix(KG)
            yield Rejection(match["article"], int(match["begin"]), int(match["end"]), words, name)


def _values(values: Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]], predicate: str) -> list[str]:
    return [value.value for value in values.get(predicate, [])]


def _refuse_circles(merges: Mapping[str, str]) -> None:
    for start in merges:
        seen, iri = {start}, merges[start]
        while iri in merges:
            if iri in seen:
                raise OntologyError("kg:mergedInto goes round in a circle", start)
            seen.add(iri)
            iri = merges[iri]
