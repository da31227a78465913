"""What sites ask of programs (robots.txt), for the pages that nobody named one by one: those that feeds lead to."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from kg.errors import SourceError
from kg.sources.charsets import decode_page
from kg.sources.fetching import AGENT, Fetcher
from kg.sources.limits import read_whole

_MOST_BYTES = 500_000  # what RFC 9309 asks to read at least


class Robots:
    """The robots.txt of each site, asked for once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._sites: dict[str, RobotFileParser | SourceError] = {}

    def check(self, url: str) -> None:
        """Raises SourceError where a site keeps a page for people, or cannot be asked."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            self._sites[site] = self._rules(f"{site}/robots.txt")
        rules = self._sites[site]
        if isinstance(rules, SourceError):
            raise rules
        if not rules.can_fetch(AGENT, url):
            raise SourceError("the site's robots.txt keeps it from programs", url)

    def _rules(self, url: str) -> RobotFileParser | SourceError:
        """The rules of a site; where there are none, everything is allowed."""
        rules = RobotFileParser(url)
        try:
            with self._fetcher.opened(url) as answer:
                if answer.status >= 500:
                    return SourceError(f"the server answers {answer.status}, so what it allows is not known", url)
                text = decode_page(read_whole(answer.stream, url, _MOST_BYTES)) if answer.status == 200 else ""
        except SourceError as error:
            return error
        rules.parse(text.splitlines())
        return rules
