"""What a question found: rows of plain Python values, and the same in the formats of SPARQL 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.identity import BASE
from kg.rdf import write_turtle
from kg.rdf.vocabulary import XSD
from kg.store import Solutions, Term

if TYPE_CHECKING:
    import pandas
    import polars

Value = str | int | float | Decimal | date | bool | None


class Iri(str):
    """An IRI among a row's values."""

    __slots__ = ()


class Form(Enum):
    """What kind of question was asked."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"


@dataclass(frozen=True)
class Answer:
    """Rows under columns; a yes or no is one row, a graph has three columns."""

    form: Form
    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    triples: tuple[ox.Triple, ...] = ()  # of a CONSTRUCT or DESCRIBE

    @classmethod
    def of(cls, found: Solutions, hidden: frozenset[str] = frozenset()) -> Answer:
        """What a store found, without the hidden columns."""
        if isinstance(found, ox.QueryBoolean):
            term = ox.Literal("true" if found else "false", datatype=XSD.boolean)
            return cls(Form.ASK, ("answer",), ((term,),))
        if isinstance(found, ox.QueryTriples):
            triples = tuple(sorted(set(found), key=str))
            rows = tuple((triple.subject, triple.predicate, triple.object) for triple in triples)
            return cls(Form.CONSTRUCT, ("subject", "predicate", "object"), rows, triples)
        columns = tuple(variable.value for variable in found.variables if variable.value not in hidden)
        return cls(Form.SELECT, columns, tuple(tuple(row[column] for column in columns) for row in found))

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: Iri, str, int, Decimal, float, date, bool, or None where nothing was found."""
        return tuple(tuple(map(_value, row)) for row in self.terms)

    @property
    def is_true(self) -> bool:
        """Whether the answer is yes, or has any row."""
        return self.rows[0][0] is True if self.form is Form.ASK else bool(self.terms)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON; a graph as rows of subject, predicate and object."""
        if self.form is Form.ASK:
            return json.dumps({"head": {}, "boolean": self.is_true})
        bindings = [
            {column: _json(term) for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        found = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(found, ensure_ascii=False, indent=1)

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV."""
        return self._serialize(ox.QueryResultsFormat.CSV)

    def to_tsv(self) -> str:
        """SPARQL 1.1 Query Results TSV."""
        return self._serialize(ox.QueryResultsFormat.TSV)

    def to_xml(self) -> str:
        """SPARQL Query Results XML."""
        return self._serialize(ox.QueryResultsFormat.XML)

    def to_turtle(self, base: str = BASE) -> str:
        """The graph of a CONSTRUCT or DESCRIBE as sorted Turtle."""
        if self.form is not Form.CONSTRUCT:
            raise QueryError("only a CONSTRUCT or DESCRIBE gives Turtle")
        return write_turtle((ox.Quad(*triple) for triple in self.triples), base).decode()

    def to_dataframe(self, library: str | None = None) -> pandas.DataFrame | polars.DataFrame:
        """The rows as a pandas DataFrame, or where only polars is there as one of polars; `library` names one of them.

        Days become dates of the library, decimals floats, IRIs strings. Raises KgError where the library is missing.
        """
        from kg.query.frames import dataframe  # heavy, and not always there

        return dataframe(self, library)

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        from kg.query.notebooks import answer_html

        return answer_html(self)

    def _serialize(self, results_format: ox.QueryResultsFormat) -> str:
        """The rows in another format; those that know no yes or no (CSV, TSV) give it as a row."""
        table = self if results_format == ox.QueryResultsFormat.XML else replace(self, form=Form.SELECT)
        found = ox.parse_query_results(table.to_json(), format=ox.QueryResultsFormat.JSON)
        return (found.serialize(format=results_format) or b"").decode()


def _value(term: Term | None) -> Value:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    reader = _READERS.get(term.datatype.value)
    if reader is None:
        return term.value
    try:
        return reader(term.value)
    except ValueError:  # an ill-typed literal, as foreign graphs hold them
        return term.value


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode", "value": term.value if isinstance(term, ox.BlankNode) else str(term)}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype != XSD.string:
        found["datatype"] = term.datatype.value
    return found


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise ValueError(value) from error


_READERS: Mapping[str, Callable[[str], Value]] = {
    **{XSD[name].value: int for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")},
    XSD.decimal.value: _decimal,
    XSD.double.value: float,
    XSD.float.value: float,
    XSD.date.value: date.fromisoformat,
    XSD.boolean.value: lambda value: value in ("true", "1"),
}
