"""A question of our own and the nodes that it is about in, rows of plain text out: for thousands of rows at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import pyoxigraph as ox

from kg.store import Store

CHUNK = 1500  # nodes in one question: no server takes an endless one

Row = tuple[str, ...]

_PLACE = re.compile(r"\{values(?:_(\w+))?\}")


def rows(store: Store, question: str, variable: str = "", part: Collection[str] | None = None) -> list[Row]:
    """What a SELECT finds, sorted and once each: the values' text, "" for what is not there.

    With a part, only the rows whose variable is one of these IRIs; the question says with `{values}` where they go, or
    with `{values_a}` and `{values_b}` where they are looked for under several variables.
    """
    return sorted({row for sparql in _questions(question, variable, part) for row in _answer(store, sparql)})


def _questions(question: str, variable: str, part: Collection[str] | None) -> Iterator[str]:
    if part is None:
        yield _PLACE.sub("", question)
        return
    names = [str(ox.NamedNode(iri)) for iri in sorted(part)]
    for begin in range(0, len(names), CHUNK):
        yield _filled(question, variable, " ".join(names[begin : begin + CHUNK]))


def _filled(question: str, variable: str, names: str) -> str:
    def values(place: re.Match[str]) -> str:
        return f"VALUES ?{place[1] or variable} {{ {names} }}"

    return _PLACE.sub(values, question)


def _answer(store: Store, sparql: str) -> Iterator[Row]:
    found = store.query(sparql, {})
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError("rows are of a SELECT")
    return map(_row, found)


def _row(solution: ox.QuerySolution) -> Row:
    try:
        return tuple(["" if term is None else term.value for term in solution])  # no call for each of many thousands
    except AttributeError:  # a statement about statements
        return tuple(["" if term is None else getattr(term, "value", str(term)) for term in solution])
