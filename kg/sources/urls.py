"""Addresses of articles, as sources write them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_URL = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20]+""")


def is_url(words: str) -> bool:
    """Whether these words are an absolute http(s) address that can name an article.

    >>> is_url("https://example.org/a?b=c"), is_url("example.org/a"), is_url("https://example.org/a b")
    (True, False, False)
    >>> is_url("https://[example.org/a"), is_url("https://example.org:port/a")
    (False, False)
    """
    if _URL.fullmatch(words) is None:
        return False
    try:
        parts = urlsplit(words)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets around what is no IPv6 address, a port that is no number
        return False
