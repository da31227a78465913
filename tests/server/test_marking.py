"""A text in pieces: nothing is lost, and each piece belongs to the shortest span that holds it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.server.marking import Span, pieces

SPANS = st.lists(st.builds(Span, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from("abc")), max_size=12)


@given(st.text(max_size=36), SPANS)
def test_pieces_are_the_text(text: str, spans: list[Span]) -> None:
    """Whatever the spans are, the pieces are the text, and none but the last span's end is cut off."""
    found = pieces(text, spans)
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        if piece.span is not None:
            assert piece.span in spans
    firsts = [id(piece.span) for piece in found if piece.is_first]
    assert len(firsts) == len(set(firsts))


@given(st.text(min_size=1, max_size=36), SPANS)
def test_a_piece_is_under_the_shortest_span(text: str, spans: list[Span]) -> None:
    """No other span that holds a piece is shorter than its own."""
    at = 0
    for piece in pieces(text, spans):
        held = [s for s in spans if 0 <= s.begin <= at and at + len(piece.text) <= s.end <= len(text)]
        if piece.text and held:
            assert piece.span is not None
            assert piece.span.end - piece.span.begin == min(s.end - s.begin for s in held)
        at += len(piece.text)
