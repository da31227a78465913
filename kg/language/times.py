"""Time expressions of a Doc: `doc.spans["kg_times"]`, each with its TIMEX3 type as label and its value as `kb_id_`.

The words are found by grammar (`timex`); the Doc adds what words do not say: tense, which tells next Friday from last
Friday, and the recognizer's view of a bare "2000" or "April". `period_of` gives what an event at that time can hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.language.annotations import TIMES, article_of, times
from kg.language.timex.expressions import Context, Found, find_times
from kg.language.timex.holidays import Holidays
from kg.language.timex.tense import Directions, clause_verb, is_of_report
from kg.language.timex.values import UNKNOWN, bounds, moved, named_day, period, stamp
from kg.model import Period
from kg.ontology import Ontology, load_ontology

# Names that a day or month may be part of: "the Sunday Herald", "April Jones"
_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "GPE", "FAC", "NORP"})
_COUNTED = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_BOUNDS = frozenset({"before", "after", "since"})
_OPEN = _BOUNDS | {"until", "till", "by", "from"}  # they bound a time, they do not name it
MATCH_WORDS = 4  # different ones: a report of a match has more than six, one of business at most two
DATELINE = 10  # tokens
DATELINE_AGE = 3  # days
_DATED = frozenset({"DATE", "TIME"})
_YEAR = re.compile(r"\d{4}(?:$|-\d\d)")
_COUNTING = frozenset({"before", "earlier", "later", "after", "ago"})
_JOINS = frozenset({"to", "until", "till", "through", "and", "-", "–", "—"})


@Language.factory("kg_times")
def make_times(nlp: Language, name: str) -> TimeFinder:
    """The component with the holidays of the ontology that ships."""
    return TimeFinder.of(load_ontology())


class TimeFinder:
    """Sets `doc.spans["kg_times"]`."""

    def __init__(
        self,
        holidays: Holidays | None = None,
        directions: Directions | None = None,
        match_words: Collection[str] = (),
    ) -> None:
        self.holidays = holidays
        self.directions = directions or Directions()
        spelled = "|".join(re.escape(word) for word in sorted(match_words))
        self._match_word = re.compile(rf"\b(?:{spelled})\b", re.IGNORECASE) if spelled else None

    @classmethod
    def of(cls, ontology: Ontology) -> TimeFinder:
        """The component with an ontology's holidays and the words that say where a clause points."""
        sets = ontology.word_sets
        return cls(Holidays(sets.get("Holiday", ())), Directions.of(ontology), sets.get("MatchWord", ()))

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its time expressions."""
        doc.spans[TIMES] = list(self._times(doc))
        return doc

    def _times(self, doc: Doc) -> Iterator[Span]:
        article = article_of(doc)
        named: list[str] = []  # the last one is what a story goes on from
        taken = told = 0
        last, story, today = None, "", article.published
        for found in find_times(article.text, self.holidays):
            span = doc.char_span(found.begin, found.end, alignment_mode="expand")
            if span is None or span.start < taken or not _is_time(span, found):
                continue
            if found.is_portion and self._is_of_match(article.text):
                continue
            story = story_date(last, span, story) if last is not None and found.is_of_month else ""
            context = Context(today, self.directions.direction(span), named, is_rate(span), story)
            timex = found.resolve(context)
            if timex is not None:
                today = _dateline_day(span, timex.value, today) or today
                is_beside = (is_of_report(span) or _describes(span)) and bool(told) and told > span.sent.start
                is_aside = bool(told) and (is_beside or _is_since(span))
                if not found.is_compared:
                    named.insert(_before_last_date(named) if is_aside else len(named), timex.value)
                taken = told = span.end
                last = Span(doc, span.start, span.end, label=timex.type, kb_id=timex.value)
                yield last

    def _is_of_match(self, text: str) -> bool:
        """Whether a text tells of a match, whose halves are not those of a year."""
        return (
            len({match.lower() for match in self._match_word.findall(text)}) >= MATCH_WORDS
            if self._match_word
            else False
        )


def _is_time(span: Span, found: Found) -> bool:
    """Whether the recognizer has nothing against it: no part of a name, and no count where words are in doubt."""
    types = {token.ent_type_ for token in span}
    before = span.doc[span.start - 1] if span.start else None
    if found.is_doubtful:
        is_surname = before is not None and before.pos_ == "PROPN" and span.text.isalpha()
        is_dated = types <= {"DATE", "EVENT", "LAW"} and "" not in types
        return is_dated and not is_surname and not _is_count(span, before)
    is_last = span.end == len(span.doc) or span.doc[span.end].is_punct  # "who replaced him that July"
    if span[0].lower_ == "that" and span[0].dep_ == "mark" and not is_last and span[1].lower_ not in ("very", "same"):
        return False  # "warned that summer heat would come"
    if span[0].lower_ == "in" and len(span) == 2 and span[1].dep_ == "compound" and span[1].head.i >= span.end:
        return False  # "in summer clothes"
    if len(span) > 1 and span[-1].is_title and span[-1].pos_ != "PROPN" and found.is_of_common_nouns:
        return False  # "This Week"
    return not (len(span) <= 2 and types <= _NAMES and span.text[0].isupper() and _in_longer_name(span))


def story_date(before: Span, span: Span, story: str) -> str:
    """The date that a clause goes on from: "In 2008 he lost in March", "was charged in May 2019 and freed in June".

    The year that opens a sentence is the `story` of all that follows in it.
    """
    doc = span.doc
    if not doc.has_annotation("SENT_START"):
        return ""
    start = span.sent.start
    is_bound = doc[span.start - 1].lower_ in _OPEN  # "promised a vote by July"
    if before.sent.start != start or is_bound or any(token.text == ";" for token in doc[before.end : span.start]):
        return ""
    if len(story) == len("2025") or before.label_ != "DATE" or not _YEAR.match(before.kb_id_):
        return story if len(story) == len("2025") else ""
    if before.start - start < 2 and doc[start].lower_ not in _OPEN and len(before.kb_id_) <= len("2025-07"):
        return before.kb_id_
    if len(before.kb_id_) == len("2025"):
        return ""  # "was elected in 2019 and again in May"
    verb, first = clause_verb(span.root), clause_verb(before.root)
    while verb is not None and verb != first and verb.dep_ == "conj":
        verb = verb.head
    return before.kb_id_ if first is not None and verb == first and verb != clause_verb(span.root) else ""


def _describes(span: Span) -> bool:
    """Whether it is of a clause that only describes a noun: "rejected it in a vote that he called in May"."""
    verb = clause_verb(span.root)
    return verb is not None and verb.dep_ in ("relcl", "acl")


def _dateline_day(span: Span, value: str, published: date | None) -> date | None:
    """The day in a dateline, on which a story was written: "LIMA, Aug. 7 (Xinhua) --" told in a paper of the eighth."""
    doc, day = span.doc, named_day([value], "day")
    if day is None or published is None or not 1 < span.start < DATELINE or span.end >= len(doc):
        return None
    is_set_off = doc[span.start - 1].text == "," and doc[span.end].text in ("(", "-", "--", "–", "—", "_")
    return day if is_set_off and 0 < (published - day).days <= DATELINE_AGE else None


def _before_last_date(named: Sequence[str]) -> int:
    """Where the last date stands, behind which there may be durations: "rose in May by most in a year, it said"."""
    return next((i for i in range(len(named) - 1, -1, -1) if named[i][0].isdigit()), len(named))


def _is_since(span: Span) -> bool:
    return span.start > 0 and span.doc[span.start - 1].lower_ == "since"


def _is_count(span: Span, before: Token | None) -> bool:
    """Whether a year counts what follows: "a further 1553 refugees", but not "the 2004 elections"."""
    if span.root.dep_ != "nummod" or span.root.head.tag_ != "NNS" or span.root.head.i < span.end:
        return False
    return before is None or before.pos_ not in ("DET", "ADP", "PART", "PRON", "PROPN")


def _in_longer_name(span: Span) -> bool:
    return (
        any(ent.start < span.start or ent.end > span.end for ent in span.ents)
        or any(token.ent_iob_ == "I" for token in span[:1])
        or (span.end < len(span.doc) and span.doc[span.end].ent_iob_ == "I")
    )


def is_rate(span: Span) -> bool:
    """Whether "a week" says how often: "200 flights a week", "twice a day"."""
    if span.start == 0:
        return False
    before = span.doc[span.start - 1]
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    return after not in _BOUNDS and (before.pos_ in _COUNTED or before.lower_ in ("once", "twice", "times", "%"))


# --- periods ---------------------------------------------------------------------------------------------------------


def period_of(span: Span) -> Period | None:
    """What an event at this time can hold; both ends of a range give the whole range.

    None for durations, sets and vague times, and for a time that only bounds: "since March", "by Friday".
    """
    ends = _range_of(span)
    if ends is not None:
        return _joined(*ends)
    again = _told_again(span)
    if again is not None:
        return period(again.kb_id_, again.label_)
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before == "to" and any(time.end == span.start - 1 for time in times(span.doc)):
        return None  # "the six months to June"
    is_of_noun = span.root.dep_ == "poss" and span.root.head.i >= span.end  # "after Monday's attack"
    is_on_day = before in _BOUNDS and span.label_ == "TIME"  # "before noon on Monday" is on Monday
    if before in _OPEN and not is_of_noun and not is_on_day:
        return None
    return period(span.kb_id_, span.label_)


def _told_again(span: Span) -> Span | None:
    """ "Eight days before, on 5 July, they fled": the date behind a counted one says when more surely."""
    doc, at = span.doc, span.end + 1
    if span[-1].lower_ not in _COUNTING or span.end >= len(doc) or doc[span.end].text != ",":
        return None
    at += at < len(doc) and doc[at].lower_ in ("on", "in")
    return next((time for time in times(doc) if time.start == at and _YEAR.match(time.kb_id_)), None)


def is_range_end(span: Span) -> bool:
    """Whether a time is the beginning or the end of a range: "between March and May"."""
    return _range_of(span) is not None


def _range_of(span: Span) -> tuple[Span, Span] | None:
    found = times(span.doc)
    index = next((i for i, time in enumerate(found) if time.start == span.start), None)
    if index is None:
        return None
    pairs = ((i, i + 1) for i in (index, index - 1) if 0 <= i < len(found) - 1)
    return next(((found[i], found[j]) for i, j in pairs if _is_range(span.doc, found[i], found[j])), None)


def _is_range(doc: Doc, begin: Span, end: Span) -> bool:
    """Whether two times are the ends of one: "from 4 to 9 May", "between March and May", "2019-2021"."""
    between = doc[begin.end : end.start]
    if len(between) != 1 or between[0].lower_ not in _JOINS or not {begin.label_, end.label_} <= _DATED:
        return False  # "sentenced in 2019 to ten years"
    opener = doc[begin.start - 1].lower_ if begin.start else ""
    return opener == "between" if between[0].lower_ == "and" else True


def _joined(begin: Span, end: Span) -> Period | None:
    first, last = period(begin.kb_id_, begin.label_), period(end.kb_id_, end.label_)
    if first is None or last is None or bounds(first)[0] > bounds(last)[1]:
        return None
    return Period(bounds(first)[0], bounds(last)[1])


def clause_period(value: str, is_after: bool, main: Period | None) -> Period | None:
    """When what stands behind "a day after" or "two weeks before" happens, if the main verb happens at `main`.

    None where the value is no exact duration, or `main` is less exact than its unit. Hours are of the same day, weeks
    count days.

    >>> clause_period("P2M", True, Period("2025-07-24", "2025-07-24"))
    Period(begin='2025-05', end='2025-05')
    """
    length = re.fullmatch(r"P(?:(\d{1,4})([DWMY])|T(?:\d{1,3}M|(?:X|[1-9]|1[0-2])H))", value)
    if length is None or main is None or main.begin != main.end:
        return None
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(length[2], "day")
    exact = "day" if unit == "week" else unit
    if len(main.begin) < len(UNKNOWN[exact]):
        return None
    base = named_day([main.begin], exact)
    day = moved(base, unit, int(length[1] or 0) * (-1 if is_after else 1)) if base else None
    return period(stamp(day, exact)) if day else None
