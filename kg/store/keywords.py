"""Whether a query has a clause that begins with a keyword, decided by the parser itself and not by searching text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox


def keyword_at(sparql: str, keyword: str, known: Mapping[str, str]) -> int | None:
    """Where a query has a keyword, or None where the word stands only in names, strings, IRIs and comments.

    The word's first letter is replaced by one that every name, string, IRI and comment may hold, but no keyword: where
    the query still parses, the word was no keyword. Names begin with ?, $, : or @ and need no replacing. A query that
    does not parse may give the place of any such word that stands before its mistake.

    >>> keyword_at("SELECT ?from { ?from ?is 'FROM <x>' }", "FROM", {})
    >>> keyword_at("SELECT ?s FROM <https://example.org/g> { ?s ?p ?o }", "FROM", {})
    10
    """
    word = re.compile(rf"@[a-z]+(?:-[a-z0-9]+)*|(?<![?$:]){keyword}", re.I | re.A)
    places = [match.start() for match in word.finditer(sparql) if match[0][0] != "@"]
    if not places:
        return None
    letters = list(sparql)
    for place in places:
        letters[place] = "\u00c9"
    try:
        ox.Store().query("".join(letters), prefixes=dict(known))
    except SyntaxError as error:
        return _before(_offset(error, sparql), places)
    return None


def _before(mistake: int, places: list[int]) -> int | None:
    """The last of some places that stands before a mistake: what the parser stopped at.

    >>> _before(20, [3, 11, 30]), _before(2, [3])
    (11, None)
    """
    return max((place for place in places if place <= mistake), default=None)


def _offset(error: SyntaxError, text: str) -> int:
    """Where the parser stopped, by the line and the column that it tells; the end of the text where it tells none."""
    match = re.match(r"error at (\d+):(\d+):", str(error.msg))
    if match is None:
        return len(text)
    before = text.split("\n")[: int(match[1]) - 1]
    return sum(len(line) + 1 for line in before) + int(match[2]) - 1
