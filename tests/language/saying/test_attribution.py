"""Clauses that a phrase beside them gives to a source."""

import pytest
from spacy.language import Language

from kg.language.parse.reading import read_parse
from kg.language.parse.tree import Parse
from kg.language.saying.attribution import find_attributions, speaker_of, speech_verbs
from kg.ontology import load_ontology
from tests.language.parses import parse_of

ONTOLOGY = load_ontology()
VERBS = speech_verbs(ONTOLOGY)


def found(parse: Parse) -> list[tuple[str, str]]:
    """Clause and source of each attribution, by their words."""
    return [(parse.words[a.clause], parse.words[a.source]) for a in find_attributions(parse, VERBS)]


def test_the_verbs_of_the_frames_report_speech() -> None:
    """The ontology says which verbs do; one that needs more than its content does not."""
    assert {"say", "accuse", "warn", "joke"} <= VERBS
    assert not {"arrest", "put", "turn"} & VERBS


def test_according_to_gives_the_clause_to_its_source() -> None:
    """ "Ferries sank, according to Lopes"."""
    parse = parse_of("""
        Ferries ferry NNS nsubj 1
        sank sink VBD ROOT 1
        , , , punct 1
        according accord VBG prep 1
        to to IN prep 3
        Lopes Lopes NNP pobj 4""")
    assert found(parse) == [("sank", "lopes")]


def test_at_the_edge_of_a_sentence_it_holds_for_coordinated_clauses() -> None:
    """ "Ferries sank and men died, according to Lopes": both are what Lopes says."""
    parse = parse_of("""
        Ferries ferry NNS nsubj 1
        sank sink VBD ROOT 1
        and and CC cc 1
        men man NNS nsubj 4
        died die VBD conj 1
        , , , punct 4
        according accord VBG prep 4
        to to IN prep 6
        Lopes Lopes NNP pobj 7""")
    assert found(parse) == [("sank", "lopes")]


def test_a_verb_of_speech_inside_a_clause_gives_it_to_its_subject() -> None:
    """ "The bank, Lopes added, closed"."""
    parse = parse_of("""
        Banks bank NNS nsubj 5
        , , , punct 3
        Lopes Lopes NNP nsubj 3
        added add VBD parataxis 5
        , , , punct 3
        closed close VBD ROOT 5""")
    assert found(parse) == [("closed", "lopes")]


def test_a_clause_before_its_verb_is_given_to_the_subject() -> None:
    """ "Banks closed, analysts say"."""
    parse = parse_of("""
        Banks bank NNS nsubj 1
        closed close VBD ccomp 4
        , , , punct 4
        analysts analyst NNS nsubj 4
        say say VBP ROOT 4""")
    assert found(parse) == [("closed", "analysts")]


def test_a_that_clause_is_left_to_the_frame() -> None:
    """ "Lopes said that banks closed" is no parenthesis."""
    parse = parse_of("""
        Lopes Lopes NNP nsubj 1
        said say VBD ROOT 1
        that that IN mark 4
        banks bank NNS nsubj 4
        closed close VBD ccomp 1""")
    assert found(parse) == []


def test_a_headline_names_its_source_after_a_colon() -> None:
    """ "Ferry sank: police"."""
    parse = parse_of("""
        Ferry ferry NN nsubj 1
        sank sink VBD ROOT 1
        : : : punct 1
        police police NNS dep 1""")
    assert found(parse) == [("sank", "police")]


def test_who_issued_a_statement_speaks_through_it() -> None:
    """ "The union's statement said": the union."""
    parse = parse_of("""
        Ana Ana NNP poss 2
        's 's POS case 0
        statement statement NN nsubj 3
        said say VBD ROOT 3""")
    assert speaker_of(parse, 3, VERBS) == 0


def test_the_agent_of_a_passive_speaks() -> None:
    """ "Lopes was accused by Kos": Kos speaks; of "Lopes was told" nobody is named."""
    table = """
        Lopes Lopes NNP nsubjpass 2
        was be VBD auxpass 2
        accused accuse VBN ROOT 2"""
    agent = """
        by by IN agent 2
        Kos Kos NNP pobj 3"""
    assert speaker_of(parse_of(table + agent), 2, VERBS) == 4
    assert speaker_of(parse_of(table), 2, VERBS) is None


@pytest.mark.model
def test_attributions_of_real_parses(nlp: Language) -> None:
    """The parser's own analyses."""
    doc = nlp("Hungary, as Orban said on Monday, will not pay. Two ferries sank off Lagos, according to the navy.")
    assert found(read_parse(doc, ONTOLOGY.word_sets)) == [("pay", "orban"), ("sank", "navy")]
