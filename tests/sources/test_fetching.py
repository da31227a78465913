"""A client that is polite, and whom no server can keep, fill or fool."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from kg.errors import SourceError
from kg.sources import fetching
from kg.sources.fetching import Fetcher, retry_after
from tests.sources.sites import HTML, Reply, page, site


def test_a_page_comes_with_its_type_and_where_it_came_from() -> None:
    """Redirects are followed, and the address at their end is told."""
    replies = {"/old": Reply(status=301, headers={"Location": "/new"}), "/new": Reply(page())}
    with site(replies) as news, Fetcher(allow_private=True, delay=0) as fetcher:
        answer, data = fetcher.page(f"{news.url}/old")
        assert (answer.url, answer.content_type, answer.charset) == (f"{news.url}/new", "text/html", "utf-8")
        assert data == page()
        assert news.asked[0][1]["User-Agent"].startswith("newskg/")


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        (Reply(status=404), "the server answers 404 Not Found"),
        (Reply(status=500), "the server answers 500"),
        (Reply(status=302, headers={"Location": "/"}), "more than 10 redirects"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "not http"),
        (Reply(status=302, headers={"Location": "http://["}), "cannot be read"),
        (Reply(b"x" * 10, {"Content-Length": "99"}), "breaks off"),
        (Reply(b"x" * 10, {"Content-Encoding": "br"}), "the encoding br, which was not asked for"),
        (Reply(b"x" * 10, {"Content-Encoding": "gzip"}), "is damaged"),
        (Reply(gzip.compress(bytes(17_000_000)), {"Content-Encoding": "gzip"}), "is larger than 16 MB"),
        (Reply(bytes(17_000_000)), "is larger than 16 MB"),
    ],
)
def test_what_cannot_be_used_is_one_line(reply: Reply, complaint: str) -> None:
    """Answers without a page, endless redirects, too much, too little, packed otherwise or badly."""
    with site({"/": reply}) as news, Fetcher(allow_private=True, delay=0) as fetcher:
        with pytest.raises(SourceError) as caught:
            fetcher.page(f"{news.url}/")
        assert complaint in str(caught.value)
        assert str(caught.value).startswith(f"{news.url}/")


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://user:secret@example.org/", "http://[::1", "http://a:b/"])
def test_an_address_that_cannot_be_asked_is_none(url: str) -> None:
    """Other schemes, addresses with a password, broken ones."""
    with Fetcher() as fetcher, pytest.raises(SourceError, match="cannot be asked"):
        fetcher.page(url)


def test_a_server_that_is_not_there_is_one_line() -> None:
    """Nobody listens, or the name is none."""
    with site() as gone:
        pass
    with Fetcher(allow_private=True, delay=0) as fetcher:
        for url in (gone.url, "http://nobody.invalid/"):
            with pytest.raises(SourceError, match="cannot be read"):
                fetcher.page(url)


def test_a_packed_page_is_unpacked() -> None:
    """As servers pack it on the way."""
    packed = Reply(gzip.compress(page()), {**HTML, "Content-Encoding": "gzip"})
    with site({"/": packed}) as news, Fetcher(allow_private=True) as fetcher:
        assert fetcher.page(f"{news.url}/")[1] == page()


def test_a_host_is_given_its_rest() -> None:
    """Two requests to one host lie the delay apart; another host is asked at once."""
    rests: list[float] = []
    with site({"/": Reply(page())}) as one, site({"/": Reply(page())}) as other:
        fetcher = Fetcher(allow_private=True, delay=30, sleep=rests.append)
        fetcher.page(f"{one.url}/")
        fetcher.page(f"{other.url}/")
        assert rests == []
        fetcher.page(f"{one.url}/")
        fetcher.close()
    assert [20 < rest <= 30 for rest in rests] == [True]


def test_a_server_that_asks_for_long_is_left_alone() -> None:
    """Retry-After is kept to; who asks for more than a minute is not asked again."""
    busy = Reply(status=503, headers={"Retry-After": "3600"})
    with site({"/": busy}) as news, Fetcher(allow_private=True, delay=0) as fetcher:
        for complaint in ("answers 503", "asked to be left alone for another 3600 s"):
            with pytest.raises(SourceError, match=complaint):
                fetcher.page(f"{news.url}/")
        assert len(news.asked) == 1


def test_a_page_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends next to nothing for long does not hold the run."""
    monkeypatch.setattr(fetching, "_SLOW_AFTER", -1.0)
    monkeypatch.setattr(fetching, "_SLOWEST", 1e15)
    with (
        site({"/": Reply(page())}) as news,
        Fetcher(allow_private=True) as fetcher,
        pytest.raises(SourceError, match="too slowly"),
    ):
        fetcher.page(f"{news.url}/")


def test_the_seconds_to_wait_may_be_a_date() -> None:
    """As the standard has it."""
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < (retry_after({"retry-after": then}) or 0) <= 100
    assert retry_after({"retry-after": "Thu, 24 Jul 2025 09:00:00 GMT"}) == 0
