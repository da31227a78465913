"""The sieves that look back from pronouns: "she", "its", "they"; those from sets are in `several`.

The weights here were tuned on GUM's news and on news of our own.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.language.grammar.pronouns import FEMALE, MALE, NEUTER, PLURAL
from kg.language.grammar.syntax import surface_subjects
from kg.language.reference import memory
from kg.language.reference.descriptions import epithets, homes, latter, militants, nouns_of_kind, office_holders, rivals
from kg.language.reference.discourse import Cluster, Discourse
from kg.language.reference.memory import Agrees, Reader, Resolver, barred
from kg.language.reference.mentions import Form, NounPhrase
from kg.language.reference.salience import grammatical_position
from kg.language.reference.several import joined_sets, reciprocals, sets
from kg.model import EntityKind

PARALLEL = 35.0  # for an antecedent in the pronoun's own position
SAID_OF_ONESELF = 60.0  # for the subject of "said", "promised" as the "it" of what is said
TOLD_OF_ANOTHER = 200.0  # for who is named in what "he said" stands beside: of oneself one says "he"
ANSWERING = 150.0  # for who was asked as the subject of "refused", "agreed"
OWN_CLAUSE = 150.0  # for a possessive's antecedent as the subject of its clause
LIKELY: Mapping[EntityKind | None, float] = {
    EntityKind.THING: 0.6,
    EntityKind.PLACE: 0.4,
}  # how much less than people and bodies "it" is these
ONE_BODY = 0.85  # how much less than several of a kind "they" is one body
QUOTED = 0.5  # how much less than others those are of whom only somebody else has spoken
_AGAINST = frozenset({"on", "against"})
_THINGS = frozenset({EntityKind.THING})
_PARTIES = frozenset({EntityKind.ORGANIZATION, EntityKind.COUNTRY, EntityKind.GROUP})
_SINGULAR = MALE | FEMALE | NEUTER
PERSONAL = frozenset({"he", "she"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})


def singular_pronouns(reader: Reader, index: int) -> int | None:
    """ "He", "she", "it": the most salient person, or thing, that agrees and is not a fellow argument."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.PRONOUN or phrase.lemma not in _SINGULAR:
        return None
    others = barred(reader, index)
    wants_person = phrase.kind is EntityKind.PERSON

    is_party = not wants_person and _is_party(d, phrase)
    is_thing = not wants_person and _is_thing(d, phrase)

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in others or cluster.is_plural or (cluster.kind is EntityKind.PERSON) is not wants_person:
            return False
        if cluster.kind in (_PARTIES if is_thing else _THINGS if is_party else ()):
            return False
        if cluster.gender is not None and phrase.gender is not None and cluster.gender is not phrase.gender:
            return False
        return wants_person or cluster.kind is not EntityKind.GROUP or cluster.is_plural is False

    ahead = _subject_ahead(d, phrase)
    if ahead is not None and agrees(d.root(ahead), d.cluster(ahead)):
        return ahead
    found = _weighed(reader, index, agrees)
    if found is None and ahead is None:  # "after he was dismissed, the coach sued"
        noun = _subject_ahead(d, phrase, Form.NOMINAL)
        return noun if noun is not None and agrees(d.root(noun), d.cluster(noun)) else None
    return found


def plural_pronouns(reader: Reader, index: int) -> int | None:
    """ "They": the most salient group, or those whom "and" joined; else a body."""
    d = reader.d
    phrase = d.phrases[index]
    if phrase.form is not Form.PRONOUN or phrase.lemma not in PLURAL:
        return None
    whole = _whole_before(d, phrase)
    if whole is not None:
        return whole
    others, is_party = barred(reader, index) | _ones(d, phrase), _is_party(d, phrase)

    def agrees(root: int, cluster: Cluster) -> bool:
        if root in others or cluster.kind in (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.PLACE):
            return False
        if is_party and cluster.kind is EntityKind.THING:
            return False
        return cluster.is_plural is True or cluster.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)

    found = _weighed(reader, index, agrees)
    group = next(joined_sets(reader, index, lambda c: c.kind not in (EntityKind.PLACE, EntityKind.THING), 2), None)
    if group is not None and not others & {d.root(i) for i in group[0]}:
        is_group = found is not None and d.clusters[found].is_plural is True
        if found is None or not is_group or group[1] >= reader.salience.of(found, phrase.sentence):
            reader.take_up(index, group[0])
            return None
    return found


def _whole_before(d: Discourse, phrase: NounPhrase) -> int | None:
    """ "Killed 64 people in a village, most of them women": the last of several before the comma, and its verb."""
    parse, of = d.parse, phrase.head - 1
    if phrase.lemma != "them" or parse.words[of] != "of" or parse.deps[parse.heads[of]] == "dobj":
        return None
    comma = parse.left_edge(parse.heads[of]) - 1
    if comma < 1 or parse.words[comma] != ",":
        return None
    for i in range(comma - 1, -1, -1):
        if parse.pos[i] in ("VERB", "AUX") or parse.sentences[i] != phrase.sentence:
            return None
        if i in d.at and d.cluster(d.at[i]).is_plural:
            return d.at[i]
    return None


def _ones(d: Discourse, phrase: NounPhrase) -> set[int]:
    """What a plural pronoun's sentence calls "it": "the army said it had seen drones and shot them down"."""
    its = (i for i, other in d.pronouns if other.sentence == phrase.sentence and other.lemma in NEUTER)
    return {d.root(i) for i in its}


RESOLVERS: tuple[Resolver, ...] = (
    reciprocals,
    homes,
    sets,
    nouns_of_kind,
    latter,
    rivals,
    militants,
    epithets,
    office_holders,
    singular_pronouns,
    plural_pronouns,
)


def _weighed(reader: Reader, index: int, agrees: Agrees) -> int | None:
    """The best candidate of a pronoun, by salience, parallel position and the subject of its clause."""
    d = reader.d
    phrase = d.phrases[index]
    is_owner, is_several = phrase.lemma in POSSESSIVE, phrase.lemma in PLURAL
    position = grammatical_position(d.parse, d.parse.heads[phrase.head] if is_owner else phrase.head)
    own = {d.root(i) for i in memory.clause_subjects(d, phrase)} if is_owner else set()
    saying = {d.root(i) for i in _sayers(d, phrase)}
    told = {d.root(i) for i in (*_told_of(d, phrase), *_judges(d, phrase))}
    asked = {d.root(i) for i in _asked(d, phrase)}
    inner = {d.root(i) for i in _doers_of_the_clause_around(d, phrase)}
    best: tuple[float, int] | None = None
    for weight, root, last in reader.candidates(index, agrees):
        weight *= LIKELY.get(d.clusters[root].kind, 1.0)
        weight *= ONE_BODY if is_several and d.clusters[root].is_plural is not True else 1.0
        weight *= QUOTED if _is_anothers_word(d, root, phrase) else 1.0
        weight += PARALLEL * (last == position != "other") + OWN_CLAUSE * (root in own)
        weight += SAID_OF_ONESELF * (root in saying) - TOLD_OF_ANOTHER * (root in told)
        weight += ANSWERING * (root in asked) + OWN_CLAUSE * (root in inner)
        if best is None or (weight, -root) > best:
            best = (weight, -root)
    return -best[1] if best is not None else None


def _is_anothers_word(d: Discourse, root: int, phrase: NounPhrase) -> bool:
    """Whether only a quotation that a pronoun stands outside of has spoken of somebody: '"No king rules," she said'."""
    if not d.quotes:
        return False
    own = d.quote_of(phrase.head)
    heads = (d.phrases[i].head for i in d.clusters[root].phrases)
    quotes = [d.quote_of(head) for head in heads if head < phrase.head]
    return bool(quotes) and all(quote is not None and quote is not own for quote in quotes)


def _is_party(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether "it" or "they" is somebody: "accused it of fraud", "it accused them" are of no lawsuit."""
    parse, verb = d.parse, d.parse.heads[phrase.head]
    if parse.deps[phrase.head] == "dobj":
        return parse.in_set(verb, "AddressingVerb")
    acts = parse.in_set(verb, "AddressingVerb") or parse.in_set(verb, "AnsweringVerb")
    return parse.deps[phrase.head] == "nsubj" and acts and not parse.is_passive(verb)


def _is_thing(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether "it" is nobody: "passed the bill and the king signed it" is of no parliament."""
    parse, verb = d.parse, d.parse.heads[phrase.head]
    is_suffered = parse.deps[phrase.head] == "dobj" or (parse.deps[phrase.head] == "nsubjpass")
    return is_suffered and phrase.lemma not in POSSESSIVE and parse.in_set(verb, "ThingVerb")


def _subject_ahead(d: Discourse, phrase: NounPhrase, form: Form = Form.NAME) -> int | None:
    """The name, or the noun, that is the subject of a clause which a pronoun opens.

    "In her report, Kos criticised ...", and "before she left, Kos criticised ..." where nobody spoke of Kos before.
    """
    if phrase.lemma not in POSSESSIVE:
        return _main_subject_ahead(d, phrase, form)
    parse, chain = d.parse, [phrase.head, *d.parse.ancestors(phrase.head)]
    verb = next((i for i, token in enumerate(chain) if parse.is_verb(token)), 0)
    if not verb or parse.deps[chain[verb - 1]] != "prep" or chain[verb - 1] > chain[verb]:
        return None
    subjects = [i for i in d.mentions_at(surface_subjects(parse, chain[verb])[0]) if d.phrases[i].head > phrase.head]
    return subjects[0] if len(subjects) == 1 and d.phrases[subjects[0]].form is form else None


def _main_subject_ahead(d: Discourse, phrase: NounPhrase, form: Form) -> int | None:
    parse, verb = d.parse, d.parse.heads[phrase.head]
    while parse.deps[verb] in ("ccomp", "xcomp") and parse.heads[verb] < verb:
        verb = parse.heads[verb]  # "denying that he had left, Kos ..."
    main = parse.heads[verb]
    stands = parse.deps[phrase.head] in ("nsubj", "nsubjpass", "dobj")
    if not stands or parse.deps[verb] != "advcl" or not verb < main:
        return None
    subjects = [i for i in d.mentions_at(surface_subjects(parse, main)[0]) if d.phrases[i].head > verb]
    if len(subjects) != 1 or d.phrases[subjects[0]].form is not form:
        return None
    is_new = all(d.phrases[i].head > phrase.head for i in d.cluster(subjects[0]).phrases)
    return subjects[0] if is_new else None


def _sayers(d: Discourse, phrase: NounPhrase) -> list[int]:
    """The subjects of the verb whose content a pronoun is the subject of: "the firm said it would pay".

    Whoever speaks for somebody speaks of them: "Kos, whose lawyer said he was ill", "her spokesman said she had left".
    """
    parse, verb = d.parse, d.parse.heads[phrase.head]
    if parse.deps[phrase.head] not in ("nsubj", "nsubjpass") or parse.deps[verb] != "ccomp":
        return []
    return [] if _judges(d, phrase) else _spoken_for(d, d.mentions_at(surface_subjects(parse, parse.heads[verb])[0]))


def _judges(d: Discourse, phrase: NounPhrase) -> list[int]:
    """The court that finds what an "it" did: not itself, "the tribunal ruled that it had broken the treaty"."""
    verb = d.parse.heads[phrase.head]
    if phrase.lemma not in NEUTER or d.parse.deps[verb] != "ccomp":
        return []
    above = d.parse.heads[verb]
    judging = d.mentions_at(surface_subjects(d.parse, above)[0]) if d.parse.in_set(above, "VerdictVerb") else []
    return [i for i in judging if not d.cluster(i).nouns.isdisjoint(d.nouns.words("JudgeNoun"))]


def _spoken_for(d: Discourse, sayers: list[int]) -> list[int]:
    """The people whose spokesman, lawyer or aide says something, where it is such a one; else who says it."""
    agents = [d.phrases[i] for i in sayers if d.phrases[i].lemma in d.nouns.words("SpokesmanNoun")]
    owners = d.mentions_at(phrase.possessor for phrase in agents if phrase.possessor is not None)
    return [i for i in owners if d.cluster(i).kind is EntityKind.PERSON] or sayers


def _doers_of_the_clause_around(d: Discourse, phrase: NounPhrase) -> list[int]:
    """Who does what a pronoun's clause says when or why of, inside another: "said Kos lied when she denied it".

    Of a relative clause as well: "freed Kos, who was held when she came home".
    """
    parse, verb = d.parse, d.parse.heads[phrase.head]
    around = parse.heads[verb]
    if parse.deps[phrase.head] not in ("nsubj", "nsubjpass") or not around < verb or _threatened(d, verb):
        return []
    is_of_relative = parse.deps[verb] == "ccomp" and parse.deps[around] == "relcl"  # "hit Chad, which said it would"
    is_inside = parse.deps[verb] == "advcl" and parse.deps[around] in ("ccomp", "pcomp", "relcl")
    return _spoken_for(d, d.mentions_at(surface_subjects(parse, around)[0])) if is_inside or is_of_relative else []


def _asked(d: Discourse, phrase: NounPhrase) -> list[int]:
    """Who was asked or accused before a clause that a pronoun is the subject of: "asked Peru to leave, but it refused".

    So with "accused Peru of spying, a charge that it denies", and "says he lied, which he denies".
    """
    parse, verb = d.parse, d.parse.heads[phrase.head]
    if parse.deps[phrase.head] != "nsubj":
        return []
    if pressed := _threatened(d, verb):
        return pressed
    if parse.deps[verb] == "relcl" and parse.in_set(verb, "RebuttalVerb"):
        verbs = [a for a in parse.ancestors(verb) if parse.is_verb(a)]
        around = next((a for a in verbs if parse.in_set(a, "ChargingVerb")), verbs[0] if verbs else verb)
        told = parse.child(around, "ccomp")
        return d.mentions_at(parse.with_dep(around, "dobj") if told is None else parse.with_dep(told, "nsubj"))
    if not parse.in_set(verb, "AnsweringVerb") and not parse.in_set(verb, "RebuttalVerb"):
        return []
    before = parse.heads[verb] if parse.deps[verb] == "conj" else _last_root(d, phrase)
    is_put = parse.in_set(before, "ObjectControlVerb") or parse.in_set(before, "ChargingVerb")
    return d.mentions_at(parse.with_dep(before, "dobj")) if is_put else []


def _threatened(d: Discourse, verb: int) -> list[int]:
    """Whom a clause is against that holds unless they do something: "will put an embargo on Chad unless it pays"."""
    parse = d.parse
    if parse.deps[verb] != "advcl" or not any(parse.words[c] == "unless" for c in parse.with_dep(verb, "mark")):
        return []
    start = _sentence_of(d, verb)
    before = range(start, parse.left_edge(verb))
    held = [c for i in before if parse.words[i] in _AGAINST for c in parse.with_dep(i, "pobj")]
    held += [i for i in before if parse.deps[i] == "dobj"]
    return [i for i in d.mentions_at(held) if d.cluster(i).kind in _PARTIES or d.cluster(i).kind is EntityKind.PERSON]


def _sentence_of(d: Discourse, token: int) -> int:
    """The first token of a token's sentence."""
    start = token
    while start and d.parse.sentences[start - 1] == d.parse.sentences[token]:
        start -= 1
    return start


def _last_root(d: Discourse, phrase: NounPhrase) -> int:
    """The root of the sentence before a mention's; its own where it is the first."""
    parse, start = d.parse, _sentence_of(d, phrase.head)
    return next((a for a in parse.ancestors(start - 1) if parse.deps[a] == "ROOT"), start) if start else phrase.head


def _told_of(d: Discourse, phrase: NounPhrase) -> list[int]:
    """Who is named beside a clause of speech that a pronoun is the subject of: "Ruiz was offered money, he said"."""
    parse, verb = d.parse, d.parse.heads[phrase.head]
    if d.parse.deps[phrase.head] != "nsubj" or phrase.lemma not in PERSONAL or not parse.in_set(verb, "SpeechVerb"):
        return []
    quoted = [range(quote.start, quote.end) for quote in d.quotes if quote.speaker == phrase.head]
    named = [i for words in quoted for i in d.mentions_at(words) if d.phrases[i].form is Form.NAME]
    told = parse.heads[verb] if parse.deps[verb] == "parataxis" else parse.child(verb, "ccomp")
    if (
        told is None
        or ":" in parse.words[told : phrase.head]
        or not (told < phrase.head or parse.deps[verb] == "parataxis")
    ):
        return named
    beside = d.mentions_at(parse.with_dep(told, "nsubj", "nsubjpass", "dobj", "dative"))
    return named + [i for i in beside if d.phrases[i].form is not Form.PRONOUN]
