"""A timeline as text: one line an event, its sentences below it where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from kg.events import Sentence
from kg.timeline import Timeline, TimelineEntry
from kg.timeline.signs import SIGNS


def timeline_lines(found: Timeline, *, with_sentences: bool = False) -> Iterator[Text]:
    """When, how it is told, what: "2025-03-01  ○  Peru warns Chile  (warning; according to Ana Ruiz)"."""
    width = max((len(entry.when) for entry in found.entries), default=0)
    for entry in found.entries:
        yield _line(entry, width)
        if with_sentences:
            yield from (sentence_line(s, f"  ({r.article})") for r in entry.reports for s in r.sentences)


def _line(entry: TimelineEntry, width: int) -> Text:
    event = entry.event
    return Text.assemble(
        (entry.when.ljust(width), "cyan"),
        f"  {SIGNS[event.telling].character}  ",
        (event.label, "bold"),
        f"  ({'; '.join((event.class_label, *entry.notes))})",
    )


def sentence_line(sentence: Sentence, note: str = "") -> Text:
    """A sentence on one line, indented, its trigger between marks."""
    return Text(f"      {sentence.marked}{note}")
