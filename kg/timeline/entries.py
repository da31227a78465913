"""Names in, what happened to them in time order out: each happening once, by all the articles that tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.events import ArticleRecord, EventRecord, Telling, find_events, in_order
from kg.model import Role
from kg.query import entities_called
from kg.query.periods import check_period, falls_into
from kg.store import Store

_SUREST = tuple(Telling)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a timeline is of: a name as it was asked for, and the entities that are called so."""

    name: str
    iris: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One happening, or one event that no other article tells."""

    reports: tuple[EventRecord, ...]  # those that assert it first, then as `Telling` has it
    parts: tuple[tuple[Role, ...], ...]  # the roles of each subject of the timeline; () where it has none

    @property
    def event(self) -> EventRecord:
        """The report that says most plainly that it happened."""
        return self.reports[0]

    @property
    def is_dated(self) -> bool:
        """Whether a text tells when it happened; if not, it stands at the day when the article was published."""
        return self.event.begin is not None

    @property
    def begin(self) -> str | None:
        """Where it stands: the first day, the month or the year that a text tells, else the day of publication."""
        published = self.event.article.published
        return self.event.begin or (published.isoformat() if published else None)

    @property
    def end(self) -> str | None:
        """Where it ends."""
        return self.event.end or self.begin

    @property
    def when(self) -> str:
        """Its place in words: "2025-07-23", "told 2025-07-24" by the article's date alone, or "undated"."""
        if self.is_dated:
            return self.event.time or ""
        return f"told {self.begin}" if self.begin else "undated"

    @property
    def articles(self) -> tuple[ArticleRecord, ...]:
        """Who tells it, each once."""
        return tuple(dict.fromkeys(report.article for report in self.reports))

    @property
    def notes(self) -> tuple[str, ...]:
        """What keeps it from being a plain fact, and how several articles tell it."""
        if len(self.articles) == 1:
            return self.event.notes
        tellings = {telling: {r.article for r in self.reports if r.telling is telling} for telling in _SUREST}
        told = ", ".join(f"{len(some)} {telling.value}" for telling, some in tellings.items() if some)
        return (*self.event.notes, f"{len(self.articles)} articles: {told}")


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened to some entities, in time order."""

    subjects: tuple[Subject, ...]
    entries: tuple[TimelineEntry, ...]


def timeline(
    store: Store,
    names: Sequence[str],
    *,
    type: str | None = None,
    since: str | None = None,
    until: str | None = None,
    dated: bool = False,
    asserted: bool = False,
) -> Timeline:
    """The events that any of these entities has a role in, each happening once, in time order.

    What no text dates stands at its article's day, unless only what is `dated` is asked for; what has not even that is
    last. `type`, the bounds and `asserted` are those of `kg.events.find_events()`. Raises QueryError.
    """
    if not names:
        raise QueryError("a timeline needs a name")
    for name, bound in (("since", since), ("until", until)):
        if bound is not None:
            check_period(name, bound)
    subjects = tuple(Subject(name, frozenset(entities_called(store, name))) for name in dict.fromkeys(names))
    events = {
        event.iri: event
        for subject in subjects
        for event in find_events(store, type=type, about=subject.name, asserted=asserted)
    }
    entries = (_entry(reports, subjects) for reports in _happenings(events.values()))
    kept = [e for e in entries if falls_into(e.begin, e.end, since, until) and (e.is_dated or not dated)]
    return Timeline(subjects, tuple(sorted(kept, key=_order)))


def _happenings(events: Iterable[EventRecord]) -> Iterator[tuple[EventRecord, ...]]:
    """Reports by what they are about, the surest of each first."""
    groups: Mapping[str, list[EventRecord]] = defaultdict(list)
    for event in sorted(events, key=in_order):
        groups[event.counted].append(event)
    for reports in groups.values():
        yield tuple(sorted(reports, key=lambda report: _SUREST.index(report.telling)))


def _entry(reports: tuple[EventRecord, ...], subjects: Iterable[Subject]) -> TimelineEntry:
    filled = {(entity.iri, role) for report in reports for role, entity in report.fillers}
    parts = (tuple(role for role in Role if any((iri, role) in filled for iri in s.iris)) for s in subjects)
    return TimelineEntry(reports, tuple(parts))


def _order(entry: TimelineEntry) -> tuple[object, ...]:
    return entry.begin is None, entry.begin or "", not entry.is_dated, in_order(entry.event)
