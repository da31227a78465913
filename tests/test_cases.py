"""Sentences and the events that they report, as data: `tests/cases/*.toml`, run through the whole pipeline.

An expected event is one line, "Class; role: name; role: name; polarity: Negative; factuality: Future; source: name;
time: 2025-05-02". A class stands for those below it, a name is a label or its last words (of a content its
trigger or quotation); `none` asks for none, and `source: somebody` for one that the text does not name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.extract import Extractor
from kg.model import Argument, Article, Entity, Event, Extraction, Role
from kg.ontology import load_ontology
from kg.rdf.vocabulary import KG, PROV, RDF
from kg.sources import read_articles
from tests.conftest import SEEDS
from tests.made_extractions import quads_of

pytestmark = pytest.mark.model
ONTOLOGY = load_ontology()
PUBLISHED = date(2025, 5, 9)  # a Friday


class Case(NamedTuple):
    """One sentence, what it reports and what it does not."""

    name: str
    sentence: str
    expect: list[str]
    forbid: list[str]
    known_gap: str | None


def cases() -> Iterator[Case]:
    """Every case of every file."""
    for path in sorted(Path(__file__).parent.joinpath("cases").glob("*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text())["case"], start=1):
            yield Case(
                f"{path.stem}-{number}",
                row["sentence"],
                row.get("expect", []),
                row.get("forbid", []),
                row.get("known_gap"),
            )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_case(case: Case, extractor: Extractor) -> None:
    """The sentence gives the events that it should, and none that it should not; a known gap is still one."""
    article = Article(id=case.name, text=case.sentence, published=PUBLISHED)
    (found,) = extractor.extract([article])
    missing = [line for line in case.expect if not any(matches(found, event, line) for event in found.events)]
    wrong = [line for line in case.forbid if any(matches(found, event, line) for event in found.events)]
    if case.known_gap:
        assert missing or wrong, f"the gap is closed: remove known_gap from {case.name}"
        pytest.xfail(case.known_gap)
    assert not missing and not wrong, (
        f"missing {missing}, wrong {wrong}\nfound {[told(found, e) for e in found.events]}"
    )


def test_no_short_triple_stems_from_what_is_not_asserted(extractor: Extractor) -> None:
    """A direct triple has an event of its class behind it that is positive, actual and nobody's claim."""
    articles = [Article(id=case.name, text=case.sentence, published=PUBLISHED) for case in cases()]
    articles += read_articles(SEEDS, lambda error: None)
    shorts = {event_class.short for event_class in ONTOLOGY.classes.values() if event_class.short}
    checked = 0
    for found in extractor.extract(articles):
        graph = {(q.subject, q.predicate, q.object) for q in quads_of(found, ONTOLOGY)}
        for subject, predicate, target in graph:
            short = predicate.value.removeprefix(KG.iri)
            if short not in shorts or predicate.value == short:
                continue
            wanted = {(KG.actor, subject), (KG.target, target), (KG.polarity, KG.Positive), (KG.factuality, KG.Actual)}
            told = [s for s, p, o in graph if p == RDF.type and _is_short_of(o, short)]
            behind = [s for s in told if all((s, p, o) in graph for p, o in wanted)]
            claimed = {s for s, p, _ in graph if p in (PROV.wasAttributedTo, KG.isAttributed)}
            assert set(behind) - claimed, f"{found.article.id}: {subject} {short} {target}"
            checked += 1
    assert checked > 100


def _is_short_of(event_class: object, short: str) -> bool:
    known = ONTOLOGY.classes.get(str(getattr(event_class, "value", "")).removeprefix(KG.iri))
    return known is not None and known.short == short


def matches(found: Extraction, event: Event, line: str) -> bool:
    """Whether an event is the one that a line describes."""
    event_class, *wanted = (part.strip() for part in line.split(";"))
    if event_class != "*" and not ONTOLOGY.is_a(event.event_class, event_class):
        return False
    return all(_holds(found, event, *part.split(": ", 1)) for part in wanted)


def _holds(found: Extraction, event: Event, key: str, want: str) -> bool:
    if key == "polarity":
        return event.polarity.value == want
    if key == "factuality":
        return event.factuality.value == want
    if key == "trigger":
        return event.trigger.words == want
    if key == "time":
        got = "none" if event.time is None else "/".join(dict.fromkeys((event.time.begin, event.time.end)))
        return got == want
    if key == "source":
        if event.attribution is None:
            return want == ("somebody" if event.is_attributed and want != "none" else "none")
        return _is_named(_names(found.entities[event.attribution]), want)
    fillers = [_fillers(found, argument) for argument in event.arguments if argument.role is Role(key)]
    return (want == "none" and not fillers) or any(_is_named(names, want) for names in fillers)


def _fillers(found: Extraction, argument: Argument) -> tuple[str, ...]:
    """What a role holds: an entity's names, an event's trigger, a quotation's words."""
    if argument.is_quotation:
        return (found.quotations[argument.filler].text,)
    if argument.is_event:
        return (found.events[argument.filler].trigger.words,)
    return _names(found.entities[argument.filler])


def _names(entity: Entity) -> tuple[str, ...]:
    """What an entity is called, first what its last words are looked for in: "court", then "court in Lima"."""
    short = tuple(alias for alias in entity.aliases if entity.name.startswith(f"{alias} "))
    return (*short, entity.name, *entity.aliases)


def _is_named(names: Sequence[str], want: str) -> bool:
    return want in names or names[0].lower().endswith(want.lower())


def told(found: Extraction, event: Event) -> str:
    """An event as a line, for the failure's message."""
    roles = "; ".join(f"{a.role.value}: {_fillers(found, a)[0]}" for a in event.arguments)
    source = "none" if event.attribution is None else found.entities[event.attribution].name
    perspective = f"{event.polarity.value}; {event.factuality.value}; source: {source}"
    return f"{event.event_class} ({event.predicate}); {roles}; {perspective}"
