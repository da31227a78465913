"""What is wrong with a query, and where, from what the parser says."""

from __future__ import annotations

import re

from kg.errors import QueryError

_UPDATE = re.compile(r"^[ \t]*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.I | re.M)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.S)


def located(error: SyntaxError, text: str) -> QueryError:
    """The parser's error with line and column, in words."""
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
