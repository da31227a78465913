"""A plain text file -> one Article: the whole file is its text, unchanged, and its header gives the publication date.

A header opens the file: a labelled date ("date 2025-03-01 Lima - ...", "Published: 1 March 2025"), or a date and a
dateline before a dash ("2025-03-01 Lima - ..."), or a first line that is a date and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.dates import DATE, parse_date
from kg.sources.limits import read_whole

Report = Callable[[SourceError], None]

_PLACE = r"[,:]?\s+[^\W\d_][^\n]{0,60}?\s*[-–—]+\s"  # what stands between a header's date and its story
_HEADER = re.compile(
    rf"""\s*(?:
        (?:date|published|updated)\s*:\s*(?P<line>[^\n]+?)\s*$
      | (?:date|published|updated)\s+(?P<labelled>{DATE}|\d\S*)
      | (?P<dateline>{DATE})(?={_PLACE})
      | (?P<alone>{DATE})\s*$
    )""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


def read_text(stream: BinaryIO, path: str, id: str, report: Report) -> Iterator[Article]:
    """The one article of a text file.

    Raises SourceError where the file is empty, binary or not UTF-8; a header with a wrong date is only reported.
    """
    text = decode(read_whole(stream, path), path)
    match = _HEADER.match(text)
    words = next(filter(None, match.groups()), None) if match else None
    published = _header_date(words) if words else None
    if words and published is None:
        report(SourceError(f"the header's date {words!r} is no date; write it as 2025-03-01", path, line=1))
    yield Article(id=id, text=text, published=published)


def decode(data: bytes, path: str) -> str:
    """The text that a file's bytes hold.

    Raises SourceError where they are empty, binary or not UTF-8.

    >>> decode("Café".encode(), "a.txt")
    'Café'
    """
    if b"\0" in data:
        raise SourceError("is a binary file; only text can be read", path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"is not UTF-8 (byte {error.start}); save it as UTF-8", path, line) from error
    if not text.strip():
        raise SourceError("is empty", path)
    return text


def _header_date(words: str) -> date | None:
    """The date that a header's words are, or begin with."""
    start = re.match(DATE, words)
    return parse_date(words) or (parse_date(start.group()) if start else None)
