"""What times counted from another day mean.

"yesterday", "Monday night", "last week" and "five years ago" count from publication; "three days later", "that month"
and "the following year" from the last date named that is as exact.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from kg.language.timex.dates import REPORTED, day_of_month, step_of, with_part
from kg.language.timex.grammar import Context, Direction, Phrase, Timex, pattern
from kg.language.timex.values import UNKNOWN, duration, moved, named_day, stamp, weekday_value
from kg.language.timex.words import amount

_DATE = pattern("comma? on? (?:weekday comma?)? (?:any_month day (?:comma? year)?|day any_month year?)")
_DAY_BEHIND = pattern("(?:bracket (?:hhmm|year|number) zone)? bracket comma? on? weekday")
_SINCE, _BY = pattern("since"), pattern("by")
_OF_THE_YEAR = frozenset(
    {
        "of",
        "after",
        "before",
        "that",
        "in",
        "it",
        "they",
        "he",
        "she",
        "we",
        "when",
        "-",
        "end",
        "ended",
        "ending",
        "to",
    }
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEKDAY_TO = pattern("weekday (?:to|until|hyphen|dash)")  # "Monday through Friday"
OVERDUE = 2  # days
MAX_AGO = 100_000  # units: more is no date
_PARTS_OF_YEAR = {
    "quarter": r"(\d{4})(-Q[1-4])",
    "half": r"(\d{4})(-H[12])",
    "month": r"(\d{4})(-\d\d)",
    "week": r"(\d{4})(-W\d\d)",
}


def weekday(phrase: Phrase, context: Context) -> Timex | None:
    """A weekday by tense: "on Monday", "last Monday", "Monday night"."""
    word = phrase.get("weekday")
    if word is None:
        return None
    if phrase.has("unit"):
        return with_part(_weekday_of_week(word.value, step_of(phrase), context.anchor), phrase)
    is_next, is_last = phrase.has("next", "coming", "following"), phrase.has("last", "previous")
    begin = named_day(context.named[-1:], "day") if phrase.behind(_WEEKDAY_TO, 2) else None
    is_to_come = context.direction is Direction.FUTURE or _is_due(word.value, context)
    ahead = is_next or (is_to_come and not is_last) or begin is not None
    anchor = begin or (named_day(context.named, "day") if phrase.has("following") else None) or context.anchor
    value = weekday_value(anchor, word.value, ahead=ahead, strictly=is_next or is_last)
    return with_part(value, phrase)


def _is_due(weekday: int, context: Context) -> bool:
    """ "Was to open on Saturday" is told ahead of that day, or a day or two behind it."""
    anchor = context.anchor
    return context.direction is Direction.DUE and not (anchor and 0 < (anchor.isoweekday() - weekday) % 7 <= OVERDUE)


def _weekday_of_week(weekday: int, step: int, anchor: date | None) -> str:
    """The day in this week or one so many weeks away: "Tuesday of last week"."""
    if anchor is None:
        return f"XXXX-WXX-{weekday}"
    return stamp(moved(anchor, "day", weekday - anchor.isoweekday() + 7 * step), "day")


def weekend(phrase: Phrase, context: Context) -> Timex:
    """A weekend: the last one begun, or the next with the future."""
    anchor = context.anchor
    if anchor is None:
        return Timex("DATE", UNKNOWN["weekend"])
    weeks = step_of(phrase)
    is_over = anchor.isoweekday() < 6  # this week's weekend is still to come
    if weeks == 0 and is_over and not context.direction.is_ahead and not phrase.has("this"):
        weeks = -1
    return Timex("DATE", stamp(moved(anchor, "week", weeks), "weekend"))


def deictic_day(phrase: Phrase, context: Context) -> Timex:
    """A day from the anchor's: "today", "tomorrow night", "the day before yesterday"."""
    word = phrase.get("today", "tonight", "yesterday", "tomorrow")
    days = {"yesterday": -1, "tomorrow": 1}.get(word.text, 0) if word else 0
    if phrase.has("unit"):  # the day before yesterday, the day after tomorrow
        days *= 2
    day = moved(context.anchor, "day", days) if context.anchor else None
    return with_part(stamp(day, "day"), phrase)


def part_of_day(phrase: Phrase, context: Context) -> Timex:
    """A part of the anchor's day or of the one before ("this morning", "overnight"), or of a day named: "at dawn"."""
    if phrase.has("bare_part"):
        return with_part(stamp(_day_meant(phrase, context), "day"), phrase)
    days = -1 if phrase.has("last", "past", "overnight") else step_of(phrase)
    day = moved(context.anchor, "day", days) if context.anchor else None
    return with_part(stamp(day, "day"), phrase)


def same_part(phrase: Phrase, context: Context) -> Timex:
    """A part of the day beside the last one named: "the previous evening", "the following morning"."""
    base = named_day(_allowed(context), "day") or context.anchor
    return with_part(stamp(moved(base, "day", step_of(phrase)) if base else None, "day"), phrase)


def hours_of_day(phrase: Phrase, context: Context) -> Timex | None:
    """The first hours of a day: "the small hours of Tuesday"."""
    day = weekday(phrase, context) if not phrase.has("day", "nth") else day_of_month(phrase, context)
    first = phrase.get("mid", "small")
    is_early = first is not None and first.text in ("early", "small", "wee") and unit_of(phrase) == "hour"
    return Timex("TIME", f"{day.value}TMO") if day and is_early else day


def clock(phrase: Phrase, context: Context) -> Timex | None:
    """A time of day, with the day it names or the last one named: "9 a.m. Sunday", "14:30 GMT", "noon"."""
    if phrase.has("weekday") and not phrase.has("month", "name_month", "short_month"):
        day = weekday_value(context.anchor, _value(phrase, "weekday"), ahead=context.direction.is_ahead)
    elif phrase.has("today", "yesterday", "tomorrow", "tonight"):
        day = deictic_day(phrase, context).value[:10]
    elif (after := phrase.ahead(_DAY_BEHIND)) and (said := after.get("weekday")):  # "10 a.m. (1500 GMT) Friday"
        day = weekday_value(context.anchor, said.value, ahead=context.direction.is_ahead)
    elif (after := phrase.ahead(_DATE)) and (date_after := day_of_month(after, context)):
        day = date_after.value[:10]
    else:
        day = stamp(_day_meant(phrase, context), "day")
    hour = _hour(phrase)
    return Timex("TIME", f"{day}T{hour}") if hour <= "24:00" else None


def _day_meant(phrase: Phrase, context: Context) -> date | None:
    """The last day named that the tense allows, else the anchor's, which is meant behind "since"."""
    if context.anchor is None:
        return named_day(context.named, "day")
    if phrase.behind(_SINCE, 1) or (phrase.has("zone") and phrase.behind(_BY, 1)):  # "by 1145 GMT it was up"
        return context.anchor
    today = context.anchor.isoformat()
    is_ahead = context.direction.is_ahead
    allowed = [value for value in _allowed(context) if not (is_ahead and value[:10] < today)]
    return named_day(allowed, "day") or context.anchor


def _allowed(context: Context) -> list[str]:
    """The dates named before that the tense allows: what happened was on none that is to come."""
    today = context.anchor.isoformat() if context.anchor and context.direction is Direction.PAST else "9"
    return [value for value in context.named if value[:10] <= today]


def _value(phrase: Phrase, kind: str) -> int:
    word = phrase.get(kind)
    return word.value if word else 0


def _hour(phrase: Phrase) -> str:
    if phrase.has("noon", "midnight"):
        return "12:00" if phrase.has("noon") else "24:00"
    clock, zone = phrase.get("hhmm"), phrase.get("zone")
    if clock:
        hour, minute = re.split("[:.]", clock.text)[:2]
    elif zone and not phrase.has("meridiem", "clock"):
        digits = phrase.words[phrase.words.index(zone) - 1].text  # "1500 GMT"
        hour, minute = (digits[:2], digits[2:]) if len(digits) == 4 and zone.text != "local" else ("99", "")
    else:
        hour, minute = str(amount(phrase.words) or 0), "00"
    half = phrase.get("meridiem")
    if half and half.text.startswith("p") and int(hour) < 12:
        hour = str(int(hour) + 12)
    elif half and half.text.startswith("a") and int(hour) == 12:
        hour = "0"
    elif half is None and phrase.has("tonight") and int(hour) < 12:
        hour = str(int(hour) + 12)
    return f"{int(hour):02d}:{minute}"


# --- units from the anchor or from a date named before ---------------------------------------------------------------


def unit_of(phrase: Phrase) -> str:
    """The unit that it is about: "weeks" is week."""
    word = phrase.get("unit", "units", "year_unit", "fortnight", "unit_long")
    plural = {"centuries": "century", "millennia": "millennium"}
    text = word.text if word else "day"
    return plural.get(text, text.removesuffix("s").removesuffix("long"))


def relative_unit(phrase: Phrase, context: Context) -> Timex | None:
    """A unit near the anchor ("last week", "the end of next month") or near a date named ("the following day")."""
    unit = unit_of(phrase)
    if unit in ("hour", "minute", "second"):
        return Timex("DURATION", duration(Fraction(1), unit)) if phrase.has("last", "past") else None
    if unit == "day" and phrase.has("last", "past"):
        return None
    base, step = context.anchor, step_of(phrase)
    if base and base.isoweekday() == 7 and unit == "week" and step < 0:
        step += 1  # on a Sunday, the week that is over
    is_told = unit == "day" or (phrase.has("the") and context.direction is Direction.PAST)  # "the next month he fled"
    if phrase.has("previous", "following") or (phrase.has("next") and is_told):
        base = named_day(context.named, unit) or base
    return Timex("DATE", stamp(moved(base, unit, step) if base else None, _stampable(unit)))


def week_of(phrase: Phrase, context: Context) -> Timex | None:
    """The week, or month, that a day is in: "the week of Jan. 13"."""
    day, unit = day_of_month(phrase, context), unit_of(phrase)
    known = named_day([day.value], "day") if day and unit in ("week", "month") else None
    return Timex("DATE", stamp(known, unit)) if known else day


def _stampable(unit: str) -> str:
    return "week" if unit == "fortnight" else unit


def same_unit(phrase: Phrase, context: Context) -> Timex | None:
    """The unit that the last date named is in: "that month", "the same day", "later in the day"."""
    unit = unit_of(phrase)
    if unit in ("hour", "minute", "second"):
        return None
    base = named_day(_allowed(context), unit) or context.anchor
    if base and context.anchor and phrase.has("edge", "remnant") and context.direction.is_ahead:
        base = min(base, context.anchor)  # "will close by the end of the year", though 2027 was named
    return with_part(stamp(base, _stampable(unit)), phrase)


def same_quarter(phrase: Phrase, context: Context) -> Timex | None:
    """The quarter named last: "sales in the quarter"."""
    named = next((value for value in reversed(context.named) if re.fullmatch(r"\d{4}-Q[1-4]", value)), None)
    return Timex("DATE", named) if named and unit_of(phrase) == "quarter" else None


def the_year(phrase: Phrase, context: Context) -> Timex | None:
    """The year that is told of: "during the year"; told "for" early in a year, the one before it."""
    following = phrase.text[phrase.end].text if phrase.end < len(phrase.text) else ""
    if following in _OF_THE_YEAR or context.anchor is None:
        return None
    if phrase.text[phrase.begin - 1].text != "for":
        named = named_day(_allowed(context), "year")
        return Timex("DATE", f"{(named or context.anchor).year:04d}")
    is_fronted = phrase.begin < 2 or not phrase.text[phrase.begin - 2].text.isalnum()  # "for the year, profit rose"
    is_just_over = is_fronted and context.direction is Direction.PAST and context.anchor.month <= REPORTED
    return Timex("DATE", f"{context.anchor.year - is_just_over:04d}")


def year_before(phrase: Phrase, context: Context) -> Timex | None:
    """The part of a year named before, in another year: "the year-earlier quarter", "the same month of 2012"."""
    unit = phrase.get("unit")
    shape = _PARTS_OF_YEAR.get(unit.text if unit else "", r"(\d{4})(-Q\d|-H\d|-\d\d)")
    values = context.named if unit else [value for value in context.named if not _DAY.match(value)][-1:]
    named = next((match for value in reversed(values) if (match := re.fullmatch(shape, value))), None)
    base = int(named[1]) if named else context.anchor.year if context.anchor else None
    said = phrase.get("year")
    if said is None and base is None:
        return None
    year = said.value if said else (base or 0) - 1
    return Timex("DATE", f"{year:04d}" + (named[2] if named else ""))


def beside_named(phrase: Phrase, context: Context) -> Timex | None:
    """The unit next to the last one named: "July and the month before"; none in "the day after the vote"."""
    base = named_day(context.named, unit_of(phrase))
    if base is None or phrase.is_before_noun:
        return None
    day = moved(base, unit_of(phrase), 1 if phrase.has("after") else -1)
    return with_part(stamp(day, _stampable(unit_of(phrase))), phrase)


def the_other_day(phrase: Phrase, context: Context) -> Timex | None:
    """Not long ago: "the other day"."""
    return Timex("DATE", "PAST_REF") if unit_of(phrase) in ("day", "week", "month") else None


def ago(phrase: Phrase, context: Context) -> Timex:
    """A unit before the anchor: "five years ago" is a year, "three weeks ago" a week, "years ago" in the past."""
    return _shifted(phrase, context.anchor, -1) or Timex("DATE", "PAST_REF")


def ago_today(phrase: Phrase, context: Context) -> Timex:
    """A day that many units before the anchor: "two weeks ago today"."""
    return _shifted(phrase, context.anchor, -1, to="day") or Timex("DATE", "PAST_REF")


def from_now(phrase: Phrase, context: Context) -> Timex:
    """The future: "two years from now"."""
    return _shifted(phrase, context.anchor, 1) or Timex("DATE", "FUTURE_REF")


def from_named(phrase: Phrase, context: Context) -> Timex:
    """A unit from the last date named that is as exact: "three days later", "a year earlier"."""
    unit = unit_of(phrase)
    base, back = named_day(context.named, unit), phrase.has("earlier", "before")
    if base and back and context.anchor and context.direction is Direction.PAST:
        base = min(base, context.anchor)  # no past is counted from what is to come
    last = next((value for value in reversed(_allowed(context)) if re.match(r"\d{4}-", value)), "")
    if (
        base is not None
        and len(last) == 7
        and named_day([last], unit) is None
        and not base.isoformat().startswith(last)
    ):
        base = None  # a month was named since, and nobody says which day of it
    elif base is None and back:
        base = context.anchor
    is_of_day = unit in ("week", "fortnight") and bool(_DAY.match(last))  # "a week later" than a day is that weekday
    shifted = _shifted(phrase, base, -1 if back else 1, to="day" if is_of_day else None)
    return shifted or Timex("DURATION", duration(count_of(phrase), unit))


def _shifted(phrase: Phrase, base: date | None, sign: int, to: str | None = None) -> Timex | None:
    """So many units away, as exact as they are or as `to` is."""
    count, unit = count_of(phrase), unit_of(phrase)
    if count is None or base is None or count > MAX_AGO:
        return None
    if unit in ("hour", "minute", "second"):
        days = round(count / 24) if unit == "hour" else 0  # "72 hours ago"
        return Timex("DATE", stamp(moved(base, "day", sign * days), "day"))
    if count.denominator != 1:  # half a year, a year and a half
        smaller, size = {"year": ("month", 12), "decade": ("year", 10), "century": ("decade", 10)}.get(unit, (unit, 1))
        unit, count = smaller, Fraction(round(count * size))
    day = moved(base, unit, sign * int(count))
    return Timex("DATE", stamp(day, to or _stampable(unit))) if day else None


def count_of(phrase: Phrase) -> Fraction | None:
    """How many: a number, "a" for one, "half a"; None for "several"."""
    if phrase.has("few"):
        return None
    if phrase.has("couple"):
        return Fraction(2)
    counting = [word for word in phrase.words if word.kind != "fraction" or "/" in word.text or word.text in "½¼¾"]
    first = next((i for i, word in enumerate(counting) if word.kind in ("or", "to")), None)
    number = amount(counting[:first])  # "a month or two", "two to three months"
    if number == Fraction(1, 2) and phrase.has("and"):  # a year and a half
        return Fraction(3, 2)
    if number is not None:
        return number
    return Fraction(1) if phrase.has("a") or not phrase.has("units") else None
