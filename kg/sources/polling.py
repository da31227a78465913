"""Feeds that are asked again and again -> their new and changed entries; a feed that has not changed costs no body.

What is known of a feed (its ETag, what was read of it, when it may be asked again) is kept between runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from kg.errors import SourceError
from kg.sources.feeds import Entry, Feed, parse_feed
from kg.sources.fetching import Answer, Fetcher, check, retry_after
from kg.sources.limits import read_whole
from kg.sources.text import Report

TRIES = 3  # how often an entry is tried whose page cannot be read
_MOST_DOUBLINGS = 5  # of the interval, while a feed cannot be read
_NOT_MODIFIED, _GONE = 304, 410


@dataclass
class FeedState:
    """What is known of one feed."""

    etag: str | None = None
    modified: str | None = None
    not_before: float = 0.0  # seconds since 1970
    failures: int = 0  # in a row
    is_gone: bool = False  # the server says that it is no more
    seen: dict[str, str] = field(default_factory=dict)  # an entry's key -> its version that was read
    tried: dict[str, int] = field(default_factory=dict)  # an entry's key -> how often in vain
    waiting: list[str] = field(default_factory=list)  # the keys of entries that are still to be read

    def is_new(self, entry: Entry) -> bool:
        """Whether an entry was not read in this version, and is still worth a try."""
        return self.seen.get(entry.key) != entry.version and self.tried.get(entry.key, 0) < TRIES

    def done(self, entry: Entry) -> None:
        """Note that an entry was read."""
        self.seen[entry.key] = entry.version
        self.tried.pop(entry.key, None)
        self.waiting = [key for key in self.waiting if key != entry.key]

    def failed(self, entry: Entry) -> None:
        """Note that an entry could not be read."""
        self.tried[entry.key] = self.tried.get(entry.key, 0) + 1
        if self.tried[entry.key] >= TRIES:
            self.waiting = [key for key in self.waiting if key != entry.key]

    def conditions(self) -> dict[str, str]:
        """What to send so that only a feed that has changed is sent whole; nothing while entries of it wait."""
        known = {} if self.waiting else {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in known.items() if value}


@dataclass(frozen=True)
class News:
    """An entry to read, and the feed that it stands in."""

    url: str
    feed: Feed
    entry: Entry
    state: FeedState


class Poller:
    """Some feeds, and what is known of them."""

    def __init__(
        self,
        urls: list[str],
        states: dict[str, FeedState],
        fetcher: Fetcher,
        *,
        interval: float,
        clock: Callable[[], float],
    ) -> None:
        """Ask each feed every `interval` seconds, or less often where its server asks for that or fails."""
        self.urls = list(dict.fromkeys(urls))
        self.states = states
        self._fetcher = fetcher
        self._interval = interval
        self._clock = clock

    def news(self, report: Report) -> Iterator[News]:
        """What is new in the feeds that may be asked now; a feed that cannot be read is reported."""
        for url in self.urls:
            state = self.states.setdefault(url, FeedState())
            if state.is_gone or state.not_before > self._clock():
                continue
            try:
                feed = self._poll(url, state)
            except SourceError as error:
                self._fail(state)
                report(error)
                continue
            for entry in feed.entries if feed else ():
                if state.is_new(entry):
                    yield News(url, feed or Feed(None, ()), entry, state)

    def rest(self) -> float | None:
        """The seconds until the next feed may be asked; None where every feed is gone."""
        states = (self.states.get(url, FeedState()) for url in self.urls)
        times = [state.not_before for state in states if not state.is_gone]
        return max(0.0, min(times) - self._clock()) if times else None

    def _poll(self, url: str, state: FeedState) -> Feed | None:
        """The feed as it is now, or None where it has not changed.

        Raises SourceError where it cannot be read.
        """
        with self._fetcher.opened(url, state.conditions()) as answer:
            wait = retry_after(answer.headers) or 0.0
            state.not_before = self._clock() + max(self._interval, wait)
            if answer.status == _NOT_MODIFIED:
                state.failures = 0
                return None
            state.is_gone = answer.status == _GONE
            check(answer, url)
            feed = parse_feed(read_whole(answer.stream, url), url)
        self._remember(state, answer, feed)
        return feed

    def _remember(self, state: FeedState, answer: Answer, feed: Feed) -> None:
        """Keep what the next request says, and of the entries those that the feed still has."""
        state.etag, state.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        state.failures = 0
        keys = {entry.key for entry in feed.entries}
        state.seen = {key: version for key, version in state.seen.items() if key in keys}
        state.tried = {key: count for key, count in state.tried.items() if key in keys}
        state.waiting = [entry.key for entry in feed.entries if state.is_new(entry)]

    def _fail(self, state: FeedState) -> None:
        """Ask less and less often."""
        wait = self._interval * 2 ** min(state.failures, _MOST_DOUBLINGS)
        state.failures += 1
        state.not_before = max(state.not_before, self._clock() + wait)


def load_states(path: Path) -> dict[str, FeedState]:
    """What was known of feeds when it was written to a file; nothing where there is none.

    Raises SourceError where the file holds something else.
    """
    if not path.exists():
        return {}
    names = {named.name for named in fields(FeedState)}
    with _told(path):
        found = json.loads(path.read_text(encoding="utf-8"))
        return {url: FeedState(**{name: state[name] for name in names & state.keys()}) for url, state in found.items()}


def written_states(states: dict[str, FeedState]) -> bytes:
    """What is known of feeds, to be written to a file."""
    record = {url: asdict(state) for url, state in states.items()}
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell of a file that does not hold what it should."""
    try:
        yield
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise SourceError("does not hold what kg watch wrote; remove it to begin anew", path) from error
