"""What is presupposed: events that a sentence takes for facts, whoever it lets speak.

Factive places, after Karttunen (Implicative verbs, 1971) and the annotators' sixth convention: what somebody reacts to,
what says when, what "responsibility" is for, what somebody is blamed for where "the" takes it up.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.language.annotations import DocEvent
from kg.language.parse.tree import Parse
from kg.language.saying.attribution import CONDITIONS
from kg.language.saying.operators import Operators
from kg.ontology import Ontology

_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl", "advcl", "acomp", "conj"})
_TOPICS = frozenset({"about", "over"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_ARGUMENTS = ("relcl", "acl", "amod", "compound", "nummod")
_ON = frozenset({"on", "upon"})


class Presuppositions:
    """Those of one Doc."""

    def __init__(
        self,
        parse: Parse,
        ontology: Ontology,
        operators: Operators,
        by_head: Mapping[int, DocEvent],
        by_clause: Mapping[int, DocEvent],
    ) -> None:
        self.parse = parse
        self.ontology = ontology
        self.operators = operators
        self.by_head = by_head
        self.by_clause = by_clause

    def holds(self, below: int, above: int) -> bool:
        """ "Apologised for the killing", "condemned the raid": whoever feels so takes the noun's event for a fact."""
        if self.parse.in_set(above, "ConcessivePreposition") or self._is_factive(above):
            return True  # "despite recalling its envoy", "claimed responsibility for the raid"
        if self.operators.is_temporal(below):
            return not self._is_of_harm(below, above)
        if self._is_clause(below):
            return False
        is_subject = self.parse.deps[below] == "nsubj"  # "the raid drew condemnation from Chad"
        event = self.by_head.get(above) or (self.by_clause.get(above) if is_subject else None)
        is_topic = self.parse.words[below] in _TOPICS
        if event is None:
            return is_topic and self.parse.lemmas[above] == "ask"  # "was asked about the arrests"
        if is_topic or self.operators.takes_responsibility(above, below):
            return True
        return self.ontology.presupposes_content(event.event_class) or self._is_blamed(event, below)

    def undertaking(self, below: int, above: int) -> int | None:
        """What an act hangs on whose object there is already: "pledged to uphold the truce", "if it ends the war"."""
        parse = self.parse
        if not self.stands(below, above):
            return None
        is_term = any(parse.words[c] in CONDITIONS for c in parse.with_dep(above, "mark"))
        if not (parse.is_infinitive(above) or is_term):
            return None
        while parse.deps[above] == "conj" or (is_term and parse.deps[parse.heads[above]] == "xcomp"):
            above = parse.heads[above]
        is_below = is_term or parse.deps[above] in ("xcomp", "acl", "ccomp")
        return parse.heads[above] if is_below else None

    def stands(self, below: int, above: int) -> bool:
        """Whether there must be what a verb does something to: "ended a war"; of what is stopped, "the war"."""
        parse = self.parse
        is_object = parse.deps[below] == "dobj" or (parse.deps[below] == "prep" and parse.words[below] in ("to", "by"))
        if parse.in_set(above, "FirefightingVerb") and self._is_a(below, "Hazard"):
            return True
        if parse.in_set(above, "AbandoningVerb") and self._is_a(below, "Negotiation", "Protest", "Fighting"):
            return True
        if not is_object or not parse.in_set(above, "StandingObjectVerb"):
            return False
        operator = self.operators.of_word(above)
        is_known = parse.child(below, "poss") is not None or any(
            parse.words[c] in _KNOWN for c in parse.children[below]
        )
        return is_known or operator is None or operator.polarity is None

    def _is_a(self, token: int, *names: str) -> bool:
        event = self.by_head.get(token)
        return event is not None and self.ontology.is_a(event.event_class, *names)

    def is_restrictive(self, clause: int) -> bool:
        """Whether a relative clause says which one is meant, of what is neither the subject nor an apposition.

        Nor is it part of what a source tells where it says who the source is: "according to two men who fled".
        """
        parse, noun = self.parse, self.parse.heads[clause]
        is_source = parse.words[parse.heads[parse.heads[noun]]] == "according"
        if parse.words[parse.left_edge(clause) - 1] == "," or parse.deps[noun] in ("nsubj", "nsubjpass") or is_source:
            return False
        while parse.deps[noun] in ("pobj", "prep") and not parse.is_verb(parse.heads[noun]):
            noun = parse.heads[noun]
        return parse.deps[noun] != "appos"

    def _is_of_harm(self, clause: int, verb: int) -> bool:
        """ "Forty died when a ferry sank, police said": what did the harm is told with it."""
        harm = self.by_clause.get(verb) or self.by_head.get(verb)
        is_harm = harm is not None and self.ontology.is_a(harm.event_class, "Violence")
        return is_harm and any(self.parse.words[c] == "when" for c in self.parse.with_dep(clause, "mark", "advmod"))

    def _is_blamed(self, event: DocEvent, below: int) -> bool:
        """ "Blamed Chad for the clash": what has been told of nobody doubts; only who is to blame is a claim."""
        parse = self.parse
        is_object = parse.deps[below] == "dobj"
        if not (is_object or parse.words[below] == "for") or not self.ontology.is_a(event.event_class, "Accusation"):
            return False
        noun = self.operators.held(below)
        phrases = [p for p in parse.with_dep(noun, "prep") if not (is_object and parse.words[p] in _ON)]
        is_bare = not phrases and parse.child(noun, *_ARGUMENTS) is None
        is_known = is_bare and any(parse.words[c] in _KNOWN or parse.tags[c] == "PRP$" for c in parse.children[noun])
        return is_known and self._is_told_before(noun)

    def _is_told_before(self, noun: int) -> bool:
        """Whether an earlier sentence has an event of its kind: "two were shot", "blamed Chad for the deaths"."""
        sentences, event = self.parse.sentences, self.by_head.get(noun)
        kind = [c.name for c in self.ontology.ancestors(event.event_class)] if event and event.event_class else []
        before = (e.event_class for e in self.by_head.values() if sentences[e.head] < sentences[noun])
        return any(self.ontology.is_a(c, *kind) for c in before)

    def _is_factive(self, token: int) -> bool:
        return self.parse.pos[token] == "NOUN" and self.parse.in_set(token, "FactiveNoun")

    def _is_clause(self, token: int) -> bool:
        """A clause, or a preposition that holds one: what it says is not presupposed."""
        return self.parse.deps[token] in _CLAUSES or self.parse.child(token, "pcomp") is not None
