"""Headlines: sentences without a full stop, whose verbs lose their auxiliaries and whose nouns lose their articles.

"Chad to close mine, union says", "Two divers found dead", "Rebels attack convoy in Mali", "Chad, Mali sign pact".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.language.parse.clauses import FINITE, SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_PLURALS = frozenset({"NNS", "NNPS"})
_PARTS = frozenset({"compound", "nmod", "amod", "nummod", "poss"})
_ACTING = ("PersonNoun", "GroupNoun", "OrganizationNoun", "JobTitle", "CompanyNoun")
_HELD = _PARTS | {"nsubj"}
_CLAUSAL = ("dobj", "ccomp", "xcomp", "aux", "auxpass", "acomp", "attr")
_THINGS = NOMINAL | {"ADJ", "DET"}
_OPENING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "ADP"})  # what may follow a headline's verb


def clauses_of_headlines(parse: Parse) -> None:
    """ "Rebels attack convoy", "Chad, Mali to sign pact": what is the verb, and what its subjects are."""
    for start, end in _headlines(parse):
        _source_behind_a_colon(parse, start, end)
        _participle_behind_a_comma(parse, start, end)
        _verb_in_a_nouns_place(parse, start, end)
        _arguments_of_its_verb(parse, start, end)
        _infinitive_for_a_plan(parse, start, end)
        _comma_for_and(parse, start)


def passives_of_headlines(parse: Parse, takes_object: Callable[[int], bool]) -> None:
    """ "Two divers found dead", "Mayor jailed for fraud": a verb that needs an object, and has none, is passive.

    So is one of harm or custody, though English may leave its object out: "prime minister shot and wounded".
    """
    for start, end in _headlines(parse):
        for verb in range(start + 1, end):
            if parse.tags[verb] not in ("VBD", "VBN") or parse.child(verb, *_CLAUSAL) is not None:
                continue
            is_harm = parse.in_set(verb, "VictimVerb")
            if is_harm and (parse.deps[verb] == "acl" or parse.is_passive(parse.heads[verb])):
                parse.tags[verb] = "VBN"  # "former president jailed", "shot and wounded"
            subject = parse.child(verb, "nsubj") if parse.deps[verb] in ("ROOT", "ccomp") else None
            if subject is None or not subject < verb:
                continue
            if is_harm or parse.child(verb, "oprd") is not None or takes_object(verb):
                parse.tags[verb], parse.deps[subject] = "VBN", "nsubjpass"


def _headlines(parse: Parse) -> Iterator[tuple[int, int]]:
    """The tokens of each sentence of the story that ends without a stop."""
    last = len(parse) - 1
    start = 0
    for i, number in enumerate(parse.sentences):
        if i == last or parse.sentences[i + 1] != number:
            end = i + 1
            while end > start and parse.tags[end - 1] == "_SP":
                end -= 1
            if end - start > 2 and parse.pos[end - 1] != "PUNCT" and parse.story[start]:
                yield start, end
            start = i + 1


def _source_behind_a_colon(parse: Parse, start: int, end: int) -> None:
    """ "Rebels kidnap 30 schoolgirls: police": what the colon parts is no apposition."""
    for i in range(start + 1, end):
        noun = parse.heads[i]
        if parse.deps[i] == "appos" and noun < i and parse.words[parse.left_edge(i) - 1] == ":":
            parse.attach(i, next((a for a in parse.ancestors(i) if parse.is_verb(a)), noun), "dep")


def _participle_behind_a_comma(parse: Parse, start: int, end: int) -> None:
    """ "Okafor sacks minister, plunging Peru into crisis": a participle behind a comma is no headline's verb."""
    for participle in range(start + 1, end):
        if parse.deps[participle] != "ROOT" or parse.tags[participle] != "VBG" or parse.words[participle - 1] != ",":
            continue
        noun = parse.child(participle, "nsubj")
        if noun is not None and noun < participle and parse.child(participle, "aux") is None:
            parse.attach(noun, noun, "ROOT")
            parse.attach(participle, noun, "advcl")


def _verb_in_a_nouns_place(parse: Parse, start: int, end: int) -> None:
    """ "Rebels attack convoy in Mali", read as the name of a thing: a plural does what the noun behind it says."""
    root = next((i for i in range(start, end) if parse.deps[i] == "ROOT"), start)
    if (parse.pos[root] not in NOMINAL and not _is_person(parse, root)) or (
        _has_verb(parse, start, end) and parse.child(root, "nsubj") is None
    ):
        return
    for verb in range(start + 1, end - 1):
        subject = verb - 1
        is_verb = parse.pos[verb] == "NOUN" and parse.tags[verb] == "NN" and parse.in_set(verb, "HeadlineVerb")
        if parse.pos[subject] not in NOMINAL and parse.pos[subject] != "ADJ":
            return
        is_singular = parse.tags[verb] in ("NNS", "VBZ") and parse.tags[subject] in ("NN", "NNP")
        is_one = is_singular and parse.in_set(verb, "HeadlineVerb") and parse.pos[verb + 1] in _THINGS
        if is_one or (is_verb and parse.tags[subject] in _PLURALS and parse.pos[verb + 1] in _OPENING):
            _make_verb(parse, start, verb, end)
            return


def _has_verb(parse: Parse, start: int, end: int) -> bool:
    verbs = (i for i in range(start, end) if parse.tags[i] in FINITE and parse.pos[i] in ("VERB", "AUX"))
    verbs = (i for i in verbs if parse.child(i, "mark") is None)  # "as rebels enter Damascus"
    verbs = (i for i in verbs if parse.deps[i] not in _PARTS)  # "sacks", a part of "sacks minister"
    return any(not _is_person(parse, i) for i in verbs)


def _is_person(parse: Parse, i: int) -> bool:
    """A noun for people, whatever it is tagged as: "court sentences tycoon"."""
    return parse.in_any(i, ("PersonNoun", "EpithetNoun", "JobTitle"))


def _make_verb(parse: Parse, start: int, verb: int, end: int) -> None:
    """Make a noun of a chain the verb, with what stands before it as its subject and the rest of it as its object."""
    subject, head = verb - 1, parse.heads[verb]
    is_part = head > verb and parse.deps[verb] in _HELD  # "attack" of "attack convoy"
    while is_part and parse.deps[head] in _PARTS and parse.heads[head] > head:
        head = parse.heads[head]  # "pardons" of "pardons reality TV stars"
    if not is_part and parse.deps[verb] != "ROOT":
        return
    parse.tags[verb], parse.pos[verb] = "VBP" if parse.tags[verb] == "NN" else "VBZ", "VERB"
    if is_part:
        above, dep = parse.heads[head], parse.deps[head]
        parse.attach(verb, verb if above == head else above, dep)
        parse.move([c for c in parse.children[head] if c < verb and c != subject], subject)
        parse.attach(head, verb, "dobj")
        for clause in parse.with_dep(head, "advcl", "acl"):
            if parse.words[parse.left_edge(clause) - 1] == ",":
                parse.attach(clause, verb, "advcl")  # "attack convoy, killing five"
        if parse.pos[head] == "VERB":
            parse.tags[head], parse.pos[head] = "NN", "NOUN"
    else:
        for noun in parse.with_dep(verb, "appos", "nmod")[:1]:
            parse.deps[noun] = "dobj"  # "court blocks mayor's order"
    parse.move([c for c in parse.children[verb] if c < subject], subject)
    parse.attach(subject, verb, "nsubj")
    parse.pos[subject] = "NOUN" if parse.pos[subject] == "NUM" else parse.pos[subject]


def _arguments_of_its_verb(parse: Parse, start: int, end: int) -> None:
    """ "Mali expels French envoy": a name before a finite verb is no adjective, nor the noun behind it a time."""
    for verb in range(start + 1, end - 1):
        if parse.tags[verb] not in FINITE or parse.pos[verb] != "VERB" or parse.child(verb, *SUBJECTS) is not None:
            continue
        name = verb - 1
        if parse.heads[name] == verb and parse.deps[name] in ("amod", "compound") and parse.pos[name] == "PROPN":
            parse.deps[name] = "nsubj"
            noun = parse.child(verb, "npadvmod", "appos") if parse.child(verb, "dobj") is None else None
            if noun is not None and noun > verb and noun not in parse.timed and parse.left_edge(noun) == verb + 1:
                parse.deps[noun] = "dobj"


def _infinitive_for_a_plan(parse: Parse, start: int, end: int) -> None:
    """ "Chad, Mali to sign pact, envoy says": the infinitive is the clause, and what it hangs on its subject."""
    for verb in range(start + 2, end):
        noun = parse.heads[verb]
        if (
            parse.deps[verb] not in ("relcl", "acl", "xcomp")
            or not parse.is_infinitive(verb)
            or not start <= noun < verb
        ):
            continue
        is_actor = parse.pos[noun] == "PROPN" or parse.in_any(noun, _ACTING)  # no "bill to ban"
        if not is_actor or parse.deps[noun] not in ("ROOT", "npadvmod", "nsubj", "dep"):
            continue
        above = parse.heads[noun]
        is_whole = parse.left_edge(noun) == start and (above == noun or parse.is_verb(above))
        if not is_whole or (parse.deps[noun] == "nsubj" and above < verb):
            continue
        parse.attach(verb, verb if above == noun else above, "ROOT" if above == noun else "ccomp")
        parse.move([c for c in parse.children[noun] if c > verb or (c > noun and parse.deps[c] == "punct")], verb)
        parse.attach(noun, verb, "nsubj")
        for name in parse.with_dep(noun, "appos"):
            parse.deps[name] = "conj" if parse.pos[name] == parse.pos[noun] == "PROPN" else "appos"


def _comma_for_and(parse: Parse, start: int) -> None:
    """ "Chad, Mali sign pact": two names before a verb with a comma between them are two."""
    first = start
    while first + 1 < len(parse) and parse.pos[first] == "PROPN" and parse.heads[first] == first + 1:
        first += 1
    if parse.pos[first] != "PROPN" or parse.words[first + 1 : first + 2] != [","]:
        return
    verb = parse.heads[first]
    second = parse.child(verb, *SUBJECTS) if parse.is_verb(verb) else None
    if second is None or not first < second < verb or parse.pos[second] != "PROPN":
        return
    if parse.left_edge(second) == first + 2 and parse.words[second + 1] != ",":
        parse.attach(first, verb, parse.deps[second])
        parse.attach(second, first, "conj")
