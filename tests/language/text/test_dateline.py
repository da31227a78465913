"""Headers before the first sentence."""

import pytest

from kg.language.text.dateline import dateline_pattern, read_dateline

PATTERN = dateline_pattern(["AP", "Reuters", "Xinhua"])
PLACES = {"Quito", "Gaza City", "Harbin"}


def read(words: str, *, is_first: bool = True) -> tuple[str | None, str] | None:
    """The place and the story after it."""
    found = read_dateline(words, PATTERN, PLACES.__contains__, {"breaking"}, is_first=is_first)
    return found and (words[slice(*found.place)] if found.place else None, words[found.end :])


@pytest.mark.parametrize(
    "words",
    [
        "QUITO, Ecuador (AP) — Voters chose.",
        "QUITO (AP)_ Voters chose.",
        "QUITO (AP ) -- Voters chose.",
        "QUITO, March 3 (Xinhua) -- Voters chose.",
        "QUITO/LIMA, March 3, 2025 (Reuters) - Voters chose.",
        "date 2025-03-03 QUITO - Voters chose.",
        "QUITO _ Voters chose.",
        "QUITO (Andes Wire) - Voters chose.",
        "Reuters QUITO (Reuters) -- Voters chose.",
    ],
)
def test_a_dateline_ends_where_the_story_begins(words: str) -> None:
    """The signature, the date and the dash are not the story's."""
    assert read(words) == ("QUITO", "Voters chose.")


def test_a_dateline_may_stand_alone() -> None:
    """Some wires put the dateline in a paragraph of its own."""
    assert read("DAR ES SALAAM, Tanzania (AP) _") == ("DAR ES SALAAM", "")


def test_a_place_is_known_in_small_letters() -> None:
    """What is not in capitals has to be a known place, and a colon needs one always."""
    assert read("Gaza City: Ambulances came.") == ("Gaza City", "Ambulances came.")
    assert read("Kovac: Voters chose.") is None
    assert read("KOVAC: Voters chose.") is None


def test_an_agency_may_sign_without_a_place() -> None:
    """ "(Reuters) - " names no place."""
    assert read("(Reuters) - Voters chose.") == (None, "Voters chose.")


@pytest.mark.parametrize(
    "words",
    [
        "Quito – long the capital – grew.",
        "BREAKING - Voters chose.",
        "The agency Reuters said so.",
        "The Associated Press (AP) said so.",
        "Group B — Peru 3 – 0 Chile",
        "Monday: Voters chose.",
    ],
)
def test_other_words_before_a_dash_are_the_story(words: str) -> None:
    """An apposition, a label and a group of names are no dateline."""
    assert read(words) is None


def test_brackets_behind_small_letters_sign_nothing() -> None:
    """Only behind a place in capitals is a name in brackets an agency that no list knows."""
    assert read("Ana Ruiz (Alba) - Voters chose.") is None


def test_capitals_need_more_below_the_head_of_an_article() -> None:
    """Further down a heading in capitals is no dateline, a known place is."""
    assert read("WINNERS — Peru came first.", is_first=False) is None
    assert read("QUITO (AP) — Peru came first.", is_first=False) is not None


def test_a_labelled_date_is_no_part_of_the_story_without_a_place_either() -> None:
    """At the head of an article only; below it "date" is a word."""
    assert read("date 2025-03-03 Voters chose.") == (None, "Voters chose.")
    assert read("date 2025-03-03 Voters chose.", is_first=False) is None
