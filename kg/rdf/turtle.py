"""Quads in, sorted files out: the same bytes in whatever order the quads come.

Subjects are sorted by IRI (an article's parts by offset) and predicates too, with `a` and the label first; a prefix is
declared only where it is used.
Literals are written by pyoxigraph, so that no text can break out of its quotes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.identity import BASE
from kg.rdf.vocabulary import RDF, RDFS, XSD, prefixes

Lines = defaultdict[str, set[tuple[str, str]]]  # subject -> (predicate, object), as N-Triples writes them

_RDF_TYPE = f"<{RDF.type.value}>"
_FIRST = {_RDF_TYPE: 0, f"<{RDFS.label.value}>": 1}
# The names that Turtle reads without escapes: a part of its PN_LOCAL.
_LETTER = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff"
_LOCAL = re.compile(
    rf"(?:[{_LETTER}0-9]|%[0-9A-Fa-f]{{2}})(?:[{_LETTER}0-9.\-\u00b7\u0300-\u036f]|%[0-9A-Fa-f]{{2}})*(?<!\.)"
)
_OFFSET = re.compile(r"(.*[#&][a-z]+=)([0-9]{1,18})([,0-9-]*)")
_BARE = {
    f"<{XSD.integer.value}>": re.compile(r'"([+-]?[0-9]+)"'),
    f"<{XSD.decimal.value}>": re.compile(r'"([+-]?[0-9]*\.[0-9]+)"'),
    f"<{XSD.boolean.value}>": re.compile(r'"(true|false)"'),
}


def write_turtle(quads: Iterable[ox.Quad], base: str = BASE) -> bytes:
    """The union of all graphs as Turtle."""
    subjects: Lines = defaultdict(set)
    for lines in _by_graph(quads).values():
        for subject, rows in lines.items():
            subjects[subject] |= rows
    terms = _Terms(prefixes(base))
    body = "\n".join(_blocks(subjects, terms, ""))
    return _document(terms, body)


def write_trig(quads: Iterable[ox.Quad], base: str = BASE) -> bytes:
    """The graphs as TriG, by name."""
    terms = _Terms(prefixes(base))
    bodies = []
    for graph, subjects in sorted(_by_graph(quads).items()):
        if not graph:
            bodies.append("\n".join(_blocks(subjects, terms, "")))
        else:
            inner = "\n".join(_blocks(subjects, terms, "    "))
            bodies.append(f"GRAPH {terms.short(graph)} {{\n{inner}}}\n")
    return _document(terms, "\n".join(bodies))


def write_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as N-Quads, sorted."""
    return b"".join(sorted(set(_serialize(quads).splitlines(keepends=True))))


def write_triples(quads: Iterable[ox.Quad]) -> bytes:
    """The triples of one graph's quads as N-Triples, in their order."""
    written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert written is not None  # with no output given, the bytes come back
    return written


def _serialize(quads: Iterable[ox.Quad]) -> bytes:
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None  # with no output given, the bytes come back
    return written


def _by_graph(quads: Iterable[ox.Quad]) -> dict[str, Lines]:
    """Graph name ("" for the default graph) -> subject -> rows."""
    graphs: dict[str, Lines] = defaultdict(lambda: defaultdict(set))
    for line in _serialize(quads).decode().split("\n"):
        if not line:
            continue
        subject, predicate, rest = line[:-2].split(" ", 2)
        value, graph = _split_graph(rest)
        graphs[graph][subject].add((predicate, value))
    return graphs


def _split_graph(rest: str) -> tuple[str, str]:
    """The object and the graph's name at the end of a line of N-Quads; a last word with a quote is a literal's end."""
    value, space, graph = rest.rpartition(" ")
    if space and graph.startswith("<") and '"' not in graph:
        return value, graph
    return rest, ""


class _Terms:
    """Terms as Turtle writes them, and the prefixes that this took."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = {namespace: prefix for prefix, namespace in known.items()}
        self.used: set[str] = set()  # namespaces
        self.written: dict[str, str] = {}

    def short(self, term: str) -> str:
        """An IRI with its prefix where that needs no escape, a literal with its type's, a number bare."""
        if term not in self.written:
            self.written[term] = self._iri(term) if term.startswith("<") else self._literal(term)
        return self.written[term]

    def _iri(self, term: str) -> str:
        cut = max(term.rfind("#"), term.rfind("/")) + 1
        namespace, name = term[1:cut], term[cut:-1]
        if namespace not in self.known or not _LOCAL.fullmatch(name):
            return term
        self.used.add(namespace)
        return f"{self.known[namespace]}:{name}"

    def _literal(self, term: str) -> str:
        if not term.endswith(">"):
            return term
        value, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(value):
            return value[1:-1]
        return f"{value}^^{self.short(datatype)}"


def _blocks(subjects: Lines, terms: _Terms, indent: str) -> Iterator[str]:
    """Each subject with its statements, sorted by IRI."""
    for subject in sorted(subjects, key=_place):
        predicates: dict[str, list[str]] = defaultdict(list)
        for predicate, value in sorted(subjects[subject], key=_order):
            predicates[predicate].append(terms.short(value))
        statements = (
            f"{'a' if predicate == _RDF_TYPE else terms.short(predicate)} {', '.join(values)}"
            for predicate, values in predicates.items()
        )
        yield f"{indent}{terms.short(subject)} " + f" ;\n{indent}    ".join(statements) + " .\n"


def _place(subject: str) -> tuple[str, int, str]:
    """By IRI, the parts of an article by their offset: `#char=9,16` stands before `#char=17,24`."""
    iri = subject[1:-1]
    match = _OFFSET.fullmatch(iri)
    return (match[1], int(match[2]), match[3]) if match else (iri, -1, "")


def _order(row: tuple[str, str]) -> tuple[int, str, str]:
    predicate, value = row
    return _FIRST.get(predicate, len(_FIRST)), predicate, value


def _document(terms: _Terms, body: str) -> bytes:
    """The text after the prefixes that it uses."""
    used = sorted((terms.known[namespace], namespace) for namespace in terms.used)
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in used)
    return f"{head}\n{body}".encode() if head else body.encode()
