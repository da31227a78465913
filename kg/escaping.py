"""Texts of articles in, what a format can hold of them out: XML's characters, cells that no spreadsheet computes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What XML 1.0 has no way to write, not even escaped: control characters, halves of characters, and non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What makes a spreadsheet take a cell for a formula, in full width too, and the blanks that it skips before one.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")

Cell = str | int | float | None


def xml_text(text: str) -> str:
    """A text without what no XML file can hold: each such character becomes U+FFFD.

    >>> xml_text("a\\x00b")
    'a\ufffdb'
    """
    return _NOT_XML.sub("\ufffd", text)


def one_line(text: str) -> str:
    """A text with one blank in the place of each run of white space.

    >>> one_line(" a\\n  b ")
    'a b'
    """
    return " ".join(text.split())


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: whoever writes an article writes what stands in it.

    >>> inert("=1+1"), inert(" @x"), inert("Peru"), inert("-")
    ("'=1+1", "' @x", 'Peru', "'-")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows under their columns as CSV (RFC 4180), texts inert; numbers stay numbers."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([inert(value) if isinstance(value, str) else value for value in row])
    return written.getvalue()
