"""A build that is killed goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.model import Article
from tests.made_kills import finished, kill_builds, short_articles
from tests.made_readers import SlowReader


def test_kills_lose_and_duplicate_nothing(tmp_path: Path) -> None:
    """The finished graph is the undisturbed one; benchmarks/kills.py does it a hundred times."""
    source, store = short_articles(tmp_path / "news", 60), tmp_path / "store"
    killed = kill_builds(source, store, kills=4, longest=1.0)
    assert killed
    unchanged = list[Article]()
    kg.build(source, store=store, extractor=SlowReader(), on_unchanged=unchanged.append)
    assert unchanged  # it went on, and did not begin anew
    stored, undisturbed = finished(source, store)
    assert stored == undisturbed
