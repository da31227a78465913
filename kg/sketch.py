"""An article's text in, a sketch of it out: keys that articles which print the same text share.

Each key is a hash of a few minimal hashes of the text's runs of words (MinHash with banding: Broder 1997; Leskovec,
Rajaraman and Ullman 2014, section 3.4). The keys are a function of the text alone, so that graphs which are made apart
and then united find each other's copies. datasketch does the same, and would bring SciPy for it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

RUN = 4  # words: shorter runs are anybody's phrases
HASHES = 3  # minimal hashes in a key: texts that share a part s of their runs share about s³ of their keys
KEYS = 16  # of the whole text, and half as many of its opening, which a paper that cuts a story from its end keeps
OPENING = 120  # words
SHORT = 60  # words: of a shorter text the whole is one run, since briefs differ by a name or a number
SAME = 3  # shared keys from which two articles print the same text; measured in docs/sources.md

_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[str, ...]:
    """The keys of a text, sorted; none where it has no word.

    >>> len(sketch("Rain fell on Lima.")), sketch("Rain fell on Lima.") == sketch("rain fell on  LIMA")
    (24, True)
    >>> sketch("...")
    ()
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return ()
    return tuple(sorted((*_keys(words, "text", KEYS), *_keys(words[:OPENING], "opening", KEYS // 2))))


def _keys(words: Sequence[str], part: str, number: int) -> Iterator[str]:
    """Keys of a text's part."""
    import numpy as np  # heavy

    length = RUN if len(words) >= SHORT else len(words)
    runs = {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}
    digests = b"".join(hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs)
    hashes = np.frombuffer(digests, dtype="<u8")
    chosen = _PERMUTATIONS[: number * HASHES]
    minima = [int((hashes * np.uint64(factor) + np.uint64(term)).min()) for factor, term in chosen]
    for i in range(number):
        yield _digest(f"{part} {i} {minima[i * HASHES : (i + 1) * HASHES]}")[:12]


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


# what each hash is multiplied by (an odd number), and what is added to it
_PERMUTATIONS = [(int(_digest(f"factor {i}"), 16) | 1, int(_digest(f"term {i}"), 16)) for i in range(KEYS * HASHES)]
