"""Which quotations are direct speech, by which verb, by whom."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.parse.reading import read_parse
from kg.language.saying.attribution import speech_verbs
from kg.language.saying.utterances import find_utterances
from kg.ontology import load_ontology
from tests.language.parses import doc_of

ONTOLOGY = load_ontology()
VERBS = speech_verbs(ONTOLOGY)
WON = """
        " " `` punct 5
        We we PRP nsubj 2
        won win VBD ccomp 5
        , , , punct 5
        " " '' punct 5"""


Found = list[tuple[str, str | None, str | None]]


def described(doc: Doc) -> Found:
    """The words of each quotation, of its verb and of its speaker."""
    words: dict[int | None, str | None] = {None: None} | {token.i: token.text for token in doc}
    return [
        (doc[u.start : u.end].text, words[u.verb], words[u.speaker])
        for u in find_utterances(read_parse(doc, ONTOLOGY.word_sets), VERBS)
    ]


def found(table: str) -> Found:
    """The quotations of a parse made by hand."""
    return described(doc_of(table))


def spoken(nlp: Language, text: str) -> Found:
    """The quotations of a text that the model parses."""
    return described(nlp(text))


def test_the_subject_of_the_verb_after_a_quotation_speaks() -> None:
    """Whether it stands before its verb or after it."""
    assert found(f"""{WON}
        said say VBD ROOT 5
        Lopes Lopes NNP nsubj 5""") == [("We won ,", "said", "Lopes")]


def test_a_subject_that_the_parser_takes_for_an_object_speaks() -> None:
    """ "Asked the minister" has no other subject."""
    assert found(f"""{WON}
        asked ask VBD ROOT 5
        Lopes Lopes NNP dobj 5""") == [("We won ,", "asked", "Lopes")]


def test_part_of_a_sentence_is_speech_under_a_verb_of_speech() -> None:
    """ "Lopes called it "a grave error"", but not "launched a "grave error""."""
    table = """
        Lopes Lopes NNP nsubj 1
        {verb} VBD ROOT 1
        it it PRP dobj 1
        " " `` punct 6
        a a DT det 6
        grave grave JJ amod 6
        error error NN oprd 1
        " " '' punct 1"""
    assert found(table.format(verb="called call")) == [("a grave error", "called", "Lopes")]
    assert found(table.format(verb="launched launch")) == []


def test_a_doubted_word_is_not_speech() -> None:
    """The article outside the marks shows that the word is the writer's: announced a "special operation"."""
    assert (
        found("""
        Lopes Lopes NNP nsubj 1
        announced announce VBD ROOT 1
        a a DT det 5
        " " `` punct 5
        special special JJ amod 5
        operation operation NN dobj 1
        " " '' punct 1""")
        == []
    )


def test_a_title_is_not_speech() -> None:
    """Capitals throughout name a book."""
    assert (
        found("""
        Lopes Lopes NNP nsubj 1
        wrote write VBD ROOT 1
        " " `` punct 4
        War war NNP compound 4
        Songs song NNPS dobj 1
        " " '' punct 1""")
        == []
    )


@pytest.mark.model
def test_a_split_quotation_has_one_speaker(nlp: Language) -> None:
    """Both parts are content of the verb between them."""
    assert spoken(nlp, '"We lost," Lopes said, "and we will lose again."') == [
        ("We lost,", "said", "Lopes"),
        ("and we will lose again.", "said", "Lopes"),
    ]


@pytest.mark.model
def test_a_quotation_without_a_verb_goes_on_with_the_speaker(nlp: Language) -> None:
    """In the next paragraph, or after a sentence that reports speech; not after another sentence."""
    assert spoken(nlp, '"We lost," Lopes said in Quito.\n\n"But it is not over."')[1][1:] == ("said", "Lopes")
    assert spoken(nlp, 'Lopes said it was a mistake. "We should have waited."')[0][1:] == ("said", "Lopes")
    assert spoken(nlp, '"We lost," Lopes said. The train left. "Nobody came."')[1][1:] == (None, None)


@pytest.mark.model
def test_a_colon_introduces_speech(nlp: Language) -> None:
    """After a verb of any kind, or after a bare name."""
    assert spoken(nlp, 'The union had one demand: "Pay us now."')[0][1:] == ("had", "union")
    assert spoken(nlp, 'Lopes: "We will not pay."')[0][2] == "Lopes"


@pytest.mark.model
def test_according_to_names_a_speaker(nlp: Language) -> None:
    """There is no verb then."""
    assert spoken(nlp, '"The deal is dead," according to Lopes.') == [("The deal is dead,", None, "Lopes")]
