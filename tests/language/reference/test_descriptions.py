"""Nouns that look back: what a body, a person or a state is called when it has been named."""

from __future__ import annotations

import pytest

from tests.language.resolved import clusters, resolved

BODY = """
    Ravna Ravna NNP nsubj 1
    closed close VBD ROOT 1
    mines mine NNS dobj 1
    . . . punct 1
    The the DT det 6
    {0} {0} JJ amod 6
    {1} {1} NN nsubj 7
    apologised apologise VBD ROOT 7"""


@pytest.mark.parametrize("words", [("ailing", "lender"), ("environmental", "group"), ("regional", "tabloid")])
def test_a_body_is_called_by_its_kind(words: tuple[str, str]) -> None:
    """Whatever adjective stands before the noun."""
    doc = resolved(BODY.format(*words), Ravna="org")
    assert clusters(doc) == {("Ravna", f"The {words[0]} {words[1]}")}


def test_what_tells_it_apart_is_another_body() -> None:
    """ "The rival group" is not the group that was named."""
    assert clusters(resolved(BODY.format("rival", "group"), Ravna="org")) == set()


def test_a_body_may_be_called_by_its_country() -> None:
    """ "The Kenyan lender" is the bank of which nothing else is known."""
    doc = resolved(BODY.format("Kenyan", "lender"), Ravna="org", Kenyan="country")
    assert clusters(doc) == {("Ravna", "The Kenyan lender")}


UNION = """
    Ravna Ravna NNP nsubj 1
    met meet VBD ROOT 1
    Tarn Tarn NNP compound 3
    Union Union NNP dobj 1
    . . . punct 1
    The the DT det 6
    {0} {0} NN nsubj 7
    apologised apologise VBD ROOT 7"""


@pytest.mark.parametrize(("noun", "name"), [("company", "Ravna"), ("union", "Tarn Union")])
def test_no_union_is_a_company(noun: str, name: str) -> None:
    """ "The company" is not the body that a name says to be a union, an agency, a court."""
    doc = resolved(UNION.format(noun), Ravna="org", Tarn_Union="org")
    assert clusters(doc) == {(name, f"The {noun}")}


def test_a_clause_behind_a_comma_only_adds_something() -> None:
    """ "The company, which ..." is the one that was named; "the company which ..." may be any."""
    table = """
        Ravna Ravna NNP nsubj 1
        grew grow VBD ROOT 1
        . . . punct 1
        The the DT det 4
        company company NN nsubj 8
        {0}which which WDT nsubj {2}
        mines mine VBZ relcl 4
        zinc zinc NN dobj {2}
        {1}left leave VBD ROOT {3}"""
    parted = table.format(", , , punct 4\n        ", ", , , punct 4\n        ", 7, 10).replace("nsubj 8", "nsubj 10", 1)
    assert ("Ravna", "The company", "which") in clusters(resolved(parted, Ravna="org"))
    told = table.format("", "", 6, 8)
    assert clusters(resolved(told, Ravna="org")) == {("The company", "which")}


def test_an_epithet_is_the_person_in_mind() -> None:
    """ "The tycoon" is who was just named; "the other tycoon" is not."""
    table = """
        Ana Ana NNP compound 1
        Ruiz Ruiz NNP nsubj 2
        won win VBD ROOT 2
        . . . punct 2
        The the DT det {0}
        {1}tycoon tycoon NN nsubj {2}
        smiled smile VBD ROOT {2}"""
    assert clusters(resolved(table.format(5, "", 6), Ana_Ruiz="person")) == {("Ana Ruiz", "The tycoon")}
    other = table.format(6, "other other JJ amod 6\n        ", 7)
    assert clusters(resolved(other, Ana_Ruiz="person")) == set()


def test_an_age_is_a_person() -> None:
    """ "The 51-year-old" is who was just named."""
    doc = resolved(
        """
        Ana Ana NNP compound 1
        Ruiz Ruiz NNP nsubj 2
        won win VBD ROOT 2
        . . . punct 2
        The the DT det 9
        51 51 CD nummod 7
        - - HYPH punct 7
        year year NN npadvmod 9
        - - HYPH punct 9
        old old JJ nsubj 10
        smiled smile VBD ROOT 10""",
        Ana_Ruiz="person",
    )
    assert clusters(doc) == {("Ana Ruiz", "The 51 - year - old")}


def test_a_former_president_is_one_whom_no_title_was_given() -> None:
    """ "The former president" is who was named; "the prime minister" may be anybody."""
    table = """
        Ana Ana NNP compound 1
        Ruiz Ruiz NNP nsubj 2
        won win VBD ROOT 2
        . . . punct 2
        The the DT det 6
        {0} {0} JJ amod 6
        {1} {1} NN nsubj 7
        smiled smile VBD ROOT 7"""
    found = clusters(resolved(table.format("former", "president"), Ana_Ruiz="person"))
    assert found == {("Ana Ruiz", "The former president")}
    assert clusters(resolved(table.format("prime", "minister"), Ana_Ruiz="person")) == set()


def test_an_office_beside_a_name_is_anothers() -> None:
    """ "Kos blamed the mayor" speaks of two; "Kos won. The mayor smiled" of one."""
    table = """
        Kos Kos NNP nsubj 1
        blamed blame VBD ROOT 1
        the the DT det 3
        mayor mayor NN dobj 1"""
    assert clusters(resolved(table, Kos="person")) == set()
    infinitive = """
        Kos Kos NNP nsubj 1
        ordered order VBD ROOT 1
        police police NNS dobj 1
        to to TO aux 4
        free free VB xcomp 1
        the the DT det 6
        mayor mayor NN dobj 4"""
    assert clusters(resolved(infinitive, Kos="person")) == set()
    apart = """
        Kos Kos NNP nsubj 1
        won win VBD ROOT 1
        . . . punct 1
        The the DT det 4
        mayor mayor NN nsubj 5
        smiled smile VBD ROOT 5"""
    assert clusters(resolved(apart, Kos="person")) == {("Kos", "The mayor")}


def test_a_noun_deep_in_the_object_may_be_the_subject() -> None:
    """ "Ravna sacked the head of the company": Ravna's head; "Ravna sued the company": another one."""
    deep = """
        Ravna Ravna NNP nsubj 1
        sacked sack VBD ROOT 1
        heads head NNS dobj 1
        at at IN prep 2
        the the DT det 5
        company company NN pobj 3"""
    assert clusters(resolved(deep, Ravna="org")) == {("Ravna", "the company")}
    beside = """
        Ravna Ravna NNP nsubj 1
        sued sue VBD ROOT 1
        the the DT det 3
        company company NN dobj 1"""
    assert clusters(resolved(beside, Ravna="org")) == set()
