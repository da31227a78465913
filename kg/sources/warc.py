"""A WARC file, packed or not, record by record -> the Articles of its pages: answers with status 200 and HTML.

A record that is damaged is reported with the byte that it begins at, and reading goes on with the next one. Never more
than one page is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.charsets import charset_of
from kg.sources.html import story
from kg.sources.limits import MOST_BYTES, peeked, read_whole
from kg.sources.text import Report
from kg.sources.unpacking import GZIP, gunzip
from kg.sources.urls import is_url

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MAGIC = b"WARC/"
HTML = frozenset({"text/html", "application/xhtml+xml"})

_MOST_HEADER = 64_000  # bytes of a record's header
_LINE = 64_000
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_IS_RESPONSE = re.compile(rb"^warc-type:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class _Lines:
    """The unpacked bytes of a WARC file, with their count."""

    stream: BinaryIO
    path: str
    at: int = 0

    def line(self) -> bytes:
        """The next line, or as much of it as a header may have; nothing at the end."""
        line = self.stream.readline(_LINE)
        self.at += len(line)
        return line

    def block(self, size: int, keep: int) -> bytes:
        """The next bytes, as many as a record says that it has; those beyond `keep` are passed over.

        Raises SourceError where the file ends before.
        """
        kept = []
        while size > 0:
            part = self.stream.read(min(size, _LINE))
            if not part:
                raise SourceError("ends in the middle of a record", self.path)
            size, self.at = size - len(part), self.at + len(part)
            if keep > 0:
                kept.append(part)
                keep -= len(part)
        return b"".join(kept)


def read_warc(stream: BinaryIO, path: str, id: str, report: Report) -> Iterator[Article]:
    """The articles of a WARC file's pages."""
    lines = _Lines(stream, path)
    head = _next_head(lines, report)
    if head is None:
        raise SourceError("holds no WARC record", path)
    while head is not None:
        begin = lines.at - len(head)
        try:
            article = _article(head, lines)
        except SourceError as error:
            message = str(error).removeprefix(f"{error.path}: ")
            where = f"{error.path}: " if error.path != path else ""
            report(SourceError(f"the record at byte {begin:,}: {where}{message}", path))
        else:
            if article is not None:
                yield article
        head = _next_head(lines, report)


def _next_head(lines: _Lines, report: Report) -> bytes | None:
    """The header of the next record, with the line that begins it; None at the end.

    What lies before it and is no empty line is reported, once.
    """
    is_lost = False
    while True:
        try:
            line = lines.line()
            if line.startswith(MAGIC):
                return _head(line, lines)
        except SourceError as error:
            report(error)
            is_lost = True
            continue
        if not line:
            return None
        if line.strip() and not is_lost:
            is_lost = True
            report(SourceError(f"has no record at byte {lines.at - len(line):,}; read on from the next", lines.path))


def _head(line: bytes, lines: _Lines) -> bytes:
    head = [line]
    while sum(map(len, head)) < _MOST_HEADER:
        line = lines.line()
        head.append(line)
        if not line.strip():
            return b"".join(head)
    raise SourceError(f"has a record without an end to its header before byte {lines.at:,}", lines.path)


def _article(head: bytes, lines: _Lines) -> Article | None:
    """The article of a record, or None where it is none of a page.

    Raises SourceError where the record, or its page, cannot be read.
    """
    length = _LENGTH.search(head)
    if length is None:
        raise SourceError("has no length", lines.path)
    size = int(length[1])
    is_response = _IS_RESPONSE.search(head) is not None
    block = lines.block(size, MOST_BYTES if is_response else 0)
    if not is_response or len(block) < size:
        return None  # larger than any page: a film, an archive
    record = _record(head + block, lines.path)
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.http_headers is None or record.http_headers.get_statuscode() != "200" or not is_url(address):
        return None
    content_type = record.http_headers.get_header("Content-Type") or ""
    if content_type.partition(";")[0].strip().lower() not in HTML:
        return None
    data = _body(record, address)
    return story(data, address, address, address=address, charset=charset_of(content_type))


def _body(record: ArcWarcRecord, address: str) -> bytes:
    """The page of an answer, unpacked where it is packed: archives unpack pages and often leave the header as it was.

    Raises SourceError where it is damaged, too large, or packed in a way that is not known.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    header = record.http_headers.get_header
    is_chunked = (header("Transfer-Encoding") or "").strip().lower() == "chunked"
    head, stream = peeked(ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream)
    if head.startswith(GZIP):
        stream = gunzip(stream, address)
    elif (packing := header("Content-Encoding")) and b"<" not in head:
        raise SourceError(f"is packed as {packing.strip()[:20]}, which is not read", address)
    return read_whole(stream, address)


def _record(data: bytes, path: str) -> ArcWarcRecord:
    """A record with the headers of its answer.

    Raises SourceError where they are no such.
    """
    from warcio import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        return next(ArchiveIterator(BytesIO(data), verify_http=True))
    except (ArchiveLoadFailed, StatusAndHeadersParserException, StopIteration, EOFError, AttributeError) as error:
        raise SourceError("is damaged", path) from error
