"""Happenings that may be one are proposed with a score and the reasons; what differs in kind is not."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.linking import Proposal, proposals, proposals_turtle
from kg.model import EntityKind
from tests.conftest import Run
from tests.made_extractions import Draft, made_graph

FRIDAY, SATURDAY, SUNDAY = "2031-05-02", "2031-05-03", "2031-05-04"
ALL = 0.05


def report(
    id: str, event_class: str, day: str, *, actor: str = "", target: str = "Port Elin", said: str = "", more: str = ""
) -> Draft:
    """An article that tells one event."""
    text = f"Norland Sudmark Port Elin Ada Berg Ruben Falk Veld. It happened. {said or 'Nothing'}. {more or 'No more'}."
    draft = Draft(text, id=id)
    for name in ("Norland", "Sudmark"):
        draft.entity(EntityKind.COUNTRY, name)
    draft.entity(EntityKind.PLACE, "Port Elin")
    draft.entity(EntityKind.PERSON, "Ada Berg", affiliations=(0,))
    draft.entity(EntityKind.PERSON, "Ruben Falk", affiliations=(0,))
    roles = {"actor": actor, "target": target}
    quotation = draft.quotation(said, actor or None) if said else None
    filled = {role: name for role, name in roles.items() if name}
    draft.event(event_class, "happened", day=day, quotation=quotation, **filled)
    if more:
        draft.event(more, more, day=SATURDAY, **filled)
    return draft


def linked(*drafts: Draft, least: float = ALL) -> tuple[Proposal, ...]:
    """What is proposed for these articles."""
    graph = made_graph(*(draft.extraction() for draft in drafts))
    before = sorted(map(str, graph.store.quads()))
    found = proposals(graph.store, least)
    assert sorted(map(str, graph.store.quads())) == before  # nothing is merged
    return found


FIRST = report("a", "Attack", FRIDAY, actor="Norland")


@pytest.mark.parametrize(
    ("other", "score", "reasons"),
    [
        (report("b", "Attack", SATURDAY, actor="Norland"), 0.8, ("one day apart",)),
        (report("b", "Attack", FRIDAY, actor="Ada Berg"), 0.8, ("Ada Berg for Norland",)),
        (report("b", "Violence", FRIDAY, actor="Norland"), 0.85, ("attack is below violence",)),
        (report("b", "Attack", FRIDAY), 0.7, ("only one tells the actor",)),
        (report("b", "Attack", SATURDAY, actor="Ada Berg"), 0.64, ("one day apart", "Ada Berg for Norland")),
    ],
)
def test_what_is_near_is_proposed(other: Draft, score: float, reasons: tuple[str, ...]) -> None:
    """A day, a level of affiliation, a class below: each takes something off the score."""
    (found,) = linked(FIRST, other)
    assert (found.score, found.reasons) == (score, reasons)
    assert found.one < found.other


@pytest.mark.parametrize(
    "other",
    [
        report("b", "Attack", FRIDAY, actor="Norland"),  # the same happening already
        report("b", "Attack", SUNDAY, actor="Norland"),
        report("b", "Attack", FRIDAY, actor="Sudmark"),
        report("b", "Attack", FRIDAY, actor="Norland", target="Sudmark"),
        report("b", "Killing", FRIDAY, actor="Norland"),
        report("b", "Meeting", FRIDAY, actor="Norland"),
    ],
)
def test_what_differs_is_not(other: Draft) -> None:
    """Two days, another actor or target, a class beside; and what is one already."""
    assert linked(FIRST, other) == ()


def test_two_spokesmen_are_not_one_another() -> None:
    """They act for one country, and neither for the other."""
    assert (
        linked(report("a", "Attack", FRIDAY, actor="Ada Berg"), report("b", "Attack", FRIDAY, actor="Ruben Falk")) == ()
    )


def test_what_one_article_tells_apart_is_never_proposed() -> None:
    """Its writer knew of two."""
    both = report("a", "Attack", FRIDAY, actor="Norland", more="Attack")
    assert linked(both) == ()
    assert linked(both, report("b", "Attack", SATURDAY, actor="Norland")) == ()


def test_statements_are_near_by_their_words() -> None:
    """Somebody says many things on one day."""
    first = report("a", "Statement", FRIDAY, actor="Ada Berg", target="", said="We shall open the harbour to all ships")
    near = report(
        "b", "Statement", FRIDAY, actor="Ada Berg", target="", said="We shall open the harbour to all ships soon"
    )
    far = report("c", "Statement", FRIDAY, actor="Ada Berg", target="", said="Bread costs too much")
    (found,) = linked(first, near, far, least=0.5)
    assert found.score == 0.93
    assert found.reasons == ("said in other words",)


def test_the_surest_come_first_and_the_order_of_articles_does_not_matter() -> None:
    """By score, then by IRI."""
    drafts = [
        FIRST,
        report("b", "Attack", SATURDAY, actor="Norland"),
        report("c", "Violence", FRIDAY, actor="Norland"),
        report("d", "Violence", SATURDAY, actor="Ada Berg"),
    ]
    found = linked(*drafts)
    assert found == linked(*reversed(drafts))
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert [p.score for p in linked(*drafts, least=0.8)] == [0.85, 0.8]


def test_turtle_is_a_graph_of_its_own() -> None:
    """It parses, the same bytes each time, and says what `kg:sameHappening` joins, how near, and why."""
    found = linked(FIRST, report("b", "Attack", SATURDAY, actor="Norland"))
    data = proposals_turtle(found)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert data == proposals_turtle(found)
    known = rdflib.Namespace("https://w3id.org/newskg#")
    ((one, other),) = graph.subject_objects(known.sameHappening)
    assert (str(one), str(other)) == (found[0].one, found[0].other)
    (link,) = graph.subjects(rdflib.RDF.type, known.ProposedLink)
    assert set(graph.objects(link, known.links)) == {one, other}
    assert float(str(graph.value(link, known.score))) == 0.8
    assert str(graph.value(link, rdflib.RDFS.comment)) == "one day apart"


def test_the_command_prints_a_table_or_writes_a_file(run: Run, tmp_path: Path) -> None:
    """Days, labels and reasons; a file only of what a program reads."""
    graph = made_graph(*(draft.extraction() for draft in (FIRST, report("b", "Attack", SATURDAY, actor="Norland"))))
    graph.save(tmp_path / "graph.trig")
    table = run("link", "--graph", tmp_path)
    assert table.out.splitlines()[1].startswith("0.80   Norland attacks Port Elin (2031-05-0")
    assert "one day apart" in table.out
    assert run("link", "--format", "turtle", "-o", tmp_path / "links.ttl", "--graph", tmp_path).code == 0
    assert list(ox.parse(path=str(tmp_path / "links.ttl")))
    assert '"day": "2031-05-03"' in run("link", "--format", "json", "--graph", tmp_path).out
    assert run("link", "-o", tmp_path / "table", "--graph", tmp_path).code == 2
    assert run("link", "--format", "csv", "--graph", tmp_path).code == 2
