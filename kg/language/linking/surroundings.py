"""What stands around a noun or a filler, where the trigger has no place of its own for it.

Verbs that only say that something happens, phrases that hang on the last noun, clauses that a noun stands beside.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.frames import SUBJECT
from kg.language.grammar.positions import WITHIN, Position, counted, expanded, prepositional
from kg.language.grammar.syntax import governing_verbs, surface_subjects, verb_positions
from kg.language.parse.tree import NOMINAL, Parse

NAMED = "who the noun names"


def passing_subjects(parse: Parse, noun: int, *, after: bool = False) -> list[Position]:
    """Who does what a noun beside a clause says, or is what it names.

    "In a snub to Chad, Mali left"; "in defiance of the court they left"; "Dahl, a critic of the army, left"; "Dahl, in
    Oslo for talks, left"; if `after`, "troops took it after a battle".
    """
    head, dep = parse.heads[noun], parse.deps[noun]
    if parse.in_set(noun, "PersonNoun"):
        named = surface_subjects(parse, head)[0] if dep == "attr" else [head] if dep == "appos" else []
        return [Position(SUBJECT, token, NAMED) for token in named]
    verb = parse.heads[head]
    if dep == "pobj" and parse.words[head] == "for" and (name := _at_a_place(parse, head)) is not None:
        return [Position(SUBJECT, name, "who is there for it")]
    is_beside = parse.words[head] == "in" or (after and parse.words[head] in ("after", "following"))
    if dep != "pobj" or not is_beside or not parse.is_verb(verb) or parse.is_passive(verb):
        return []
    if (
        any(parse.words[c] not in ("a", "an") for c in parse.with_dep(noun, "det"))
        or parse.child(noun, "poss") is not None
    ):
        return []
    subjects = surface_subjects(parse, verb)[0]
    return expanded(parse, [Position(SUBJECT, token, "subject of the clause around it") for token in subjects])


def _at_a_place(parse: Parse, purpose: int) -> int | None:
    """Of "Dahl, in Oslo for talks", with the purpose below the name or the place, the name."""
    holder = parse.heads[purpose]
    prep = parse.heads[holder] if parse.deps[holder] == "pobj" else None
    if prep is None:
        prep = next((c for c in parse.with_dep(holder, "prep") if holder < c < purpose), None)
    if prep is None or parse.words[prep] not in ("in", "at") or parse.words[prep - 1] != ",":
        return None
    name = parse.heads[prep]
    return name if parse.pos[name] in NOMINAL and name < prep else None


def occurrence_positions(parse: Parse, noun: int) -> list[tuple[int, list[Position]]]:
    """The verbs that say of their subject only that it happens, and what they add.

    "Talks took place in Oslo", "the storm that hit Luzon".
    """
    verbs = raising_verbs(parse, noun)
    whole = of_which(parse, noun)
    verbs += [parse.heads[whole]] if parse.deps[whole] in ("nsubj", "nsubjpass") else []
    verbs += [c for c in parse.with_dep(noun, "relcl") if noun in surface_subjects(parse, c)[0]]
    by = parse.heads[noun]
    is_agent = parse.deps[by] == "agent" and parse.deps[noun] == "pobj" and parse.in_set(noun, "NaturalForce")
    verbs += [parse.heads[by]] if is_agent else []  # "was hit by a storm"
    found = []
    for verb in (v for v in verbs if parse.is_verb(v)):
        others = [p for p in verb_positions(parse, verb) if p.token != noun and p.label != SUBJECT]
        found.append((verb, [p._replace(rule=f"occurrence, {p.rule}") for p in others]))
    return found


def of_which(parse: Parse, noun: int) -> int:
    """What counts an event in its stead: the wave of "a wave of strikes began"; else the noun itself."""
    above = parse.heads[parse.heads[noun]]
    is_held = parse.deps[noun] == "pobj" and parse.words[parse.heads[noun]] == "of"
    return above if is_held and parse.in_set(above, "PartitiveNoun") else noun


def raising_verbs(parse: Parse, noun: int) -> list[int]:
    """The infinitives that a noun is the subject of by way of another verb: "is to be held", "is due to begin"."""
    above = parse.heads[noun]
    if parse.deps[noun] not in ("nsubj", "nsubjpass") or not (parse.lemmas[above] == "be" or parse.is_passive(above)):
        return []
    holders = (above, *parse.with_dep(above, "acomp"))
    raised = (verb for holder in holders for verb in parse.with_dep(holder, "xcomp") if parse.is_infinitive(verb))
    return [verb for verb in raised if not parse.in_set(verb, "LastingVerb")]


def carrying_verbs(parse: Parse, noun: int) -> list[tuple[int, str]]:
    """The verbs that may carry an eventive noun, as `governing_verbs` has them; those of "is to be held" as well."""
    raised = [(verb, parse.particle(verb)) for verb in raising_verbs(parse, noun) if parse.is_passive(verb)]
    return [*governing_verbs(parse, noun), *raised]


def tail_phrases(parse: Parse, noun: int) -> list[Position]:
    """The prepositional phrases that hang on a noun, on its apposition, or on what it counts or whose it is.

    "Laid off thousands of clerks in Ohio", "killed a leader of Hamas in Beirut": the parser hangs on the last noun
    what belongs to the verb. What a common noun holds is its own: "demanded the return of a villa in Nice".
    """
    found = []
    for child in parse.children[noun]:
        if parse.deps[child] == "prep":
            held = list(prepositional(parse, child))
            found += held
            if parse.words[child] == "of":
                is_count = counted(parse, noun) != noun or parse.in_set(noun, "QuantityNoun")
                inner = [p.token for p in held if not p.is_clause and (is_count or parse.pos[p.token] == "PROPN")]
                found += [p for token in inner for p in tail_phrases(parse, token)]
        elif parse.deps[child] == "appos":
            found += tail_phrases(parse, child)
    return expanded(parse, found)


def is_of_phrases(parse: Parse, prep: int, token: int) -> bool:
    """Whether only prepositions and nouns stand between a phrase and what it ends: no clause does."""
    for above in parse.ancestors(prep):
        if above == token:
            return True
        if parse.deps[above] not in ("prep", "pobj", "appos"):
            return False
    return False


def places_within(parse: Parse, positions: list[Position], is_place: Callable[[Position], bool]) -> list[Position]:
    """ "In a penal colony in Omsk", "outside a bank in Rome": the places of what is none itself."""
    around = (p.token for p in positions if p.label in WITHIN and not p.is_clause)
    return [held for token in around for held in tail_phrases(parse, token) if is_place(held)]
