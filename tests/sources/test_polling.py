"""Feeds that are asked again and again: how often, and what for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources.fetching import Fetcher
from kg.sources.polling import FeedState, News, Poller, load_states, written_states
from tests.sources.sites import Reply, Site, site
from tests.sources.test_feeds import RSS_TYPE, item, rss

FEED = Reply(rss(item("https://example.org/a"), item("https://example.org/b")), {**RSS_TYPE, "ETag": '"1"'})


class Clock:
    """A poller of one feed, and the time."""

    def __init__(self, news: Site, interval: float = 60.0) -> None:
        self.now = 1_000_000.0
        self.news = news
        self.url = f"{news.url}/feed"
        self.states: dict[str, FeedState] = {}
        fetcher = Fetcher(allow_private=True, delay=0, sleep=lambda seconds: None)
        self.poller = Poller([self.url], self.states, fetcher, interval=interval, clock=lambda: self.now)
        self.reports: list[str] = []

    def poll(self) -> list[News]:
        """What is new now."""
        return list(self.poller.news(lambda error: self.reports.append(str(error))))

    def moments(self, rounds: int, step: float) -> list[float]:
        """The seconds between the requests of so many rounds."""
        times = []
        for _ in range(rounds):
            before = len(self.news.asked)
            self.poll()
            if len(self.news.asked) > before:
                times.append(self.now)
            self.now += step
        return [later - sooner for sooner, later in zip(times, times[1:], strict=False)]


def test_a_feed_is_asked_once_an_interval() -> None:
    """However often somebody wants to know."""
    with site({"/feed": FEED}) as news:
        assert Clock(news).moments(20, 15.0) == [60.0] * 4


def test_a_feed_that_fails_is_asked_less_and_less_often() -> None:
    """Twice as long each time, up to 32 intervals; a good answer sets it back."""
    with site({"/feed": Reply(status=500)}) as news:
        clock = Clock(news)
        rests = clock.moments(500, 15.0)
        assert rests == [60.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 1920.0]
        clock.now += 2000
        news.replies["/feed"] = FEED
        assert clock.moments(9, 30.0) == [60.0] * 4


def test_a_busy_server_is_left_alone_as_long_as_it_asks() -> None:
    """Retry-After counts where it is longer than the interval, in seconds or as a date."""
    with site({"/feed": Reply(status=503, headers={"Retry-After": "7200"})}) as news:
        clock = Clock(news)
        clock.poll()
        assert clock.poller.rest() == 7200
        assert clock.moments(100, 60.0) == []
        assert clock.reports == [f"{clock.url}: the server answers 503 Service Unavailable"]


def test_entries_are_new_until_they_are_done() -> None:
    """While one is left the feed is asked for whole; afterwards only whether it has changed."""
    with site({"/feed": FEED}) as news:
        clock = Clock(news)
        first, second = clock.poll()
        first.state.done(first.entry)
        clock.now += 60
        assert [found.entry for found in clock.poll()] == [second.entry]
        assert "If-None-Match" not in news.asked[-1][1]
        second.state.done(second.entry)
        clock.now += 60
        assert clock.poll() == []
        assert news.asked[-1][1]["If-None-Match"] == '"1"'


def test_what_is_known_is_the_same_after_it_was_written(tmp_path: Path) -> None:
    """A file of an older or newer release has fields that are missing or unknown."""
    states = {"https://example.org/": FeedState('"1"', None, 3.5, 2, False, {"a": "1"}, {"b": 2}, ["b"])}
    file = tmp_path / "watch.json"
    file.write_bytes(written_states(states))
    assert load_states(file) == states
    file.write_text('{"https://example.org/": {"etag": "1", "colour": "red"}}')
    assert load_states(file) == {"https://example.org/": FeedState("1")}
    assert load_states(tmp_path / "none") == {}


@pytest.mark.parametrize("text", ["none", "[]", '{"a": 1}', '{"a": []}', "\udcff"])
def test_a_file_with_something_else_is_told(tmp_path: Path, text: str) -> None:
    """In one line."""
    file = tmp_path / "watch.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SourceError, match="does not hold what kg watch wrote; remove it to begin anew"):
        load_states(file)
