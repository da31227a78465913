"""No bytes make a reader raise anything but its reports, and what it reads can be written.

A quick run in the suite; KG_FUZZ=20000 gives each kind so many examples instead, with other ones on every run.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.sources.feeds import FULL
from kg.sources.fetching import Answer, Fetcher
from kg.sources.kinds import Kinds, kind_of
from kg.sources.urls import is_url
from tests.sources.sites import STORY, page
from tests.sources.test_feeds import ATOM, item, rss
from tests.sources.test_unpacking import zipped
from tests.sources.test_warc import news

EXAMPLES = int(os.environ.get("KG_FUZZ", "40"))
fuzzed = settings(
    max_examples=EXAMPLES,
    derandomize="KG_FUZZ" not in os.environ,  # the suite's run is the same each time
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

HEAD = (
    '<meta property="article:published_time" content="2024-03-02"><link rel="canonical" href="https://example.org/r">'
)
LINE = b'{"id": "1", "text": "Rain fell.", "published": "2025-03-01", "url": "https://example.org/a"}\n'
FEED = rss(item("https://example.org/a", full=f"<p>{STORY * 2}</p>"), item("https://example.org/b"))
SAMPLES = {
    ".txt": [b"date 2025-03-01 Lima - Rain fell.", "2025-03-01 Lima, Peru – Café.\r\n".encode()],
    ".jsonl": [LINE * 3, b'{"text": ["a"], "id": 1}\n[1]\n{"text": "\\ud800"}'],
    ".html": [page(head=HEAD), page(head='<meta charset="koi8-r">').decode().encode("utf-16")],
    ".xml": [FEED, ATOM.format(text="Snow fell. " * 60).encode(), FEED.decode().encode("utf-16")],
    ".warc": [news(packed=False, pages=2).data],
    ".warc.gz": [news(packed=True, pages=2).data],
    ".jsonl.gz": [gzip.compress(LINE * 50)],
    ".zip": [zipped({"a.txt": b"Rain fell.", "b/c.jsonl": LINE, "d.html": page()})],
    "": [b"%PDF-1.7", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"WARC/1.0\r\n", b"<rss", b"{", b"<"],
}
HTML_ODD = [
    b"<",
    b">",
    b"&#xD800;",
    b"&#0;",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<p>" * 300,
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
]
WARC_ODD = [b"Content-Length: 99999999\r\n", b"HTTP/1.1 200\r\n", b"WARC/1.0\r\n", b"Transfer-Encoding: chunked\r\n"]
BYTE_ODD = [b"\0", b"\xff", b"\r\n", b"\n\n", b"\xef\xbb\xbf", b"\xfe\xff", b"\x1f\x8b\x08", b"9" * 5000, b"//", b'"']
URL_ODD = [b"http://[", b"https://[1]/", b"://:x/"]
ODD = st.sampled_from([*HTML_ODD, *URL_ODD, *WARC_ODD, *BYTE_ODD, b"\\ud800", b'{"text": NaN}'])


class Offline(Fetcher):
    """A client whose network is down."""

    @contextmanager
    def opened(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """Nothing answers."""
        raise SourceError("is not there", url)
        yield  # a context manager is a generator


@st.composite
def damaged(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """A sound source to which something has happened, some times over."""
    data = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 60)))
        middle = draw(st.one_of(st.just(b""), ODD, st.binary(max_size=12), st.just(data[at:end] * 2)))
        data = data[:at] + middle + data[end:]
    return data


def read(data: bytes, name: str) -> list[Article]:
    """The articles of bytes that are called so; what is wrong with them goes unheard."""
    reports: list[SourceError] = []
    kinds = Kinds(Offline(), reports.append)
    articles = []
    try:
        for article in kinds.read(BytesIO(data), "a", "a", name=name):
            articles.append(article)
    except SourceError as error:
        reports.append(error)
    assert all("\n" not in str(error) for error in reports)
    assert articles or reports or "warc" in name or name == "a"  # an archive may hold no page
    return articles


def check(articles: list[Article]) -> None:
    """Every article has a text and a name, and nothing in it that no file can hold."""
    for article in articles:
        assert article.text.strip()
        assert article.id
        assert article.url is None or is_url(article.url)
        for value in (article.id, article.text, article.title, article.publisher, article.author):
            assert value is None or value.encode("utf-8").decode("utf-8") == value


@pytest.mark.parametrize("name", SAMPLES)
def test_arbitrary_bytes_are_read_or_reported(name: str) -> None:
    """Of every kind by name, and without one."""

    @fuzzed
    @given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
    def run(data: bytes) -> None:
        check(read(data, f"a{name}"))

    run()


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_sources_are_read_or_reported(name: str) -> None:
    """Bytes cut out, doubled, put in, of sound sources of every kind."""

    @fuzzed
    @given(damaged(SAMPLES[name]))
    def run(data: bytes) -> None:
        check(read(data, f"a{name}"))

    run()


@fuzzed
@given(st.binary(max_size=60))
def test_any_head_has_a_kind(head: bytes) -> None:
    """What nobody named is told by its first bytes."""
    assert kind_of(head)


def test_the_samples_are_sound() -> None:
    """What is damaged above was read before."""
    assert len(STORY * 2) > FULL
    for name, samples in SAMPLES.items():
        if name and name != ".jsonl":
            assert all(read(sample, f"a{name}") for sample in samples), name
