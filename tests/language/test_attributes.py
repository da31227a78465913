"""What the attribute ruler and the lemmatizer do, done faster, is the same."""

from __future__ import annotations

import pytest
import spacy
from spacy.lang.en import English
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.extract import PIPELINE
from kg.language.attributes import RememberedRules, remember_attributes
from kg.model import Article

RULES = (
    ([{"TAG": "NN"}], {"POS": "NOUN"}),
    ([{"LOWER": {"IN": ["harbour", "quay"]}}], {"LEMMA": "port"}),
    ([{"LOWER": {"REGEX": "^re"}, "TAG": {"NOT_IN": ["NN"]}}], {"POS": "VERB"}),
    ([{"LOWER": "old"}, {"LOWER": "harbour"}], {"LEMMA": "Old Harbour"}),
)


def blank(rules: tuple[tuple[list[dict[str, object]], dict[str, str]], ...] = RULES) -> English:
    """A pipeline with an attribute ruler alone."""
    nlp = English()
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for pattern, attributes in rules:
        ruler.add([pattern], attributes, index=len(pattern) - 1)
    return nlp


def read(doc: Doc) -> list[tuple[str, str, str]]:
    """What a ruler has set."""
    return [(token.pos_, token.lemma_, str(token.morph)) for token in doc]


def test_rules_over_one_and_several_tokens_have_the_rulers_order() -> None:
    """A later rule over two tokens wins over an earlier one over one of them."""
    ruler = blank().get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    words = ["Boats", "reach", "the", "old", "harbour", ";", "harbour", "reach"]
    tags = ["NNS", "VBP", "DT", "JJ", "NN", ".", "NN", "NN"]
    doc = Doc(ruler.vocab, words=words, tags=tags)
    assert read(RememberedRules(ruler)(doc.copy())) == read(ruler(doc))
    assert [token.lemma_ for token in doc if token.tag_ == "NN"] == ["Old Harbour", "port", ""]


def test_rules_that_look_at_something_else_are_left_to_the_ruler() -> None:
    """A condition on a token's shape cannot be remembered by its word and tag."""
    nlp = blank((*RULES, ([{"SHAPE": "XX"}], {"POS": "PROPN"})))
    remember_attributes(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]


def test_a_pipeline_without_a_ruler_stays_as_it_is() -> None:
    """Not every pipeline has an attribute ruler."""
    nlp = English()
    remember_attributes(nlp)
    assert nlp.pipe_names == []


@pytest.mark.model
def test_the_trained_pipeline_says_the_same(seed_article: Article) -> None:
    """Coarse tags, lemmas and morphology of a whole article are those of the pipeline as it ships."""
    nlp = spacy.load(PIPELINE)
    expected = read(nlp(seed_article.text))
    remember_attributes(nlp)
    assert {"attribute_ruler", "lemmatizer"}.isdisjoint(nlp.pipe_names)
    assert read(nlp(seed_article.text)) == expected, "asked for the first time"
    assert read(nlp(seed_article.text)) == expected, "remembered"
