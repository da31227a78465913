"""Positions: a token beside a predicate, the label of its place, and the rule that put it there.

Here are the parts that all linking rules share: what prepositions hold, what relative pronouns stand for, what words of
number count, coordinated fillers each in its own right. The rules themselves are in `syntax`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.frames import OBJECT, SUBJECT
from kg.language.grammar.members import members
from kg.language.parse.tree import Parse

DATIVE = "dative"  # "gave Ukraine weapons"
POSSESSIVE = "possessive"
MODIFIER = "modifier"  # a name or demonym before a noun: "Israeli strike", "Hamas attack"
PREDICATE = "predicate"  # "elected him president"
SUBJECT_DEPS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
SCENE = frozenset({"in", "at", "near"})
WITHIN = SCENE | {"inside", "outside"}
PART_PREPOSITIONS = frozenset({"in", "to", "with", "behind"})  # "a role in it", "any link to it"
_SHARED = frozenset({"of", "on", "against", "by"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})


class Position(NamedTuple):
    """A token in one of a predicate's positions, and the rule that put it there."""

    label: str  # SUBJECT, OBJECT, DATIVE, POSSESSIVE, MODIFIER, PREDICATE, a preposition, "that", "to" or "ing"
    token: int
    rule: str
    is_clause: bool = False


def prepositional(parse: Parse, prep: int) -> Iterator[Position]:
    """What a preposition holds: nominals, clauses, and what a second preposition holds ("out of Gaza")."""
    label = parse.words[prep]
    if label == "according":
        return  # who says so has no part in what is said
    for child in parse.children[prep]:
        dep = parse.deps[child]
        if label == "to" and parse.tags[child] == "CD" and "CD" in parse.tags[max(prep - 3, 0) : prep]:
            continue  # "by 70 votes to ten" is a score
        if label == "on" and parse.in_set(child, "GroundNoun"):
            continue  # "ordered a raid on the advice of his minister"
        if label == "for" and parse.words[child] == "time" and "more" not in parse.words[prep:child]:
            continue  # "for the first time", but "asked for more time"
        if label == "with" and parse.in_set(child, "HelpNoun") and _has_of(parse, child):
            continue  # "holds talks with the help of Oman"
        if dep == "pobj":
            yield Position(label, antecedent(parse, child), f'"{label}"')
        elif label == "as" and parse.pos[child] == "ADJ":
            yield Position(label, child, '"as"')  # "described it as outrageous"
        elif dep == "pcomp" and parse.is_verb(child):
            yield Position(label, child, f'"{label}" with a clause', is_clause=True)
        elif dep in ("prep", "pcomp") and parse.pos[child] == "ADP":
            for inner in prepositional(parse, child):
                yield inner._replace(label=f"{label} {inner.label}")
                yield inner
                if label == "out" and inner.label == "of":
                    yield inner._replace(label="from")
        elif dep == "conj" and parse.pos[child] == "ADP":
            yield from prepositional(parse, child)


def commanders(parse: Parse, verb: int) -> list[int]:
    """ "Was cut on the orders of the ministry", "at Ana Ruiz's behest": whoever has a passive's act done does it."""
    orders = [noun for noun in parse.held(verb) if parse.in_set(noun, "Behest")]
    found = [holder for order in orders for holder in parse.with_dep(order, "poss")]
    phrases = (p for order in orders for p in parse.with_dep(order, "prep") if parse.words[p] in ("of", "from", "by"))
    return found + [held for phrase in phrases for held in parse.with_dep(phrase, "pobj")]


def involved(parse: Parse, noun: int) -> Iterator[Position]:
    """Who takes part by what stands behind an event's noun: "talks involving Chad", "the strike, its third at Fiat".

    A participle says it of names; a rank beside the noun has what the noun itself would have.
    """
    for child in parse.with_dep(noun, "acl", "appos"):
        if parse.tags[child] == "VBG" and parse.in_set(child, "InvolvingVerb"):
            for held in parse.with_dep(child, "dobj"):
                if parse.pos[held] == "PROPN":
                    yield Position("between", held, "participle of the noun")
        elif parse.deps[child] == "appos" and parse.pos[child] in ("ADJ", "NUM"):
            owners = (Position(POSSESSIVE, owner, "possessive") for owner in parse.with_dep(child, "poss"))
            phrases = (p for prep in parse.with_dep(child, "prep", "agent") for p in prepositional(parse, prep))
            yield from (p._replace(rule=f"{p.rule} of its rank") for p in (*owners, *phrases))


def shared_phrases(parse: Parse, noun: int) -> Iterator[Position]:
    """ "The arrest and expulsion of Ruiz", "a freeze and travel ban on Ruiz": what stands behind both is both's."""
    above = parse.heads[noun]
    is_second = parse.deps[noun] == "conj" and parse.pos[above] == "NOUN"
    first = above if is_second else noun
    others = parse.with_dep(first, "conj")
    if parse.child(noun, "poss") is not None or not others or not all(_is_bare(parse, c) for c in others):
        return  # "its rejection and condemnation of the plan": the second is what is told most of
    phrases = [p for c in (first, *others) for p in parse.with_dep(c, "prep")]
    if any(p < others[-1] for p in phrases):
        return  # "an embargo on arms and ban on Ruiz"
    own = {parse.words[p] for p in parse.with_dep(noun, "prep")}
    for prep in phrases:
        if parse.words[prep] in _SHARED - own:
            yield from (p._replace(rule="phrase of both nouns") for p in prepositional(parse, prep))


def _is_bare(parse: Parse, noun: int) -> bool:
    return parse.pos[noun] == "NOUN" and parse.child(noun, "det", "poss") is None


def torn_phrase(parse: Parse, noun: int) -> Iterator[Position]:
    """ "Left the chamber in protest at the law": the parser may hang the phrase right behind a noun on the verb."""
    prep = noun + 1
    if parse.deps[noun] in ("pobj", "dobj") and prep < len(parse.words) and parse.deps[prep] == "prep":
        above = parse.heads[parse.heads[noun]] if parse.deps[noun] == "pobj" else parse.heads[noun]
        if parse.heads[prep] == above and parse.is_verb(above) and parse.words[prep] != "by":
            yield from prepositional(parse, prep)


def _has_of(parse: Parse, noun: int) -> bool:
    return any(parse.words[c] == "of" for c in parse.with_dep(noun, "prep"))


def struck_before(parse: Parse, verb: int, prep: int) -> list[int]:
    """Whom "on" or "against" names before "for" with a clause: "imposed a fine on the bank for hiding losses"."""
    if parse.words[prep] != "for":
        return []
    objects = parse.with_dep(verb, "dobj", "nsubjpass")
    if any(parse.is_somebody(o) for o in objects):
        return []
    holders = (p for h in (verb, *objects) for p in parse.with_dep(h, "prep") if p < prep)
    held = (o for p in holders if parse.words[p] in ("on", "against") for o in parse.with_dep(p, "pobj"))
    return [o for o in held if parse.is_somebody(o) and o not in parse.timed]


def named_by_another(parse: Parse, clause: int) -> int | None:
    """ "Announced what he called an exercise", "described as a raid": what somebody calls so is what is meant."""
    if not parse.in_set(clause, "CallingVerb") or not any(parse.words[c] == "what" for c in parse.children[clause]):
        return None
    named = parse.child(clause, "oprd")
    held = next((c for c in parse.with_dep(clause, "prep") if parse.words[c] == "as"), None)
    return parse.child(held, "pobj") if named is None and held is not None else named


def held_on(parse: Parse, charge: int) -> int | None:
    """The verb that says who is arrested or tried on a charge: "held him on suspicion of"."""
    prep = parse.heads[charge]
    verb = parse.heads[prep]
    is_charge = parse.in_set(charge, "ChargeNoun") and parse.words[prep] in ("on", "over", "under")
    is_held = is_charge and parse.is_verb(verb) and (parse.is_passive(verb) or parse.child(verb, "dobj") is not None)
    return verb if is_held else None


def means(parse: Parse, verb: int) -> Iterator[Position]:
    """ "Attacked the base using drones": what a participle of use beside a verb or its object has is what with."""
    agents = (o for agent in parse.with_dep(verb, "agent") for o in parse.with_dep(agent, "pobj"))
    holders = (verb, *parse.with_dep(verb, "dobj"), *agents)
    beside = (c for holder in holders for c in parse.with_dep(holder, "advcl", "acl"))
    for used in (o for c in beside if parse.words[c] == "using" for o in parse.with_dep(c, "dobj")):
        yield Position("using", used, '"using"')


def small_clause(parse: Parse, clause: int) -> Iterator[Position]:
    """ "Found Costa guilty of fraud": a clause without a verb, whose parts are the main verb's."""
    if parse.pos[clause] not in ("ADJ", "NOUN") or parse.child(clause, "cop", "aux", "mark") is not None:
        return
    for child in parse.children[clause]:
        if parse.deps[child] in ("nsubj", "nsubjpass"):
            yield Position(OBJECT, child, "subject of a small clause")
        elif parse.deps[child] == "prep":
            yield from prepositional(parse, child)


def is_manner(parse: Parse, noun: int) -> bool:
    """Whether a bare noun after "by" says how: "by mistake", "by helicopter", but "by government forces"."""
    if parse.children[noun]:
        return False
    return parse.in_set(noun, "MannerNoun") or (parse.tags[noun] == "NN" and parse.in_set(noun, "Vehicle"))


def antecedent(parse: Parse, token: int) -> int:
    """What a relative pronoun stands for: the noun that its clause modifies."""
    if parse.tags[token] not in ("WP", "WDT", "IN") or parse.words[token] not in RELATIVE_PRONOUNS:
        return token
    for above in parse.ancestors(token):
        if parse.deps[above] == "relcl":
            return parse.heads[above]
    return token


def has_no_gap(parse: Parse, verb: int) -> bool:
    """Whether a relative clause says more than what was done to its noun.

    "Where it met", "whose owner fled", "two of whom fled", "whom Kos denies having sent": it stands elsewhere.
    """
    if any(parse.words[c] in ("where", "when", "why") for c in parse.children[verb]):
        return True
    subjects = parse.with_dep(verb, *SUBJECT_DEPS)
    if any(parse.words[c] == "whose" for s in subjects for c in parse.children[s]):
        return True
    if any(parse.words[o] in ("whom", "which") for s in subjects for o in parse.held(s)):
        return True
    if parse.in_set(verb, "ObjectControlVerb"):
        return False  # "whom they invited to sign"
    held = (c for clause in parse.with_dep(verb, "xcomp", "ccomp") for c in parse.children[clause])
    return any(parse.tags[c] in ("WDT", "WP") and parse.words[c] in RELATIVE_PRONOUNS for c in held)


def counted(parse: Parse, noun: int) -> int:
    """What a word of number stands for: the hostages of "some of the hostages" and of "thousands of hostages".

    "One of the hostages, Ana Silva" is she.
    """
    if not (parse.in_set(noun, "PartitiveNoun") or parse.pos[noun] in ("NUM", "DET") or parse.tags[noun] == "CD"):
        return noun
    for prep in parse.with_dep(noun, "prep"):
        if parse.words[prep] == "of":
            whole = next((counted(parse, c) for c in parse.with_dep(prep, "pobj")), noun)
            return _named_of(parse, noun, whole) if parse.words[noun] == "one" else whole
    return noun


def _named_of(parse: Parse, one: int, whole: int) -> int:
    """Who the one of a whole is, where an apposition tells: a name, or "a teacher"."""
    told = [c for noun in (one, whole) for c in parse.with_dep(noun, "appos") if parse.child(c, "conj") is None]
    single = (c for c in told if any(parse.words[d] in ("a", "an") for d in parse.with_dep(c, "det")))
    return next((c for c in told if parse.pos[c] == "PROPN"), next(single, whole))


def expanded(parse: Parse, positions: list[Position]) -> list[Position]:
    """Every coordinated filler in its own right, each position once."""
    found: dict[tuple[str, int], Position] = {}
    for position in positions:
        tokens = [position.token] if position.is_clause else fellows(parse, position.token)
        for token in tokens:
            rule = position.rule if token == position.token else f"{position.rule}, coordinated"
            found.setdefault((position.label, token), position._replace(token=token, rule=rule))
        if position.label == SUBJECT:
            for token in [member for whole in tokens for member in members(parse, whole)]:
                found.setdefault((SUBJECT, token), Position(SUBJECT, token, f"{position.rule}, member"))
        if position.is_clause:
            for other in _coordinated_clauses(parse, position.token):
                found.setdefault(
                    (position.label, other), position._replace(token=other, rule=f"{position.rule}, coordinated")
                )
    return list(found.values())


def without_scenes(parse: Parse, fitting: list[Position], is_place: Callable[[Position], bool]) -> list[Position]:
    """ "Fired on worshippers at a mosque": beside another phrase for one slot, a place is where it happened."""
    if len({p.label for p in fitting}) < 2:
        return fitting
    others = [p for p in fitting if p.label not in SCENE or not (is_place(p) or parse.in_set(p.token, "PlaceNoun"))]
    return others or fitting


_INCLUDING = frozenset({"including", "among"})


def fellows(parse: Parse, token: int) -> list[int]:
    """A nominal with those that are coordinated with it and those that are told to be among them."""
    tokens = parse.coordinated(token)
    parts = [part for whole in tokens for part in _included(parse, whole)]
    return tokens + [other for part in parts for other in parse.coordinated(part)] if parts else tokens


def _included(parse: Parse, noun: int) -> list[int]:
    """ "Dutch banks, including Alba and Bora", "those hurt include two nuns": the part of the whole is theirs, too."""
    words = parse.words
    parts = [held for c in parse.children[noun] if words[c] in _INCLUDING for held in _parts(parse, c)]
    verb = parse.heads[noun]
    if parse.lemmas[verb] == "include" and parse.deps[noun] == "nsubj" and parse.is_somebody(noun):
        parts += parse.with_dep(verb, "dobj")
    be = parse.heads[verb]
    if parse.words[verb] == "among" and parse.deps[noun] == "pobj" and parse.lemmas[be] == "be":
        parts += parse.with_dep(be, "nsubj")  # "Ana Silva was among nine people killed"
    if words[noun] == "those" and parse.lemmas[verb] == "be" and parse.deps[noun] == "nsubj":
        parts += parse.with_dep(verb, "attr")  # "those convicted were Ana Silva and Jose Mota"
    return parts


def _parts(parse: Parse, prep: int) -> list[int]:
    """Those of a whole that "including" holds, and the "among" of "among them two nuns"."""
    is_among = parse.words[prep] == "among"
    if parse.deps[prep] != "prep" or (is_among and parse.word(prep + 1) not in ("them", "whom")):
        return []
    return [noun for noun in parse.with_dep(prep, "pobj") if not is_among or noun > prep + 1]


def _coordinated_clauses(parse: Parse, clause: int) -> Iterator[int]:
    for child in parse.children[clause]:
        if parse.deps[child] == "conj" and parse.is_verb(child):
            yield child
            yield from _coordinated_clauses(parse, child)
