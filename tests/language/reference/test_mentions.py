"""Where mentions begin and end, and what is none."""

from __future__ import annotations

from tests.language.resolved import discourse_of


def mentions(table: str, **names: str) -> list[str]:
    """The words of each mention, in text order."""
    discourse = discourse_of(table, **names)
    return [discourse.parse.doc[phrase.start : phrase.end].text for phrase in discourse.phrases]


def test_a_title_stays_out_of_a_person() -> None:
    """A person's mention is the name alone."""
    table = """
        President President NNP compound 2
        Ana Ana NNP compound 2
        Ruiz Ruiz NNP nsubj 3
        resigned resign VBD ROOT 3"""
    assert mentions(table, Ana_Ruiz="person") == ["Ana Ruiz"]


def test_a_mention_ends_with_its_head() -> None:
    """ "The French town of Elne" holds three mentions: the town, the demonym, the name."""
    table = """
        hit hit VBD ROOT 0
        the the DT det 3
        French french JJ amod 3
        town town NN dobj 0
        of of IN prep 3
        Elne Elne NNP pobj 4"""
    assert mentions(table, French="country", Elne="place") == ["the French town", "French", "Elne"]


def test_a_quantity_noun_takes_what_it_counts() -> None:
    """ "Hundreds of civilians" are one mention."""
    table = """
        killed kill VBD ROOT 0
        hundreds hundred NNS dobj 0
        of of IN prep 1
        civilians civilian NNS pobj 2"""
    assert mentions(table) == ["hundreds of civilians"]


def test_an_it_that_announces_a_clause_is_no_mention() -> None:
    """ "It was clear that" refers to nothing."""
    table = """
        It it PRP nsubj 1
        was be VBD ROOT 1
        clear clear JJ acomp 1
        that that IN mark 5
        Kos Kos NNP nsubj 5
        lied lie VBD ccomp 1"""
    assert mentions(table, Kos="person") == ["Kos"]


def test_a_name_inside_a_countrys_is_no_mention() -> None:
    """ "Fortis and Elne", one country, holds no town of Elne, though the article names that too."""
    table = """
        Fortis Fortis NNP nsubj 3
        and and CC cc 0
        Elne Elne NNP conj 0
        left leave VBD ROOT 3
        Elne Elne NNP dobj 3"""
    assert mentions(table, Fortis_and_Elne="country", Elne="place") == ["Fortis and Elne", "Elne"]


def test_a_name_inside_an_organisations_is_one_where_it_stands_alone_too() -> None:
    """ "Bank of Elne" holds the town of Elne."""
    table = """
        Bank Bank NNP nsubj 3
        of of IN prep 0
        Elne Elne NNP pobj 1
        left leave VBD ROOT 3
        Elne Elne NNP dobj 3"""
    assert mentions(table, Bank_of_Elne="org", Elne="place") == ["Bank of Elne", "Elne", "Elne"]
