"""What dates of the calendar mean: days, months, years, decades, centuries, quarters and seasons.

A date without its year takes it from what it stands beside ("4 to 9 May 2025"), else from tense and nearness.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.language.timex.grammar import Context, Direction, Phrase, Timex, pattern
from kg.language.timex.holidays import day_of
from kg.language.timex.values import SEASON_STARTS, calendar_day, moved, named_day, stamp
from kg.language.timex.words import PARTS, SEASONS, Word, amount

MONTH_KINDS = ("month", "name_month", "short_month")
_PORTIONS = {"Q": 4, "H": 2}  # of a year
REPORTED = 3  # months: "will report on the third quarter" is told soon behind it
CLOSE = 31  # days: a date this near is meant, whatever the tense; nobody writes "4 March" eleven months before it

_OWNING_YEAR = pattern("(?:last|this|next) year_unit quote s")  # "last year's third quarter"
_OF_UNIT = pattern("of (?:the|this|last|that) (?:unit|season)")
_YEAR_S = pattern("year quote s")  # "1988's third quarter"
_LATER_YEAR = pattern("join any_month? day? (?:comma? year|of? (?:last|this|next) year_unit)")
_LATER_MONTH = pattern("join (?:day|nth) of? any_month")
_LATER_DATE = pattern("join (?:day|nth) of? any_month comma? year")
_EARLIER_MONTH = pattern("any_month (?:day|nth) join")


def iso_day(phrase: Phrase, context: Context) -> Timex | None:
    """A day in digits: "2025-07-24"."""
    try:
        return Timex("DATE", date.fromisoformat(phrase.words[0].text).isoformat())
    except ValueError:
        return None


def slashed_day(phrase: Phrase, context: Context) -> Timex | None:
    """Month first, as American news writes it, unless it cannot be."""
    first, second, year = (int(part) for part in phrase.words[0].text.split("/"))
    month, day = (second, first) if first > 12 else (first, second)
    full = year if year > 99 else year + (1900 if year > 40 else 2000)
    when = calendar_day(full, month, day) if 1 <= month <= 12 and day else None
    return Timex("DATE", stamp(when, "day")) if when else None


def september11(phrase: Phrase, context: Context) -> Timex:
    """The day that goes by its digits: "9/11"."""
    return Timex("DATE", "2001-09-11")


def day_of_month(phrase: Phrase, context: Context) -> Timex | None:
    """Month and day, with or without year: "May 7", "the 7th of May", "7 May 2025"."""
    month, day = _month_of(phrase), phrase.get("day", "nth")
    if month is None or day is None:
        return None
    year = year_of(phrase, context)
    if year is None:
        year = _year_of_day(month, day.value, phrase.get("weekday"), context)
    if year is None:
        return Timex("DATE", f"XXXX-{month:02d}-{day.value:02d}")
    when = calendar_day(year, month, day.value)
    return with_part(stamp(when, "day"), phrase) if when else None


def day_of_near_month(phrase: Phrase, context: Context) -> Timex | None:
    """A day of this month or one beside it: "the 26th of this month"."""
    unit, nth = phrase.get("unit"), phrase.get("nth")
    if unit is None or nth is None or unit.text != "month" or context.anchor is None:
        return None
    month = moved(context.anchor.replace(day=1), "month", step_of(phrase))
    when = calendar_day(month.year, month.month, nth.value) if month else None
    return Timex("DATE", stamp(when, "day")) if when else None


def day_of_named_month(phrase: Phrase, context: Context) -> Timex | None:
    """A day of the month named last: "was arrested on the 16th", "on the evening of the 26th"."""
    nth, base = phrase.get("nth"), named_day(context.named, "month")
    if nth is None or base is None or (phrase.is_before_noun and not phrase.has("part")):
        return None
    when = calendar_day(base.year, base.month, nth.value)
    return with_part(stamp(when, "day"), phrase) if when else None


def with_part(day: str, phrase: Phrase) -> Timex:
    """A day with its part: "Monday morning" is a TIME."""
    part = phrase.get("part", "bare_part", "overnight", "tonight")
    if part is None:
        return Timex("DATE", day)
    return Timex("TIME", f"{day}T{PARTS.get(part.text, 'NI')}")


def _month_of(phrase: Phrase) -> int | None:
    """Its own month, or the one it shares: "4 to 9 May", "May 7-10"."""
    month = phrase.get(*MONTH_KINDS)
    if month is None and (ahead := phrase.ahead(_LATER_MONTH)):
        month = ahead.words[-1]
    if month is None and (behind := phrase.behind(_EARLIER_MONTH, 3)):
        month = behind.words[0]
    return month.value if month else None


def year_of(phrase: Phrase, context: Context) -> int | None:
    """The year that is said: in it, relative ("June last year"), or after the other end of a range."""
    word = phrase.get("year", "shortyear")
    if word is None and (spoken := phrase.get("teen", "tens")):
        return _spoken_year(phrase.words[phrase.words.index(spoken) :])
    if word is None and phrase.has("year_unit") and phrase.has("that", "like"):
        named = named_day(context.named, "year")  # "June of that year"
        return named.year if named else None
    if word is None and phrase.has("year_unit") and phrase.has("following", "previous", "before"):
        named = named_day(context.named, "year")  # "June of the following year", "June the year before"
        return named.year + (step_of(phrase) or -1) if named else None
    if word is None and phrase.has("year_unit") and context.anchor:
        return context.anchor.year + step_of(phrase)
    if word is None and (owner := phrase.behind(_OWNING_YEAR, 4)) and context.anchor:
        return context.anchor.year + step_of(owner)
    if word is None and (owner := phrase.behind(_YEAR_S, 3)):
        return owner.words[0].value
    if word is None and (ahead := phrase.ahead(_LATER_YEAR) or phrase.ahead(_LATER_DATE)):
        return year_of(ahead, context)
    return word.value if word else None


def step_of(phrase: Phrase) -> int:
    """How many units away: "last" -1, "this" 0, "next" 1."""
    twice = 2 if phrase.has("after", "before") else 1  # "the week after next"
    if phrase.has("last", "latest", "past", "previous"):
        return -twice
    return twice if phrase.has("next", "following", "coming") else 0


def _year_of_day(month: int, day: int, weekday: Word | None, context: Context) -> int | None:
    """The year of a date without one: by its weekday, else by tense."""
    anchor = context.anchor
    if anchor is None:
        return None
    near = [when for step in (-1, 0, 1) if (when := calendar_day(anchor.year + step, month, day))]
    fitting = [when for when in near if weekday and when.isoweekday() == weekday.value]
    closest = min(fitting or near, key=lambda when: abs(when - anchor), default=None)
    if closest is None or fitting or abs(closest - anchor).days <= CLOSE:
        return closest.year if closest else None
    return _year_told(month, context) or _nearest(near, anchor, context.direction).year


def _year_told(month: int, context: Context) -> int | None:
    """The year of the date named last, if it was in the same month: "sued in September 2015. On 22 September"."""
    last = next((value for value in reversed(context.named) if value[0].isdigit()), "")
    is_same = last[4:7] == f"-{month:02d}" and context.direction is not Direction.FUTURE
    return int(last[:4]) if is_same else None


def _nearest(near: Sequence[date], anchor: date, direction: Direction) -> date:
    """The last of these days, or the next one where tense or nearness says so."""
    past = [when for when in near if when <= anchor]
    ahead = [when for when in near if when >= anchor]
    if not past or not ahead:
        return near[-1] if past else near[0]
    if direction.is_ahead:
        return ahead[0]
    is_sooner = ahead[0] - anchor < anchor - past[-1] and direction is Direction.UNKNOWN
    return ahead[0] if is_sooner else past[-1]


def holiday(phrase: Phrase, context: Context) -> Timex | None:
    """A day that goes by a name: "last Christmas", "Good Friday"; one whose date has no rule is no time."""
    word, said = phrase.get("holiday"), year_of(phrase, context)
    if word is None or day_of(word.text, 2000) is None:
        return None
    anchor = context.anchor
    if said is not None or anchor is None:
        return _day_or_weekend(day_of(word.text, said) if said is not None else None, phrase)
    near = [when for year in (-1, 0, 1) if (when := day_of(word.text, anchor.year + year))]
    if phrase.has("this") or not near:
        return _day_or_weekend(day_of(word.text, anchor.year), phrase)
    tense = {-1: Direction.PAST, 1: Direction.FUTURE}.get(step_of(phrase), context.direction)
    return _day_or_weekend(_nearest(near, anchor, tense), phrase)


def day_beside_holiday(phrase: Phrase, context: Context) -> Timex | None:
    """The day before or behind one that goes by a name: "the day after Christmas"."""
    day, unit = holiday(phrase.after("before", "after"), context), phrase.get("unit")
    if day is None or unit is None or unit.text != "day":
        return day
    when = named_day([day.value], "day")
    return Timex("DATE", stamp(moved(when, "day", 1 if phrase.has("after") else -1) if when else None, "day"))


def _day_or_weekend(day: date | None, phrase: Phrase) -> Timex:
    """A holiday, or the weekend at it: before a Monday or Tuesday, else behind."""
    if day is None or not phrase.has("weekend"):
        return Timex("DATE", stamp(day, "day"))
    return Timex("DATE", stamp(moved(day, "week", -1) if day.isoweekday() < 3 else day, "weekend"))


def month_of_year(phrase: Phrase, context: Context) -> Timex | None:
    """A month: "in May", "early May 2024", "last May", "May this year"."""
    month = phrase.get(*MONTH_KINDS)
    if month is None:
        return None
    year = year_of(phrase, context)
    if year is None:
        year = _year_of_month(month.value, phrase, context)
    return Timex("DATE", f"XXXX-{month.value:02d}" if year is None else f"{year:04d}-{month.value:02d}")


def _year_of_month(month: int, phrase: Phrase, context: Context) -> int | None:
    is_beside = phrase.has("that", "following", "previous")
    base, anchor = named_day(context.named, "month") if is_beside else None, context.anchor
    last = next((value for value in reversed(context.named) if value[0].isdigit()), "")
    if phrase.has("that") and (base is None or len(last) == len("2025")):
        base = named_day(context.named, "year")
    if base is not None and phrase.has("previous"):
        return base.year - (month >= base.month)
    if base is not None:  # "was charged that November", "the following May"
        return base.year + (month <= base.month if phrase.has("following") else month < base.month)
    if anchor is None:
        return None
    if phrase.has("this") and not phrase.has("year_unit"):
        return anchor.year
    if phrase.has("last"):
        return anchor.year - (month >= anchor.month)
    if phrase.has("next", "coming"):
        return anchor.year + (month <= anchor.month)
    told = _year_of_story(month, context)
    if told is not None:
        return told
    near = [when for step in (-1, 0, 1) if (when := calendar_day(anchor.year + step, month, 1))]
    return _nearest(near, anchor.replace(day=1), context.direction).year


def _year_of_story(month: int, context: Context) -> int | None:
    """The year of a month that goes on from a date; none that is still to come."""
    story, anchor = context.story, context.anchor
    if not story or anchor is None or context.direction is Direction.FUTURE:
        return None
    year = int(story[:4]) + (len(story) > 4 and month < int(story[5:7]))
    return year if (year, month) <= (anchor.year, anchor.month) else None


def year(phrase: Phrase, context: Context) -> Timex | None:
    """A year: "1998", "mid-1987", "fiscal 2025", "the year two thousand", "nineteen eighty-one"."""
    word = phrase.get("year", "shortyear")
    if word is not None:
        return Timex("DATE", f"{word.value:04d}")
    value = _spoken_year(phrase.words)
    return Timex("DATE", f"{value:04d}") if value else None


def _spoken_year(words: Sequence[Word]) -> int | None:
    """Two thousand and one, nineteen eighty-one."""
    words = [word for word in words if word.kind not in ("the", "year_unit", "hyphen", "of")]
    if any(word.kind == "hundred" for word in words):
        value = int(amount(words) or 0)
    else:
        value = words[0].value * 100 + sum(word.value for word in words[1:])
    return value if 1000 <= value <= 2199 else None


def decade(phrase: Phrase, context: Context) -> Timex:
    """The first three digits, of a century two: "the 1990s", "the '90s", "the nineties", "the 1800s"."""
    word = phrase.words[-1]
    digits = "".join(filter(str.isdigit, word.text))
    if len(digits) == 4:
        return Timex("DATE", digits[:3] if digits[2] != "0" or digits[:2] == "20" else digits[:2])  # "the 1900s"
    spelled = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}
    century = phrase.get("teen")  # "the nineteen seventies"
    decade = int(digits[0]) if digits else spelled.get(word.text, 9)
    return Timex("DATE", f"{century.value if century else 19}{decade}")


def decade_of_year(phrase: Phrase, context: Context) -> Timex | None:
    """Ten years with an apostrophe: "the mid-1980's", "the 80's"; "the 1998's" is a year, "the 12's" no time."""
    word = phrase.get("year", "number", "day")
    if word is None or (word.kind != "year" and (word.value % 10 or not 20 <= word.value <= 90)):
        return None
    year = word.value if word.kind == "year" else 1900 + word.value
    return Timex("DATE", f"{year:04d}" if year % 10 else f"{year // 10:03d}")


def weekday_the_nth(phrase: Phrase, context: Context) -> Timex | None:
    """The last such day of a month that was such a weekday: "Friday the 13th"."""
    weekday, nth, anchor = phrase.get("weekday"), phrase.get("nth"), context.anchor
    if weekday is None or nth is None or anchor is None:
        return None
    months = (moved(anchor.replace(day=1), "month", -back) for back in range(15))
    days = (calendar_day(month.year, month.month, nth.value) for month in months if month)
    when = next((day for day in days if day and day <= anchor and day.isoweekday() == weekday.value), None)
    return Timex("DATE", stamp(when, "day"))


def portion_of_year(phrase: Phrase, context: Context) -> Timex | None:
    """A quarter or half of a year, or a century: "the third quarter of 1998", "Q2 2025", "the 20th century"."""
    letter, number = _portion_of(phrase)
    if letter in _PORTIONS and phrase.ahead(_OF_UNIT):
        return None  # "the first half of the decade"
    if letter == "C":
        return Timex("DATE", f"{number - 1:02d}") if number else None
    if letter is None or not 1 <= number <= _PORTIONS[letter]:
        return None
    return _portion(letter, number, year_of(phrase, context), phrase, context)


def last_portion(phrase: Phrase, context: Context) -> Timex | None:
    """The last quarter or half: "the final quarter", "the last half of next year"."""
    letter, _ = _portion_of(phrase)
    if letter not in _PORTIONS:
        return None
    year = year_of(phrase, context) if phrase.has("final") else year_of(phrase.after("unit", "half"), context)
    return _portion(letter, _PORTIONS[letter], year, phrase, context)


def months_of_year(phrase: Phrase, context: Context) -> Timex | None:
    """A quarter or half by its months: "the January-March period"; of other months the first."""
    first, last = (word.value for word in phrase.words if word.kind in MONTH_KINDS)
    letter = {2: "Q", 5: "H"}.get(last - first, "")
    if letter and (first - 1) % (last - first + 1) == 0:
        return _portion(letter, last // (last - first + 1), None, phrase, context)
    return month_of_year(phrase, context)


def day_within_month(phrase: Phrase, context: Context) -> Timex | None:
    """The day or week that is counted in a month: "the last day of April", "the first week of May"."""
    unit, nth, month = phrase.get("unit"), phrase.get("nth"), month_of_year(phrase.after("unit"), context)
    if month is None or unit is None or unit.text not in ("day", "week") or not month.value[0].isdigit():
        return month
    start = date.fromisoformat(f"{month.value}-01")
    size, middle = (7, 3) if unit.text == "week" else (1, 0)
    first, last = moved(start, "day", middle), moved(moved(start, "month", 1) or start, "day", -1 - middle)
    when = moved(first, "day", size * (nth.value - 1)) if nth and first else last
    return Timex("DATE", stamp(when, unit.text))


def weekday_within_month(phrase: Phrase, context: Context) -> Timex | None:
    """The weekday that is counted in a month: "the third Monday in April", "the last Friday of May"."""
    weekday, nth, month = phrase.get("weekday"), phrase.get("nth"), month_of_year(phrase.after("weekday"), context)
    if month is None or weekday is None or not month.value[0].isdigit():
        return month
    start = date.fromisoformat(f"{month.value}-01")
    end = moved(start, "month", 1) or start
    first = moved(start, "day", (weekday.value - start.isoweekday()) % 7)
    last = moved(end, "day", -1 - (end.isoweekday() - 1 - weekday.value) % 7)
    when = moved(first, "week", nth.value - 1) if nth and first else last
    return Timex("DATE", stamp(when, "day"))


def _portion(letter: str, number: int, year: int | None, phrase: Phrase, context: Context) -> Timex:
    """A quarter or half; without its year the last one begun, or with the future the next, but for one just over."""
    if year is None and context.anchor:
        months = 12 // _PORTIONS[letter]
        begun = (context.anchor.month - 1) // months + 1
        is_over = context.anchor.month - number * months > REPORTED
        # "Expects fourth-quarter earnings of $9m", told in January
        is_last = phrase.has("hyphen", "fiscal") and number == _PORTIONS[letter] and context.anchor.month <= REPORTED
        if context.direction.is_ahead:
            year = context.anchor.year + is_over - is_last
        else:
            year = context.anchor.year - (is_last if phrase.has("fiscal") else number > begun)
    return Timex("DATE", f"{'XXXX' if year is None else f'{year:04d}'}-{letter}{number}")


def _portion_of(phrase: Phrase) -> tuple[str | None, int]:
    code, nth = phrase.get("portion"), phrase.get("nth")
    if code:
        return code.text[0].upper(), int(code.text[1])
    unit = phrase.get("unit", "half")
    letter = {"quarter": "Q", "half": "H", "century": "C"}.get(unit.text if unit else "")
    return letter, nth.value if nth else 0


def season(phrase: Phrase, context: Context) -> Timex | None:
    """A season: "last fall", "this summer", "the spring of 1997"."""
    word = phrase.get("season", "fall")
    if word is None:
        return None
    code = SEASONS[word.text]
    year = year_of(phrase, context)
    base = named_day(context.named, "year") if phrase.has("that", "following", "previous") else None
    if year is None and base is not None:  # "that summer", "the following spring"
        begun = SEASON_STARTS[code] + (0 if phrase.has("following") else 2) < base.month
        year = base.year + begun - phrase.has("previous")
    if year is None and context.anchor:
        year = _year_of_season(code, phrase, context.anchor, context.direction)
    return Timex("DATE", f"{'XXXX' if year is None else f'{year:04d}'}-{code}")


def _year_of_season(code: str, phrase: Phrase, anchor: date, direction: Direction) -> int:
    start = date(anchor.year, SEASON_STARTS[code], 1)
    end = moved(start, "month", 3)
    if phrase.has("next") or (direction.is_ahead and not phrase.has("last", "this")):
        return anchor.year + ((start if phrase.has("next") else end or start) <= anchor)
    if phrase.has("this") and not (code == "WI" and anchor.month < 3):
        return anchor.year
    begun = end if phrase.has("last") else start
    return anchor.year - (begun is None or begun > anchor)
