"""Days, months and years as people give them, and whether an event falls into them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from kg.errors import QueryError

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def check_period(name: str, value: str) -> None:
    """Raise QueryError where a value is no day, month or year of the calendar.

    >>> check_period("since", "2025-07")
    >>> check_period("since", "July")
    Traceback (most recent call last):
    kg.errors.QueryError: since takes a day, a month or a year (2025-07-24, 2025-07, 2025), not July
    """
    match = _PERIOD.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)
        date(*(int(part or 1) for part in match.groups()))
    except ValueError as error:
        raise QueryError(f"{name} takes a day, a month or a year (2025-07-24, 2025-07, 2025), not {value}") from error


def first_day(period: str) -> str:
    """The first day of a day, month or year.

    >>> first_day("2025"), first_day("2025-07"), first_day("2025-07-24")
    ('2025-01-01', '2025-07-01', '2025-07-24')
    """
    return period + "-01-01"[len(period) - 4 :]


def last_day(period: str) -> str:
    """The last day of a day, month or year.

    >>> last_day("2025"), last_day("2024-02"), last_day("2025-07-24")
    ('2025-12-31', '2024-02-29', '2025-07-24')
    """
    if len(period) == 7:
        return f"{period}-{monthrange(int(period[:4]), int(period[5:]))[1]:02}"
    return period + "-12-31"[len(period) - 4 :]


def falls_into(begin: str | None, end: str | None, since: str | None, until: str | None) -> bool:
    """Whether what begins and ends then is at least partly within bounds; without a date only where there are none.

    A month that the first day of `since` lies in counts: "2025-07" is not before "2025-07-20".

    >>> falls_into("2025-07", "2025-07", "2025-07-20", None), falls_into(None, None, "2025", None)
    (True, False)
    """
    if since is None and until is None:
        return True
    if begin is None:
        return False
    is_late = until is not None and first_day(begin) > last_day(until)
    return not is_late and (since is None or last_day(end or begin) >= first_day(since))
