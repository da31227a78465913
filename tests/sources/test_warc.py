"""Web archives, record by record."""

from __future__ import annotations

import gzip
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from kg.sources import read_articles
from kg.sources.unpacking import gunzip
from kg.sources.warc import read_warc
from tests.sources.sites import page

HEAD = "WARC/1.0\r\nWARC-Type: response\r\n"


class Archive:
    """A WARC file, with the byte that each record begins at."""

    def __init__(self, *, packed: bool) -> None:
        self.packed = packed
        self.begins: list[int] = []
        self.data = b""

    def add(self, uri: str, body: bytes, *, status: str = "200 OK", media: str = "text/html", **headers: str) -> None:
        """An answer, with more headers of it."""
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.record("response", f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body, uri)

    def record(self, kind: str, block: bytes, uri: str = "") -> None:
        """A record of any type."""
        self.begins.append(len(self.data))
        target = f"WARC-Target-URI: {uri}\r\n" if uri else ""
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}Content-Length: {len(block)}\r\n\r\n"
        data = head.encode() + block + b"\r\n\r\n"
        self.data += gzip.compress(data) if self.packed else data

    def read(self, data: bytes | None = None) -> tuple[list[str], list[str]]:
        """The addresses of its articles, and what was reported."""
        reports: list[str] = []
        stream = BytesIO(self.data if data is None else data)
        unpacked = gunzip(stream, "a.warc", start=b"WARC/") if self.packed else stream
        articles = read_warc(unpacked, "a.warc", "a.warc", lambda error: reports.append(str(error)))
        return [article.url or "" for article in articles], reports


def news(*, packed: bool, pages: int = 4) -> Archive:
    """An archive of some pages."""
    archive = Archive(packed=packed)
    archive.record("warcinfo", b"software: test\r\n")
    for number in range(pages):
        archive.add(uri(number), page(f"Rain {number}"))
    return archive


def uri(number: int) -> str:
    """The address of a page."""
    return f"https://example.org/{number}"


@pytest.mark.parametrize("packed", [False, True])
def test_every_page_is_an_article_by_its_address(packed: bool) -> None:
    """Other answers, other media and other records are passed over without a word."""
    archive = news(packed=packed)
    archive.add("https://example.org/gone", page(), status="404 Not Found")
    archive.add("https://example.org/a.png", b"\x89PNG", media="image/png")
    archive.record("response", b"127.0.0.1", "dns:example.org")
    archive.record("request", b"GET / HTTP/1.1\r\n\r\n", "https://example.org/")
    archive.add("https://example.org/film", bytes(16_000_001))
    assert archive.read() == ([uri(number) for number in range(4)], [])


def test_an_answer_is_unpacked_and_decoded_as_its_server_sent_it() -> None:
    """Chunks, gzip and the server's character set."""
    archive = Archive(packed=False)
    body = page(text="The café in Orléans was closed. " * 20).decode().encode("latin-1")
    packed = gzip.compress(body)
    chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    media = "text/html; charset=ISO-8859-1"
    archive.add(uri(1), chunked, media=media, Content_Encoding="gzip", Transfer_Encoding="chunked")
    reports: list[object] = []
    (article,) = read_warc(BytesIO(archive.data), "a.warc", "a.warc", reports.append)
    assert article.text.startswith("The café in Orléans was closed.")
    assert not reports


def test_a_page_is_never_read_as_less_than_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    """Unpacked with its old header it is read; damaged, cut off or packed as nobody knows it is reported."""
    archive = Archive(packed=False)
    packed = bytearray(gzip.compress(page(text="".join(f"Rain fell on street {n}. " for n in range(999)))))
    archive.add(uri(1), page(), Content_Encoding="gzip")
    archive.add(uri(2), bytes(packed[:1500]), Content_Encoding="gzip")
    packed[1500] ^= 0xFF
    archive.add(uri(3), bytes(packed), Content_Encoding="gzip")
    archive.add(uri(4), b"\x8b\x02\x80", Content_Encoding="br")
    articles, reports = archive.read()
    assert articles == [uri(1)]
    complaints = ("ends in the middle", "is damaged", "is packed as br, which is not read")
    assert [said in report for said, report in zip(complaints, reports, strict=True)] == [True] * 3
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_record_costs_no_other(packed: bool) -> None:
    """One bit that fell over, and reading goes on with the next record."""
    archive = news(packed=packed)
    data = bytearray(archive.data)
    data[archive.begins[2] + (100 if packed else 2)] ^= 0xFF
    articles, reports = archive.read(bytes(data))
    assert articles == [uri(0), uri(2), uri(3)]
    assert len(reports) == 1
    assert "a.warc: " in reports[0]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_was_cut_off_gives_what_is_whole(packed: bool) -> None:
    """As an interrupted download leaves it."""
    archive = news(packed=packed)
    articles, reports = archive.read(archive.data[: archive.begins[4] + 250])
    assert articles == [uri(0), uri(1), uri(2)]
    assert len(reports) == 1


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (f"{HEAD}\r\n".encode(), "the record at byte 0: has no length"),
        (f"{HEAD}WARC-Target-URI: http://a/\r\nContent-Length: 4\r\n\r\nnone\r\n\r\n".encode(), "is damaged"),
        (b"WARC/1.0\r\nX: " + b"a" * 70_000 + b"\r\n", "without an end to its header"),
        (b"rubbish\r\n" * 3, "has no record at byte 0; read on from the next"),
    ],
)
def test_a_record_that_is_none_is_reported_by_its_place(record: bytes, complaint: str) -> None:
    """And the records after it are read."""
    archive = news(packed=False)
    articles, reports = archive.read(record + archive.data)
    assert articles == [uri(number) for number in range(4)]
    assert [complaint in report for report in reports] == [True]


def test_a_page_without_a_story_is_reported_by_its_address() -> None:
    """And by the byte that its record begins at."""
    archive = Archive(packed=False)
    archive.add(uri(1), b"<html><body></body></html>")
    articles, reports = archive.read()
    assert articles == []
    assert reports == [f"a.warc: the record at byte 0: {uri(1)}: has no story in it"]


def test_an_archive_packed_as_one_stream_is_read_too(tmp_path: Path) -> None:
    """Not record by record, as it should be; by `read_articles`, from a file."""
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(news(packed=False).data))
    reports: list[object] = []
    assert len(list(read_articles(tmp_path, reports.append))) == 4
    assert not reports


def test_a_file_without_a_record_is_told(tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "a.warc").write_bytes(b"")
    reports: list[str] = []
    assert list(read_articles(tmp_path, lambda error: reports.append(str(error)))) == []
    assert reports == [f"{tmp_path}/a.warc: holds no WARC record"]


def test_memory_does_not_grow_with_the_archive() -> None:
    """What is no page is passed over in pieces: forty megabytes of film take less than one."""
    archive = Archive(packed=True)
    for number in range(4):
        archive.record("resource", bytes(10_000_000), uri(number))
    tracemalloc.start()
    assert archive.read() == ([], [])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000
