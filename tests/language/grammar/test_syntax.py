"""Each linking rule on a parse made by hand."""

from __future__ import annotations

from kg.frames import OBJECT, SUBJECT
from kg.language.grammar.positions import DATIVE, MODIFIER, POSSESSIVE
from kg.language.grammar.syntax import governing_verbs, noun_positions, support_positions
from kg.language.grammar.syntax import verb_positions as positions_of
from kg.language.parse.tree import Parse
from tests.language.parses import parse_of


def found(parse: Parse, verb: int) -> set[tuple[str, str]]:
    """The positions of a verb as (label, word)."""
    return {(p.label, parse.doc[p.token].text) for p in positions_of(parse, verb)}


def test_an_active_clause_has_its_subject_and_object() -> None:
    """Subject and object of an active verb are the logical ones."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        expelled expel VBD ROOT 1
        diplomats diplomat NNS dobj 1""")
    assert found(parse, 1) == {(SUBJECT, "Peru"), (OBJECT, "diplomats")}


def test_a_passive_turns_its_subject_into_the_object() -> None:
    """The by-phrase of a passive becomes the subject, the surface subject the object."""
    parse = parse_of("""
        Ferries ferry NNS nsubjpass 2
        were be VBD auxpass 2
        seized seize VBN ROOT 2
        by by IN agent 2
        Chile Chile NNP pobj 3""")
    assert found(parse, 2) == {(SUBJECT, "Chile"), (OBJECT, "Ferries")}


def test_a_passive_with_an_object_has_a_receiver() -> None:
    """ "Chad was given loans": the surface subject is the one to whom."""
    parse = parse_of("""
        Chad Chad NNP nsubjpass 2
        was be VBD auxpass 2
        given give VBN ROOT 2
        loans loan NNS dobj 2""")
    assert found(parse, 2) == {(DATIVE, "Chad"), (OBJECT, "loans")}


def test_coordinated_names_fill_a_position_each() -> None:
    """ "Mali and Niger left": both are subjects."""
    parse = parse_of("""
        Mali Mali NNP nsubj 3
        and and CC cc 0
        Niger Niger NNP conj 0
        left leave VBD ROOT 3""")
    assert found(parse, 3) == {(SUBJECT, "Mali"), (SUBJECT, "Niger")}


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    """ "rebels who attacked Goma": the rebels attacked."""
    parse = parse_of("""
        rebels rebel NNS ROOT 0
        who who WP nsubj 2
        attacked attack VBD relcl 0
        Goma Goma NNP dobj 2""")
    assert found(parse, 2) == {(SUBJECT, "rebels"), (OBJECT, "Goma")}


def test_a_relative_clause_without_pronoun_has_its_noun_as_object() -> None:
    """ "The ferry Chile seized": the ferry was seized."""
    parse = parse_of("""
        ferry ferry NN ROOT 0
        Chile Chile NNP nsubj 2
        seized seize VBD relcl 0""")
    assert found(parse, 2) == {(SUBJECT, "Chile"), (OBJECT, "ferry")}


def test_an_infinitive_takes_the_subject_of_its_verb() -> None:
    """ "Peru agreed to free hostages": Peru frees them."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        agreed agree VBD ROOT 1
        to to TO aux 3
        free free VB xcomp 1
        hostages hostage NNS dobj 3""")
    assert found(parse, 3) == {(SUBJECT, "Peru"), (OBJECT, "hostages")}


def test_an_infinitive_after_an_object_takes_the_object() -> None:
    """ "Peru urged Chile to leave": Chile would leave."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        urged urge VBD ROOT 1
        Chile Chile NNP dobj 1
        to to TO aux 4
        leave leave VB xcomp 1""")
    assert found(parse, 4) == {(SUBJECT, "Chile")}


def test_a_promise_to_somebody_keeps_its_subject() -> None:
    """ "Peru promised Chile to leave": Peru would leave."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        promised promise VBD ROOT 1
        Chile Chile NNP dobj 1
        to to TO aux 4
        leave leave VB xcomp 1""")
    assert found(parse, 4) == {(SUBJECT, "Peru")}


def test_who_is_joined_acts_too() -> None:
    """ "Peru joined Chile in expelling diplomats": both expel."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        joined join VBD ROOT 1
        Chile Chile NNP dobj 1
        in in IN prep 1
        expelling expel VBG pcomp 3
        diplomats diplomat NNS dobj 4""")
    assert found(parse, 4) == {(SUBJECT, "Peru"), (SUBJECT, "Chile"), (OBJECT, "diplomats")}


def test_who_is_accused_of_it_does_it() -> None:
    """ "Peru accused Chile of stalling": Chile stalls."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        accused accuse VBD ROOT 1
        Chile Chile NNP dobj 1
        of of IN prep 1
        stalling stall VBG pcomp 3""")
    assert found(parse, 4) == {(SUBJECT, "Chile")}


def test_a_coordinated_verb_shares_the_subject() -> None:
    """ "Peru left and condemned Chile": Peru condemned."""
    parse = parse_of("""
        Peru Peru NNP nsubj 1
        left leave VBD ROOT 1
        and and CC cc 1
        condemned condemn VBD conj 1
        Chile Chile NNP dobj 3""")
    assert found(parse, 3) == {(SUBJECT, "Peru"), (OBJECT, "Chile")}


def test_a_noun_has_its_possessor_and_its_modifier() -> None:
    """ "Chile's navy raid": the possessor and the modifier are positions of the noun."""
    parse = parse_of("""
        Chile Chile NNP poss 3
        's 's POS case 0
        navy navy NN compound 3
        raid raid NN ROOT 3""")
    labels = {(p.label, parse.doc[p.token].text) for p in noun_positions(parse, 3)}
    assert labels == {(POSSESSIVE, "Chile"), (MODIFIER, "navy")}


def test_a_light_verb_gives_its_noun_subject_and_phrases() -> None:
    """ "Chile launched a raid on Lima": the raid is Chile's, on Lima."""
    parse = parse_of("""
        Chile Chile NNP nsubj 1
        launched launch VBD ROOT 1
        a a DT det 3
        raid raid NN dobj 1
        on on IN prep 1
        Lima Lima NNP pobj 4""")
    ((verb, _),) = governing_verbs(parse, 3)
    assert verb == 1
    labels = {(p.label, parse.doc[p.token].text) for p in support_positions(parse, 3, verb)}
    assert labels == {(SUBJECT, "Chile"), ("on", "Lima")}


def test_a_finite_verb_in_a_nouns_place_is_mended() -> None:
    """ "from ceasefire talks", tagged as a verb by the parser, is a noun."""
    parse = parse_of("""
        from from IN ROOT 0
        ceasefire ceasefire NN compound 2
        talks talk VBZ pobj 0""")
    assert parse.pos[2] == "NOUN"
    assert parse.lemmas[2] == "talk"


def test_a_by_phrase_that_hangs_as_any_preposition_tells_who_did_it() -> None:
    """ "Was seized near Elne by Chile": after another phrase the parser does not always call it an agent."""
    parse = parse_of("""
        Ferries ferry NNS nsubjpass 2
        were be VBD auxpass 2
        seized seize VBN ROOT 2
        near near IN prep 2
        Elne Elne NNP pobj 3
        by by IN prep 2
        Chile Chile NNP pobj 5""")
    assert found(parse, 2) == {(SUBJECT, "Chile"), (OBJECT, "Ferries"), ("near", "Elne")}


def test_the_second_of_two_subjects_is_the_object() -> None:
    """ "Sosa defended Ruiz" with two subjects: the one behind an active verb is its object."""
    parse = parse_of("""
        Sosa Sosa NNP nsubj 1
        defended defend VBD ROOT 1
        Ruiz Ruiz NNP nsubj 1""")
    assert found(parse, 1) == {(SUBJECT, "Sosa"), (OBJECT, "Ruiz")}
