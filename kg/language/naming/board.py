"""Drafts of names, and which tokens each of them has: what finding names works on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from kg.language.naming.spotting import Spot


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(slots=True)
class Draft:
    """Tokens `start:end` that are a name. `label` is the NER's; "" where only the gazetteer or the document has it."""

    start: int
    end: int
    text: str
    label: str = ""
    is_known: bool = False
    is_demonym: bool = False

    @property
    def words(self) -> Sequence[str]:
        """The words of the name."""
        return _split(self.text)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A Doc as lists: reading spaCy's tokens one by one costs more than the rest."""

    doc: Doc
    words: list[str]
    tags: list[str]
    story: list[bool]
    written: str  # the article's text
    begins: list[int]  # where each token begins and ends in it
    ends: list[int]

    def text(self, start: int, end: int) -> str:
        """The words of a span with one space where the text has white space."""
        if end - start == 1:
            return self.words[start]
        return " ".join(self.written[self.begins[start] : self.ends[end - 1]].split())

    def is_surname_like(self, i: int) -> bool:
        """Whether a token is a capitalised proper noun that a surname could be."""
        word = self.words[i]
        return word[:1].isupper() and word[1:].islower() and self.tags[i] == "NNP"

    def begins_name(self, i: int) -> bool:
        """Whether a token is a capitalised proper noun."""
        return i < len(self.words) and self.words[i][:1].isupper() and self.tags[i].startswith("NNP")

    def is_glued(self, i: int) -> bool:
        """Whether a token is a hyphen between two words without spaces."""
        doc = self.doc
        return 0 < i < len(doc) - 1 and self.words[i] == "-" and not (doc[i - 1].whitespace_ or doc[i].whitespace_)


class Board:
    """Which token belongs to which draft."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.capitals = [i for i, word in enumerate(tokens.words) if word[:1].isupper()]  # where names may begin
        self.at: dict[int, Draft] = {}
        self.nested: list[Spot] = []  # known names inside longer ones

    def put(self, draft: Draft) -> None:
        """Add a draft whose tokens are free."""
        for i in range(draft.start, draft.end):
            self.at[i] = draft

    def replace(self, others: Iterable[Draft], drafts: Iterable[Draft]) -> None:
        """Add drafts in the place of others."""
        for other in others:
            for i in range(other.start, other.end):
                self.at.pop(i, None)
        for draft in drafts:
            self.put(draft)

    def join(self, start: int, end: int, label: str) -> None:
        """Make tokens one name, in the place of every draft that shares one of them."""
        self.replace(self.within(start, end), [Draft(start, end, self.tokens.text(start, end), label)])

    def within(self, start: int, end: int) -> list[Draft]:
        """The drafts that share a token with a span, in text order."""
        found = [self.at[i] for i in range(start, end) if i in self.at]
        return list({id(draft): draft for draft in found}.values())

    def drafts(self) -> list[Draft]:
        """Every draft, in text order."""
        return sorted({id(draft): draft for draft in self.at.values()}.values(), key=lambda draft: draft.start)
