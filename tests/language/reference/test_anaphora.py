"""What looks back: pronouns, nouns of a kind, sets, governments."""

from __future__ import annotations

from tests.language.resolved import clusters, resolved


def test_pronouns_agree_in_gender() -> None:
    """ "She" and "him" find the woman and the man, by their first names."""
    doc = resolved(
        """
        Marta Marta NNP compound 1
        Lindqvist Lindqvist NNP nsubj 2
        met meet VBD ROOT 2
        Pavel Pavel NNP compound 4
        Novak Novak NNP dobj 2
        He he PRP nsubj 6
        praised praise VBD ROOT 6
        her she PRP dobj 6""",
        Marta_Lindqvist="person",
        Pavel_Novak="person",
    )
    assert clusters(doc) == {("Marta Lindqvist", "her"), ("Pavel Novak", "He")}


def test_a_possessive_is_the_subject_of_its_clause() -> None:
    """ "Chile recalled its envoys": Chile's envoys, whoever was named before."""
    doc = resolved(
        """
        Peru Peru NNP nsubj 1
        protested protest VBD ROOT 1
        Chile Chile NNP nsubj 3
        recalled recall VBD ROOT 3
        its its PRP$ poss 5
        envoys envoy NNS dobj 3""",
        Peru="country",
        Chile="country",
    )
    assert clusters(doc) == {("Chile", "its")}


def test_an_object_is_not_the_subject_of_its_verb() -> None:
    """ "Kos met Brandt. Kos praised him": Brandt."""
    doc = resolved(
        """
        Kos Kos NNP nsubj 1
        met meet VBD ROOT 1
        Brandt Brandt NNP dobj 1
        Kos Kos NNP nsubj 4
        praised praise VBD ROOT 4
        him he PRP dobj 4""",
        Kos="person",
        Brandt="person",
    )
    assert ("Brandt", "him") in clusters(doc)


def test_the_two_countries_are_both() -> None:
    """A set is a mention of each of its members."""
    doc = resolved(
        """
        Peru Peru NNP nsubj 3
        and and CC cc 0
        Chile Chile NNP conj 0
        met meet VBD ROOT 3
        The the DT det 6
        two two CD nummod 6
        countries country NNS nsubj 7
        agreed agree VBD ROOT 7""",
        Peru="country",
        Chile="country",
    )
    assert clusters(doc) == {("Peru", "The two countries"), ("Chile", "The two countries")}


def test_both_sides_are_whoever_stood_side_by_side() -> None:
    """Countries too."""
    doc = resolved(
        """
        Peru Peru NNP nsubj 3
        and and CC cc 0
        Chile Chile NNP conj 0
        met meet VBD ROOT 3
        Both both DT det 5
        sides side NNS nsubj 6
        agreed agree VBD ROOT 6""",
        Peru="country",
        Chile="country",
    )
    assert clusters(doc) == {("Peru", "Both sides"), ("Chile", "Both sides")}


def test_they_are_those_whom_and_joins() -> None:
    """A plural pronoun takes up a coordination of people."""
    doc = resolved(
        """
        Kos Kos NNP nsubj 3
        and and CC cc 0
        Brandt Brandt NNP conj 0
        met meet VBD ROOT 3
        They they PRP nsubj 5
        agreed agree VBD ROOT 5""",
        Kos="person",
        Brandt="person",
    )
    assert clusters(doc) == {("Kos", "They"), ("Brandt", "They")}


def test_the_carmaker_is_the_company() -> None:
    """A noun for companies takes up the company that was just named, not the person."""
    doc = resolved(
        """
        Seat Seat NNP nsubj 1
        hired hire VBD ROOT 1
        Kos Kos NNP dobj 1
        The the DT det 4
        carmaker carmaker NN nsubj 5
        expanded expand VBD ROOT 5""",
        Seat="org",
        Kos="person",
    )
    assert clusters(doc) == {("Seat", "The carmaker")}


def test_a_presidents_government_is_the_state() -> None:
    """Governments belong to the state that their head leads."""
    doc = resolved(
        """
        Kenyan kenyan JJ amod 2
        President President NNP compound 2
        Were Were NNP nsubj 3
        said say VBD ROOT 3
        his his PRP$ poss 5
        government government NN nsubj 6
        resigned resign VBD ccomp 3""",
        Kenyan="country",
        Were="person",
    )
    assert clusters(doc) == {("Kenyan", "his government"), ("Were", "his")}


def test_a_possessive_may_come_before_its_name() -> None:
    """ "In her report, Kos blamed Brandt": it is Kos's report."""
    doc = resolved(
        """
        In in IN prep 4
        her her PRP$ poss 2
        report report NN pobj 0
        Kos Kos NNP nsubj 4
        blamed blame VBD ROOT 4
        Brandt Brandt NNP dobj 4""",
        Kos="person",
        Brandt="person",
    )
    assert clusters(doc) == {("her", "Kos")}


def test_what_somebody_does_is_done_to_another() -> None:
    """ "Ravna bought the company": not Ravna."""
    doc = resolved(
        """
        Ravna Ravna NNP nsubj 1
        bought buy VBD ROOT 1
        the the DT det 3
        company company NN dobj 1""",
        Ravna="org",
    )
    assert clusters(doc) == set()


def test_both_sides_are_neither_who_tells_of_them_nor_who_is_told() -> None:
    """The two most salient, but for the speaker and the addressee of the sentence."""
    doc = resolved(
        """
        Peru Peru NNP nsubj 1
        attacked attack VBD ROOT 1
        Chile Chile NNP dobj 1
        . . . punct 1
        Kos Kos NNP nsubj 5
        told tell VBD ROOT 5
        Reuters Reuters NNP dobj 5
        that that IN mark 10
        both both DT det 9
        sides side NNS nsubj 10
        agreed agree VBD ccomp 5""",
        Peru="country",
        Chile="country",
        Kos="person",
        Reuters="org",
    )
    assert clusters(doc) == {("Peru", "both sides"), ("Chile", "both sides")}


def test_the_set_of_two_that_is_most_in_mind_is_taken_up() -> None:
    """Not the last that "and" joined, where nobody has spoken of them since."""
    doc = resolved(
        """
        Peru Peru NNP nsubj 3
        and and CC cc 0
        Chile Chile NNP conj 0
        met meet VBD ROOT 3
        . . . punct 3
        They they PRP nsubj 6
        saw see VBD ROOT 6
        Mali Mali NNP dobj 6
        and and CC cc 7
        Chad Chad NNP conj 7
        . . . punct 6
        Peru Peru NNP nsubj 12
        praised praise VBD ROOT 12
        Chile Chile NNP dobj 12
        . . . punct 12
        The the DT det 17
        two two CD nummod 17
        countries country NNS nsubj 18
        agreed agree VBD ROOT 18""",
        Peru="country",
        Chile="country",
        Mali="country",
        Chad="country",
    )
    assert any("The two countries" in names and "Peru" in names for names in clusters(doc))
    assert not any("The two countries" in names and "Mali" in names for names in clusters(doc))
