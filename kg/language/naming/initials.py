"""Initials: the acronyms that the names of a document spell out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from kg.gazetteer import KnownEntity
from kg.language.naming.board import Draft

_CAPITALS = re.compile(r"[a-z][A-Z]")  # "KazMunayGas", which is "KMG"


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name may have: "Board of Trade" -> "BT", "BOT"; "Rail Workers Union of Chad" -> "RWU"."""
    words = name.replace("-", " ").split()
    body = words[: words.index("of")] if "of" in words[3:] else words
    found = {
        "".join(word[0] for word in words if word[0].isupper()),
        "".join(word[0] for word in body if word[0].isupper()),
        "".join(word[0].upper() for word in words),
        *("".join(filter(str.isupper, word)) for word in words if len(words) == 1 and has_inner_capitals(word)),
    }
    return frozenset(found)


def has_inner_capitals(word: str) -> bool:
    """Whether a word has initials of its own: "KazMunayGas"."""
    return _CAPITALS.search(word) is not None


def acronym(text: str) -> str | None:
    """The letters of a name that is all capitals, without full stops; None for others."""
    letters = text.replace(".", "") if text.isupper() else ""
    return letters if len(letters) > 1 else None


def spoken_acronym(text: str) -> str | None:
    """The letters of a single word that may be one as it is spoken, "Unesco"; None for others."""
    return text.upper() if len(text) > 3 and text.istitle() and text.isalpha() else None


class Spelt:
    """The names of several words in a document, by the acronyms that they may have.

    Two letters are many a name's: those are spelt out only where they stand in brackets behind one.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.names: Mapping[str | None, list[Draft]] = defaultdict(list)
        for draft, after in zip_longest(drafts, drafts[1:]):
            if len(draft.words) > 1:
                bracketed = after.text if after is not None and after.start == draft.end + 1 else ""
                for letters in initials(draft.text):
                    if len(letters) > 2 or letters == acronym(bracketed):
                        self.names[letters].append(draft)

    def has(self, text: str) -> bool:
        """Whether a text is an acronym that the document spells out."""
        return acronym(text) in self.names

    def is_anothers(self, text: str, known: KnownEntity) -> bool:
        """Whether an acronym of a known body is spelt out as some other: "the Amber Nurses Council (ANC)"."""
        full = self.names.get(acronym(text), ())
        return bool(full) and not any(name.is_known or _resembles(name.words, known) for name in full)


def _resembles(words: Iterable[str], known: KnownEntity) -> bool:
    """Whether a name is one of the known body's spelt in another way: it has more than half of its words."""
    own = {word.lower() for word in words}
    return any(2 * len(own.intersection(name.lower().split())) > len(own) for name in known.names)
