"""What is wrong with a query, and where, from what the parser says."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.identity import BASE
from kg.rdf import prefixes

_UPDATE = re.compile(r"^[ \t]*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.I | re.M)
_SCANNED = 10_000  # letters: each word is a parse
_DEAD = ": expected [_]"  # what the parser says where nothing fits
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.S)


def located(error: SyntaxError, text: str, base: str = BASE) -> QueryError:
    """The parser's error in words, with line and column and the line itself; the prefixes of a base are known."""
    match = _POSITION.fullmatch(error.msg)
    if match is None:
        return QueryError(error.msg)
    lines = text.split("\n")
    if update := _UPDATE.search(text):
        line = text.count("\n", 0, update.start()) + 1
        return QueryError("an update; only SELECT, ASK, CONSTRUCT and DESCRIBE ask", line, 1, lines[line - 1])
    line, column = int(match[1]), int(match[2])
    culprit = _first_unfit(text, prefixes(base))
    if culprit is not None:
        line, column = min((line, column), (text.count("\n", 0, culprit) + 1, culprit - text.rfind("\n", 0, culprit)))
    written = lines[line - 1] if line <= len(lines) else ""
    return QueryError(_said(match[3], written[: column - 1], written[column - 1 :]), line, column, written)


def _first_unfit(text: str, known: Mapping[str, str]) -> int | None:
    """Where the first word stands that no query could go on with: the parser tells how far it came in vain, at times
    behind it.
    """
    if "service" in text.casefold() or len(text) > _SCANNED:  # a beginning that is a whole query would be asked
        return None
    has_begun = False
    for word in re.finditer(r"\S+", text):
        try:
            ox.Store().query(text[: word.end()], prefixes=dict(known))
        except SyntaxError as error:
            is_dead = error.msg.rstrip().endswith(_DEAD)
            if is_dead and has_begun:
                return word.start()
            has_begun = has_begun or not is_dead  # before it there are comments
    return None


def _said(message: str, before: str, after: str) -> str:
    """What is wrong between the two parts of a line."""
    if "Prefix not found" in message and before.split():
        return f"{before.split()[-1]} has a prefix that is not declared"
    if said := re.search(r"The SELECT [^,\[]*", message):
        return said[0].strip()
    return f"{after.split()[0]!r} does not fit here" if after.split() else "the query ends too early"
