"""Web pages: the story without what is around it."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO

import pytest

from kg.errors import SourceError
from kg.sources.html import read_html

PAGE = """<html><head><title>Rain in Lima - The Paper</title>
<meta property="og:title" content="Rain in Lima"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-03-02T10:00:00Z"><link rel="canonical" href="https://example.org/r">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Rain in Lima</h1>
<p>Heavy rain fell on the city of Lima on Friday, and the mayor warned residents of floods near the river.</p>
<p>Nobody was hurt, the fire brigade told reporters at the scene on Saturday morning.</p></article>
<footer>All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_story_title_day_and_publisher() -> None:
    """The menu and the footer stay out, the title is no part of the text, and an empty line parts two paragraphs."""
    (article,) = read_html(BytesIO(PAGE.encode()), "r.html", "r.html", lambda error: None)
    assert article.text.startswith("Heavy rain fell")
    assert article.text.endswith("Saturday morning.")
    assert article.text.count("\n\n") == 1
    assert (article.title, article.published) == ("Rain in Lima", date(2024, 3, 2))
    assert (article.publisher, article.url) == ("The Paper", "https://example.org/r")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<p>Rain</p>" * 50_000,
        "<p " + " ".join(f"a{n}='x'" for n in range(100_000)) + ">",
        "<p " + " ".join(f'a{n}="<"' for n in range(50_000)) + ">",
        "<p " + "a='" * 100_000,
    ],
)
def test_a_page_that_would_hold_the_parser_is_refused(page: str) -> None:
    """Within a second, where the parser would take minutes."""
    begin = time.process_time()
    with pytest.raises(SourceError, match="that is no article|has no story"):
        list(read_html(BytesIO(f"<html><body>{page}".encode()), "a.html", "a.html", lambda error: None))
    assert time.process_time() - begin < 3


def test_a_long_attribute_is_no_trap() -> None:
    """Pictures stand in attributes, and whole records."""
    long = f"<div data-record='{'a = b ' * 50_000}'><img src=\"data:image/png;base64,{'A' * 500_000}\"></div>"
    page = PAGE.replace("<article>", f"<article>{long}")
    (article,) = read_html(BytesIO(page.encode()), "r.html", "r.html", lambda error: None)
    assert article.text.startswith("Heavy rain fell")
