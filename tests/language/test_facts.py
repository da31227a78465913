"""Job titles, affiliations, numbers and places of places, on entities."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.language.annotations import entities
from kg.model import Article, Quantity
from tests.language.resolved import entity, resolved


def test_an_apposition_gives_title_and_affiliation() -> None:
    """ "Jan Kos, the head of Fortis"."""
    doc = resolved(
        """
        Jan Jan NNP compound 1
        Kos Kos NNP nsubj 8
        , , , punct 1
        the the DT det 4
        head head NN appos 1
        of of IN prep 4
        Fortis Fortis NNP pobj 5
        , , , punct 1
        resigned resign VBD ROOT 8""",
        Jan_Kos="person",
        Fortis="org",
    )
    found = entity(doc, "Jan Kos")
    assert found.job_titles == ("head",)
    assert [entities(doc)[i].name for i in found.affiliations] == ["Fortis"]


def test_an_envoy_in_an_adjunct_serves_the_subject() -> None:
    """ "Spain joined, with special envoy Ana Ruiz blaming rebels": she is Spain's."""
    doc = resolved(
        """
        Spain Spain NNP nsubj 1
        joined join VBD ROOT 1
        , , , punct 1
        with with IN prep 1
        special special JJ amod 5
        envoy envoy NN compound 7
        Ana Ana NNP compound 7
        Ruiz Ruiz NNP nsubj 8
        blaming blame VBG pcomp 3
        rebels rebel NNS dobj 8""",
        Spain="country",
        Ana_Ruiz="person",
    )
    found = entity(doc, "Ana Ruiz")
    assert found.job_titles == ("special envoy",)
    assert [entities(doc)[i].name for i in found.affiliations] == ["Spain"]


def test_a_demonym_says_whose_a_group_is() -> None:
    """ "27 Kenyan negotiators" are 27, of Kenya."""
    doc = resolved(
        """
        27 27 CD nummod 2
        Kenyan kenyan JJ amod 2
        negotiators negotiator NNS nsubj 3
        left leave VBD ROOT 3""",
        Kenyan="country",
    )
    found = entity(doc, "27 Kenyan negotiators")
    assert found.quantity == Quantity(count=27)
    assert [entities(doc)[i].name for i in found.affiliations] == ["Kenya"]


def test_a_names_possessor_says_whose_somebody_is() -> None:
    """ "Kenya's Jan Kos"."""
    doc = resolved(
        """
        Kenya Kenya NNP poss 3
        's 's POS case 0
        Jan Jan NNP compound 3
        Kos Kos NNP nsubj 4
        left leave VBD ROOT 4""",
        Kenya="country",
        Jan_Kos="person",
    )
    assert [entities(doc)[i].name for i in entity(doc, "Jan Kos").affiliations] == ["Kenya"]


def test_a_daughter_belongs_to_no_body() -> None:
    """A person's relatives are not affiliated by a possessive."""
    doc = resolved(
        """
        Kos Kos NNP nsubj 1
        praised praise VBD ROOT 1
        his his PRP$ poss 3
        daughter daughter NN dobj 1""",
        Kos="person",
    )
    assert entity(doc, "daughter").affiliations == ()


@pytest.mark.model
@pytest.mark.parametrize(
    "words", ["Hundreds of Ghanaians", "Dozens of Ghanaian teachers", "Two of the Ghanaian teachers"]
)
def test_a_counted_people_belongs_to_its_country(extractor: Extractor, words: str) -> None:
    """What a number or a quantity counts says whose they are."""
    (extraction,) = extractor.extract([Article("a", f"{words} left Lagos on Friday.")])
    first = next(e for e in extraction.entities if e.mentions[0].words == words)
    assert [extraction.entities[i].name for i in first.affiliations] == ["Ghana"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("people", "country"),
    [("South Africans", "South Africa"), ("North Koreans", "North Korea"), ("Costa Ricans", "Costa Rica")],
)
def test_a_people_of_two_words_belongs_to_the_country_of_both(extractor: Extractor, people: str, country: str) -> None:
    """Not to that of the last: no "Africa", and the Koreans of the North are not the South's."""
    (extraction,) = extractor.extract([Article("a", f"Two {people} were arrested in Lagos on Friday.")])
    first = next(e for e in extraction.entities if e.mentions[0].words == f"Two {people}")
    assert [extraction.entities[i].name for i in first.affiliations] == [country]


@pytest.mark.model
@pytest.mark.parametrize("words", ["media", "MPs", "state television", "film-makers", "Muslims"])
def test_a_demonym_says_whose_people_and_media_are(extractor: Extractor, words: str) -> None:
    """Whatever noun stands behind it."""
    (extraction,) = extractor.extract([Article("a", f"Kenyan {words} criticised Hamas on Friday.")])
    first = next(e for e in extraction.entities if e.mentions[0].words == f"Kenyan {words}")
    assert [extraction.entities[i].name for i in first.affiliations] == ["Kenya"]
