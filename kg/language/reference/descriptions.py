"""The sieves that look back from nouns: "the carmaker", "the tycoon", "the president", "his country".

What a definite noun can stand for is said by the ontology's word sets; of the entities that it fits the most salient is
meant, unless the phrase itself tells it from those that were named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.language.reference.definites import called, has_complement, is_public, is_town, kinds_of_noun, known_of
from kg.language.reference.discourse import Cluster, Discourse
from kg.language.reference.memory import REACH, Reader, barred, tellers
from kg.language.reference.mentions import Form, NounPhrase, is_year_old
from kg.language.reference.sieves import DEFINITE
from kg.model import EntityKind

_OF_TWO = {"latter": 0, "former": 1}  # of the last names, the last first
OFTEN = 6  # names from which on more do not count; tuned on news of our own


def nouns_of_kind(reader: Reader, index: int) -> int | None:
    """ "The country", "the carmaker", "the group": the most salient entity that such a noun can stand for."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.NOMINAL or phrase.is_plural or phrase.determiner not in DEFINITE:
        return None
    kinds = kinds_of_noun(d, phrase.lemma)
    if not kinds or d.parse.pos[phrase.head] == "PROPN" or has_complement(d, phrase):
        return None
    if _has_unknown_name(d, phrase) or (EntityKind.ORGANIZATION in kinds and _is_told_apart(d, phrase)):
        return None
    homes = _homes_named(d, phrase) if EntityKind.ORGANIZATION in kinds else frozenset()
    is_firm = phrase.lemma in d.nouns.words("CompanyNoun")
    if homes is None:
        return None
    states = _countries_in(d, [index]) if EntityKind.COUNTRY in kinds else set()
    is_region = phrase.lemma not in d.nouns.words("SettlementNoun")
    others = barred(reader, index)
    if EntityKind.COUNTRY in kinds and not states and (inside := _regions_in(d, phrase)):
        kinds, others = frozenset({EntityKind.COUNTRY}), others | inside  # "the Gulf state", "the Asian nation"
    is_apart = phrase.lemma in d.nouns.words("CivilBodyNoun")
    is_narrow = phrase.lemma in d.nouns.words("NarrowBodyNoun")
    if is_narrow:
        beside = (i for i, other in d.named if other.sentence == phrase.sentence)
        others |= {d.root(i) for i in beside if phrase.lemma not in d.cluster(i).nouns}

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in others or not cluster.is_named or cluster.kind not in kinds or cluster.is_plural:
            return False
        if homes and not _may_be_of(d, cluster, homes):
            return False
        if is_firm and (is_public(d, cluster) or _is_only_told(d, cluster)):
            return False
        if is_narrow and phrase.lemma not in cluster.nouns and _is_firm(d, cluster):
            return False
        if is_apart and not called(d, cluster).isdisjoint(d.nouns.words("StateOrganWord")):
            return False  # "most of the party", behind the Senate
        if cluster.kind is EntityKind.COUNTRY and all(_is_ones_origin(d, i) for i in cluster.phrases):
            return False  # "a Dutch nurse"
        if states and cluster.kind is EntityKind.COUNTRY and not _is_called(d, cluster, states):
            return False  # "the Angolan state" is Angola
        return cluster.kind is not EntityKind.PLACE or not (is_region and is_town(d, cluster))

    is_plain = phrase.end - phrase.start == 2 or EntityKind.COUNTRY in kinds  # "the company", but "the African side"
    found = list(reader.candidates(index, agrees, 2 * REACH if is_plain else REACH))
    if phrase.lemma in d.nouns.words("AuthorityNoun"):  # "the regulator" is sooner a commission than a firm
        found = [candidate for candidate in found if is_public(d, d.clusters[candidate[1]])] or found
    return _most_named(d, found)


def _has_unknown_name(d: Discourse, phrase: NounPhrase) -> bool:
    """ "The SNPL union": an acronym that the NER did not see names a body of its own."""
    inside = range(phrase.start, phrase.head)
    return any(d.parse.tags[i] == "NNP" and d.parse.doc[i].is_upper and i not in d.at for i in inside)


def _is_firm(d: Discourse, cluster: Cluster) -> bool:
    """Whether a body was called a company before."""
    return not cluster.nouns.isdisjoint(d.nouns.words("CompanyNoun"))


def _regions_in(d: Discourse, phrase: NounPhrase) -> set[int]:
    """The places in a phrase."""
    inside = (d.at[i] for i in range(phrase.start, phrase.head) if i in d.at)
    return {d.root(i) for i in inside if d.phrases[i].kind is EntityKind.PLACE}


def latter(reader: Reader, index: int) -> int | None:
    """ "The latter", "the former": the last of the two who were named last, or the first of them."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.lemma not in _OF_TWO or phrase.form is not Form.NOMINAL or phrase.end - phrase.start != 2:
        return None
    near = [
        (other.head, d.root(i))
        for i, other in d.named
        if other.head < phrase.start and phrase.sentence - other.sentence < 2 and other.kind is not EntityKind.PLACE
    ]
    roots = list(dict.fromkeys(root for _, root in sorted(near, reverse=True)))
    return roots[_OF_TWO[phrase.lemma]] if len(roots) > 1 else None


def rivals(reader: Reader, index: int) -> int | None:
    """ "Its rival", "Peru's neighbour": another body or country, the most named where there are more."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.lemma not in d.nouns.words("RivalNoun") or phrase.is_plural or phrase.possessor not in d.at:
        return None
    owner = d.cluster(d.at[phrase.possessor])
    if phrase.form is not Form.NOMINAL or owner.kind not in (EntityKind.COUNTRY, EntityKind.ORGANIZATION):
        return None
    others = barred(reader, index) | {d.root(d.at[phrase.possessor])}
    home = known_of(d, owner)
    around = home.neighbours if home is not None and phrase.lemma in d.nouns.words("StateNoun") else ()

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in others or not cluster.is_named or cluster.kind is not owner.kind or cluster.is_plural:
            return False
        known = known_of(d, cluster) if around else None
        return known is None or known.iso in around

    found = reader.candidates(index, agrees, reach=2 * REACH)
    return _most_named(d, found)


def militants(reader: Reader, index: int) -> int | None:
    """ "The rebels", where nobody was called so: the most salient armed body."""
    d = reader.d
    phrase = d.phrases[index]
    is_plain = phrase.end - phrase.start == 2 and phrase.determiner == "the" and phrase.form is Form.NOMINAL
    if not is_plain or phrase.lemma not in d.nouns.words("MilitantNoun") or has_complement(d, phrase):
        return None
    others, signs = barred(reader, index), d.nouns.words("ArmedBodyWord")

    def agrees(root: int, cluster: Cluster) -> bool:
        is_body = cluster.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP) and cluster.is_named
        return is_body and root not in others and not signs.isdisjoint(cluster.words | cluster.nouns)

    return reader.best(index, agrees, reach=2 * REACH)


def _most_named(d: Discourse, candidates: Iterable[tuple[float, int, str]]) -> int | None:
    """Whom a noun may stand for: what an article names most is what it is about, and its "country"."""

    def weighed(candidate: tuple[float, int, str]) -> tuple[float, int]:
        weight, root, _ = candidate
        names = sum(d.phrases[i].form is Form.NAME for i in d.clusters[root].phrases)
        return weight * (1 + min(names, OFTEN)), -root

    return max(candidates, key=weighed, default=(0.0, None, ""))[1]


def _is_told_apart(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether a phrase is about another than the one that was named: "the rival group", "the pop art movement"."""
    words = d.words_of(phrase)
    modifiers = len(words) - 2 - 2 * words.count("-")  # "Lima-based" is one
    is_body = phrase.lemma in d.nouns.words("BodyNoun")
    return (is_body and modifiers > 1) or not d.nouns.words("TellingApart").isdisjoint(words)


def _homes_named(d: Discourse, phrase: NounPhrase) -> frozenset[str] | None:
    """The countries and towns, and theirs, in a phrase for a body: "the Swiss lender", "the Milan-based bank".

    None where it is somebody else's body.
    """
    owners = list(d.finder.offices_of(phrase))
    inside = [d.phrases[d.at[owner]] for owner in owners if phrase.start <= owner < phrase.head]
    if len(inside) < len(owners) or phrase.possessor is not None:
        return None
    inside = [owner for owner in inside if not _is_behind(d, owner)]
    if any(owner.kind not in (EntityKind.COUNTRY, EntityKind.PLACE) for owner in inside):
        return None
    names = [owner.name for owner in inside if owner.name is not None]
    countries = (name.known.country for name in names if name.known is not None)
    return frozenset([*(name.name for name in names), *(country for country in countries if country)])


def _is_only_told(d: Discourse, cluster: Cluster) -> bool:
    """Whether an article names a body once, as whom somebody spoke to: "told Reuters"."""
    head = d.phrases[cluster.phrases[0]].head
    is_told = len(cluster.phrases) == 1 and d.parse.deps[head] in ("dobj", "dative")
    return is_told and d.parse.in_set(d.parse.heads[head], "SpeechVerb")


def _is_behind(d: Discourse, owner: NounPhrase) -> bool:
    """Whether somebody only stands behind a body: "the Iran-backed group", but "the Lima-based group"."""
    hyphen, participle = d.parse.word(owner.end), d.parse.word(owner.end + 1)
    is_participle = d.parse.tags[owner.end + 1 : owner.end + 2] == ["VBN"]
    return hyphen == "-" and is_participle and participle not in ("based", "listed")


def _is_ones_origin(d: Discourse, index: int) -> bool:
    """Whether a mention of a country only says where somebody comes from: "a Dutch nurse was among the dead"."""
    name, parse = d.phrases[index].name, d.parse
    if name is None or not name.is_demonym:
        return False
    holder = d.at.get(parse.heads[d.phrases[index].head])
    is_one = holder is not None and d.phrases[holder].determiner in ("a", "an")
    return is_one and holder is not None and d.phrases[holder].kind is EntityKind.PERSON


def _is_called(d: Discourse, cluster: Cluster, names: set[str]) -> bool:
    return any((name := d.phrases[i].name) is not None and name.name in names for i in cluster.phrases)


def _may_be_of(d: Discourse, cluster: Cluster, homes: frozenset[str]) -> bool:
    """Whether a body may have its seat in one of some countries or towns, by what is known of it."""
    known = known_of(d, cluster)
    if known is None or known.affiliation is None:
        return True
    return bool(homes & {known.affiliation, known.country})


def _offices(d: Discourse, phrase: NounPhrase) -> list[int]:
    """Where a description says that somebody belongs; for a name, what a title before it says."""
    if phrase.form is Form.NOMINAL:
        return list(d.finder.offices_of(phrase))
    return [t.office for t in d.titles if t.holder == phrase.head and t.office is not None]


def epithets(reader: Reader, index: int) -> int | None:
    """ "The tycoon", "the British diplomat", "the 51-year-old": the most salient person, who is called that instead."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.NOMINAL or phrase.is_plural or phrase.determiner != "the":
        return None
    is_native = phrase.head in d.natives or is_year_old(d.parse, phrase.head)
    is_leader = phrase.lemma == "leader" and bool(_countries_in(d, [index]))  # "the Peruvian leader"
    if phrase.lemma not in d.nouns.words("EpithetNoun") and not is_native and not is_leader:
        return None
    if has_complement(d, phrase) or not d.nouns.words("TellingApart").isdisjoint(d.words_of(phrase)[:-1]):
        return None
    others = barred(reader, index) | tellers(d, index) | _suspects(d, phrase)
    native = d.natives.get(phrase.head)
    own = {native.name} if native is not None else _countries_in(d, [index])

    def agrees(root: int, cluster: Cluster) -> bool:
        is_person = cluster.kind is EntityKind.PERSON and cluster.is_named and not cluster.is_plural
        if not is_person or root in others or not cluster.agrees(d.cluster(index)):
            return False
        theirs = _countries_in(d, cluster.phrases) if own else set()
        return not theirs or not own or not theirs.isdisjoint(own)

    if native is not None:
        return reader.best(index, agrees, reach=2)
    found = list(reader.candidates(index, agrees, reach=2))
    if is_leader and len(found) > 1:
        return None
    if len(found) > 1 and (first := d.nouns.synonyms.get(phrase.lemma)) is not None:  # "the pontiff": Pope Leo
        called = {noun for noun, other in d.nouns.synonyms.items() if other == first}
        found = [c for c in found if not called.isdisjoint(d.clusters[c[1]].words)] or found
    if phrase.lemma in d.nouns.words("Diplomat"):  # sooner an ambassador than the president
        found = [c for c in found if not d.nouns.words("Diplomat").isdisjoint(d.clusters[c[1]].nouns)] or found
    return _most_named(d, found)


def _countries_in(d: Discourse, phrases: list[int]) -> set[str]:
    """The countries that descriptions of somebody name: "the Peruvian lawyer", "Ana Ruiz, a lawyer from Lima, Peru"."""
    inside = (d.phrases[d.at[i]] for p in phrases for i in _offices(d, d.phrases[p]) if i in d.at)
    return {owner.name.name for owner in inside if owner.kind is EntityKind.COUNTRY and owner.name is not None}


def office_holders(reader: Reader, index: int) -> int | None:
    """ "The president", where nobody has that title: the most salient person without any."""
    d = reader.d
    phrase = d.phrases[index]
    if not d.finder.is_title(phrase) or phrase.is_plural or phrase.determiner != "the":
        return None
    modifiers = _without_ages(d.words_of(phrase)[1:-1])
    was_once = modifiers[:1] in (["former"], ["ex"])  # "the former judge" is whoever is something else now
    is_plain = was_once or d.nouns.words("HolderEpithet").issuperset(modifiers)
    if has_complement(d, phrase) or not (is_plain or _is_about_the_only_one(d, phrase)):
        return None
    others = barred(reader, index) | tellers(d, index) | _suspects(d, phrase)
    titles = [title for title in d.titles if title.holder in d.at]
    titled = {d.root(d.at[title.holder]) for title in titles if not was_once}
    were = {d.root(d.at[title.holder]) for title in titles if was_once and title.lemma == phrase.lemma}

    def agrees(root: int, cluster: Cluster) -> bool:
        is_person = cluster.kind is EntityKind.PERSON and cluster.is_named and not cluster.is_plural
        is_beside = any(d.phrases[i].sentence == phrase.sentence for i in cluster.phrases)  # "Kos blamed the mayor"
        return is_person and root not in titled | others and not is_beside

    held = reader.best(index, lambda root, cluster: root in were and agrees(root, cluster), reach=2 * REACH)
    return held if held is not None else reader.best(index, agrees, reach=1 if was_once else 2)


def _suspects(d: Discourse, phrase: NounPhrase) -> set[int]:
    """Who is arrested, charged or tried, and so no judge or lawyer: "police held Kos. The judge freed him"."""
    if phrase.lemma not in d.nouns.words("CourtOfficer"):
        return set()
    heads = ((i, p.head) for i, p in enumerate(d.phrases) if d.parse.deps[p.head] in ("dobj", "nsubjpass"))
    return {d.root(i) for i, head in heads if d.parse.in_set(d.parse.heads[head], "CustodyVerb")}


def _is_about_the_only_one(d: Discourse, phrase: NounPhrase) -> bool:
    """ "The UN human rights chief", opening a sentence: of the only person named so far, in the one before it."""
    if phrase.possessor is not None or d.finder.office_of(phrase) is None:
        return False  # "the prime minister" may be anybody
    before = [(i, other) for i, other in d.named if other.head < phrase.head and other.kind is EntityKind.PERSON]
    is_one = len({d.root(i) for i, _ in before}) == 1 and before[-1][1].sentence == phrase.sentence - 1
    return is_one and d.parse.deps[phrase.head] == "nsubj" and d.parse.deps[before[-1][1].head] == "nsubj"


def _without_ages(words: list[str]) -> list[str]:
    """The words but for "37-year-old"."""
    at = next((i for i in range(len(words)) if words[i : i + 4 : 2] == ["-", "-"]), 0)
    is_age = at > 0 and words[at - 1].isdecimal() and words[at + 1 : at + 4 : 2] == ["year", "old"]
    return words[: at - 1] + words[at + 4 :] if is_age else words


def homes(reader: Reader, index: int) -> int | None:
    """ "His country", "his government", "her party": where his or her title is held; "its government": that state."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.lemma not in d.nouns.homes or phrase.form is not Form.NOMINAL or phrase.is_plural:
        return None
    is_government = phrase.lemma in d.nouns.words("GovernmentNoun")
    is_state = is_government or phrase.lemma in d.nouns.words("CountryNoun")
    owner = d.finder.office_of(phrase)
    if owner is None:
        return None
    root = d.root(d.at[owner])
    if is_government and d.clusters[root].kind is EntityKind.COUNTRY:
        return root
    if d.clusters[root].kind is not EntityKind.PERSON:
        return None
    home = reader.home(root, EntityKind.COUNTRY if is_state else EntityKind.ORGANIZATION)
    is_ours = is_state and d.phrases[d.at[owner]].lemma == "our"
    return _scene(d) if home is None and is_ours else home


def _scene(d: Discourse) -> int | None:
    """The country that an article names most often, if it does so more often than any other."""
    counts = Counter(d.root(i) for i, phrase in d.named if phrase.kind is EntityKind.COUNTRY)
    (first, most), (_, second) = [*counts.most_common(2), (None, 0), (None, 0)][:2]
    return first if most > second else None
