"""What a graph says of one entity."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.dossier import dossiers
from kg.errors import QueryError
from kg.extract import Extractor
from kg.graph import KnowledgeGraph
from kg.network import EntityNode, entity_network, event_network, nodes


def test_events_stand_under_the_part_and_in_time_order(accusations: Path, accusation_reader: Extractor) -> None:
    """Whom Peru accuses and who accuses Peru are told apart."""
    (found,) = dossiers(kg.build(accusations, extractor=accusation_reader).to_networkx(), "peru")
    assert [(part, [entry.report.label for entry in entries]) for part, entries in found.by_part()] == [
        ("actor", ["Peru accuses Chile"]),
        ("target", ["Chile accuses Peru"]),
    ]


@pytest.mark.model
def test_a_dossier_needs_no_more_than_what_is_read_for_it(seed_graph: KnowledgeGraph) -> None:
    """From the part around an entity comes what the whole graph tells of it, its sources' names and all."""
    whole = event_network(seed_graph.store)
    names = [name for iri, node in nodes(whole) if isinstance(node, EntityNode) for name in (iri, node.label)]
    assert len(names) > 50
    for name in names:
        part = entity_network(seed_graph.store, name)
        assert dossiers(part, name) == dossiers(whole, name)
        assert len(part) < len(whole)


def test_a_miss_offers_the_nearest_names(accusations: Path, accusation_reader: Extractor) -> None:
    """A name that nobody has is a mistake that says who is near."""
    network = kg.build(accusations, extractor=accusation_reader).to_networkx()
    with pytest.raises(QueryError, match="did you mean 'Chile'"):
        dossiers(network, "Chili")
