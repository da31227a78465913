"""Where and by whom an article says it was written: the header before its first sentence.

    BERLIN, March 3 (Reuters) - The ...      date 2025-03-03 Lima, Peru - The ...      London: The ...

Capitals, an agency, a date or a known place make a header of what stands before a dash or a colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

IsPlace = Callable[[str], bool]

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+{MONTH}(?:,?\s+\d{{4}})?)"
)
_WORD = r"[^\W\d_a-z][\w'’.\-]*"
_PLACE = rf"(?!{MONTH}|{WEEKDAY}){_WORD}(?:[ ](?:[a-z]{{1,3}}[ ]){{0,2}}{_WORD}){{0,3}}"
_SIGN = r"\s*(?:[–_-]+(?=\s|$)|—|--)\s*|:\s+"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A header: it ends where the story begins, and may name a place. Offsets count from the words it was read from."""

    end: int
    place: tuple[int, int] | None


def dateline_pattern(agencies: Iterable[str]) -> re.Pattern[str]:
    """The header's form, for the agencies that sign in it."""
    names = "|".join(re.escape(name) for name in sorted(agencies, key=lambda name: (-len(name), name)))
    agency = rf"\(\s*(?:[^()\n]{{0,30}}\b)?(?i:{names})\b[^()\n]{{0,30}}\)|/[A-Z][\w ]{{2,30}}/"
    return re.compile(
        rf"""
        (?P<label>(?i:date|dateline|published|updated|posted)\s*:?\s+(?=\d|[A-Z]))?
        (?P<dated>(?P<date>{DATE})[\s,:|]*)?
        (?:(?i:{names})\s+(?=[A-Z]))?
        (?:(?P<place>{_PLACE})(?:(?:\s*/\s*|\s+and\s+){_PLACE})?
           (?P<regions>(?:,\s*{_PLACE}){{0,3}})
           (?:,?\s*(?P<day>{DATE}))?\s*)?
        (?:(?P<agency>{agency})|(?P<signer>\([A-Z][\w.&/ -]{{1,30}}\)))?
        (?:,?\s*(?P<later>{DATE}))?
        (?P<sign>{_SIGN})?
        """,
        re.VERBOSE,
    )


def read_dateline(
    words: str, pattern: re.Pattern[str], is_place: IsPlace, headings: Iterable[str], *, is_first: bool
) -> Dateline | None:
    """The header that a paragraph opens with, if it does.

    Without an agency or a date a header needs a known place, or capitals at the head of the article (`is_first`);
    before a colon always a known place there: "Gaza: ...". Behind capitals any name in brackets is an
    agency.

    >>> pattern = dateline_pattern(["AP"])
    >>> read_dateline("QUITO, Ecuador (AP) — Voters chose", pattern, lambda name: False, (), is_first=True)
    Dateline(end=22, place=(0, 5))
    >>> read_dateline("Norway — long neutral — joined", pattern, lambda name: True, (), is_first=True)
    """
    match = pattern.match(words)
    if match is None:
        return None
    header = _header(words, match, is_place, headings, is_first)
    if header is None and is_first and match["label"] and match["dated"]:  # "date 2025-03-03 Voters chose"
        return Dateline(match.end("dated"), None)
    return header


def _header(
    words: str, match: re.Match[str], is_place: IsPlace, headings: Iterable[str], is_first: bool
) -> Dateline | None:
    if not match.group() or not _is_followed_by_story(words[match.end() :]):
        return None
    place, sign = match["place"], (match["sign"] or "").strip()
    if place is None:
        return Dateline(match.end(), None) if sign and (match["agency"] or match["date"]) else None
    if not sign and not (match["agency"] and place.isupper()):
        return None
    if place.lower() in headings:
        return None
    is_signed = any(match[name] for name in ("date", "day", "agency", "later")) or (match["signer"] and place.isupper())
    if not is_signed and not _names_place(match, is_place, is_first):
        return None
    return Dateline(match.end(), match.span("place"))


def _names_place(match: re.Match[str], is_place: IsPlace, is_first: bool) -> bool:
    regions = [name.strip() for name in match["regions"].split(",") if name.strip()]
    is_known = any(is_place(name) for name in (match["place"], *regions))
    if match["sign"].strip() == ":":
        return is_known and is_first
    is_capital: bool = match["place"].isupper()
    if is_capital:
        return is_known or is_first
    return is_known and (is_first or bool(regions)) and match["sign"][-1].isspace()


def _is_followed_by_story(rest: str) -> bool:
    """A sentence begins after a header; "Norway — long neutral — joined" goes on."""
    first = rest.lstrip("\"'“‘`([ ")[:1]
    return not first or first.isupper() or first.isdigit()
