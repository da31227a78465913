"""What a clause ends with that somebody does not let stand: "Chad armed the rebels, a charge that Ndjamena denies"."""

from __future__ import annotations

from collections.abc import Callable

from kg.language.parse.tree import Parse

_ENDS = frozenset({".", ",", ";", "\n", '"', "”"})
_SOME = frozenset({"a", "an"})
_INSIDE = ("dobj", "conj", "appos", "nsubj", "dep")  # what the parser takes the noun for


def rebuttal_read_as_a_noun(parse: Parse) -> None:
    """ "A charge the commission rejects": what seems a plural at the end is the verb of the noun before it."""
    for verb, tag in enumerate(parse.tags):
        if tag != "NNS" or not parse.in_set(verb, "RebuttalVerb") or parse.words[verb + 1 : verb + 2] not in _LAST:
            continue
        subject, claim = verb - 1, _before(parse, verb)
        if claim is None or parse.words[subject] == ",":
            continue
        above = parse.heads[verb]
        if parse.heads[claim] == verb:
            for clause in [c for c in parse.with_dep(verb, "ccomp") if c < claim]:
                parse.attach(clause, above, "ccomp")
            parse.attach(claim, above, "npadvmod")
        parse.move([c for c in parse.children[verb] if c < subject], subject)
        parse.attach(subject, verb, "nsubj")
        parse.attach(verb, claim, "relcl")
        parse.tags[verb], parse.pos[verb] = "VBZ", "VERB"
        if parse.pos[subject] == "ADJ":
            parse.tags[subject], parse.pos[subject] = "NN", "NOUN"  # "the military"


_LAST = ([], *([end] for end in sorted(_ENDS)))


def _before(parse: Parse, verb: int) -> int | None:
    """The noun for a claim that stands behind a comma, and before the subject of a verb."""
    start = verb - 1
    while start > 0 and parse.heads[start - 1] in (verb, verb - 1) and parse.deps[start - 1] not in ("nsubj", "punct"):
        start -= 1
    return start - 1 if start > 0 and _is_aside(parse, start - 1) else None


def _is_aside(parse: Parse, claim: int) -> bool:
    """Whether a noun for a claim takes up the clause before its comma: ", a charge", ", allegations"."""
    if claim < 1 or parse.pos[claim] != "NOUN" or not parse.in_set(claim, "ClaimNoun"):
        return False
    is_one = parse.words[claim - 1] in _SOME and claim > 1
    return parse.words[claim - 1 - is_one] == "," and (is_one or parse.tags[claim] == "NNS")


def rebuttal_read_as_its_content(parse: Parse) -> None:
    """ "A claim that prosecutors have dismissed": the claim is what they dismissed, not that they did."""
    for verb, dep in enumerate(parse.deps):
        if dep not in ("acl", "relcl") or not parse.in_set(verb, "RebuttalVerb") or not parse.is_verb(verb):
            continue
        claim = parse.heads[verb]
        if not _is_aside(parse, claim) or parse.is_passive(verb):
            continue
        that = parse.child(verb, "mark")
        if that is not None and parse.words[that] == "that" and parse.child(verb, "dobj", "ccomp") is None:
            parse.deps[that], parse.tags[that], parse.pos[that] = "dobj", "WDT", "PRON"
            parse.deps[verb] = "relcl"
        if parse.deps[claim] in _INSIDE:
            parse.attach(claim, parse.heads[claim], "npadvmod")


REBUTTAL_RULES: tuple[Callable[[Parse], None], ...] = (rebuttal_read_as_a_noun, rebuttal_read_as_its_content)
