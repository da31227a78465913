"""Times that are counted from another event's: "a day after the army withdrew", "on the eve of the vote".

A length and the word behind it say how far the clause or noun that follows is from the verb above them; either may be
the one that has a day. Where none has, the last one that the sentence names is the verb's: "said on Monday it would
close, a year after".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kg.language.annotations import times
from kg.language.parse.tree import Parse
from kg.language.times import clause_period, period_of
from kg.model import Period

_HEDGES = frozenset({"than", "about", "nearly", "almost", "around", "some", "roughly", "over", "least"})
_THE_DAY = re.compile(r"\bthe (?:day (?=after |before )|eve (?=of ))", re.IGNORECASE)
_DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class Length:
    """How long after or before: the tokens from `start` on, the word behind them, and a TIMEX3 duration."""

    start: int
    after: int
    value: str


def counted_times(
    parse: Parse, dated: Mapping[int, Period], events: Mapping[int, str | None]
) -> Iterator[tuple[int, Period]]:
    """What stands before or behind "a day after" without a time of its own, and when that was, by what is dated.

    `events` are the tokens that stand for events, with their classes: "the attack" is the one that was dated before.
    """
    for length in sorted(_lengths(parse), key=lambda length: length.start):
        counted, main = _ends(parse, length, events)
        if counted is None or main is None:
            continue
        is_after, known = parse.words[length.after] == "after", dated.get(counted)
        period = clause_period(length.value, is_after, _base(parse, length, main, dated)) if known is None else None
        if period is not None:
            yield counted, period
            yield from ((c, period) for c in parse.with_dep(counted, "conj") if _goes_along(parse, c, dated))
        elif main in events and main not in dated and "T" not in length.value:  # some hours may end on another day
            known = known or _known(parse, counted, dated, events)
            period = clause_period(length.value, not is_after, known)  # "fled two days after the attack of 3 May"
            if period is not None:
                yield main, period


def _known(parse: Parse, noun: int, dated: Mapping[int, Period], events: Mapping[int, str | None]) -> Period | None:
    """When an event was that is named again: "the blast", "her return"."""
    said = (parse.words[c] for c in parse.with_dep(noun, "det", "poss"))
    if events.get(noun) is None or _DEFINITE.isdisjoint(said):
        return None
    before = [i for i in dated if i < noun and events.get(i) == events[noun]]
    return dated[max(before)] if before else None


def _lengths(parse: Parse) -> Iterator[Length]:
    """The exact ones."""
    for span in times(parse.doc):
        is_told = span.end < len(parse) and parse.words[span.end] in ("after", "before")
        if is_told and _HEDGES.isdisjoint(parse.words[max(span.start - 1, 0) : span.end]):
            yield Length(span.start, span.end, span.kb_id_)
    for match in _THE_DAY.finditer(parse.text):
        start = bisect_left(parse.begins, match.start())
        if start not in parse.timed:
            yield Length(start, start + 2, "P1D")


def _ends(parse: Parse, length: Length, events: Collection[int]) -> tuple[int | None, int | None]:
    """The clause or noun behind a length, and the verb whose time is counted from."""
    at = length.after
    held = parse.child(at, "pobj", "pcomp") if parse.deps[at] == "prep" else parse.heads[at]
    if held is None or (parse.deps[at] != "prep" and parse.deps[held] != "advcl"):
        return None, None
    above = next((a for a in parse.ancestors(at) if parse.is_verb(a) and a != held), None)
    carried = next((c for c in parse.with_dep(held, "dobj") if c in events), held)
    return (held if held in events else carried), above


def _base(parse: Parse, length: Length, main: int, dated: Mapping[int, Period]) -> Period | None:
    """The time of the main verb, or the last one named before the length in its sentence."""
    while main not in dated and _goes_on(parse, main):
        main = parse.heads[main]  # "said on Monday it would expel him, a day after"
    is_apart = parse.deps[main] != "relcl" or parse.words[length.start - 1] == ","  # not "a vow made a day before it"
    if main in dated or not is_apart:
        return dated.get(main)
    if parse.in_set(main, "ComingVerb"):
        return _told_before(parse, main, dated)
    sentence = parse.sentences[length.start]
    named = [span for span in times(parse.doc) if span.end <= length.start and parse.sentences[span.start] == sentence]
    return next((period for span in reversed(named) if (period := period_of(span))), None)


def _told_before(parse: Parse, verb: int, dated: Mapping[int, Period]) -> Period | None:
    """The first time of the last sentence with one: "Rebels attacked on Monday. The raid came a day after"."""
    sentence = parse.sentences[verb]
    behind = [i for i in dated if parse.sentences[i] < sentence and parse.doc[i].i < verb]
    last = max((parse.sentences[i] for i in behind), default=None)
    return dated[min(i for i in behind if parse.sentences[i] == last)] if behind else None


def _goes_on(parse: Parse, verb: int) -> bool:
    """Whether a verb is coordinated with another, its participle, or what it says is to come."""
    dep = parse.deps[verb]
    is_to_come = any(parse.tags[c] == "MD" for c in parse.with_dep(verb, "aux"))
    return dep == "conj" or (dep == "advcl" and parse.tags[verb] == "VBG") or (dep == "ccomp" and is_to_come)


def _goes_along(parse: Parse, verb: int, dated: Mapping[int, Period]) -> bool:
    """Whether a coordinated verb has the subject of the first and no time: "after a court freed and exiled him"."""
    joined = parse.child(parse.heads[verb], "cc")
    if joined is None or parse.words[joined - 1] == "," or not parse.is_verb(verb) or verb in dated:
        return False
    return parse.child(verb, "nsubj", "nsubjpass") is None
