"""Time expressions: words of a text and the day it appeared in, TIMEX3 types and values out.

Every kind of expression is one rule: a pattern over classes of words, and a function that gives its value. Values
follow TimeML (Pustejovsky et al., 2003; ISO 24617-1): "last week" of 2025-07-24 is the DATE 2025-W29, "three weeks"
the DURATION P3W, "daily" the SET P1D.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.timex import dates, lengths, units
from kg.language.timex.grammar import Context, Direction, Phrase, Rule, Timex, pattern, phrases
from kg.language.timex.holidays import Holidays
from kg.language.timex.words import words_of

__all__ = ["Context", "Direction", "Found", "Timex", "find_times", "resolve"]

# Words that may count or name something else: a time only where the tagger sees a date.
_DOUBTFUL = (
    Rule(pattern("year"), dates.year),
    Rule(pattern("name_month"), dates.month_of_year),
)
_YEAR = "(?:year|shortyear)"
_ON = "(?:the? part of|this)? (?:weekday comma?)?"
_SPOKEN = "(?:teen|tens) hyphen? tens (?:hyphen? (?:one|numeral))?"
_NEAR_YEAR = "(?:(?:last|this|next|that|the following|the previous|the like) year_unit|the year_unit before)"
_IN = f"(?:comma? (?:year|{_SPOKEN}|(?:last|this|next) year_unit)|of {_NEAR_YEAR})"
_THAT_YEAR = "(?:(?:fiscal|the)? (?:year|(?:the|last|this|next) year_unit))"
_OTHER_YEAR = "(?:a year_unit (?:ago|earlier|before)|the? (?:last|previous) year_unit|year)"
_YEAR_BEFORE = "(?:year_unit hyphen? (?:earlier|ago|before)|previous hyphen year_unit)"
_DATES = {
    "iso": dates.iso_day,
    "slashed": dates.slashed_day,
    "september11": dates.september11,
    "(?:last|this|next)? holiday weekend? (?:(?:comma|of)? year|(?:last|this|next) year_unit)?": dates.holiday,
    "the unit (?:before|after) holiday (?:comma? year)?": dates.day_beside_holiday,
    f"{_ON} any_month (?:day|the? nth) {_IN}? (?:comma a weekday)?": dates.day_of_month,
    "the? nth of (?:this|last|next) unit": dates.day_of_near_month,
    f"{_ON} the? (?:day|nth) of? any_month {_IN}?": dates.day_of_month,
    "(?:day|nth) (?=join (?:day|nth) of? any_month)": dates.day_of_month,
    "(?<=any_month (?:day|nth) join) (?:day|nth) (?:comma? year)?": dates.day_of_month,
    "month|(?:mid hyphen?)+ any_month|(?<=open) name_month|(?<=any_month join) name_month": dates.month_of_year,
    f"(?:the? mid hyphen?)? any_month of? comma? (?:{_YEAR}|{_NEAR_YEAR})": dates.month_of_year,
    "(?:last|this|next|that|coming|each|the previous|the following|the nth half of) any_month (?!day|nth)": (
        dates.month_of_year
    ),
    "the? (?:edge|mid) of any_month year?": dates.month_of_year,
    "(?:(?<=dating)|(?<=year join)) (?:year|shortyear) (?!hyphen? (?:unit|units|year_unit|hundred))": dates.year,
    "(?:the? mid|fiscal|edge|the? edge of) hyphen? (?:the? year_unit)? (?:year|shortyear)": dates.year,
    "(?<=as mid as|as recently as) year|year_unit hyphen edge year|(?<=of) shortyear|the remnant of year": dates.year,
    "the? fiscal? year_unit (?:year|(?:one|numeral|teen|tens) hundred (?:and? (?:cardinal))?)": dates.year,
    _SPOKEN: dates.year,
    f"any_month of? {_SPOKEN}": dates.month_of_year,
    "the? (?:mid hyphen?)* (?:to (?:mid hyphen?)+)? decade": dates.decade,
    "the (?:mid hyphen?)* (?:teen hyphen?)? nineties": dates.decade,
    "(?:the (?:mid hyphen?)*|(?:mid hyphen?)+) (?:year|number|day) quote s": dates.decade_of_year,
    "weekday the nth": dates.weekday_the_nth,
    f"(?:the|this|last)? (?:mid hyphen?)* fiscal? nth hyphen? (?:unit|half) (?:of? {_THAT_YEAR})?": (
        dates.portion_of_year
    ),
    "portion (?:of? year)?|the? year nth hyphen? (?:unit|half)": dates.portion_of_year,
    f"the? (?:final (?:unit|half) (?:of? {_THAT_YEAR})?|last (?:unit|half) of {_THAT_YEAR})": dates.last_portion,
    "any_month hyphen? (?:hyphen|to) hyphen? any_month (?:unit|stretch)": dates.months_of_year,
    f"the (?:nth|last) unit of any_month {_IN}?": dates.day_within_month,
    f"the (?:nth|last) weekday (?:of|in) any_month {_IN}?": dates.weekday_within_month,
    "the part of the nth|(?<=on) the nth": dates.day_of_named_month,
    "(?:the? edge of|the (?:following|previous)) (?:season|fall)": dates.season,
    f"(?:the|last|this|next|that|in|mid) (?:mid hyphen?)* season (?:of? {_YEAR}|of (?:{_NEAR_YEAR}|{_SPOKEN}))?": (
        dates.season
    ),
    f"season of? {_YEAR}": dates.season,
    "(?<=by|until|since|before) season": dates.season,
    # "the fall of the city" and "a fall in prices" are no autumn
    f"(?:last|this|next|that|mid) fall (?:of? {_YEAR})?|the? fall of? (?:{_YEAR}|{_NEAR_YEAR})": dates.season,
    "(?:in|by|until|since|preposition) the fall (?!of|in)": dates.season,
}
_DAY = "(?:on? (?:mid? weekday|today|tomorrow|yesterday|tonight))"
_TIME = (
    "(?:(?:hhmm|day|one|numeral) meridiem|(?:day|one|numeral) o quote clock|noon|midnight|(?:hhmm|year|number) zone)"
)
_DAYS = {
    "(?:last|this|next|coming|previous|following|mid)? weekday (?:(?:comma|mid)? any_part)?": units.weekday,
    "(?:last|this|next) weekday (?:comma? any_part)?|(?<=open_day) bare_part on? weekday": units.weekday,
    "weekday (?:of? (?:last|this|next) unit)": units.weekday,
    "the? part of weekday": units.weekday,
    "the? (?:mid|small) units of (?:weekday comma?)? (?:weekday|any_month (?:day|nth)|(?:day|nth) of? any_month)"
    f" (?:comma? {_YEAR})?": units.hours_of_day,
    "(?:last|this|next|coming|the|previous|following)? mid? weekend": units.weekend,
    "(?:mid|earlier|later)? (?:today|tonight|yesterday|tomorrow) any_part?": units.deictic_day,
    "the unit (?:before yesterday|after tomorrow)": units.deictic_day,
    "(?:mid|earlier|later)? (?:this|last) part|overnight": units.part_of_day,
    "the (?:previous|following|next) part": units.same_part,
    f"{_TIME} (?:zone time?)? (?:comma? {_DAY})?": units.clock,
    f"{_DAY} (?:comma? at|comma)? {_TIME} zone?": units.clock,
    f"(?<=at) hhmm zone?|(?<=between|from) hhmm (?=join {_TIME})": units.clock,
    "mid hyphen? any_part|(?<=open_day) bare_part": units.part_of_day,
}
_UNITS = {
    "(?:mid|earlier|later)? (?:the? (?:edge|remnant) of)? (?:last|this|next|current|previous|following) any_unit": (
        units.relative_unit
    ),
    "the? year_unit hyphen? edge|the? any_unit quote s edge": units.relative_unit,
    "(?:the? edge of)? (?:the|the? (?:last|this|next|current|previous|coming)) fiscal year_unit": units.relative_unit,
    "the (?:last|next|current|previous|following|coming) any_unit": units.relative_unit,
    "the latest any_unit": units.relative_unit,
    "the any_unit (?:after next|before last)": units.relative_unit,
    "the (?:any_unit|part) (?:before|after)": units.beside_named,
    "the unit of any_month day": units.week_of,
    "the? edge of the any_unit|the remnant of the any_unit": units.same_unit,
    f"the? {_YEAR_BEFORE} (?:any_unit|stretch)": units.year_before,
    f"the like (?:any_unit|stretch) (?:of|in)? {_OTHER_YEAR}": units.year_before,
    "(?:earlier|later|mid) (?:in the|on? that) any_unit": units.same_unit,
    "(?:the very?)? that very? that? (?:any_unit|part)|(?<=in) the part": units.same_unit,
    "(?<=in|preposition) the unit": units.same_quarter,
    "(?<=preposition) the year_unit": units.the_year,
    "{about} (?:{number}|{vague}|a|half a?|a half) hyphen? (?:any_unit|units) (?:and a half|{or_so}) ago": units.ago,
    "units ago|{number} (?:part|parts) ago": units.ago,
    "(?:{number}|a) (?:any_unit|units) ago today": units.ago_today,
    "(?:{number}|{vague}|a) (?:any_unit|units) from (?:now|today)": units.from_now,
    "{about} (?:{number}|{vague}|a) (?:any_unit|units) (?:earlier|later) (?=than)": lengths.lasting,
    "{about} (?:{number}|{vague}|a|half a?|a half)? (?:any_unit|units) {or_so} (?:earlier|later)": units.from_named,
    "{about} {number} (?:part|parts) (?:earlier|later)": units.from_named,
    "{about} (?:{number}|{vague}|a) (?:any_unit|units) before (?:that (?=comma|the|a)|(?=comma))": units.from_named,
    "(?:one|another) any_unit": lengths.one_unit,
    "{about} {number} (?:more|running)? hyphen? (?:any_unit|units) (?:and a half)? (?!hyphen? old)": lengths.lasting,
    "(?:the|a)? year_unit hyphen earlier": units.from_named,
    "(?:the|a)? year_unit hyphen ago": units.ago,
    "{number} (?:any_unit|units) comma? and? {number} (?:any_unit|units) (?!hyphen? old)": lengths.lasting_both,
    "the? (?:last|next|nth|coming|previous|following) (?:{number}|few|couple of?) (?:more|running)? units": (
        lengths.lasting
    ),
    "the? (?:last|next|previous|coming) half hyphen? any_unit": lengths.lasting,
    "the {number} (?:previous|following|coming|last|next) units": lengths.lasting,
    "{about} (?:{vague}|half a|a half) more? (?:any_unit|units) (?!hyphen? old)": lengths.lasting,
    "{about} a? half hyphen any_unit (?!hyphen? old)|unit_long": lengths.lasting,
    "a unit hyphen? (?:of a)? any_unit": lengths.quarter_of,
    "{about} a running? any_unit (?:(?:and a|or) (?:half|numeral))? (?!hyphen (?:on|to|by))": lengths.one_unit,
    "(?<=within) units (?:or units)?|(?<!nth|last|next|the) units (?=after|before|of)": lengths.lasting,
    "(?:each|once a|per) (?:(?:other_one|{number}|few))? (?:any_unit|units)": lengths.every_unit,
    "a daily basis|daily": lengths.frequency,
    "weekdays|weekday parts|each other_one? weekday part?": lengths.weekdays,
    "each (?:part|weekend|season)": lengths.every_part,
    "(?:the? (?:last|coming|recent)|coming) units|the units ahead": lengths.vaguely,
}
_REFERENCES = {
    "the other_one (?:unit|part)": units.the_other_day,
    "right? now|these units|at (?:the|this)? present|the present|(?:at|preposition) the moment|current": (
        lengths.present
    ),
    "(?:a long|approximately)? time ago|long ago|(?<=in) units past": lengths.past,
    "(?<!as) more? recently|(?<=open) the past (?!any_unit|units|digits|few|couple|cardinal)": lengths.past,
    "the? (?<!foreseeable) near? future (?!of)|someday": lengths.future,
}
_RULES = tuple(
    Rule(pattern(grammar), meaning)
    for table in (_DATES, _DAYS, _UNITS, _REFERENCES)
    for grammar, meaning in table.items()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression of a text before its value is known: `text[begin:end]`."""

    begin: int
    end: int
    phrase: Phrase
    rule: Rule

    def resolve(self, context: Context) -> Timex | None:
        """Its type and value; None where the words turn out to be no time ("February 31")."""
        return self.rule.meaning(self.phrase, context)

    @property
    def is_of_common_nouns(self) -> bool:
        """Whether it ends in a word that only a title writes with a capital: "This Week"."""
        return self.phrase.words[-1].kind in ("unit", "units", "year_unit", "part", "parts", "weekend")

    @property
    def is_of_month(self) -> bool:
        """Whether it is a month, or a day of one, without its year."""
        return self.phrase.has(*dates.MONTH_KINDS) and not self.phrase.has("year", "year_unit", "shortyear")

    @property
    def is_compared(self) -> bool:
        """Whether it is what a figure is compared with: "up 3% from the year-earlier quarter"."""
        return self.rule.meaning is units.year_before

    @property
    def is_portion(self) -> bool:
        """Whether it is a half or quarter that says not of which year: "the first half" may be of a match."""
        unit, words = self.phrase.get("unit", "half"), self.phrase
        is_part = unit is not None and unit.text in ("quarter", "half") and not words.has("year_unit", "year", "fiscal")
        return (
            is_part and self.rule.meaning in (dates.portion_of_year, dates.last_portion) and not words.has("shortyear")
        )

    @property
    def is_doubtful(self) -> bool:
        """Whether its words alone may as well be a number or a name: "2000", "April"."""
        return self.rule in _DOUBTFUL


def find_times(text: str, holidays: Holidays | None = None) -> Iterator[Found]:
    """The time expressions of a text, in order.

    >>> [text.text for found in find_times("last week and on May 3, 2024") for text in found.phrase.words]
    ['last', 'week', 'may', '3', ',', '2024']
    """
    for phrase, rule in phrases(words_of(text, holidays), (*_RULES, *_DOUBTFUL)):
        yield Found(phrase.words[0].begin, phrase.words[-1].end, phrase, rule)


def resolve(text: str, context: Context) -> list[Timex]:
    """The values of a text's time expressions, all in one context.

    >>> from datetime import date
    >>> resolve("for 3 1/2 years, until 9 a.m. yesterday", Context(date(2025, 7, 24)))
    [Timex(type='DURATION', value='P3Y6M'), Timex(type='TIME', value='2025-07-23T09:00')]
    """
    values = (found.resolve(context) for found in find_times(text))
    return [value for value in values if value]
