"""The questions: read from text, found by name, asked of a store with their values filled in.

A question is a .rq file whose first comment lines are its title, its description and its parameters:

    # Who accuses whom
    # Every accusation with its day and its source.
    # parameter: who — a name, alias or IRI of the accuser or the accused
    # parameter: since (needed) — a day, month or year

A parameter's value replaces the variable of its name, which the SELECT clause has to hold; it is no column.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import ontology_folder
from kg.query.answers import Answer, Iri
from kg.rdf import prefixes
from kg.store import Store

_NAME = re.compile(r"[\w-]+")
_PARAMETER = re.compile(r"parameter:\s*(?P<name>\w+)\s*(?P<needed>\(needed\))?\s*[—–-]+\s*(?P<description>.*)")
_IRI = re.compile(r"(?:https?|ftp|file|urn|tag):[^\s<>\"{}|\\^`]+")
_LOCAL = re.compile(r"[^\s<>\"{}|\\^`/#?]+")
_UPDATE = re.compile(r"^[ \t]*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.I | re.M)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.S)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in a question."""

    name: str
    description: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """SPARQL with a name, and what it asks in words."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def questions() -> tuple[Question, ...]:
    """The questions that ship with the ontology, by name."""
    files = sorted((ontology_folder() / "queries").glob("*.rq"))
    return tuple(read_question(path.stem, path.read_text(encoding="utf-8")) for path in files)


def read_question(name: str, text: str) -> Question:
    """A question from the text of its file.

    >>> read_question("who", "# Who?\\n# parameter: day (needed) — a day\\nASK {}").parameters
    (Parameter(name='day', description='a day', is_needed=True),)
    """
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").rstrip())
    matches = [(line, _PARAMETER.fullmatch(line)) for line in lines]
    prose = [line for line, match in matches if match is None]
    return Question(
        name=name,
        title=prose[0] if prose else name,
        description=" ".join(prose[1:]),
        parameters=tuple(Parameter(m["name"], m["description"], m["needed"] is not None) for _, m in matches if m),
        text=text,
    )


def ask(store: Store, question: str, values: Mapping[str, str]) -> Answer:
    """The answer to a shipped question (by its name) or to SPARQL text.

    A value that is an IRI, or a prefixed name like `country:Israel`, goes in as one, any other as a string. Raises
    QueryError.
    """
    asked = _find(question)
    _check_values(asked, values)
    known = prefixes(store.base)
    terms = {name: _term(value, known) for name, value in values.items()}
    try:
        found = store.query(asked.text, terms)
        if terms and not isinstance(found, ox.QuerySolutions):
            raise _unfilled(terms)
        return Answer.of(found, hidden=frozenset(parameter.name for parameter in asked.parameters))
    except SyntaxError as error:
        raise _located(error, asked.text) from error
    except RuntimeError as error:
        raise _unfilled(terms) from error
    except OSError as error:
        raise QueryError(str(error)) from error


def _unfilled(terms: Iterable[str]) -> QueryError:
    return QueryError(
        f"the query has no {' and '.join(f'?{name}' for name in terms)} in its SELECT clause to give a value"
    )


def _find(question: str) -> Question:
    if not _NAME.fullmatch(question.strip()):
        return read_question("query", question)
    shipped = {q.name: q for q in questions()}
    if question.strip() in shipped:
        return shipped[question.strip()]
    near = difflib.get_close_matches(question, shipped, n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(shipped)}"
    raise QueryError(f"no question is named {question.strip()}{hint}")


def _check_values(question: Question, values: Mapping[str, str]) -> None:
    parameters = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if parameters and name not in parameters:
            raise QueryError(f"{question.name} takes no {name}, but {', '.join(parameters)}")
    for parameter in question.parameters:
        if parameter.is_needed and not values.get(parameter.name):
            raise QueryError(f"{question.name} needs {parameter.name}: {parameter.description}")


def _term(value: str, known: Mapping[str, str]) -> ox.NamedNode | ox.Literal:
    prefix, _, name = value.partition(":")
    iri = f"{known[prefix]}{name}" if prefix in known and _LOCAL.fullmatch(name) else value
    if iri == value and not isinstance(value, Iri) and not _IRI.fullmatch(value):
        return ox.Literal(value)
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{value} is no IRI: {error}") from error


def _located(error: SyntaxError, text: str) -> QueryError:
    match = _POSITION.fullmatch(error.msg)
    if match is None:
        return QueryError(error.msg)
    if update := _UPDATE.search(text):
        line = text.count("\n", 0, update.start()) + 1
        return QueryError("an update; only SELECT, ASK, CONSTRUCT and DESCRIBE ask", line, 1)
    line, column = int(match[1]), int(match[2])
    lines = text.split("\n")
    here = lines[line - 1][column - 1 :].split(maxsplit=1) if line <= len(lines) else []
    before = lines[line - 1][: column - 1].split() if line <= len(lines) else []
    if "Prefix not found" in match[3] and before:
        return QueryError(f"{before[-1]} has a prefix that is not declared", line, column)
    said = re.search(r"The SELECT [^,\[]*", match[3])
    if said:
        return QueryError(said[0].strip(), line, column)
    return QueryError(f"{here[0]!r} does not fit here" if here else "the query ends too early", line, column)
