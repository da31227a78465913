"""Arithmetic of TIMEX3 values: days and units in, values out; and values in, periods out.

"2025-07-24", "2025-07", "2025", "2025-W30", "2025-W30-WE", "2025-Q3", "2025-H1", "2025-SU", "199" (the 1990s),
"19" (the 20th century), "2025-07-24TMO", "P3D", "PT2H"
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from kg.model import Period

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "millennium": "X",
}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_CODES = {
    "second": ("T", 1, "S"), "minute": ("T", 1, "M"), "hour": ("T", 1, "H"), "day": ("", 1, "D"), "week": ("", 1, "W"),
    "fortnight": ("", 2, "W"), "month": ("", 1, "M"), "quarter": ("", 3, "M"), "year": ("", 1, "Y"),
    "decade": ("", 10, "Y"), "century": ("", 100, "Y"), "millennium": ("", 1000, "Y"),
}  # fmt: skip
_SAME_UNIT = {unit: r"\d{4}-W\d\d(-WE)?" for unit in ("week", "weekend", "fortnight")} | {
    "quarter": r"\d{4}-Q\d", "half": r"\d{4}-H\d", "decade": r"\d{3}", "century": r"\d{2,3}",
}  # fmt: skip
_SMALLER = {"Y": (12, "", "M"), "TH": (60, "", "M"), "D": (24, "T", "H"), "TM": (60, "", "S")}
_VAGUE = {"decade": "PXE", "century": "PXC", "millennium": "PXL", "fortnight": "PXW", "quarter": "PXQ"}


def moved(day: date, unit: str, count: int) -> date | None:
    """The day that many units away; None where the calendar ends.

    >>> str(moved(date(2024, 3, 31), "month", -1))
    '2024-02-29'
    """
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def stamp(day: date | None, unit: str) -> str:
    """The value of the unit that a day is in.

    >>> [stamp(date(2025, 7, 24), unit) for unit in ("day", "week", "month", "quarter", "year", "decade", "century")]
    ['2025-07-24', '2025-W30', '2025-07', '2025-Q3', '2025', '202', '20']
    """
    if day is None:
        return UNKNOWN[unit]
    if unit in ("week", "weekend", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "half":
        return f"{day.year:04d}-H{(day.month + 5) // 6}"
    length = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2, "millennium": 1}[unit]
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"[:length]


def duration(count: Fraction | None, unit: str) -> str:
    """The value of so many units; without a count, of some.

    >>> [duration(Fraction(3, 2), unit) for unit in ("year", "day", "hour")], duration(Fraction(2), "decade")
    (['P1Y6M', 'P1DT12H', 'PT1H30M'], 'P20Y')
    >>> duration(None, "week"), duration(None, "hour")
    ('PXW', 'PTXH')
    """
    time, size, code = _CODES[unit]
    if count is None:
        return _VAGUE.get(unit) or f"P{time}X{code}"
    total = count * size
    whole, rest = divmod(total, 1)
    if not rest:
        return f"P{time}{whole}{code}"
    per, mark, smaller = _SMALLER.get(time + code, (0, "", ""))
    if not per or (rest * per).denominator != 1:
        return f"P{time}{float(total):g}{code}"
    return (f"P{time}{whole}{code}" if whole else f"P{time}") + f"{mark}{rest * per}{smaller}"


def weekday_value(anchor: date | None, weekday: int, *, ahead: bool, strictly: bool = False) -> str:
    """The nearest such weekday (1 is Monday) behind or ahead of a day; that day itself unless `strictly`.

    >>> weekday_value(date(2025, 7, 24), 4, ahead=False), weekday_value(date(2025, 7, 24), 4, ahead=True, strictly=True)
    ('2025-07-24', '2025-07-31')
    """
    if anchor is None:
        return f"XXXX-WXX-{weekday}"
    away = (weekday - anchor.isoweekday()) % 7 if ahead else (anchor.isoweekday() - weekday) % 7
    if strictly and away == 0:
        away = 7
    return stamp(moved(anchor, "day", away if ahead else -away), "day")


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None for the likes of February 30."""
    return date(year, month, day) if 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1] else None


def named_day(named: Sequence[str], unit: str) -> date | None:
    """The first day of the last named date that is at least as exact as the unit; of quarters, the last one named.

    >>> [str(named_day(["2001-12-02", "2002-Q4", "2004"], unit)) for unit in ("day", "quarter", "year")]
    ['2001-12-02', '2002-10-01', '2004-01-01']
    """
    length = {"month": 7, "quarter": 7, "half": 7}.get(unit, 10 if unit in _DAYS or unit not in _MONTHS else 4)
    if unit == "quarter":
        named = sorted(named, key=lambda value: "-Q" in value)
    for value in reversed(named):
        if re.fullmatch(_SAME_UNIT.get(unit, "(?!)"), value) and (days := _days(value)):
            return days[0]
        match = re.match(r"(\d{4})(?:-(\d\d)(?!\d)(?:-(\d\d))?)?(?!\d)", value)
        if match and len(match.group()) >= length:
            year, month, day = (int(part or 1) for part in match.groups())
            return calendar_day(year, month, day)
    return None


def period(value: str, type: str = "DATE", anchor: date | None = None) -> Period | None:
    """What an event's time stamp can hold of a TIMEX3 value: a day, month, year, or a range of two days.

    Durations, sets and vague values give None; the present gives the day of the anchor only by its own date.

    >>> period("2025-07-24TMO", "TIME"), period("2025-W30", "DATE")
    (Period(begin='2025-07-24', end='2025-07-24'), Period(begin='2025-07-21', end='2025-07-27'))
    """
    if type not in ("DATE", "TIME"):
        return None
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return Period(value, value)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\S*", value):
        return Period(value[:10], value[:10])
    days = _days(value)
    return Period(stamp(days[0], "day"), stamp(days[1], "day")) if days else None


def bounds(when: Period) -> tuple[str, str]:
    """The first and the last day of a period.

    >>> bounds(Period("2024-02", "2024-02"))
    ('2024-02-01', '2024-02-29')
    """
    return f"{when.begin}-01-01"[:10], _last_day(when.end)


def _last_day(value: str) -> str:
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7:
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02d}"
    return value


def _days(value: str) -> tuple[date, date] | None:
    """The first and last day of a week, weekend, quarter, half, season, decade or century."""
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return None
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return _months(int(match[1]), int(match[2]) * 6 - 5, 6)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), SEASON_STARTS[match[2]], 3)
    if match := re.fullmatch(r"\d{2,3}", value):
        return _months(int(value.ljust(4, "0")), 1, 12 * 10 ** (4 - len(value)))
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    if year < 1:
        return None
    begin = date(year, month, 1)
    after = moved(begin, "month", count)
    return (begin, after - timedelta(days=1)) if after else None
