"""Figures of a graph as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from kg.stats import Count, Statistics
from kg.terminal import grid, table


def statistics_lines(found: Statistics) -> Iterator[Text | Table]:
    """What there is, how much of it is attributed, dated and actual, and who is in the middle of it."""
    if found.since:
        yield Text(f"Since {found.since}, by the day of publication", style="bold")
    yield grid((name, str(value), note) for name, value, note in _totals(found))
    for title, counts, other in (
        ("happenings by family", found.families, "outside the families"),
        ("happenings by class", found.classes, ""),
        ("entities by kind", found.kinds, ""),
        ("events by factuality", found.factualities, ""),
        ("articles by publisher", found.publishers, "none named"),
    ):
        yield Text(f"\n{title}", style="bold")
        yield grid((count.name or other, str(count.count), _share(count, counts)) for count in counts)
    yield Text("\nmost central entities", style="bold")
    rows = ([c.name, f"{c.betweenness:.4f}", str(c.neighbours), str(c.happenings)] for c in found.central)
    yield table(("  name", "betweenness", "neighbours", "happenings"), ([f"  {name}", *rest] for name, *rest in rows))
    if found.sampled:
        yield Text(f"  (betweenness measured from {found.sampled} entities)")


def _totals(found: Statistics) -> Iterator[tuple[str, int, str]]:
    yield "articles", found.articles, ""
    yield "events", found.events, "reports"
    yield "happenings", found.happenings, f"each once over all articles; {found.told_by_several} told by several"
    yield "entities", found.entities, f"{found.new_entities} new" if found.since else ""
    for name, count in (
        ("attributed", found.attributed),
        ("did not happen", found.negative),
        ("with a time", found.dated),
    ):
        yield name, count, f"{found.share(count):.1%} of events"


def _share(count: Count, counts: Sequence[Count]) -> str:
    return f"{count.count / sum(other.count for other in counts):.1%}"
