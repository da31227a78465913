"""Parts that stand apart from their whole, and people read as fellows of what is done to them; see `mending`.

News counts out some of many at the end of a sentence ("including two nuns"), and joins names to names behind an act.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.language.parse.clauses import SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_PARTING = frozenset({"including", "among"})
_OTHERS = frozenset({"them", "whom"})
_FILLING = frozenset({*SUBJECTS, "dobj", "pobj", "conj"})
_PLURAL = frozenset({"NNS", "NNPS", "CD"})
_BEFORE_A_NOUN = frozenset({"compound", "nmod", "det", "amod", "poss", "nummod", "advmod", "quantmod"})
_WITHIN = frozenset({"appos", "conj", "compound"})
_HOLDING = frozenset({"of", "on", "against", "by", "from", "with"})


def parts_behind_their_whole(parse: Parse) -> None:
    """ "Nine died when a roof fell, including two nuns", "among them two nuns": parts hang on the many before them."""
    for prep, word in enumerate(parse.words):
        if word not in _PARTING or prep + 2 >= len(parse):
            continue
        if word == "among" and (parse.words[prep + 1] not in _OTHERS or not _takes_its_parts(parse, prep)):
            continue
        part, whole = parse.child(prep, "pobj"), _counted_before(parse, prep)
        is_many = parse.pos[parse.heads[prep]] in NOMINAL and parse.tags[parse.heads[prep]] in _PLURAL
        if part is None or whole is None or (is_many and word == "including") or prep in parse.ancestors(whole):
            continue
        if parse.is_somebody(part):
            parse.attach(prep, whole, "prep")


def _takes_its_parts(parse: Parse, among: int) -> bool:
    """Let the "among" of "among them" hold the nominal behind that; whether one stands there."""
    them, part = among + 1, among + 2
    while parse.deps[part] in _BEFORE_A_NOUN and parse.heads[part] > part:
        part = parse.heads[part]
    verb = parse.heads[part]
    is_subject = parse.deps[part] in SUBJECTS and verb > part  # "among them two refused"; not "..., said Ana Silva"
    if parse.pos[part] not in NOMINAL or (is_subject and all(s < verb for s in parse.with_dep(verb, *SUBJECTS))):
        return False
    parse.attach(part, among, "pobj")
    parse.attach(them, part, "dep")
    return True


def _counted_before(parse: Parse, prep: int) -> int | None:
    """The nearest noun of several before a place of its sentence that has a number or names people."""
    for i in range(prep - 1, -1, -1):
        if parse.sentences[i] != parse.sentences[prep]:
            return None
        if parse.tags[i] not in _PLURAL or parse.deps[i] not in _FILLING or i in parse.timed:
            continue
        if parse.tags[i] == "CD" or parse.child(i, "nummod") is not None or parse.in_set(i, "PersonNoun"):
            return i
    return None


def act_beside_its_people(parse: Parse) -> None:
    """ "Ordered the arrest of Ana Silva and two clerks": who is coordinated is with whom, not with what is done.

    So behind an apposition: "a pact signed by Ana Silva, the minister, and the union".
    """
    for member, dep in enumerate(parse.deps):
        if dep != "conj":
            continue
        noun = parse.heads[member]
        if parse.pos[noun] != "NOUN" or not noun < member or parse.is_somebody(noun):
            continue
        joint = parse.left_edge(member) - 1
        if parse.words[joint] != "and" or parse.pos[member] not in ("NOUN", "PROPN") or not parse.is_somebody(member):
            continue
        first = joint - 2 if parse.words[joint - 1] == "," else joint - 1
        while parse.deps[first] in _WITHIN and parse.heads[first] > noun:
            first = parse.heads[first]
        holder = parse.heads[first]
        is_held = parse.deps[first] == "pobj" and parse.words[holder] in _HOLDING and noun in parse.ancestors(holder)
        if is_held and parse.is_somebody(first):
            parse.move([c for c in parse.with_dep(noun, "cc") if c == joint], first)
            parse.attach(member, first, "conj")


def spell_before_what_ends(parse: Parse) -> None:
    """ "Ended months of war": how long it has lasted is no object of what is done to it."""
    for prep, word in enumerate(parse.words):
        spell = parse.heads[prep]
        if word != "of" or parse.deps[spell] != "dobj" or not parse.in_set(spell, "Spell"):
            continue
        verb, lasting = parse.heads[spell], parse.child(prep, "pobj")
        if lasting is not None and parse.in_set(verb, "StandingObjectVerb") and lasting not in parse.timed:
            parse.attach(lasting, verb, "dobj")
            parse.attach(spell, lasting, "nmod")


PART_RULES: tuple[Callable[[Parse], None], ...] = (
    parts_behind_their_whole,
    act_beside_its_people,
    spell_before_what_ends,
)
