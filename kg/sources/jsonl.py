"""JSON Lines -> Articles: one record a line with the fields id, title, text, published, publisher, author and url.

A line that is no article is reported with its number and passed over; a wrong `published` or `url` is reported, and
the article read without it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.dates import parse_date
from kg.sources.limits import read_lines
from kg.sources.text import Report, decode
from kg.sources.urls import is_url

Record = dict[str, object]


def read_jsonl(stream: BinaryIO, path: str, id: str, report: Report) -> Iterator[Article]:
    """The articles of a JSON Lines file, read line by line."""
    is_empty = True
    for number, line in enumerate(read_lines(stream), start=1):
        if line is None:
            is_empty = False
            report(SourceError("is too long a line to be an article", path, number))
        elif line.strip():
            is_empty = False
            try:
                yield _article(_record(line, path, number), path, number, report)
            except SourceError as error:
                report(error)
    if is_empty:
        raise SourceError("is empty", path)


def text_id(text: str) -> str:
    """The id of an article that came without one: a hash of its text.

    >>> text_id("Rain fell in Lima.")
    '8b464bfc5f3841ec'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _record(line: bytes, path: str, number: int) -> Record:
    try:
        record = json.loads(decode(line, path))
    except json.JSONDecodeError as error:
        raise SourceError(f"is not JSON: {error.msg}, column {error.colno}", path, number) from error
    except SourceError as error:
        raise SourceError("is not UTF-8 text", path, number) from error
    except ValueError as error:
        raise SourceError("has a number that is too long", path, number) from error
    except RecursionError as error:
        raise SourceError("is nested too deep", path, number) from error
    if not isinstance(record, dict):
        raise SourceError("is no JSON object with the fields of an article", path, number)
    return record


def _article(record: Record, path: str, number: int, report: Report) -> Article:
    text = _field(record, "text", path, number)
    if text is None:
        raise SourceError("has no text", path, number)
    url = _url(record, path, number, report)
    id = _field(record, "id", path, number)
    return Article(
        id=id or url or text_id(text),
        text=text,
        title=_field(record, "title", path, number),
        published=_published(record, path, number, report),
        publisher=_field(record, "publisher", path, number),
        author=_field(record, "author", path, number),
        url=url,
    )


def _field(record: Record, name: str, path: str, number: int) -> str | None:
    value = record.get(name)
    if value is None or value == "":
        return None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise SourceError(f"has a field {name!r} that is no string", path, number)
    if not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise SourceError(f"has a field {name!r} with half a character (a lone surrogate)", path, number)
    return value if value.strip() else None


def _published(record: Record, path: str, number: int, report: Report) -> date | None:
    value = record.get("published")
    if value is None or value == "":
        return None
    published = parse_date(value) if isinstance(value, str) else None
    if published is None:
        report(SourceError(f"published {value!r} is no date; write it as 2025-03-01", path, number))
    return published


def _url(record: Record, path: str, number: int, report: Report) -> str | None:
    url = _field(record, "url", path, number)
    if url is None or is_url(url):
        return url
    report(SourceError(f"url {url!r} is no http(s) address", path, number))
    return None
