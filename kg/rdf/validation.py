"""A graph in, what its shapes find wrong in it out: SHACL with pyshacl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology import Ontology, ontology_folder
from kg.rdf.vocabulary import KG, RDFS

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"
# What of the ontology the shapes need; they would take the rest of it for data.
_NEEDED = frozenset({RDFS.subClassOf, RDFS.subPropertyOf, KG.short})


@dataclass(frozen=True, slots=True)
class Report:
    """Whether a graph conforms to its shapes, and each violation in one line."""

    conforms: bool
    messages: tuple[str, ...] = ()


def validate(quads: Iterable[ox.Quad], ontology: Ontology) -> Report:
    """The report of `ontology/shapes.ttl` on the union of all graphs."""
    import pyshacl  # heavy, both
    import rdflib

    data = rdflib.Graph().parse(data=_ntriples({quad.triple for quad in quads} | _hierarchy(ontology)), format="nt")
    shapes = rdflib.Graph().parse(data=_shapes(), format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    results = report.objects(None, rdflib.URIRef(f"{SH}result"))
    return Report(bool(conforms), tuple(sorted({_message(report, result) for result in results})))


def _message(report: rdflib.Graph, result: rdflib.term.Node) -> str:
    """The node, the property, what is wrong with it and the value, in one line."""
    found = {str(predicate).removeprefix(SH): value for predicate, value in report.predicate_objects(result)}
    path = found.get("resultPath")
    where = f"<{found['focusNode']}>"
    if path is not None and "://" in str(path):  # a path of several steps is a blank node
        where += f" {path.n3(report.namespace_manager)}"
    value = found.get("value")
    return f"{where}: {found['resultMessage']}" + (f" ({value})" if value is not None else "")


def _ntriples(triples: Iterable[ox.Triple]) -> bytes:
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None  # with no output given, the bytes come back
    return written


@cache
def _shapes() -> str:
    return (ontology_folder() / "shapes.ttl").read_text(encoding="utf-8")


def _hierarchy(ontology: Ontology) -> set[ox.Triple]:
    triples = (triple for file in ontology.turtle for triple in ox.parse(file, format=ox.RdfFormat.TURTLE))
    return {triple for triple in triples if triple.predicate in _NEEDED}
