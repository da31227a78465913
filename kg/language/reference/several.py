"""The sieves that look back from mentions of several: "the two countries", "both sides", "each other", "the trio"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg.language.grammar.pronouns import RECIPROCAL
from kg.language.reference import memory
from kg.language.reference.definites import is_public, kinds_of_noun
from kg.language.reference.discourse import Cluster, Discourse
from kg.language.reference.memory import REACH, Reader, barred, tellers
from kg.language.reference.mentions import Form, NounPhrase
from kg.language.reference.salience import DECAY
from kg.model import EntityKind

JOINED = 16.0  # how much less in mind those may be whom "and" joined than the two most salient: four sentences
_NUMBERS: Mapping[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "neither": 2}
_NUMBERED: Mapping[str, int] = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}

Fits = Callable[[Cluster], bool]


def sets(reader: Reader, index: int) -> int | None:
    """ "The two countries", "both sides", "both": so many that "and" joined and are in mind, else the most salient."""
    d = reader.d
    phrase = d.phrases[index]
    count = _set_size(d, phrase)
    if count is None:
        return None
    fits = _fits_noun(d, phrase)
    group = _set_in_mind(reader, index, fits, count)
    counted = _counted(reader, index, count)
    if counted is not None and (group is None or _weight(reader, index, (counted,)) > _weight(reader, index, group)):
        return counted
    pair = _most_salient(reader, index, fits) if count == 2 else None
    if pair is not None and (group is None or JOINED * _weight(reader, index, group) < _weight(reader, index, pair)):
        group = pair
    if group is not None:
        reader.take_up(index, group)
    return None


def reciprocals(reader: Reader, index: int) -> int | None:
    """ "Each other", "one another": all who are the subject of its clause; so "each side blamed the other"."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.lemma == "other" and phrase.determiner == "the" and phrase.end - phrase.start == 2:
        each = (i for i in memory.clause_subjects(d, phrase) if d.phrases[i].determiner == "each")
        group = next((d.several[d.root(i)] for i in each if d.root(i) in d.several), None)
        if group is not None:
            reader.take_up(index, group)
        return None
    if phrase.lemma != RECIPROCAL or phrase.form is not Form.PRONOUN:
        return None
    roots = tuple(dict.fromkeys(d.root(i) for i in memory.clause_subjects(d, phrase, with_joined=True)))
    if len(roots) == 1 and roots[0] not in d.several:
        return roots[0]
    if roots:
        reader.take_up(index, roots)
    return None


def joined_sets(reader: Reader, index: int, fits: Fits, reach: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """The sets whose members all fit, the last first, with their weights."""
    d = reader.d
    sentence = d.phrases[index].sentence
    for other, group, weight in reversed(reader.sets):
        if sentence - other > reach:
            return
        roots = tuple(dict.fromkeys(d.root(i) for i in group))
        if index not in group and all(fits(d.clusters[root]) for root in roots):
            yield roots, weight * DECAY ** (sentence - other)


def _set_in_mind(reader: Reader, index: int, fits: Fits, count: int) -> tuple[int, ...] | None:
    """The set of so many whose least salient member is the most salient; of equals the last.

    None of it acts on it: whom "Norway and Cuba helped both sides" speaks of are two more.
    """
    reach, others = 2 if reader.d.phrases[index].form is Form.PRONOUN else 2 * REACH, barred(reader, index)
    sets_of_it = joined_sets(reader, index, fits, reach)
    found = [roots for roots, _ in sets_of_it if len(roots) == (count or len(roots)) and others.isdisjoint(roots)]
    return max(found, key=lambda roots: _weight(reader, index, roots), default=None)


def _counted(reader: Reader, index: int, count: int) -> int | None:
    """The people who were counted: "two Spaniards were held. The pair deny it", "both men"."""
    d, others = reader.d, barred(reader, index)
    phrase, people = d.phrases[index], (EntityKind.PERSON, EntityKind.GROUP)
    is_noun = phrase.form is Form.NOMINAL and phrase.lemma not in _NUMBERED and phrase.lemma not in _NUMBERS
    if is_noun and d.nouns.kinds.get(phrase.lemma) not in people:
        return None

    def agrees(root: int, cluster: Cluster) -> bool:
        first = d.phrases[root]
        if (
            root in others
            or root in d.several
            or first.form is not Form.NOMINAL
            or cluster.kind is not EntityKind.GROUP
        ):
            return False
        number = d.parse.child(first.head, "nummod")
        is_so_many = number is not None and _NUMBERS.get(d.parse.words[number]) == count
        return is_so_many and d.nouns.kinds.get(first.lemma) is EntityKind.PERSON

    return reader.best(index, agrees, reach=2 * REACH)


def _weight(reader: Reader, index: int, roots: tuple[int, ...]) -> float:
    """How much the least of a set is in mind where a mention stands."""
    return min(reader.salience.of(root, reader.d.phrases[index].sentence) for root in roots)


def _most_salient(reader: Reader, index: int, fits: Fits) -> tuple[int, ...] | None:
    """The two most salient, nobody who only tells or mediates; "both" is never two of three that "and" joined."""
    d, sentence = reader.d, reader.d.phrases[index].sentence
    others = barred(reader, index) | tellers(d, index) | _mediators(d)
    for other, group, _ in reader.sets:
        roots = {reader.d.root(i) for i in group}
        others |= roots if len(roots) > 2 and sentence - other < 2 else set()

    def agrees(root: int, cluster: Cluster) -> bool:
        is_known = cluster.is_named or cluster.kind is not EntityKind.THING  # a blaze is none of "the two men"
        return root not in others and is_known and fits(cluster) and not _is_plural(cluster)

    found = sorted(((weight, -root) for weight, root, _ in reader.candidates(index, agrees)), reverse=True)
    return tuple(sorted(-root for _, root in found[:2])) if len(found) > 1 else None


def _mediators(d: Discourse) -> set[int]:
    """Who stands between two sides: "Oman, which brokered the meeting, said both sides had agreed"."""
    parse = d.parse
    subjects = (i for i, p in enumerate(d.phrases) if parse.deps[p.head] == "nsubj")
    between = [d.phrases[i] for i in subjects if parse.in_set(parse.heads[d.phrases[i].head], "MediatingVerb")]
    owners = d.mentions_at(phrase.possessor for phrase in between if phrase.possessor is not None)
    return {d.root(i) for i in (*d.mentions_at(phrase.head for phrase in between), *owners)}


def _is_plural(cluster: Cluster) -> bool:
    return cluster.is_plural is True and cluster.kind is not EntityKind.GROUP


def _set_size(d: Discourse, phrase: NounPhrase) -> int | None:
    """How many a phrase takes up: "both", "all four", "the two men"; 0 for "the companies"; None for another."""
    if phrase.form is Form.PRONOUN:
        return _NUMBERS.get(phrase.lemma)
    if phrase.form is Form.NOMINAL and phrase.determiner == "the" and phrase.lemma in _NUMBERED:
        return _NUMBERED[phrase.lemma] if phrase.end - phrase.start == 2 else None
    if phrase.form is not Form.NOMINAL or not phrase.is_plural:
        is_either = phrase.determiner == "neither" or (
            phrase.determiner == "each" and phrase.lemma in d.nouns.words("SideNoun")
        )
        return 2 if phrase.form is Form.NOMINAL and is_either else None
    words = d.parse.words[phrase.start : phrase.end]
    is_noun = phrase.lemma in d.nouns.words("SideNoun")
    is_pair = words[0] == "both" or (words[0] == "the" and words[1] in d.nouns.words("PairAdjective"))
    if is_pair and is_noun:
        return 2
    is_state = phrase.lemma in d.nouns.words("StateNoun")  # "the neighbours"
    if words[0] == "the" and len(words) == 2 and (is_state or kinds_of_noun(d, phrase.lemma)):
        return 0 if d.parse.deps[phrase.head] in ("nsubj", "nsubjpass") else None
    if words[0] in ("the", "all", "these", "those"):
        number = next((_NUMBERS[word] for word in words[1:] if word in _NUMBERS), None)
        return number if number is not None and (is_noun or phrase.lemma in _NUMBERS) and len(words) <= 3 else None
    return None


def _fits_noun(d: Discourse, phrase: NounPhrase) -> Fits:
    """What the members of a set with this noun can be."""
    lemma = phrase.lemma
    if lemma == "couple":
        return lambda cluster: cluster.kind is EntityKind.PERSON
    if phrase.form is Form.PRONOUN or lemma in _NUMBERS or lemma in _NUMBERED or lemma in d.nouns.words("PartyNoun"):
        return _may_act
    kinds = kinds_of_noun(d, lemma) or frozenset({EntityKind.COUNTRY} if lemma in d.nouns.words("StateNoun") else ())
    if lemma in d.nouns.words("CompanyNoun"):
        return lambda cluster: cluster.kind in kinds and not is_public(d, cluster)
    if kinds:
        return lambda cluster: cluster.kind in kinds
    if d.nouns.kinds.get(lemma) is EntityKind.PERSON:
        return lambda cluster: (
            cluster.kind in (EntityKind.PERSON, EntityKind.THING)
        )  # "Ruiz and Sosa met. The two leaders"
    return _may_act


def _may_act(cluster: Cluster) -> bool:
    return cluster.kind not in (EntityKind.PLACE, EntityKind.THING, None)
