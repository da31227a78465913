"""Known entities by name."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.model import EntityKind

OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix my: <https://example.org/staff/> .
my:ana a schema:Person ; skos:prefLabel "Ana Ruiz"@en ; skos:altLabel "Minister Ruiz", "Quito" .
"""


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    """What ships."""
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("the U.S.", "United States"),
        ("America", "United States"),
        ("Britain", "United Kingdom"),
        ("Czechia", "Czech Republic"),
        ("Türkiye", "Turkey"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("DR Congo", "Democratic Republic of the Congo"),
    ],
)
def test_a_country_is_found_by_its_names(known: Gazetteer, name: str, canonical: str) -> None:
    """Usual, official and short names lead to one country; accents and "the" do not count."""
    country = known.country(name)
    assert country is not None
    assert country.name == canonical


def test_every_country_of_the_united_nations_is_known(known: Gazetteer) -> None:
    """The 193 members, and what news calls countries beside them, each with its GeoNames IRI."""
    countries = [e for e in known.entities if e.kind is EntityKind.COUNTRY and e.iso]
    assert len(countries) == 193 + len({"Kosovo", "Palestine", "Taiwan", "Vatican City"})
    assert all(any("geonames" in iri for iri in country.same_as) for country in countries)


def test_no_two_entities_share_kind_and_name(known: Gazetteer) -> None:
    """Kind and name make the IRI, so they are given once."""
    counted = Counter((entity.kind, entity.name) for entity in known.entities)
    assert [key for key, count in counted.items() if count > 1] == []


def test_no_two_entities_share_a_wikidata_item(known: Gazetteer) -> None:
    """An identifier is of one entity."""
    counted = Counter(iri for entity in known.entities for iri in entity.same_as)
    assert [iri for iri, count in counted.items() if count > 1] == []


def test_what_is_around_is_known_too(known: Gazetteer) -> None:
    """Every place and body that a file names as container or affiliation is in a file, or a town of GeoNames."""
    outer = {name for e in known.entities for name in (e.contained_in, e.affiliation) if name is not None}
    assert sorted(name for name in outer if not known.lookup(name)) == []


def test_one_of_a_people_has_a_country_or_town(known: Gazetteer) -> None:
    """ "Briton" and "Frenchwoman" are of a country, "Londoner" of a town, "Kurd" of a people."""
    words = ("Briton", "Frenchwoman", "Londoner", "Kurd")
    found = [(known.natives[word].kind, known.natives[word].name) for word in words]
    assert found == [
        (EntityKind.COUNTRY, "United Kingdom"),
        (EntityKind.COUNTRY, "France"),
        (EntityKind.PLACE, "London"),
        (EntityKind.GROUP, "Kurds"),
    ]


def test_demonyms_lead_to_countries_and_peoples(known: Gazetteer) -> None:
    """ "Kenyan" is Kenya's, "Kenyans" are a group that belongs to it, "Kurdish" is the Kurds'."""
    assert [e.name for word in ("Kenyan", "Dutch", "Kurdish") if (e := known.demonym(word))] == [
        "Kenya",
        "Netherlands",
        "Kurds",
    ]
    people = known.people("Kenyans")
    assert people is not None
    assert (people.kind, people.name, people.affiliation) == (EntityKind.GROUP, "Kenyans", "Kenya")
    assert known.demonym("green") is None


def test_governments_act_under_the_names_of_their_seats(known: Gazetteer) -> None:
    """A capital, a house, and the seat of a body that is no country."""
    seats = ("Lima", "the Kremlin", "Brussels", "The Hague", "Marseille")
    governments = [known.government(seat) for seat in seats]
    assert [e.name if e else None for e in governments] == ["Peru", "Russia", "European Union", "Netherlands", None]


@pytest.mark.parametrize(
    ("seat", "day", "name"),
    [
        ("Moscow", date(1990, 8, 4), "Soviet Union"),
        ("the Kremlin", date(1991, 12, 25), "Soviet Union"),
        ("Moscow", date(1991, 12, 26), "Russia"),
        ("Belgrade", date(1999, 3, 24), "Yugoslavia"),
        ("Bonn", date(1989, 11, 10), "West Germany"),
        ("Bonn", date(2020, 1, 1), None),
        ("Lima", date(1990, 8, 4), "Peru"),
    ],
)
def test_a_seat_is_that_of_the_state_of_the_day(known: Gazetteer, seat: str, day: date, name: str | None) -> None:
    """Of a state that has ended before it did."""
    government = known.government(seat, day)
    assert (government.name if government is not None else None) == name


def test_a_country_has_neighbours(known: Gazetteer) -> None:
    """GeoNames gives them by code."""
    peru = known.country("Peru")
    assert peru is not None and peru.neighbours == ("EC", "CL", "BO", "BR", "CO")


def test_a_town_has_coordinates_and_lies_somewhere(known: Gazetteer) -> None:
    """GeoNames gives identifier and coordinates, the country goes around; capitals do not hide it."""
    (quito,) = known.lookup("QUITO")
    assert quito.same_as == ("https://sws.geonames.org/3652462/",)
    assert quito.coordinates == pytest.approx((-0.23, -78.52), abs=0.05)
    around = known.containing(quito)
    assert around is not None
    assert (around.kind, around.name) == (EntityKind.COUNTRY, "Ecuador")


def test_an_american_town_lies_in_its_state(known: Gazetteer) -> None:
    """The state has its own name even where a better known town shares it."""
    spokane = known.containing(known.lookup("Spokane")[0])
    assert spokane is not None
    assert spokane.name == "Washington State"
    assert spokane.contained_in is not None
    assert spokane.contained_in.name == "United States"


def test_towns_that_share_a_name_have_names_of_their_own(known: Gazetteer) -> None:
    """The largest keeps the bare name, the others say where they are."""
    first, *others = (town.name for town in known.lookup("Valencia"))
    assert first == "Valencia"
    assert others
    assert all(", " in name for name in others)


def test_a_town_does_not_take_a_country_s_name(known: Gazetteer) -> None:
    """Of Lebanon the country and Lebanon in Tennessee the country comes first, and they are told apart."""
    names = [entity.name for entity in known.lookup("Lebanon")]
    assert names[0] == "Lebanon"
    assert names.count("Lebanon") == 1


def test_known_places_take_what_geonames_has(known: Gazetteer) -> None:
    """A name of the files that GeoNames spells otherwise is one entity with the town's identifier."""
    assert known.lookup("Cologne") == known.lookup("Köln")[:1]
    assert known.lookup("Bombay")[0].name == "Mumbai"


def test_the_user_s_own_entities_win(tmp_path: Path) -> None:
    """They keep their IRI and drive out whatever else has one of their names."""
    path = tmp_path / "own.ttl"
    path.write_text(OWN)
    known = load_gazetteer([path])
    (ana,) = known.lookup("Quito")
    assert (ana.kind, ana.name, ana.iri) == (EntityKind.PERSON, "Ana Ruiz", "https://example.org/staff/ana")
    assert known.version != load_gazetteer().version


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (OWN.replace("a schema:Person", "a schema:Book"), "needs a type"),
        (OWN.replace("@prefix my", "@prefx my"), "own.ttl"),
    ],
)
def test_a_wrong_authority_file_is_named(tmp_path: Path, turtle: str, message: str) -> None:
    """The error says which file or term is wrong."""
    path = tmp_path / "own.ttl"
    path.write_text(turtle)
    with pytest.raises(OntologyError, match=message):
        load_gazetteer([path])


def test_towns_are_not_read_before_one_is_asked_for() -> None:
    """Loading stays quick: the large table waits for the first name."""
    code = (
        "from kg.gazetteer import load_gazetteer; known = load_gazetteer(); list(known.texts())\n"
        "assert '_towns' not in vars(known); known.lookup('Cusco'); assert '_towns' in vars(known)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_users_own_wins_over_every_source(tmp_path: Path) -> None:
    """Over countries, organisations, towns, and what demonyms and seats of government lead to."""
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
        @prefix my: <https://example.org/staff/> .
        my:chile a schema:Country ; skos:prefLabel "Republic of Chile" ; skos:altLabel "Chile" .
        my:hamas a schema:Person ; skos:prefLabel "Hamas" . my:doha a schema:Organization ; skos:prefLabel "Doha" ."""
    )
    own = load_gazetteer([path])
    for name, iri in (("Chile", "chile"), ("Hamas", "hamas"), ("Doha", "doha")):
        assert [entity.iri for entity in own.lookup(name)] == [f"https://example.org/staff/{iri}"]
    demonym, people, seat = own.demonym("Chilean"), own.people("Chileans"), own.government("Santiago")
    assert demonym is not None
    assert seat == demonym
    assert demonym.iri == "https://example.org/staff/chile"
    assert people is not None
    assert (people.name, people.affiliation) == ("Chileans", "Republic of Chile")
