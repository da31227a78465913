"""Extraction as a whole: what it keeps, and what it leaves behind."""

from __future__ import annotations

import gc

import pytest
from spacy.tokens import Doc

from kg.extract import Extractor
from kg.model import Article


@pytest.mark.model
def test_a_doc_is_gone_when_its_article_is_extracted(extractor: Extractor, seed_article: Article) -> None:
    """Nothing that extraction made holds a Doc, so that no collector has to look for it."""
    gc.collect()
    before = sum(isinstance(one, Doc) for one in gc.get_objects())
    gc.disable()
    try:
        extractions = list(extractor.extract([seed_article]))
        after = sum(isinstance(one, Doc) for one in gc.get_objects())
    finally:
        gc.enable()
    assert extractions
    assert after == before
