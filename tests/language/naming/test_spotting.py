"""Known names in a text."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.language.naming.spotting import Spotter

TEXTS = [
    ("York", False),
    ("New York", False),
    ("New York Port", False),
    ("Chilean", True),
    ("U.N.", False),
    ("Moody's", False),
]


def spots(text: str) -> list[str]:
    """The words of the spots of a text."""
    doc = English().make_doc(text)
    return [doc[s.start : s.end].text for s in Spotter(TEXTS).spots(text, [t.text for t in doc], [t.idx for t in doc])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They left New York for York.", ["New York", "York"]),
        ("The New York Port is closed.", ["New York Port"]),
        ("A Chilean at the U.N. said so.", ["Chilean", "U.N."]),
        ("Yorkers know Moody’s.", ["Moody’s"]),
        ("New\nYork", ["New\nYork"]),
        ("new york", []),
    ],
)
def test_the_longest_name_of_whole_words_is_spotted(text: str, found: list[str]) -> None:
    """Over line ends and curly apostrophes, with its capitals, and never a part of a word."""
    assert spots(text) == found
