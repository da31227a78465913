"""Where the clause of a time expression points, which tells next Friday from last Friday.

The tense of its verb says so, a preposition ("until Friday"), or a word that looks ahead whatever its tense: a vote
"was due on Monday", tickets "for Saturday's concert", and what is held on days that are set beforehand "will be
discussed at Sunday's summit".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Span, Token

from kg.language.timex.grammar import Direction
from kg.model import Role
from kg.ontology import Ontology, Position

_INSIDE = frozenset({"poss", "compound", "amod", "nmod", "nummod"})
_PRESENT = frozenset({"VBZ", "VBP"})
_BY = frozenset({"by", "until", "till"})
_TOWARDS = frozenset({"for", "of", "to"})  # "tickets for", "the eve of", "the run-up to"
_MODALS = frozenset(
    {"will", "wo", "'ll", "’ll", "shall", "would", "'d", "’d", "can", "could", "may", "might", "must", "should"}
)
_DOUBTS = frozenset({"could", "may", "might"})
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_FIGURE = frozenset({"NUM", "NOUN", "SYM"})
_PERFECT = frozenset({"has", "have", "had", "'ve"})
_AFTER = frozenset({"after", "since", "following"})
_HELD_AT = frozenset({"in", "at", "during", "after", "since", "following"})
_BELOW_VERBS = frozenset({"xcomp", "advcl", "ccomp"})
_AWAITING = frozenset({"once", "when", "until", "after", "if", "unless"})
_NOBODY = frozenset({"no", "nobody", "nothing", "none", "neither"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Directions:
    """Where times point, by the words of an ontology."""

    def __init__(
        self,
        done: frozenset[str] = frozenset(),
        ahead: frozenset[str] = frozenset(),
        towards: frozenset[str] = frozenset(),
        scheduled: frozenset[str] = frozenset(),
        willed: frozenset[str] = frozenset(),
        behind: frozenset[str] = frozenset(),
    ) -> None:
        self.done = done  # words whose infinitive is done, or not done, in their own tense: "forced him to resign"
        self.willed = willed  # verbs whose infinitive is yet to come: "promised to resign"
        self.ahead = ahead  # "due", "scheduled"
        self.towards = towards  # "tickets for", "the eve of", "put off to"
        self.behind = behind  # "accuse", "deny", "guilty": what is told with them is over
        self.scheduled = scheduled  # nouns of what is held on a day set beforehand: "summit"

    @classmethod
    def of(cls, ontology: Ontology) -> Directions:
        """With an ontology's implicative verbs, words that look ahead, and scheduled events."""
        governors = ontology.operators_at(Position.GOVERNOR)
        failing, planning = (
            {word for word, operator in governors.items() if operator.name in names}
            for names in (("NegativeGovernor",), ("PossibleGovernor", "FutureGovernor"))
        )
        sets = ontology.word_sets
        none: frozenset[str] = frozenset()
        done = failing | sets.get("ForcingVerb", none) | sets.get("TryingWord", none)
        ahead, towards = sets.get("LookingAhead", none), sets.get("LookingAheadTo", none)
        willed = (planning | ahead | _verbs_of_infinitives(ontology)) - done
        scheduled, behind = sets.get("ScheduledEvent", none), sets.get("LookingBack", none)
        return cls(frozenset(done), ahead, towards, scheduled, frozenset(willed), behind)

    def direction(self, span: Span) -> Direction:
        """Where a time's clause points."""
        found = self._direction(span)
        return Direction.DUE if found is Direction.FUTURE and self._was_due(span.root) else found

    def _direction(self, span: Span) -> Direction:
        root = span.root
        if self._is_ahead(root, span.start) or self._is_scheduled(root):
            return Direction.FUTURE
        verb = clause_verb(root)
        if verb is None:
            return Direction.UNKNOWN
        if self._has_called(verb, span.start) or (_is_day(span) and self._starts(verb)):
            return Direction.FUTURE
        found = self._by_tense(span, root, verb)
        is_behind = found is not Direction.PAST and self._is_behind(root, span.start)
        return Direction.PAST if is_behind else found

    def _by_tense(self, span: Span, root: Token, verb: Token) -> Direction:
        """Where the tense of its verb points, or the preposition before it."""
        is_held = root.dep_ in _INSIDE and root.head.head.lower_ in _HELD_AT  # "lost in April's election"
        before = span.doc[span.start - 1].lower_ if span.start else ""
        if root.dep_ in _INSIDE and (is_held or root.head.lemma_.lower() not in self.scheduled):
            tense = _tense(verb)  # "a rise in May sales", but "will run again by Monday's rush hour"
            is_told = tense is Direction.PAST or (tense is Direction.FUTURE and self._is_forecast(span, verb, before))
            return tense if is_told else Direction.UNKNOWN
        found = _direction(span, root, verb)
        is_by_tense = found is Direction.FUTURE and before not in (*_BY, "for")
        return Direction.PAST if is_by_tense and self._is_done(verb) else found

    def _is_forecast(self, span: Span, verb: Token, before: str) -> bool:
        """ "Will run again by Monday's rush hour", "expects to post lower first-quarter earnings"."""
        if before in _BY:
            return True
        is_expected = verb.lemma_.lower() in self.ahead or verb.head.lemma_.lower() in self.ahead
        return span[-1].lower_ in ("quarter", "half") and (is_expected or _is_to_come(verb))

    def _is_done(self, verb: Token) -> bool:
        """Whether an infinitive is of the past that governs it: "tried to leave on Monday", not "agreed to leave"."""
        above = verb.head
        if "to" not in _auxiliaries(verb) or verb.dep_ not in _BELOW_VERBS or above.lemma_.lower() in self.willed:
            return False
        governor = above if above.pos_ in ("VERB", "AUX") else clause_verb(above)
        if governor is None or (above is not governor and above.lemma_.lower() not in self.done):
            return False
        if "to" in _auxiliaries(governor):
            return self._is_done(governor)
        if any(child.lower_ == "only" and child.i < verb.i for child in verb.children):
            return _tense(governor) is Direction.PAST  # "held him, only to free him on Saturday"
        # "Flew in on Monday to meet him on Tuesday": two days, two events
        return _tense(governor) is Direction.PAST and not _has_day(governor, verb)

    def _is_ahead(self, root: Token, start: int) -> bool:
        """ "Was due on Monday", "a vote expected Monday", "the eve of Friday's vote": a word above looks ahead."""
        noun = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "on" else root.head
        beside = noun.children if noun.pos_ in ("NOUN", "PROPN") else ()
        if any(child.dep_ == "amod" and child.lemma_.lower() in self.ahead for child in beside):
            return True  # "delayed its planned Saturday move"
        below = root
        for above in root.ancestors:
            if above.i < start and self._looks_ahead(above, below):
                return True
            if above.pos_ in ("VERB", "AUX"):
                due = (child for child in above.children if child.dep_ == "acomp" and child.i < start)
                return above.lemma_ == "be" and any(child.lemma_.lower() in self.ahead for child in due)
            below = above
        return False

    def _was_due(self, root: Token) -> bool:
        """ "Was to speak on Saturday", "a rally planned for Saturday was called off": told in the past."""
        due = clause_verb(root)
        if due is not None and "to" in _auxiliaries(due) and due.head.pos_ in ("VERB", "AUX"):
            due = due.head
        if due is None or due.tag_ != "VBN" or due.lemma_.lower() not in self.ahead | self.towards:
            return False
        is_told = due.dep_ == "acl" and due.head.dep_ in _SUBJECTS  # "planned for" as a participle
        return "VBD" in _auxiliaries(due.head.head if is_told else due).values()

    def _is_behind(self, root: Token, start: int) -> bool:
        """ "Is accused of killing them in May", "denies an attack in May", "is on trial for it": a word looks back."""
        is_told = False  # whether something that is told stands between the word and the time
        for above in root.ancestors:
            is_verb = above.pos_ in ("VERB", "AUX")
            if above.i < start and above.lemma_.lower() in self.behind:
                return is_told or not is_verb or _is_present(above)
            if is_verb and above.tag_ != "VBG":
                return above.lemma_ == "be" and self._is_told_of(above, start)
            is_told = is_told or above.pos_ != "ADP"
            is_past = is_told and above.lower_ in _AFTER  # "six are dead after a storm on Monday"
            if is_past and (verb := clause_verb(above)) is not None and _is_present(verb):
                return True
        return False

    def _is_told_of(self, verb: Token, start: int) -> bool:
        """ "Is guilty of the murder", "is on trial for it": whether a complement in the present looks back."""
        found = [c for c in verb.children if c.dep_ in ("acomp", "attr")]
        found += [noun for c in verb.children if c.dep_ == "prep" for noun in c.children if noun.dep_ == "pobj"]
        return _is_present(verb) and any(c.i < start - 1 and c.lemma_.lower() in self.behind for c in found)

    def _has_called(self, verb: Token, start: int) -> bool:
        """ "Has called for protests on Sunday": as no past day goes with the perfect, it is that of what is called."""
        if not _auxiliaries(verb).keys() & {"has", "have", "'ve"} or start < verb.i or _is_to_come(verb):
            return False
        held = [child for child in verb.children if child.lower_ == "for" and child.dep_ == "prep"]
        nouns = [noun for above in (verb, *held) for noun in above.children if noun.dep_ in ("dobj", "pobj")]
        before = verb.doc[start - 1].lower_
        return before != "since" and any(noun.i < start and noun.lemma_.lower() in self.scheduled for noun in nouns)

    def _starts(self, verb: Token) -> bool:
        """ "Called a strike starting on Wednesday": right behind what is held on a day set beforehand."""
        return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).lemma_.lower() in self.scheduled

    def _looks_ahead(self, word: Token, below: Token) -> bool:
        """Whether a word looks ahead to what hangs on it: a passive to any day, others to what they are "for"."""
        lemma, is_towards = word.lemma_.lower(), below.dep_ == "prep" and below.lower_ in _TOWARDS
        if lemma in self.towards:
            return is_towards and "had" not in _auxiliaries(word)
        if lemma not in self.ahead:
            return False
        is_passive = word.tag_ == "VBN" and not _auxiliaries(word).keys() & _PERFECT
        return is_towards or is_passive or word.pos_ == "ADJ"

    def _is_scheduled(self, root: Token) -> bool:
        """ "Will attend Friday's summit", "with elections on Sunday": the day of what is set beforehand."""
        noun = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "on" else root.head
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in self.scheduled:
            return False
        if noun.head.lower_ == "with" and noun.dep_ == "pobj":
            return True
        verb = clause_verb(noun)
        if verb is None or root.dep_ not in _INSIDE:
            return False
        # "Crowds are gathering for Sunday's funeral", "they face a Sunday deadline"
        is_awaited = (noun.head.lower_ == "for" or noun.dep_ == "dobj") and _is_present(verb)
        is_willed = "to" in _auxiliaries(verb) and not self._is_done(verb)  # "hopes to attend Friday's summit"
        return is_awaited or is_willed or _is_to_come(verb)


def _direction(span: Span, root: Token, clause: Token) -> Direction:
    """By the preposition before it, else by the tense of its verb; one that a noun takes says nothing by its verb."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    verb = reporting_verb(span) or _torn_verb(span) or _told_verb(span, clause) or clause
    if before == "for" and root.dep_ == "pobj" and _is_day(span):
        return Direction.FUTURE  # "set the vote for 5 March"
    is_fronted = span.end <= verb.i and _tense(verb) is Direction.PAST  # "By Monday it was over"
    if before in _BY and not is_fronted and "had" not in _auxiliaries(verb):
        is_date = any(t.is_digit or _NTH.fullmatch(t.lower_) for t in span)
        is_date = is_date and not any(t.lower_.endswith("day") for t in span)  # "has until 8 p.m. Friday to pay"
        is_near = before != "by" and is_date and _tense(verb) is Direction.PAST
        return Direction.UNKNOWN if is_near else Direction.FUTURE  # "was shut until June 28th": the nearer one
    if before == "since" or _is_compared(span):
        return Direction.PAST
    is_noun_s = before == "of" and root.head.head.pos_ in ("NOUN", "PROPN")  # not "most of November"
    if is_noun_s or root.dep_ in _INSIDE or _is_in_subject(span, verb):
        return Direction.UNKNOWN
    tense = _tense(verb)
    is_object = root.dep_ == "dobj" and tense is not Direction.FUTURE
    return Direction.UNKNOWN if is_object else tense  # "has set 13 September as the deadline", but "opens May 12"


def _verbs_of_infinitives(ontology: Ontology) -> set[str]:
    """The verbs whose frames have an infinitive for what is promised, demanded or agreed."""
    slots = (
        (lemma, slot) for (lemma, _), frames in ontology.frames.items() for frame in frames for slot in frame.slots
    )
    return {lemma for lemma, slot in slots if slot.role is Role.CONTENT and "to" in slot.labels}


def _has_day(governor: Token, infinitive: Token) -> bool:
    """Whether a verb has a weekday of its own before the infinitive below it."""
    below = [child for child in governor.children if child.i < infinitive.i]
    below += [noun for child in below if child.dep_ == "prep" for noun in child.children]
    return any(token.pos_ == "PROPN" and token.lower_.endswith("day") for token in below)


def _is_day(span: Span) -> bool:
    """Whether it names a day, by its date or its weekday."""
    return any(t.is_digit and len(t) < 3 or t.lower_.endswith("day") or _NTH.fullmatch(t.lower_) for t in span)


def _is_compared(span: Span) -> bool:
    """ "Up from 8.49% Tuesday", "down from 20 million tons in May": the time of a figure that another comes from."""
    figure = [t for t in span.doc[max(0, span.start - 6) : span.start] if t.lower_ not in ("in", "on")]
    start = next((i for i in range(len(figure) - 1, -1, -1) if figure[i].lower_ == "from"), None)
    amount = figure[start + 1 :] if start is not None else []
    return any(t.like_num for t in amount) and all(t.pos_ in _FIGURE for t in amount)


def reporting_verb(span: Span) -> Token | None:
    """The verb of "said on Monday it would close", where the parser hangs the day on the clause that follows."""
    verb = clause_verb(span.root)
    if span.root.dep_ in _INSIDE or verb is None:
        return None  # "said they fled: after the 2004 quake, no aid came"
    if verb.dep_ not in ("ccomp", "xcomp") or verb.head.pos_ != "VERB" or verb.head.i >= span.start:
        return None
    if _is_apart(verb.head, span):
        return None
    subject = next((child for child in verb.children if child.dep_ in (*_SUBJECTS, "expl")), None)
    if subject is None or subject.left_edge.i < span.end:
        return None
    is_inside = any(child.dep_ == "mark" and child.i < span.start for child in verb.children)  # "said that on Monday"
    return None if is_inside else verb.head


def _is_apart(verb: Token, span: Span) -> bool:
    """ "Police said; on Monday", "prices are rising; in March": behind a semicolon another clause begins."""
    return any(token.text == ";" for token in span.doc[verb.i + 1 : span.start])


def _told_verb(span: Span, verb: Token) -> Token | None:
    """The verb of "it will open late, on Friday, officials decided", where the day hangs on the verb of telling."""
    told = next((child for child in verb.children if child.dep_ == "ccomp" and child.i < span.start), None)
    is_before = any(child.dep_ in _SUBJECTS and child.i >= span.end for child in verb.children)
    return told if is_before and told is not None and not _is_apart(told, span) else None


def _torn_verb(span: Span) -> Token | None:
    """The verb of "the deal announced Tuesday calls for cuts", where the day is parsed as the next verb's subject."""
    before = span.doc[span.start - 1] if span.start else None
    is_subject = span.root.dep_ in _SUBJECTS and span.root.head.i >= span.end
    return before if is_subject and before is not None and before.tag_ in ("VBD", "VBN") else None


def is_of_report(span: Span) -> bool:
    """Whether it tells when something was said, not when it happened: "it sank on Monday, police said Tuesday"."""
    verb = clause_verb(span.root)
    return verb is not None and any(child.dep_ == "ccomp" for child in verb.children)


def clause_verb(token: Token) -> Token | None:
    """The verb that a token's phrase belongs to."""
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            return head
    return token if token.pos_ in ("VERB", "AUX") else None


def _auxiliaries(verb: Token) -> dict[str, str]:
    """The auxiliaries of a verb with their tags, the modal too that hangs on "be" in "will be closed"."""
    found = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    found += [below for child in found for below in child.children if below.dep_ == "aux"]
    return {child.lower_: child.tag_ for child in found}


def _is_to_come(verb: Token) -> bool:
    words = _auxiliaries(verb).keys()
    return bool(words & _MODALS) and "have" not in words and not _is_past_refusal(verb, words)


def _is_past_refusal(verb: Token, auxiliaries: Collection[str]) -> bool:
    """ "Could not be reached on Monday", "would not comment": what did not come, unless somebody tells of a will."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    nobody = {token.lower_ for subject in subjects for token in (subject, *subject.children)} & _NOBODY
    if not nobody and not any(child.dep_ == "neg" for child in verb.children):
        return False
    return "could" in auxiliaries or ("would" in auxiliaries and verb.dep_ not in ("ccomp", "xcomp"))


def _is_awaited(verb: Token, tags: Collection[str]) -> bool:
    """ "Will be signed once parliament has met on Friday": a perfect is still to come where its main clause is."""
    opens = verb.dep_ == "advcl" and any(child.lower_ in _AWAITING for child in verb.children if child.i < verb.i)
    return opens and "VBD" not in tags and verb.head.i != verb.i and _is_to_come(verb.head)


def _is_present(verb: Token) -> bool:
    words = _auxiliaries(verb)
    return bool(_PRESENT & {verb.tag_, *words.values()}) and not words.keys() & _PERFECT


def _is_in_subject(span: Span, verb: Token) -> bool:
    """Whether it stands between the subject and a verb: "a picture taken on Monday shows", "could show"."""
    is_open = verb.tag_ in _PRESENT or not _auxiliaries(verb).keys().isdisjoint(_DOUBTS)
    if not is_open or not span.end <= verb.i:
        return False
    return any(child.dep_ in _SUBJECTS and child.i < span.start for child in verb.children)


def _tense(verb: Token) -> Direction:
    """The direction of a verb form with its auxiliaries; a participle or infinitive may take its governor's."""
    words = _auxiliaries(verb)
    tags = set(words.values())
    if words.keys() & _MODALS:
        is_past = "have" in words or _is_past_refusal(verb, words)
        return Direction.PAST if is_past else Direction.FUTURE
    if "VBD" in tags or verb.tag_ == "VBD" or words.keys() & {"has", "have", "'ve", "having"}:
        return Direction.FUTURE if _is_awaited(verb, tags) else Direction.PAST
    if "to" in words:
        return Direction.FUTURE
    if verb.tag_ == "VBN" and not tags & {*_PRESENT, "VBG", "VB"}:  # "start getting hurt" as "start" does
        return Direction.PAST
    if verb.tag_ in _PRESENT or tags & _PRESENT:
        return Direction.FUTURE
    above = clause_verb(verb)
    return _tense(above) if above is not None and above.i != verb.i else Direction.UNKNOWN
