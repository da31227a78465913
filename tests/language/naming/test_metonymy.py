"""Capitals that act are governments."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.language.naming.metonymy import Metonymy
from kg.ontology import load_ontology
from tests.language.parses import doc_of


@pytest.fixture(scope="module")
def metonymy() -> Metonymy:
    """With the ontology that ships."""
    return Metonymy(load_ontology())


def lima(verb: str, lemma: str) -> Doc:
    """A Doc in which Lima is the subject of a verb that has Quito as its object."""
    return doc_of(f"""
        Lima Lima NNP nsubj 1
        {verb} {lemma} VBD ROOT 1
        Quito Quito NNP dobj 1""")


@pytest.mark.parametrize(
    ("verb", "lemma", "acting"),
    [
        ("accused", "accuse", ["Lima", "Quito"]),
        ("asked", "ask", ["Lima", "Quito"]),
        ("bombed", "bomb", ["Lima"]),
        ("resembled", "resemble", []),
        ("angered", "anger", ["Lima", "Quito"]),
    ],
)
def test_frames_tell_governments_from_towns(metonymy: Metonymy, verb: str, lemma: str, acting: list[str]) -> None:
    """Who does something acts; whom one talks to does too, but what is bombed or like something else is a town."""
    doc = lima(verb, lemma)
    assert [token.text for token in doc if token.pos_ == "PROPN" and metonymy.acts(token)] == acting


@pytest.mark.parametrize(("adjective", "acts"), [("reluctant", True), ("wary", True), ("large", False)])
def test_a_government_is_of_a_mind(metonymy: Metonymy, adjective: str, *, acts: bool) -> None:
    """What somebody feels no town does."""
    table = f"""
        Lima Lima NNP nsubj 1
        is be VBZ ROOT 1
        {adjective} {adjective} JJ acomp 1"""
    assert metonymy.acts(doc_of(table)[0]) is acts


def test_a_government_has_plans_and_a_town_has_streets(metonymy: Metonymy) -> None:
    """What a capital has says what it is."""
    table = """
        Lima Lima NNP poss 2
        's 's POS case 0
        {0} {0} NN nsubj 3
        grew grow VBD ROOT 3"""
    assert metonymy.acts(doc_of(table.format("plan"))[0])
    assert not metonymy.acts(doc_of(table.format("suburb"))[0])


def test_prepositions_of_place_mean_the_town(metonymy: Metonymy) -> None:
    """ "In Lima" is where; "with Lima" is with whom."""
    table = """
        talks talk NNS ROOT 0
        {0} {0} IN prep 0
        Lima Lima NNP pobj 1"""
    assert not metonymy.acts(doc_of(table.format("in"))[2])
    assert metonymy.acts(doc_of(table.format("with"))[2])


def test_whom_one_calls_on_is_a_government(metonymy: Metonymy) -> None:
    """Frames of other words that begin with the verb, such as "call up", say nothing of it."""
    table = """
        Peru Peru NNP nsubj 1
        called call VBD ROOT 1
        on on IN prep 1
        Lima Lima NNP pobj 2"""
    assert metonymy.acts(doc_of(table)[3])


def test_a_house_is_a_government_unless_somebody_is_in_it(metonymy: Metonymy) -> None:
    """ "The Kremlin's critics" are the government's; "in the Kremlin" is a place."""
    table = """
        critics critic NNS ROOT 0
        {0} {0} IN prep 0
        Kremlin Kremlin NNP pobj 1"""
    assert metonymy.acts(doc_of(table.format("of"))[2], is_town=False)
    assert not metonymy.acts(doc_of(table.format("inside"))[2], is_town=False)
    assert not metonymy.acts(doc_of(table.format("past"))[2], is_town=False)


@pytest.mark.parametrize(
    ("verb", "lemma", "acting"), [("left", "leave", False), ("visited", "visit", False), ("accused", "accuse", True)]
)
def test_a_house_that_one_goes_to_is_a_place(metonymy: Metonymy, verb: str, lemma: str, *, acting: bool) -> None:
    """ "Left the Kremlin" is the house, by the frames of the verb; "accused the Kremlin" is the government."""
    doc = doc_of(f"""
        Ruiz Ruiz NNP nsubj 1
        {verb} {lemma} VBD ROOT 1
        Kremlin Kremlin NNP dobj 1""")
    assert metonymy.acts(doc[2], is_town=False) is acting


def test_a_street_that_one_marches_down_is_a_place(metonymy: Metonymy) -> None:
    """The parser takes the preposition for a part of the verb."""
    doc = doc_of("""
        Nurses nurse NNS nsubj 1
        marched march VBD ROOT 1
        down down RP prt 1
        Kremlin Kremlin NNP dobj 1""")
    assert not metonymy.acts(doc[3], is_town=False)
