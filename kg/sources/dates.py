"""Publication dates as sources write them -> `datetime.date`.

A date that can be read in two ways ("03/04/2025") is none.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+\d{4}|[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}"

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")
_ISO = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?")


def parse_date(words: str) -> date | None:
    """The day that these words name, or None where they name none.

    Of a moment it is the day where it was written: the time zone is not applied.

    >>> parse_date("2025-07-24"), parse_date("2025-07-24T23:30:00-05:00"), parse_date("24 July 2025")
    (datetime.date(2025, 7, 24), datetime.date(2025, 7, 24), datetime.date(2025, 7, 24))
    >>> parse_date("Thu, 24 Jul 2025 09:00:00 GMT"), parse_date("Jul. 24, 2025"), parse_date("2025-02-30")
    (datetime.date(2025, 7, 24), datetime.date(2025, 7, 24), None)
    """
    words = words.strip()
    if match := _ISO.fullmatch(words):
        return _day(*map(int, match["day"].split("-")))
    if match := _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words):
        return _day(int(match["year"]), _month(match["month"]), int(match["day"]))
    try:
        return parsedate_to_datetime(words).date()
    except ValueError:
        return None


def _month(name: str) -> int:
    """The number of a month by its name or an abbreviation of it; 0 where it is none."""
    return next((number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.lower())), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
