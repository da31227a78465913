"""The words of time expressions: text in, words with their class out, so that grammar is written over classes.

    "In early March 2024"  ->  preposition modifier month year

Month names, weekdays, units and number words are closed classes, so they live here. A word outside them is OTHER.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from kg.language.timex.holidays import Holidays

OTHER = "other"

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century", "millennium")
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO", "midday": "MI", "lunchtime": "MI", "afternoon": "AF", "evening": "EV", "night": "NI",
    "midmorning": "MO", "midafternoon": "AF", "daybreak": "MO", "dawn": "MO", "sunrise": "MO", "dusk": "EV",
    "sunset": "EV", "nightfall": "NI",
}  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_SHORT_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_SHORT_WEEKDAYS = {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}

# Class -> its words. A word has one class; what grammar treats alike is joined in `ALIASES`.
_FUNCTION_WORDS: Mapping[str, str] = {
    "a": "a an",
    "the": "the",
    "of": "of",
    "and": "and",
    "or": "or",
    "to": "to through thru",
    "until": "until till",
    "from": "from",
    "between": "between",
    "per": "per",
    "on": "on",
    "at": "at",
    "in": "in",
    "since": "since",
    "before": "before",
    "after": "after",
    "by": "by",
    "preposition": "during around within over throughout for into",
    "as": "as",
    "last": "last",
    "past": "past",
    "latest": "latest",
    "final": "final",
    "previous": "previous preceding prior",
    "next": "next",
    "following": "following",
    "coming": "coming upcoming",
    "this": "this",
    "current": "current",
    "that": "that",
    "very": "very",
    "each": "each every",
    "other_one": "other",
    "ago": "ago",
    "earlier": "earlier",
    "later": "later",
    "ahead": "ahead",
    "so": "so",
    "time": "time",
    "recent": "recent",
    "more": "more additional further extra",
    "than": "than",
    "less": "less fewer",
    "least": "least most",
    "approximately": "about near nearly almost approximately roughly barely exactly just only some",
    "another": "another",
    "mid": "mid late early",
    "small": "small wee",
    "edge": "beginning start end middle close turn",
    "remnant": "rest remainder balance",
    "long": "long",
    "few": "few several many numerous countless",
    "couple": "couple",
    "half": "half",
    "now": "now currently presently nowadays",
    "right": "right",
    "these": "these",
    "one": "one",
    "recently": "recently lately previously",
    "foreseeable": "foreseeable",
    "near": "near distant immediate",
    "future": "future",
    "someday": "someday",
    "present": "present",
    "moment": "moment",
    "today": "today",
    "tonight": "tonight",
    "yesterday": "yesterday",
    "tomorrow": "tomorrow",
    "overnight": "overnight",
    "noon": "noon",
    "midnight": "midnight",
    "o": "o",
    "clock": "clock",
    "zone": "gmt utc et est edt cst cdt mst mdt pst pdt cet cest bst ist jst local",
    "weekend": "weekend weekends",
    "basis": "basis",
    "once": "once twice",
    "times": "times",
    "daily": "daily hourly weekly monthly quarterly yearly annual annually biweekly fortnightly nightly",
    "fortnight": "fortnight",
    "nineties": "twenties thirties forties fifties sixties seventies eighties nineties",
    "fiscal": "fiscal financial calendar",
    "old": "old",
    "bare_part": "midday lunchtime daybreak dawn dusk nightfall sunrise sunset midmorning midafternoon",
    "running": "straight consecutive successive solid full whole",
    "like": "like corresponding comparable same",
    "stretch": "period",
    "hundred": "hundred thousand",
    "s": "s",
}

_PUNCTUATION = {
    ",": "comma",
    "-": "hyphen",
    "–": "hyphen",
    "—": "dash",
    "'": "quote",
    "’": "quote",
    "‘": "quote",
    "(": "bracket",
    ")": "bracket",
}

# Longest form first. Digits with a hyphen and a letter after ("24-hour") come apart, dates and clocks stay whole.
_WORD = re.compile(
    r"""
    (?=[\d'’‘½¼¾])(?:
      (?P<iso>\b\d{4}-\d{2}-\d{2}\b(?!-))
    | (?P<slashed>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b)
    | (?P<september11>\b9/11\b(?!/))
    | (?P<fraction>\b[1-9]/[2-9]\b|[½¼¾])
    | (?P<hhmm>\b(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\b|(?=[ap]m\b))|\b[01]?\d\.[0-5]\d(?=\ ?[ap]\.?m\b))
    | (?P<decade>\b\d{3}0s\b|['’‘]\d0s\b)
    | (?P<shortyear>['’‘]\d\d\b(?!%))
    | (?P<nth>\b\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)
    )
    | (?P<meridiem>\b[ap]\.m\.?|\b[AP]\.M\.?|(?<=\d)[ap]m\b|\b(?:am|pm|AM|PM)\b)
    | (?P<portion>\bQ[1-4]\b|\bH[12]\b)
    | (?P<abbreviation>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)
    | (?P<ordinal>\b(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)
    | (?P<per_second>(?<=[^\W_]-)second\b)
    | (?P<word>[^\W\d_]+)
    | (?P<sign>[^\s\w]|\n[ \t\r]*\n)
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word of the text with its class; `value` is what it counts or names, where it does."""

    kind: str
    text: str  # lower case; of a holiday the rule of its date
    begin: int
    end: int
    value: int = 0


_NAMES = ("march", "april", "may", "june", "august")  # also names of people and things: a month only in a date


def _lexicon() -> dict[str, tuple[str, int]]:
    """Lower-case word -> its class and value."""
    words = {word: (kind, 0) for kind, listed in _FUNCTION_WORDS.items() for word in listed.split()}
    words |= {name: ("month", number) for number, name in enumerate(MONTHS, 1)}
    words |= {name: ("name_month", MONTHS.index(name) + 1) for name in _NAMES}
    words |= {name: ("weekday", number) for number, name in enumerate(WEEKDAYS, 1)}
    words |= {f"{name}s": ("weekdays", number) for number, name in enumerate(WEEKDAYS, 1)}
    words |= {name: ("unit", 0) for name in UNITS if name != "second"} | {"year": ("year_unit", 0)}
    words |= {f"{name}s": ("units", 0) for name in UNITS} | {"centuries": ("units", 0), "millennia": ("units", 0)}
    words |= {f"{name}long": ("unit_long", 0) for name in UNITS}
    words |= {name: ("season", 0) for name in SEASONS} | {"fall": ("fall", 0)}
    words |= {name: ("part", 0) for name in PARTS if name not in words}
    words |= {f"{name}s": ("parts", 0) for name in PARTS}
    words |= {name: ("numeral", number) for number, name in enumerate(_ONES)}
    words |= {name: ("tens", number) for name, number in _TENS.items()}
    words |= {name: ("nth", number) for number, name in enumerate(_ORDINALS, 1)} | {"one": ("one", 1)}
    words |= {"eighteen": ("teen", 18), "nineteen": ("teen", 19), "hundred": ("hundred", 100)}
    return words | {"thousand": ("hundred", 1000), "dozen": ("numeral", 12)}


_LEXICON = _lexicon()
_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_CAPITALIZED = frozenset({"month", "name_month", "weekday", "weekdays"})  # "may" and "march" are verbs, "may" mostly


def words_of(text: str, holidays: Holidays | None = None) -> list[Word]:
    """Every word and sign of a text, in order, with its class; the name of a holiday is one word.

    >>> [(word.text, word.kind) for word in words_of("on May 3, we may")]
    [('on', 'on'), ('may', 'name_month'), ('3', 'day'), (',', 'comma'), ('we', 'other'), ('may', 'other')]
    """
    named = [Word("holiday", rule, begin, end) for begin, end, rule in holidays.find(text)] if holidays else []
    words = [_word(match) for match in _WORD.finditer(text)]
    if not named:
        return words
    inside = [word for word in words if not any(day.begin < word.end and word.begin < day.end for day in named)]
    return sorted(inside + named, key=lambda word: word.begin)


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    form = match.lastgroup or OTHER
    lower = text.lower()
    kind, value = _classified(form, text, lower)
    return Word(kind, lower, match.start(), match.end(), value)


def _classified(form: str, text: str, lower: str) -> tuple[str, int]:
    if form == "word":
        kind, value = _LEXICON.get(lower, (OTHER, 0))
        return (OTHER, 0) if kind in _CAPITALIZED and not text[0].isupper() else (kind, value)
    if form == "sign":
        return _PUNCTUATION.get(text, OTHER), 0
    if form == "digits":
        return _number(text)
    if form == "nth":
        return "nth", int(text[:-2])
    if form == "per_second":
        return "unit", 0  # "a 45-second quake"
    if form == "ordinal":
        tens, ones = re.split("[ -]", lower)
        return "nth", _TENS[tens] + _ORDINALS.index(ones) + 1
    if form == "abbreviation":
        return _abbreviation(lower)
    if form == "shortyear":
        year = int(text[1:])
        return form, year + (1900 if year > 40 else 2000)
    return form, 0


def _number(text: str) -> tuple[str, int]:
    """Digits as a day of a month, a year or another number; the value of a number with decimals is read later."""
    if not text.isascii() or not text.isdigit():
        return "number", 0
    value = int(text)
    if 1 <= value <= 31 and len(text) <= 2:
        return "day", value
    return ("year", value) if len(text) == 4 and 1000 <= value <= 2199 else ("number", value)


def _abbreviation(lower: str) -> tuple[str, int]:
    """Months may lose their full stop in a date ("12 Sep 2024"), weekdays may not ("the sun sat")."""
    stem = lower.rstrip(".")
    if stem in _SHORT_MONTHS:
        return "month" if lower.endswith(".") else "short_month", _SHORT_MONTHS[stem]
    return ("weekday", _SHORT_WEEKDAYS[stem]) if lower.endswith(".") else (OTHER, 0)


def kinds() -> tuple[str, ...]:
    """Every class that a word can have, sorted."""
    forms = set(_WORD.groupindex) - {"word", "sign", "digits", "abbreviation", "ordinal", "per_second"}
    listed = {kind for kind, _ in _LEXICON.values()} | set(_PUNCTUATION.values())
    return tuple(sorted(forms | listed | {OTHER, "holiday", "day", "year", "number", "short_month"}))


def amount(words: Sequence[Word]) -> Fraction | None:
    """The number that words spell, or None for a vague one.

    >>> [str(amount(words_of(words))) for words in ("twenty-five", "2 1/2", "two hundred", "a dozen", "one and a half")]
    ['25', '5/2', '200', '12', '3/2']
    """
    total, group, is_number = Fraction(0), Fraction(0), False
    for word in _numerals(words):
        is_number = True
        if word.kind == "hundred":
            group = (group or Fraction(1)) * word.value
        else:
            group += _part_of_number(word)
        if word.text == "thousand":
            total, group = total + group, Fraction(0)
    return total + group if is_number else None


def _numerals(words: Iterable[Word]) -> Iterator[Word]:
    spelled = {"day", "year", "number", "one", "numeral", "teen", "tens", "hundred", "fraction", "half"}
    return (word for word in words if word.kind in spelled)


def _part_of_number(word: Word) -> Fraction:
    if word.kind == "half":
        return Fraction(1, 2)
    if word.kind == "fraction":
        return _FRACTIONS.get(word.text) or Fraction(word.text)
    return Fraction(word.text.replace(",", "")) if word.kind == "number" and not word.value else Fraction(word.value)
