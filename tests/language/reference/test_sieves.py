"""The precise sieves: names, appositions, relative pronouns, nouns that repeat, speakers."""

from __future__ import annotations

from tests.language.resolved import clusters, resolved


def test_a_surname_is_the_person_of_the_full_name() -> None:
    """ "Marta Lindqvist", then "Lindqvist"."""
    doc = resolved(
        """
        Marta Marta NNP compound 1
        Lindqvist Lindqvist NNP nsubj 2
        resigned resign VBD ROOT 2
        Lindqvist Lindqvist NNP nsubj 4
        left leave VBD ROOT 4""",
        Marta_Lindqvist="person",
        Lindqvist="person",
    )
    assert ("Marta Lindqvist", "Lindqvist") in clusters(doc)


def test_a_name_between_the_first_and_the_last_is_the_person_of_the_full_name() -> None:
    """ "Luiz Lula Silva", then "Lula", who is nobody else."""
    doc = resolved(
        """
        Luiz Luiz NNP compound 2
        Lula Lula NNP compound 2
        Silva Silva NNP nsubj 3
        resigned resign VBD ROOT 3
        Lula Lula NNP nsubj 5
        left leave VBD ROOT 5""",
        Luiz_Lula_Silva="person",
        Lula="person",
    )
    assert ("Luiz Lula Silva", "Lula") in clusters(doc)


def test_a_proper_noun_that_is_no_name_is_whom_the_document_calls_so() -> None:
    """ "Ravna Group", then "Ravna", which the NER did not see; a word that it never saw is one thing all the same."""
    doc = resolved(
        """
        Ravna Ravna NNP compound 1
        Group Group NNP nsubj 2
        sued sue VBD ROOT 2
        Tarn Tarn NNP dobj 2
        Ravna Ravna NNP nsubj 5
        left leave VBD ROOT 5
        Tarn Tarn NNP nsubj 7
        won win VBD ROOT 7""",
        Ravna_Group="org",
    )
    assert ("Ravna Group", "Ravna") in clusters(doc)
    assert ("Tarn", "Tarn") in clusters(doc)


def test_a_surname_of_two_people_is_neither_sex_at_will() -> None:
    """A "Mrs" before a surname is not the man of that name."""
    doc = resolved(
        """
        John John NNP compound 1
        Brandt Brandt NNP nsubj 2
        met meet VBD ROOT 2
        Anna Anna NNP compound 4
        Brandt Brandt NNP dobj 2
        Mr Mr NNP compound 6
        Brandt Brandt NNP nsubj 7
        left leave VBD ROOT 7""",
        John_Brandt="person",
        Anna_Brandt="person",
        Brandt="person",
    )
    assert any(group[0] == "John Brandt" and len(group) == 2 for group in clusters(doc))


def test_a_name_that_leaves_words_out_in_the_middle_is_the_full_names() -> None:
    """ "Ravna City Port Board", then "Ravna Port Board"."""
    doc = resolved(
        """
        Ravna Ravna NNP compound 3
        City City NNP compound 3
        Port Port NNP compound 3
        Board Board NNP nsubj 4
        sued sue VBD ROOT 4
        Ravna Ravna NNP compound 7
        Port Port NNP compound 7
        Board Board NNP nsubj 8
        won win VBD ROOT 8""",
        Ravna_City_Port_Board="org",
        Ravna_Port_Board="org",
    )
    assert ("Ravna City Port Board", "Ravna Port Board") in clusters(doc)


def test_capitals_are_the_name_they_abbreviate() -> None:
    """ "European Space Agency", then "ESA"."""
    doc = resolved(
        """
        European European NNP compound 2
        Space Space NNP compound 2
        Agency Agency NNP nsubj 3
        expanded expand VBD ROOT 3
        ESA ESA NNP nsubj 5
        hired hire VBD ROOT 5""",
        European_Space_Agency="org",
        ESA="org",
    )
    assert ("European Space Agency", "ESA") in clusters(doc)


def test_an_appositive_is_the_name_beside_it() -> None:
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
    assert ("Jan Kos", "the head") in clusters(doc)


def test_a_relative_pronoun_is_its_noun() -> None:
    """ "Rebels who attacked Goma"."""
    doc = resolved(
        """
        Rebels rebel NNS nsubj 4
        who who WP nsubj 2
        attacked attack VBD relcl 0
        Goma Goma NNP dobj 2
        fled flee VBD ROOT 4"""
    )
    assert ("Rebels", "who") in clusters(doc)


def test_a_definite_noun_repeats_the_indefinite_one() -> None:
    """ "A judge", then "the judge"; another "a judge" is another one."""
    table = """
        A a DT det 1
        judge judge NN nsubj 2
        spoke speak VBD ROOT 2
        The the DT det 4
        judge judge NN nsubj 5
        resigned resign VBD ROOT 5
        A a DT det 7
        judge judge NN nsubj 8
        wept weep VBD ROOT 8"""
    assert clusters(resolved(table)) == {("A judge", "The judge")}


def test_we_in_a_quotation_is_who_says_it() -> None:
    """First persons inside quotation marks are the speaker."""
    doc = resolved(
        """
        " " `` punct 7
        We we PRP nsubj 3
        will will MD aux 3
        win win VB ccomp 7
        , , , punct 7
        " " '' punct 7
        Kos Kos NNP nsubj 7
        said say VBD ROOT 7""",
        Kos="person",
    )
    assert ("We", "Kos") in clusters(doc)


def test_a_body_is_called_without_its_country() -> None:
    """ "Kenya Tea Board", then "Tea Board"."""
    doc = resolved(
        """
        Kenya Kenya NNP compound 2
        Tea Tea NNP compound 2
        Board Board NNP nsubj 3
        met meet VBD ROOT 3
        Kenya Kenya NNP nsubj 5
        agreed agree VBD ROOT 5
        Tea Tea NNP compound 7
        Board Board NNP nsubj 8
        left leave VBD ROOT 8""",
        Kenya_Tea_Board="org",
        Kenya="country",
        Tea_Board="org",
    )
    assert ("Kenya Tea Board", "Tea Board") in clusters(doc)


def test_the_deal_is_the_accord() -> None:
    """A synonym takes up a noun."""
    doc = resolved(
        """
        Peru Peru NNP nsubj 1
        signed sign VBD ROOT 1
        an an DT det 3
        accord accord NN dobj 1
        Chile Chile NNP nsubj 5
        praised praise VBD ROOT 5
        the the DT det 7
        deal deal NN dobj 5""",
        Peru="country",
        Chile="country",
    )
    assert clusters(doc) == {("an accord", "the deal")}


def test_police_are_police() -> None:
    """A noun that needs no article takes itself up."""
    doc = resolved("""
        Police police NNS nsubj 1
        came come VBD ROOT 1
        . . . punct 1
        Crowds crowd NNS nsubj 4
        fled flee VBD ROOT 4
        , , , punct 4
        police police NNS nsubj 7
        said say VBD ccomp 4""")
    assert clusters(doc) == {("Police", "police")}


def test_a_son_is_called_without_what_tells_him_apart() -> None:
    """ "Ivo Ramos Jr" goes on as "Ramos"."""
    doc = resolved(
        """
        Ivo Ivo NNP compound 2
        Ramos Ramos NNP compound 2
        Jr Jr NNP nsubj 3
        won win VBD ROOT 3
        . . . punct 3
        Ramos Ramos NNP nsubj 6
        wept weep VBD ROOT 6""",
        Ivo_Ramos_Jr="person",
        Ramos="person",
    )
    assert clusters(doc) == {("Ivo Ramos Jr", "Ramos")}
