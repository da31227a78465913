"""Quotations on a Doc, with the entities that speak."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import DocEntity, add_entities, quotations
from kg.language.speech import SpeechFinder
from kg.model import EntityKind
from kg.ontology import load_ontology
from tests.language.parses import doc_of

FINDER = SpeechFinder(load_ontology())


def quoted(speaker: str = "Lopes") -> Doc:
    """ "We won," said Ana Lopes."""
    return doc_of(f"""
        " " `` punct 5
        We we PRP nsubj 2
        won win VBD ccomp 5
        , , , punct 5
        " " '' punct 5
        said say VBD ROOT 5
        Ana Ana NNP compound 7
        {speaker} {speaker} NNP nsubj 5""")


def test_the_speaker_is_an_entity() -> None:
    """The entity that the subject of the verb stands for."""
    doc = quoted()
    add_entities(doc, [DocEntity(EntityKind.PERSON, "Ana Lopes", (doc[6:8], doc[1:2]))])
    (quotation,) = quotations(FINDER(doc))
    assert (quotation.span.text, quotation.verb and quotation.verb.text, quotation.speaker) == ("We won ,", "said", 0)


def test_a_speaker_who_is_no_entity_is_unknown() -> None:
    """The quotation stays, without a speaker."""
    (quotation,) = quotations(FINDER(quoted()))
    assert quotation.speaker is None


def test_quotations_need_no_coreference() -> None:
    """Their spans are found by the parse alone."""
    doc = quoted()
    assert [doc[found.start : found.end].text for found in FINDER.utterances(doc)] == ["We won ,"]


@pytest.mark.model
def test_the_component_is_a_factory(nlp: Language) -> None:
    """It can be added to anybody's pipeline."""
    found = quotations(nlp.create_pipe("kg_speech")(nlp("“We lost,” Ana Lopes said.")))
    assert [q.span.text for q in found] == ["We lost,"]
