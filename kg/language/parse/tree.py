"""The dependency parse of a Doc as plain lists: what grammar asks of it.

Everything that stands on a Parse speaks of tokens by their index. Labels are ClearNLP's, as spaCy's English pipelines
use them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from spacy.tokens import Doc

Found = TypeVar("Found")

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(slots=True)
class Parse:
    """Heads, labels and lemmas by token index; `children` in text order."""

    doc: Doc
    words: list[str]  # lower case
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    story: list[bool]
    word_sets: Mapping[str, frozenset[str]]
    text: str  # of the article
    begins: list[int]  # where each token begins and ends in it
    ends: list[int]
    sentences: list[int]  # the number of each token's sentence
    timed: frozenset[int] = frozenset()  # tokens of time expressions
    cache: dict[tuple[str, int], object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.heads)

    def written(self, start: int, end: int) -> str:
        """The words of a range of tokens as they stand in the text; spaCy puts those of a Span together anew."""
        return self.text[self.begins[start] : self.ends[end - 1]]

    def word(self, i: int) -> str:
        """The word at a place, lower case; "" behind the end of the text."""
        return self.words[i] if i < len(self.words) else ""

    def in_set(self, i: int, name: str) -> bool:
        """Whether a token's lemma is in one of the ontology's word sets."""
        return self.lemmas[i] in self.word_sets.get(name, ())

    def in_any(self, i: int, names: Iterable[str]) -> bool:
        """Whether a token is one of the words of some word set of these names."""
        return any(self.in_set(i, name) for name in names)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child with one of these labels."""
        found = self.deps
        for c in self.children[i]:  # a loop: this is asked more often than anything else
            if found[c] in deps:
                return c
        return None

    def with_dep(self, i: int, *deps: str) -> list[int]:
        """Every child with one of these labels."""
        found = self.deps
        return [c for c in self.children[i] if found[c] in deps]

    def held(self, i: int) -> list[int]:
        """The nouns that a token's prepositions hold."""
        return [noun for prep in self.with_dep(i, "prep") for noun in self.with_dep(prep, "pobj")]

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang a token on another head; on itself it becomes a root. A head from below it takes its old place."""
        if head != i and i in self.ancestors(head):
            self.attach(head, head if self.heads[i] == i else self.heads[i], self.deps[i])
        if self.heads[i] != i:
            self.children[self.heads[i]].remove(i)
        self.heads[i], self.deps[i] = head, dep
        if head != i:
            self.children[head] = sorted([*self.children[head], i])

    def attach_subject(self, i: int, verb: int) -> None:
        """Hang a token on a verb as its subject, as that of a passive where the verb has the auxiliary of one."""
        self.attach(i, verb, "nsubjpass" if self.child(verb, "auxpass") is not None else "nsubj")

    def move(self, tokens: Iterable[int], head: int) -> None:
        """Hang tokens on another head, each by the label that it has."""
        for i in list(tokens):
            self.attach(i, head, self.deps[i])

    def once(self, name: str, i: int, make: Callable[[Parse, int], Found]) -> Found:
        """What is found at a token, made when it is first asked for."""
        key = (name, i)
        if key not in self.cache:
            self.cache[key] = make(self, i)
        return cast(Found, self.cache[key])

    def left_edge(self, i: int) -> int:
        """The first token of a subtree."""
        edge = i
        for child in self.children[i]:
            if child > i:
                break
            edge = min(edge, self.left_edge(child))
        return edge

    def right_edge(self, i: int) -> int:
        """The last token of a subtree, closing punctuation aside."""
        return max([i, *(self.right_edge(c) for c in self.children[i] if c > i and self.pos[c] != "PUNCT")])

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def is_verb(self, i: int) -> bool:
        """Whether a token is a verb in use: an auxiliary only where it is a clause of its own."""
        return self.pos[i] == "VERB" or (self.pos[i] == "AUX" and self.deps[i] not in ("aux", "auxpass"))

    def is_somebody(self, i: int) -> bool:
        """Whether a noun may name somebody: a name, a pronoun or a noun for people or bodies."""
        sets = ("PersonNoun", "JobTitle", "GroupNoun", "OrganizationNoun")
        return self.pos[i] != "NOUN" or self.in_any(i, sets)

    def is_infinitive(self, i: int) -> bool:
        """Whether a verb stands with "to"."""
        return any(self.deps[c] == "aux" and self.tags[c] == "TO" for c in self.children[i])

    def is_passive(self, i: int) -> bool:
        """Whether a verb's surface subject is its logical object: full passives and bare past participles."""
        if self.child(i, "auxpass", "nsubjpass", "csubjpass") is not None:
            return True
        if self.tags[i] != "VBN":
            return False
        if self.deps[i] in ("xcomp", "oprd", "acomp"):  # "were reported killed", "was found murdered", "were slain"
            return self.child(i, "aux", "dobj") is None
        if self.deps[i] == "ccomp":  # "found two villagers killed", but "said rebels fled"
            return self.child(i, "aux", "dobj", "mark") is None and not self.in_set(self.heads[i], "SpeechVerb")
        if self.deps[i] in ("acl", "amod", "advcl"):
            # "most of them killed by heat", "with five wounded" have a subject, and are none the less passive
            has_subject, mark = self.child(i, "nsubj") is not None, self.child(i, "mark")
            is_absolute = self.child(i, "agent") is not None or (mark is not None and self.words[mark] == "with")
            return self.child(i, "aux") is None and (not has_subject or is_absolute)
        if self.deps[i] == "conj" and self.child(i, "nsubj") is not None:
            return self.child(i, "aux", "dobj") is None  # "left nine dead and dozens injured"
        # "two were killed and four wounded": the auxiliary is shared
        return self.deps[i] == "conj" and self.child(i, "aux", "dobj") is None and self.is_passive(self.heads[i])

    def particle(self, verb: int) -> str:
        """A verb's particle: "out" of "was carried out"; empty where it has none."""
        found = self.child(verb, "prt")
        return "" if found is None else self.words[found]

    def first_of(self, i: int) -> int:
        """The first of the list that a token is in: Mali, for Chad in "Mali, Niger and Chad"."""
        while self.deps[i] == "conj":
            i = self.heads[i]
        return i

    def coordinated(self, i: int) -> list[int]:
        """A nominal and the nominals coordinated with it: "Mali, Niger and Chad"."""
        found = [i]
        for c in self.children[i]:
            if self.deps[c] == "conj" and self.pos[c] in NOMINAL and self.child(c, "neg") is None:  # "but not Mali"
                found += self.coordinated(c)
        return found
