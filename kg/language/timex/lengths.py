"""What lasts or repeats means, and what is past, present or future without a date.

"three days" is a DURATION, "every Tuesday" a SET, "recently" a DATE of no known day.
"""

from __future__ import annotations

import re
from fractions import Fraction

from kg.language.timex.grammar import Context, Phrase, Timex, pattern
from kg.language.timex.units import count_of, unit_of
from kg.language.timex.values import UNKNOWN, duration
from kg.language.timex.words import PARTS, SEASONS

_OF = pattern("of")
_LENGTHS = ("PY", "PM", "PW", "PD", "PTH", "PTM", "PTS")  # durations in one unit, long ones first


def lasting(phrase: Phrase, context: Context) -> Timex | None:
    """How long it lasts: "three days", "the past three days", "a 23-year", "more than two weeks", "weeks"."""
    if phrase.has("few") and phrase.has("last", "past", "recent"):
        return Timex("DATE", "PAST_REF")
    if phrase.has("few") and phrase.has("next", "coming"):
        return Timex("DATE", "FUTURE_REF")
    unit, year = unit_of(phrase), phrase.get("year")
    if year and not phrase.has("units", "hyphen"):
        return Timex("DATE", f"{year.value:04d}")  # "the 1997 quarter"
    if unit == "quarter" and phrase.ahead(_OF):
        return None  # "three quarters of the men"
    return Timex("DURATION", duration(count_of(phrase), unit))


def lasting_both(phrase: Phrase, context: Context) -> Timex:
    """How long it lasts, in two units: "eight years and five months"."""
    rest = phrase.after("unit", "units", "year_unit", "fortnight")
    first = Phrase(phrase.text, phrase.codes, phrase.begin, rest.begin)
    values = [duration(count_of(part), unit_of(part)) for part in (first, rest)]
    order = [_LENGTHS.index(re.sub(r"\d", "", value)) for value in values if re.sub(r"\d", "", value) in _LENGTHS]
    if len(order) < 2 or order[0] >= order[1]:
        return Timex("DURATION", values[0])
    smaller = values[1].removeprefix("PT" if values[0].startswith("PT") else "P")
    return Timex("DURATION", values[0] + smaller)


def one_unit(phrase: Phrase, context: Context) -> Timex | None:
    """One unit: "within a year" lasts, "a million tonnes a year" repeats, "one day" is somewhere ahead."""
    unit = unit_of(phrase)
    if context.is_rate:
        return Timex("SET", duration(Fraction(1), unit))
    if unit == "day" and phrase.has("one") and context.direction.is_ahead:
        return Timex("DATE", "FUTURE_REF")
    return lasting(phrase, context)


def quarter_of(phrase: Phrase, context: Context) -> Timex | None:
    """A quarter of a unit: "a quarter century", "a quarter of an hour"."""
    whole = phrase.words[-1].text
    is_quarter = phrase.words[1].text == "quarter" and whole in ("century", "hour")
    return Timex("DURATION", duration(Fraction(1, 4), whole)) if is_quarter else None


def every_unit(phrase: Phrase, context: Context) -> Timex | None:
    """How often: "every year", "every two weeks", "per day"; "per hour" tells how fast."""
    if phrase.has("per") and unit_of(phrase) in ("hour", "minute", "second"):
        return None
    count = Fraction(2) if phrase.has("other_one") else count_of(phrase) or Fraction(1)  # every other week
    return Timex("SET", duration(count, unit_of(phrase)))


def frequency(phrase: Phrase, context: Context) -> Timex | None:
    """A set: "daily", "weekly"."""
    word = phrase.get("daily")
    units = {"daily": "day", "nightly": "day", "hourly": "hour", "weekly": "week", "monthly": "month",
             "quarterly": "quarter", "fortnightly": "fortnight", "biweekly": "fortnight"}  # fmt: skip
    return Timex("SET", duration(Fraction(1), units.get(word.text, "year"))) if word else None


def weekdays(phrase: Phrase, context: Context) -> Timex | None:
    """A weekday that repeats: "Tuesdays", "every Tuesday", "Tuesday nights"."""
    word = phrase.get("weekdays", "weekday")
    part = phrase.get("part", "parts")
    code = "T" + PARTS[part.text.removesuffix("s")] if part else ""
    return Timex("SET", f"XXXX-WXX-{word.value}{code}") if word else None


def every_part(phrase: Phrase, context: Context) -> Timex | None:
    """A part of any day or week: "every morning", "each weekend", "every spring"."""
    if phrase.has("weekend"):
        return Timex("SET", UNKNOWN["weekend"])
    if season := phrase.get("season"):
        return Timex("SET", f"XXXX-{SEASONS[season.text]}")
    part = phrase.get("part")
    return Timex("SET", f"XXXX-XX-XXT{PARTS[part.text]}") if part else None


def present(phrase: Phrase, context: Context) -> Timex:
    """What is now: "now", "currently"."""
    return Timex("DATE", "PRESENT_REF")


def vaguely(phrase: Phrase, context: Context) -> Timex:
    """Near the present, without a count: "recent months", "the past weeks", "coming days"."""
    return Timex("DATE", "FUTURE_REF" if phrase.has("coming", "ahead") else "PAST_REF")


def past(phrase: Phrase, context: Context) -> Timex:
    """What was, without a date: "recently", "the past"."""
    return Timex("DATE", "PAST_REF")


def future(phrase: Phrase, context: Context) -> Timex:
    """What will be, without a date: "the future"."""
    return Timex("DATE", "FUTURE_REF")
