"""A dossier as text: who the entity is, and its events with their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from kg.dossier import Dossier, Entry
from kg.model import Factuality, Period, Polarity
from kg.network import EventNode, Evidence
from kg.terminal import grid, period


def dossier(found: Dossier) -> Iterator[Text | Table]:
    """Who an entity is, and its events by the part that it has in them, each with its sentences, the trigger marked."""
    entity = found.entity
    yield Text.assemble((entity.label, "bold reverse"), " ", (entity.kind.value, "bold"), f"  {found.iri}")
    facts = {
        "also called": entity.aliases,
        "title": entity.titles,
        "affiliated with": found.affiliations,
        "lies in": found.places,
        "number": (entity.quantity,) if entity.quantity else (),
        "same as": entity.links,
    }
    yield grid((name, ", ".join(values), "") for name, values in facts.items() if values)
    for part, entries in found.by_part():
        yield Text(f"\nas {part}", style="bold")
        for entry in entries:
            yield _entry_head(entry)
            yield from map(_sentence, entry.report.evidence)


def _entry_head(entry: Entry) -> Text:
    """When, what, and how sure it is: "2025-03-01  Peru warns Chile  (Warning; possible; according to Ana Ruiz)"."""
    report = entry.report
    notes = [report.class_label] if isinstance(report, EventNode) else ["quotation"]
    if isinstance(report, EventNode):
        notes += [report.factuality.value.lower()] if report.factuality is not Factuality.ACTUAL else []
        notes += ["did not happen"] if report.polarity is Polarity.NEGATIVE else []
    notes += [f"according to {source}" for source in entry.sources]
    notes.append(entry.article.title or entry.article.iri.rpartition("/article/")[2])
    return Text.assemble("  ", (_when(entry), "cyan"), "  ", (report.label, "bold"), f"  ({'; '.join(notes)})")


def _when(entry: Entry) -> str:
    report = entry.report
    if isinstance(report, EventNode) and report.begin is not None:
        return period(Period(report.begin, report.end or report.begin))
    return f"told {entry.article.published}" if entry.article.published else "undated"


def _sentence(evidence: Evidence) -> Text:
    """A sentence on one line, with its trigger between marks, for colour is not everywhere."""
    spans = (slice(evidence.begin), slice(evidence.begin, evidence.end), slice(evidence.end, None))
    before, trigger, after = (re.sub(r"\s+", " ", evidence.text[span]) for span in spans)
    return Text.assemble(f"      {before.lstrip()}", (f"[{trigger}]", "bold yellow"), after.rstrip())
