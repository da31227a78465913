"""Subjects and objects among commas, each put where it belongs by a stated rule; see `mending`.

Agency prose puts appositions, participles and relative clauses between a subject and its verb, and the parser loses
its way there most. Each rule here names the punctuation that decides what belongs to what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.language.parse.clauses import FINITE, SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_TIME_PREPOSITIONS = frozenset({"of", "by", "in", "at", "near", "with", "from", "to", "against", "between", "over"})


def participle_behind_its_subject(parse: Parse) -> None:
    """ "Ruiz, shot down by rebels, crossed the border": what a comma parts from its subject is not the main verb."""
    for verb, tag in enumerate(parse.tags):
        if tag not in ("VBD", "VBN") or parse.words[verb - 1] != ",":
            continue
        subject = parse.child(verb, "nsubj", "nsubjpass")
        main = _verb_behind_a_comma(parse, verb) if subject is not None else None
        if subject is None or main is None or parse.right_edge(subject) != verb - 2 or _is_closed(parse, subject):
            continue
        head, dep = parse.heads[verb], parse.deps[verb]
        parse.move([c for c in parse.children[verb] if c > main], main)
        if head != main:
            parse.attach(main, main if head == verb else head, dep)
        parse.attach_subject(subject, main)
        parse.attach(verb, subject, "acl")
        parse.tags[verb] = "VBN"


def _is_closed(parse: Parse, noun: int) -> bool:
    """Whether the comma behind a noun may end what stands between it and the one before it."""
    behind = parse.with_dep(noun, "appos", "relcl", "acl")
    return any(parse.deps[c] != "appos" or parse.words[parse.left_edge(c) - 1] == "," for c in behind)


def _verb_behind_a_comma(parse: Parse, verb: int) -> int | None:
    """The finite verb behind a participle's clause and its comma, without a conjunction, or above the clause."""
    above = parse.heads[verb]
    if parse.deps[verb] in ("ccomp", "advcl") and above > verb and parse.child(above, *SUBJECTS) is None:
        is_next = parse.words[above - 1] == "," and parse.right_edge(verb) == above - 2
        return above if is_next and parse.tags[above] in FINITE else None
    for child in _conjuncts(parse, verb):
        before = parse.left_edge(child) - 1
        is_finite = parse.tags[child] in FINITE or parse.child(child, "aux", "auxpass") is not None
        is_bare = child > verb and parse.child(child, "mark", *SUBJECTS) is None
        if is_finite and is_bare and parse.words[before] == ",":
            return child
    return None


def _conjuncts(parse: Parse, verb: int) -> Iterator[int]:
    for child in parse.with_dep(verb, "conj", "dep", "advcl"):
        if parse.is_verb(child):
            yield child
            yield from _conjuncts(parse, child)


def participle_beside_a_participle(parse: Parse) -> None:
    """ "A deal reached in Oslo and signed by both": with a by-phrase, what "and" joins to a participle is one too."""
    for verb, tag in enumerate(parse.tags):
        first = parse.heads[verb]
        is_shut = parse.deps[verb] == "acl" and parse.in_set(verb, "ObjectVerb")  # "the embassy, shut since 2018,"
        if (
            tag != "VBD"
            or (parse.child(verb, "agent") is None and not is_shut)
            or parse.child(verb, "dobj", "aux", *SUBJECTS) is not None
        ):
            continue
        is_second = parse.deps[verb] == "conj" and parse.tags[first] == "VBN" and parse.is_passive(first)
        if is_second or parse.deps[verb] == "acl":
            parse.tags[verb] = "VBN"


def passive_beside_a_passive(parse: Parse, takes_object: Callable[[int], bool]) -> None:
    """ "Was flown to Oslo and locked up": a verb that must have an object, and has none, is a passive as the first."""
    for verb, tag in enumerate(parse.tags):
        if tag != "VBD" or parse.deps[verb] != "conj" or not parse.is_passive(parse.heads[verb]):
            continue
        is_open = parse.child(verb, "dobj", "ccomp", "xcomp", "aux", "oprd", *SUBJECTS) is None
        if is_open and takes_object(verb):
            parse.tags[verb] = "VBN"


def member_below_an_apposition(parse: Parse) -> None:
    """ "The minister, Ana Silva, and the general": behind a comma "and" does not go on with the name."""
    for member, dep in enumerate(parse.deps):
        inner = parse.heads[member]
        if dep != "conj" or parse.deps[inner] != "appos" or parse.pos[member] not in NOMINAL:
            continue
        outer, joint = parse.heads[inner], parse.child(inner, "cc")
        if joint is None or joint < 2 or parse.words[joint - 1] != "," or parse.child(member, "conj") is not None:
            continue
        if parse.pos[outer] in NOMINAL and parse.tags[outer] not in ("NNS", "NNPS", "CD"):
            parse.attach(joint, outer, "cc")
            parse.attach(member, outer, "conj")


def subject_behind_a_places_apposition(parse: Parse) -> None:
    """ "In Kisumu, his stronghold, men fought": an apposition ends in a comma; what has none is the subject."""
    for verb, children in enumerate(parse.children):
        if len(children) < 2 or not parse.is_verb(verb):
            continue
        described = parse.child(verb, "nsubj", "nsubjpass")
        fronted = next((c for c in children if parse.deps[c] == "prep" and c < verb), None)
        if described is None or fronted is None or not fronted < described < verb:
            continue
        place, subject = parse.child(fronted, "pobj"), _second_subject(parse, verb, described)
        if place is None and parse.left_edge(described) == fronted + 1:  # "In Kisumu, men fought" of four words
            place, subject = described, next(reversed(parse.with_dep(described, "appos")), None)
        if place is None or subject is None or not described < subject < verb:
            continue
        is_open = parse.word(parse.right_edge(subject) + 1) != "," and parse.words[parse.left_edge(subject) - 1] == ","
        if is_open and place == described:
            parse.attach(subject, verb, parse.deps[described])
            parse.attach(described, fronted, "pobj")
        elif is_open and parse.words[parse.left_edge(described) - 1] == "," and parse.child(described, "relcl") is None:
            parse.attach(subject, verb, parse.deps[described])
            parse.attach(described, place, "appos")


def _second_subject(parse: Parse, verb: int, first: int) -> int | None:
    return next(
        (s for s in parse.with_dep(verb, "nsubj", "nsubjpass") if s > first),
        parse.child(first, "appos") if parse.child(first, "cc") is not None else parse.child(first, "appos", "conj"),
    )


def apposition_before_a_conjunction(parse: Parse) -> None:
    """ "Fined one of the men, Ruiz, a clerk, and jailed him": what ends in "and" is no subject of what follows."""
    for verb, first in enumerate(parse.heads):
        name = parse.child(verb, "nsubj") if parse.deps[verb] == "conj" else None
        joint = verb - 2 if parse.deps[verb - 1] == "advmod" else verb - 1
        if name is None or not first < name < joint or parse.words[joint] not in ("and", "but"):
            continue
        end = parse.left_edge(name) - 1
        described = next((c for c in parse.children[first] if c > first and parse.right_edge(c) == end - 1), None)
        if parse.words[end] == "," and described is not None:
            parse.attach(name, parse.child(described, "pobj") or described, "appos")


def apposition_read_as_a_list(parse: Parse) -> None:
    """ "Sued the airline, Ravna, and left": between commas, with no "and" of its own, a name is that of the noun."""
    for name, dep in enumerate(parse.deps):
        noun = parse.heads[name]
        if dep != "conj" or parse.pos[name] != "PROPN" or parse.pos[noun] != "NOUN" or parse.child(noun, "det") is None:
            continue
        end = parse.right_edge(name) + 1
        is_parted = parse.words[parse.left_edge(name) - 1] == "," and parse.word(end) == ","
        joint = end + 1
        is_verbs = joint < len(parse) and parse.deps[joint] == "cc" and parse.is_verb(parse.heads[joint])
        if is_parted and is_verbs and parse.child(noun, "cc") is None and parse.with_dep(noun, "conj") == [name]:
            parse.deps[name] = "appos"


def main_verb_below_a_relative(parse: Parse) -> None:
    """ "Ana Silva, who won, and Jose Mota met": a noun is no sentence; its verb hangs below the relative clause."""
    for noun, head in enumerate(parse.heads):
        if head != noun or parse.pos[noun] not in NOMINAL:
            continue
        clause = parse.child(noun, "relcl")
        verb = _main_verb(parse, clause) if clause is not None else None
        if verb is None or clause is None:
            continue
        other = parse.child(verb, "nsubj", "nsubjpass")
        if other is not None:
            for joint in [c for c in parse.with_dep(clause, "cc") if c < other]:
                parse.attach(joint, noun, "cc")
            parse.attach(other, noun, "conj")
        parse.tags[verb] = "VBD" if parse.deps[verb] == "acl" else parse.tags[verb]
        parse.attach(verb, verb, "ROOT")
        parse.attach_subject(noun, verb)


def _main_verb(parse: Parse, clause: int) -> int | None:
    """The finite verb behind a relative clause and its comma: alone, or with "and" and a second subject."""
    for verb in _conjuncts(parse, clause):
        if parse.tags[verb] not in FINITE and parse.child(verb, "aux", "auxpass") is None:
            continue
        before, subject = parse.left_edge(verb) - 1, parse.child(verb, "nsubj", "nsubjpass")
        if parse.words[before] == "and" and parse.words[before - 1] == "," and subject is not None:
            return verb
        if parse.words[before] == "," and subject is None and parse.child(verb, "mark") is None:
            return verb
    return next((v for v in range(clause + 1, parse.right_edge(clause) + 1) if _is_torn(parse, v)), None)


def _is_torn(parse: Parse, verb: int) -> bool:
    """ "The group, which is led by Ruiz, captured a port": behind the comma a participle with an object is the verb."""
    is_participle = parse.deps[verb] == "acl" and parse.tags[verb] in ("VBN", "VBD")
    held = parse.with_dep(verb, "dobj", "xcomp", "advcl")
    return (
        is_participle
        and parse.words[verb - 1] == ","
        and any(parse.deps[c] == "dobj" or parse.is_infinitive(c) for c in held)
    )


def phrase_below_a_time(parse: Parse) -> None:
    """ "The arrest on Friday of Ali by police", "four years in Havana": a time holds no phrase of its own."""
    for prep, dep in enumerate(parse.deps):
        time = parse.heads[prep]
        if dep != "prep" or time not in parse.timed or parse.words[prep] not in _TIME_PREPOSITIONS:
            continue
        held = parse.child(prep, "pobj", "pcomp")
        if parse.words[prep] == "of" and parse.pos[time] != "PROPN":
            continue  # "after weeks of talks"
        if held is None or held in parse.timed or parse.deps[time] not in ("pobj", "npadvmod") or prep in parse.timed:
            continue
        above = parse.heads[time]
        above = parse.heads[above] if parse.deps[above] == "prep" else above
        if above != time and (parse.is_verb(above) or parse.pos[above] == "NOUN"):
            parse.attach(prep, above, "prep")


def infinitive_below_a_time(parse: Parse) -> None:
    """ "Worked for months to free them", "left on Monday to meet him": what for is the verb's, no month's."""
    for clause, dep in enumerate(parse.deps):
        time = parse.heads[clause]
        if dep not in ("relcl", "acl") or time not in parse.timed or not parse.is_infinitive(clause):
            continue
        above = parse.heads[time]
        verb = parse.heads[above] if parse.deps[above] == "prep" else above
        is_adverbial = parse.deps[time] == "npadvmod" or verb != above
        if is_adverbial and parse.pos[verb] == "VERB" and parse.lemmas[clause] != "come":
            parse.attach(clause, verb, "advcl")  # "for years to come" says how many


def purpose_of_several_words(parse: Parse) -> None:
    """ "Fled in order to live": nobody orders anything, and what follows is the purpose of the verb above."""
    for order, word in enumerate(parse.words):
        before, verb = parse.heads[order], parse.child(order, "acl") if word == "order" else None
        if verb is None or parse.words[before] != "in" or before != order - 1:
            continue
        if parse.heads[before] != before and parse.is_infinitive(verb):
            parse.attach(verb, parse.heads[before], "advcl")
            parse.pos[order] = "SCONJ"
            parse.move((before, order), verb)
            parse.deps[before] = parse.deps[order] = "mark"


def destination_before_a_purpose(parse: Parse) -> None:
    """ "Left for Paris to meet him": who leaves meets him, and Paris is where to."""
    for clause, dep in enumerate(parse.deps):
        verb = parse.heads[clause]
        if dep not in ("xcomp", "advcl") or not parse.in_set(verb, "DepartureVerb") or not parse.is_infinitive(clause):
            continue
        mark, place = parse.child(clause, "mark"), parse.child(clause, "nsubj")
        if mark is not None and place is not None and parse.words[mark] == "for":
            parse.attach(mark, verb, "prep")
            parse.attach(place, mark, "pobj")
        if any(parse.words[prep] == "for" for prep in parse.with_dep(verb, "prep")):
            parse.deps[clause] = "advcl"


def comment_read_as_an_object(parse: Parse) -> None:
    """ "Will buy its rival for $5bn, a deal that regulators may block": a second object behind a comma is none."""
    for noun, dep in enumerate(parse.deps):
        verb = parse.heads[noun]
        if dep != "dobj" or parse.tags[noun] != "NN" or parse.child(noun, "det", "poss") is None:
            continue
        first = parse.child(verb, "dobj", "xcomp")
        if first is None or not first < noun or parse.words[parse.left_edge(noun) - 1] != ",":
            continue
        gap = parse.left_edge(noun) - parse.right_edge(first)
        if parse.child(first, "cc", "conj") is None and gap > (2 if parse.deps[first] == "dobj" else 1):
            parse.deps[noun] = "npadvmod"


ASIDE_RULES = (
    purpose_of_several_words,
    infinitive_below_a_time,
    destination_before_a_purpose,
    comment_read_as_an_object,
)
