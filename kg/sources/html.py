"""A web page -> one Article: its story without the boilerplate, its title, date, author and publisher (trafilatura)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.dates import parse_date
from kg.sources.text import Report
from kg.sources.urls import is_url

# htmldate else rejects what lies after the day of the run, and guesses from any number in the page
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def read_html(stream: BinaryIO, path: str, id: str, report: Report) -> Iterator[Article]:
    """The one article of a web page.

    Raises SourceError where the page is binary or tells no story.
    """
    from trafilatura import bare_extraction  # heavy, and most sources are text

    data = stream.read()
    if b"\0" in data:
        raise SourceError("is a binary file; only text can be read", path)
    page = bare_extraction(
        data, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise SourceError("has no story in it", path)
    yield Article(
        id=id,
        text=_story(page.text, page.title),
        title=page.title or None,
        published=parse_date(page.date) if page.date else None,
        publisher=page.sitename or None,
        author=page.author or None,
        url=page.url if page.url and is_url(page.url) else None,
    )


def _story(text: str, title: str | None) -> str:
    """A page's paragraphs, an empty line between two, without the title, which is none of them."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n\n".join(lines[1:] if len(lines) > 1 and lines[0] == title else lines)
