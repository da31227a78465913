"""A query and values for its variables in, a query that says them itself out: servers take no substitutions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.store.protocol import Term

# Braces and parentheses, and what may hold some that are none: comments, IRIs and strings.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[(){]",
    re.S,
)


def with_values(sparql: str, values: Mapping[str, Term]) -> str:
    """The SELECT query with a VALUES block at the beginning of its pattern.

    >>> with_values("SELECT ?who WHERE { ?who a ?class }", {"who": "<https://example.org/Ada>"})
    'SELECT ?who WHERE { VALUES (?who) { (<https://example.org/Ada>) } ?who a ?class }'
    """
    if not values:
        return sparql
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(map(str, values.values()))
    cut = _pattern(sparql)
    return f"{sparql[:cut]} VALUES ({names}) {{ ({terms}) }}{sparql[cut:]}"


def _pattern(sparql: str) -> int:
    """Where the outermost pattern begins: after the first brace that no expression of the SELECT clause holds."""
    depth = 0
    for token in _TOKEN.finditer(sparql):
        if token[0] == "{" and depth == 0:
            return token.end()
        depth += {"(": 1, ")": -1}.get(token[0], 0)
    return len(sparql)
