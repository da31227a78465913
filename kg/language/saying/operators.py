"""The operators of a sentence, by the place where grammar puts them: what stands beside a word, and what governs it.

Which word does what is said in the ontology (`operators.ttl`); here stand the places. Beside a word: its auxiliaries,
negations, adverbs, determiners, the marker of its clause, the preposition that holds it, a subject or object that is
nobody. Above it: the verb, noun or adjective whose complement it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.grammar.positions import PART_PREPOSITIONS
from kg.language.parse.tree import Parse
from kg.language.saying.attribution import report_before
from kg.language.saying.moods import has_come_about, is_set_for, is_unreal
from kg.model import Factuality, Polarity
from kg.ontology import Ontology, Operator, Position

NEGATION = Operator("Negation", Position.ADVERB, frozenset({"not"}), polarity=Polarity.NEGATIVE)
EXPECTATION = Operator("Expectation", Position.MARKER, frozenset(), factuality=Factuality.FUTURE)
SUPPOSITION = Operator("Supposition", Position.MARKER, frozenset(), factuality=Factuality.POSSIBLE)

_POSITIONS = {  # where an operator stands by the label it hangs with
    "advmod": (Position.ADVERB,),
    "amod": (Position.ADVERB, Position.DETERMINER),
    "det": (Position.DETERMINER,),
    "mark": (Position.MARKER,),
    "preconj": (Position.DETERMINER,),
}
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
_NOMINALS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "dobj", "relcl", "attr", "csubj", "oprd"})
# Prepositions that a verb asks for; the others ("after", "amid") only say when or where.
_COMPLEMENT_PREPOSITIONS = frozenset(
    {"to", "of", "from", "for", "on", "against", "about", "toward", "towards", "into", "at", "short"}
)
_DOING = frozenset({"in", "with", "over"})  # before a verb: "succeeded in taking", "charged with killing"
_NOBODY = frozenset({"nobody", "no-one", "none"})
_INVERTED = frozenset({"had", "should", "were"})  # "had it attacked", "should it attack"
_SUPPOSING = frozenset({"would", "could", "might", "'d"})
_ANY = frozenset({"a", "an", "any", "another"})
_ASSERTIONS = frozenset({"AssertionGovernor", "FindingGovernor"})
_PRESENT = frozenset({"VBZ", "VBP", "VB"})
_RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})
_CLAUSES = ("ccomp", "acl", "xcomp")
_KNOWN = frozenset({"the", "that", "this", "those", "these"})
_PAST = ("VBD", "VBN")
_FUTURE_PAST = frozenset({"would", "'d"})


class Operators:
    """The operators of one Doc."""

    def __init__(self, parse: Parse, ontology: Ontology) -> None:
        self.parse = parse
        self.at = {position: ontology.operators_at(position) for position in Position}

    def beside(self, token: int, *, trigger: int | None = None) -> Iterator[Operator]:
        """The operators beside a word, the nearest sense first; those of the trigger itself are not told again."""
        if self._is_open(token):
            yield SUPPOSITION
        if is_set_for(self.parse, token):
            yield EXPECTATION
        yield from self._of_children(token)
        yield from self._of_arguments(token, trigger)
        yield from self.auxiliaries(token)
        operator = self._preposition(token)
        if operator is not None:
            yield operator

    def auxiliaries(self, verb: int) -> Iterator[Operator]:
        """ "May", "will" and the like."""
        for aux in self.parse.with_dep(verb, "aux"):
            operator = self._auxiliary(verb, aux)
            if operator is not None:
                yield operator

    def governor(self, above: int, below: int) -> Operator | None:
        """What the word above does to its complement, by its lemma with a particle or adverb beside it."""
        own = self.of_word(above) or self._of_predicate(above, below) if self._is_complement(below) else None
        if own is None and self._is_duty(above, below):
            own = self.at[Position.GOVERNOR].get("have to")
        if own is not None and own.name == "AccusingGovernor" and self.parse.child(below, "pcomp") is None:
            own = None  # "arrested for the attack": nobody doubts that there was one
        if own is not None and own.name == "FindingGovernor" and self.parse.deps[below] == "prep":
            own = own if self.parse.child(below, "pcomp") is not None else None  # "an account of how they fled"
        return own or self._from_doing(above, below)

    def _is_duty(self, verb: int, below: int) -> bool:
        """ "Has to pay", "has until Sunday to pay"; who had to pay has done it."""
        parse = self.parse
        is_present = parse.lemmas[verb] == "have" and parse.tags[verb] in _PRESENT
        return is_present and parse.deps[below] == "xcomp" and parse.is_infinitive(below)

    def of_word(self, token: int) -> Operator | None:
        """A word as a governor of its complements: verbs by lemma, nouns and adjectives with .n and .a."""
        parse, governors = self.parse, self.at[Position.GOVERNOR]
        lemma = parse.lemmas[token]
        if parse.pos[token] in ("NOUN", "PROPN"):
            return governors.get(f"{lemma}.n")
        near = (parse.words[c] for c in parse.with_dep(token, "prt", "advmod", "acomp"))
        joined = next((found for word in near if (found := governors.get(f"{lemma} {word}"))), None)
        if joined is None and parse.pos[token] == "VERB" and parse.child(token, "prt") is not None:
            return None  # "set off riots" sets none
        own = joined or governors.get(parse.words[token]) or governors.get(lemma)
        return own or (governors.get(f"{lemma}.a") if parse.pos[token] != "VERB" else None)  # "talks opened": no chance

    def of_subject(self, verb: int) -> Operator | None:
        """What a verb says of the event that is its subject; one that is held is no suspect."""
        operator = self.of_word(verb)
        return None if operator is not None and operator.name == "AccusingGovernor" else operator

    def negations(self, token: int, *, trigger: int | None = None) -> Iterator[Operator]:
        """What negates a governor: beside it, or beside the copula of an adjective."""
        copula = self.parse.heads[token] if self.parse.deps[token] in ("acomp", "attr") else token
        for place in dict.fromkeys((token, copula)):
            found = (*self._of_children(place), *self._of_arguments(place, trigger))
            yield from (operator for operator in found if operator.polarity is Polarity.NEGATIVE)

    def is_withheld(self, verb: int) -> bool:
        """Whether a verb is negated: by itself, with one that it is joined to, by "nor" or by what governs it."""
        above, dep = self.parse.heads[verb], self.parse.deps[verb]
        if any(self.negations(verb)):
            return True
        if dep == "conj":
            return self.shares_negation(above, verb)
        operator = self.governor(above, verb) if dep == "xcomp" else None
        return operator is not None and operator.polarity is Polarity.NEGATIVE

    def shares_negation(self, first: int, verb: int) -> bool:
        """ "Neither confirmed nor denied", "did not confirm or deny"."""
        joints = {self.parse.words[c] for c in self.parse.with_dep(first, "cc") if c < verb}
        return "nor" in joints or ("or" in joints and self.parse.child(first, "neg") is not None)

    def is_called_false(self, above: int, below: int) -> bool:
        """Whether what somebody asserts is called false: "claims that it fired are untrue", "dismissed as a lie".

        So with "there is no truth in claims that it fired".
        """
        parse = self.parse
        if parse.deps[below] == "prep" and self.is_assertion(self.held(below)):
            operator = self.of_word(above)
            return operator is not None and operator.is_neutral and any(self.negations(above))
        if parse.deps[below] not in _NOMINALS or not parse.is_verb(above) or not self.is_assertion(below):
            return False
        names = parse.with_dep(above, "acomp", "attr", "oprd")
        names += [c for p in parse.with_dep(above, "prep") if parse.words[p] == "as" for c in parse.children[p]]
        operators = [found for c in names if c != below and (found := self.of_word(c)) is not None]
        is_denied = any(operator.factuality is Factuality.DENIED for operator in operators)
        is_untrue = any(operator.is_neutral for operator in operators) and any(self.negations(above))
        return is_denied or is_untrue

    def held(self, token: int) -> int:
        """The noun that a preposition holds, for the preposition; a token itself otherwise."""
        noun = self.parse.child(token, "pobj") if self.parse.deps[token] == "prep" else None
        return token if noun is None else noun

    def is_assertion(self, token: int) -> bool:
        """ "Claims that it attacked": a noun for what somebody who need not be named says is so."""
        operator = self.of_word(token) if self.parse.pos[token] == "NOUN" else None
        return operator is not None and operator.name in _ASSERTIONS

    def is_undertaking(self, below: int) -> bool:
        """Whether a complement is what somebody means to do: an infinitive or a gerund."""
        parse = self.parse
        return parse.deps[below] in ("xcomp", "acl", "advcl") or parse.child(below, "pcomp") is not None

    def is_conditional_plan(self, verb: int) -> bool:
        """ "Will cut ties unless it pays": what is yet to come on a condition; "would hold talks": that is not told."""
        parse = self.parse
        auxiliaries = parse.with_dep(verb, "aux")
        is_past = any(parse.lemmas[c] == "have" for c in auxiliaries)
        is_plan = any(parse.in_set(c, "PlanAuxiliary") for c in auxiliaries) and not is_past
        is_open = any(parse.words[c] in _FUTURE_PAST for c in auxiliaries) or self._is_consequence(verb)
        return is_plan and parse.child(verb, "mark") is None and is_open

    def is_temporal(self, below: int) -> bool:
        """What says when: a finite clause, "when police shot a student", or a known event, "after the vote"."""
        parse = self.parse
        held = parse.child(below, "pobj") if parse.in_set(below, "TimeConjunction") else None
        if held is not None:
            return any(parse.words[c] in _KNOWN for c in parse.with_dep(held, "det"))
        if parse.deps[below] != "advcl" or parse.child(below, "nsubj", "nsubjpass") is None:
            return False
        return any(parse.in_set(c, "TimeConjunction") for c in parse.with_dep(below, "mark", "advmod"))

    def is_purpose(self, below: int) -> bool:
        """An infinitive that says what for, not what was done: "sent a ship to seize it", "a bill to ban it"."""
        parse, above = self.parse, self.parse.heads[below]
        is_next = any(parse.words[c] == "on" for c in parse.with_dep(above, "prt"))  # "went on to say"
        if not parse.is_infinitive(below) or self._is_outcome(below) or is_next:
            return False
        if parse.deps[below] == "xcomp":
            return parse.in_set(above, "MotionVerb")
        ranked = any(parse.words[i] in _RANKS for i in (above, *parse.children[above]))
        return parse.deps[below] == "advcl" or (parse.deps[below] in ("acl", "relcl") and not ranked)

    def _is_outcome(self, verb: int) -> bool:
        """ "Fled, only to be arrested": what came of it."""
        parse = self.parse
        return parse.deps[verb] == "advcl" and any(
            parse.words[c] == "only" and c < verb and parse.words[c - 1] == "," for c in parse.with_dep(verb, "advmod")
        )

    def is_called_so(self, verb: int, below: int) -> bool:
        """ "Called it an attack", "described it as one": what a verb of calling has its object be."""
        parse = self.parse
        is_name = parse.deps[below] == "oprd" or (parse.deps[below] == "prep" and parse.words[below] == "as")
        return is_name and parse.in_set(verb, "CallingVerb")

    def takes_responsibility(self, verb: int, phrase: int) -> bool:
        """ "Claimed responsibility for the raid", the phrase on the verb: that it was done nobody doubts."""
        parse = self.parse
        return parse.words[phrase] == "for" and any(
            parse.in_set(c, "FactiveNoun") for c in parse.with_dep(verb, "dobj")
        )

    def is_supposed(self, noun: int, verb: int) -> bool:
        """ "A strike would ruin the firm": what something unheard of would do; it has not happened."""
        parse = self.parse
        if parse.deps[noun] not in ("nsubj", "nsubjpass") or parse.child(noun, "relcl", "acl", "nummod") is not None:
            return False
        is_open = any(parse.words[c] in _SUPPOSING for c in parse.with_dep(verb, "aux"))
        return is_open and any(parse.words[c] in _ANY for c in parse.with_dep(noun, "det"))

    def is_speaking(self, verb: int) -> bool:
        """Whether a verb is one of those that speakers speak, or do something as they speak, by."""
        return self.parse.in_set(verb, "SpeechVerb") or self.parse.in_set(verb, "SpeakersAct")

    def takes_part(self, above: int, below: int) -> bool:
        """ "Involved in the attack", "taken part in it": the phrase hangs on the verb or on "part"."""
        parse = self.parse
        if parse.is_verb(above) and parse.in_set(above, "PartWord") and parse.words[below] in PART_PREPOSITIONS:
            return True
        if parse.words[above] == "part":
            return parse.words[below] == "in"
        is_taking = parse.lemmas[above] == "take" and any(
            parse.words[c] == "part" for c in parse.with_dep(above, "dobj")
        )
        return is_taking and parse.words[below] in ("part", "in")

    def _is_complement(self, below: int) -> bool:
        parse, dep = self.parse, self.parse.deps[below]
        if dep == "prep":
            holds_verb = parse.words[below] in _DOING and parse.child(below, "pcomp") is not None
            return holds_verb or (parse.heads[below] < below and parse.words[below] in _COMPLEMENT_PREPOSITIONS)
        return dep in _COMPLEMENTS or (dep == "advcl" and parse.is_infinitive(below))

    def _from_doing(self, above: int, below: int) -> Operator | None:
        """ "Prevented the militia from attacking": the phrase hangs on the object of the verb that governs it."""
        parse = self.parse
        if parse.words[below] != "from" or parse.child(below, "pcomp") is None or parse.deps[above] != "dobj":
            return None
        return self.of_word(parse.heads[above])

    def _of_predicate(self, copula: int, below: int) -> Operator | None:
        """ "It is vital that they leave": what stands between the copula and a clause that has no "will" of its own."""
        if self.parse.lemmas[copula] != "be" or self.parse.deps[below] != "ccomp" or any(self.auxiliaries(below)):
            return None
        between = (c for c in self.parse.with_dep(copula, "acomp", "attr") if c < below)
        return next((operator for c in between if (operator := self.of_word(c))), None)

    def _of_children(self, token: int) -> Iterator[Operator]:
        parse = self.parse
        for place in (token, *parse.with_dep(token, "aux")):
            for prep in parse.with_dep(place, "prep"):  # "at no time did they attack"
                phrase = self.at[Position.ADVERB].get(" ".join(parse.words[prep : prep + 3]))
                if phrase is not None:
                    yield phrase
        for child in parse.children[token]:
            dep = parse.deps[child]
            if dep == "neg":
                yield NEGATION
            positions = _POSITIONS.get(dep)
            if positions is None:
                continue
            if dep == "advmod" and token < child and parse.tags[child + 1 : child + 2] in (["CD"], ["DT"], ["PDT"]):
                continue  # "killing nearly 50": it says how many
            word = parse.words[child]
            words = (word, parse.lemmas[child], f"{parse.words[child - 1]} {word}")  # "no longer"
            for position in positions:
                operators = self.at[position]
                operator = next((operators[word] for word in words if word in operators), None)
                if operator is not None and not has_come_about(parse, child):
                    yield operator

    def _of_arguments(self, verb: int, trigger: int | None) -> Iterator[Operator]:
        """ "No state signed", "neither side attacked", "said nothing": who is nobody does not do it."""
        parse, determiners = self.parse, self.at[Position.DETERMINER]
        if not parse.is_verb(verb):
            return
        if any(parse.words[c] in _NOBODY for c in parse.held(verb)):
            yield NEGATION  # "spoke to nobody"
            return
        for argument in parse.with_dep(verb, *_ARGUMENTS):
            if self._is_not_one(argument) and argument != trigger:
                yield NEGATION
                return
            words = [parse.words[c] for c in parse.with_dep(argument, "det", "preconj", "cc")]
            if parse.pos[argument] in ("PRON", "NOUN", "DET"):
                words.append(parse.words[argument])
            operator = next((determiners[word] for word in words if word in determiners), None)
            if operator is not None and argument != trigger:
                yield operator
                return

    def _is_not_one(self, noun: int) -> bool:
        """ "Not one of them", "not a single state", "hardly anybody"."""
        parse = self.parse
        single = {parse.words[noun], *(parse.words[c] for c in parse.with_dep(noun, "nummod", "amod"))}
        if parse.child(noun, "neg") is not None:
            return not single.isdisjoint(("one", "single"))
        is_any = any(parse.in_set(i, "FreeChoice") for i in (noun, *parse.with_dep(noun, "det")))
        adverbs = [parse.words[c] for c in parse.with_dep(noun, "advmod")] if is_any else []
        before = [self.at[Position.ADVERB].get(word) for word in adverbs]
        return any(operator is not None and operator.polarity is Polarity.NEGATIVE for operator in before)

    def _auxiliary(self, verb: int, aux: int) -> Operator | None:
        """What an auxiliary does: "would" in reported speech is its "will", "to" at a headline's root the future."""
        parse, auxiliaries = self.parse, self.at[Position.AUXILIARY]
        word = parse.words[aux]
        if word in ("would", "'d", "’d") and self._is_reported_in_the_past(verb):
            word = "will"
        if word == "to":
            subject = parse.child(verb, "nsubj", "nsubjpass")
            is_clause = parse.deps[verb] == "ccomp" and subject is not None and subject < verb < parse.heads[verb]
            is_scheduled = (
                parse.deps[verb] == "ROOT"
                or (parse.deps[verb] == "acl" and parse.is_passive(verb))  # "elections to be held in May"
                or (is_clause and parse.child(verb, "mark") is None)  # "Intel to close plant, union says"
                or (parse.deps[verb] == "xcomp" and parse.lemmas[parse.heads[verb]] == "be")
            )
            return auxiliaries.get("will") if is_scheduled else None
        return auxiliaries.get(word)

    def _is_reported_in_the_past(self, verb: int) -> bool:
        parse = self.parse
        if any(parse.lemmas[c] == "have" for c in parse.with_dep(verb, "aux")):
            return False  # "would have attacked"
        while parse.deps[verb] == "conj" and parse.is_verb(parse.heads[verb]):
            verb = parse.heads[verb]
        beside = (c for c in parse.with_dep(verb, "parataxis") if parse.in_set(c, "SpeechVerb"))
        if report_before(parse, verb) is not None or any(parse.tags[c] in _PAST for c in beside):
            return True
        told = (a for a in parse.ancestors(verb) if parse.is_verb(a))
        above = next((a for a in told if parse.tags[a] != "VBG"), None)  # "said ..., adding that it would"
        is_content = parse.deps[verb] in ("ccomp", "acl") or parse.child(verb, "nsubj", "nsubjpass") is not None
        return above is not None and is_content and parse.deps[verb] in _CLAUSES and parse.tags[above] in _PAST

    def _preposition(self, token: int) -> Operator | None:
        """The preposition that holds a word, of one word or two; some only before a verb: "against sending troops"."""
        parse, prepositions = self.parse, self.at[Position.PREPOSITION]
        if parse.deps[token] not in ("pcomp", "pobj"):
            return None
        head = parse.heads[token]
        word = parse.words[head]
        before = (parse.words[i] for i in (parse.heads[head], *parse.with_dep(head, "advmod")))  # "instead of"
        joined = (prepositions.get(f"{other} {word}") for other in before)
        found = prepositions.get(word) or next(filter(None, joined), None)
        return found or (prepositions.get(f"{word}.v") if parse.is_verb(token) else None)

    def _is_open(self, token: int) -> bool:
        """Whether a clause is a condition without "if", the consequence of a condition, a question or a wish."""
        is_supposed = self._is_inverted(token) or self._is_consequence(token) or self._is_question(token)
        return is_supposed or is_unreal(self.parse, token)

    def _is_inverted(self, verb: int) -> bool:
        parse = self.parse
        subject = parse.child(verb, "nsubj", "nsubjpass", "expl")
        if parse.deps[verb] not in ("advcl", "ccomp", "parataxis") or subject is None:
            return False
        before = (c for c in parse.with_dep(verb, "aux", "auxpass") if c < subject < verb)
        return any(parse.words[c] in _INVERTED for c in before)

    def _is_consequence(self, verb: int) -> bool:
        parse = self.parse
        helpers = parse.with_dep(verb, "aux")
        has_told = any(parse.lemmas[c] == "have" for c in helpers) and all(parse.tags[c] != "MD" for c in helpers)
        is_telling = parse.tags[verb] in _PRESENT and not helpers and self.is_speaking(verb)
        if parse.tags[verb] == "VBD" or has_told or is_telling:
            return False  # "said", "has said" and "warns" what follows the condition
        clauses = parse.with_dep(verb, "advcl")
        return any(self._is_inverted(c) or any(map(self._is_condition, parse.with_dep(c, "mark"))) for c in clauses)

    def _is_condition(self, mark: int) -> bool:
        operator = self.at[Position.MARKER].get(self.parse.words[mark])
        return operator is not None and operator.name == "ConditionalMarker"

    def _is_question(self, verb: int) -> bool:
        """A question for yes or no; "who did it?" takes the deed for a fact."""
        parse = self.parse
        if not parse.is_verb(verb):  # "Did Peru attack Chile?", read as a noun
            verb = next(
                (a for a in parse.ancestors(verb) if parse.lemmas[a] == "do" and not parse.children[a][0] < a), verb
            )
        asks = any(parse.words[c] == "?" for c in parse.children[verb])
        if not asks or not parse.is_verb(verb):
            return False
        edge = parse.left_edge(verb)
        return not any(parse.tags[i].startswith("W") for i in range(edge, verb))
