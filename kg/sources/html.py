"""A web page -> one Article: its story without the boilerplate, its title, date, author and publisher (trafilatura)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from kg.errors import SourceError
from kg.model import Article
from kg.sources.charsets import decode_page
from kg.sources.dates import parse_date
from kg.sources.limits import read_whole
from kg.sources.text import Report
from kg.sources.urls import is_url

if TYPE_CHECKING:
    from trafilatura.settings import Document

# htmldate else rejects what lies after the day of the run, and guesses from any number in the page
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


MOST_TAGS = 60_000  # of a page, closing ones included: a long one has 20,000; the parser takes seconds from here
MOST_ATTRIBUTES = 2_000  # of a tag: the parser's time grows with their square
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")


def read_html(stream: BinaryIO, path: str, id: str, report: Report) -> Iterator[Article]:
    """The one article of a web page that lies in a file.

    Raises SourceError where the page is binary or tells no story.
    """
    yield story(read_whole(stream, path), path, id)


def story(data: bytes, path: str, id: str, *, address: str | None = None, charset: str | None = None) -> Article:
    """The article of a page, at the address that it came from.

    The address that the page itself names (its canonical one) counts where it is of the same host. Raises SourceError.
    """
    from trafilatura import bare_extraction  # heavy, and most sources are text

    html = decode_page(data, charset)
    if "\0" in html:
        raise SourceError("is a binary file; only text can be read", path)
    _refuse_traps(html, path)
    page = bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise SourceError("has no story in it", path)
    return _article(page, id, address)


def _refuse_traps(html: str, path: str) -> None:
    """Raises SourceError for a page that would hold the parser for minutes, as no newspaper's does."""
    if html.count("<") > MOST_TAGS:
        raise SourceError(f"has more than {MOST_TAGS:,} tags; that is no article", path)
    for tag in _TAG.finditer(html):
        words = tag[0] if len(tag[0]) > MOST_ATTRIBUTES else ""
        if len(_QUOTED.sub("", words).split()) > MOST_ATTRIBUTES:
            raise SourceError(f"has a tag with more than {MOST_ATTRIBUTES:,} attributes; that is no article", path)


def _article(page: Document, id: str, address: str | None) -> Article:
    url = page.url if page.url and is_url(page.url) else None
    if address is not None and not (url and _is_same_host(url, address)):
        url = address
    return Article(
        id=url if address and url else id,
        text=_paragraphs(page.text or "", page.title),
        title=page.title or None,
        published=parse_date(page.date) if page.date else None,
        publisher=page.sitename or None,
        author=page.author or None,
        url=url,
    )


def _is_same_host(canonical: str, address: str) -> bool:
    """Whether a page's own address may stand for the one that it came from.

    A whole site's address, which careless pages name, stands for no article.

    >>> _is_same_host("https://example.org/a", "http://example.org/a?from=feed")
    True
    >>> _is_same_host("https://example.com/a", "https://example.org/a"), _is_same_host("http://a.org/", "http://a.org/b")
    (False, False)
    """
    try:
        one, other = urlsplit(canonical), urlsplit(address)
        is_site = one.path in ("", "/") and not one.query and other.path not in ("", "/")
        return one.hostname == other.hostname and one.port == other.port and not is_site and "@" not in one.netloc
    except ValueError:
        return False


def _paragraphs(text: str, title: str | None) -> str:
    """A page's paragraphs, an empty line between two, without the title, which is none of them."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n\n".join(lines[1:] if len(lines) > 1 and lines[0] == title else lines)
