"""Times of events: which time expression dates which event, by dependency.

A time belongs to the nearest verb or eventive noun above it. From there it reaches what happens in the same time:
participles and phrases of the clause ("responded on Monday by expelling", "signed at a summit on Friday"), the harm
that an event does ("a quake killed six on Monday"), and by counting what stands "a day after". An event for which the
text gives no time has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.annotations import DocEvent, article_of, events, times
from kg.language.counting import counted_times
from kg.language.occasions import OTHER_TIME, SUBJECTS, Occasions, clauses_within, is_done, lasts
from kg.language.parse.reading import read_parse
from kg.language.parse.tree import Parse
from kg.language.times import is_range_end, period_of
from kg.language.timex import values
from kg.language.timex.tense import reporting_verb
from kg.model import Factuality, Period, Polarity, Role
from kg.ontology import Ontology, load_ontology

_OF_THE_NOUN = frozenset({"poss", "compound", "nummod", "amod", "nmod"})  # "Friday's vote", "the 2015 deal"
_SAME_TIME = frozenset({"by", "in", "with", "at", "during"})  # "replied by closing": in the main verb's time
_HOLDING = _SAME_TIME | {"on", "of", "for", "into", "under"}  # prepositions through which a verb dates a noun
# Between two days, or of any day
_UNDATED = frozenset(
    {"overnight", "midday", "lunchtime", "daybreak", "dawn", "dusk", "nightfall", "sunrise", "sunset"}
) | {f"the {part}" for part in ("morning", "afternoon", "evening", "night")}
_PAST = ("VBD", "VBN")
_DAY = len("2025-07-24")


@Language.factory("kg_anchors")
def make_anchors(nlp: Language, name: str) -> EventAnchorer:
    """The component with the ontology that ships."""
    return EventAnchorer(load_ontology())


class EventAnchorer:
    """Sets the time of a Doc's events, and makes those of the days after publication future."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its events dated."""
        found = events(doc)
        parse = read_parse(doc, self.ontology.word_sets)
        anchors = Anchors(parse, self.ontology, found)
        doc._.kg_events = tuple(_in_time(parse, event, time) for event, time in zip(found, anchors.times, strict=True))
        return doc


def _in_time(parse: Parse, event: DocEvent, time: Period | None) -> DocEvent:
    """An event at its time; "the summit opens on 3 June" is future where that day has not come."""
    if time is None:
        return event
    published = article_of(parse.doc).published
    is_told_as_past = parse.is_verb(event.clause) and parse.tags[event.clause] not in ("VBZ", "VBP")
    if published is None or is_told_as_past or event.factuality is not Factuality.ACTUAL:
        return replace(event, time=time)
    is_ahead = time.begin > published.isoformat()[: len(time.begin)]
    return replace(event, time=time, factuality=Factuality.FUTURE if is_ahead else event.factuality)


class Anchors:
    """The times of one Doc's events, in `times`."""

    def __init__(self, parse: Parse, ontology: Ontology, found: Sequence[DocEvent]) -> None:
        self.parse = parse
        self.ontology = ontology
        self.heads = {event.head for event in found}
        self.clauses = {event.clause for event in found}
        harm = [event for event in found if ontology.is_a(event.event_class, "Violence")]
        self.harm = {event.head for event in harm} | {event.clause for event in harm}  # "suffered burns"
        self.undone = {event.clause for event in found if event.polarity is Polarity.NEGATIVE}
        self.to_come = {
            token
            for event in found
            if event.factuality in (Factuality.POSSIBLE, Factuality.FUTURE)
            for token in (event.clause, event.head)
        }
        self.agreed = {e.head for e in found if ontology.is_a(e.event_class, "Agreement", "Announcement")}
        self.told = {e.head for e in found if ontology.is_a(e.event_class, "Communication")}
        self.voted = {e.head for e in found if ontology.is_a(e.event_class, "Vote")}
        self.makers = ontology.support_verbs[Role.ACTOR]
        self.announced = {event.head for event in found if ontology.is_a(event.event_class, "Announcement")}
        self.published = article_of(parse.doc).published
        today = self.published.isoformat() if self.published else None
        self.occasions = Occasions(parse, self.heads, today)
        self.dated: dict[int, Period] = {}
        for span in times(parse.doc):
            self._date(span)
        for event in found:  # "issued a warrant on Monday, accusing him"
            if event.head in self.dated and parse.heads[event.head] == event.clause:
                self.dated.setdefault(event.clause, self.dated[event.head])
        verbs = sorted(self.clauses - self.heads | {i for i in self.heads if parse.is_verb(i)})
        for verb in (*verbs, *verbs):  # "were killed and others wounded when it sank on Monday": two steps
            self._share(verb)
        kinds = {token: event.event_class for event in found for token in (event.clause, event.head)}
        self.times = self._found_times(found)
        known = {event.head: time for event, time in zip(found, self.times, strict=True) if time}
        counted = dict(counted_times(parse, known | self.dated, kinds))
        if counted:
            self.dated.update(counted)
            self.times = self._found_times(found)

    # from words to tokens

    def _date(self, span: Span) -> None:
        """Note what a time expression dates."""
        words = span.text.lower()
        is_vague = words in _UNDATED or words.startswith("the past ")  # "in the past year": until now
        period = None if is_vague or self._is_listed(span) else period_of(span)
        if period is not None:
            for token in self._modified(span, period):
                if 0 < span.start - token <= 2:  # "who fled on Sunday, said on Monday"
                    self.dated.pop(token, None)
                self._set(self._willing(token, period), period)
                if token in self.undone:
                    self._set(token, period)
        named = values.period(span.kb_id_, span.label_)
        verb = self._when(span)
        if named is not None and verb is not None:
            self.dated.setdefault(verb, named)

    def _willing(self, verb: int, period: Period) -> int:
        """ "Offered to send troops last month", "refused to": of what was not done the verb above has the past day."""
        parse, governor = self.parse, self.parse.heads[verb]
        is_past = self.published is not None and period.end < self.published.isoformat()[: len(period.end)]
        is_undone = verb in self.to_come or verb in self.undone or verb not in self.heads | self.clauses
        is_undone = is_undone or governor in self.voted  # "voted to dismiss him on Monday"
        if is_past and is_undone and parse.is_infinitive(verb) and parse.tags[governor] in _PAST:
            return governor
        if parse.pos[verb] != "NOUN":
            return verb
        above = governor if parse.pos[governor] != "ADP" else parse.heads[governor]
        is_new = parse.deps[verb] == "dobj" and parse.child(verb, "poss") is None
        is_new = is_new and all(parse.words[c] in ("a", "an") for c in parse.with_dep(verb, "det"))
        is_wanted = verb in self.to_come or (above in self.announced and is_new)
        is_of_above = is_wanted and parse.tags[above] in _PAST and not is_done(parse, above)
        is_past = is_past or (self.published is not None and period.end == self.published.isoformat())
        is_bare = parse.deps[verb] == "dobj" and [parse.words[c] for c in parse.children[verb]] == ["the", "on"]
        is_of_above = is_of_above or (is_bare and above in self.told and parse.tags[above] == "VBD")
        # "Called for a truce on Monday", "announced an inquiry on Monday", "condemned the raid on Monday"
        return above if is_of_above and is_past else verb

    def _set(self, token: int, period: Period) -> None:
        """Date a token, again only where it is told more exactly: "four years earlier, on 11 September 2013"."""
        (first, last), (begin, end) = values.bounds(self.dated.setdefault(token, period)), values.bounds(period)
        if first <= begin and end <= last:
            self.dated[token] = period

    def _is_listed(self, span: Span) -> bool:
        """One of several times of one word: "fought wars in 1947, 1965 and 1971" has no single date."""
        parse, root = self.parse, span.root.i
        joined = [c for c in parse.with_dep(root, "conj") if c in parse.timed and c >= span.end]
        is_joined = parse.deps[root] == "conj" and parse.heads[root] in parse.timed and parse.heads[root] < span.start
        return (bool(joined) or is_joined) and not is_range_end(span)

    def _modified(self, span: Span, period: Period) -> Iterator[int]:
        parse, time = self.parse, span.root.i
        reporting = reporting_verb(span)
        if reporting is not None:
            yield reporting.i
            return
        below, is_behind, is_lasting = time, False, False
        for above in parse.ancestors(below):
            if parse.deps[below] == "appos" and below != time:
                break  # "the strike, the deadliest this year,"
            noun = self.occasions.of_time(span, below, above, period, self.dated) if parse.is_verb(above) else None
            if noun is not None:
                yield noun
                break
            is_account = parse.words[below] == "for" and parse.heads[time] == below and len(span.kb_id_) < _DAY
            if is_account and parse.is_verb(above) and parse.child(above, "dobj") is not None:
                break  # "posted a loss of $9m for the second quarter"
            if self._only_describes(above):
                below = above
                continue  # "attacked a convoy carrying aid on Monday"
            if lasts(parse, above):
                below, is_lasting = above, True
                continue  # "signed after years of talks on Monday"
            if parse.is_verb(above) or (above in self.heads and not self._is_loose(time, above)):
                yield above
                yield from clauses_within(parse, above) if parse.pos[above] == "NOUN" else ()
                if parse.lemmas[above] == "be" and "it" in (parse.words[c] for c in parse.with_dep(above, *SUBJECTS)):
                    yield from parse.with_dep(above, "ccomp")  # "it was in 1991 that"
                break
            is_of_noun = parse.deps[below] in _OF_THE_NOUN or (parse.words[below] == "for" and not is_behind)
            is_behind = is_behind or (above in parse.timed and above < span.start)  # "for the quarter on 20 April"
            if parse.pos[above] == "NOUN" and is_of_noun and not self._is_when(span, above):
                yield from clauses_within(parse, above)
                break  # it dates the noun, which is no event here: "a loss for 2012"
            is_hour = parse.tags[below] == "NN" and parse.children[below] == [below + 1]  # "before dawn on Tuesday"
            is_hour = is_hour or (below == time and span.label_ == "TIME")  # "shortly before midnight"
            if parse.pos[below] == "NOUN" and parse.words[above] in OTHER_TIME and not (is_hour or is_lasting):
                break  # "after a war in 2020": it dates what came before
            below = above

    def _only_describes(self, verb: int) -> bool:
        """ "A convoy carrying aid", "a deal on fishing": a participle that is no event has no time."""
        parse, noun = self.parse, self.parse.heads[verb]
        if parse.tags[verb] != "VBG" or verb in self.heads or verb in self.clauses:
            return False
        if parse.deps[verb] == "pcomp":  # "was fined for breaking sanctions on Monday"
            above = parse.heads[noun]
            return parse.words[noun] in ("of", "for", "over") and above in self.heads and parse.tags[above] in _PAST
        if parse.deps[verb] != "acl":
            return parse.deps[verb] == "pobj"
        return parse.deps[noun] in ("dobj", "pobj") and not self._is_set_off(verb)

    def _is_loose(self, time: int, noun: int) -> bool:
        """ "Recalled its envoy for talks last week": without a preposition a time after an object is the verb's."""
        parse = self.parse
        is_after = parse.words[parse.heads[noun]] in OTHER_TIME  # "since talks last week"
        return parse.deps[time] == "npadvmod" and time > noun and parse.deps[noun] in ("pobj", "dobj") and not is_after

    def _is_when(self, span: Span, noun: int) -> bool:
        """ "Died in Monday's violence": the day of the noun is that of the verb above it."""
        parse = self.parse
        return span.label_ == "DATE" and parse.deps[noun] == "pobj" and parse.words[parse.heads[noun]] in _SAME_TIME

    def _when(self, span: Span) -> int | None:
        """ "In 2014, when Russia seized Crimea": what happened when the time was."""
        parse, at = self.parse, span.end
        at += at < len(parse) and parse.words[at] == ","
        if at < len(parse) and parse.words[at] == "when" and parse.is_verb(parse.heads[at]):
            return parse.heads[at]
        return None

    # from token to token

    def _share(self, verb: int) -> None:
        """What happens with a verb has its time, and the verb has theirs."""
        for other in self._same_time(verb):
            for known, unknown in ((verb, other), (other, verb)):
                if known in self.dated and unknown not in self.dated:
                    self.dated[unknown] = self.dated[known]
        clauses = self.parse.with_dep(verb, "advcl") if verb in self.harm and verb not in self.dated else ()
        for clause in clauses:  # "were killed as a bus fell into a river on Sunday"
            if clause in self.dated and clause > verb and self._is_marked(clause, "as"):
                self._set(verb, self.dated[clause])

    def _same_time(self, verb: int) -> Iterator[int]:
        parse = self.parse
        for c in parse.with_dep(verb, "advcl"):  # "speaking on Monday, she", "attacked on Monday, killing six"
            if parse.tags[c] == "VBG" and parse.child(c, "mark", *SUBJECTS) is None and not self._is_perfect(c):
                yield c
            elif verb in self.harm and self._is_marked(c, "when"):
                yield from (c, *parse.with_dep(c, "conj"))  # "were killed when a bus overturned and sank on Sunday"
        for subject in parse.with_dep(verb, *SUBJECTS):  # "Lopes, speaking on Monday, apologised"
            if subject in self.heads and verb in self.heads & self.harm and not is_done(parse, verb):
                yield subject  # "a car bomb killed nine on Monday"
            yield from (c for c in parse.with_dep(subject, "acl") if parse.tags[c] == "VBG" and self._is_set_off(c))
        if verb in self.harm:  # "killed six people and wounded two on Sunday"
            yield from (c for c in parse.with_dep(verb, "conj") if c in self.harm and ";" not in parse.words[verb:c])
        for prep in parse.with_dep(verb, "prep"):  # "at a summit on Friday", "will fly to Paris on Friday for talks"
            is_purpose = parse.words[prep] == "for" and verb in self.to_come
            if is_purpose or parse.words[prep] in ("at", "in", "during"):
                for noun in parse.with_dep(prep, "pobj"):
                    is_apart = is_purpose and not parse.in_set(noun, "ScheduledEvent")
                    is_apart = is_apart or any(c in self.dated for c in parse.with_dep(noun, "relcl"))
                    if noun in self.heads and not is_apart:
                        yield noun  # but not "was held in the attack that killed six on Monday"
                    elif parse.in_set(noun, "SpeechNoun"):  # "in a letter dated 3 June"
                        yield from (c for c in parse.with_dep(noun, "acl") if parse.tags[c] == "VBN")

    def _is_set_off(self, clause: int) -> bool:
        """Whether a participle stands behind a comma: ", speaking on Monday,"."""
        start = self.parse.left_edge(clause)
        return start > 0 and self.parse.words[start - 1] == ","

    def _is_marked(self, clause: int, word: str) -> bool:
        """Whether a clause, or one that it is joined to, opens with a word: the parser is unsure with which."""
        verbs = (clause, *self.parse.with_dep(clause, "conj"))
        return any(self.parse.words[m] == word for v in verbs for m in self.parse.with_dep(v, "advmod", "mark"))

    def _is_perfect(self, verb: int) -> bool:
        opening = (c for c in self.parse.children[verb] if c < verb)
        return any(self.parse.words[c] in ("having", "after", "before") for c in opening)

    # from tokens to events

    def _found_times(self, found: Sequence[DocEvent]) -> list[Period | None]:
        return self._with_pacts(self._with_harm([self._time(event) for event in found], found), found)

    def _time(self, event: DocEvent) -> Period | None:
        own = self.dated.get(event.head)
        if own is not None:
            return own
        if self.parse.is_verb(event.clause):
            if event.clause != event.head and self.parse.in_set(event.clause, "EndingVerb"):
                return self._began(event.head)
            due = self.parse.child(event.clause, "acomp") if event.clause != event.head else None  # "is due in May"
            stated = self.dated.get(event.clause) or (self.dated.get(due) if due is not None else None)
            return stated or self._began(event.head) or self._inherited(event.clause)
        return self._began(event.head) or self._around(event.head)

    def _began(self, noun: int) -> Period | None:
        """ "The strike, which began on Monday, ended": a clause that says when a noun's event took place."""
        parse = self.parse
        verbs = [c for c in parse.with_dep(noun, "relcl", "acl") if self._brings_about(c)]
        held = [i for i in parse.held(noun) if i not in self.heads]  # "the ban on the group, imposed in May,"
        verbs += [c for i in held for c in parse.with_dep(i, "acl") if self._is_set_off(c) and self._is_made(c)]
        return next((self.dated[c] for c in verbs if c in self.dated and not parse.in_set(c, "EndingVerb")), None)

    def _brings_about(self, verb: int) -> bool:
        """ "The strike, which began in May", "the truce, agreed in May", "the ban, imposed in May"."""
        return self._is_made(verb) or self.parse.lemmas[verb] in self.ontology.occurrence_verbs

    def _is_made(self, verb: int) -> bool:
        return self.parse.tags[verb] == "VBN" and (verb in self.agreed or self.parse.lemmas[verb] in self.makers)

    def _around(self, noun: int) -> Period | None:
        """The time of the verbs above an eventive noun, if they are no events: "Friday's film shows the raid"."""
        parse = self.parse
        if parse.deps[noun] == "appos":
            return None
        if parse.deps[noun] == "nsubj" and parse.in_set(noun, "NaturalForce"):
            return self.dated.get(parse.heads[noun])  # "a flood trapped six on Monday"
        for above in parse.ancestors(noun):
            is_other = parse.deps[above] == "prep" and parse.words[above] not in _HOLDING
            if above in self.clauses or is_other or parse.in_set(above, "EndingVerb"):
                return None
            if above in self.dated:
                return self.dated[above]
            if parse.deps[above] == "relcl":
                return None
            if parse.deps[above] == "conj" and parse.child(above, *SUBJECTS) is not None:
                return None  # "they were to meet on Friday, but the talks collapsed"
        return None

    def _inherited(self, verb: int) -> Period | None:
        """The time of the verb whose clause this one is part of."""
        parse = self.parse
        head, dep = parse.heads[verb], parse.deps[verb]
        if dep in ("xcomp", "ccomp") and parse.is_infinitive(verb) and parse.in_set(head, "ForcingVerb"):
            return self.dated.get(head)  # "on Monday they forced him to resign"
        if not parse.is_verb(verb) or parse.child(verb, *SUBJECTS) is not None:
            return None
        if dep == "conj":
            while parse.deps[head] == "conj" and parse.is_verb(parse.heads[head]) and head not in self.dated:
                head = parse.heads[head]  # the first of "shelled the town, seized its airport and left"
            if self._is_dated_before(head):
                return self.dated[head]
            head = parse.heads[verb]
        if dep == "pcomp" and parse.words[head] in _SAME_TIME:
            head = parse.heads[head]
        elif not (
            (dep == "xcomp" and (head not in self.clauses or parse.in_set(head, "ForcingVerb")))
            or (dep in ("advcl", "conj") and parse.tags[verb] == "VBG")
        ):
            return None
        if head == verb or not parse.is_verb(head):
            return None
        return self.dated.get(head) or self._inherited(head)

    def _is_dated_before(self, verb: int) -> bool:
        """Whether the time of a verb stands before it, and so for all that is coordinated with it."""
        if self.parse.child(verb, *SUBJECTS) is None or verb not in self.dated:
            return False
        spans = (span for span in times(self.parse.doc) if verb in self.parse.ancestors(span.root.i))
        return any(span.end <= verb and period_of(span) == self.dated[verb] for span in spans)

    def _with_pacts(self, known: list[Period | None], found: Sequence[DocEvent]) -> list[Period | None]:
        """ "Agreed on Monday to withdraw under a truce": made when they agree; one agreed to is yet to come."""
        for index, event in enumerate(found):
            is_made = event.factuality is Factuality.ACTUAL and self.ontology.is_a(event.event_class, "Ceasefire")
            if known[index] is None and is_made:
                article = self.parse.child(event.head, "det")
                if article is not None and self.parse.words[article] in ("a", "an"):
                    above = (verb for verb in self.parse.ancestors(event.head) if verb in self.agreed)
                    known[index] = next((self.dated[verb] for verb in above if verb in self.dated), None)
        return known

    def _is_since(self, head: int) -> bool:
        """Whether a time stands beside it that dates nothing: "have killed 41 people since last week"."""
        parse = self.parse
        beside = [c for c in range(head, parse.right_edge(head) + 1) if parse.words[c] == "since"]
        return any(held in parse.timed for prep in beside for held in parse.with_dep(prep, "pobj"))

    def _with_harm(self, known: list[Period | None], found: Sequence[DocEvent]) -> list[Period | None]:
        """What an event does happens when it does: "Sunday's bombing killed nine", "a quake killed six on Monday"."""
        for index, event in enumerate(found):
            if event.cause is not None and self.ontology.is_a(event.event_class, "Violence"):
                is_toll = self._is_since(event.head) or is_done(self.parse, event.clause)  # "the war has killed 900"
                known[index] = known[index] or (None if is_toll else known[event.cause])
                known[event.cause] = known[event.cause] or known[index]
        return known
