"""Polarity, factuality and attribution: what the words around an event do to it, by scope over the parse.

From each trigger the way goes up through its heads. Every step may meet an operator (a modal, a negation, "failed to",
"if", "reportedly") or an event that has this one as its content (what is demanded is possible, what is said has the
speaker as its source). Which word does what stands in the ontology; here stand the scopes. After FactBank
(Saurí and Pustejovsky, 2009): factuality is relative to a source, and the innermost source is the event's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import DocEvent, entities_at, events, quotations
from kg.language.attribution import find_attributions, speech_verbs
from kg.language.parse import Parse, read_parse
from kg.model import Factuality, Polarity, Role
from kg.ontology import Ontology, Operator, Position, load_ontology

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "dobj", "prep", "pobj", "advcl", "relcl", "attr", "csubj"})
_TRANSPARENT = frozenset({"xcomp", "prep", "pcomp"})  # "began to attack", "succeeded in reaching": one predicate
_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl"})
_POSITIONS = {  # where an operator stands by the label it hangs with
    "advmod": (Position.ADVERB,),
    "amod": (Position.ADVERB, Position.DETERMINER),
    "det": (Position.DETERMINER,),
    "mark": (Position.MARKER,),
    "preconj": (Position.DETERMINER,),
}


@Language.factory("kg_factuality")
def make_factuality(nlp: Language, name: str) -> FactualityFinder:
    """The component with the ontology that ships."""
    return FactualityFinder(load_ontology())


class FactualityFinder:
    """Sets polarity, factuality and attribution of a Doc's events."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.verbs = speech_verbs(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with the perspective of its events set."""
        scopes = Scopes(read_parse(doc, self.ontology.word_sets), self.ontology, self.verbs, events(doc))
        doc._.kg_events = tuple(scopes.judged(event) for event in events(doc))
        return doc


class Step(NamedTuple):
    """One step of the way up: a token, and the one below it that the way came from."""

    token: int
    below: int | None


@dataclass(slots=True)
class Perspective:
    """What has been met on the way up: the innermost says most."""

    negations: int = 0
    factuality: Factuality = Factuality.ACTUAL
    source: int | None = None  # index of an entity
    is_attributed: bool = False
    sees_factuality: bool = True  # False once the way has left what the clauses above can make possible or negative

    def apply(self, operator: Operator) -> None:
        """What an operator does to an event in its scope."""
        if self.sees_factuality:
            self.negations += operator.polarity is Polarity.NEGATIVE
            self.weaken(operator.factuality)
        if operator.is_attributed:
            self.is_attributed = True

    def negate(self) -> None:
        """A negation, where the way is still in its scope."""
        self.negations += self.sees_factuality

    def weaken(self, factuality: Factuality | None) -> None:
        """Something other than actual, where nothing nearer has said so already."""
        if self.sees_factuality and self.factuality is Factuality.ACTUAL and factuality is not None:
            self.factuality = factuality

    def attribute(self, source: int | None) -> None:
        """A source, where no nearer one asserts it."""
        if not self.is_attributed:
            self.source = source
            self.is_attributed = True


class Scopes:
    """The scopes of one Doc."""

    def __init__(self, parse: Parse, ontology: Ontology, verbs: frozenset[str], found: Sequence[DocEvent]) -> None:
        self.parse = parse
        self.ontology = ontology
        self.operators = {position: ontology.operators_at(position) for position in Position}
        self.by_head = {event.head: event for event in reversed(found)}
        self.quotations = quotations(parse.doc)
        self.attributions = {a.clause: a.source for a in find_attributions(parse, verbs)}

    def judged(self, event: DocEvent) -> DocEvent:
        """An event with its polarity, factuality and source."""
        seen = Perspective()
        for step in self._way_up(event):
            self._meet(step, seen)
        self._quoted(event, seen)
        self._according(event, seen)
        return replace(
            event,
            polarity=Polarity.NEGATIVE if seen.negations % 2 else Polarity.POSITIVE,
            factuality=seen.factuality,
            attribution=seen.source,
            is_attributed=seen.is_attributed,
        )

    def _way_up(self, event: DocEvent) -> Iterator[Step]:
        """The trigger, the verb that carries it, and their heads, each with the token below it."""
        yield Step(event.head, None)
        below = event.head
        if event.clause != event.head:
            yield Step(event.clause, None)
            below = event.clause
        for above in self.parse.ancestors(below):
            if self.parse.deps[below] == "relcl" or self._is_presupposed(below, above):
                return  # what is presupposed is nobody's claim
            yield Step(above, below)
            below = above

    def _is_presupposed(self, below: int, above: int) -> bool:
        """ "Apologised for the killing", "condemned the raid": whoever feels so takes the noun's event for a fact."""
        if self.parse.in_set(above, "ConcessivePreposition"):
            return True  # "despite recalling its envoy"
        event = self.by_head.get(above)
        if event is None or not self.ontology.presupposes_content(event.event_class):
            return False
        return self.parse.deps[below] not in _CLAUSES and self.parse.child(below, "pcomp") is None

    def _meet(self, step: Step, seen: Perspective) -> None:
        if step.below is None:
            self._own_words(step.token, seen)
            return
        dep = self.parse.deps[step.below]
        if dep == "conj":
            self._shared_words(step, seen)
        elif self._governs(step, seen):
            if dep == "xcomp":
                self._modals(step.token, seen)
        elif dep in _TRANSPARENT and self.parse.is_verb(step.token) and self.parse.is_verb(self._inner(step.below)):
            self._own_words(step.token, seen)
        elif dep != "ccomp" and self.parse.pos[step.token] != "ADP":
            seen.sees_factuality = False  # subjects, relative and adverbial clauses, mere arguments: presupposed

    def _inner(self, token: int) -> int:
        """The clause that a preposition holds, for the preposition; a token itself otherwise."""
        clause = self.parse.child(token, "pcomp")
        return token if clause is None else clause

    def _modals(self, token: int, seen: Perspective) -> None:
        for aux in self.parse.with_dep(token, "aux"):
            operator = self._auxiliary(token, aux)
            if operator is not None:
                seen.apply(operator)

    def _auxiliary(self, verb: int, aux: int) -> Operator | None:
        """What an auxiliary does: "would" in reported speech is its "will", "to" at a headline's root the future."""
        parse, auxiliaries = self.parse, self.operators[Position.AUXILIARY]
        word = parse.words[aux]
        if word in ("would", "'d") and parse.deps[verb] == "ccomp" and parse.tags[parse.heads[verb]] in ("VBD", "VBN"):
            word = "will"
        if word == "to":
            is_scheduled = parse.deps[verb] == "ROOT" or (
                parse.deps[verb] == "xcomp" and parse.lemmas[parse.heads[verb]] == "be"
            )
            return auxiliaries.get("will") if is_scheduled else None
        return auxiliaries.get(word)

    def _own_words(self, token: int, seen: Perspective) -> None:
        """The operators among a word's own dependents: "did not", "may", "no attack", "without", "if"."""
        parse = self.parse
        for child in parse.children[token]:
            dep, word = parse.deps[child], parse.lemmas[child]
            if dep == "neg":
                seen.negate()
                continue
            for position in _POSITIONS.get(dep, ()):
                operator = self.operators[position].get(word) or self.operators[position].get(parse.words[child])
                if operator is not None:
                    seen.apply(operator)
        self._modals(token, seen)
        self._negative_subjects(token, seen)
        self._condition(token, seen)
        head = parse.heads[token]
        if parse.deps[token] in ("pcomp", "pobj"):
            operator = self.operators[Position.PREPOSITION].get(parse.words[head])
            if operator is not None:
                seen.apply(operator)

    def _negative_subjects(self, verb: int, seen: Perspective) -> None:
        """ "No state signed", "neither state signed": the determiner of the subject negates the verb."""
        for subject in self.parse.with_dep(verb, "nsubj", "nsubjpass"):
            for child in self.parse.with_dep(subject, "det", "preconj", "cc"):
                operator = self.operators[Position.DETERMINER].get(self.parse.words[child])
                if operator is not None:
                    seen.apply(operator)

    def _condition(self, token: int, seen: Perspective) -> None:
        """The consequence of a condition is possible at most; so is what a question asks."""
        for child in self.parse.with_dep(token, "advcl"):
            if any(self._is_condition(mark) for mark in self.parse.with_dep(child, "mark")):
                seen.weaken(Factuality.POSSIBLE)
        if self.parse.deps[token] == "ROOT" and any(self.parse.words[c] == "?" for c in self.parse.children[token]):
            seen.weaken(Factuality.POSSIBLE)

    def _is_condition(self, mark: int) -> bool:
        operator = self.operators[Position.MARKER].get(self.parse.words[mark])
        return operator is not None and operator.factuality is Factuality.POSSIBLE

    def _shared_words(self, step: Step, seen: Perspective) -> None:
        """A coordinated verb with no subject and auxiliary of its own shares the first's: "will come and speak"."""
        parse, below = self.parse, step.below
        if below is None or parse.child(below, "nsubj", "nsubjpass", "aux") is not None:
            return
        self._modals(step.token, seen)
        joined_by_or = any(parse.words[c] in ("or", "nor") for c in parse.with_dep(step.token, "cc"))
        if joined_by_or and parse.child(step.token, "neg") is not None:
            seen.negate()

    def _governs(self, step: Step, seen: Perspective) -> bool:
        """What the word above does to its complement: as an event with content, else as an operator."""
        above, below = step.token, step.below
        if below is None:
            return False
        event = self.by_head.get(above)
        if event is not None and event.event_class is not None and self._is_content(event, below):
            self._as_content(event, seen)
            return True
        operator = self._governing_operator(above)
        if operator is not None and self.parse.deps[below] in _COMPLEMENTS:
            seen.apply(operator)
            return True
        return False

    def _governing_operator(self, token: int) -> Operator | None:
        governors = self.operators[Position.GOVERNOR]
        lemma = self.parse.lemmas[token]
        if self.parse.pos[token] in ("NOUN", "PROPN"):
            return governors.get(f"{lemma}.n")
        beside = next((self.parse.words[c] for c in self.parse.with_dep(token, "prt", "advmod")), "")
        return governors.get(f"{lemma} {beside}") or governors.get(lemma) or governors.get(f"{lemma}.a")

    def _is_content(self, event: DocEvent, below: int) -> bool:
        """Whether what hangs below an event is its content: a clause, or a noun that is linked as such."""
        if self.parse.deps[below] in _CLAUSES:
            return True
        subtree = {below, *self.parse.children[below]}
        return any(a.role is Role.CONTENT and a.token in subtree for a in event.arguments)

    def _as_content(self, event: DocEvent, seen: Perspective) -> None:
        event_class = self.ontology.classes[event.event_class or ""]
        if seen.sees_factuality and event_class.content_polarity is Polarity.NEGATIVE:
            seen.negate()
        seen.weaken(event_class.content_factuality)
        if event_class.attributes_content:
            speakers = event.entities(Role.ACTOR)
            seen.attribute(speakers[0] if speakers else None)

    def _quoted(self, event: DocEvent, seen: Perspective) -> None:
        """What stands inside a quotation is its speaker's."""
        for quotation in self.quotations:
            if quotation.span.start <= event.head < quotation.span.end and not seen.is_attributed:
                seen.attribute(quotation.speaker)

    def _according(self, event: DocEvent, seen: Perspective) -> None:
        """ "According to Amnesty", "analysts say": the clause beside which a source stands is that source's."""
        if seen.is_attributed or not self.attributions:
            return
        for token in dict.fromkeys((event.clause, *(step.token for step in self._way_up(event)))):
            if token in self.attributions:
                source = entities_at(self.parse.doc[self.attributions[token]])
                seen.attribute(source[0] if source else None)
                return
