"""Days that go by a name: "Thanksgiving" and a year in, a date out. The names and their rules are in the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RULE = re.compile(r"(?:(\d\d)-(\d\d)|(\d\d)-([a-z]{3})-([1-5]|last)|easter)(?: ([+-]\d+))?")


class Holidays:
    """The names of days as texts spell them, with the rules of their dates.

    >>> list(Holidays(["Good Friday = easter -2"]).find("It opened on Good Friday."))
    [(13, 24, 'easter -2')]
    """

    def __init__(self, entries: Iterable[str] = ()) -> None:
        named = (entry.partition("=") for entry in sorted(entries))
        self._rules: Mapping[str, str] = {_plain(name.strip()): rule.strip() for name, _, rule in named}
        names = sorted((entry.partition("=")[0].strip() for entry in entries), key=lambda name: (-len(name), name))
        spelled = "|".join(re.escape(name).replace("'", "['’]?") for name in names)
        self._pattern = re.compile(rf"\b(?=[A-Z])(?i:{spelled})(?!\w)") if names else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where names of days stand in a text, with the rule of each."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield match.start(), match.end(), self._rules[_plain(match.group())]


def _plain(name: str) -> str:
    return name.lower().replace("'", "").replace("’", "")


def day_of(rule: str, year: int) -> date | None:
    """The date that a rule gives in a year; None without a rule.

    >>> str(day_of("11-thu-4", 2024)), str(day_of("easter -2", 2025)), str(day_of("11-mon-1 +1", 2024))
    ('2024-11-28', '2025-04-18', '2024-11-05')
    """
    match = _RULE.fullmatch(rule)
    if match is None or not 1600 <= year <= 9000:
        return None
    month, day, in_month, weekday, nth, added = match.groups()
    if month:
        found = date(year, int(month), int(day))
    else:
        found = _nth_weekday(year, int(in_month), weekday, nth) if in_month else _easter(year)
    return found + timedelta(days=int(added or 0))


def _nth_weekday(year: int, month: int, weekday: str, nth: str) -> date:
    if nth == "last":
        first_after = date(year + month // 12, month % 12 + 1, 1)
        back = (first_after.weekday() - 1 - _WEEKDAYS.index(weekday)) % 7 + 1
        return first_after - timedelta(days=back)
    first = date(year, month, 1)
    ahead = (_WEEKDAYS.index(weekday) - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (int(nth) - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 20 April 1876)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
