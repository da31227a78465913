"""What is wrong with a query, and where, from what the parser says."""

from __future__ import annotations

import re

from kg.errors import QueryError

_UPDATE = re.compile(r"^[ \t]*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.I | re.M)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.S)


def located(error: SyntaxError, text: str) -> QueryError:
    """The parser's error in words, with line and column and the line itself."""
    match = _POSITION.fullmatch(error.msg)
    if match is None:
        return QueryError(error.msg)
    lines = text.split("\n")
    if update := _UPDATE.search(text):
        line = text.count("\n", 0, update.start()) + 1
        return QueryError("an update; only SELECT, ASK, CONSTRUCT and DESCRIBE ask", line, 1, lines[line - 1])
    line, column = int(match[1]), int(match[2])
    written = lines[line - 1] if line <= len(lines) else ""
    return QueryError(_said(match[3], written[: column - 1], written[column - 1 :]), line, column, written)


def _said(message: str, before: str, after: str) -> str:
    """What is wrong between the two parts of a line."""
    if "Prefix not found" in message and before.split():
        return f"{before.split()[-1]} has a prefix that is not declared"
    if said := re.search(r"The SELECT [^,\[]*", message):
        return said[0].strip()
    return f"{after.split()[0]!r} does not fit here" if after.split() else "the query ends too early"
