"""Quads in, sorted JSON-LD 1.1 out, with the short names of `ontology/context.jsonld`: the same bytes in any order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.identity import BASE
from kg.ontology import ontology_folder
from kg.rdf.vocabulary import RDF, XSD, prefixes

Json = str | int | dict[str, "Json"] | list["Json"]
Definition = Mapping[str, str]  # of a term: its IRI as "@id", and what its values are as "@type" or "@language"

CONTEXT = "context.jsonld"


def write_jsonld(quads: Iterable[ox.Quad], base: str = BASE, *, keep_graphs: bool = True) -> bytes:
    """The graphs by name, or with `keep_graphs` false their union; nodes are sorted by IRI, values too."""
    context = jsonld_context(base)
    terms = _Terms(context)
    graphs: dict[str, dict[str, set[ox.Triple]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        name = quad.graph_name
        graph = "" if isinstance(name, ox.DefaultGraph) or not keep_graphs else terms.name(name)
        graphs[graph][terms.name(quad.subject)].add(quad.triple)
    nodes: list[Json] = [_node(name, triples, terms) for name, triples in sorted(graphs.pop("", {}).items())]
    for graph, subjects in sorted(graphs.items()):
        inner: list[Json] = [_node(name, triples, terms) for name, triples in sorted(subjects.items())]
        nodes.append({"id": graph, "@graph": inner})
    written = json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1)
    return f"{written}\n".encode()


def jsonld_context(base: str = BASE) -> dict[str, str | Definition]:
    """The shipped context, with the prefixes of instances that no term of it is called like."""
    context: dict[str, str | Definition] = json.loads((ontology_folder() / CONTEXT).read_bytes())["@context"]
    return context | {prefix: iri for prefix, iri in prefixes(base).items() if prefix not in context}


class _Terms:
    """The names that a context gives to properties and to IRIs."""

    def __init__(self, context: Mapping[str, str | Definition]) -> None:
        self.prefixes = {
            iri: prefix for prefix, iri in context.items() if isinstance(iri, str) and iri.endswith(("/", "#"))
        }
        self.properties: dict[str, list[tuple[str, Definition]]] = defaultdict(list)
        by_prefix = {prefix: iri for iri, prefix in self.prefixes.items()}
        for term, known in context.items():
            if term.startswith("@"):
                continue
            definition = {"@id": known} if isinstance(known, str) else known
            prefix, colon, local = str(definition.get("@id", "")).partition(":")
            if colon and prefix in by_prefix:
                self.properties[by_prefix[prefix] + local].append((term, definition))

    def name(self, node: object) -> str:
        """A node as JSON-LD names it: its IRI, shorter where a prefix of the context fits."""
        if not isinstance(node, ox.NamedNode):
            return str(node)
        cut = max(node.value.rfind("#"), node.value.rfind("/")) + 1
        prefix, local = self.prefixes.get(node.value[:cut]), node.value[cut:]
        return f"{prefix}:{local}" if prefix and local else node.value

    def key(self, predicate: ox.NamedNode, value: object) -> tuple[str, Json]:
        """The key that a statement stands under, and its value there."""
        for term, definition in self.properties.get(predicate.value, ()):
            if (plain := self._plain(definition, value)) is not None:
                return term, plain
        return self.name(predicate), self._expanded(value)

    def _plain(self, definition: Definition, value: object) -> Json | None:
        """A value as a term that says what its values are lets it be written; None where it is no such value."""
        kind = definition.get("@type", definition.get("@language"))
        if not isinstance(value, ox.Literal):
            return self.name(value) if kind == "@id" else None
        if value.language:
            return value.value if value.language == definition.get("@language") else None
        if value.datatype == XSD.string:
            return value.value if kind is None else None
        if "@type" not in definition or self.name(value.datatype) != kind:
            return None
        is_number = value.datatype == XSD.integer and value.value == str(_integer(value.value))
        return int(value.value) if is_number else value.value

    def _expanded(self, value: object) -> Json:
        if not isinstance(value, ox.Literal):
            return {"id": self.name(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == XSD.string:
            return value.value
        return {"@value": value.value, "@type": self.name(value.datatype)}


def _node(name: str, triples: Iterable[ox.Triple], terms: _Terms) -> Json:
    """A node with its types first, then its properties by name, one value alone or several in a list."""
    types: list[Json] = []
    values: dict[str, list[Json]] = defaultdict(list)
    for triple in triples:
        if triple.predicate == RDF.type:
            types.append(terms.name(triple.object))
        else:
            key, value = terms.key(triple.predicate, triple.object)
            values[key].append(value)
    head = {"type": _alone(types)} if types else {}
    return {"id": name} | head | {key: _alone(values[key]) for key in sorted(values)}


def _alone(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else sorted(values, key=lambda value: json.dumps(value, sort_keys=True))


def _integer(text: str) -> int | None:
    """A number that every reader of JSON keeps exact."""
    try:
        number = int(text)
    except ValueError:
        return None
    return number if abs(number) < 2**53 else None
