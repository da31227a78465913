"""Feeds: entries with their own text, entries that lead to pages, and XML that means harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources import read_articles
from kg.sources.feeds import parse_feed
from kg.sources.fetching import Fetcher
from tests.sources.sites import STORY, Reply, Site, page, site

RSS_TYPE = {"Content-Type": "application/rss+xml"}


def rss(*items: str, title: str = "The Paper") -> bytes:
    """An RSS feed."""
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    channel = f"<channel><title>{title}</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {namespace}>{channel}</rss>'.encode()


def item(link: str, title: str = "Rain in Lima", text: str = "Rain …", full: str = "") -> str:
    """An entry of it."""
    content = f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><dc:creator>A. Writer</dc:creator>"
        f"<pubDate>Thu, 24 Jul 2025 23:30:00 -0500</pubDate><description>{text}</description>{content}</item>"
    )


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry><title>Snow &amp; ice</title>
<id>tag:a</id><link href="https://example.org/snow"/><updated>2025-03-01T10:00:00Z</updated>
<author><name>B. Writer</name></author>
<content type="html">&lt;p&gt;{text}&lt;/p&gt;&lt;p&gt;Roads were closed.&lt;/p&gt;</content></entry></feed>"""


def read(*sources: str | Path) -> tuple[list[Article], list[str]]:
    """The articles of these sources, and what was reported."""
    reports: list[str] = []
    fetcher = Fetcher(allow_private=True, delay=0)
    articles = list(read_articles(sources, lambda error: reports.append(str(error)), fetcher=fetcher))
    return articles, reports


@pytest.fixture
def news() -> Iterator[Site]:
    """A site without pages yet."""
    with site() as running:
        yield running


def test_an_entry_with_its_full_text_is_read_from_the_feed(tmp_path: Path) -> None:
    """Nothing is asked for; day, author, title and address are the entry's, the publisher is the feed."""
    (tmp_path / "a.xml").write_bytes(
        rss(item("https://example.org/rain", full=f"<p>{STORY * 2}</p><p>Nobody was hurt at all.</p>"))
    )
    (tmp_path / "b.atom").write_text(ATOM.format(text="Snow fell. " * 60))
    (rain, snow), reports = read(tmp_path)
    assert not reports
    assert rain.text.startswith("Heavy rain fell")
    assert rain.text.endswith("\n\nNobody was hurt at all.")
    assert (rain.id, rain.url) == ("https://example.org/rain", "https://example.org/rain")
    assert (rain.title, rain.author, rain.publisher) == ("Rain in Lima", "A. Writer", "The Paper")
    assert rain.published == date(2025, 7, 24)  # where it was written
    assert (snow.title, snow.author, snow.published) == ("Snow & ice", "B. Writer", date(2025, 3, 1))


def test_an_entry_that_is_a_teaser_is_read_from_its_page(news: Site) -> None:
    """What the page does not say of itself, the entry does."""
    news.replies = {
        "/feed": Reply(rss(item(f"{news.url}/rain", title="Teased")), RSS_TYPE),
        "/rain": Reply(page()),
    }
    (article,), reports = read(f"{news.url}/feed")
    assert not reports
    assert article.text.startswith("Heavy rain fell")
    assert (article.id, article.url) == (f"{news.url}/rain", f"{news.url}/rain")
    assert (article.title, article.author, article.published) == ("Rain in Lima", "A. Writer", date(2025, 7, 24))
    assert news.paths() == ["/feed", "/robots.txt", "/rain"]


def test_a_page_that_cannot_be_read_stops_no_other(news: Site) -> None:
    """It is reported with its address."""
    links = [item(f"{news.url}/{name}") for name in ("gone", "rain", "rain")]
    news.replies = {"/feed": Reply(rss(*links), RSS_TYPE), "/rain": Reply(page())}
    articles, reports = read(f"{news.url}/feed")
    assert [article.url for article in articles] == [f"{news.url}/rain"]
    assert reports == [f"{news.url}/gone: the server answers 404 Not Found"]


def test_what_a_site_keeps_from_programs_is_not_asked_for(news: Site) -> None:
    """robots.txt counts for the pages that feeds lead to, and where it cannot be had nothing is allowed."""
    news.replies = {
        "/feed": Reply(rss(item(f"{news.url}/private/a"), item(f"{news.url}/rain")), RSS_TYPE),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /private/"),
        "/rain": Reply(page()),
        "/private/a": Reply(page()),
    }
    articles, reports = read(f"{news.url}/feed")
    assert len(articles) == 1
    assert reports == [f"{news.url}/private/a: the site's robots.txt keeps it from programs"]
    assert "/private/a" not in news.paths()
    news.replies["/robots.txt"] = Reply(status=500)
    articles, reports = read(f"{news.url}/feed")
    assert articles == []
    assert ["what it allows is not known" in report for report in reports] == [True, True]
    assert news.paths().count("/robots.txt") == 2


def test_an_entry_with_neither_text_nor_address_is_reported(tmp_path: Path) -> None:
    """By its key."""
    (tmp_path / "a.rss").write_bytes(rss("<item><guid>x1</guid></item>"))
    assert read(tmp_path) == ([], [f"{tmp_path}/a.rss: the entry 'x1' has no text and no address"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY b SYSTEM "http://127.0.0.1/">',
        '<!ENTITY % p "x"><!ENTITY b "y">',
    ],
)
def test_a_feed_that_declares_entities_is_refused(entities: str, encoding: str) -> None:
    """They make bombs of XML, or make it read what it should not."""
    text = rss(item("https://example.org/a", title="&b;")).decode().removeprefix('<?xml version="1.0"?>')
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    with pytest.raises(SourceError, match="declares entities"):
        parse_feed(f"{head}<!DOCTYPE rss [{entities}]>{text}".encode(encoding), "a.xml")


def test_an_old_document_type_and_a_broken_feed_are_read() -> None:
    """Feeds are seldom well-formed; what is named in HTML (&nbsp;) is no declaration."""
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
    feed = parse_feed(
        f"{doctype}<rss version='0.91'><channel><title>A&nbsp;B</title><item><title>C</title></item>".encode(), "a"
    )
    assert [entry.title for entry in feed.entries] == ["C"]


@pytest.mark.parametrize("link", ["http://[", "https://[1]/a", "https://example.org:port/a"])
def test_a_link_that_is_no_address_stops_no_other_entry(link: str, tmp_path: Path) -> None:
    """An entry has its text without it."""
    odd, sound = (item(url, full=f"<p>{STORY * 2}</p>") for url in (link, "https://example.org/b"))
    (tmp_path / "feed.xml").write_bytes(rss(odd, sound))
    articles, reports = read(tmp_path / "feed.xml")
    assert [article.url for article in articles] == [None, "https://example.org/b"]
    assert reports == []


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body>Rain</body></html>", b"{}", b"\0\1\2"])
def test_what_is_no_feed_is_told(data: bytes) -> None:
    """In one line."""
    with pytest.raises(SourceError, match="is no RSS or Atom feed"):
        parse_feed(data, "a.xml")


def test_an_entry_that_was_changed_has_another_version() -> None:
    """By its own word, or by its text."""
    first, again, changed = (
        parse_feed(rss(item("https://example.org/a", text=text)), "a").entries[0] for text in ("Rain", "Rain", "Snow")
    )
    assert first == again
    assert (first.key, first.version != changed.version) == (changed.key, True)
