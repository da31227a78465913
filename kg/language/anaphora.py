"""The sieves that look back: "the carmaker", "she", "its", "the two countries", "his government".

One pass in text order. Each mention that does not name its entity is resolved to the most salient entity that agrees
with it. The weights here were tuned on GUM's news and on news of our own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from kg.language.definites import has_complement, is_town, kinds_of_noun
from kg.language.discourse import Cluster, Discourse
from kg.language.mentions import Form, NounPhrase
from kg.language.pronouns import FEMALE, FIRST, MALE, NEUTER, PLURAL, REFLEXIVE, RELATIVE
from kg.language.salience import DECAY, OTHER, Salience, grammatical_position, position_weight
from kg.language.sieves import DEFINITE
from kg.language.syntax import surface_subjects
from kg.model import EntityKind

PARALLEL = 35.0  # for an antecedent in the pronoun's own position
SAID_OF_ONESELF = 60.0  # for the subject of "said", "promised" as the "it" of what is said
OWN_CLAUSE = 150.0  # for a possessive's antecedent as the subject of its clause
LIKELY: Mapping[EntityKind | None, float] = {
    EntityKind.THING: 0.6,
    EntityKind.PLACE: 0.4,
}  # how much less than people and bodies "it" is these
REACH = 4  # sentences that a pronoun looks back
_SINGULAR = MALE | FEMALE | NEUTER
POSSESSIVE = frozenset({"his", "her", "its", "their"})
_NUMBERS: Mapping[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "neither": 2}

Agrees = Callable[[int, Cluster], bool]  # whether a root and its cluster can be the antecedent
Fits = Callable[[EntityKind | None], bool]


class Reader:
    """Reads a discourse from its beginning, with everything said so far in mind."""

    def __init__(self, discourse: Discourse) -> None:
        self.d = discourse
        self.salience = Salience()
        self.groups = {group[-1]: group for group in discourse.coordinations}
        self.sets: list[tuple[int, tuple[int, ...], float]] = []  # sentence, members and weight of each set read
        self.homes: dict[int, int] = {}

    def read(self, resolvers: tuple[Resolver, ...]) -> None:
        """Resolve each mention by the first resolver that knows it."""
        d = self.d
        for index in sorted(range(len(d.phrases)), key=lambda i: d.phrases[i].head):
            root = d.root(index)
            is_open = root == index or d.phrases[root].lemma in FIRST  # the "we" that "she" says is as open as she
            if is_open and not d.cluster(index).is_named:
                found = next((r for resolve in resolvers if (r := resolve(self, index)) is not None), None)
                if found is not None:
                    d.merge(found, index)
                    root = d.root(index)
            self._note(index, root)

    def candidates(
        self, index: int, agrees: Callable[[int, Cluster], bool], reach: int = REACH
    ) -> Iterator[tuple[float, int, str]]:
        """The entities in mind that agree, with their weights."""
        d = self.d
        sentence = d.phrases[index].sentence
        for root, weight, position in self.salience.near(sentence, reach):
            if root in d.clusters and agrees(root, d.clusters[root]):
                yield weight, root, position

    def best(self, index: int, agrees: Agrees, reach: int = REACH) -> int | None:
        """The most salient entity that agrees; of equals the first named."""
        found = max(((w, -r) for w, r, _ in self.candidates(index, agrees, reach)), default=None)
        return -found[1] if found is not None else None

    def take_up(self, index: int, members: tuple[int, ...]) -> None:
        """Let a mention stand for several entities."""
        self.d.several[self.d.root(index)] = members
        self._note_set(index, members)

    def home(self, root: int, kind: EntityKind) -> int | None:
        """The mention of the country or body that a person leads or serves, by a title."""
        d = self.d
        for title in d.titles:
            if title.holder in d.at and d.root(d.at[title.holder]) == root and title.office in d.at:
                office = d.at[title.office]
                if d.cluster(office).kind is kind:
                    return office
        return None

    def _note(self, index: int, root: int) -> None:
        d = self.d
        phrase = d.phrases[index]
        if not d.parse.story[phrase.head]:
            return
        position = grammatical_position(d.parse, phrase.head)
        weight = position_weight(position)
        if phrase.form is Form.PRONOUN and phrase.lemma in RELATIVE:
            weight = OTHER
        if root not in d.several:
            self.salience.note(root, weight, phrase.sentence, position)
        for member in d.several.get(root, ()):
            self.salience.note(d.root(member), weight, phrase.sentence, position)
        if index in self.groups:
            self._note_set(index, self.groups[index])

    def _note_set(self, index: int, members: tuple[int, ...]) -> None:
        phrase = self.d.phrases[index]
        self.sets.append((phrase.sentence, members, position_weight(grammatical_position(self.d.parse, phrase.head))))


Resolver = Callable[[Reader, int], int | None]


def singular_pronouns(reader: Reader, index: int) -> int | None:
    """ "He", "she", "it": the most salient person, or thing, that agrees and is not a fellow argument."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.PRONOUN or phrase.lemma not in _SINGULAR:
        return None
    barred = _barred(reader, index)
    wants_person = phrase.kind is EntityKind.PERSON

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in barred or cluster.is_plural or (cluster.kind is EntityKind.PERSON) is not wants_person:
            return False
        if cluster.gender is not None and phrase.gender is not None and cluster.gender is not phrase.gender:
            return False
        return wants_person or cluster.kind is not EntityKind.GROUP or cluster.is_plural is False

    ahead = _subject_ahead(d, phrase)
    if ahead is not None and agrees(d.root(ahead), d.cluster(ahead)):
        return ahead
    return _weighed(reader, index, agrees)


def plural_pronouns(reader: Reader, index: int) -> int | None:
    """ "They": the most salient group, or those whom "and" joined; else a body."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.PRONOUN or phrase.lemma not in PLURAL:
        return None
    barred = _barred(reader, index)

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in barred or cluster.kind in (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.PLACE):
            return False
        return cluster.is_plural is True or cluster.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)

    found = _weighed(reader, index, agrees)
    group = _last_set(reader, index, lambda kind: kind not in (EntityKind.PLACE, EntityKind.THING))
    if group is not None and not barred & {d.root(i) for i in group[0]}:
        is_group = found is not None and d.clusters[found].is_plural is True
        if found is None or not is_group or group[1] >= reader.salience.of(found, phrase.sentence):
            reader.take_up(index, group[0])
            return None
    return found


def sets(reader: Reader, index: int) -> int | None:
    """ "The two countries", "both sides", "both": the last so many that "and" joined, else the most salient."""
    d = reader.d
    phrase = d.phrases[index]
    count = _set_size(d, phrase)
    if count is None:
        return None
    fits = _fits_noun(d, phrase)
    last = _last_set(reader, index, fits, count)
    group = last[0] if last is not None else None
    if group is None and count == 2 and phrase.form is Form.NOMINAL:
        group = _most_salient(reader, index, fits, count)
    if group is not None:
        reader.take_up(index, group)
    return None


def nouns_of_kind(reader: Reader, index: int) -> int | None:
    """ "The country", "the carmaker", "the group": the most salient entity that such a noun can stand for."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.NOMINAL or phrase.is_plural or phrase.determiner not in DEFINITE:
        return None
    if d.parse.pos[phrase.head] == "PROPN" or has_complement(d, phrase):
        return None
    kinds = kinds_of_noun(d, phrase.lemma)
    if not kinds or (EntityKind.ORGANIZATION in kinds and d.finder.office_of(phrase) is not None):
        return None
    if phrase.lemma in d.nouns.words("BodyNoun") and phrase.end - phrase.start > 2:
        return None
    is_region = phrase.lemma not in d.nouns.words("SettlementNoun")
    barred = _barred(reader, index)

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in barred or not cluster.is_named or cluster.kind not in kinds or cluster.is_plural:
            return False
        return cluster.kind is not EntityKind.PLACE or not (is_region and is_town(d, cluster))

    return reader.best(index, agrees)


def office_holders(reader: Reader, index: int) -> int | None:
    """ "The president", where nobody has that title: the most salient person without any."""
    d = reader.d
    phrase = d.phrases[index]
    if not d.finder.is_title(phrase) or phrase.is_plural or phrase.determiner != "the":
        return None
    if has_complement(d, phrase) or phrase.end - phrase.start > 2:
        return None
    barred = _barred(reader, index)
    titled = {d.root(d.at[title.holder]) for title in d.titles if title.holder in d.at}

    def agrees(root: int, cluster: Cluster) -> bool:
        is_person = cluster.kind is EntityKind.PERSON and cluster.is_named and not cluster.is_plural
        return is_person and root not in titled | barred

    return reader.best(index, agrees, reach=2)


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


RESOLVERS: tuple[Resolver, ...] = (homes, sets, nouns_of_kind, office_holders, singular_pronouns, plural_pronouns)


def _weighed(reader: Reader, index: int, agrees: Agrees) -> int | None:
    """The best candidate of a pronoun, by salience, parallel position and the subject of its clause."""
    d = reader.d
    phrase = d.phrases[index]
    is_owner = phrase.lemma in POSSESSIVE
    position = grammatical_position(d.parse, d.parse.heads[phrase.head] if is_owner else phrase.head)
    own = {d.root(i) for i in _clause_subjects(d, phrase)} if is_owner else set()
    saying = {d.root(i) for i in _sayers(d, phrase)}
    best: tuple[float, int] | None = None
    for weight, root, last in reader.candidates(index, agrees):
        weight *= LIKELY.get(d.clusters[root].kind, 1.0)
        weight += PARALLEL * (last == position != "other") + OWN_CLAUSE * (root in own)
        weight += SAID_OF_ONESELF * (root in saying)
        if best is None or (weight, -root) > best:
            best = (weight, -root)
    return -best[1] if best is not None else None


def _subject_ahead(d: Discourse, phrase: NounPhrase) -> int | None:
    """The name that is the subject of a clause which a possessive opens: "In her report, Kos criticised ..."."""
    if phrase.lemma not in POSSESSIVE:
        return None
    parse, chain = d.parse, [phrase.head, *d.parse.ancestors(phrase.head)]
    verb = next((i for i, token in enumerate(chain) if parse.is_verb(token)), 0)
    if not verb or parse.deps[chain[verb - 1]] != "prep" or chain[verb - 1] > chain[verb]:
        return None
    subjects = [i for i in d.mentions_at(surface_subjects(parse, chain[verb])[0]) if d.phrases[i].head > phrase.head]
    return subjects[0] if len(subjects) == 1 and d.phrases[subjects[0]].form is Form.NAME else None


def _barred(reader: Reader, index: int) -> set[int]:
    """The entities that a pronoun cannot be: its fellow arguments, what it is inside of, who speaks it."""
    d = reader.d
    phrase = d.phrases[index]
    barred = {d.root(index), *(d.root(i) for i in _around(d, phrase))}
    quote = d.quote_of(phrase.head)
    if quote is not None and quote.speaker in d.at:
        barred.add(d.root(d.at[quote.speaker]))
    is_object = d.parse.deps[phrase.head] in ("dobj", "pobj", "dative")
    if is_object and phrase.lemma not in REFLEXIVE:
        barred |= {d.root(i) for i in _clause_subjects(d, phrase)}
    return barred


def _around(d: Discourse, phrase: NounPhrase) -> list[int]:
    """The mentions that a possessive stands inside of: "its negotiators" are not "it"."""
    found, token = [], phrase.head
    while d.parse.deps[token] == "poss":
        token = d.parse.heads[token]
        if token in d.at:
            found.append(d.at[token])
    return found


def _sayers(d: Discourse, phrase: NounPhrase) -> list[int]:
    """The subjects of the verb whose content a pronoun is the subject of: "the firm said it would pay"."""
    parse, verb = d.parse, d.parse.heads[phrase.head]
    if parse.deps[phrase.head] not in ("nsubj", "nsubjpass") or parse.deps[verb] != "ccomp":
        return []
    return d.mentions_at(surface_subjects(parse, parse.heads[verb])[0])


def _clause_subjects(d: Discourse, phrase: NounPhrase) -> list[int]:
    verb = next((a for a in d.parse.ancestors(phrase.head) if d.parse.is_verb(a)), None)
    if verb is None:
        return []
    return [i for i in d.mentions_at(surface_subjects(d.parse, verb)[0]) if d.phrases[i].head != phrase.head]


def _last_set(reader: Reader, index: int, fits: Fits, count: int | None = None) -> tuple[tuple[int, ...], float] | None:
    """The last set whose members all fit, with its weight; one of a number that is asked for may lie further back."""
    d = reader.d
    sentence = d.phrases[index].sentence
    for other, group, weight in reversed(reader.sets):
        if sentence - other > (2 if count is None else 2 * REACH):
            return None
        roots = tuple(dict.fromkeys(d.root(i) for i in group))
        if count is not None and len(roots) != count:
            continue
        if index not in group and all(fits(d.clusters[root].kind) for root in roots):
            return roots, weight * DECAY ** (sentence - other)
    return None


def _most_salient(reader: Reader, index: int, fits: Fits, count: int) -> tuple[int, ...] | None:
    barred = _barred(reader, index)

    def agrees(root: int, cluster: Cluster) -> bool:
        return root not in barred and fits(cluster.kind) and not _is_plural(cluster)

    found = sorted(((weight, -root) for weight, root, _ in reader.candidates(index, agrees)), reverse=True)
    return tuple(sorted(-root for _, root in found[:count])) if len(found) >= count else None


def _is_plural(cluster: Cluster) -> bool:
    return cluster.is_plural is True and cluster.kind is not EntityKind.GROUP


def _set_size(d: Discourse, phrase: NounPhrase) -> int | None:
    """How many a phrase takes up: "both", "all four", "the two men"; None for any other phrase."""
    if phrase.form is Form.PRONOUN:
        return _NUMBERS.get(phrase.lemma)
    if phrase.form is not Form.NOMINAL or not phrase.is_plural:
        return 2 if phrase.form is Form.NOMINAL and phrase.determiner == "neither" else None
    words = d.parse.words[phrase.start : phrase.end]
    is_noun = phrase.lemma in d.nouns.words("SideNoun")
    if words[0] == "both" and is_noun:
        return 2
    if words[0] in ("the", "all", "these", "those"):
        number = next((_NUMBERS[word] for word in words[1:] if word in _NUMBERS), None)
        return number if number is not None and (is_noun or phrase.lemma in _NUMBERS) and len(words) <= 3 else None
    return None


def _fits_noun(d: Discourse, phrase: NounPhrase) -> Fits:
    """What the members of a set with this noun can be."""
    lemma = phrase.lemma
    if phrase.form is Form.PRONOUN or lemma in _NUMBERS or lemma in d.nouns.words("PartyNoun"):
        return lambda kind: kind not in (EntityKind.PLACE, EntityKind.THING, None)
    kinds = kinds_of_noun(d, lemma)
    if kinds:
        return lambda kind: kind in kinds
    if d.nouns.kinds.get(lemma) is EntityKind.PERSON:
        return lambda kind: kind is EntityKind.PERSON
    return lambda kind: kind not in (EntityKind.PLACE, EntityKind.THING, None)
