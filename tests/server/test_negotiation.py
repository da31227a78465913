"""Which media type a client would rather have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.server.negotiation import chosen

OFFERED = ("application/sparql-results+json", "text/csv", "text/html", "text/turtle")
JSON, CSV, HTML, TURTLE = OFFERED


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/*", CSV),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle ; Q=0.5", TURTLE),
        ("text/csv;q=0.2, text/turtle;q=0.3", TURTLE),
        ("text/csv, text/turtle", CSV),
        ("text/turtle, text/csv", CSV),
        ("text/*;q=0.9, text/csv;q=0.1", HTML),
        ("*/*;q=0.1, text/html", HTML),
        ("*/*, application/sparql-results+json;q=0", CSV),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/csv;q=0", None),
        ("text/html;level=1", HTML),
        ("text/html;q=high", HTML),
        (",,;;, text/csv", CSV),
        ("nonsense", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
    ],
)
def test_the_best_media_type_is_chosen(accept: str, expected: str | None) -> None:
    """By quality, then by the order of the server's own; a more specific range goes before a wider one."""
    assert chosen(accept, OFFERED) == expected


@given(st.text(max_size=60))
def test_any_header_is_read(accept: str) -> None:
    """Whatever a client sends, it gets one of the types or none."""
    assert chosen(accept, OFFERED) in (*OFFERED, None)
