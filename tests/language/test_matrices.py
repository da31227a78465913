"""Matrix products by numpy give what BLIS gives."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.lang.en import English
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_info

from kg.extract import PIPELINE
from kg.language.matrices import in_one_thread, multiply_by_numpy

TEXT = "Norway's central bank raised its rate on Thursday, hours after Ana Ruiz, its critic, had warned against it."


def threads() -> set[int]:
    """How many threads numpy may use now."""
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


@pytest.mark.model
def test_no_annotation_differs() -> None:
    """Tags, labels, heads, lemmas and names are those of the pipeline as it ships."""
    bare, ours = spacy.load(PIPELINE), spacy.load(PIPELINE)
    multiply_by_numpy(ours)
    layers = [
        layer
        for _, part in ours.pipeline
        if isinstance(getattr(part, "model", None), Model)
        for layer in part.model.walk()
    ]
    assert layers and not any(layer.ops.use_blis for layer in layers)
    attributes = ["TAG", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"]
    assert np.array_equal(bare(TEXT).to_array(attributes), ours(TEXT).to_array(attributes))


def test_ops_of_another_kind_stay() -> None:
    """A layer that runs elsewhere (a GPU, Accelerate) is left where it is."""

    class OtherOps(NumpyOps):
        """Stands for those of a GPU."""

    nlp = English()
    tagger = nlp.add_pipe("tagger")
    other = OtherOps()
    for layer in tagger.model.walk():
        layer.ops = other
    multiply_by_numpy(nlp)
    assert all(layer.ops is other for layer in tagger.model.walk())


def test_threads_are_given_back_between_the_items() -> None:
    """Each item is made with one thread; who takes it has as many as before."""
    before = threads()
    made = []

    def make() -> object:
        for number in range(2):
            made.append(threads())
            yield number

    assert [threads() for _ in in_one_thread(make())] == [before, before]
    assert made == [{1}, {1}]
