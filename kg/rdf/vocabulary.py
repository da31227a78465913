"""The namespaces, in one place: `SEM.hasTimeStamp`, `KG["actor"]`, and the prefixes that files and questions use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

import pyoxigraph as ox

from kg.model import EntityKind

ONTOLOGY = ox.NamedNode("https://w3id.org/newskg")  # the named graph of the ontology, beside the articles' graphs


T = TypeVar("T")


class _Terms(Generic[T]):
    """What a namespace's terms are made into, each once."""

    def __init__(self, iri: str, make: Callable[[str], T]) -> None:
        self.iri = iri
        self._make = make

    def __getattr__(self, name: str) -> T:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self._make(self.iri + name)
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> T:
        term: T = getattr(self, name)
        return term


class Namespace(_Terms[ox.NamedNode]):
    """An IRI that terms begin with; each term is made once.

    >>> Namespace("https://schema.org/").headline
    <NamedNode value=https://schema.org/headline>
    """

    def __init__(self, iri: str) -> None:
        super().__init__(iri, ox.NamedNode)


class Written(_Terms[str]):
    """A namespace whose terms are N-Triples text, each written once.

    >>> Written(Namespace("https://schema.org/")).headline
    '<https://schema.org/headline>'
    """

    def __init__(self, namespace: Namespace) -> None:
        super().__init__(namespace.iri, lambda iri: str(ox.NamedNode(iri)))


KG = Namespace("https://w3id.org/newskg#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GAF = Namespace("http://groundedannotationframework.org/gaf#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

_STANDARD = {
    "kg": KG,
    "sem": SEM,
    "gaf": GAF,
    "nif": NIF,
    "prov": PROV,
    "schema": SCHEMA,
    "skos": SKOS,
    "owl": OWL,
    "geo": GEO,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}

TYPES: Mapping[EntityKind, ox.NamedNode] = {
    EntityKind.PERSON: SCHEMA.Person,
    EntityKind.ORGANIZATION: SCHEMA.Organization,
    EntityKind.COUNTRY: SCHEMA.Country,
    EntityKind.PLACE: SCHEMA.Place,
    EntityKind.PRODUCT: SCHEMA.Product,
    EntityKind.GROUP: KG.Group,
    EntityKind.THING: KG.Thing,
}


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of the vocabulary and of each kind of instance.

    >>> prefixes("https://example.org/")["person"]
    'https://example.org/person/'
    """
    standard = {prefix: namespace.iri for prefix, namespace in _STANDARD.items()}
    return standard | {kind.value: f"{base}{kind.value}/" for kind in EntityKind}


def base_of(prefixes: Mapping[str, str]) -> str | None:
    """What a graph's instances begin with, by the prefixes that its file declares for them.

    >>> base_of({"kg": "https://w3id.org/newskg#", "org": "https://example.org/org/"})
    'https://example.org/'
    """
    declared = ((kind.value, prefixes.get(kind.value, "")) for kind in EntityKind)
    return next((iri.removesuffix(f"{name}/") for name, iri in declared if iri.endswith(f"/{name}/")), None)
