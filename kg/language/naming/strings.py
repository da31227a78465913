"""The strings of a pipeline, each made once: spaCy's store makes a string anew each time that it is asked for one."""

from __future__ import annotations

from functools import lru_cache

from spacy.strings import StringStore


class Texts(dict[int, str]):
    """A string store's strings by their hash; it grows as the store does, by the words that are met."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = text = str(self.strings[key])
        return text


@lru_cache(maxsize=4)
def texts(strings: StringStore) -> Texts:
    """The strings of a store, shared by all that ask for them."""
    return Texts(strings)
