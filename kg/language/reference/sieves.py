"""The precise sieves of coreference: names, appositions, predicates, relative pronouns, nouns that repeat.

Raghunathan et al., A multi-pass sieve for coreference resolution (2010): each sieve merges what it is sure of, the most
precise first, and every later one sees whole clusters. A sieve is a function that changes a Discourse.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.language.grammar.nouns import Gender
from kg.language.grammar.pronouns import FIRST, FIRST_PLURAL, REFLEXIVE, RELATIVE, relative_antecedent
from kg.language.grammar.syntax import surface_subjects
from kg.language.naming.initials import acronym, has_inner_capitals, initials, spoken_acronym
from kg.language.reference.discourse import Discourse, kinds_agree
from kg.language.reference.mentions import Form, NounPhrase
from kg.model import EntityKind

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)


def same_name(d: Discourse) -> None:
    """Mentions under one canonical name; "Mr Brandt" and "Mrs Brandt" are two, so are two countries' Senates."""
    first: dict[tuple[str, Gender | None, str | None], int] = {}
    last: dict[str, str] = {}
    genders, owners = _genders(d), _owners(d)
    for index, phrase in d.named:
        gender = phrase.gender if len(genders[phrase.lemma]) > 1 else None
        owner = None
        if len(owners[phrase.lemma]) > 1:
            owner = last[phrase.lemma] = d.owners.get(index) or last.get(phrase.lemma) or owners[phrase.lemma][0]
        d.merge(first.setdefault((phrase.lemma, gender, owner), index), index)


def acronyms(d: Discourse) -> None:
    """A name in capitals is the one whose initials they are: "World Trade Organization", "WTO"; so is "Unesco".

    Two letters that are known as somebody's stay his: "AP" in a text on the Action Party.
    """
    full: dict[str, int] = {}
    for index, phrase in d.named:
        if phrase.kind is not EntityKind.PERSON and (" " in phrase.lemma or has_inner_capitals(_text(d, phrase))):
            for letters in initials(_text(d, phrase)):
                full.setdefault(letters, index)
    for index, phrase in d.named:
        word = acronym(_text(d, phrase)) or spoken_acronym(_text(d, phrase))
        assert phrase.name is not None
        if word in full and (len(word) > 2 or phrase.name.known is None):
            d.merge(full[word], index)


def short_names(d: Discourse) -> None:
    """A person's surname or first name alone, and the opening of an organisation's name, is the full name's bearer.

    So is a name between the two: "Lula". Of several bearers the last before its first use; from then on the short name
    stays with that one.
    """
    longer = _by_words(d)
    chosen: dict[int, int] = {}
    for index, phrase in d.named:
        assert phrase.name is not None
        root = d.root(index)
        if phrase.name.known is not None or root in chosen:
            continue
        options = list(_full_names(d, index, longer)) or list(_middle_names(d, index, longer))
        if options:
            before = [option for option in options if option < index]
            full = before[-1] if before else options[0]
            d.merge(full, index)
            chosen[d.root(index)] = full


def unseen_names(d: Discourse) -> None:
    """A proper noun that the NER did not see is whoever the document calls so elsewhere: "shares in Ravna fell"."""
    tags = d.parse.tags
    unseen = [(i, p) for i, p in d.nominals if tags[p.head] == "NNP" and p.end - p.start == 1]
    if not unseen:
        return
    called: dict[str, int] = {}
    for index, phrase in d.named:
        words = _text(d, phrase).split()
        for text in (" ".join(words), words[-1] if phrase.kind is EntityKind.PERSON else words[0]):
            called.setdefault(text, index)
    for index, phrase in unseen:
        first = called.setdefault(d.parse.written(phrase.start, phrase.end), index)
        if d.cluster(first).kind is not EntityKind.COUNTRY:
            d.merge(first, index)


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
    """ "I", "we" and "our" inside a quotation are who says it; "we" of a spokesman or coach is whom he speaks for."""
    for quote in d.quotes:
        if quote.speaker not in d.at:
            continue
        speaker, body = d.at[quote.speaker], _spoken_for(d, quote.speaker)
        for token in range(quote.start, quote.end):
            index = d.at.get(token)
            if index is not None and d.phrases[index].lemma in FIRST and d.phrases[index].form is Form.PRONOUN:
                is_body = body is not None and d.phrases[index].lemma in FIRST_PLURAL
                d.merge(body if is_body and body is not None else speaker, index)


def _spoken_for(d: Discourse, speaker: int) -> int | None:
    """The body or country whose spokesman or coach somebody is, by title or by the noun for him."""
    phrase, spokesmen = d.phrases[d.at[speaker]], d.nouns.words("Spokesman")
    root = d.root(d.at[speaker])
    offices = [
        t.office for t in d.titles if t.lemma in spokesmen and t.holder in d.at and d.root(d.at[t.holder]) == root
    ]
    if phrase.form is Form.NOMINAL and phrase.lemma in spokesmen:
        offices.append(d.finder.office_of(phrase))
    bodies = (d.at[office] for office in offices if office is not None and office in d.at)
    return next((i for i in bodies if d.cluster(i).kind in (EntityKind.ORGANIZATION, *_PLACES)), None)


def same_nouns(d: Discourse) -> None:
    """A definite noun phrase is the last entity called by its noun or a synonym, if it says nothing new of it."""
    called: dict[str, list[int]] = defaultdict(list)
    exactly: dict[str, list[int]] = defaultdict(list)
    same = d.nouns.synonyms
    for index, phrase in enumerate(d.phrases):
        is_bare = phrase.end - phrase.start == 1 and d.parse.words[phrase.head] in d.nouns.words("BareNoun")
        is_definite = phrase.determiner in DEFINITE
        is_new = d.parse.word(phrase.start + 1) == "same" and _is_as_many(d, phrase)
        if phrase.form is Form.NOMINAL and (is_definite or is_bare) and not is_new and d.root(index) == index:
            lemma = same.get(phrase.lemma, phrase.lemma)
            antecedent = next((c for c in reversed(exactly[phrase.lemma]) if _may_repeat(d, c, index)), None)
            if antecedent is None and len(called[lemma]) > len(exactly[phrase.lemma]):
                # a tanker is sooner one than a ship
                antecedent = next((c for c in reversed(called[lemma]) if _may_repeat(d, c, index)), None)
            if antecedent is not None:
                d.merge(antecedent, index)
        if phrase.form is not Form.PRONOUN:
            for noun in d.clusters[d.root(index)].nouns:
                called[same.get(noun, noun)].append(index)
                exactly[noun].append(index)


def _is_as_many(d: Discourse, phrase: NounPhrase) -> bool:
    """ "The same number of clerks" are others."""
    return d.parse.words[phrase.start : phrase.start + 3] == ["the", "same", "number"]


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
            is_same = d.nouns.synonyms.get(title.lemma, title.lemma) == d.nouns.synonyms.get(phrase.lemma, phrase.lemma)
            if holder is None or title.holder > phrase.head or not is_same:
                continue
            if _modifiers(d, phrase) <= d.cluster(holder).words | set(title.words.lower().split()):
                d.merge(holder, index)
                break


def _text(d: Discourse, phrase: NounPhrase) -> str:
    assert phrase.name is not None
    return d.parse.written(phrase.name.span.start, phrase.name.span.end)


def _genders(d: Discourse) -> Mapping[str, set[Gender]]:
    """The genders that titles and first names give each name."""
    found: dict[str, set[Gender]] = defaultdict(set)
    for _, phrase in d.named:
        if phrase.gender is not None:
            found[phrase.lemma].add(phrase.gender)
    return found


def _owners(d: Discourse) -> Mapping[str, list[str]]:
    """The countries that have a body of each name, in text order."""
    found: dict[str, list[str]] = defaultdict(list)
    for index, owner in d.owners.items():
        lemma = d.phrases[index].lemma
        if owner not in found[lemma]:
            found[lemma].append(owner)
    return found


def _by_words(d: Discourse) -> Mapping[str, list[int]]:
    """The named mentions of several words by the first and the last of them, people's by the words between too."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, phrase in d.named:
        for words in _forms(d, index):
            if len(words) > 1:
                inner = words[1:-1] if phrase.kind is EntityKind.PERSON else ()
                for word in dict.fromkeys((words[0], words[-1], _ARTICLE.sub("", words[-1]), *inner)):
                    found[word].append(index)
    return found


def _forms(d: Discourse, index: int) -> list[list[str]]:
    """The words of a name, and as it stands where it is known by another: "U.S. Justice Department"."""
    phrase = d.phrases[index]
    words = _words_of_name(phrase.lemma)
    assert phrase.name is not None
    if phrase.name.known is None or len(words) < 2:
        return [words]
    return [words, _text(d, phrase).lower().split()]


def _words_of_name(lemma: str) -> list[str]:
    """The words of a name without what tells father and son apart: "Ivo Ramos Jr"."""
    words = lemma.split()
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words


_OF = frozenset({"of", "de", "da", "do", "del", "du", "di"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_ARTICLE = re.compile(r"^(?:al|el|as|ad|ash)-")  # "al-Burhan" and "Burhan" are one surname


def _full_names(d: Discourse, index: int, longer: Mapping[str, list[int]]) -> Iterator[int]:
    """The mentions of a longer name of the same kind that a short one may stand for."""
    short = d.phrases[index]
    words = _words_of_name(short.lemma)
    for other in sorted({*longer.get(words[0], ()), *longer.get(words[-1], ())}):
        if d.phrases[other].kind is short.kind and any(_is_short(d, index, words, other, f) for f in _forms(d, other)):
            yield other


def _middle_names(d: Discourse, index: int, longer: Mapping[str, list[int]]) -> Iterator[int]:
    """The people who have a word alone between the first name and the last: "Lula"."""
    phrase = d.phrases[index]
    if phrase.kind is EntityKind.PERSON and " " not in phrase.lemma:
        for other in longer.get(phrase.lemma, ()):
            if d.phrases[other].kind is EntityKind.PERSON and d.cluster(other).agrees(d.cluster(index)):
                yield other


def _is_short(d: Discourse, index: int, words: list[str], other: int, full: list[str]) -> bool:
    """Whether a name is the short one of another's bearer."""
    full = full if words[-1] == full[-1] else [*full[:-1], _ARTICLE.sub("", full[-1])]
    if len(full) <= len(words):
        return False
    opens, ends = full[: len(words)] == words, full[-len(words) :] == words
    if d.phrases[index].kind is EntityKind.PERSON:
        fits = opens or ends or (len(words) > 1 and _in_order(words, full))
        return fits and d.cluster(other).agrees(d.cluster(index))
    is_body = d.phrases[index].kind is EntityKind.ORGANIZATION and d.may_be_one_countrys(index, other)
    ends = ends and (full[-len(words) - 1] in _OF or _is_national(d, other, len(words)))
    return is_body and (opens or ends or _leaves_words_out(words, full))


def _is_national(d: Discourse, index: int, length: int) -> bool:
    """Whether a body's name is one of so many words behind a country's: "Malian Army Council", "UK Home Office"."""
    phrase = d.phrases[index]
    before = phrase.head - length
    first = d.at.get(before)
    is_place = first is not None and d.phrases[first].kind in _PLACES and d.phrases[first].form is Form.NAME
    assert phrase.name is not None
    is_public = length > 1 and d.parse.words[phrase.head] in d.nouns.words("PublicBodyNoun")
    return is_place or is_public or phrase.name.known is not None


def _leaves_words_out(words: list[str], full: list[str]) -> bool:
    """ "Ravna Police Department", of "Ravna City Police Department", but not a "University of" two places."""
    is_framed = len(words) > 2 and words[0] == full[0] and words[-1] == full[-1]
    return is_framed and _OF.isdisjoint(words) and _in_order(words, full)


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
