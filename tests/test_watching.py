"""Feeds that are watched: only what is new is asked for, added once, and noted once it is there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, SourceError
from kg.extract import Extractor
from kg.graph import KnowledgeGraph
from kg.sources import Fetcher
from kg.watching import Added, watch
from tests.made_extractions import small_ontology
from tests.sources.sites import Reply, Site, page, site
from tests.sources.test_feeds import RSS_TYPE, item, rss

Watch = Callable[..., KnowledgeGraph]


@pytest.fixture
def news() -> Iterator[Site]:
    """A site with a feed of one article."""
    with site() as running:
        running.replies["/robots.txt"] = Reply(b"", status=404)
        put(running, "a")
        yield running


def put(news: Site, *names: str, feed: str = "/feed", **changed: str) -> None:
    """Let a site's feed have these articles, newest last; `a="..."` gives one another text."""
    texts = {name: changed.get(name, f"Peru accused Chile. {name} " * 20) for name in names}
    items = [item(f"{news.url}/{name}", text=text[:90]) for name, text in texts.items()]
    data = rss(*items)
    etag = f'"{hash(data)}"'
    news.replies[feed] = Reply(data, {**RSS_TYPE, "ETag": etag, "Last-Modified": "Thu, 24 Jul 2025 09:00:00 GMT"})
    for name, text in texts.items():
        news.replies[f"/{name}"] = Reply(page(text=text))


class Watcher:
    """`watch`, with what it told."""

    def __init__(self, extractor: Extractor, folder: Path) -> None:
        self.extractor = extractor
        self.folder = folder
        self.added: list[Added] = []
        self.reports: list[str] = []
        self.now = 1_000_000.0

    def __call__(self, *feeds: str, once: bool = True, **options: object) -> KnowledgeGraph:
        """One round, unless it is told otherwise; a second of sleep takes no time."""
        options = {"out": None if "store" in options else self.folder, **options}
        return watch(
            feeds,
            once=once,
            extractor=self.extractor,
            fetcher=Fetcher(allow_private=True, delay=0),
            on_error=lambda error: self.reports.append(str(error)),
            on_article=self.added.append,
            clock=lambda: self.now,
            **{"sleep": self.sleep, **options},
        )

    def sleep(self, seconds: float) -> None:
        """Let the clock go on."""
        self.now += seconds

    def names(self) -> list[str]:
        """The articles that were added, by the ends of their addresses."""
        return [added.article.rpartition("/")[2] for added in self.added]


@pytest.fixture
def watcher(accusation_reader: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watcher:
    """A watch that needs no parser, and no more than a small ontology."""
    for module in ("kg.watching", "kg.building.loop"):
        monkeypatch.setattr(f"{module}.load_ontology", lambda files: small_ontology())
    return Watcher(accusation_reader, tmp_path / "out")


def test_only_what_is_new_is_asked_for_and_added(watcher: Watcher, news: Site) -> None:
    """The second round asks whether the feed has changed, and where it has for the new page alone."""
    watcher(f"{news.url}/feed")
    watcher.sleep(1000)
    watcher(f"{news.url}/feed")
    assert news.asked[-1][1]["If-None-Match"] == news.replies["/feed"].headers["ETag"]
    assert news.asked[-1][1]["If-Modified-Since"] == "Thu, 24 Jul 2025 09:00:00 GMT"
    watcher.sleep(1000)
    put(news, "a", "b")
    graph = watcher(f"{news.url}/feed")
    assert watcher.names() == ["a", "b"]
    assert [path for path in news.paths() if path != "/robots.txt"] == ["/feed", "/a", "/feed", "/feed", "/b"]
    assert graph.articles() == (f"{news.url}/a", f"{news.url}/b")
    assert kg.open(watcher.folder).articles() == graph.articles()
    assert not watcher.reports


def test_a_watch_gives_the_graph_that_a_build_gives(watcher: Watcher, news: Site, tmp_path: Path) -> None:
    """Byte for byte, however many rounds it took."""
    put(news, "a", "b")
    watcher(f"{news.url}/feed")
    put(news, "a", "b", "c")
    watcher.sleep(1000)
    watcher(f"{news.url}/feed")
    kg.build(f"{news.url}/feed", out=tmp_path / "built", extractor=watcher.extractor, allow_private=True)
    for name in ("graph.ttl", "graph.trig", "graph.html"):
        assert (watcher.folder / name).read_bytes() == (tmp_path / "built" / name).read_bytes()


def test_a_corrected_article_takes_the_place_of_the_old_one(watcher: Watcher, news: Site) -> None:
    """And what changed is told."""
    watcher(f"{news.url}/feed")
    put(news, "a", a="Chile accused Bolivia. " * 20)
    watcher.sleep(1000)
    graph = watcher(f"{news.url}/feed")
    assert watcher.added[1] == Added(f"{news.url}/a", True, ("Chile accuses Bolivia",), ("Peru accuses Chile",))
    assert not graph.query("ASK { country:Peru kg:accuses country:Chile }").is_true
    assert graph.articles() == (f"{news.url}/a",)


def test_two_feeds_with_one_article_give_it_once(watcher: Watcher, news: Site) -> None:
    """As does a feed whose article `kg build` has read."""
    put(news, "a", "b", feed="/sport")
    kg.build(f"{news.url}/b", out=watcher.folder, extractor=watcher.extractor, allow_private=True)
    watcher(f"{news.url}/feed")
    watcher.sleep(1000)
    watcher(f"{news.url}/feed", f"{news.url}/sport")
    assert watcher.names() == ["a"]


def test_a_store_is_added_to(watcher: Watcher, news: Site, tmp_path: Path) -> None:
    """The state lies in its folder, and its other articles stay."""
    watcher(f"{news.url}/feed", store=tmp_path / "db")
    put(news, "b")
    watcher.sleep(1000)
    graph = watcher(f"{news.url}/feed", store=tmp_path / "db")
    assert graph.articles() == (f"{news.url}/a", f"{news.url}/b")
    assert set(json.loads((tmp_path / "db" / "watch.json").read_text())) == {f"{news.url}/feed"}


def test_a_feed_that_is_gone_ends_the_watch(watcher: Watcher, news: Site) -> None:
    """Nothing is left to wait for."""
    news.replies["/feed"] = Reply(status=410)
    watcher(f"{news.url}/feed", once=False)
    assert watcher.reports == [f"{news.url}/feed: the server answers 410 Gone"]


def test_a_page_that_cannot_be_read_is_tried_three_times(watcher: Watcher, news: Site) -> None:
    """Then it is given up; the others are added at once."""
    put(news, "a", "b")
    del news.replies["/a"]
    for _ in range(5):
        watcher(f"{news.url}/feed")
        watcher.sleep(1000)
    assert news.paths().count("/a") == 3
    assert watcher.names() == ["b"]
    assert len(watcher.reports) == 3


def test_an_article_that_is_too_long_is_reported_once(
    watcher: Watcher, news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is passed over as in a build, and the rest of the feed is read."""
    monkeypatch.setattr("kg.sources.limits.LONGEST", 1000)
    put(news, "a", "b", a="Peru accused Chile. " * 60)
    watcher(f"{news.url}/feed")
    watcher.sleep(1000)
    watcher(f"{news.url}/feed")
    assert watcher.names() == ["b"]
    assert watcher.reports == [f"{news.url}/feed: '{news.url}/a' is too long to be an article; split it below 1,000"]


def test_ctrl_c_between_rounds_leaves_all_that_was_added(watcher: Watcher, news: Site) -> None:
    """The watch goes on until then, a round an interval."""
    rounds: list[float] = []

    def sleep(seconds: float) -> None:
        rounds.append(seconds)
        watcher.now += seconds
        put(news, "a", "b")
        if len(rounds) == 3:
            raise KeyboardInterrupt

    watcher(f"{news.url}/feed", once=False, sleep=sleep, interval=300.0)
    assert rounds == [300.0] * 3
    assert kg.open(watcher.folder).articles() == (f"{news.url}/a", f"{news.url}/b")


def test_ctrl_c_within_a_round_keeps_what_is_done_and_reads_the_rest_again(watcher: Watcher, news: Site) -> None:
    """An article counts as read once its graph is in its place."""
    put(news, "a", "b", "c")
    reader = watcher.extractor
    broken = Watcher(Interrupted(reader, after=2), watcher.folder)
    broken(f"{news.url}/feed")
    assert kg.open(watcher.folder).articles() == (f"{news.url}/a", f"{news.url}/b")
    watcher.sleep(1000)
    watcher(f"{news.url}/feed")
    assert watcher.names() == ["c"]


class Interrupted:
    """An extractor during whose work somebody presses Ctrl-C."""

    def __init__(self, extractor: Extractor, after: int) -> None:
        self.extractor = extractor
        self.after = after

    def extract(self, articles: object) -> Iterator[object]:
        """Some extractions, then the signal."""
        for number, extraction in enumerate(self.extractor.extract(articles)):
            if number == self.after:
                raise KeyboardInterrupt
            yield extraction


def test_what_is_no_feed_and_no_state_is_one_line(watcher: Watcher, tmp_path: Path) -> None:
    """A file instead of an address, a state that is none."""
    with pytest.raises(SourceError, match="is no address of a feed"):
        watcher("feed.xml")
    (tmp_path / "state").write_text("none")
    with pytest.raises(KgError, match="does not hold what kg watch wrote"):
        watcher("https://example.org/", state=tmp_path / "state")


@pytest.mark.model
def test_the_command_prints_what_it_adds_and_ends_cleanly(news: Site, tmp_path: Path) -> None:
    """The article's address on stdout; SIGINT ends it with exit code 0, without a traceback."""
    command = [sys.executable, "-m", "kg", "watch", f"{news.url}/feed", "--allow-private", "--delay", "0"]
    with subprocess.Popen(
        [*command, "-o", str(tmp_path / "out")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{news.url}/a\n"
        until = time.monotonic() + 20
        while not (tmp_path / "out" / "watch.json").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()  # or the end of the block would wait for it
    assert (process.returncode, out, err) == (0, "", "")
    assert kg.open(tmp_path / "out").articles() == (f"{news.url}/a",)
