"""A resolved article in, its triples out; quads in, sorted Turtle and TriG out; a graph in, a report out.

The one room that writes the vocabulary.
"""

from kg.rdf.dump import Dump, write_triples
from kg.rdf.jsonld import jsonld_context, write_jsonld
from kg.rdf.triples import triples
from kg.rdf.turtle import Documents, write_nquads, write_trig, write_turtle
from kg.rdf.validation import Report, validate
from kg.rdf.vocabulary import prefixes

__all__ = [
    "Documents",
    "Dump",
    "Report",
    "jsonld_context",
    "prefixes",
    "triples",
    "validate",
    "write_jsonld",
    "write_nquads",
    "write_trig",
    "write_triples",
    "write_turtle",
]
