"""Bodies under other names, and those of two countries under one."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article, EntityKind


def bodies(extractor: Extractor, text: str) -> list[list[str]]:
    """The words of each body's mentions without "the", body by body."""
    (extraction,) = extractor.extract([Article("a", text)])
    found = [e for e in extraction.entities if e.kind is EntityKind.ORGANIZATION]
    return [[m.words.removeprefix("The ").removeprefix("the ") for m in e.mentions] for e in found]


@pytest.mark.model
@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("National Garment Workers Federation", "Garment Workers' Federation"),
        ("National Union of Rail Workers", "Rail Workers' Union"),
        ("Kenya Union of Nurses", "Nurses' Union"),
        ("Ministry of Foreign Affairs", "Foreign Ministry"),
        ("Federation of Danish Bakers", "Danish Bakers Federation"),
    ],
)
def test_a_body_in_other_words_is_one(extractor: Extractor, first: str, again: str) -> None:
    """The same kind of body for the same cause, whatever the order and the reach."""
    assert bodies(extractor, f"The {first} rejected the offer. The {again} criticised Hamas on Friday.")[0] == [
        first,
        again,
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Christian Democratic Union", "Christian Social Union"),
        ("National Union of Rail Workers", "National Union of Mineworkers"),
        ("Kenya Union of Nurses", "Ugandan Nurses Union"),
    ],
)
def test_another_cause_or_country_is_another_body(extractor: Extractor, first: str, other: str) -> None:
    """However many words they share."""
    found = bodies(extractor, f"The {first} rejected the offer. The {other} criticised Hamas on Friday.")
    assert [first] in found
    assert [other] in found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia's Foreign Ministry summoned him. Ukraine's Foreign Ministry agreed. The Foreign Ministry left.",
            [["Russia's Foreign Ministry"], ["Ukraine's Foreign Ministry", "Foreign Ministry"]],
        ),
        (
            "The Supreme Court of Kenya rejected the appeal. Uganda's Supreme Court will rule on Friday.",
            [["Supreme Court"], ["Uganda's Supreme Court"]],
        ),
        (
            "Kenya's Senate approved the law. The Senate also passed a budget.",
            [["Kenya's Senate", "Senate"]],
        ),
    ],
)
def test_two_countries_have_two_bodies_of_one_name(extractor: Extractor, text: str, expected: list[list[str]]) -> None:
    """Without a country it is that of the last named."""
    assert bodies(extractor, text) == expected
