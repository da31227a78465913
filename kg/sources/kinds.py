"""Bytes of some kind -> Articles: which reader reads them, by their name, or failing that by their first bytes.

What is packed (.gz, .zip) is read as what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.feeds import read_feed
from kg.sources.fetching import Fetcher
from kg.sources.html import read_html
from kg.sources.jsonl import read_jsonl
from kg.sources.limits import peeked
from kg.sources.text import Report, read_text
from kg.sources.unpacking import GZIP, gunzip, unzip
from kg.sources.warc import MAGIC, read_warc

Reader = Callable[[BinaryIO, str, str, Report], Iterator[Article]]

TEXT, HTML, FEED, JSONL, WARC, GZ, ZIP = ".txt", ".html", ".xml", ".jsonl", ".warc", ".gz", ".zip"
_READERS: Mapping[str, Reader] = {
    TEXT: read_text,
    JSONL: read_jsonl,
    ".ndjson": read_jsonl,
    HTML: read_html,
    ".htm": read_html,
    WARC: read_warc,
}
_FEEDS = (FEED, ".rss", ".atom", ".rdf")
SUFFIXES = (*_READERS, *_FEEDS, GZ, ZIP)
_MAGIC = {GZIP: GZ, b"PK\x03\x04": ZIP, MAGIC: WARC}
_FEED_ROOT = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|<\?[^>]*>|\s)*<(?:rss|feed|rdf:RDF)[\s>]", re.S)


@dataclass(frozen=True)
class Kinds:
    """The readers of every kind of bytes."""

    fetcher: Fetcher  # for what feeds lead to
    report: Report

    def read(
        self, stream: BinaryIO, path: str, id: str, *, name: str, within: tuple[str, ...] = ()
    ) -> Iterator[Article]:
        """The articles of a stream that has this name; one of no known kind is read as what its bytes look like.

        `within` are the kinds that it was unpacked from. Raises SourceError where it cannot be read.
        """
        kind = suffix_of(name)
        if kind not in SUFFIXES:
            head, stream = peeked(stream)
            kind, name = kind_of(head), ""
        if kind in within:
            raise SourceError("is packed in its own kind; unpack it first", path)
        if kind == GZ:
            inner = name.removesuffix(GZ)
            unpacked = gunzip(stream, path, start=MAGIC if suffix_of(inner) == WARC else b"")
            yield from self.read(unpacked, path, id, name=inner, within=(*within, GZ))
        elif kind == ZIP:
            yield from self._members(stream, path, id, (*within, ZIP))
        elif kind in _FEEDS:
            yield from read_feed(stream, path, id, self.report, fetcher=self.fetcher)
        else:
            yield from _READERS[kind](stream, path, id, self.report)

    def _members(self, stream: BinaryIO, path: str, id: str, within: tuple[str, ...]) -> Iterator[Article]:
        """The articles of a ZIP archive's files; a file that cannot be read is reported."""
        is_empty = True
        for name, member in unzip(stream, path):
            is_empty = False
            if suffix_of(name) not in SUFFIXES:
                self.report(unknown(f"{path}/{name}"))
                continue
            try:
                yield from self.read(member, f"{path}/{name}", f"{id}/{name}", name=name, within=within)
            except SourceError as error:
                self.report(error)
        if is_empty:
            raise SourceError("the archive holds no file", path)


def suffix_of(name: str) -> str:
    """The end of a name that tells its kind, lower case.

    >>> suffix_of("news/A.WARC.GZ"), suffix_of("news")
    ('.gz', '')
    """
    return PurePosixPath(name).suffix.lower()


def unknown(path: str | Path) -> SourceError:
    """What is said of a file that nobody named and whose kind is unknown."""
    return SourceError(f"is of no kind that can be read ({', '.join(SUFFIXES)})", path)


def kind_of(head: bytes) -> str:
    """The kind of what begins with these bytes, as the end of a name.

    >>> kind_of(b'{"text"'), kind_of(b"<!DOCTYPE html><html>"), kind_of(b"<?xml version='1.0'?><rss>"), kind_of(b"Rain")
    ('.jsonl', '.html', '.xml', '.txt')
    """
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return JSONL
    if start.startswith(b"<"):
        return FEED if _FEED_ROOT.match(start) else HTML
    return TEXT
