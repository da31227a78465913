"""A grammar over classes of words: a pattern is written in class names and becomes a regular expression.

    "any_month day (comma? year)?"      May 7, May 7 2025, May 7, 2025

Every class is one character of a string as long as the text has words, so that a rule costs one scan of a short string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from kg.language.timex.words import Word, kinds

_CODES = {kind: chr(0xE000 + index) for index, kind in enumerate(kinds())}
_ALIASES = {
    "any_month": "month name_month short_month",
    "any_unit": "unit year_unit fortnight",
    "digits": "day year number",
    "cardinal": "one numeral teen tens",
    "join": "to until and hyphen dash",
    "open": "in as since until before after by from between to of mid preposition",
    "open_day": "at as before by until after since preposition",
    "dating": "in since until before after by from between mid",
    "last": "last past",
    "that": "that like",
    "any_part": "part bare_part",
    "within": "in after before preposition to until and or",
}
_MACROS = {
    "number": "(?:(?<!from|between) (?:day|number|cardinal) hyphen? (?:or|to) hyphen?)?"
    "(?:(?:digits|cardinal|a hundred (?:and cardinal)?|hundred)"
    "(?:hyphen? cardinal|hundred (?:and? cardinal)?)*"
    "(?:fraction|hyphen? and hyphen? a hyphen? (?:half|fraction))?|fraction)",
    "vague": "(?:a? (?<!as) few|a couple of?|couple of)",
    "or_so": "(?:or (?:so|more|one|numeral))?",  # "a year or two", "ten days or so"
    "about": "(?:approximately|another|(?:more|less) than|at least)*",
}
_NAME = re.compile(r"\{(\w+)\}|[a-z][a-z_0-9]*|\s+")


_NO_NOUN = ("and", "or", "to", "in", "on", "at", "by", "from", "since", "as", "preposition")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that a rule matched, in the sentence they stand in."""

    text: Sequence[Word]  # every word of the text
    codes: str
    begin: int
    end: int

    @property
    def words(self) -> Sequence[Word]:
        """The words that matched."""
        return self.text[self.begin : self.end]

    def get(self, *kinds: str) -> Word | None:
        """The first word of one of these classes."""
        return next((word for word in self.words if word.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these classes is in it."""
        return self.get(*kinds) is not None

    @property
    def is_before_noun(self) -> bool:
        """Whether a word follows that it may belong to: "the day after the vote", "on the 16th floor"."""
        following = self.text[self.end] if self.end < len(self.text) else None
        return following is not None and following.text.isalnum() and following.kind not in _NO_NOUN

    def after(self, *kinds: str) -> Phrase:
        """What of it follows the first word of one of these classes; all of it where there is none."""
        index = next((i for i, word in enumerate(self.words, self.begin + 1) if word.kind in kinds), self.begin)
        return Phrase(self.text, self.codes, index, self.end)

    def ahead(self, pattern: re.Pattern[str]) -> Phrase | None:
        """The phrase that follows at once and matches."""
        match = pattern.match(self.codes, self.end)
        return Phrase(self.text, self.codes, match.start(), match.end()) if match else None

    def behind(self, pattern: re.Pattern[str], length: int) -> Phrase | None:
        """The phrase of so many words that stands right before and matches."""
        start = self.begin - length
        if start < 0 or not pattern.fullmatch(self.codes, start, self.begin):
            return None
        return Phrase(self.text, self.codes, start, self.begin)


class Direction(Enum):
    """Where the tense of the clause points; what was DUE was still to come, and may be over by now."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1
    DUE = 2

    @property
    def is_ahead(self) -> bool:
        """Whether it points to what is to come, as far as the words say."""
        return self in (Direction.FUTURE, Direction.DUE)


@dataclass(frozen=True, slots=True)
class Context:
    """What words alone do not say: the day of publication, the tense, and the dates named before."""

    anchor: date | None = None
    direction: Direction = Direction.UNKNOWN
    named: Sequence[str] = ()  # values of the dates before it, in text order
    is_rate: bool = False  # "200 flights a week"
    story: str = ""  # the date that its clause goes on from: "was charged in May 2019 and freed in June"


class Timex(NamedTuple):
    """A TIMEX3 type (DATE, TIME, DURATION, SET) with its value."""

    type: str
    value: str


Meaning = Callable[[Phrase, Context], Timex | None]  # None: the words turn out to be no time


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its phrase means."""

    pattern: re.Pattern[str]
    meaning: Meaning


def pattern(grammar: str) -> re.Pattern[str]:
    """A regular expression over codes, from one over class names.

    >>> from kg.language.timex.words import words_of
    >>> bool(pattern("month day").fullmatch(codes(words_of("October 3"))))
    True
    """
    return re.compile(_expanded(grammar))


def _expanded(grammar: str) -> str:
    def code(match: re.Match[str]) -> str:
        if match[1]:
            return _expanded(_MACROS[match[1]])
        name = match[0].strip()
        if name in _ALIASES:
            return "[" + "".join(_CODES[kind] for kind in _ALIASES[name].split()) + "]"
        return _CODES[name] if name else ""

    return _NAME.sub(code, grammar)


def codes(words: Sequence[Word]) -> str:
    """The classes of words, one character each."""
    return "".join([_CODES[word.kind] for word in words])


def phrases(words: Sequence[Word], rules: Sequence[Rule]) -> Iterator[tuple[Phrase, Rule]]:
    """The leftmost longest phrases that rules match, which do not overlap; of two as long, the earlier rule's."""
    line = codes(words)
    found = [entry for index, rule in enumerate(rules) if (entry := _next(rule, line, 0, index))]
    heapify(found)
    taken = 0
    while found:
        begin, minus_end, index = heappop(found)
        if begin >= taken:
            yield Phrase(words, line, begin, -minus_end), rules[index]
            taken = -minus_end
        if later := _next(rules[index], line, taken, index):
            heappush(found, later)


def _next(rule: Rule, line: str, start: int, index: int) -> tuple[int, int, int] | None:
    """The next match of a rule, so that the leftmost, then the longest, then the earlier rule's sorts first."""
    match = rule.pattern.search(line, start)
    return (match.start(), -match.end(), index) if match else None
