"""The noun that a time dates in place of the verb above it: "has called a vote on Friday", "left after talks in May".

The parser hangs most times on the verb. They are of an eventive noun where that is what is planned, where the verb's
tense or another time of its own keeps it from the verb, and where the noun says what came before or after.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from operator import neg

from spacy.tokens import Span

from kg.language.parse.tree import Parse
from kg.language.timex import values
from kg.model import Period

OTHER_TIME = frozenset({"after", "before", "since", "until", "following"})
SUBJECTS = ("nsubj", "nsubjpass")
_PERFECTS = frozenset({"has", "have", "'ve"})
_PRESENT = ("VBZ", "VBP")
_BESIDE = frozenset({"on", "in", "at", "during", "between", "from"})  # between a noun and its time


def is_done(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the perfect: "have held a man over the murder of a nun on Monday"."""
    return any(parse.words[c] in _PERFECTS for c in parse.with_dep(verb, "aux"))


class Occasions:
    """The eventive nouns of a Doc, at `heads`, and the times that are theirs; `today` is the day of publication."""

    def __init__(self, parse: Parse, heads: Collection[int], today: str | None) -> None:
        self.parse = parse
        self.nouns = sorted((i for i in heads if parse.pos[i] == "NOUN"), reverse=True)
        self.heads = frozenset(heads)
        self.today = today

    def of_time(self, span: Span, below: int, verb: int, period: Period, dated: Mapping[int, Period]) -> int | None:
        """The noun that a time dates where the parser hangs it on a verb, with `below` between the two."""
        if not self.nouns:
            return None
        noun = self._planned(span, below, verb, period)
        noun = self._beside(span, verb) if noun is None else noun
        noun = self._had_done(span, verb) if noun is None else noun
        return self._told_with(span, verb, period, dated) if noun is None else noun

    def _planned(self, span: Span, below: int, verb: int, period: Period) -> int | None:
        """ "Elections are set for 12 October", "has called a vote on Friday": the day is what is planned."""
        parse = self.parse
        nouns: list[int] = []
        is_torn = span.start > 0 and parse.words[span.start - 1] == "for"  # "is planned [for this] [Friday]"
        is_plan = parse.in_set(verb, "LookingAhead") and parse.child(verb, "nsubjpass") is not None
        if is_torn or is_plan or (parse.words[below] in ("for", "to") and parse.deps[below] == "prep"):
            nouns = [*parse.with_dep(verb, "nsubjpass", "dobj", "nsubj")]
            nouns += [parse.heads[verb]] if parse.deps[verb] in ("acl", "relcl") else []
        elif self._is_of_today(verb):
            objects = [verb, *(c for c in parse.with_dep(verb, "prep") if parse.words[c] == "for")]
            found = [noun for above in objects for noun in parse.with_dep(above, "dobj", "pobj")]
            nouns = [noun for noun in found if verb < noun < span.start and parse.in_set(noun, "ScheduledEvent")]
            if is_done(parse, verb) or self._is_over(period):
                nouns += [noun for noun in self.nouns if verb < noun < span.start]
        return next((noun for noun in nouns if noun in self.heads and parse.pos[noun] == "NOUN"), None)

    def _is_of_today(self, verb: int) -> bool:
        """Whether a verb stands in the present, the future or the perfect, which no past day goes with."""
        parse = self.parse
        if parse.tags[verb] in _PRESENT or is_done(parse, verb):
            return True
        return any(parse.tags[c] in (*_PRESENT, "MD") for c in parse.with_dep(verb, "aux", "auxpass"))

    def _is_over(self, period: Period) -> bool:
        return self.today is not None and period.end < self.today[: len(period.end)]

    def _had_done(self, span: Span, verb: int) -> int | None:
        """ "Sentenced for ordering the murder of nine men in 1971": the year is that of what was ordered."""
        parse = self.parse
        if parse.deps[verb] != "pcomp" or parse.words[parse.heads[verb]] not in ("for", "of", "with"):
            return None
        done = (c for c in parse.with_dep(verb, "dobj") if c in self.heads and verb < c < span.start)
        return next((c for c in done if parse.pos[c] == "NOUN"), None)

    def _beside(self, span: Span, verb: int) -> int | None:
        """ "His arrest on Monday shocked them", "told of the death on Sunday of a nun": the noun before it."""
        parse = self.parse
        last = _end_before(parse, span)
        if span.end <= verb:
            nouns = [noun for noun in parse.with_dep(verb, *SUBJECTS) if noun < last + 1 <= parse.right_edge(noun) + 1]
            return next((noun for noun in nouns if noun in self.nouns), None)
        is_of = span.end < len(parse) and parse.words[span.end] == "of" and verb < last
        return last if is_of and last in self.nouns else None

    def _told_with(self, span: Span, verb: int, period: Period, dated: Mapping[int, Period]) -> int | None:
        """ "Left after a vote last month", "was held in June over attacks in May": what stands right before it."""
        parse = self.parse
        is_beside = parse.deps[verb] == "advcl" and parse.tags[verb] == "VBG"
        main = (parse.heads[verb], *parse.with_dep(parse.heads[verb], "dobj")) if is_beside else ()
        above = next((dated[i] for i in main if i in dated), None)
        if above is not None and not _meet(above, period):  # "held him on Monday, accusing him of attacks in May"
            return next((i for i in self.nouns if verb < i < span.start and verb in parse.ancestors(i)), None)
        noun = next(self._right_before(span, verb), None)
        if noun is None:
            return None
        is_sequel = parse.deps[noun] == "dobj" and parse.in_set(parse.heads[noun], "FollowingVerb")
        if is_sequel or (parse.deps[noun] == "pobj" and parse.words[parse.heads[noun]] in OTHER_TIME):
            return noun
        known = dated.get(verb)
        return noun if known is not None and not _meet(known, period) else None

    def _right_before(self, span: Span, verb: int) -> Iterator[int]:
        """The eventive nouns whose phrases a time follows, the nearest first."""
        parse = self.parse
        last = _end_before(parse, span)
        for noun in self.nouns[bisect_left(self.nouns, -last, key=neg) :]:
            if parse.sentences[noun] != parse.sentences[last]:
                break
            if noun <= last <= parse.right_edge(noun) and verb in parse.ancestors(noun):
                yield noun


def _end_before(parse: Parse, span: Span) -> int:
    """The last token before a time with its preposition: "attacks [early in June]", "a first trial, [in 2019], "."""
    last = span.start - 1
    last -= last > 0 and parse.words[last] in _BESIDE
    last -= last > 0 and parse.words[last] in ("early", "late", "back")
    is_aside = parse.word(last) == "," and parse.word(span.end) == ","
    return last - (last > 0 and is_aside)


def _meet(one: Period, other: Period) -> bool:
    """Whether two times have a day in common."""
    (first, last), (begin, end) = values.bounds(one), values.bounds(other)
    return first <= end and begin <= last


def lasts(parse: Parse, noun: int) -> bool:
    """ "Years of talks", "weeks of fighting": what lasts is on no single day."""
    of = parse.heads[noun]
    return parse.words[of] == "of" and parse.deps[of] == "prep" and parse.heads[of] in parse.timed


def clauses_within(parse: Parse, noun: int) -> Iterator[int]:
    """ "The 2007 crash of a jet, in which 48 people died": what happened in what a noun stands for."""
    for clause in range(noun + 1, parse.right_edge(noun) + 1):
        if parse.deps[clause] == "relcl" and noun in parse.ancestors(clause):
            first = parse.left_edge(clause)
            if " ".join(parse.words[first : first + 2]) in ("in which", "during which"):
                yield clause
