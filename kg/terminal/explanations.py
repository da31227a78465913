"""What the extractor found in a sentence, and by which frame and rules, as text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from kg.model import Argument, Event, Extraction, Role
from kg.terminal import grid, period


def explanation(extraction: Extraction) -> Iterator[Text | Table]:
    """Each event of a sentence: its class and frame, and each role with its words and the rule that found it."""
    for event in extraction.events:
        yield _event_head(event)
        yield grid([("frame", event.frame or "none: a plain event", "")])
        yield grid(_lines(extraction, event))
    if not extraction.events:
        yield Text("No event is found in it.")


def _event_head(event: Event) -> Text:
    state = f"{event.factuality.value.lower()}, {event.polarity.value.lower()}"
    name = f"kg:{event.event_class}" if event.event_class else f"sem:Event ({event.predicate})"
    return Text.assemble((event.trigger.words, "bold reverse"), " ", (name, "bold"), f"  {state}")


def _lines(extraction: Extraction, event: Event) -> Iterator[tuple[str, str, str]]:
    yield from (_argument(extraction, argument) for argument in event.arguments)
    yield from _circumstances(extraction, event)


def _circumstances(extraction: Extraction, event: Event) -> Iterator[tuple[str, str, str]]:
    if event.attribution is not None:
        yield "according to", extraction.entities[event.attribution].name, ""
    elif event.is_attributed:
        yield "according to", "somebody who is not named", ""
    if event.time is not None:
        yield "time", period(event.time), ""


def _argument(extraction: Extraction, argument: Argument) -> tuple[str, str, str]:
    """A role, its words with what they stand for, and the rule."""
    words = " ".join(argument.mention.words.split())
    if argument.role is not Role.CONTENT:
        name = extraction.entities[argument.filler].name
    elif argument.is_quotation:
        name = "quotation"
    else:
        name = extraction.events[argument.filler].event_class or "event"
    return argument.role.value, words if words == name else f"{words} = {name}", argument.rule
