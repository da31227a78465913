"""Extractors that need no pipeline: one that understands a sentence, and some that fail as machines do."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Argument, Article, Entity, EntityKind, Event, Extraction, Mention, Role


class AccusationReader:
    """An extractor that understands one sentence: "Peru accused Chile."."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One event for each such sentence, between two countries."""
        return map(self._extraction, articles)

    def _extraction(self, article: Article) -> Extraction:
        entities: dict[str, tuple[Mention, ...]] = {}
        events = []
        for match in re.finditer(r"(\w+) (accused) (\w+)\.", article.text):
            actor, trigger, target = (
                Mention(match.start(i), match.end(i), match[i], match.span()) for i in range(1, 4)
            )
            for mention in (actor, target):
                entities[mention.words] = (*entities.get(mention.words, ()), mention)
            at = list(entities).index
            arguments = (
                Argument(Role.ACTOR, at(actor.words), actor, "subject"),
                Argument(Role.TARGET, at(target.words), target, "object"),
            )
            frame = "actor accuse target of:content"
            events.append(Event(trigger, "Accusation", "accuse", frame, arguments))
        return Extraction(
            article,
            tuple(Entity(EntityKind.COUNTRY, name, mentions, is_global=True) for name, mentions in entities.items()),
            tuple(events),
            sentences=tuple(event.trigger.sentence for event in events),
        )


class VersionedReader(AccusationReader):
    """The same, with a version: what it gave once need not be made again."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.read: list[str] = []  # the ids of the articles that it was given, in this process

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Each article's, noting that it was asked for."""
        for article in articles:
            self.read.append(article.id)
            yield from super().extract([article])


@dataclass
class DeadlyReader(AccusationReader):
    """A reader whose process is killed at an article that says so, as often as the file `lives` has lines."""

    lives: Path
    version: str = field(default="deadly")

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Each article's, unless it kills."""
        for article in articles:
            if "KILL" in article.text:
                lives = self.lives.read_text().splitlines()
                if lives:
                    self.lives.write_text("\n".join(lives[1:]))
                    os.kill(os.getpid(), signal.SIGKILL)
            if "RAISE" in article.text:
                raise ValueError("a bug")
            yield from super().extract([article])


class SlowReader(VersionedReader):
    """A reader that takes its time."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Each article's, after a hundredth of a second."""
        for article in articles:
            time.sleep(0.01)
            yield from super().extract([article])
