"""Every mention of an entity in a Doc, named, nominal and pronoun, before it is known whose mentions they are.

A mention runs from determiner to head noun: no relative clause, apposition or prepositional phrase, and no title in a
person's. A quantity noun takes its "of" along ("hundreds of civilians"), and a name what belongs to it ("Bank of Spain").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from kg.language.annotations import DocName, names, times
from kg.language.parse import Parse
from kg.model import EntityKind
from kg.ontology import Ontology


class Form(Enum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Gender(Enum):
    """Whether "he" or "she" stands for a person."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A mention by token indexes, with what agreement asks of it. None is unknown: it agrees with everything."""

    start: int
    end: int
    head: int
    form: Form
    sentence: int
    lemma: str  # of the head noun, lower case; a pronoun's word; a name in lower case
    kind: EntityKind | None = None
    is_plural: bool | None = None
    gender: Gender | None = None
    name: DocName | None = None
    determiner: str = ""  # lower case: "the", "a", "his", "no", or "" for none
    possessor: int | None = None  # head token of "Israel" in "Israel's border", of "his" in "his office"


@dataclass(frozen=True)
class Nouns:
    """What the ontology's word sets say of head nouns and of people's names."""

    word_sets: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, ontology: Ontology) -> Nouns:
        """The nouns of an ontology."""
        return cls(ontology.word_sets)

    def words(self, name: str) -> frozenset[str]:
        """A word set; empty where the ontology has none of that name."""
        return self.word_sets.get(name, frozenset())

    @cached_property
    def kinds(self) -> Mapping[str, EntityKind]:
        """What one bearer of a head noun is."""
        order = {
            "PlaceNoun": EntityKind.PLACE,
            "OrganizationNoun": EntityKind.ORGANIZATION,
            "GroupNoun": EntityKind.GROUP,
            "PersonNoun": EntityKind.PERSON,
            "JobTitle": EntityKind.PERSON,
            "FemaleNoun": EntityKind.PERSON,
            "MaleNoun": EntityKind.PERSON,
        }
        return {word.split()[-1]: kind for name, kind in order.items() for word in sorted(self.words(name))}

    @cached_property
    def genders(self) -> Mapping[str, Gender]:
        """The gender that a noun, a title ("Mrs") or a first name tells; these differ by their capitals."""
        female = self.words("FemaleNoun") | self.words("FemaleTitle") | self.words("FemaleFirstName")
        male = self.words("MaleNoun") | self.words("MaleTitle") | self.words("MaleFirstName")
        return dict.fromkeys(sorted(female - male), Gender.FEMALE) | dict.fromkeys(sorted(male - female), Gender.MALE)

    @cached_property
    def jobs(self) -> frozenset[str]:
        """The last words of job titles."""
        return frozenset(title.split()[-1].lower() for title in self.words("JobTitle"))

    def kind(self, lemma: str, is_plural: bool) -> EntityKind:
        """What a phrase with this head noun stands for: several people, companies or countries are a group."""
        kind = self.kinds.get(lemma, EntityKind.THING)
        several = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY)
        return EntityKind.GROUP if is_plural and kind in several else kind


MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
PERSONAL = MALE | FEMALE | NEUTER | PLURAL | FIRST
SEVERAL = frozenset({"both", "neither", "all", "each"})  # alone they stand for the members of a set
INDEFINITE = frozenset(
    [
        "anybody",
        "anyone",
        "anything",
        "everybody",
        "everyone",
        "everything",
        "nobody",
        "none",
        "nothing",
        "somebody",
        "someone",
        "something",
        "one",
    ]
)

ARGUMENTS = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "agent", "oprd"])
_NO_MENTION = frozenset(
    [
        "compound",
        "amod",
        "nmod",
        "npadvmod",
        "nummod",
        "quantmod",
        "det",
        "predet",
        "advmod",
        "punct",
        "case",
        "meta",
        "intj",
        "expl",
    ]
)
_BEFORE_HEAD = frozenset(["det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "predet", "advmod", "neg"])
_COPULAS = frozenset({"be", "seem", "appear", "remain", "become"})


def find_mentions(parse: Parse, nouns: Nouns) -> list[NounPhrase]:
    """The mentions of a Doc in text order, each head token once."""
    finder = _Finder(parse, nouns)
    found = {phrase.head: phrase for phrase in finder.nominals()}
    found |= {phrase.head: phrase for phrase in finder.pronouns()}
    found |= {phrase.head: phrase for phrase in finder.named()}
    return sorted(found.values(), key=lambda phrase: (phrase.start, -phrase.end))


class _Finder:
    """One pass over a parse; holds which tokens are taken by names and times."""

    def __init__(self, parse: Parse, nouns: Nouns) -> None:
        self.parse = parse
        self.nouns = nouns
        self.names = names(parse.doc)
        self.taken = bytearray(len(parse))
        for span in (*(name.span for name in self.names), *times(parse.doc), *_dates(parse)):
            self.taken[span.start : span.end] = b"\1" * (span.end - span.start)
        self.sentences = _sentence_numbers(parse)
        dateline = parse.doc._.kg_dateline
        self.dateline = range(dateline.start, dateline.end) if dateline is not None else range(0)

    def named(self) -> Iterator[NounPhrase]:
        """The named mentions; an organisation's and a place's with the determiner and what else stands before it."""
        parse = self.parse
        for name in self.names:
            start, end = name.span.start, name.span.end
            if not parse.story[start] and start not in self.dateline:
                continue
            head = _head(parse, start, end)
            possessor = None
            if name.kind is not EntityKind.PERSON and not name.is_demonym and head == end - 1:
                start = self._start(head, start)
                possessor = parse.child(head, "poss")
            yield NounPhrase(
                start,
                end,
                head,
                Form.NAME,
                self.sentences[head],
                name.name.lower(),
                name.kind,
                is_plural=name.kind is EntityKind.GROUP,
                gender=self._gender_of_name(name) if name.kind is EntityKind.PERSON else None,
                name=name,
                determiner=parse.words[start] if parse.deps[start] == "det" else "",
                possessor=possessor if possessor is not None and possessor < name.span.start else None,
            )

    def nominals(self) -> Iterator[NounPhrase]:
        """Noun phrases without a name as head."""
        parse = self.parse
        inside = -1  # of a quantity noun's phrase
        for i, pos in enumerate(parse.pos):
            if i < inside or self.taken[i] or not parse.story[i] or not self._can_head(i, pos):
                continue
            content = _counted(parse, i)
            inside = content + 1 if content != i else -1
            yield self._nominal(i, content)

    def pronouns(self) -> Iterator[NounPhrase]:
        """Personal, possessive, reflexive and relative pronouns that refer."""
        parse = self.parse
        for i, word in enumerate(parse.words):
            if word not in PERSONAL and word not in RELATIVE and word not in SEVERAL:
                continue
            if not parse.story[i] or self.taken[i] or not self._refers(i, word):
                continue
            yield NounPhrase(i, i + 1, i, Form.PRONOUN, self.sentences[i], word, **_agreement(word))

    def _can_head(self, i: int, pos: str) -> bool:
        parse = self.parse
        dep = parse.deps[i]
        if parse.words[i] in INDEFINITE or dep in _NO_MENTION:
            return False
        if pos in ("NOUN", "PROPN"):
            return parse.words[i][0].isalnum()
        if pos == "NUM":
            return dep in ARGUMENTS
        return pos == "ADJ" and dep in ARGUMENTS and parse.child(i, "det") is not None  # "the wounded"

    def _nominal(self, head: int, content: int) -> NounPhrase:
        parse = self.parse
        lemma = noun_lemma(parse, content)
        is_plural = parse.tags[content] in ("NNS", "NNPS") or (parse.pos[head] in ("NUM", "ADJ") and head == content)
        start = self._start(head, head)
        return NounPhrase(
            start,
            content + 1,
            head,
            Form.NOMINAL,
            self.sentences[head],
            lemma,
            self.nouns.kind(lemma, is_plural or content != head),
            is_plural=is_plural or content != head,
            gender=self.nouns.genders.get(lemma),
            determiner=self._determiner(head),
            possessor=parse.child(content, "poss") or parse.child(head, "poss"),
        )

    def _determiner(self, head: int) -> str:
        determiner = self.parse.child(head, "det", "poss", "predet")
        return self.parse.words[determiner] if determiner is not None and determiner < head else ""

    def _start(self, head: int, start: int) -> int:
        """Where the phrase of a head begins: at its leftmost determiner, possessor or modifier before `start`."""
        parse = self.parse
        for child in reversed(parse.children[head]):
            if child >= start:
                continue
            if parse.deps[child] not in _BEFORE_HEAD or parse.tags[child] == "_SP":
                break
            start = _left_edge(parse, child)
        while parse.tags[start] in ("_SP", "``", "''", ",", ":", "CC") and start < head:
            start += 1
        return start

    def _gender_of_name(self, name: DocName) -> Gender | None:
        """By the title before a name, or its first name."""
        before = name.span.start - 1
        genders = self.nouns.genders
        if before >= 0 and (gender := genders.get(self.parse.doc[before].text)):
            return gender
        first = self.parse.doc[name.span.start].text
        full = name.name.split()
        return genders.get(first if len(name.span) > 1 or len(full) < 2 else full[0])

    def _refers(self, i: int, word: str) -> bool:
        parse = self.parse
        if word in SEVERAL:
            return parse.deps[i] in ARGUMENTS and not any(c > i and parse.deps[c] == "prep" for c in parse.children[i])
        if word in PERSONAL:
            return word != "it" or not is_expletive(parse, i)
        return parse.tags[i] in ("WP", "WP$", "WDT") and relative_antecedent(parse, i) is not None


def relative_antecedent(parse: Parse, pronoun: int) -> int | None:
    """The noun that the relative clause of a pronoun modifies.

    A free relative ("what", "who did it") gives None.
    """
    at = pronoun
    for _ in range(8):  # "the man in whose house": no relative pronoun lies deeper
        if parse.deps[at] == "relcl":
            return parse.heads[at]
        if parse.heads[at] == at:
            return None
        at = parse.heads[at]
    return None


def is_expletive(parse: Parse, it: int) -> bool:
    """Whether an "it" only announces a clause: "it was clear that", "it is said that", "made it clear that"."""
    verb = parse.heads[it]
    if parse.deps[it] not in ("nsubj", "nsubjpass"):
        return False
    clauses = {"ccomp", "xcomp", "csubj", "csubjpass"}
    own = [c for c in parse.children[verb] if c > verb]
    if parse.deps[it] == "nsubjpass":
        return any(parse.deps[c] in clauses and not parse.is_infinitive(c) for c in own)
    if parse.lemmas[verb] not in _COPULAS:
        return False
    if any(parse.deps[c] in clauses for c in own):
        return True
    complements = [c for c in own if parse.deps[c] in ("acomp", "attr")]
    late = clauses | {"relcl", "advcl", "acl"}
    return any(parse.deps[g] in late and g > c and parse.is_verb(g) for c in complements for g in parse.children[c])


def noun_lemma(parse: Parse, i: int) -> str:
    """The lower-case lemma of a noun; a capitalised plural that is tagged as a name loses its ending.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab; from kg.language.parse import read_parse
    >>> doc = Doc(Vocab(), words=["Jurors"], tags=["NNPS"], pos=["PROPN"], lemmas=["Jurors"], heads=[0], deps=["ROOT"])
    >>> noun_lemma(read_parse(doc), 0)
    'juror'
    """
    lemma = parse.lemmas[i]
    is_name = parse.pos[i] == "PROPN"
    if is_name and lemma == parse.words[i] and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def _agreement(word: str) -> dict[str, object]:
    if word in MALE or word in FEMALE:
        gender = Gender.MALE if word in MALE else Gender.FEMALE
        return {"kind": EntityKind.PERSON, "is_plural": False, "gender": gender}
    if word in NEUTER:
        return {"is_plural": False}
    return {"is_plural": True} if word in PLURAL or word in SEVERAL else {}


def _counted(parse: Parse, head: int) -> int:
    """The noun that a number or quantity noun counts: "hundreds of civilians", "two of its diplomats"."""
    is_quantity = parse.pos[head] == "NUM" or parse.lemmas[head] in _QUANTITIES
    if is_quantity and head + 1 < len(parse) and parse.words[head + 1] == "of" and parse.heads[head + 1] == head:
        held = parse.child(head + 1, "pobj")
        if held is not None and parse.pos[held] in ("NOUN", "PROPN"):
            return held
    return head


_QUANTITIES = frozenset(
    [
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "score",
        "number",
        "handful",
        "dozens",
        "hundreds",
        "thousands",
    ]
)


def _head(parse: Parse, start: int, end: int) -> int:
    """The head of a span: where the way up from its last word leaves it."""
    at = end - 1
    while start <= parse.heads[at] < end and parse.heads[at] != at:
        at = parse.heads[at]
    return at


def _left_edge(parse: Parse, i: int) -> int:
    while parse.children[i] and parse.children[i][0] < i:
        i = parse.children[i][0]
    return i


def _dates(parse: Parse) -> Iterable[object]:
    return (ent for ent in parse.doc.ents if ent.label_ in ("DATE", "TIME", "PERCENT"))


def _sentence_numbers(parse: Parse) -> list[int]:
    number, numbers = -1, []
    for token in parse.doc:
        number += bool(token.is_sent_start)
        numbers.append(max(number, 0))
    return numbers
