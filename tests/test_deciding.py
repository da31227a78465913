"""What a user's decisions make of an extraction."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

import kg
from kg.deciding import decided
from kg.errors import OntologyError
from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.gazetteer.decisions import Rejection, Split, read_decisions
from kg.identity import Resolved, identify
from kg.model import EntityKind, Extraction, KnownPlace, Role
from tests.made_extractions import Draft, small_ontology

BASE = "https://w3id.org/newskg/"
HEAD = """
@prefix kg: <https://w3id.org/newskg#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
@prefix person: <https://w3id.org/newskg/person/> . @prefix org: <https://w3id.org/newskg/org/> .
@prefix place: <https://w3id.org/newskg/place/> . @prefix my: <https://example.org/staff/> .
"""
ARTICLE = f"{BASE}article/draft"


def smiths() -> Extraction:
    """Two people that an article, or its reader, has under one name."""
    draft = Draft(
        "Jan Smith accused Norland. J. Smith denied it. The Post asked Smith. “We fire,” Smith said.",
        publisher="The Post",
    )
    draft.entity(
        EntityKind.PERSON, "Jan Smith", "Jan Smith", ("Smith", 2), ("Smith", 3), aliases=("Smith",), same_as=("x:1",)
    )
    draft.entity(EntityKind.PERSON, "J. Smith", "J. Smith", aliases=("J.",))
    draft.entity(EntityKind.COUNTRY, "Norland", contained_in=KnownPlace(EntityKind.PLACE, "Oldland"))
    draft.entity(EntityKind.ORGANIZATION, "Post")
    draft.event("Accusation", "accused", actor="Jan Smith", target="Norland")
    draft.event("Denial", "denied", actor="J. Smith")
    quotation = draft.quotation("We fire,", "Jan Smith")
    fire = draft.event(None, "fire", source="Jan Smith")
    draft.event("Statement", "said", actor="Jan Smith", content=fire)
    draft.event("Statement", "said", quotation=quotation, actor="Jan Smith")
    return draft.extraction()


def spoken(extraction: Extraction) -> Extraction:
    """The same, with the arguments of the statements at the name that fills them."""
    from dataclasses import replace

    smith = extraction.entities[0].mentions[2]
    events = tuple(
        replace(e, arguments=tuple(replace(a, mention=smith) if a.role is Role.ACTOR else a for a in e.arguments))
        if e.event_class == "Statement"
        else e
        for e in extraction.events
    )
    return replace(extraction, events=events)


def after(turtle: str, tmp_path: Path, extraction: Extraction | None = None) -> Resolved:
    """The extraction with its IRIs, as decided by an authority file."""
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    gazetteer = load_gazetteer([path])
    return identify(decided(extraction or spoken(smiths()), gazetteer, BASE), BASE, ontology=small_ontology())


def test_a_merged_node_takes_iri_kind_and_name_of_the_other(tmp_path: Path) -> None:
    """Its own name becomes an alias, and its events those of the one node."""
    found = after(
        "person:J.%20Smith kg:mergedInto person:Jan_Smith . person:J._Smith kg:mergedInto person:Jan_Smith .", tmp_path
    )
    assert found.entities[:2] == (f"{BASE}person/Jan_Smith",) * 2
    merged = found.extraction.entities[1]
    assert (merged.name, merged.aliases, merged.same_as) == ("Jan Smith", ("J.", "J. Smith", "Smith"), ("x:1",))
    assert [e.fillers(Role.ACTOR) for e in found.events if e.event.event_class == "Denial"] == [
        [f"{BASE}person/Jan_Smith"]
    ]


def test_merges_lead_on(tmp_path: Path) -> None:
    """What was merged into a node goes where that goes; a target that the article does not have is named by its IRI."""
    turtle = "person:J._Smith kg:mergedInto person:Jan_Smith . person:Jan_Smith kg:mergedInto org:The_Smiths ."
    found = after(turtle, tmp_path)
    assert found.entities[:2] == (f"{BASE}org/The_Smiths",) * 2
    assert {(e.kind, e.name) for e in found.extraction.entities[:2]} == {(EntityKind.ORGANIZATION, "The Smiths")}


def test_a_merge_into_what_is_known_brings_what_is_known(tmp_path: Path) -> None:
    """Identifiers and coordinates come with the name."""
    found = after(
        "<https://w3id.org/newskg/country/Norland> kg:mergedInto <https://w3id.org/newskg/country/Norway> .", tmp_path
    )
    norway = found.extraction.entities[2]
    assert "http://www.wikidata.org/entity/Q20" in norway.same_as
    assert (norway.name, norway.aliases, norway.contained_in) == ("Norway", ("Norland",), None)


def test_a_merge_into_the_users_own_keeps_that_iri(tmp_path: Path) -> None:
    """The user's label and type go with it."""
    turtle = 'my:jan a schema:Person ; skos:prefLabel "Jan P. Smith" . person:Jan_Smith kg:mergedInto my:jan .'
    found = after(turtle, tmp_path)
    assert found.entities[0] == "https://example.org/staff/jan"
    assert found.extraction.entities[0].name == "Jan P. Smith"


def test_a_node_of_one_article_can_be_merged(tmp_path: Path) -> None:
    """A bare surname that the article does not resolve is somebody whom the user knows."""
    draft = Draft("Smith spoke.")
    draft.entity(EntityKind.PERSON, "Smith", shared=False)
    found = after(f"<{ARTICLE}#entity=0> kg:mergedInto person:Jan_Smith .", tmp_path, draft.extraction())
    assert found.entities == (f"{BASE}person/Jan_Smith",)


def test_the_publisher_and_the_places_around_are_merged_too(tmp_path: Path) -> None:
    """They are nodes without a mention."""
    turtle = "org:The_Post kg:mergedInto org:Evening_Post . place:Oldland kg:mergedInto place:Great_Oldland ."
    found = after(turtle, tmp_path)
    assert found.extraction.article.publisher == "Evening Post"
    around = found.extraction.entities[2].contained_in
    assert around is not None
    assert around.name == "Great Oldland"


def test_a_split_by_article_makes_somebody_else_there(tmp_path: Path) -> None:
    """With a name of its own, and what is known of the other taken away."""
    turtle = (
        f"person:Jan_Smith kg:split [ kg:inArticle <{ARTICLE}> ; kg:becomes <{BASE}person/Jan_Smith_%28poet%29> ] ."
    )
    found = after(turtle, tmp_path)
    assert found.entities[0] == f"{BASE}person/Jan_Smith_%28poet%29"
    other = found.extraction.entities[0]
    assert (other.name, other.aliases, other.same_as) == ("Jan Smith (poet)", ("Jan Smith", "Smith"), ())


def test_a_split_without_a_name_is_the_articles_own(tmp_path: Path) -> None:
    """Two articles with a Jan Smith each have two then; an article that is not named keeps the old one."""
    found = after(f"person:Jan_Smith kg:split [ kg:inArticle <{ARTICLE}> ] .", tmp_path)
    assert found.entities[0] == f"{ARTICLE}#entity=0"
    assert found.extraction.entities[0].name == "Jan Smith"
    found = after("person:Jan_Smith kg:split [ kg:inArticle <https://example.org/other> ] .", tmp_path)
    assert found.entities[0] == f"{BASE}person/Jan_Smith"


def test_a_split_by_name_takes_mentions_and_their_roles_along(tmp_path: Path) -> None:
    """What the other one says is his own words then."""
    found = after('person:Jan_Smith kg:split [ kg:underName "Smith" ; kg:becomes person:Eva_Smith ] .', tmp_path)
    assert found.entities[0] == f"{BASE}person/Jan_Smith"
    assert found.entities[-1] == f"{BASE}person/Eva_Smith"
    old, new = found.extraction.entities[0], found.extraction.entities[-1]
    assert ([m.words for m in old.mentions], old.aliases) == (["Jan Smith"], ())
    assert [m.words for m in new.mentions] == ["Smith", "Smith"]
    assert found.extraction.quotations[0].speaker == len(found.extraction.entities) - 1
    said = {e.event.predicate: (e.fillers(Role.ACTOR), e.attribution) for e in found.events}
    assert said["fire"] == ([], f"{BASE}person/Eva_Smith")
    assert said["said"][0] == [f"{BASE}person/Eva_Smith"]
    assert said["accused"][0] == [f"{BASE}person/Jan_Smith"]


def test_a_split_by_name_takes_the_name_from_what_is_known(tmp_path: Path) -> None:
    """A shipped alias that misleads is one no more, in no article."""
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + 'org:United_Nations kg:split [ kg:underName "UN" ] .', encoding="utf-8")
    known = load_gazetteer([path])
    assert known.known("UN") == ()
    assert known.known("U.N.")[0].name == "United Nations"
    path.write_text(HEAD + 'org:United_Nations kg:split [ kg:underName "UN" ; kg:becomes org:Our_News ] .')
    (other,) = load_gazetteer([path]).known("UN")
    assert (other.kind, other.name, other.iri) == (EntityKind.ORGANIZATION, "Our News", f"{BASE}org/Our_News")


def test_a_split_applies_to_what_was_merged(tmp_path: Path) -> None:
    """A user splits what the graph shows, which is after merging; and what was split off can be merged."""
    turtle = f"""person:J._Smith kg:mergedInto person:Jan_Smith . person:Jan_Smith_2 kg:mergedInto person:Eva_Smith .
    person:Jan_Smith kg:split [ kg:inArticle <{ARTICLE}> ; kg:becomes person:Jan_Smith_2 ] ."""
    assert after(turtle, tmp_path).entities[:2] == (f"{BASE}person/Eva_Smith",) * 2


def test_a_rejected_event_is_out_of_the_contents_of_others_too(tmp_path: Path) -> None:
    """Words and class say which; other events stay as they are."""
    extraction = spoken(smiths())
    begin = extraction.article.text.index("fire")
    found = after(
        f"<{ARTICLE}#char={begin},{begin + 4}> kg:rejectedAs <http://semanticweb.cs.vu.nl/2009/11/sem/Event> ;"
        ' nif:anchorOf "fire" .',
        tmp_path,
    )
    assert [e.event.predicate for e in found.events] == ["accused", "denied", "said", "said"]
    assert not any(a.is_event for e in found.extraction.events for a in e.arguments)


def test_a_rejection_that_finds_nothing_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An article that was edited has other words there: nothing is rejected in their place."""
    with caplog.at_level(logging.WARNING):
        found = after(f'<{ARTICLE}#char=10,17> kg:rejectedAs kg:Denial ; nif:anchorOf "accused" .', tmp_path)
    assert len(found.events) == len(smiths().events)
    assert "no event Denial at 10,17 ('accused') is left to reject" in caplog.text


def test_identifiers_are_added_and_refused(tmp_path: Path) -> None:
    """owl:sameAs of a node links it, owl:differentFrom takes a wrong link away, skos:closeMatch does nothing."""
    turtle = "person:Jan_Smith owl:sameAs <x:2> ; owl:differentFrom <x:1> ; skos:closeMatch <x:3> ."
    assert after(turtle, tmp_path).extraction.entities[0].same_as == ("x:2",)


def test_no_decision_changes_nothing(tmp_path: Path) -> None:
    """Without a decision about it an extraction is the same object."""
    extraction = smiths()
    assert decided(extraction, load_gazetteer()) is extraction
    assert after("person:Who kg:mergedInto person:Whoever .", tmp_path, extraction).extraction == extraction


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("person:A kg:mergedInto person:B . person:B kg:mergedInto person:A .", "goes round in a circle"),
        ("person:A kg:mergedInto person:B, person:C .", "is merged into two others"),
        ("person:A kg:split [ kg:becomes person:B ] .", "a kg:split needs a kg:inArticle or a kg:underName"),
        ("person:A kg:split person:B .", "a kg:split needs"),
        ('person:A kg:rejectedAs kg:Denial ; nif:anchorOf "x" .', "kg:rejectedAs stands between words"),
        ("<x:a#char=1,2> kg:rejectedAs kg:Denial .", "with a nif:anchorOf"),
        ("person:A kg:mergedInto", "mine.ttl"),
    ],
)
def test_a_decision_that_lacks_something_is_told(turtle: str, message: str, tmp_path: Path) -> None:
    """With the file and the term."""
    (tmp_path / "mine.ttl").write_text(HEAD + turtle)
    with pytest.raises(OntologyError, match=message):
        read_decisions([tmp_path / "mine.ttl"])


def test_decisions_read_back(tmp_path: Path) -> None:
    """Each as its record, whatever the order of the file."""
    (tmp_path / "mine.ttl").write_text(
        HEAD
        + 'person:A kg:split [ kg:underName "B"@en, "A" ; kg:inArticle <x:2>, <x:1> ; kg:becomes person:C ] .'
        + '<x:a#b&char=1,5> kg:rejectedAs kg:Denial ; nif:anchorOf "said" .'
    )
    found = read_decisions([tmp_path / "mine.ttl"])
    assert found.splits == (Split(f"{BASE}person/A", f"{BASE}person/C", ("x:1", "x:2"), ("A", "B")),)
    assert found.rejections == {Rejection("x:a#b", 1, 5, "said", "Denial")}


def test_a_build_applies_decisions(accusations: Path, accusation_reader: Extractor, tmp_path: Path) -> None:
    """With --authority, on every build; without it the graph is as it was."""
    path = tmp_path / "mine.ttl"
    path.write_text(
        f"<{BASE}country/Chile> <https://w3id.org/newskg#mergedInto> <{BASE}country/Bolivia> .", encoding="utf-8"
    )
    asked = "SELECT DISTINCT ?who WHERE { ?event kg:actor ?who } ORDER BY ?who"
    merged = kg.build(accusations, authority=[path], extractor=accusation_reader).query(asked).rows
    assert [str(who).rpartition("/")[2] for (who,) in merged] == ["Bolivia", "Peru"]
    plain = kg.build(accusations, extractor=accusation_reader).query(asked).rows
    assert [str(who).rpartition("/")[2] for (who,) in plain] == ["Chile", "Peru"]
