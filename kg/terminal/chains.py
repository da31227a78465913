"""Chains of events and comparisons of reports as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from kg.chains import Chain
from kg.comparison import Comparison
from kg.events import EventRecord, Telling
from kg.terminal.timelines import sentence_line
from kg.timeline.signs import SIGNS


def chain_lines(found: Iterable[Chain]) -> Iterator[Text]:
    """Each chain with what joins each two of it: the day, how it is told, what, and a sentence."""
    for number, chain in enumerate(found, 1):
        yield Text.assemble(f"{number}. ", (" — ".join(map(str, chain.entities)), "bold"))
        for step in chain.steps:
            count = f"{step.happenings} happening{'s' * (step.happenings > 1)}"
            yield Text(f"   {step.begin} — {step.end}: {count}")
            for event in step.events:
                yield _line(event)
                yield from (sentence_line(sentence) for sentence in event.sentences[:1])


def _line(event: EventRecord) -> Text:
    notes = "; ".join((event.class_label, *event.notes, str(event.article)))
    when = event.time or (f"told {event.article.published}" if event.article.published else "undated")
    sign = SIGNS[event.telling].character
    return Text.assemble("     ", (when, "cyan"), f"  {sign}  ", (event.label, "bold"), f"  ({notes})")


def comparison_lines(found: Iterable[Comparison]) -> Iterator[Text]:
    """Each happening: what it is, who tells it how, with the sentences, and the roles that reports fill differently."""
    for number, comparison in enumerate(found):
        if number:
            yield Text("")
        yield from _comparison(comparison)


def _comparison(found: Comparison) -> Iterator[Text]:
    plainest = min(found.reports, key=lambda report: list(Telling).index(report.telling))
    when = plainest.time or "no text tells when"
    count = f"{len(found.articles)} article{'s' * (len(found.articles) > 1)}"
    yield Text.assemble((plainest.label, "bold reverse"), f"  {plainest.class_label}; {when}; told by {count}")
    for report in found.reports:
        yield Text.assemble(f"  {SIGNS[report.telling].character}  ", (_teller(report), "bold"), f": {told(report)}")
        yield from map(sentence_line, report.sentences)
    for difference in found.differences:
        said = ", ".join(difference.values) or "nothing"
        yield Text(f"  differs in {difference.part}: {said}  ({_teller(difference.report)})")
    if found.happening is None:
        yield Text("  No other article can tell it: its day, or who did it to whom, is not known.")


def told(report: EventRecord) -> str:
    """How a report tells its event: "attributes it to Ada Berg; future"."""
    notes = [note for note in report.notes if not note.startswith("according to")]
    source = f" to {report.source or 'somebody who is not named'}" if report.is_attributed else ""
    if report.telling is Telling.ATTRIBUTES:
        return "; ".join((f"attributes it{source}", *notes))
    by = f", according{source}" if source else ""
    words = {Telling.ASSERTS: "asserts it", Telling.DENIES: "denies it"}
    return "; ".join((words.get(report.telling, f"tells it as {report.telling.value}") + by, *notes))


def _teller(report: EventRecord) -> str:
    """The article: "The Elin Post, 2031-05-04, Shells on Port Elin"."""
    article = report.article
    return ", ".join(filter(None, (article.publisher, str(article.published or ""), str(article))))
