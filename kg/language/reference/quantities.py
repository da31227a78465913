"""How many and how much: "27 people", "at least 30", "up to 50", "$1.3bn", "671 billion yen" as a Quantity.

An approximation ("about 300", "almost 300") counts as the number it names; "dozens" and "several" count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kg.model import Quantity

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Mapping[str, int] = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS))},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS)},
    "a": 1,
    "an": 1,
}
_MULTIPLES: Mapping[str, int] = {"dozen": 12, "hundred": 100}
_SCALES: Mapping[str, int] = {
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
_MINIMUM = ("at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of", "above")
_MAXIMUM = ("up to", "at most", "as many as", "as much as", "no more than", "fewer than", "less than", "under")
_VAGUE = ("several", "a few", "half", "many", "some few")  # "several hundred", "half a dozen"
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = r"(?:hundred|thousand|million|billion|trillion|[mbt]n|[mbk])\b"
_AMOUNT = re.compile(rf"(?P<number>{_DIGITS.pattern})[\s-]?(?P<scale>{_SCALE})?")


def parse_number(words: Sequence[str]) -> Decimal | None:
    """The number that lower-case words write, in digits, in letters or in both.

    >>> parse_number(["two", "million"]), parse_number(["1,500"]), parse_number(["seventy", "-", "three"])
    (Decimal('2000000'), Decimal('1500'), Decimal('73'))
    >>> parse_number(["hundreds"]) is None
    True
    """
    total, current, is_number = Decimal(0), Decimal(0), False
    for word in words:
        if word in ("-", "and"):
            continue
        if word in _SMALL:
            current += _SMALL[word]
        elif _DIGITS.fullmatch(word):
            current += Decimal(word.replace(",", ""))
        elif word in _MULTIPLES:
            current = (current or Decimal(1)) * _MULTIPLES[word]
        elif word in _SCALES:
            total, current = total + (current or Decimal(1)) * _SCALES[word], Decimal(0)
        else:
            return None
        is_number = is_number or word not in ("a", "an")
    return total + current if is_number else None


def count_of(words: Sequence[str], before: Sequence[str] = ()) -> Quantity | None:
    """The number in the lower-case words of a phrase up to its noun, with the bound that stands before it.

    >>> count_of(["more", "than", "1,500"]).min_count, count_of(["27"]).count
    (1500, 27)
    >>> between = count_of(["between", "40", "and", "50"])
    >>> between.min_count, between.max_count
    (40, 50)
    """
    words = _without_halves(words)
    start = next((i for i, word in enumerate(words) if _is_number_word(word)), None)
    if start is None:
        return None
    lead = " ".join([*before, *words[:start]]).removesuffix(" a")  # "at least a dozen"
    if lead.endswith(_VAGUE):
        return None
    low, end = _number_at(words, start, is_range=lead.endswith("between"))
    high = _upper_bound(words, end, lead)
    if low is None:
        return None
    if high is not None and low < high:
        return Quantity(min_count=low, max_count=high)
    if lead.endswith(_MINIMUM):
        return Quantity(min_count=low)
    return Quantity(max_count=low) if lead.endswith(_MAXIMUM) else Quantity(count=low)


def _without_halves(words: Sequence[str]) -> Sequence[str]:
    """The words, "half a million" as its number."""
    at = next((i for i in range(len(words) - 2) if words[i] == "half" and words[i + 1] == "a"), None)
    if at is None or words[at + 2] not in _SCALES:
        return words
    return [*words[:at], str(_SCALES[words[at + 2]] // 2), *words[at + 3 :]]


def _number_at(words: Sequence[str], start: int, *, is_range: bool = False) -> tuple[int | None, int]:
    """The whole number that begins at a word, and where it ends; in a range "and" is no part of it."""
    end, inside = start, ("-",) if is_range else ("-", "and")
    while end < len(words) and (_is_number_word(words[end]) or words[end] in inside):
        if words[end] == "-" and _DIGITS.fullmatch(words[end - 1]):
            break  # "40-50"
        end += 1
    while words[end - 1] in ("-", "and"):
        end -= 1
    number = parse_number(words[start:end])
    return (None if number is None or number != int(number) else int(number)), end


def _upper_bound(words: Sequence[str], end: int, lead: str) -> int | None:
    """The second number of "between 40 and 50", "40 to 50", "40-50"."""
    joints = ("and",) if lead.endswith("between") else ("to", "-", "–")
    if end + 1 >= len(words) or words[end] not in joints or not _is_number_word(words[end + 1]):
        return None
    return _number_at(words, end + 1)[0]


@dataclass(frozen=True)
class Currencies:
    """The words and signs of currencies, from the ontology's word sets `Currency...`."""

    word_sets: Mapping[str, frozenset[str]]

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Word or sign in lower case -> ISO 4217 code."""
        return {
            word.lower(): name.removeprefix("Currency")
            for name, words in sorted(self.word_sets.items())
            if name.startswith("Currency")
            for word in sorted(words)
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.codes, key=lambda word: (-len(word), word))
        options = "|".join(re.escape(w) if not w[-1].isalpha() else rf"\b{re.escape(w)}s?\b" for w in longest_first)
        return re.compile(options or r"(?!)", re.IGNORECASE)

    def amount_of(self, text: str) -> Quantity | None:
        """The sum of money that a phrase names."""
        sign = self._pattern.search(text)
        if sign is None:
            return None
        written = text.lower()
        number = _AMOUNT.search(written)
        if number is not None:
            amount = Decimal(number["number"].replace(",", "")) * _SCALES.get(number["scale"] or "", 1)
        else:
            spelled = [word for word in written.replace("-", " ").split() if _is_number_word(word)]
            parsed = parse_number(spelled)
            if parsed is None:
                return None
            amount = parsed
        key = sign.group().lower()
        code = self.codes.get(key) or self.codes[key.removesuffix("s")]
        return Quantity(amount=canonical(amount), currency=code)


def canonical(number: Decimal) -> str:
    """A decimal without exponent, leading plus or trailing zeros.

    >>> canonical(Decimal("1.30") * 10**9), canonical(Decimal("30.50"))
    ('1300000000', '30.5')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_number_word(word: str) -> bool:
    is_word = (word in _SMALL and word not in ("a", "an")) or (word in _SCALES and len(word) > 2) or word in _MULTIPLES
    return is_word or bool(_DIGITS.fullmatch(word))
