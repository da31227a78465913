"""Every mention of an entity in a Doc, named, nominal and pronoun, before it is known whose mentions they are.

A mention runs from determiner to head noun: no relative clause, apposition or prepositional phrase, and no title in
a person's. A quantity noun takes its "of" along ("hundreds of civilians"), a name all its words ("Bank of Spain").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Span

from kg.language.annotations import DocName, names, natives, nested_names, times
from kg.language.grammar.nouns import Gender, Nouns, noun_lemma
from kg.language.grammar.pronouns import (
    INDEFINITE,
    PERSONAL,
    RECIPROCAL,
    RELATIVE,
    SEVERAL,
    SOME,
    agreement,
    is_expletive,
    is_reciprocal,
    relative_antecedent,
)
from kg.language.parse.tree import Parse
from kg.model import EntityKind


class Form(Enum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class NounPhrase(NamedTuple):
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


ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "agent", "oprd"})
_REFERRING = PERSONAL | RELATIVE | SEVERAL
_RECIPROCAL_ENDS = frozenset({"other", "another"})
_NO_MENTION = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod", "quantmod", "det", "predet", "advmod"})
_NO_MENTION |= frozenset({"punct", "case", "meta", "intj", "expl"})
_HEADS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_BEFORE_NAME = frozenset({"det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "predet", "advmod"})
_BEFORE_COUNTRY = frozenset({"det"})
_UNDIVIDED = frozenset({EntityKind.PERSON, EntityKind.COUNTRY})  # no name inside theirs is another's: "Congo Republic"
_BEFORE_HEAD = _BEFORE_NAME | {"neg"}
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_ONE = frozenset({"one", "1"})
_MANY = frozenset({"many", "several", "few", "some", "both", "all", "most", "more", "these", "those"})


def find_mentions(parse: Parse, nouns: Nouns) -> list[NounPhrase]:
    """The mentions of a Doc in text order, each head token once."""
    finder = _Finder(parse, nouns)
    found = {phrase.head: phrase for phrase in finder.nominals()}
    found |= {phrase.head: phrase for phrase in finder.descriptions()}
    found |= {phrase.head: phrase for phrase in finder.pronouns()}
    found |= {phrase.head: phrase for phrase in finder.nested()}
    found |= {phrase.head: phrase for phrase in finder.named()}
    return sorted(found.values(), key=lambda phrase: (phrase.start, -phrase.end))


class _Finder:
    """One pass over a parse; holds which tokens are taken by names and times."""

    def __init__(self, parse: Parse, nouns: Nouns) -> None:
        self.parse = parse
        self.nouns = nouns
        self.names = names(parse.doc)
        self.natives = natives(parse.doc)
        things = nouns.words("ThingPhrase")
        self.things = things | {phrase.split()[-1] for phrase in things}
        self.peoples = {n.span.end - 1 for n in self.names if n.is_demonym and n.kind is EntityKind.GROUP}
        self.taken = bytearray(len(parse))
        for span in (*(name.span for name in self.names), *times(parse.doc), *_dates(parse)):
            self.taken[span.start : span.end] = b"\1" * (span.end - span.start)
        for i, word in enumerate(parse.words):
            if word == "old" and is_year_old(parse, i) and parse.deps[i] in ARGUMENTS:
                self.taken[i] = 0  # "the 51-year-old" is somebody, whatever the NER says
        self.sentences = parse.sentences

    def named(self) -> Iterator[NounPhrase]:
        """The named mentions; an organisation's and a place's with the determiner and what else stands before it."""
        for name in self.names:
            yield self._named(name, name.span.start, name.span.end)

    def nested(self) -> Iterator[NounPhrase]:
        """Names inside longer ones, never a country's: countries, and what stands alone too: "the Ruiz Foundation"."""
        doc, words = self.parse.doc, self.parse.words
        for name in nested_names(doc):
            yield self._named(name, name.span.start, name.span.end, is_nested=True)
        alone = self._alone()
        initials = {text[0].lower()[0] for text in alone}
        for name in self.names:
            begin, last = name.span.start, name.span.end
            if last - begin < 2 or name.kind in _UNDIVIDED or not self.parse.story[begin]:
                continue
            for start in range(begin, last):
                if words[start][0] not in initials:
                    continue
                for end in range(min(last, start + last - begin - 1), start, -1):
                    inner = alone.get(self.parse.written(start, end))
                    if inner is not None and not inner.is_demonym and inner.name != name.name:
                        yield self._named(inner._replace(span=doc[start:end]), start, end, is_nested=True)
                        break

    def _alone(self) -> dict[str, DocName]:
        """The names that may stand inside longer ones, by their words."""
        alone: dict[str, DocName] = {}
        for name in self.names:
            text = self.parse.written(name.span.start, name.span.end)
            if name.kind is EntityKind.PERSON or text == name.name:
                alone.setdefault(text, name)
            elif not name.is_demonym and name.kind is EntityKind.COUNTRY:
                alone.setdefault(text, name)
                alone.setdefault(name.name, name)
        return alone

    def descriptions(self) -> Iterator[NounPhrase]:
        """What stands before a person's name with a determiner or possessor: "his aunt Ana", "the poet Ana Ruiz"."""
        parse = self.parse
        for name in self.names:
            last = name.span.start - 1
            if name.kind is not EntityKind.PERSON or last < 1 or parse.pos[last] != "NOUN" or not parse.story[last]:
                continue
            head = _head(parse, name.span.start, name.span.end)
            opening = next((c for c in parse.children[head] if c < last and parse.deps[c] in ("det", "poss")), None)
            if parse.deps[last] == "compound" and opening is not None and not self.taken[last]:
                yield self._nominal(head, last)._replace(head=last, end=last + 1)

    def nominals(self) -> Iterator[NounPhrase]:
        """Noun phrases without a name as head."""
        parse = self.parse
        inside = -1  # of a quantity noun's phrase
        for i, pos in enumerate(parse.pos):
            if pos not in _HEADS and parse.words[i] not in SOME:
                continue
            if i < inside or self.taken[i] or not parse.story[i] or not self._can_head(i, pos):
                continue
            if parse.words[i - 1] in _QUOTES and parse.word(i + 1) in _QUOTES and parse.tags[i] == "NN":
                continue  # some shouted "traitor"
            content = self._counted(i)
            phrase = self._nominal(i, content)
            inside = phrase.end if phrase.end > i + 1 else -1
            yield phrase

    def pronouns(self) -> Iterator[NounPhrase]:
        """Personal, possessive, reflexive, reciprocal and relative pronouns that refer."""
        parse = self.parse
        for i, word in enumerate(parse.words):
            if word in _RECIPROCAL_ENDS and is_reciprocal(parse, i) and parse.story[i]:
                head = i - 1 if parse.heads[i] == i - 1 else i
                yield NounPhrase(i - 1, i + 1, head, Form.PRONOUN, self.sentences[i], RECIPROCAL, is_plural=True)
            if word not in _REFERRING:
                continue
            if not parse.story[i] or self.taken[i] or not self._refers(i, word):
                continue
            yield NounPhrase(i, i + 1, i, Form.PRONOUN, self.sentences[i], word, *agreement(word))

    def _named(self, name: DocName, start: int, end: int, *, is_nested: bool = False) -> NounPhrase:
        parse = self.parse
        head = _head(parse, start, end)
        possessor = None
        is_people = name.kind is EntityKind.GROUP
        if name.kind is not EntityKind.PERSON and (is_people or not name.is_demonym) and not is_nested:
            start = self._start(head, start, _BEFORE_COUNTRY if name.kind is EntityKind.COUNTRY else _BEFORE_NAME)
            possessor = parse.child(head, "poss")
        return NounPhrase(
            start,
            end,
            head,
            Form.NAME,
            self.sentences[head],
            name.name.lower(),
            name.kind,
            is_plural=is_people,
            gender=self._gender_of_name(name) if name.kind is EntityKind.PERSON else None,
            name=name,
            determiner=parse.words[start] if parse.deps[start] == "det" else "",
            possessor=possessor if possessor is not None and possessor < name.span.start else None,
        )

    def _can_head(self, i: int, pos: str) -> bool:
        parse = self.parse
        dep = parse.deps[i]
        if parse.words[i] in INDEFINITE or dep in _NO_MENTION or is_reciprocal(parse, i):
            return False
        if pos in ("NOUN", "PROPN"):
            is_title = pos == "PROPN" and parse.words[i - 1] == "of" and self._is_portfolio(i)
            return parse.words[i][0].isalnum() and not is_title
        if parse.words[i] in SOME:  # "some accused the mayor"
            return dep in ("nsubj", "nsubjpass") and parse.words[i + 1 : i + 2] != ["of"]
        if pos == "NUM":
            return dep in ARGUMENTS
        is_some = parse.child(i, "det") is not None or i in self.natives  # "the wounded", "two Swiss"
        return pos == "ADJ" and is_some and (dep in ARGUMENTS or (dep == "conj" and i in self.natives))

    def _is_portfolio(self, i: int) -> bool:
        """ "Secretary of State": a part of the title."""
        words = self.nouns.words
        return self.parse.words[i - 2] in words("JobTitle") and self.parse.words[i] in words("Portfolio")

    def _nominal(self, head: int, content: int) -> NounPhrase:
        parse = self.parse
        lemma = self._joined_lemma(content)
        is_plural = parse.tags[content] in ("NNS", "NNPS") or (parse.pos[head] in ("NUM", "ADJ") and head == content)
        is_plural = is_plural and not is_year_old(parse, content)
        if content in self.natives:
            is_plural = self._are_several(content)
        if lemma != parse.lemmas[content] and lemma in self.nouns.kinds:
            is_plural = True  # "Jurors" that are tagged as a name
        is_plural = is_plural or content != head
        kind, gender = self._kind(lemma, content, is_plural=is_plural), self.nouns.genders.get(lemma)
        end, sentence, before = self._end(content), self.sentences[head], parse.children[head]
        if head == content and not (before and before[0] < head):  # nothing stands before it, as often
            return NounPhrase(head, end, head, Form.NOMINAL, sentence, lemma, kind, is_plural, gender)
        start = _left_edge(parse, head) if is_year_old(parse, head) else self._start(head, head)
        possessor = parse.child(content, "poss")
        if possessor is None and head != content:
            possessor = parse.child(head, "poss")
        return NounPhrase(
            *(start, end, head, Form.NOMINAL, sentence, lemma, kind, is_plural, gender),
            determiner=self._determiner(head),
            possessor=possessor,
        )

    def _counted(self, head: int) -> int:
        """The noun that a number or quantity noun counts: "hundreds of civilians", "two of its diplomats"."""
        parse = self.parse
        is_quantity = parse.pos[head] == "NUM" or parse.in_set(head, "QuantityNoun")
        if is_quantity and head + 1 < len(parse) and parse.words[head + 1] == "of" and parse.heads[head + 1] == head:
            held = parse.child(head + 1, "pobj")
            if held is not None and (parse.pos[held] in ("NOUN", "PROPN") or held in self.natives):
                return held
        return head

    def _are_several(self, native: int) -> bool:
        """Whether more than one of a people are meant: "two Swiss", "many Swiss"."""
        parse = self.parse
        before = [c for c in parse.children[native] if c < native]
        is_of = parse.deps[native] == "pobj" and parse.words[parse.heads[native]] == "of"
        is_number = any(parse.deps[c] == "nummod" and parse.words[c] not in _ONE for c in before)
        return is_of or is_number or any(parse.words[c] in _MANY for c in before)

    def _joined_lemma(self, noun: int) -> str:
        """A noun's lemma, with what a hyphen joins to it where that is a noun of its own: "film-maker"."""
        parse, lemma = self.parse, noun_lemma(self.parse, noun)
        if noun < 2 or parse.words[noun - 1] != "-":
            return lemma
        joined = f"{parse.words[noun - 2]}-{lemma}"
        return joined if joined in self.nouns.kinds else lemma

    def _kind(self, lemma: str, content: int, *, is_plural: bool) -> EntityKind:
        if self.parse.pos[content] == "NUM":
            is_money = any(self.parse.tags[c] == "$" for c in self.parse.children[content])
            return EntityKind.THING if is_money else EntityKind.GROUP
        words = self.parse.words
        if words[content] in self.things and " ".join(words[max(0, content - 1) : content + 1]) in self.things:
            return EntityKind.THING  # "social media"
        if content in self.natives or is_year_old(self.parse, content):
            return EntityKind.GROUP if is_plural else EntityKind.PERSON
        if is_plural and content in self.peoples:
            return EntityKind.GROUP  # "hundreds of Chileans"
        return self.nouns.kind(lemma, is_plural)

    def _determiner(self, head: int) -> str:
        determiner = self.parse.child(head, "det", "poss", "predet")
        return self.parse.words[determiner] if determiner is not None and determiner < head else ""

    def _start(self, head: int, start: int, before: frozenset[str] = _BEFORE_HEAD) -> int:
        """Where the phrase of a head begins: at its leftmost determiner, possessor or modifier before `start`."""
        parse = self.parse
        for child in reversed(parse.children[head]):
            if child >= start or (parse.words[child] == "-" and child == head - 1):
                continue  # "film-maker"
            if parse.deps[child] not in before or parse.tags[child] == "_SP":
                break
            if parse.pos[child] == "VERB" and before is not _BEFORE_HEAD:
                break
            start = _left_edge(parse, child)
        while parse.tags[start] in ("_SP", "``", "''", ",", ":", "CC") and start < head:
            start += 1
        return start

    def _end(self, content: int) -> int:
        """Behind the head, and what a hyphen ties to it: "secretary-general"."""
        doc, words, end = self.parse.doc, self.parse.words, content + 1
        while end + 1 < len(words) and words[end] == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
            end += 2
        return end

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """The last words of the people's names of more than one word."""
        people = (name.span for name in names(self.parse.doc) if name.kind is EntityKind.PERSON)
        return frozenset(span[-1].text for span in people if len(span) > 1)

    def _gender_of_name(self, name: DocName) -> Gender | None:
        """By the title before a name, or its first name."""
        before = name.span.start - 1
        genders = self.nouns.genders
        if before >= 0 and (gender := genders.get(self.parse.doc[before].text)):
            return gender
        first = self.parse.doc[name.span.start].text
        if len(name.span) == 1 and first in self._surnames:
            return None  # "Amina Yusuf": "Yusuf" is no man
        full = name.name.split()
        return genders.get(first if len(name.span) > 1 or len(full) < 2 else full[0])

    def _refers(self, i: int, word: str) -> bool:
        parse = self.parse
        if word in SEVERAL:
            return parse.deps[i] in ARGUMENTS and not any(c > i and parse.deps[c] == "prep" for c in parse.children[i])
        if word in PERSONAL:
            return word != "it" or not is_expletive(parse, i)
        return parse.tags[i] in ("WP", "WP$", "WDT") and relative_antecedent(parse, i) is not None


def is_year_old(parse: Parse, head: int) -> bool:
    """Whether a word ends what calls somebody by an age: "the 51-year-old"."""
    return parse.words[head] in ("old", "olds") and parse.words[max(0, head - 2) : head] == ["year", "-"]


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


def _dates(parse: Parse) -> Iterable[Span]:
    return (ent for ent in parse.doc.ents if ent.label_ in ("DATE", "TIME", "PERCENT"))
