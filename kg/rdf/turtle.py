"""Quads in, sorted files out: the same bytes in whatever order the quads come.

Subjects are sorted by IRI (an article's parts by offset) and predicates too, with `a` and the label first; a prefix is
declared only where it is used.
Literals are written by pyoxigraph, so that no text can break out of its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.identity import BASE
from kg.rdf.dump import Dump, graphs_of
from kg.rdf.vocabulary import RDF, RDFS, XSD, prefixes

_RDF_TYPE = f"<{RDF.type.value}>"
_FIRST = (_RDF_TYPE, f"<{RDFS.label.value}>")
_SUBJECT = re.compile(r"(\S+) .*\n(?:\1 .*\n)*")  # its lines, where they stand together
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


def write_turtle(quads: Iterable[ox.Quad] | Dump, base: str = BASE) -> bytes:
    """The union of all graphs as Turtle."""
    return Documents(quads, base).turtle()


def write_trig(quads: Iterable[ox.Quad] | Dump, base: str = BASE) -> bytes:
    """The graphs as TriG, by name."""
    return Documents(quads, base).trig()


def write_nquads(quads: Iterable[ox.Quad] | Dump) -> bytes:
    """The quads as N-Quads, sorted."""
    lines: list[bytes] = []
    for name, triples in sorted(graphs_of(quads)):
        end = f" <{name}> .\n".encode() if name else b" .\n"
        lines += [statement + end for statement in sorted(triples.split(b" .\n")[:-1])]  # leaves little to sort below
    lines.sort()
    return b"".join(lines)


class Documents:
    """Graphs on their way to Turtle and to TriG; what is found out for the one serves the other."""

    def __init__(self, quads: Iterable[ox.Quad] | Dump, base: str = BASE) -> None:
        self.graphs = {name: dict(_by_subject(triples)) for name, triples in graphs_of(quads)}
        self.terms = _Terms(prefixes(base))
        self.names = _Terms(prefixes(base))  # of the graphs, which Turtle does not tell
        self.statements = _Statements(self.terms)
        self.place = cache(_place)

    def turtle(self) -> bytes:
        """The union of all graphs as Turtle."""
        parts: dict[str, list[str]] = {}
        for graph in self.graphs.values():
            for subject, lines in graph.items():
                parts.setdefault(subject, []).append(lines)
        subjects = {subject: _united(found) if len(found) > 1 else found[0] for subject, found in parts.items()}
        return _document(self._blocks(subjects, ""), self.terms)

    def trig(self) -> bytes:
        """The graphs as TriG, by name."""
        names = sorted(self.graphs, key=lambda name: name and f"<{name}>")
        return _document("\n".join(self._graph(name) for name in names), self.terms, self.names)

    def _graph(self, name: str) -> str:
        if not name:
            return self._blocks(self.graphs[name], "")
        return f"GRAPH {self.names[f'<{name}>']} {{\n{self._blocks(self.graphs[name], '    ')}}}\n"

    def _blocks(self, subjects: Mapping[str, str], indent: str) -> str:
        """Each subject with its statements, sorted by IRI."""
        separator = f" ;\n{indent}    "
        return "\n".join(
            f"{indent}{self.terms[subject]} {separator.join(self.statements[subjects[subject]])} .\n"
            for subject in sorted(subjects, key=self.place)
        )


def _by_subject(triples: bytes) -> Iterator[tuple[str, str]]:
    """Each subject with its lines of N-Triples."""
    ordered = "\n".join(sorted(triples.decode().split("\n")[:-1])) + "\n"
    return ((match[1], match[0]) for match in _SUBJECT.finditer(ordered))


def _united(parts: Iterable[str]) -> str:
    """A subject's lines in several graphs as one's: sorted, and each once."""
    return "\n".join(sorted({line for part in parts for line in part.split("\n")[:-1]})) + "\n"


class _Terms(dict[str, str]):
    """Terms as Turtle writes them, each found out once: an IRI with its prefix, a literal with its type's, or bare."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__()
        self.known = {namespace: prefix for prefix, namespace in known.items()}
        self.used: set[str] = set()  # namespaces

    def __missing__(self, term: str) -> str:
        self[term] = self._iri(term) if term.startswith("<") else self._literal(term)
        return self[term]

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
        return f"{value}^^{self[datatype]}"


class _Statements(dict[str, list[str]]):
    """A subject's sorted lines of N-Triples as Turtle writes what follows the subject, each found out once."""

    def __init__(self, terms: _Terms) -> None:
        super().__init__()
        self.terms = terms

    def __missing__(self, lines: str) -> list[str]:
        terms = self.terms
        predicates: dict[str, list[str]] = {}
        for line in lines.split(" .\n")[:-1]:
            _, predicate, value = line.split(" ", 2)
            if predicate in predicates:
                predicates[predicate].append(terms[value])
            else:
                predicates[predicate] = [terms[value]]
        first = {predicate: predicates[predicate] for predicate in _FIRST if predicate in predicates}
        self[lines] = [
            f"{'a' if predicate == _RDF_TYPE else terms[predicate]} {', '.join(values)}"
            for predicate, values in (first | predicates).items()
        ]
        return self[lines]


def _place(subject: str) -> tuple[str, int, str]:
    """By IRI, the parts of an article by their offset: `#char=9,16` stands before `#char=17,24`."""
    iri = subject[1:-1]
    match = _OFFSET.fullmatch(iri)
    return (match[1], int(match[2]), match[3]) if match else (iri, -1, "")


def _document(body: str, *terms: _Terms) -> bytes:
    """The text after the prefixes that it uses."""
    used = sorted({(part.known[namespace], namespace) for part in terms for namespace in part.used})
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in used)
    return f"{head}\n{body}".encode() if head else body.encode()
