"""What a reader has in mind of a discourse: who was spoken of how long ago, and who may not be meant.

One pass in text order. Each mention that does not name its entity is resolved to the most salient entity that agrees
with it; the resolvers, in `anaphora` and `descriptions`, say who agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.language.grammar.pronouns import FIRST, OBJECTIVE, REFLEXIVE, RELATIVE
from kg.language.grammar.syntax import surface_subjects
from kg.language.reference.discourse import Cluster, Discourse
from kg.language.reference.mentions import Form, NounPhrase
from kg.language.reference.salience import OTHER, Salience, grammatical_position, position_weight
from kg.model import EntityKind

_NEW = frozenset({"", "a", "an"})  # determiners of what is new
_ALL = frozenset({"both", "all", "neither"})
REACH = 4  # sentences that a pronoun looks back

Agrees = Callable[[int, Cluster], bool]  # whether a root and its cluster can be the antecedent


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
        speakers = self._speakers_behind()
        for index in sorted(range(len(d.phrases)), key=lambda i: d.phrases[i].head):
            while speakers and speakers[-1][0] <= d.phrases[index].head:
                self._resolve(speakers.pop()[1], resolvers)
            self._resolve(index, resolvers)
            self._note(index, d.root(index))

    def _speakers_behind(self) -> list[tuple[int, int]]:
        """The pronouns that say a quotation which they stand behind, with its first token, the last first.

        A reader knows who speaks before asking whom "him" in the quotation stands for: not the speaker, and not
        somebody whom only the quotation names.
        """
        d = self.d
        behind = [(quote.start, quote.speaker) for quote in d.quotes if quote.speaker is not None]
        found = [(start, d.at[token]) for start, token in behind if token > start and token in d.at]
        return sorted(((s, i) for s, i in found if d.phrases[i].form is Form.PRONOUN), reverse=True)

    def _resolve(self, index: int, resolvers: tuple[Resolver, ...]) -> None:
        """Merge a mention with what the first resolver that knows it says."""
        d = self.d
        root = d.root(index)
        is_open = root == index or d.phrases[root].lemma in FIRST  # the "we" that "she" says is as open as she
        if is_open and self._looks_back(d.phrases[index]) and not d.clusters[root].is_named:
            found = next((r for resolve in resolvers if (r := resolve(self, index)) is not None), None)
            if found is not None:
                d.merge(found, index)

    def _looks_back(self, phrase: NounPhrase) -> bool:
        """Whether a mention may be of what was spoken of before; "a court" and "protesters" are new."""
        if phrase.form is Form.NAME:
            return False
        is_new = phrase.form is Form.NOMINAL and phrase.determiner in _NEW and phrase.possessor is None
        if not is_new or phrase.lemma in self.d.nouns.homes:
            return True
        return self.d.parse.words[phrase.start] in _ALL

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


def barred(reader: Reader, index: int) -> set[int]:
    """The entities that a pronoun cannot be: its fellow arguments, what it is inside of, who speaks it."""
    d = reader.d
    phrase = d.phrases[index]
    found = {d.root(index), *(d.root(i) for i in (*_around(d, phrase), *_joined(d, phrase)))}
    quote = d.quote_of(phrase.head)
    if quote is not None and quote.speaker in d.at:
        found.add(d.root(d.at[quote.speaker]))
    is_object = _is_object(d, phrase) and phrase.lemma not in REFLEXIVE
    if is_object or _is_anothers(d, phrase) or _is_with_another(d, phrase):
        subjects = {d.root(i) for i in clause_subjects(d, phrase, with_joined=True)}
        found |= subjects | {d.root(i) for subject in subjects for i in d.several.get(subject, ())}
    found |= _acted_on(d, phrase)
    verb = d.parse.heads[phrase.head]
    if d.parse.deps[phrase.head] == "nsubj" and d.parse.deps[verb] == "relcl" and d.parse.heads[verb] in d.at:
        found.add(d.root(d.at[d.parse.heads[verb]]))  # "the union to which both companies belong"
    return found


def tellers(d: Discourse, index: int) -> set[int]:
    """Who is told, and a person who tells, with the people in its description: "Ruiz, an aide to Kos, told Reuters"."""
    parse = d.parse
    above = [a for a in parse.ancestors(d.phrases[index].head) if parse.in_set(a, "SpeechVerb")]
    found = {d.root(i) for verb in above for i in d.mentions_at(parse.with_dep(verb, "dobj", "dative"))}
    for subject in (s for verb in above for s in surface_subjects(parse, verb)[0]):
        if any(d.cluster(i).kind is EntityKind.PERSON for i in d.mentions_at([subject])):
            described = range(parse.left_edge(subject), parse.right_edge(subject) + 1)
            found |= {d.root(i) for i in d.mentions_at(described) if d.cluster(i).kind is EntityKind.PERSON}
    return found


def _is_object(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether a mention stands beside its clause's subject; of a noun only where the verb itself governs it.

    "Ravna sacked the head of the company" may speak of Ravna, "Ravna sued the company" not, nor "held him responsible".
    """
    parse, dep = d.parse, d.parse.deps[phrase.head]
    if dep == "nsubj" and (phrase.lemma in OBJECTIVE or _is_raised(d, phrase)):
        return True
    if dep == "pobj" and phrase.form is not Form.PRONOUN:
        return parse.is_verb(parse.heads[parse.heads[phrase.head]])
    return dep in ("dobj", "pobj", "dative")


def _acted_on(d: Discourse, phrase: NounPhrase) -> set[int]:
    """Whom the verb of a pronoun is done to: "Kos resigned. His heir, Ruiz, left. He accused Mr Kos of fraud"."""
    verb = d.parse.heads[phrase.head]
    if phrase.form is not Form.PRONOUN or d.parse.deps[phrase.head] != "nsubj" or not d.parse.is_verb(verb):
        return set()
    return {d.root(i) for i in d.mentions_at([*d.parse.with_dep(verb, "dobj", "dative"), *d.parse.held(verb)])}


def _is_with_another(d: Discourse, phrase: NounPhrase) -> bool:
    """ "Ravna ended its deal with the company": with whom one's own deal is, one is not."""
    parse, prep = d.parse, d.parse.heads[phrase.head]
    is_with = parse.deps[phrase.head] == "pobj" and parse.words[prep] in ("with", "against", "to", "on")
    return is_with and phrase.form is Form.NOMINAL and parse.child(parse.heads[prep], "poss") is not None


def _is_raised(d: Discourse, phrase: NounPhrase) -> bool:
    """ "Kos allowed him to leave": the subject of an infinitive stands beside that of the verb above it."""
    parse, verb = d.parse, d.parse.heads[phrase.head]
    is_bare = parse.is_infinitive(verb) or (parse.tags[verb] == "VB" and parse.child(verb, "aux") is None)
    return parse.deps[phrase.head] == "nsubj" and parse.deps[verb] == "ccomp" and is_bare


def _is_anothers(d: Discourse, phrase: NounPhrase) -> bool:
    """ "A court rejected their appeal", "sought his release": what one answers, judges or presses for is another's."""
    parse, noun = d.parse, d.parse.heads[phrase.head]
    if parse.deps[phrase.head] != "poss" or parse.deps[noun] not in ("dobj", "pobj"):
        return False
    verb = parse.heads[noun]
    if parse.in_set(noun, "PressedNoun"):  # "called for their release"
        return parse.in_set(parse.heads[verb] if parse.deps[noun] == "pobj" else verb, "PressingVerb")
    is_owner = parse.deps[noun] == "dobj" and not parse.in_set(noun, "RivalNoun")  # "Peru accused its neighbour"
    return is_owner and parse.in_set(verb, "ReactionVerb")


def _around(d: Discourse, phrase: NounPhrase) -> list[int]:
    """The mentions that a pronoun stands inside of: "its negotiators" are not "it", nor "talks between them" they."""
    found, token = [], phrase.head
    prep = d.parse.heads[token]
    if d.parse.deps[token] == "pobj" and d.parse.heads[prep] in d.at:
        found.append(d.at[d.parse.heads[prep]])
    while d.parse.deps[token] == "poss":
        token = d.parse.heads[token]
        if token in d.at:
            found.append(d.at[token])
    return found


def _joined(d: Discourse, phrase: NounPhrase) -> list[int]:
    """The mentions that "and" joins to one: "Boeing and the union" are two."""
    first = d.parse.first_of(phrase.head)
    return [] if first == phrase.head else d.mentions_at(d.parse.coordinated(first))


def clause_subjects(d: Discourse, phrase: NounPhrase, *, with_joined: bool = False) -> list[int]:
    """The mentions that are subjects of the clause which a mention stands in, itself aside; or all that "and" joins."""
    above = (a for a in d.parse.ancestors(phrase.head) if d.parse.is_verb(a))
    verb = next(above, None)
    if verb is not None and _is_raised(d, phrase):
        verb = next(above, None)
    if verb is None:
        return []
    subjects = surface_subjects(d.parse, verb)[0]
    if with_joined:
        subjects = [token for subject in subjects for token in d.parse.coordinated(subject)]
    return [i for i in d.mentions_at(subjects) if d.phrases[i].head != phrase.head]
