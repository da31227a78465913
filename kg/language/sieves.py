"""The precise sieves of coreference: names, appositions, predicates, relative pronouns, nouns that repeat.

Raghunathan et al., A multi-pass sieve for coreference resolution (2010): each sieve merges what it is sure of, the most
precise first, and every later one sees whole clusters. A sieve is a function that changes a Discourse.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.language.discourse import Discourse, kinds_agree
from kg.language.mentions import Form, NounPhrase
from kg.language.nouns import Gender
from kg.language.pronouns import FIRST, REFLEXIVE, RELATIVE, relative_antecedent
from kg.language.syntax import surface_subjects
from kg.model import EntityKind

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)
_LOWER_LETTER = re.compile(r"[a-z]")


def same_name(d: Discourse) -> None:
    """Mentions under one canonical name; "Mr Brandt" and "Mrs Brandt" are two."""
    first: dict[tuple[str, Gender | None], int] = {}
    genders = _genders(d)
    for index, phrase in d.named:
        gender = phrase.gender if len(genders[phrase.lemma]) > 1 else None
        d.merge(first.setdefault((phrase.lemma, gender), index), index)


def acronyms(d: Discourse) -> None:
    """A name in capitals is the one whose initials they are: "World Trade Organization", "WTO"."""
    full: dict[str, int] = {}
    for index, phrase in d.named:
        if phrase.kind is not EntityKind.PERSON and " " in phrase.lemma:
            for letters in _initials(_text(d, phrase)):
                full.setdefault(letters, index)
    for index, phrase in d.named:
        word = _text(d, phrase).replace(".", "")
        if len(word) > 1 and not _LOWER_LETTER.search(word) and word in full:
            d.merge(full[word], index)


def short_names(d: Discourse) -> None:
    """A person's surname or first name alone, and the opening of an organisation's name, is the full name's bearer.

    Of several bearers the last before its first use; from then on the short name stays with that one.
    """
    longer = _by_outer_words(d)
    chosen: dict[int, int] = {}
    for index, phrase in d.named:
        assert phrase.name is not None
        root = d.root(index)
        if phrase.name.known is not None or root in chosen:
            continue
        options = list(_full_names(d, index, longer))
        if options:
            before = [option for option in options if option < index]
            full = before[-1] if before else options[0]
            d.merge(full, index)
            chosen[d.root(index)] = full


def appositions(d: Discourse) -> None:
    """A name and the description beside it: "Ana Ruiz, the minister", "the minister, Ana Ruiz", "the town of Elne"."""
    for one, other in _appositive_pairs(d):
        first, second = d.phrases[one], d.phrases[other]
        nominal = first if first.form is Form.NOMINAL else second
        if _is_group_of_members(d, one, nominal):
            _describe_members(d, one, nominal)
            continue
        if d.cluster(one).agrees(d.cluster(other)) or _is_untyped(nominal):
            _entitle(d, one, other)
            d.merge(one, other)


def predicates(d: Discourse) -> None:
    """What somebody is said to be: "Ruiz is the minister", "became a senator", "was a poet and a legend"."""
    parse = d.parse
    for index, phrase in d.nominals:
        head = parse.heads[phrase.head] if parse.deps[phrase.head] == "conj" else phrase.head
        verb = parse.heads[head]
        if parse.deps[head] != "attr" or not parse.in_set(verb, "CopularVerb"):
            continue
        if any(parse.deps[c] in ("neg", "expl") or parse.tags[c] == "MD" for c in parse.children[verb]):
            continue
        subjects = d.mentions_at(surface_subjects(parse, verb)[0])
        if len(subjects) == 1 and parse.pos[phrase.head] != "NUM" and _may_be(d, subjects[0], index):
            d.merge(subjects[0], index)


def _may_be(d: Discourse, subject: int, index: int) -> bool:
    one, other = d.cluster(subject), d.cluster(index)
    if one.is_plural is not None and other.is_plural is not None and one.is_plural != other.is_plural:
        return False
    if one.kind is EntityKind.PERSON and other.kind is EntityKind.THING:
        return d.phrases[index].determiner in ("a", "an", "the")
    return one.kind is not None and other.kind not in (None, EntityKind.THING) and one.agrees(other)


def relative_pronouns(d: Discourse) -> None:
    """ "Who", "whose", "which" and "that" are the noun that their clause modifies, or all that "and" joins to it."""
    for index, phrase in d.pronouns:
        if phrase.lemma not in RELATIVE:
            continue
        token = relative_antecedent(d.parse, phrase.head)
        if token in d.at and d.at[token] != index:
            antecedent = d.cluster(d.at[token])
            if phrase.lemma != "which" or antecedent.kind is not EntityKind.PERSON:
                d.merge(d.at[token], index)


def reflexives(d: Discourse) -> None:
    """ "Himself" is the subject of its clause."""
    for index, phrase in d.pronouns:
        if phrase.lemma in REFLEXIVE:
            verb = next((a for a in d.parse.ancestors(phrase.head) if d.parse.is_verb(a)), None)
            subjects = d.mentions_at(surface_subjects(d.parse, verb)[0]) if verb is not None else []
            if len(subjects) == 1:
                d.merge(subjects[0], index)


def speakers(d: Discourse) -> None:
    """ "I", "we" and "our" inside a quotation are who says it."""
    for quote in d.quotes:
        if quote.speaker not in d.at:
            continue
        speaker = d.at[quote.speaker]
        for token in range(quote.start, quote.end):
            index = d.at.get(token)
            if index is not None and d.phrases[index].lemma in FIRST and d.phrases[index].form is Form.PRONOUN:
                d.merge(speaker, index)


def same_nouns(d: Discourse) -> None:
    """A definite noun phrase is the last entity called by its noun or a synonym, if it says nothing new of it."""
    called: dict[str, list[int]] = defaultdict(list)
    same = d.nouns.synonyms
    for index, phrase in enumerate(d.phrases):
        if phrase.form is Form.NOMINAL and phrase.determiner in DEFINITE and d.root(index) == index:
            lemma = same.get(phrase.lemma, phrase.lemma)
            antecedent = next((c for c in reversed(called[lemma]) if _may_repeat(d, c, index)), None)
            if antecedent is not None:
                d.merge(antecedent, index)
        if phrase.form is not Form.PRONOUN:
            for noun in d.clusters[d.root(index)].nouns:
                called[same.get(noun, noun)].append(index)


def possessed(d: Discourse) -> None:
    """The same thing of the same owner: "Kenya's parliament", "its parliament"."""
    owned: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, phrase in enumerate(d.phrases):
        owner = d.at.get(phrase.possessor) if phrase.possessor is not None else None
        if phrase.form is Form.PRONOUN or owner is None:
            continue
        key = (d.root(owner), phrase.lemma if phrase.form is Form.NOMINAL else d.parse.words[phrase.head])
        for other in reversed(owned[key]):
            if kinds_agree(d.cluster(other).kind, phrase.kind) and _says_nothing_new(d, other, index):
                d.merge(other, index)
                break
        owned[key].append(index)


def titles(d: Discourse) -> None:
    """ "The prime minister" is the last person who was given that title."""
    for index, phrase in d.nominals:
        if (
            phrase.is_plural
            or phrase.determiner not in DEFINITE
            or d.cluster(index).is_named
            or not d.finder.is_title(phrase)
        ):
            continue
        for title in reversed(d.titles):
            holder = d.at.get(title.holder)
            if holder is None or title.holder > phrase.head or title.lemma != phrase.lemma:
                continue
            if _modifiers(d, phrase) <= d.cluster(holder).words | set(title.words.lower().split()):
                d.merge(holder, index)
                break


def _entitle(d: Discourse, one: int, other: int) -> None:
    """Note the title that one of two appositives gives the other."""
    for nominal, holder in ((one, other), (other, one)):
        if d.phrases[nominal].form is Form.NOMINAL and d.phrases[holder].form is Form.NAME:
            title = d.finder.of_nominal(d.phrases[nominal], d.phrases[holder].head)
            if title is not None:
                d.titles.append(title)


def _appositive_pairs(d: Discourse) -> Iterator[tuple[int, int]]:
    parse = d.parse
    for index, phrase in enumerate(d.phrases):
        if parse.deps[phrase.head] == "appos" and parse.heads[phrase.head] in d.at:
            yield d.at[parse.heads[phrase.head]], index
        elif phrase.form is Form.NOMINAL:
            yield from ((name, index) for name in _beside(d, phrase))
        if phrase.form is Form.NOMINAL and phrase.lemma in d.nouns.words("SettlementNoun") | d.nouns.words(
            "RegionNoun"
        ):
            yield from ((index, name) for name in _names_after_of(d, phrase))


def _beside(d: Discourse, nominal: NounPhrase) -> Iterator[int]:
    """A person's or body's name that a comma parts from a description, where the parser saw no apposition."""
    if not nominal.determiner or nominal.is_plural or nominal.kind in (None, EntityKind.THING, EntityKind.PLACE):
        return
    close = d.named_at.get(nominal.end)
    if close is not None and nominal.kind is EntityKind.PERSON and d.phrases[close].kind is EntityKind.PERSON:
        yield close
    before = nominal.start - 2
    if before >= 0 and d.parse.words[nominal.start - 1] == "," and _ends_apposition(d, nominal):
        index = d.at.get(before)
        if (
            index is not None
            and d.phrases[index].form is Form.NAME
            and kinds_agree(d.phrases[index].kind, nominal.kind)
        ):
            yield index


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


def _is_untyped(phrase: NounPhrase) -> bool:
    return phrase.form is Form.NOMINAL and phrase.kind in (None, EntityKind.THING) and not phrase.is_plural


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


def _is_same_named(d: Discourse, index: int, other: NounPhrase) -> bool:
    """Whether two names side by side are one entity's: only a person's under two names of different length."""
    first = d.phrases[index]
    return first.kind is other.kind is EntityKind.PERSON and bool(d.cluster(index).words & {other.lemma})


def _text(d: Discourse, phrase: NounPhrase) -> str:
    assert phrase.name is not None
    text: str = phrase.name.span.text
    return text


def _initials(name: str) -> set[str]:
    words = name.replace("-", " ").split()
    return {
        "".join(word[0] for word in words if word[0].isupper()),
        "".join(word[0].upper() for word in words),
    }


def _genders(d: Discourse) -> Mapping[str, set[Gender]]:
    """The genders that titles and first names give each name."""
    found: dict[str, set[Gender]] = defaultdict(set)
    for _, phrase in d.named:
        if phrase.gender is not None:
            found[phrase.lemma].add(phrase.gender)
    return found


def _by_outer_words(d: Discourse) -> Mapping[str, list[int]]:
    """The named mentions of several words by the first and the last of them."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, phrase in d.named:
        words = phrase.lemma.split()
        if len(words) > 1:
            for word in dict.fromkeys((words[0], words[-1])):
                found[word].append(index)
    return found


def _full_names(d: Discourse, index: int, longer: Mapping[str, list[int]]) -> Iterator[int]:
    """The mentions of a longer name of the same kind that a short one may stand for."""
    short = d.phrases[index]
    words = short.lemma.split()
    for other in sorted({*longer.get(words[0], ()), *longer.get(words[-1], ())}):
        full = d.phrases[other].lemma.split()
        if len(full) <= len(words) or d.phrases[other].kind is not short.kind:
            continue
        opens = full[: len(words)] == words
        if short.kind is EntityKind.PERSON:
            fits = opens or full[-len(words) :] == words or (len(words) > 1 and _in_order(words, full))
            if fits and d.cluster(other).agrees(d.cluster(index)):
                yield other
        elif short.kind is EntityKind.ORGANIZATION and (
            opens or full[-len(words) - 1 :] == ["of", *words] or _is_national(d, other, full, words)
        ):
            yield other


def _is_national(d: Discourse, index: int, full: list[str], words: list[str]) -> bool:
    """Whether a body's name is another's behind a country: "United Kingdom Home Office", "Home Office"."""
    if full[-len(words) :] != words:
        return False
    first = d.at.get(d.phrases[index].head - len(words))
    return first is not None and d.phrases[first].kind in _PLACES and d.phrases[first].form is Form.NAME


def _in_order(words: list[str], full: list[str]) -> bool:
    rest = iter(full)
    return all(word in rest for word in words)


def _may_repeat(d: Discourse, antecedent: int, index: int) -> bool:
    phrase, cluster = d.phrases[index], d.cluster(antecedent)
    if cluster.is_plural is not None and phrase.is_plural is not None and cluster.is_plural != phrase.is_plural:
        return False
    if not kinds_agree(cluster.kind, phrase.kind) and cluster.kind is not EntityKind.THING:
        return phrase.kind is EntityKind.THING
    return _modifiers(d, phrase) <= cluster.words and _no_new_complement(d, phrase, antecedent)


def _no_new_complement(d: Discourse, phrase: NounPhrase, antecedent: int) -> bool:
    """ "The president of the bank" is not the president who was just named."""
    office = d.finder.office_of(phrase)
    if office is None or office < phrase.head:
        return True
    first = d.phrases[d.root(antecedent)]
    other = d.finder.office_of(first)
    return other is not None and d.root(d.at[other]) == d.root(d.at[office])


def _says_nothing_new(d: Discourse, antecedent: int, index: int) -> bool:
    return _modifiers(d, d.phrases[index]) <= d.cluster(antecedent).words | d.clusters[d.root(antecedent)].nouns


def _modifiers(d: Discourse, phrase: NounPhrase) -> set[str]:
    """The content words before the head, without the possessor."""
    parse = d.parse
    found = set()
    for i in range(phrase.start, phrase.end):
        if i != phrase.head and parse.pos[i] in ("NOUN", "PROPN", "ADJ", "NUM") and parse.deps[i] != "poss":
            found.add(parse.words[i])
    return found - {phrase.lemma, parse.words[phrase.end - 1]} - _ORDINALS


_ORDINALS = frozenset({"same", "latter", "former", "whole", "very", "own", "latest"})
