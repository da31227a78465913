"""A query and values for its variables in, a query that says them itself out: servers take no substitutions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.store.protocol import Term

# Braces, parentheses, keywords and variables, and what may hold some that are none: comments, IRIs and strings.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[(){}]|[?$]\w+|\b(?:SELECT|VALUES)\b",
    re.S | re.I,
)


@dataclass
class _Group:
    """A pair of braces: where it begins, and which of the variables stand in it and in no group within it."""

    begin: int
    is_data: bool  # of a VALUES block
    names: set[str] = field(default_factory=set)


def with_values(sparql: str, values: Mapping[str, Term]) -> str:
    """The SELECT query with a VALUES block at the beginning of its pattern and of each group that names a variable.

    A group is evaluated by itself before it is joined (SPARQL 1.1, section 18.2), so that a FILTER in it does not see
    what is said around it.

    >>> with_values("SELECT ?who WHERE { ?who a ?class }", {"who": "<https://example.org/Ada>"})
    'SELECT ?who WHERE { VALUES (?who) { (<https://example.org/Ada>) } ?who a ?class }'
    """
    if not values:
        return sparql
    groups = _groups(sparql, frozenset(values))
    outermost = next((group for group in groups if not group.is_data), None)
    for group in sorted(groups, key=lambda group: group.begin, reverse=True):
        names = set(values) if group is outermost else group.names
        if names:
            block = _block({name: term for name, term in values.items() if name in names})
            sparql = sparql[: group.begin] + block + sparql[group.begin :]
    return sparql


def _block(values: Mapping[str, Term]) -> str:
    names = " ".join(f"?{name}" for name in values)
    return f" VALUES ({names}) {{ ({' '.join(map(str, values.values()))}) }}"


def _groups(sparql: str, names: frozenset[str]) -> list[_Group]:
    """The groups of a query in their order; a brace before SELECT begins none of its own, nor do those of VALUES."""
    found: list[_Group] = []
    around: list[_Group] = []
    word = ""  # the last keyword or brace
    depth = 0  # of parentheses in a SELECT clause, whose EXISTS is no pattern
    for token in _TOKEN.finditer(sparql):
        text = token[0].upper()
        if text == "{":
            around.append(_Group(token.end(), is_data=word == "VALUES" or depth > 0))
            found.append(around[-1])
        elif text == "}" and around:
            around.pop()
        elif text == "SELECT" and word == "{" and around:
            around[-1].is_data = True
        elif text in ("(", ")") and not around:
            depth += 1 if text == "(" else -1
        elif token[0][0] in "?$" and around and not around[-1].is_data and token[0][1:] in names:
            around[-1].names.add(token[0][1:])
        if text in ("SELECT", "VALUES", "{", "}"):
            word = text
    return found
