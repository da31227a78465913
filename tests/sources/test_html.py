"""Web pages: the story without what is around it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

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
