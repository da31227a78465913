"""Times of events: which time expression dates which event, by dependency.

A time belongs to the nearest verb or eventive noun above it; a clause that shares its verb's subject shares its time
("responded on Monday by expelling", "met and signed on Friday"). An event for which the text gives no time has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import DocEvent, events, times
from kg.language.parse import Parse, read_parse
from kg.language.times import period_of
from kg.model import Period
from kg.ontology import Ontology, load_ontology

_OF_THE_NOUN = frozenset({"poss", "compound", "nummod", "amod", "nmod"})  # "Friday's vote", "the 2015 deal"
_OTHER_TIME = frozenset({"after", "before", "since", "until", "following"})
_SAME_TIME = frozenset({"by", "in", "with"})  # "replied by closing": the clause happens in the main verb's time


@Language.factory("kg_anchors")
def make_anchors(nlp: Language, name: str) -> EventAnchorer:
    """The component with the ontology that ships."""
    return EventAnchorer(load_ontology())


class EventAnchorer:
    """Sets the time of a Doc's events."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its events dated."""
        found = events(doc)
        parse = read_parse(doc, self.ontology.word_sets)
        dated = dated_tokens(parse, {event.head for event in found})
        clauses = {event.clause for event in found}
        doc._.kg_events = tuple(replace(event, time=_time(parse, event, dated, clauses)) for event in found)
        return doc


def dated_tokens(parse: Parse, heads: set[int]) -> dict[int, Period]:
    """The verbs and eventive nouns that a time expression modifies, each with its first period."""
    dated: dict[int, Period] = {}
    for span in times(parse.doc):
        period = period_of(span)
        if period is None:
            continue
        at = _modified(parse, span.root.i, heads)
        if at is not None:
            dated.setdefault(at, period)
    return dated


def _modified(parse: Parse, time: int, heads: set[int]) -> int | None:
    below = time
    for above in parse.ancestors(time):
        if above in heads or parse.is_verb(above):
            return above
        if parse.pos[above] == "NOUN" and parse.deps[below] in _OF_THE_NOUN:
            return None  # it dates the noun, which is no event here
        if parse.pos[below] == "NOUN" and parse.words[above] in _OTHER_TIME:
            return None  # "after a war in 2020": it dates what came before
        below = above
    return None


def _time(parse: Parse, event: DocEvent, dated: Mapping[int, Period], clauses: set[int]) -> Period | None:
    for token in (event.head, event.clause):
        if token in dated:
            return dated[token]
    if parse.is_verb(event.clause):
        return _inherited(parse, event.clause, dated, clauses)
    return _around(parse, event.head, dated, clauses)


def _around(parse: Parse, noun: int, dated: Mapping[int, Period], clauses: set[int]) -> Period | None:
    """The time of the verbs above an eventive noun, as long as they are no events: "Friday's film shows the raid"."""
    for above in parse.ancestors(noun):
        if above in clauses or parse.deps[above] == "relcl":
            return None
        if above in dated:
            return dated[above]
    return None


def _inherited(parse: Parse, verb: int, dated: Mapping[int, Period], clauses: set[int]) -> Period | None:
    """The time of the verb whose clause this one is part of."""
    if not parse.is_verb(verb) or parse.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    head, dep = parse.heads[verb], parse.deps[verb]
    if dep == "pcomp" and parse.words[head] in _SAME_TIME:
        head = parse.heads[head]
    elif not ((dep == "xcomp" and head not in clauses) or (dep in ("advcl", "conj") and parse.tags[verb] == "VBG")):
        return None
    if head == verb or not parse.is_verb(head):
        return None
    return dated.get(head) or _inherited(parse, head, dated, clauses)
