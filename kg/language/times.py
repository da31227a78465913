"""Time expressions of a Doc: `doc.spans["kg_times"]`, each with its TIMEX3 type as label and its value as `kb_id_`.

The words are found by grammar (`timex`); the Doc adds what words do not say: tense, which tells next Friday from last
Friday, and the recognizer's view of a bare "2000" or "April". `period_of` gives what an event at that time can hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.language.annotations import TIMES, article_of, times
from kg.language.timevalues import bounds, period
from kg.language.timex import Context, Direction, Found, Timex, find_times
from kg.model import Period

# Names that a day or month may be part of: "the Sunday Herald", "April Jones"
_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "GPE", "FAC", "NORP"})
_COUNTED = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_INSIDE = frozenset({"poss", "compound", "amod", "nmod", "nummod"})
_PRESENT = frozenset({"VBZ", "VBP"})
_AHEAD = frozenset({"by", "until", "till"})
_MODALS = frozenset(
    {"will", "wo", "'ll", "’ll", "shall", "would", "'d", "’d", "can", "could", "may", "might", "must", "should"}
)
_OPEN = frozenset({"since", "until", "till", "before", "after", "by", "from", "ago"})  # they bound a time, not name it
_JOINS = frozenset({"to", "until", "till", "through", "and", "-", "–", "—"})


@Language.factory("kg_times")
def make_times(nlp: Language, name: str) -> TimeFinder:
    """The component; it needs no data."""
    return TimeFinder()


class TimeFinder:
    """Sets `doc.spans["kg_times"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its time expressions."""
        doc.spans[TIMES] = list(_times(doc))
        return doc


def _times(doc: Doc) -> Iterator[Span]:
    anchor = article_of(doc).published
    named: list[str] = []
    taken = 0
    for found in find_times(doc.text):
        span = doc.char_span(found.begin, found.end, alignment_mode="expand")
        if span is None or span.start < taken or not _is_time(span, found):
            continue
        timex = found.resolve(Context(anchor, direction_of(span), named, is_rate(span)))
        if timex is None:
            continue
        named.append(timex.value)
        taken = span.end
        yield _labelled(doc, span, timex)


def _labelled(doc: Doc, span: Span, timex: Timex) -> Span:
    return Span(doc, span.start, span.end, label=timex.type, kb_id=timex.value)


def _is_time(span: Span, found: Found) -> bool:
    """Whether the recognizer has nothing against it: no part of a name, and no count where words are in doubt."""
    types = {token.ent_type_ for token in span}
    if found.is_doubtful:
        return types <= {"DATE", "EVENT", "LAW"} and "" not in types
    return not (len(span) <= 2 and types <= _NAMES and span.text[0].isupper() and _in_longer_name(span))


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
    return before.pos_ in _COUNTED or before.lower_ in ("once", "twice", "times", "%")


# --- tense -----------------------------------------------------------------------------------------------------------


def direction_of(span: Span) -> Direction:
    """Where the clause of a time expression points: its verb's tense, or a preposition ("until Friday").

    A time inside a noun's phrase ("Friday's ruling", "the August talks") says nothing by its verb.
    """
    before = span.doc[span.start - 1].lower_ if span.start else ""
    verb = _clause_verb(span.root)
    tense = Direction.UNKNOWN if verb is None else _tense(verb)
    if before in _AHEAD and not (verb is not None and _has(verb, "had")):
        return Direction.FUTURE
    if before == "since":
        return Direction.PAST
    return Direction.UNKNOWN if span.root.dep_ in _INSIDE else tense


def _clause_verb(token: Token) -> Token | None:
    """The verb that a token's phrase belongs to."""
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            return head
    return token if token.pos_ in ("VERB", "AUX") else None


def _has(verb: Token, word: str) -> bool:
    return any(child.lower_ == word for child in verb.children if child.dep_.startswith("aux"))


def _tense(verb: Token) -> Direction:
    """The direction of a verb form with its auxiliaries; a participle or infinitive may take its governor's."""
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in aux}
    tags = {child.tag_ for child in aux}
    if words & _MODALS:
        return Direction.PAST if "have" in words else Direction.FUTURE
    if "VBD" in tags or verb.tag_ == "VBD" or words & {"has", "have", "'ve"}:
        return Direction.PAST
    if "to" in words:
        return Direction.FUTURE
    if verb.tag_ == "VBN" and not tags & _PRESENT:
        return Direction.PAST
    if verb.tag_ in _PRESENT or tags & _PRESENT:
        return Direction.FUTURE
    above = _clause_verb(verb)
    return _tense(above) if above is not None and above.i != verb.i else Direction.UNKNOWN


# --- periods ---------------------------------------------------------------------------------------------------------


def period_of(span: Span) -> Period | None:
    """What an event at this time can hold; both ends of a range give the whole range.

    None for durations, sets and vague times, and for a time that only bounds: "since March", "by Friday".
    """
    doc, found = span.doc, times(span.doc)
    index = next((i for i, time in enumerate(found) if time.start == span.start), None)
    if index is not None:
        for begin, end in ((index, index + 1), (index - 1, index)):
            if begin >= 0 and end < len(found) and _is_range(doc, found[begin], found[end]):
                return _joined(found[begin], found[end])
    if span.start and doc[span.start - 1].lower_ in _OPEN:
        return None
    return period(span.kb_id_, span.label_)


def _is_range(doc: Doc, begin: Span, end: Span) -> bool:
    """ "From 7 to 10 May", "between March and May", "2019-2021"."""
    between = doc[begin.end : end.start]
    if len(between) != 1 or between[0].lower_ not in _JOINS:
        return False
    opener = doc[begin.start - 1].lower_ if begin.start else ""
    return opener == "between" if between[0].lower_ == "and" else True


def _joined(begin: Span, end: Span) -> Period | None:
    first, last = period(begin.kb_id_, begin.label_), period(end.kb_id_, end.label_)
    if first is None or last is None or bounds(first)[0] > bounds(last)[1]:
        return None
    return Period(bounds(first)[0], bounds(last)[1])
