"""The sieve of appositions: a name and the description beside it are one entity.

"Ana Ruiz, the minister", "the minister, Ana Ruiz", "the town of Elne", "the two parties, Alba and Bora".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.reference.discourse import Discourse, kinds_agree
from kg.language.reference.mentions import Form, NounPhrase
from kg.model import EntityKind

_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)


def appositions(d: Discourse) -> None:
    """A name and the description beside it: "Ana Ruiz, the minister", "the minister, Ana Ruiz", "the town of Elne"."""
    for one, other in _appositive_pairs(d):
        first, second = d.phrases[one], d.phrases[other]
        if first.form is Form.NOMINAL and first.is_plural and second.form is Form.NAME:
            _list_members(d, one, other)
            continue
        nominal = first if first.form is Form.NOMINAL else second
        if _is_group_of_members(d, one, nominal):
            _describe_members(d, one, nominal)
            continue
        if d.cluster(one).agrees(d.cluster(other)) or _is_untyped(d, nominal):
            _entitle(d, one, other)
            d.merge(one, other)


def _entitle(d: Discourse, one: int, other: int) -> None:
    """Note the title that one of two appositives gives the other."""
    for nominal, holder in ((one, other), (other, one)):
        if d.phrases[nominal].form is Form.NOMINAL and d.phrases[holder].form is Form.NAME:
            title = d.finder.of_nominal(d.phrases[nominal], d.phrases[holder].head)
            if title is not None:
                d.titles.append(title)


def _appositive_pairs(d: Discourse) -> Iterator[tuple[int, int]]:
    parse = d.parse
    regions = d.nouns.words("SettlementNoun") | d.nouns.words("RegionNoun")
    for index, phrase in enumerate(d.phrases):
        if parse.deps[phrase.head] == "appos" and parse.heads[phrase.head] in d.at:
            yield _nearest(d, d.at[parse.heads[phrase.head]], phrase), index
        elif phrase.form is Form.NOMINAL:
            yield from ((name, index) for name in _beside(d, phrase))
        if phrase.form is Form.NOMINAL and phrase.determiner == "the" and not phrase.is_plural:
            yield from ((name, index) for name in _name_inside(d, phrase))
        if phrase.form is Form.NOMINAL and phrase.lemma in regions:
            yield from ((index, name) for name in _names_after_of(d, phrase))


def _nearest(d: Discourse, name: int, nominal: NounPhrase) -> int:
    """Of names that "and" joins the last, where one is described: "Ana Ruiz and Jan Kos, the foreign minister"."""
    if nominal.is_plural or nominal.form is not Form.NOMINAL or not nominal.determiner:
        return name
    last = d.at.get(nominal.start - 2) if d.parse.words[nominal.start - 1] == "," else None
    is_joined = last is not None and any(name in group and last in group for group in d.coordinations)
    return last if last is not None and is_joined and d.phrases[last].form is Form.NAME else name


def _beside(d: Discourse, nominal: NounPhrase) -> Iterator[int]:
    """A person's or body's name that a comma parts from a description, where the parser saw no apposition."""
    if not nominal.determiner or nominal.is_plural or nominal.kind in (None, EntityKind.THING, EntityKind.PLACE):
        return
    close = d.named_at.get(nominal.end)
    if close is not None and nominal.kind is EntityKind.PERSON and d.phrases[close].kind is EntityKind.PERSON:
        yield close
    behind = d.named_at.get(nominal.end + 1) if d.parse.words[nominal.end : nominal.end + 1] == [","] else None
    if behind is not None and nominal.kind is d.phrases[behind].kind is EntityKind.PERSON and _is_closed(d, behind):
        yield behind
    before = nominal.start - 2
    if before >= 0 and d.parse.words[nominal.start - 1] == "," and _ends_apposition(d, nominal):
        index = d.at.get(before)
        if (
            index is not None
            and d.phrases[index].form is Form.NAME
            and kinds_agree(d.phrases[index].kind, nominal.kind)
        ):
            yield index


def _is_closed(d: Discourse, name: int) -> bool:
    """Whether a comma closes a name that is no member of a list: "its governor, Ana Ruiz, warned"."""
    end, words = d.phrases[name].end, d.parse.words
    is_list = words[end + 1 : end + 2] in (["and"], ["or"]) or end + 1 in d.named_at
    return words[end : end + 1] == [","] and not is_list


def _name_inside(d: Discourse, nominal: NounPhrase) -> Iterator[int]:
    """The name that a noun for a body only explains: "the United Carters union", but not "the Telia subsidiary"."""
    inside = d.at.get(nominal.head - 1)
    is_body = nominal.lemma in d.nouns.words("BodyNoun")
    if inside is None or not is_body or d.parse.deps[nominal.head - 1] not in ("compound", "nmod"):
        return
    if d.phrases[inside].form is Form.NAME and d.phrases[inside].kind is EntityKind.ORGANIZATION:
        yield inside


def _ends_apposition(d: Discourse, nominal: NounPhrase) -> bool:
    """Whether a comma or full stop, at the latest after a prepositional phrase, closes what a comma opened."""
    words = d.parse.words[nominal.end : nominal.end + 10]
    stop = next((i for i, word in enumerate(words) if word in (",", ".", "–", "—", "and", "or")), None)
    verbs = any(d.parse.is_verb(i) for i in range(nominal.end, nominal.end + (stop or 0)))
    return stop is not None and words[stop] not in ("and", "or") and not verbs


def _names_after_of(d: Discourse, nominal: NounPhrase) -> Iterator[int]:
    parse = d.parse
    for child in parse.children[nominal.head]:
        if parse.words[child] == "of" and parse.deps[child] == "prep":
            held = parse.child(child, "pobj")
            index = d.at.get(held) if held is not None and held - nominal.head <= 4 else None
            if index is not None and d.phrases[index].name is not None and d.phrases[index].kind in _PLACES:
                yield index


def _is_untyped(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether a description may be of anybody: firms have rivals and own ships, too."""
    is_open = phrase.kind in (None, EntityKind.THING) or phrase.lemma in d.nouns.words("AnybodysNoun")
    return phrase.form is Form.NOMINAL and is_open and not phrase.is_plural


def _is_group_of_members(d: Discourse, index: int, nominal: NounPhrase) -> bool:
    """Keep "Lay and Skilling, the former chiefs" for the plural nouns, and lists of names for nobody."""
    if nominal.form is not Form.NOMINAL:
        return not _is_same_named(d, index, nominal)
    name_is_one = d.cluster(index).is_named and not d.cluster(index).is_plural
    return bool(nominal.is_plural) and name_is_one and nominal.kind is EntityKind.GROUP


def _describe_members(d: Discourse, last: int, nominal: NounPhrase) -> None:
    """ "Lay and Skilling, the former chiefs": all that "and" joins have the title."""
    members = next((group for group in d.coordinations if last in group), ())
    index = d.at[nominal.head]
    members = tuple(m for m in members if m != index)
    if nominal.form is not Form.NOMINAL or len(members) < 2 or not all(d.cluster(m).is_named for m in members):
        return
    d.several[d.root(index)] = members
    for member in members:
        title = d.finder.of_nominal(nominal, d.phrases[member].head)
        if title is not None:
            d.titles.append(title)


def _list_members(d: Discourse, plural: int, first: int) -> None:
    """ "The two parties, Alba and Bora": the plural stands for those whom it announces."""
    members = next((group for group in d.coordinations if first in group), ())
    if len(members) > 1 and all(d.cluster(m).is_named for m in members) and d.root(plural) not in d.several:
        d.several[d.root(plural)] = members


def _is_same_named(d: Discourse, index: int, other: NounPhrase) -> bool:
    """Whether two names side by side are one entity's: only a person's under two names of different length."""
    first = d.phrases[index]
    return first.kind is other.kind is EntityKind.PERSON and bool(d.cluster(index).words & {other.lemma})
