"""Addresses -> Articles: a page, a feed, an archive or any other kind of source, from its server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from urllib.parse import unquote, urlsplit

from kg.errors import SourceError
from kg.model import Article
from kg.sources.charsets import decode_page
from kg.sources.fetching import Answer, check
from kg.sources.html import story
from kg.sources.kinds import FEED, GZ, HTML, JSONL, SUFFIXES, TEXT, WARC, ZIP, Kinds, kind_of, suffix_of
from kg.sources.limits import peeked, read_whole

_JSON = ("application/json", "application/jsonl", "application/x-ndjson", "application/x-jsonlines")
_TYPES = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), HTML),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), FEED),
    **dict.fromkeys(
        ("application/json", "application/jsonl", "application/x-ndjson", "application/x-jsonlines"), JSONL
    ),
    **dict.fromkeys(("application/gzip", "application/x-gzip"), GZ),
    **dict.fromkeys(("application/zip", "application/x-zip-compressed"), ZIP),
    "application/warc": WARC,
}
_VAGUE = ("", "text/plain", "text/xml", "application/xml", "application/octet-stream", "binary/octet-stream")


def read_address(url: str, kinds: Kinds) -> Iterator[Article]:
    """The articles that an address gives.

    Raises SourceError where it gives none.
    """
    with kinds.fetcher.opened(url) as answer:
        check(answer, url)
        head, stream = peeked(answer.stream)
        kind = _kind(answer, head)
        if kind == HTML:
            yield story(read_whole(stream, url), url, answer.url, address=answer.url, charset=answer.charset)
        elif kind == TEXT:
            yield from _text(read_whole(stream, url), answer, kinds)
        else:
            name = unquote(urlsplit(answer.url).path)
            yield from kinds.read(stream, url, url, name=name if suffix_of(name) == kind else kind)


def _text(data: bytes, answer: Answer, kinds: Kinds) -> Iterator[Article]:
    """The article of a plain text, in whatever character set it is."""
    if b"\0" in data:
        raise SourceError("is a binary file; only text can be read", answer.url)
    text = BytesIO(decode_page(data, answer.charset).encode())
    for article in kinds.read(text, answer.url, answer.url, name=TEXT):
        yield replace(article, url=answer.url)


def _kind(answer: Answer, head: bytes) -> str:
    """The kind of an answer: what its first bytes leave no doubt of, else its media type, else its address.

    Raises SourceError where it is a picture or the like.
    """
    looks = kind_of(head)
    if looks in (GZ, ZIP, WARC, FEED):
        return looks
    kind = _TYPES.get(answer.content_type)
    if kind is not None:
        return kind
    if answer.content_type not in _VAGUE:
        raise SourceError(f"is {answer.content_type}, which is of no kind that can be read", answer.url)
    named = suffix_of(urlsplit(answer.url).path)
    return named if named in SUFFIXES else looks
