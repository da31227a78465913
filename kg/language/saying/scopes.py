"""Scopes: what the words around an event do to it, met on the way up from its trigger through its heads.

Every step may meet an operator (a modal, a negation, "failed to", "if", "reportedly") or an event that has this one as
its content (what is demanded is possible, what is said has the speaker as its source). Which word does what stands in
the ontology; here stand the scopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.language.annotations import DocEvent, entities_at, quotations
from kg.language.parse.tree import Parse
from kg.language.saying.attribution import (
    CONDITIONS,
    asserters,
    author_of,
    depicting,
    evidence_of,
    find_attributions,
    quoted_by,
)
from kg.language.saying.operators import NEGATION, Operators
from kg.language.saying.perspective import Perspective, Step
from kg.language.saying.presupposing import Presuppositions
from kg.model import Factuality, Polarity, Role
from kg.ontology import Ontology, Operator

_TRANSPARENT = frozenset({"xcomp", "prep", "pcomp"})  # "began to attack", "succeeded in reaching": one predicate
_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_PRONOUNCED = ("Ruling", "Conviction", "Sentencing", "Charge")  # what a court or prosecutor has said
_CAUSED = frozenset({"dobj", "nsubjpass", "prep"})  # where a verb of causing has what it brings about


class Scopes:
    """The scopes of one Doc."""

    def __init__(self, parse: Parse, ontology: Ontology, verbs: frozenset[str], found: Sequence[DocEvent]) -> None:
        self.parse = parse
        self.ontology = ontology
        self.operators = Operators(parse, ontology)
        self.verbs = verbs
        self.by_head = {event.head: event for event in reversed(found)}
        self.by_clause = {event.clause: event for event in reversed(found) if event.clause != event.head}
        self.presupposed = Presuppositions(parse, ontology, self.operators, self.by_head, self.by_clause)
        self.contents = {a.token: event for event in found for a in event.arguments if a.role is Role.CONTENT}
        self.quotations = quotations(parse.doc)
        attributions = find_attributions(parse, verbs)
        self.attributions = {a.clause: a.source for a in attributions}
        self.asides = {(a.word, a.clause) for a in attributions}
        inside = (a for a in attributions if parse.heads[a.clause] < a.word < a.clause)  # "said that, as he put it,"
        self.nearest = {a.clause: a.source for a in inside if a.source is not None}

    def judged(self, event: DocEvent) -> DocEvent:
        """An event with its polarity, factuality and source."""
        seen = Perspective()
        for step in self._way_up(event):
            if step.below in self.nearest:
                seen.attribute(next(iter(entities_at(self.parse.doc[self.nearest[step.below]])), None))
            self._meet(step, seen, event.head)
        self._quoted(event, seen)
        self._according(event, seen)
        polarity = Polarity.NEGATIVE if seen.negations % 2 else Polarity.POSITIVE
        return replace(
            event,
            event_class=self._class(event, polarity, seen.factuality),
            polarity=polarity,
            factuality=seen.factuality,
            attribution=seen.source,
            is_attributed=seen.is_attributed,
        )

    def _class(self, event: DocEvent, polarity: Polarity, factuality: Factuality) -> str | None:
        """The event's class; that of a plan where what it says is yet to come and its class has one."""
        known = self.ontology.classes.get(event.event_class or "")
        is_plan = polarity is Polarity.POSITIVE and (
            factuality is Factuality.FUTURE
            or (factuality is Factuality.POSSIBLE and self.operators.is_conditional_plan(event.clause))
        )
        return known.planned if known and known.planned and is_plan else event.event_class

    def _way_up(self, event: DocEvent, *, beside: bool = False) -> Iterator[Step]:
        """The trigger, the verb that carries it, and their heads, each with the token below it.

        It ends at what is presupposed; what a relative clause adds to an object may be part of what a source tells
        that stands beside the clause.
        """
        yield Step(event.head, None)
        below = event.head
        if event.clause != event.head:
            yield Step(event.clause, None)
            if event.head not in self.parse.ancestors(event.clause):  # "a deal reached on Sunday"
                below = event.clause
        while (above := self.parse.heads[below]) != below:
            is_apart = self._is_relative(below) and not (beside and self.presupposed.is_restrictive(below))
            if (is_apart and depicting(self.parse, below) is None) or self.presupposed.holds(below, above):
                return  # what is presupposed is nobody's claim
            if (below, above) in self.asides:
                return  # "the army, he said, attacked": who says so stands outside of what is said
            undertaken = self.presupposed.undertaking(below, above)
            if undertaken is None:
                yield Step(above, below)
            below = above if undertaken is None else undertaken  # "vowed to end the war": there is one, vow or no

    def _is_relative(self, token: int) -> bool:
        """A relative clause, with its pronoun or reduced to a participle: "hostages abducted by the rebels"."""
        parse, dep = self.parse, self.parse.deps[token]
        if (
            dep != "acl"
            or parse.tags[token] not in ("VBN", "VBG", "VBD")
            or parse.child(token, "aux", "mark") is not None
        ):
            return dep == "relcl" and not parse.is_infinitive(token) and not self._is_bare_content(token)
        return parse.deps[parse.heads[token]] in _ARGUMENTS  # "two were killed and six people wounded" is none

    def _is_bare_content(self, clause: int) -> bool:
        """ "Suggestions he had lied or threatened her": nothing is missing in the clause that the noun could be."""
        parse = self.parse
        verbs = [clause, *parse.with_dep(clause, "conj")]
        is_open = any(parse.tags[i] in _RELATIVES for i in range(parse.left_edge(clause), clause))
        verbs += [c for v in verbs for c in parse.with_dep(v, "xcomp")]
        is_full = any(parse.child(v, "dobj", "nsubjpass") is not None for v in verbs)
        return is_full and not is_open and self.operators.is_assertion(parse.heads[clause])

    def _meet(self, step: Step, seen: Perspective, trigger: int) -> None:
        if step.below is None:
            self._apply(self.operators.beside(step.token, trigger=trigger), seen)
            if self.parse.deps[step.token] == "acomp":  # "is not ready to talk"
                self._apply(self.operators.beside(self.parse.heads[step.token]), seen)
            if step.token != trigger and self.parse.deps[trigger] in ("nsubj", "nsubjpass"):
                operator = self.operators.of_subject(step.token)  # "elections are scheduled", "talks are expected"
                self._apply([operator] if operator is not None else [], seen)
            return
        dep = self.parse.deps[step.below]
        if dep == "conj":
            self._shared_words(step, seen)
        elif self._is_called_false(step, seen, trigger):
            seen.deny(None if self.parse.lemmas[step.token] == "be" else self._holder(step.token))
            seen.sees_factuality = False
        elif self._governs(step.token, step.below, seen, trigger):
            if dep == "xcomp":
                self._apply(self.operators.auxiliaries(step.token), seen)
        elif self.operators.is_purpose(step.below):
            is_due = dep in ("relcl", "acl") and self.parse.child(step.below, "auxpass") is not None
            seen.weaken(Factuality.FUTURE if is_due else Factuality.POSSIBLE)  # "the treaty to be signed on Monday"
            seen.sees_factuality = False
        elif step.below == trigger and self.operators.is_supposed(trigger, step.token):
            seen.weaken(Factuality.POSSIBLE)
        elif self._carries_on(step.token, step.below):
            self._apply(self.operators.beside(step.token), seen)
        elif dep not in ("ccomp", "acomp") and self.parse.pos[step.token] != "ADP":
            seen.sees_factuality = False  # subjects, relative and adverbial clauses, mere arguments: presupposed

    def _is_called_false(self, step: Step, seen: Perspective, trigger: int) -> bool:
        """Whether what the event is the content of is called false; that it was said is not."""
        if step.below is None or self.operators.held(step.below) == trigger or seen.source is not None:
            return False
        return self.operators.is_called_false(step.token, step.below)

    def _apply(self, operators: Iterable[Operator], seen: Perspective) -> None:
        for operator in operators:
            seen.apply(operator)

    def _carries_on(self, above: int, below: int) -> bool:
        """Whether two words are one predicate: "began to attack", or a cause and what it brings: "led to sanctions"."""
        dep = self.parse.deps[below]
        if dep == "attr" and self.parse.lemmas[above] == "be" and self._is_bare_copula(above):
            return True  # "it may have been an attack"
        if self.operators.takes_part(above, below):
            return True  # "taken part in the attack"
        if dep in _TRANSPARENT and self.parse.is_verb(above) and self.parse.is_verb(self._inner(below)):
            return True
        return dep in _CAUSED and self.parse.in_set(above, "CausalVerb")

    def _is_bare_copula(self, verb: int) -> bool:
        """ "It was an attack", "there will be arrests": the verb "be" says nothing but that."""
        return self.by_head.get(verb) is None or self.parse.child(verb, "expl") is not None

    def _inner(self, token: int) -> int:
        """The clause that a preposition holds, for the preposition; a token itself otherwise."""
        clause = self.parse.child(token, "pcomp")
        return token if clause is None else clause

    def _shared_words(self, step: Step, seen: Perspective) -> None:
        """A coordinated verb with no subject and auxiliary of its own shares the first's: "will come and speak".

        A passive shares it beside a subject of its own: "nine may be shot and ten hanged".
        """
        parse, below = self.parse, step.below
        if below is None or parse.child(below, "aux") is not None:
            return
        has_subject = parse.child(below, "nsubj", "nsubjpass") is not None
        if has_subject and not (parse.is_passive(below) and parse.child(below, "auxpass") is None):
            return
        self._apply(self.operators.auxiliaries(step.token), seen)
        if not has_subject and self.operators.shares_negation(step.token, below):
            seen.apply(NEGATION)

    def _governs(self, above: int, below: int, seen: Perspective, trigger: int) -> bool:
        """What the word above does to its complement: as an event with content, else as an operator."""
        event = self._event_over(above, below)
        if event is not None:
            is_judged = self.ontology.judges_content(event.event_class)
            if self.operators.is_purpose(below) and not is_judged:
                return False  # "will fly to Oslo to meet him"
            self._as_content(event, below, seen, trigger)
            if is_judged:
                return True
        operator = self.operators.governor(above, below) if not self.presupposed.stands(below, above) else None
        if operator is None:
            return event is not None or self._is_told(above, below, seen)
        if self._is_doubted(operator, below) and seen.sees_factuality and seen.factuality is Factuality.FUTURE:
            seen.factuality = Factuality.POSSIBLE
        if self.operators.is_assertion(above) and any(self.operators.negations(above)):
            self._apply(self.operators.negations(above), seen)  # "gave no hint that it would leave": nobody says so
            return True
        if operator.is_attributed and not self.parse.is_passive(above):
            noun = self.operators.is_assertion(above)
            seen.attribute(self._asserter(above) if noun else self._holder(above))
        seen.apply(operator)
        if operator.is_attributed or operator.is_neutral or self.operators.is_undertaking(below):
            self._apply(self.operators.negations(above), seen)  # "no plan to attack", "does not believe that he did it"
        return True

    def _is_told(self, above: int, below: int, seen: Perspective) -> bool:
        """ "Described how soldiers shot": the content of a verb of speech that is no event here."""
        parse = self.parse
        teller = depicting(parse, below)
        if teller is None and (parse.deps[below] == "ccomp" or self.operators.is_called_so(above, below)):
            teller = above
        if teller is None or parse.is_passive(teller):
            return False
        if (evidence := evidence_of(parse, teller)) is not None:
            tokens = (author_of(parse, evidence, teller), evidence)
            seen.attribute(next((entity for i in tokens for entity in entities_at(parse.doc[i])), None))
            return True
        is_speech = parse.lemmas[teller] in self.verbs or teller != above
        is_speech = is_speech or parse.in_set(teller, "HearingVerb") or parse.in_set(teller, "CallingVerb")
        speaker = self._holder(teller) if is_speech else None
        if speaker is not None:
            seen.attribute(speaker)
        return speaker is not None

    def _is_doubted(self, operator: Operator, below: int) -> bool:
        """ "Hopes that they will agree": the wish says more than the tense; a belief that they will does not."""
        is_wish = not operator.is_attributed or operator.name == "DoubtingGovernor"
        return is_wish and operator.factuality is Factuality.POSSIBLE and self.parse.deps[below] in ("ccomp", "acl")

    def _asserter(self, noun: int) -> int | None:
        """Whose claim or account it is."""
        named = asserters(self.parse, noun, self.ontology.support_verbs[Role.ACTOR])
        return next((entity for i in named for entity in entities_at(self.parse.doc[i])), None)

    def _holder(self, verb: int) -> int | None:
        """Who believes what the verb governs."""
        subjects = self.parse.with_dep(verb, "nsubj")
        return next((entity for s in subjects for entity in entities_at(self.parse.doc[s])), None)

    def _event_over(self, above: int, below: int) -> DocEvent | None:
        """The event whose content a word's complement is; a light verb's clause is its noun's: "made an appeal to"."""
        event = self.by_head.get(above) or self._event_around(above, below)
        if event is None and self.parse.deps[below] in ("xcomp", "ccomp"):
            event = self.by_clause.get(above)
        if event is None or event.event_class is None or not self._is_content(event, below):
            return None
        inner = next((self.by_head[i] for i in self.parse.children[below] if i in self.by_head), None)
        if self.parse.words[below] == "of" and inner is not None and inner.event_class == event.event_class:
            return None  # "a round of talks" is the talks
        return event

    def _event_around(self, above: int, below: int) -> DocEvent | None:
        """ "Accused its neighbours of arming rebels", "made an appeal for a truce": content below the verb's object.

        Or below the light verb.
        """
        if self.parse.pos[above] == "ADP":
            return None
        held = (self.contents.get(token) for token in (below, *self.parse.children[below]))
        verb = self.parse.heads[above]
        return next((e for e in held if e is not None and (e.head == verb or e.clause == above)), None)

    def _is_content(self, event: DocEvent, below: int) -> bool:
        """Whether what hangs below an event is its content: a clause, or a noun that is linked or plans such."""
        dep = self.parse.deps[below]
        if dep in _CLAUSES or self._is_term(event, below):
            return True
        if dep == "dobj" and self.operators.of_word(below) is not None:
            return True  # "announced a plan to": the plan's act
        held = self.operators.held(below)
        subtree = {below, *self.parse.children[below], *self.parse.coordinated(held)}  # "for calm and talks"
        if self.operators.is_assertion(held):
            return True  # "scoffed at claims that"
        return any(a.role is Role.CONTENT and a.token in subtree for a in event.arguments)

    def _is_term(self, event: DocEvent, below: int) -> bool:
        """ "Threatened sanctions unless Chad withdraws": what is threatened, promised or offered on a condition."""
        is_open = self.ontology.classes[event.event_class or ""].content_factuality is not None
        marks = self.parse.with_dep(below, "mark") if is_open and self.parse.deps[below] == "advcl" else []
        return any(self.parse.words[c] in CONDITIONS for c in marks)

    def _as_content(self, event: DocEvent, below: int, seen: Perspective, trigger: int) -> None:
        event_class = self.ontology.classes[event.event_class or ""]
        is_refused = event_class.content_polarity is Polarity.NEGATIVE
        is_denied = is_refused or event_class.content_factuality is Factuality.DENIED
        if is_denied and not is_refused and self.operators.is_withheld(event.head):
            seen.weaken(Factuality.POSSIBLE)  # "neither confirmed nor denied that": nobody has said anything of it
            seen.sees_factuality = False
            return
        if not is_denied and event_class.attributes_content and self._is_unsaid(event, below):
            seen.weaken(Factuality.POSSIBLE)  # "refused to admit that", "did not say that": nobody has said it
            seen.sees_factuality = False
            return
        if is_denied and self.operators.is_assertion(
            self.operators.held(below)
        ):  # "rejected claims that": it was claimed, and is said not to be so
            if trigger != below:
                seen.deny(self._speaker(event))
            return
        is_there = self._is_speech_act(below) or self.presupposed.stands(below, event.head)
        if is_refused and not is_there and not seen.is_attributed:
            if any(self.operators.negations(event.head, trigger=event.head)):
                seen.weaken(Factuality.POSSIBLE)  # "has not ruled out sending troops": nobody says that it will
                seen.sees_factuality = False
                return
            seen.apply(NEGATION)
        seen.weaken(event_class.content_factuality)
        if self.operators.is_undertaking(below) and not self.ontology.is_a(event.event_class, "Communication"):
            for token in dict.fromkeys((event.head, event.clause)):  # "is not ready to attack", "has no plan to"
                self._apply(self.operators.negations(token, trigger=event.head), seen)
        if event_class.attributes_content:
            seen.is_attributed &= not is_denied or seen.source is not None  # "denied a role in": who denies it says so
            seen.attribute(self._speaker(event))

    def _is_unsaid(self, event: DocEvent, below: int) -> bool:
        """Whether a clause with a tense is what a verb of speech does not say."""
        return (
            self.parse.deps[below] == "ccomp" and event.head == event.clause and self.operators.is_withheld(event.head)
        )

    def _is_speech_act(self, token: int) -> bool:
        """ "Rejected the demand", "overturned the ruling", "the sanctions": it was made, whatever became of it."""
        event = self.by_head.get(token)
        if event is None or self.parse.pos[token] != "NOUN":
            return False
        is_the = any(self.parse.words[c] == "the" for c in self.parse.with_dep(token, "det"))
        is_suffered = is_the and self.ontology.is_a(event.event_class, "Sanction", "Blockade", "Violence")
        return is_suffered or self.ontology.is_a(event.event_class, "Communication", *_PRONOUNCED)

    def _speaker(self, event: DocEvent) -> int | None:
        """Who says what an event of speech says: its actor, but of a report or statement whoever issued it."""
        quoted = quoted_by(self.parse, event.clause)  # "the paper quoted Ruiz as saying"
        if quoted is not None and (named := entities_at(self.parse.doc[quoted])):
            return named[0]
        for argument in event.arguments:
            if argument.role is Role.ACTOR and argument.entities:
                author = author_of(self.parse, argument.token, event.clause)
                return next(iter(entities_at(self.parse.doc[author])), argument.entities[0])
        return None

    def _quoted(self, event: DocEvent, seen: Perspective) -> None:
        """What stands inside a quotation is its speaker's."""
        for quotation in self.quotations:
            if quotation.span.start <= event.head < quotation.span.end and not seen.is_attributed:
                seen.attribute(quotation.speaker)

    def _according(self, event: DocEvent, seen: Perspective) -> None:
        """ "According to Amnesty", "analysts say": the clause beside which a source stands is that source's."""
        if (seen.is_attributed and not seen.is_hearsay) or not self.attributions:
            return
        for token in dict.fromkeys((event.clause, *(step.token for step in self._way_up(event, beside=True)))):
            if token in self.attributions:
                source = self.attributions[token]
                seen.attribute(None if source is None else next(iter(entities_at(self.parse.doc[source])), None))
                return
