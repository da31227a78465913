"""A question and its values in, an answer out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.answers import Answer
from kg.query.names import check_text, entities_called, iri_of
from kg.query.periods import check_period
from kg.query.questions import Question, find_question
from kg.query.syntax import located
from kg.rdf import prefixes
from kg.store import Store

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
Values = Mapping[str, ox.NamedNode | ox.Literal]


def ask(store: Store, question: str, values: Mapping[str, str]) -> Answer:
    """The answer to a shipped question (by its name) or to SPARQL text.

    A value that is an IRI, or a prefixed name like `country:Israel`, goes in as one; what is to be an entity may be any
    name of it; any other value goes in as a string. Raises QueryError.
    """
    asked = find_question(question)
    for words in (question, *values.values()):
        check_text(words)
    _check_values(asked, values)
    answers = [_answer(store, asked, terms) for terms in _substitutions(store, asked, values)]
    if len(answers) == 1:
        return answers[0]
    rows = dict.fromkeys(row for answer in answers for row in answer.terms)
    return replace(answers[0], terms=tuple(rows))


def _answer(store: Store, asked: Question, terms: Values) -> Answer:
    try:
        found = store.query(asked.text, terms)
        if terms and not isinstance(found, ox.QuerySolutions):
            raise _unfilled(terms)
        return Answer.of(found, hidden=frozenset(parameter.name for parameter in asked.parameters))
    except SyntaxError as error:
        raise located(error, asked.text, store.base) from error
    except RuntimeError as error:
        raise _unfilled(terms) from error
    except OSError as error:
        raise QueryError(str(error)) from error


def _unfilled(terms: Iterable[str]) -> QueryError:
    names = " and ".join(f"?{name}" for name in terms)
    return QueryError(f"the query has no {names} in its SELECT clause to give a value")


def _check_values(question: Question, values: Mapping[str, str]) -> None:
    parameters = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if not _VARIABLE.fullmatch(name):
            raise QueryError(f"{name!r} cannot name a parameter")
        if parameters and name not in parameters:
            raise QueryError(f"{question.name} takes no {name}, but {', '.join(parameters)}")
    for parameter in question.parameters:
        if parameter.is_needed and not values.get(parameter.name):
            raise QueryError(f"{question.name} needs {parameter.name}: {parameter.description}")
        if parameter.is_period and values.get(parameter.name):
            check_period(parameter.name, values[parameter.name])


def _substitutions(store: Store, asked: Question, values: Mapping[str, str]) -> Iterator[Values]:
    """The values as terms: once for each choice of entities that are called so."""
    known = prefixes(store.base)
    entities = {parameter.name for parameter in asked.parameters if parameter.is_entity}
    choices: list[list[ox.NamedNode | ox.Literal]] = []
    for name, value in values.items():
        iri = iri_of(value, known)
        if iri is not None:
            choices.append([iri])
        elif name in entities:
            choices.append([ox.NamedNode(called) for called in entities_called(store, value)])
        else:
            choices.append([ox.Literal(value)])
    for chosen in product(*choices):
        yield dict(zip(values, chosen, strict=True))
