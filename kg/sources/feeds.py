"""An RSS or Atom feed -> its entries, and each entry -> one Article: from the feed's own full text, else from its page.

A feed that declares entities of its own is refused: they are how XML is made into a bomb, or made to read files.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import BinaryIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from kg.errors import SourceError
from kg.model import Article
from kg.sources.charsets import decode_page
from kg.sources.dates import parse_date
from kg.sources.fetching import Fetcher
from kg.sources.html import story
from kg.sources.jsonl import text_id
from kg.sources.limits import read_whole
from kg.sources.robots import Robots
from kg.sources.text import Report
from kg.sources.urls import is_url

FULL = 500  # characters: what is shorter, or ends in an ellipsis, is a teaser
_ENCODING = re.compile(r"""\A(<\?xml\b[^>]*?)\s+encoding\s*=\s*["'][^"'>]*["']""")
_TEASER_ENDS = ("...", "…", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    key: str  # what it is known by in its feed
    version: str  # another one where the entry was changed
    link: str | None
    title: str | None
    author: str | None
    published: date | None
    content: str  # HTML: the full text, or a teaser, or nothing


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, path: str) -> Feed:
    """The feed that these bytes are.

    Raises SourceError where they are none, or declare entities.
    """
    import feedparser  # heavy, and most sources are none

    _refuse_entities(data, path)
    try:
        found = feedparser.parse(BytesIO(_utf8(data)))
    except (ValueError, AssertionError, RecursionError, LookupError) as error:
        raise SourceError("is no RSS or Atom feed that can be read", path) from error
    if not found.get("version") and not found.entries:
        raise SourceError("is no RSS or Atom feed", path)
    return Feed(_words(found.feed, "title"), tuple(_entry(entry) for entry in found.entries))


def _utf8(data: bytes) -> bytes:
    """A feed in UTF-16 as UTF-8: feedparser knows that only by the declaration, which need not be there."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    return _ENCODING.sub(r"\1", decode_page(data), count=1).encode()


def read_feed(stream: BinaryIO, path: str, id: str, report: Report, *, fetcher: Fetcher) -> Iterator[Article]:
    """The articles of a feed's entries, in its order; pages that robots.txt keeps for people are passed over."""
    feed = parse_feed(read_whole(stream, path), path)
    if not feed.entries:
        raise SourceError("is a feed without an entry", path)
    robots = Robots(fetcher)
    seen: set[str] = set()
    for entry in feed.entries:
        if entry.key not in seen:
            seen.add(entry.key)
            try:
                yield entry_article(entry, feed, path, fetcher, robots)
            except SourceError as error:
                report(error)


def entry_article(entry: Entry, feed: Feed, path: str, fetcher: Fetcher, robots: Robots) -> Article:
    """The article that an entry is.

    Raises SourceError where it has neither a text nor a page that can be read.
    """
    article = _own(entry, path)
    if entry.link and (article is None or not _is_full(article.text)):
        robots.check(entry.link)
        answer, data = fetcher.page(entry.link)
        article = story(data, entry.link, entry.link, address=answer.url, charset=answer.charset)
    if article is None:
        raise SourceError(f"the entry {entry.key!r} has no text and no address", path)
    return replace(
        article,
        title=article.title or entry.title,
        author=article.author or entry.author,
        published=article.published or entry.published,
        publisher=article.publisher or feed.title,
    )


def _own(entry: Entry, path: str) -> Article | None:
    """The article of the text that the feed itself holds."""
    text = _text(entry.content, path)
    if not text:
        return None
    id = entry.link or entry.key or text_id(text)
    return Article(id, text, entry.title, entry.published, author=entry.author, url=entry.link)


def _text(content: str, path: str) -> str:
    """A text's paragraphs, from the HTML that it is in a feed."""
    if "<" not in content:
        return "\n\n".join(line.strip() for line in html.unescape(content).splitlines() if line.strip())
    page = f"<html><body><article>{content}</article></body></html>"
    try:
        return story(page.encode("utf-8", "replace"), path, path, charset="utf-8").text
    except SourceError:
        return ""


def _is_full(text: str) -> bool:
    """Whether a text is a story rather than a teaser of one.

    >>> _is_full("Rain fell on Lima for a third day …"), _is_full("Rain fell. " * 60)
    (False, True)
    """
    return len(text) >= FULL and not text.rstrip().endswith(_TEASER_ENDS)


def _entry(entry: Mapping[str, object]) -> Entry:
    link = _words(entry, "link")
    content = _content(entry)
    title, updated = _words(entry, "title"), _words(entry, "updated")
    published = _words(entry, "published") or updated
    return Entry(
        key=_words(entry, "id") or link or text_id(f"{title}\n{content}"),
        version=updated or text_id(f"{title}\n{content}"),
        link=link if link and is_url(link) else None,
        title=html.unescape(title) if title else None,
        author=_words(entry, "author"),
        published=parse_date(published) if published else None,
        content=content,
    )


def _content(entry: Mapping[str, object]) -> str:
    """The longest text of an entry."""
    parts = entry.get("content")
    texts = [part.get("value") for part in parts if isinstance(part, Mapping)] if isinstance(parts, list) else []
    texts.append(entry.get("summary"))
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _words(record: Mapping[str, object], name: str) -> str | None:
    if name not in record:  # feedparser's get() would answer "updated" with "published"
        return None
    value = record[name]
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _refuse_entities(data: bytes, path: str) -> None:
    """Raises SourceError where XML declares an entity; what is wrong with it otherwise is left to the parser."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_entities=True, forbid_external=False)
    except DefusedXmlException as error:
        raise SourceError("declares entities, as XML bombs do; refused", path) from error
    except (SAXException, ValueError, LookupError):
        return
