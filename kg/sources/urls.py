"""Addresses of articles, as sources write them."""

from __future__ import annotations

import re

_URL = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20]+""")


def is_url(words: str) -> bool:
    """Whether these words are an absolute http(s) address that can name an article.

    >>> is_url("https://example.org/a?b=c"), is_url("example.org/a"), is_url("https://example.org/a b")
    (True, False, False)
    """
    return _URL.fullmatch(words) is not None
