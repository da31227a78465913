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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    length = RUN if len(words) >= SHORT else len(words)
    hashes = _hashes(words, length)
    opening = hashes[: max(1, OPENING - length + 1)]
    return tuple(sorted((*_keys(hashes, "text", KEYS), *_keys(opening, "opening", KEYS // 2))))


def _hashes(words: Sequence[str], length: int) -> NDArray[np.uint64]:
    """A number for each run of so many words, in their order."""
    import numpy as np  # heavy

    runs = (" ".join(words[i : i + length]).encode() for i in range(len(words) - length + 1))
    digests = b"".join(hashlib.blake2b(run, digest_size=8).digest() for run in runs)
    return np.frombuffer(digests, dtype="<u8")


def _keys(hashes: NDArray[np.uint64], part: str, number: int) -> Iterator[str]:
    """Keys of a text's part."""
    import numpy as np  # heavy

    factors, terms = np.array(_PERMUTATIONS[: number * HASHES], dtype="<u8").T
    minima = (np.multiply.outer(hashes, factors) + terms).min(axis=0).tolist()
    for i in range(number):
        yield _digest(f"{part} {i} {minima[i * HASHES : (i + 1) * HASHES]}")[:12]


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


# what each hash is multiplied by (an odd number), and what is added to it
_PERMUTATIONS = [(int(_digest(f"factor {i}"), 16) | 1, int(_digest(f"term {i}"), 16)) for i in range(KEYS * HASHES)]
