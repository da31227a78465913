"""Timelines of several entities over several articles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.model import EntityKind, Role
from kg.timeline import Timeline, timeline, timeline_csv, timeline_html, timeline_svg
from tests.conftest import Run
from tests.made_extractions import Draft, answer, border, made_graph, small_ontology
from tests.made_extractions import hostile as hostile_article

SHELLING = "Sudmark attacks Port Elin"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Two articles that tell of one attack."""
    return made_graph(border(), answer())


@pytest.fixture(scope="module")
def hostile() -> KnowledgeGraph:
    """An article whose names and words are markup, formulas and control characters."""
    return made_graph(hostile_article())


def of(graph: KnowledgeGraph, *names: str, **asked: object) -> Timeline:
    """A timeline of a graph."""
    return timeline(graph.store, names, **asked)


def lines(found: Timeline) -> list[tuple[str, str]]:
    """When and what."""
    return [(entry.when, entry.event.label) for entry in found.entries]


def test_a_happening_stands_once_with_all_who_tell_it(graph: KnowledgeGraph) -> None:
    """Its plainest report stands for it."""
    (entry,) = of(graph, "Port Elin", dated=True).entries
    assert (entry.when, entry.event.label, entry.event.telling.value) == ("2031-05-02", SHELLING, "asserts")
    assert entry.notes == ("2 articles: 1 asserts, 1 attributes, 1 denies",)
    assert len(entry.reports) == 3


def test_what_no_text_dates_stands_at_its_articles_day(graph: KnowledgeGraph) -> None:
    """It says so, and stands behind what that day dates itself."""
    assert lines(of(graph, "Port Elin")) == [
        ("2031-05-02", SHELLING),
        ("told 2031-05-04", "denied: Sudmark attacks Port Elin"),
        ("told 2031-05-04", "killing: people"),
        ("told 2031-05-04", "Port Elin: burned"),
    ]


def test_what_nobody_dates_stands_last() -> None:
    """Neither text nor article has a day."""
    graph = KnowledgeGraph(ontology=small_ontology())
    draft = Draft("Ann met Bob. Ann met Bob in May.", id="undated")
    draft.entity(EntityKind.PERSON, "Ann", "Ann", ("Ann", 1))
    draft.entity(EntityKind.PERSON, "Bob", "Bob", ("Bob", 1))
    draft.event("Meeting", "met", actor="Ann", target="Bob")
    draft.event("Meeting", ("met", 1), actor="Ann", target="Bob", day="2031-05")
    graph.add(draft.extraction())
    assert [when for when, _ in lines(of(graph, "Ann"))] == ["2031-05", "undated"]


def test_several_entities_share_a_line(graph: KnowledgeGraph) -> None:
    """Each event says which of them has which role."""
    found = of(graph, "berg", "Sudmark")
    assert [subject.name for subject in found.subjects] == ["berg", "Sudmark"]
    (accusation,) = [entry for entry in found.entries if entry.event.event_class == "Accusation"]
    assert accusation.parts == ((Role.ACTOR,), (Role.TARGET,))
    assert len({entry.event.iri for entry in found.entries}) == len(found.entries)


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"since": "2031-05-03", "dated": True}, ["2031-05-03", "2031-06"]),
        ({"until": "2031-05-02", "type": "Communication"}, ["2031-05-02"]),
        ({"since": "2031-06"}, ["2031-06"]),
        ({"type": "Meeting", "asserted": True}, ["2031-05-03"]),
        ({"since": "2032"}, []),
    ],
)
def test_a_timeline_is_limited(graph: KnowledgeGraph, asked: dict[str, object], days: list[str]) -> None:
    """By time, by class, to what is dated and to what is asserted."""
    assert [when for when, _ in lines(of(graph, "Ada Berg", **asked))] == days


@pytest.mark.parametrize(("names", "said"), [([], "needs a name"), (["Ada Bergh"], "did you mean Ada Berg or Berg?")])
def test_a_name_that_is_none_is_told(graph: KnowledgeGraph, names: Sequence[str], said: str) -> None:
    """With those that are near."""
    with pytest.raises(QueryError) as caught:
        timeline(graph.store, names)
    assert said in str(caught.value)


def test_the_table_has_a_row_an_event(graph: KnowledgeGraph) -> None:
    """With what dates it, the roles and the sentence."""
    rows = list(csv.DictReader(io.StringIO(timeline_csv(of(graph, "Port Elin", "Sudmark")))))
    assert [row["dated_by"] for row in rows[:2]] == ["text", "text"]
    (row,) = [row for row in rows if row["event"] == SHELLING]
    assert (row["event"], row["roles"], row["articles"]) == (SHELLING, "Port Elin: target; Sudmark: actor", "2")
    assert row["sentence"] == "Sudmark [shelled] Port Elin on Friday."
    assert "publication" in {row["dated_by"] for row in rows}


def test_no_cell_is_a_formula(hostile: KnowledgeGraph) -> None:
    """A name that begins with = is text."""
    (row,) = csv.DictReader(io.StringIO(timeline_csv(of(hostile, "=1+1"))))
    assert row["event"].startswith("'=1+1")
    assert row["sentence"].startswith("'=1+1 [met]")


def test_the_picture_is_a_picture(graph: KnowledgeGraph) -> None:
    """Well-formed; a mark for each role, a shape for each telling, words beside every colour."""
    found = of(graph, "Sudmark", "Port Elin")
    svg = ElementTree.fromstring(timeline_svg(found))
    texts = ["".join(element.itertext()) for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[:2] == ["Sudmark", "Port Elin"]
    assert all(entry.when in texts for entry in found.entries)
    marks = [element.get("d") for element in svg.iter("{http://www.w3.org/2000/svg}path")]
    assert len(marks) == sum(bool(roles) for entry in found.entries for roles in entry.parts) + 5
    assert len(set(marks)) == 4  # two circles: one filled, one not
    assert (
        len({(e.get("d"), e.get("fill") == e.get("stroke")) for e in svg.iter("{http://www.w3.org/2000/svg}path")}) == 5
    )


def test_the_page_asks_the_network_for_nothing(graph: KnowledgeGraph) -> None:
    """No script, no address; its own style is allowed by its hash."""
    page = timeline_html(of(graph, "Sudmark"))
    assert not re.search(r"(?:src|href)=", page)
    assert "<script" not in page
    assert "style-src 'sha256-" in page
    assert "<mark>shelled</mark>" in page
    assert '<time datetime="2031-05-02">2031-05-02</time>' in page


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more."""
        self.tags.add(tag)


def test_hostile_names_stay_text(hostile: KnowledgeGraph) -> None:
    """Neither picture nor page becomes what an article writes."""
    found = of(hostile, "=1+1")
    assert "script" not in Tags(timeline_html(found)).tags
    assert "\x00" not in timeline_html(found)
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(timeline_svg(found)).iter()}
    assert tags <= {"svg", "title", "rect", "line", "text", "g", "path"}


@pytest.mark.parametrize("write", [timeline_csv, timeline_svg, timeline_html])
def test_a_timeline_is_the_same_every_time(graph: KnowledgeGraph, write: object) -> None:
    """Byte for byte, in whatever order the articles came."""
    other = made_graph(answer(), border())
    assert write(of(graph, "Sudmark", "Berg")) == write(of(other, "Sudmark", "Berg"))


@pytest.mark.parametrize(
    ("format", "begins"), [("text", "told 2025-03-01"), ("csv", "begin,"), ("svg", "<svg"), ("html", "<!")]
)
def test_the_command_writes_every_format(run: Run, built: Path, tmp_path: Path, format: str, begins: str) -> None:
    """On stdout and into a file alike."""
    result = run("timeline", "Peru", "--format", format, "--graph", built)
    assert result.code == 0
    assert result.out.startswith(begins)
    assert run("timeline", "Peru", "--format", format, "--graph", built, "-o", tmp_path / "line").code == 0
    assert (tmp_path / "line").read_bytes().decode().splitlines() == result.out.splitlines()


def test_the_command_shows_sentences(run: Run, built: Path) -> None:
    """Each with its article."""
    result = run("timeline", "Peru", "--sentences", "--graph", built)
    assert "Peru [accused] Chile." in result.out
    assert run("timeline", "Peru", "--format", "word", "--graph", built).code == 2
