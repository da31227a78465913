"""Addresses as sources: what kind of source they are, and what the article is called."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date

import pytest

from kg.model import Article
from kg.sources import read_articles
from kg.sources.fetching import Fetcher
from tests.sources.sites import HTML, STORY, Reply, Site, page, site
from tests.sources.test_feeds import item, rss
from tests.sources.test_warc import news as archive_of_news


@pytest.fixture
def news() -> Iterator[Site]:
    """A site without pages yet."""
    with site() as running:
        yield running


def read(*urls: str) -> tuple[list[Article], list[str]]:
    """The articles of these addresses, and what was reported."""
    reports: list[str] = []
    fetcher = Fetcher(allow_private=True, delay=0)
    return list(read_articles(urls, lambda error: reports.append(str(error)), fetcher=fetcher)), reports


def test_a_page_is_one_article_with_all_that_it_tells_of_itself(news: Site) -> None:
    """Title, day, author and publisher from its metadata; robots.txt is not asked for."""
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Rain in Lima",
            "datePublished": "2024-03-02T10:00:00Z",
            "author": {"@type": "Person", "name": "Ana Ruiz"},
            "publisher": {"@type": "Organization", "name": "The Paper"},
        }
    )
    news.replies["/rain"] = Reply(page(head=f'<script type="application/ld+json">{data}</script>'))
    (article,), reports = read(f"{news.url}/rain")
    assert not reports
    assert (article.id, article.url) == (f"{news.url}/rain", f"{news.url}/rain")
    assert (article.title, article.published) == ("Rain in Lima", date(2024, 3, 2))
    assert (article.author, article.publisher) == ("Ana Ruiz", "The Paper")
    assert news.paths() == ["/rain"]


@pytest.mark.parametrize(
    ("canonical", "wanted"),
    [
        ("{site}/rain", "{site}/rain"),
        ("https://elsewhere.example/rain", "{site}/rain?from=feed"),
        ("{site}/", "{site}/rain?from=feed"),
        ("javascript:alert(1)", "{site}/rain?from=feed"),
    ],
)
def test_an_article_is_called_by_its_canonical_address_if_that_is_on_its_host(
    news: Site, canonical: str, wanted: str
) -> None:
    """No page can speak for another site's article, nor for its whole site."""
    head = f'<link rel="canonical" href="{canonical.format(site=news.url)}">'
    news.replies["/rain?from=feed"] = Reply(page(head=head))
    (article,), _ = read(f"{news.url}/rain?from=feed")
    assert article.url == article.id == wanted.format(site=news.url)


@pytest.mark.parametrize(
    ("headers", "codec", "head"),
    [
        ({"Content-Type": "text/html; charset=koi8-r"}, "koi8-r", ""),
        ({"Content-Type": "text/html"}, "koi8-r", '<meta charset="koi8-r">'),
        ({"Content-Type": "text/html"}, "utf-8", ""),
        ({"Content-Type": "text/html; charset=koi8-r"}, "koi8-r", '<meta charset="utf-8">'),
        ({"Content-Type": "text/html; charset=nonsense"}, "utf-8", '<meta charset="hex">'),
        ({"Content-Type": "text/html"}, "utf-16", ""),
    ],
)
def test_the_character_set_is_the_servers_word_or_the_pages(
    news: Site, headers: dict[str, str], codec: str, head: str
) -> None:
    """As browsers take it: mark, server, page, UTF-8."""
    text = f"The word for peace is мир, the mayor told reporters. {STORY}"
    news.replies["/a"] = Reply(page(head=head, text=text).decode().encode(codec), headers)
    (article,), reports = read(f"{news.url}/a")
    assert not reports
    assert article.text.startswith("The word for peace is мир,")


def test_every_kind_of_source_has_an_address(news: Site) -> None:
    """By its media type, its name or its first bytes."""
    plain = {"Content-Type": "text/plain; charset=iso-8859-1"}
    octets = {"Content-Type": "application/octet-stream"}
    line = b'{"id": "7", "text": "Snow fell."}\n'
    news.replies = {
        "/a.txt": Reply("date 2025-03-01 Lima - A café closed.".encode("latin-1"), plain),
        "/b": Reply(line, {"Content-Type": "application/x-ndjson"}),
        "/c.jsonl.gz": Reply(gzip.compress(line.replace(b"7", b"8")), octets),
        "/d.warc.gz": Reply(archive_of_news(packed=True, pages=2).data, {"Content-Type": "application/gzip"}),
        "/e": Reply(rss(item("https://example.org/e", full=f"<p>{STORY * 2}</p>")), HTML),  # a mistaken server
        "/f.txt": Reply(b"Hail fell."),
    }
    articles, reports = read(*(f"{news.url}{path}" for path in news.replies))
    assert [article.id.removeprefix(news.url) for article in articles[:5]] == [
        *("/a.txt", "7", "8", "https://example.org/0", "https://example.org/1"),
    ]
    assert (articles[0].text, articles[0].published) == ("date 2025-03-01 Lima - A café closed.", date(2025, 3, 1))
    assert articles[5].id == "https://example.org/e"
    assert reports == [f"{news.url}/f.txt: has no story in it"]  # its server calls it a page


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        (Reply(b"\x89PNG", {"Content-Type": "image/png"}), "is image/png, which is of no kind that can be read"),
        (Reply(b"a\0b", {"Content-Type": "text/plain"}), "is a binary file"),
        (Reply(b"", {"Content-Type": "text/plain"}), "is empty"),
        (Reply(status=403), "the server answers 403 Forbidden"),
    ],
)
def test_what_is_no_article_is_one_line(news: Site, reply: Reply, complaint: str) -> None:
    """Pictures, binaries, refusals; the next source is read."""
    news.replies = {"/a": reply, "/rain": Reply(page())}
    articles, reports = read(f"{news.url}/a", f"{news.url}/rain")
    assert [article.url for article in articles] == [f"{news.url}/rain"]
    assert [complaint in report for report in reports] == [True]


def test_an_address_that_is_given_twice_is_asked_once(news: Site) -> None:
    """And two that lead to one article give it once."""
    news.replies = {"/rain": Reply(page()), "/old": Reply(status=301, headers={"Location": "/rain"})}
    articles, reports = read(f"{news.url}/rain", f"{news.url}/rain", f"{news.url}/old")
    assert len(articles) == 1
    assert not reports
    assert news.paths() == ["/rain", "/old", "/rain"]
