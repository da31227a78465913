"""Who has which job title, and where."""

from __future__ import annotations

from tests.language.resolved import discourse_of


def test_a_title_before_a_name_leaves_out_the_country() -> None:
    """ "Kenyan President Were": the title is "President", held at Kenya."""
    discourse = discourse_of(
        """
        Kenyan kenyan JJ amod 2
        President President NNP compound 2
        Were Were NNP nsubj 3
        spoke speak VBD ROOT 3""",
        Kenyan="country",
        Were="person",
    )
    assert [(t.holder, t.words, t.office) for t in discourse.titles] == [(2, "President", 0)]


def test_an_appointment_gives_a_title() -> None:
    """ "Fiat appointed Ruiz as manager": hers, at Fiat."""
    discourse = discourse_of(
        """
        Fiat Fiat NNP nsubj 1
        appointed appoint VBD ROOT 1
        Ruiz Ruiz NNP dobj 1
        as as IN prep 1
        director director NN pobj 3""",
        Fiat="org",
        Ruiz="person",
    )
    assert [(t.holder, t.words, t.office) for t in discourse.titles] == [(2, "director", 0)]


def test_who_does_not_become_a_director_is_none() -> None:
    """A negated predicate gives no title."""
    discourse = discourse_of(
        """
        Ruiz Ruiz NNP nsubj 1
        is be VBZ ROOT 1
        not not RB neg 1
        a a DT det 4
        director director NN attr 1""",
        Ruiz="person",
    )
    assert discourse.titles == []
