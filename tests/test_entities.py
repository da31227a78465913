"""The list of a graph's entities."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg.entities import ListedEntity, chosen, entities, kind_of, to_csv, to_json
from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from tests.conftest import Run
from tests.made_graphs import BASE, shelling_trig


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """One article as a file."""
    path = tmp_path / "graph.trig"
    path.write_text(shelling_trig(), encoding="utf-8")
    return path


@pytest.fixture
def listed(graph: Path) -> tuple[ListedEntity, ...]:
    """Its entities."""
    return entities(KnowledgeGraph.open(graph).store)


def test_an_entity_is_listed_with_names_counts_and_identifiers(listed: tuple[ListedEntity, ...]) -> None:
    """Mentions are words, events those that it has a role in or is the source of."""
    berg, norland = (next(e for e in listed if e.name == name) for name in ("Ada Berg", "Norland"))
    assert berg == ListedEntity(f"{BASE}person/Ada_Berg", EntityKind.PERSON, "Ada Berg", 2, 3, ("Berg",))
    assert norland.same_as == ("http://www.wikidata.org/entity/Q1",)


def test_the_most_mentioned_stand_first(listed: tuple[ListedEntity, ...]) -> None:
    """Of equals the one with more events."""
    assert [e.name for e in listed] == ["Ada Berg", "Sudmark", "Port Elin", "Norland", "The Elin Post"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"kinds": [EntityKind.COUNTRY]}, ["Sudmark", "Norland"]),
        ({"name": "BERG"}, ["Ada Berg"]),
        ({"is_unlinked": True, "kinds": [EntityKind.COUNTRY]}, ["Sudmark"]),
        ({"min_mentions": 0, "kinds": [EntityKind.ORGANIZATION]}, ["The Elin Post"]),
        ({"kinds": [EntityKind.ORGANIZATION]}, []),
    ],
)
def test_entities_are_chosen_by_type_name_and_link(
    listed: tuple[ListedEntity, ...], filters: dict[str, object], names: list[str]
) -> None:
    """Filters add up; what no words mention, like a publisher, has to be asked for."""
    assert [e.name for e in chosen(listed, **filters)] == names


def test_an_event_of_two_articles_counts_once(tmp_path: Path) -> None:
    """Reports of one happening are one event."""
    trig = shelling_trig()
    happening = f"kg:happening <{BASE}happening/1> ;"
    second = trig[trig.index("GRAPH <https://example.org/shelling>") :].replace("org/shelling", "org/again")
    both = (trig + second).replace("a kg:Accusation ;", f"a kg:Accusation ; {happening}")
    (tmp_path / "graph.trig").write_text(both, encoding="utf-8")
    berg = entities(KnowledgeGraph.open(tmp_path / "graph.trig").store)[0]
    assert (berg.name, berg.mentions, berg.events) == ("Ada Berg", 4, 5)


def test_csv_and_json_have_the_same_columns(listed: tuple[ListedEntity, ...]) -> None:
    """Several values are a list in JSON, and one cell in CSV."""
    (row, *_) = csv.DictReader(to_csv(listed).splitlines())
    (item, *_) = json.loads(to_json(listed))
    assert list(row) == list(item)
    assert (row["aliases"], item["aliases"]) == ("Berg", ["Berg"])


def test_no_cell_is_a_formula() -> None:
    """A name that a spreadsheet would run is text there."""
    evil = ListedEntity("https://example.org/a#entity=1", EntityKind.THING, '=HYPERLINK("x")', 1, 0)
    assert "'=HYPERLINK" in to_csv([evil])


def test_a_type_has_two_words() -> None:
    """The short one of IRIs, and the long one; any other is a mistake that is told."""
    assert kind_of("org") is kind_of("Organization") is EntityKind.ORGANIZATION
    with pytest.raises(QueryError, match="no type animal; there are person"):
        kind_of("animal")


def test_the_command_prints_a_table_or_a_format(run: Run, graph: Path) -> None:
    """Prefixes in the table, full IRIs in the formats for machines; an unknown format is wrong usage."""
    _, out, _ = run("entities", "--graph", graph, "--type", "person")
    assert out.split("\n")[1].split() == ["person:Ada_Berg", "person", "Ada", "Berg", "2", "3", "Berg"]
    _, out, _ = run("entities", "--graph", graph, "--format", "csv", "--limit", "1")
    assert out.splitlines()[1].startswith(f"{BASE}person/Ada_Berg,person,Ada Berg,2,3")
    code, _, err = run("entities", "--graph", graph, "--format", "yaml")
    assert (code, err) == (2, "kg: there is no format yaml; there are table, csv, json\n")
