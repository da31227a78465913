"""The mentions of a Doc and the clusters they are put into: what the sieves of coreference work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.language.annotations import homes, natives
from kg.language.grammar.nouns import Gender, Nouns
from kg.language.parse.tree import Parse
from kg.language.reference.mentions import Form, NounPhrase, find_mentions
from kg.language.reference.titles import Title, TitleFinder
from kg.language.saying.utterances import Utterance, find_utterances
from kg.model import EntityKind

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_SAME = {
    frozenset({EntityKind.COUNTRY, EntityKind.PLACE}),
    frozenset({EntityKind.ORGANIZATION, EntityKind.GROUP}),
}


@dataclass(slots=True)
class Cluster:
    """What is known of the mentions that are one entity so far."""

    phrases: list[int]
    kind: EntityKind | None
    is_plural: bool | None
    gender: Gender | None
    is_named: bool
    nouns: set[str] = field(default_factory=set)  # head nouns that it was called by: "carmaker", "judge"
    words: set[str] = field(default_factory=set)  # every content word of its mentions

    def agrees(self, other: Cluster) -> bool:
        """Whether both may be one entity by kind and gender."""
        if self.gender and other.gender and self.gender is not other.gender:
            return False
        return kinds_agree(self.kind, other.kind)

    def absorb(self, other: Cluster) -> None:
        """Take in another cluster; what a name says counts more than what a noun does."""
        strong, weak = (other, self) if other.is_named and not self.is_named else (self, other)
        kind = weak.kind if strong.kind in (None, EntityKind.THING) and not strong.is_named else strong.kind
        self.kind = kind if kind is not None else weak.kind
        self.is_plural = strong.is_plural if strong.is_plural is not None else weak.is_plural
        self.gender = strong.gender or weak.gender
        self.is_named = strong.is_named
        self.phrases = sorted(self.phrases + other.phrases)
        self.nouns |= other.nouns
        self.words |= other.words


def kinds_agree(one: EntityKind | None, other: EntityKind | None) -> bool:
    """Whether two kinds may be one entity's: unknown with all, a country with a place, a body with a group."""
    return one is None or other is None or one is other or frozenset({one, other}) in _SAME


class Discourse:
    """The state of coreference: mentions in text order, clusters, and mentions that stand for several entities."""

    def __init__(self, parse: Parse, nouns: Nouns, verbs: frozenset[str]) -> None:
        self.parse = parse
        self.nouns = nouns
        self.verbs = verbs  # of speech
        self.natives = natives(parse.doc)
        self.homes = homes(parse.doc)
        self.phrases = find_mentions(parse, nouns)
        self.at = {phrase.head: index for index, phrase in enumerate(self.phrases)}  # head token -> mention
        self.clusters = {index: self._cluster(index, phrase) for index, phrase in enumerate(self.phrases)}
        self.several: dict[int, tuple[int, ...]] = {}  # root -> the mentions that it stands for together
        self._parents = list(range(len(self.phrases)))
        finder = TitleFinder(parse, nouns, {phrase.head: phrase for phrase in self.phrases})
        self.titles: list[Title] = [*finder.before_names(), *finder.from_predicates()]
        self.finder = finder

    @cached_property
    def quotes(self) -> tuple[Utterance, ...]:
        """The direct quotations, with the head tokens of their speakers."""
        return find_utterances(self.parse, self.verbs)

    def text(self, start: int, end: int) -> str:
        """The words of a range of tokens, with single spaces."""
        text = self.parse.written(start, end)
        return text if end - start == 1 else " ".join(text.split())

    def words_of(self, phrase: NounPhrase) -> list[str]:
        """The words of a mention, lower case."""
        return self.parse.words[phrase.start : phrase.end]

    def root(self, index: int) -> int:
        """The cluster of a mention, by its first mention's index."""
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def cluster(self, index: int) -> Cluster:
        """What is known of a mention's entity."""
        return self.clusters[self.root(index)]

    def merge(self, one: int, other: int) -> bool:
        """Make two mentions one entity; whether they were two, and neither stands for several."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second or second in self.several or first in self.several:
            return False
        self.clusters[first].absorb(self.clusters.pop(second))
        self._parents[second] = first
        return True

    @cached_property
    def named(self) -> list[tuple[int, NounPhrase]]:
        """The named mentions with their indexes."""
        return [(index, phrase) for index, phrase in enumerate(self.phrases) if phrase.form is Form.NAME]

    @cached_property
    def named_at(self) -> dict[int, int]:
        """The first token of a name -> its mention."""
        return {phrase.name.span.start: index for index, phrase in self.named if phrase.name is not None}

    @cached_property
    def names_end(self) -> set[int]:
        """The last tokens of names."""
        return {phrase.name.span.end - 1 for _, phrase in self.named if phrase.name is not None}

    @cached_property
    def nominals(self) -> list[tuple[int, NounPhrase]]:
        """The nominal mentions with their indexes."""
        return [(index, phrase) for index, phrase in enumerate(self.phrases) if phrase.form is Form.NOMINAL]

    @cached_property
    def pronouns(self) -> list[tuple[int, NounPhrase]]:
        """The pronouns with their indexes."""
        return [(index, phrase) for index, phrase in enumerate(self.phrases) if phrase.form is Form.PRONOUN]

    @cached_property
    def owners(self) -> dict[int, str]:
        """The countries whose bodies are, by mention: "the Kenyan Senate", "Kenya's Senate", "the Senate of Kenya"."""
        found: dict[int, str] = {}
        for index, phrase in self.named:
            if phrase.kind is EntityKind.ORGANIZATION and phrase.name is not None and phrase.name.known is None:
                owner = next((self.homes[i] for i in range(phrase.start, phrase.end) if i in self.homes), None)
                owner = owner or next(self._possessors(phrase), None)
                if owner is not None:
                    found[index] = owner
        return found

    def may_be_one_countrys(self, one: int, other: int) -> bool:
        """Whether no two countries have the bodies of two mentions, by all that each is called."""
        phrases = (*self.cluster(one).phrases, *self.cluster(other).phrases)
        return len({self.owners[i] for i in phrases if i in self.owners}) < 2

    def _possessors(self, phrase: NounPhrase) -> Iterator[str]:
        tokens = (*self.parse.with_dep(phrase.head, "poss"), *self.parse.held(phrase.head))
        for index in self.mentions_at(tokens):
            name = self.phrases[index].name
            if name is not None and name.kind is EntityKind.COUNTRY:
                yield name.name

    def mentions_at(self, tokens: Iterable[int]) -> list[int]:
        """The mentions with these head tokens."""
        return [self.at[token] for token in tokens if token in self.at]

    def quote_of(self, token: int) -> Utterance | None:
        """The quotation that a token stands in."""
        return self._quoted.get(token)

    @cached_property
    def _quoted(self) -> Mapping[int, Utterance]:
        """The quotations by the tokens in them, the first of several."""
        return {i: quote for quote in reversed(self.quotes) for i in range(quote.start, quote.end)}

    @cached_property
    def coordinations(self) -> list[tuple[int, ...]]:
        """Mentions that "and" joins, in text order: "Spain, Malta and the two envoys"."""
        members: dict[int, list[int]] = defaultdict(list)
        for index, phrase in enumerate(self.phrases):
            token = phrase.head
            while self.parse.deps[token] == "conj" and self.parse.heads[token] in self.at:
                token = self.parse.heads[token]
            members[token].append(index)
        return [tuple(group) for group in members.values() if len(group) > 1]

    def _cluster(self, index: int, phrase: NounPhrase) -> Cluster:
        form = phrase.form
        if form is Form.PRONOUN:
            return Cluster([index], phrase.kind, phrase.is_plural, phrase.gender, is_named=False)
        words, pos = self.parse.words, self.parse.pos
        said = {words[i] for i in range(phrase.start, phrase.end) if pos[i] in _CONTENT}
        said.add(phrase.lemma)
        nouns = {phrase.lemma} if form is Form.NOMINAL else self._described(phrase)
        return Cluster([index], phrase.kind, phrase.is_plural, phrase.gender, form is Form.NAME, nouns, said)

    def _described(self, phrase: NounPhrase) -> set[str]:
        """What a name calls its bearer: its last word or, before "of", its head, and the nouns before it.

        "The carmaker Seat" is a carmaker, the "Court of Appeal" a court and no appeal.
        """
        assert phrase.name is not None
        last = phrase.name.span.end - 1
        is_body = phrase.kind is EntityKind.ORGANIZATION
        is_of = is_body and self.parse.words[phrase.head + 1 : phrase.head + 2] == ["of"] and phrase.head + 1 < last
        found = {self.parse.words[last]} if phrase.kind is not EntityKind.PERSON and not is_of else set()
        if is_body:
            found.add(self.parse.words[phrase.head])
        before = phrase.name.span.start - 1
        if before >= 0 and self._describes(before, phrase.head):
            found.add(self.parse.lemmas[before])
        return found

    def _describes(self, before: int, head: int) -> bool:
        """Whether the word before a name is a noun of the same phrase, and no name itself."""
        if self.parse.pos[before] not in ("NOUN", "PROPN") or before in self.names_end:
            return False
        return self.parse.deps[before] in ("compound", "nmod", "appos") or self.parse.heads[head] == before
