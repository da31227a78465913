"""Moods: what is told to be done, supposed or set for a time to come, by the form of its words alone."""

from __future__ import annotations

from kg.language.parse.tree import Parse

_PRESENT = frozenset({"VBZ", "VBP", "VB"})


def is_unreal(parse: Parse, token: int) -> bool:
    """Whether what a word says is a command, a wish or true of whoever it may be, and not told to have happened."""
    return (
        _is_subjunctive(parse, token)
        or _is_of_whoever(parse, token)
        or _is_imperative(parse, token)
        or _is_of_any_kind(parse, token)
    )


def _is_imperative(parse: Parse, verb: int) -> bool:
    """ "Free the hostages!": a bare verb that opens its clause tells somebody to do it."""
    if parse.tags[verb] != "VB" or parse.deps[verb] not in ("ROOT", "ccomp") or parse.child(verb, "dobj") is None:
        return False
    before = [c for c in parse.children[verb] if c < verb and parse.deps[c] not in ("punct", "intj", "neg", "cc")]
    return not before


def _is_subjunctive(parse: Parse, verb: int) -> bool:
    """ "Insists that the premier resign": a bare verb behind "that" and its subject."""
    if parse.tags[verb] != "VB" or parse.deps[verb] not in ("ccomp", "acl", "relcl"):
        return False
    is_marked = any(parse.words[c] == "that" for c in parse.with_dep(verb, "mark"))
    return is_marked and parse.child(verb, "aux") is None and parse.child(verb, "nsubj", "nsubjpass") is not None


def _is_of_whoever(parse: Parse, verb: int) -> bool:
    """ "Any ship that attacks us will be sunk": a relative clause in the present of whoever it may be."""
    noun = parse.heads[verb]
    if parse.tags[verb] not in _PRESENT or parse.deps[verb] not in ("relcl", "csubj", "csubjpass"):
        return False
    if parse.deps[verb] != "relcl":  # "whoever attacks us will be shot"
        return any(parse.in_set(c, "FreeChoice") for c in parse.with_dep(verb, "nsubj"))
    return any(parse.in_set(i, "FreeChoice") for i in (noun, *parse.with_dep(noun, "det")))


def _is_of_any_kind(parse: Parse, noun: int) -> bool:
    """ "Any attack will be answered", "would mean war": an act of any kind, beside what may or will be."""
    if parse.pos[noun] != "NOUN" or not any(parse.in_set(c, "FreeChoice") for c in parse.with_dep(noun, "det")):
        return False
    return any(parse.tags[c] == "MD" for c in parse.with_dep(parse.heads[noun], "aux"))


def has_come_about(parse: Parse, mark: int) -> bool:
    """ "Held him until police came": beside a past that nothing denies, "until" tells what happened then."""
    clause = parse.heads[mark]
    pair = (clause, parse.heads[clause])
    is_past = all(parse.tags[v] == "VBD" and parse.child(v, "neg", "aux") is None for v in pair)
    return parse.words[mark] == "until" and is_past


def is_set_for(parse: Parse, verb: int) -> bool:
    """ "Called a strike for Monday", "set the vote for May": what a verb of scheduling gives a time is to come."""
    if not parse.in_set(verb, "SchedulingVerb") or parse.pos[verb] != "VERB":
        return False
    holders = (verb, *parse.with_dep(verb, "dobj", "nsubjpass"))
    fors = (p for holder in holders for p in parse.with_dep(holder, "prep") if parse.words[p] == "for")
    return any(c in parse.timed for p in fors for c in parse.with_dep(p, "pobj"))
