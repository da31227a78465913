"""What stands between quotation marks."""

import pytest

from kg.language.text.quotes import closing_mark, find_quotes


def quoted(text: str) -> list[str]:
    """The words of each quote."""
    return [text[q.begin : q.end] for q in find_quotes(text)]


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "''", "«»", ("``", "''")])
def test_every_kind_of_mark_quotes(marks: tuple[str, str]) -> None:
    """Double and single, curly, straight and typewriter marks."""
    assert quoted(f"{marks[0]}We won,{marks[1]} she said.") == ["We won,"]


def test_apostrophes_do_not_quote() -> None:
    """A possessive, a contraction and a clipped year are no marks."""
    assert quoted("It's the miners' pay of the '90s that the unions' men want.") == []
    assert quoted("He said: ‘The miners’ pay isn’t enough.’ They’re angry.") == ["The miners’ pay isn’t enough."]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    """Each paragraph gives a range, with an opening mark of its own or without."""
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    assert [q.continues for q in find_quotes(text)] == [False, True, True]
    assert quoted(text) == ["One.", "Two.", "Three,"]
    assert quoted('She said: "One.\n\nTwo." Then she "left".') == ["One.", "Two.", "left"]


def test_a_lost_mark_quotes_nothing() -> None:
    """The next paragraph is not swallowed, and inches are no quotation."""
    assert quoted('The "plan was good.\n\nThe "other" was not.') == ["other"]
    assert quoted('A 5" pipe and a 6" pipe.') == []


def test_a_quotation_inside_another_is_part_of_it() -> None:
    """The outer marks count."""
    assert quoted("\"They call it 'a joke',\" she said.") == ["They call it 'a joke',"]


def test_the_closing_mark_is_found_after_white_space() -> None:
    """Some wires leave a space before it."""
    text = "``Not yet, '' she said."
    (quote,) = find_quotes(text)
    assert text[slice(*(closing_mark(text, quote) or (0, 0)))] == "''"
