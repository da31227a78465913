"""The sieves that look back: "the carmaker", "she", "its", "the two countries", "his government".

One pass in text order. Each mention that does not name its entity is resolved to the most salient entity that agrees
with it. Salience is Lappin and Leass's (1994): a mention gives its entity weight by where it stands in its
sentence, and every new sentence halves what all have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.language.discourse import Cluster, Discourse
from kg.language.mentions import Form, NounPhrase
from kg.language.pronouns import FEMALE, MALE, NEUTER, PLURAL, REFLEXIVE, RELATIVE
from kg.language.sieves import DEFINITE
from kg.language.syntax import surface_subjects
from kg.model import EntityKind

# Weights of Lappin and Leass, with those for names and things of our own: best B-cubed on GUM news and our articles.
RECENT = 100.0
SUBJECT = 80.0
OBJECT = 50.0
OTHER = 20.0
PARALLEL = 35.0
OWN_CLAUSE = 150.0  # a possessive with the subject of its clause
DECAY = 0.5  # with each sentence
REACH = 4  # sentences that a pronoun looks back
POSSESSIVE = frozenset({"his", "her", "its", "their"})
_NUMBERS: Mapping[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "neither": 2}

Agrees = Callable[[int, Cluster], bool]  # whether a root and its cluster can be the antecedent
Fits = Callable[[EntityKind | None], bool]


@dataclass(slots=True)
class Salience:
    """How much each entity is in mind, by its cluster's root: what it had, and its best place in its last sentence."""

    weights: dict[int, tuple[float, float, int, str]] = field(default_factory=dict)

    def note(self, root: int, weight: float, sentence: int, position: str) -> None:
        """Add a mention; of several in one sentence the weightiest counts."""
        before, best, last, _ = self.weights.get(root, (0.0, 0.0, sentence, ""))
        if last != sentence:
            before, best = (before + best) * DECAY ** (sentence - last), 0.0
        self.weights[root] = (before, max(best, weight), sentence, position)

    def of(self, root: int, sentence: int) -> float:
        """The weight of an entity in a sentence."""
        before, best, last, _ = self.weights.get(root, (0.0, 0.0, sentence, ""))
        return (before + best) * DECAY ** (sentence - last)

    def near(self, sentence: int, reach: int) -> Iterator[tuple[int, float, str]]:
        """The entities of the last sentences with weight and the position of their last mention."""
        for root, (before, best, last, position) in self.weights.items():
            if sentence - last <= reach:
                yield root, (before + best) * DECAY ** (sentence - last), position


class Reader:
    """Reads a discourse from its beginning, with everything said so far in mind."""

    def __init__(self, discourse: Discourse) -> None:
        self.d = discourse
        self.salience = Salience()
        self.groups = {group[-1]: group for group in discourse.coordinations}
        self.sets: list[tuple[int, tuple[int, ...]]] = []  # sentence and members of each coordination read
        self.homes: dict[int, int] = {}

    def read(self, resolvers: tuple[Resolver, ...]) -> None:
        """Resolve each mention by the first resolver that knows it."""
        d = self.d
        for index in sorted(range(len(d.phrases)), key=lambda i: d.phrases[i].head):
            root = d.root(index)
            if root == index and not d.cluster(index).is_named:
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
        self.sets.append((self.d.phrases[index].sentence, members))

    def home(self, root: int) -> int | None:
        """The mention of the country that a person leads or serves, by a title."""
        d = self.d
        for title in d.titles:
            if title.holder in d.at and d.root(d.at[title.holder]) == root and title.office in d.at:
                office = d.at[title.office]
                if d.cluster(office).kind is EntityKind.COUNTRY:
                    return office
        return None

    def _note(self, index: int, root: int) -> None:
        d = self.d
        phrase = d.phrases[index]
        if not d.parse.story[phrase.head]:
            return
        position = grammatical_position(d, phrase.head)
        weight = RECENT + {"subject": SUBJECT, "object": OBJECT}.get(position, OTHER)
        if phrase.form is Form.PRONOUN and phrase.lemma in RELATIVE:
            weight = OTHER
        for member in d.several.get(root, (root,)):
            self.salience.note(d.root(member), weight, phrase.sentence, position)
        if index in self.groups:
            self.sets.append((phrase.sentence, self.groups[index]))


Resolver = Callable[[Reader, int], int | None]


def grammatical_position(d: Discourse, token: int) -> str:
    """Where a mention stands: "subject", "object" or "other"; a coordinated one where the first of them does."""
    parse = d.parse
    while parse.deps[token] == "conj":
        token = parse.heads[token]
    dep = parse.deps[token]
    if dep in ("nsubj", "nsubjpass"):
        return "subject"
    return "object" if dep in ("dobj", "dative") else "other"


def singular_pronouns(reader: Reader, index: int) -> int | None:
    """ "He", "she", "it": the most salient person, or thing, that agrees and is not a fellow argument."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.PRONOUN or phrase.lemma not in MALE | FEMALE | NEUTER:
        return None
    barred = _barred(reader, index)
    wants_person = phrase.kind is EntityKind.PERSON

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in barred or cluster.is_plural or (cluster.kind is EntityKind.PERSON) is not wants_person:
            return False
        if cluster.gender is not None and phrase.gender is not None and cluster.gender is not phrase.gender:
            return False
        return wants_person or cluster.kind is not EntityKind.GROUP or cluster.is_plural is False

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
    if group is not None and not barred & {d.root(i) for i in group}:
        weight = max(reader.salience.of(d.root(i), phrase.sentence) for i in group)
        if (
            found is None
            or d.clusters[found].is_plural is not True
            or weight >= reader.salience.of(found, phrase.sentence)
        ):
            reader.take_up(index, group)
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
    group = _last_set(reader, index, fits, count)
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
    if d.parse.pos[phrase.head] == "PROPN" or _has_complement(d, phrase):
        return None
    kinds = _kinds_of_noun(d, phrase.lemma)
    if not kinds or (EntityKind.ORGANIZATION in kinds and d.finder.office_of(phrase) is not None):
        return None
    if phrase.lemma in d.nouns.words("BodyNoun") and phrase.end - phrase.start > 2:
        return None
    return reader.best(index, lambda _, c: c.is_named and c.kind in kinds and not c.is_plural, reach=REACH)


def office_holders(reader: Reader, index: int) -> int | None:
    """ "The president", where nobody has that title: the most salient person without any."""
    d = reader.d
    phrase = d.phrases[index]
    if not d.finder.is_title(phrase) or phrase.is_plural or phrase.determiner != "the":
        return None
    if _has_complement(d, phrase) or phrase.end - phrase.start > 2:
        return None
    titled = {d.root(d.at[title.holder]) for title in d.titles if title.holder in d.at}

    def agrees(root: int, cluster: Cluster) -> bool:
        return cluster.kind is EntityKind.PERSON and cluster.is_named and root not in titled and not cluster.is_plural

    return reader.best(index, agrees, reach=2)


def homes(reader: Reader, index: int) -> int | None:
    """ "His country", "his government": the state that he serves; "its government": that state."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.NOMINAL or phrase.is_plural:
        return None
    is_government = phrase.lemma in d.nouns.words("GovernmentNoun")
    if not is_government and phrase.lemma not in d.nouns.words("CountryNoun"):
        return None
    owner = d.finder.office_of(phrase)
    if owner is None:
        return None
    root = d.root(d.at[owner])
    if d.clusters[root].kind is EntityKind.COUNTRY:
        return root if is_government else None
    return reader.home(root) if d.clusters[root].kind is EntityKind.PERSON else None


RESOLVERS: tuple[Resolver, ...] = (homes, sets, nouns_of_kind, office_holders, singular_pronouns, plural_pronouns)


def _weighed(reader: Reader, index: int, agrees: Agrees) -> int | None:
    """The best candidate of a pronoun, by salience, parallel position and the subject of its clause."""
    d = reader.d
    phrase = d.phrases[index]
    position = grammatical_position(d, phrase.head)
    own = {d.root(i) for i in _clause_subjects(d, phrase)} if phrase.lemma in POSSESSIVE else set()
    best: tuple[float, int] | None = None
    for weight, root, last in reader.candidates(index, agrees):
        if d.clusters[root].kind in (EntityKind.THING, EntityKind.PLACE):
            weight *= 0.6
        weight += PARALLEL * (last == position) + OWN_CLAUSE * (root in own)
        if best is None or (weight, -root) > best:
            best = (weight, -root)
    return -best[1] if best is not None else None


def _barred(reader: Reader, index: int) -> set[int]:
    """The entities that a pronoun cannot be: its fellow arguments, what it is inside of, who speaks it."""
    d = reader.d
    phrase = d.phrases[index]
    barred = {d.root(i) for i in _around(d, phrase)}
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


def _clause_subjects(d: Discourse, phrase: NounPhrase) -> list[int]:
    verb = next((a for a in d.parse.ancestors(phrase.head) if d.parse.is_verb(a)), None)
    if verb is None:
        return []
    return [i for i in d.mentions_at(surface_subjects(d.parse, verb)[0]) if d.phrases[i].head != phrase.head]


def _last_set(reader: Reader, index: int, fits: Fits, count: int | None = None) -> tuple[int, ...] | None:
    """The last coordination whose members all fit, a few sentences back; of a number that is asked for, further."""
    d = reader.d
    sentence = d.phrases[index].sentence
    for other, group in reversed(reader.sets):
        if sentence - other > (2 if count is None else 2 * REACH):
            return None
        roots = tuple(dict.fromkeys(d.root(i) for i in group))
        if count is not None and len(roots) != count:
            continue
        if index not in group and all(fits(d.clusters[root].kind) for root in roots):
            return roots
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
    if phrase.form is Form.PRONOUN or lemma in _NUMBERS:
        return lambda kind: kind not in (EntityKind.PLACE, EntityKind.THING, None)
    kinds = _kinds_of_noun(d, lemma)
    if kinds:
        return lambda kind: kind in kinds
    if d.nouns.kinds.get(lemma) is EntityKind.PERSON:
        return lambda kind: kind is EntityKind.PERSON
    return lambda kind: kind not in (EntityKind.PLACE, EntityKind.THING, None)


def _kinds_of_noun(d: Discourse, lemma: str) -> frozenset[EntityKind]:
    words = d.nouns.words
    kinds: list[EntityKind] = []
    if lemma in words("CountryNoun"):
        kinds.append(EntityKind.COUNTRY)
    if lemma in words("SettlementNoun") or lemma in words("RegionNoun"):
        kinds.append(EntityKind.PLACE)
    if lemma in words("CompanyNoun") or lemma in words("BodyNoun"):
        kinds.append(EntityKind.ORGANIZATION)
    return frozenset(kinds)


def _has_complement(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether something after the head says which one is meant: "the company that", "the region of"."""
    parse = d.parse
    for child in parse.children[phrase.head]:
        if child > phrase.head and parse.deps[child] in ("relcl", "acl", "appos"):
            return True
        if child > phrase.head and parse.words[child] == "of" and parse.child(child, "pobj") is not None:
            return True
    return False
