"""The answer to a question as text: a table for people, or a format of SPARQL 1.1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rich.table import Table

from kg.query import Answer, Iri, Question, Value
from kg.rdf import prefixes
from kg.terminal import table

FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "csv": Answer.to_csv,
    "tsv": Answer.to_tsv,
    "json": Answer.to_json,
    "xml": Answer.to_xml,
    "turtle": Answer.to_turtle,
}


def answer_table(answer: Answer, base: str) -> Table:
    """The rows under their columns, IRIs with a prefix where one is known, and without the base they begin with."""
    known = {iri: f"{prefix}:" for prefix, iri in prefixes(base).items()} | {base: ""}
    return table(answer.columns, ([cell(value, known) for value in row] for row in answer.rows))


def cell(value: Value, known: Mapping[str, str]) -> str:
    """A value as a table shows it.

    >>> cell(Iri("https://example.org/person/Ana_Ruiz"), {"https://example.org/person/": "person:"})
    'person:Ana_Ruiz'
    >>> cell(None, {}), cell(True, {}), cell(3, {})
    ('', 'yes', '3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Iri):
        start = max((iri for iri in known if value.startswith(iri)), key=len, default="")
        return known.get(start, "") + value[len(start) :]
    return str(value)


def question_table(questions: Iterable[Question]) -> Table:
    """The questions that ship, with their parameters."""
    return table(
        ("name", "what it asks", "parameters"),
        ([q.name, q.title, " ".join(f"--{parameter.name}" for parameter in q.parameters)] for q in questions),
    )
