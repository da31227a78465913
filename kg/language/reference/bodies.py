"""Bodies under names of the same words in another order: "the Garment Workers' Federation".

A sieve of its own, as `sieves` has them. A body's name is taken apart into its kind ("federation"), what it is for or
of ("garment", "worker") and how far it reaches ("national", a country); the first two make out the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.language.reference.discourse import Discourse
from kg.language.reference.mentions import NounPhrase
from kg.model import EntityKind

_PREPOSITIONS = frozenset({"of", "for", "to", "on", "in"})
_FUNCTION = _PREPOSITIONS | {"the", "and", "&", "'s", "’s", "'", "’"}


def reworded_bodies(d: Discourse) -> None:
    """The same kind of body for the same cause is one: "the Union of Dockers", "the National Dockers' Union"."""
    kinds, reaching = d.nouns.words("PublicBodyNoun"), d.nouns.words("ReachWord")
    named: dict[tuple[str, frozenset[str]], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    bodies = [(i, p) for i, p in d.named if p.kind is EntityKind.ORGANIZATION and p.name and len(p.name.span) > 1]
    for index, phrase in bodies if len(bodies) > 1 else ():
        kind, rest = _parts(d, phrase)
        reach, cause = rest & reaching, rest - reaching
        if kind in kinds and cause:
            like = [i for i, far in named[kind, cause] if reach <= far or far <= reach]
            same = {d.root(i) for i in like if d.may_be_one_countrys(i, index)}
            if len(same) == 1:
                d.merge(same.pop(), index)
            named[kind, cause].append((index, reach))


def _parts(d: Discourse, phrase: NounPhrase) -> tuple[str, frozenset[str]]:
    """The noun for the kind of body, and the other words of its name but those for a country."""
    assert phrase.name is not None
    span = phrase.name.span
    words = {i: _stem(d.parse.words[i]) for i in range(span.start, span.end)}
    content = {i: word for i, word in words.items() if word not in _FUNCTION and i not in d.homes}
    head = _head(words, content)
    return content.get(head, ""), frozenset(word for i, word in content.items() if i != head)


def _head(words: Mapping[int, str], content: Mapping[int, str]) -> int:
    """The noun for the kind of body: before the first preposition, else the last word."""
    before = (i - 1 for i, word in words.items() if word in _PREPOSITIONS and i - 1 in content)
    return next(before, max(content, default=-1))


def _stem(word: str) -> str:
    """One form for "workers", "workers'" and "worker's", which the tokenizer has parted from its "'s"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
