"""Relative clauses that the parser reads as something else, most of them without a pronoun: "the men police arrested".

Where the clause's subject is a bare noun, the parser reads it with the noun before it as one compound.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.language.parse.clauses import FINITE, SUBJECTS
from kg.language.parse.tree import Parse

_TITLES = frozenset({"mr", "mrs", "ms", "mr.", "mrs.", "ms."})
_SINGULAR = frozenset({"is", "was", "has", "does"})
NEEDING = ("VictimVerb", "ThingVerb", "ObjectVerb")  # sets of verbs that must have an object
_TELLING = ("SpeechVerb", "ObjectControlVerb")


def people_read_with_what_they_did_it_to(parse: Parse) -> None:
    """ "The men police arrested fled", "a town rebels captured is empty": no plural has "a", and no compound a plural.

    Nor is a plural subject of a singular: the first noun is the subject, and the clause says which one it is.
    """
    for people, tag in enumerate(parse.tags):
        if tag != "NNS":
            continue
        thing = people - 1
        if parse.heads[thing] != people or parse.deps[thing] not in ("compound", "nmod"):
            continue
        clause = next((c for n in (people, thing) for c in parse.with_dep(n, "acl") if c > people), None)
        if (
            clause is None
            or parse.tags[clause] not in ("VBN", "VBD")
            or parse.child(clause, "agent", "dobj", "aux") is not None
        ):
            continue
        if parse.left_edge(clause) == people + 1 and parse.is_somebody(people) and _is_torn(parse, thing, people):
            parse.attach(thing, parse.heads[people], parse.deps[people])
            parse.move([c for c in parse.children[people] if c < thing], thing)
            _relate(parse, clause, thing, people)


def titled_name_read_as_an_apposition(parse: Parse) -> None:
    """ "The general Ms Kos dismissed fled": a name with a title describes nobody without a comma."""
    for name, dep in enumerate(parse.deps):
        if dep != "appos":
            continue
        noun = parse.heads[name]
        if parse.word(noun + 1) not in _TITLES or parse.left_edge(name) != noun + 1:
            continue
        clause = next((c for n in (noun, name) for c in parse.with_dep(n, "acl") if c > name), None)
        if clause is not None and parse.tags[clause] in ("VBN", "VBD") and parse.child(clause, "agent", "dobj") is None:
            _relate(parse, clause, noun, name)


def _is_torn(parse: Parse, thing: int, people: int) -> bool:
    """Whether two nouns cannot be one compound."""
    if parse.tags[thing] == "NNS" or any(parse.words[c] in ("a", "an") for c in parse.with_dep(people, "det")):
        return True
    verb = parse.heads[people]
    finite = parse.child(verb, "aux", "auxpass")
    finite = verb if finite is None else finite
    is_singular = parse.tags[finite] == "VBZ" or parse.words[finite] in _SINGULAR
    return parse.deps[people] in SUBJECTS and is_singular


def _relate(parse: Parse, clause: int, noun: int, subject: int) -> None:
    parse.tags[clause] = "VBD" if parse.child(clause, "aux") is None else parse.tags[clause]
    parse.attach(subject, clause, "nsubj")
    parse.attach(clause, noun, "relcl")


def clause_read_as_a_complement(parse: Parse) -> None:
    """ "Was among the lawmakers Mr Kos had expelled": a verb that needs an object has it before its subject.

    No verb but one of telling has a clause beside its object.
    """
    for clause, dep in enumerate(parse.deps):
        if dep != "ccomp" or not parse.in_any(clause, NEEDING):
            continue
        above = parse.heads[clause]
        subject = parse.child(clause, "nsubj")
        is_open = parse.child(clause, "mark", "dobj", "prt", "auxpass") is None and _is_past(parse, clause)
        if subject is None or not above < subject or not is_open or parse.in_any(above, _TELLING):
            continue
        noun = parse.left_edge(subject) - 1
        if parse.deps[noun] in ("dobj", "pobj", "attr") and above in parse.ancestors(noun):
            _relate(parse, clause, noun, subject)


def _is_past(parse: Parse, verb: int) -> bool:
    return parse.tags[verb] in FINITE or any(parse.lemmas[c] == "have" for c in parse.with_dep(verb, "aux"))


def relative_before_the_main_verb(parse: Parse) -> None:
    """ "Lima, whose case opens soon, said it would pay": the case is no second subject, nor is Lima that of "opens"."""
    for whose in range(2, len(parse)):
        if parse.words[whose] != "whose" or parse.words[whose - 1] != ",":
            continue
        noun = parse.heads[whose]
        verb = parse.heads[noun]
        main, first = parse.heads[verb], parse.child(verb, *SUBJECTS)
        if parse.deps[noun] not in SUBJECTS or parse.deps[verb] == "relcl" or first is None or first > whose:
            continue
        if verb < main and parse.tags[main] in FINITE and parse.child(main, *SUBJECTS) is None:
            parse.attach_subject(first, main)
            parse.attach(verb, first, "relcl")


def relative_of_some(parse: Parse) -> None:
    """ "The miners, dozens of whom had camped there, fled": who did the main verb's deed stands before the relative."""
    for whom, word in enumerate(parse.words):
        prep = parse.heads[whom]
        if word not in ("whom", "which") or parse.deps[whom] != "pobj" or parse.words[prep] != "of":
            continue
        some = parse.heads[prep]
        clause = parse.heads[some]
        main = parse.heads[clause]
        if parse.deps[some] not in SUBJECTS or parse.deps[clause] not in ("advcl", "ccomp") or not clause < main:
            continue
        people = next((s for s in parse.with_dep(clause, *SUBJECTS) if s < some), None)
        if (
            people is not None
            and parse.words[parse.left_edge(some) - 1] == ","
            and parse.child(main, *SUBJECTS) is None
        ):
            parse.attach_subject(people, main)
            parse.attach(clause, people, "relcl")


CONTACT_RULES: tuple[Callable[[Parse], None], ...] = (
    relative_before_the_main_verb,
    people_read_with_what_they_did_it_to,
    titled_name_read_as_an_apposition,
    clause_read_as_a_complement,
    relative_of_some,
)
