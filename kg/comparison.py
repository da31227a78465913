"""A happening in, how each article tells it out: who asserts it, attributes it to whom, denies it, and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.events import ArticleRecord, EventRecord, in_order, read_events
from kg.model import Role
from kg.query import iri_of, offer, rows
from kg.rdf import prefixes
from kg.store import Store

_HAPPENINGS = "SELECT DISTINCT ?event ?happening WHERE { {values} GRAPH ?article { ?event kg:happening ?happening } }"
_LABELS = "SELECT DISTINCT ?event ?label WHERE { GRAPH ?article { ?event kg:polarity ?polarity ; rdfs:label ?label } }"
CONTENT = Role.CONTENT.value


@dataclass(frozen=True, slots=True)
class Difference:
    """What one report says of a part of the event that another does not."""

    part: str  # a role
    report: EventRecord
    values: tuple[str, ...]  # names; empty where this report says nothing of it


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports of one happening, or the one report of an event that has none."""

    happening: str | None
    reports: tuple[EventRecord, ...]  # by the day of publication

    @property
    def articles(self) -> tuple[ArticleRecord, ...]:
        """Who tells it, each once."""
        return tuple(dict.fromkeys(report.article for report in self.reports))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The roles that the reports fill differently, each with what every report has for it."""
        return tuple(self._differences())

    def _differences(self) -> Iterator[Difference]:
        for part in (role.value for role in Role):
            said = [_values(report, part) for report in self.reports]
            if len(set(said)) > 1:
                yield from (Difference(part, report, v) for report, v in zip(self.reports, said, strict=True))


def compare(store: Store, name: str) -> tuple[Comparison, ...]:
    """How articles tell an event: by its IRI or label (in any case), or by the IRI of a happening.

    An IRI may be shortened by the base that it begins with, as tables show it. A label may be that of several
    happenings: each is compared. Raises QueryError, with the nearest labels.
    """
    events = _named(store, name)
    happenings = {event: happening for event, happening in rows(store, _HAPPENINGS, "event", events)}
    groups = {happenings.get(event, event) for event in events}
    return tuple(_comparison(store, group) for group in sorted(groups))


def _named(store: Store, name: str) -> list[str]:
    """The events that an IRI or a label stands for."""
    iri = iri_of(name, prefixes(store.base))
    if iri is None and ("#event=" in name or name.startswith("happening/")):
        iri = iri_of(store.base + name, {})
    if iri is not None:
        of_happening = [event for event, _ in rows(store, _HAPPENINGS, "happening", [iri.value])]
        known = of_happening or [event.iri for event in read_events(store, [iri.value])]
        if not known:
            raise QueryError(f"the graph has no event or happening {name}")
        return known
    spelt: dict[str, str] = {}
    found = []
    for event, label in rows(store, _LABELS):
        spelt.setdefault(label.casefold(), label)
        if label.casefold() == name.strip().casefold():
            found.append(event)
    if not found:
        raise QueryError(f"no event is called {name}{offer(name.strip().casefold(), spelt)}")
    return found


def _comparison(store: Store, group: str) -> Comparison:
    """All reports of a happening, whatever they are called; of an event without one, itself."""
    of_happening = [event for event, _ in rows(store, _HAPPENINGS, "happening", [group])]
    reports = sorted(read_events(store, of_happening or [group]), key=_order)
    return Comparison(group if of_happening else None, tuple(reports))


def _order(report: EventRecord) -> tuple[object, ...]:
    published = report.article.published
    return published is None, published.isoformat() if published else "", in_order(report)


def _values(report: EventRecord, part: str) -> tuple[str, ...]:
    if part == CONTENT:
        return tuple(sorted(str(content) for content in report.contents))
    return tuple(sorted(entity.name for entity in report.filling(Role(part))))
