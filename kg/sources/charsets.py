"""The bytes of a web page in, its characters out, by the rules that browsers follow."""

from __future__ import annotations

import codecs
import re
from email.message import Message

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*(?P<charset>[\w:.-]{1,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page has to name its character set; the standard says 1024
_WINDOWS = re.compile(r"(?:iso[-_]?8859[-_]?1|latin[-_]?1|l1|us[-_]?ascii|ascii)", re.IGNORECASE)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: by its byte order mark, else by the character set that its server named, else by the
    one that the page names, else as UTF-8, else as Windows-1252.

    >>> decode_page("Café".encode("latin-1")), decode_page(b"<meta charset=koi8-r>\\xf4")
    ('Café', '<meta charset=koi8-r>Т')
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    named = _META.search(data, 0, _HEAD)
    for name in (charset, named["charset"].decode("ascii", "replace") if named else None):
        if name and (text := _decoded(data, name)) is not None:
            return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def charset_of(content_type: str) -> str | None:
    """The character set that a media type names.

    >>> charset_of("text/html; charset=ISO-8859-1"), charset_of("text/html")
    ('iso-8859-1', None)
    """
    header = Message()
    header["content-type"] = content_type
    return header.get_content_charset()


def _decoded(data: bytes, charset: str) -> str | None:
    if _WINDOWS.fullmatch(charset):
        charset = "cp1252"  # as on the web, where pages in it call it so
    if charset.lower().startswith(("utf-16", "utf-7", "utf-32")):
        return None  # a page in UTF-16 has a mark; who names it without is mistaken
    try:
        return data.decode(charset, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
