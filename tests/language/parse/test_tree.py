"""The dependency tree: what rules may do to it."""

from __future__ import annotations

from tests.language.parses import parse_of

SENTENCE = """
    rebels rebel NNS nsubj 1
    said say VBD ROOT 1
    troops troop NNS nsubj 3
    fled flee VBD ccomp 1
"""


def test_a_head_from_below_takes_the_place_of_what_is_hung_on_it() -> None:
    """A rule that hangs a verb on what depends on it swaps the two, and no circle comes about."""
    parse = parse_of(SENTENCE)

    parse.attach(1, 3, "parataxis")

    assert parse.heads == [1, 3, 3, 3]
    assert parse.deps == ["nsubj", "parataxis", "nsubj", "ROOT"]


def test_what_is_moved_up_takes_along_all_that_hangs_on_it() -> None:
    """A noun hung on its own subject's place keeps the verb above both."""
    parse = parse_of(SENTENCE)

    parse.attach(3, 2, "relcl")

    assert parse.heads == [1, 1, 1, 2]
    assert list(parse.ancestors(3)) == [2, 1]


def test_a_phrase_that_hangs_on_what_follows_it_ends_too() -> None:
    """Words in no order: "Oslo in who left", where a clause of people looks for those in whose phrase Oslo stands."""
    parse = parse_of(
        """
        fled flee VBD ROOT 0
        Oslo Oslo NN pobj 2
        in in IN prep 0
        who who WP nsubj 4
        left leave VBD relcl 1
        """
    )
    assert parse.words == ["fled", "oslo", "in", "who", "left"]
