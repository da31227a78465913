"""The attribute ruler and the lemmatizer of a spaCy pipeline with their answers remembered: the same annotations.

The ruler matches more than a hundred patterns at every token, a tenth of the time of the small English pipeline. Nearly
all of them look at one token alone, so that its tag, its label and its word (where a rule names it) say what the ruler
does: it is asked once for each such token. Rules over several tokens are matched in every text. The rules for lemmas
look at a word with its coarse tag and morphology, and are asked once for each of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

RULER = "attribute_ruler"
LEMMATIZER = "lemmatizer"
_LOOKED_AT = ("LOWER", "TAG", "DEP", "IS_SPACE")
_OF_LEMMAS = ("ORTH", "POS", "MORPH", "LEMMA")
_PREDICATES = frozenset({"IN", "NOT_IN", "REGEX"})

Rule = tuple[int, int]  # its place among the ruler's rules, and the matcher's name for it
Condition = dict[str, Any]  # what a rule asks of one token


@Language.factory("kg_attributes")
def make_attributes(nlp: Language, name: str) -> RememberedRules:
    """The component for the pipeline's own ruler."""
    ruler = nlp.get_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    return RememberedRules(ruler)


@Language.factory("kg_lemmas")
def make_lemmas(nlp: Language, name: str) -> RememberedLemmas:
    """The component for the pipeline's own lemmatizer."""
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    assert isinstance(lemmatizer, Lemmatizer)
    return RememberedLemmas(lemmatizer)


def remember_attributes(nlp: Language) -> None:
    """Let a pipeline remember what its attribute ruler and its lemmatizer do, where they look at nothing else."""
    ruler = nlp.get_pipe(RULER) if RULER in nlp.pipe_names else None
    if isinstance(ruler, AttributeRuler) and all(map(_is_simple, _conditions(ruler))):
        nlp.add_pipe("kg_attributes", after=RULER)
        nlp.disable_pipe(RULER)
    lemmatizer = nlp.get_pipe(LEMMATIZER) if LEMMATIZER in nlp.pipe_names else None
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule" and not lemmatizer.overwrite:
        nlp.add_pipe("kg_lemmas", after=LEMMATIZER)
        nlp.disable_pipe(LEMMATIZER)


class RememberedRules:
    """Does to a Doc what an attribute ruler does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler: Any = ruler
        asked = [condition["LOWER"] for condition in _conditions(ruler) if "LOWER" in condition]
        self.listed = {word for words in asked for word in _listed(words)}
        self.forms = [re.compile(words["REGEX"]) for words in asked if isinstance(words, dict) and "REGEX" in words]
        self.words: dict[int, int] = {}  # a word -> itself where some rule looks at it, 0 for all the others
        self.seen: dict[tuple[int, ...], tuple[Rule, ...]] = {}
        self.given: dict[tuple[Rule, ...], dict[int, int]] = {}  # what rules over one token set, later over earlier
        self.phrases = Matcher(ruler.vocab)  # the rules over several tokens, under the ruler's names for them
        for index, patterns in enumerate(_patterns(ruler)):
            if longer := [pattern for pattern in patterns if len(pattern) > 1]:
                self.phrases.add(str(index), longer)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with the attributes that the rules give, later rules over earlier ones."""
        strings = doc.vocab.strings
        found = list(self._rules(doc))
        phrases = [(int(strings[key]), key, start, end) for key, start, end in self.phrases(doc, allow_missing=True)]
        within = {i for _, _, start, end in phrases for i in range(start, end)}
        for i, rules in enumerate(found):
            if rules and i not in within:
                set_token_attrs(doc[i], self._given(rules))
        matches = [(index, key, i, i + 1) for i in within for index, key in found[i]]
        self.ruler.set_annotations(doc, sorted([*matches, *phrases]))
        return doc

    def _given(self, rules: tuple[Rule, ...]) -> dict[int, int]:
        """All that these rules set together."""
        if rules not in self.given:
            self.given[rules] = {k: v for index, _ in sorted(rules) for k, v in self.ruler.attrs[index].items()}
        return self.given[rules]

    def _rules(self, doc: Doc) -> Iterator[tuple[Rule, ...]]:
        """For each token the rules that look at it alone."""
        for i, (word, *others) in enumerate(doc.to_array(list(_LOOKED_AT)).tolist()):
            if word not in self.words:
                self.words[word] = word if self._is_asked_for(doc.vocab.strings[word]) else 0
            token = (self.words[word], *others)
            if token not in self.seen:
                self.seen[token] = tuple((index, key) for index, key, _, _ in self.ruler.match(doc[i : i + 1]))
            yield self.seen[token]

    def _is_asked_for(self, word: str) -> bool:
        return word in self.listed or any(form.search(word) for form in self.forms)


class RememberedLemmas:
    """Does to a Doc what a lemmatizer by rules does."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self.seen: dict[tuple[int, ...], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with a lemma for each token that has none."""
        for token, (*looked_at, lemma) in zip(doc, doc.to_array(list(_OF_LEMMAS)).tolist(), strict=True):
            if not lemma:
                key = tuple(looked_at)
                if key not in self.seen:
                    self.seen[key] = self.lemmatizer.lemmatize(token)[0]
                token.lemma_ = self.seen[key]
        return doc


def _patterns(ruler: AttributeRuler) -> list[list[list[Condition]]]:
    """The patterns of each rule."""
    rules: list[Any] = ruler.patterns
    return [rule["patterns"] for rule in rules]


def _conditions(ruler: AttributeRuler) -> Iterator[Condition]:
    """What the rules ask of each token."""
    return (condition for patterns in _patterns(ruler) for pattern in patterns for condition in pattern)


def _is_simple(condition: Condition) -> bool:
    """Whether a token is compared by what is looked at here, and by nothing else."""
    wanted = (value for value in condition.values() if isinstance(value, dict))
    return condition.keys() <= set(_LOOKED_AT) and all(value.keys() <= _PREDICATES for value in wanted)


def _listed(words: str | Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The words that a condition names."""
    if isinstance(words, str):
        return (words,)
    return (word for predicate, listed in words.items() if predicate != "REGEX" for word in listed)
