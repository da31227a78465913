"""Where operators stand in hand-made parses."""

from __future__ import annotations

from kg.language.saying.operators import Operators
from kg.model import Factuality
from kg.ontology import load_ontology

from ..parses import parse_of

ONTOLOGY = load_ontology()


def operators(table: str) -> Operators:
    """The operators of a hand-made parse."""
    return Operators(parse_of(table), ONTOLOGY)


def test_a_verb_governs_with_its_adverb() -> None:
    """ "Have yet to meet" is no having."""
    found = operators("""
        They they PRP nsubj 1
        have have VBP ROOT 1
        yet yet RB advmod 1
        to to TO aux 4
        meet meet VB xcomp 1""").governor(1, 4)
    assert found is not None
    assert found.name == "NegativeGovernor"


def test_a_preposition_of_time_is_no_complement() -> None:
    """ "Failed after attacks" says nothing of the attacks."""
    assert (
        operators("""
        failed fail VBD ROOT 0
        after after IN prep 0
        attacks attack NNS pobj 1""").governor(0, 1)
        is None
    )


def test_prevention_reaches_the_phrase_on_its_object() -> None:
    """ "Stopped rebels from attacking", where the parser hangs the phrase on the rebels."""
    found = operators("""
        stopped stop VBD ROOT 0
        rebels rebel NNS dobj 0
        from from IN prep 1
        attacking attack VBG pcomp 2""").governor(1, 2)
    assert found is not None
    assert found.name == "NegativeGovernor"


def test_two_words_hold_a_gerund_as_one_preposition() -> None:
    """ "Instead of attacking"."""
    names = [
        o.name
        for o in operators("""
        left leave VBD ROOT 0
        instead instead RB advmod 2
        of of IN prep 0
        attacking attack VBG pcomp 2""").beside(3)
    ]
    assert names == ["NegativePreposition"]


def test_a_question_for_yes_or_no_is_open_and_who_is_not() -> None:
    """ "Did rebels attack?" is open; "who attacked?" takes the attack for a fact."""
    asked = operators("""
        Did do VBD aux 2
        rebels rebel NNS nsubj 2
        attack attack VB ROOT 2
        ? ? . punct 2""")
    assert [o.factuality for o in asked.beside(2)] == [Factuality.POSSIBLE]
    known = operators("""
        Who who WP nsubj 1
        attacked attack VBD ROOT 1
        ? ? . punct 1""")
    assert not list(known.beside(1))


def test_the_first_to_do_it_has_done_it() -> None:
    """ "A bill to ban" is a purpose; "the first to resign" is not."""
    assert operators("""
        bill bill NN ROOT 0
        to to TO aux 2
        ban ban VB acl 0""").is_purpose(2)
    assert not operators("""
        first first JJ ROOT 0
        to to TO aux 2
        resign resign VB acl 0""").is_purpose(2)
