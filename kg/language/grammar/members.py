"""Who is in a plural noun: "Iran and European powers" are Iran too, "the armies of Chad and Niger" are of two states.

The parser gives such a noun one head. Whose it also is stands below it: a name that is coordinated with the noun's own
modifier, or the names that its "of" holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.annotations import names
from kg.language.parse.tree import Parse

_PLURAL = frozenset({"NNS", "NNPS"})
_OUTSIDE = frozenset({"relcl", "ccomp", "advcl", "conj", "appos", "agent"})
_BEHIND = ("relcl", "acl", "prep")  # what stands behind a noun and says which one it is
OWNERS = ("amod", "poss", "compound", "nmod")  # what stands before it and may say whose it is


def members(parse: Parse, noun: int) -> Iterator[int]:
    """The tokens of those that a plural noun counts as its members, by name."""
    if parse.tags[noun] not in _PLURAL:
        return
    for child in parse.children[noun]:
        if parse.deps[child] in OWNERS and _is_coordinated(parse, child) and not _is_adjective(parse, child, noun):
            yield child
        elif parse.words[child] == "of" and parse.deps[child] == "prep":
            for held in parse.with_dep(child, "pobj"):
                if _is_coordinated(parse, held):
                    yield from parse.coordinated(held)


def sides(parse: Parse, noun: int) -> list[int]:
    """The peoples by which a plural noun says that its members are of several: "Malian and Kenyan envoys"."""
    if parse.tags[noun] not in _PLURAL:
        return []
    first = next((c for c in parse.with_dep(noun, *OWNERS) if _is_coordinated(parse, c)), None)
    found = [] if first is None else [first]
    for one in found:
        found += parse.with_dep(one, "conj")
    return found if all(_is_adjective(parse, i, noun) for i in found) else []


def within(parse: Parse, noun: int) -> Iterator[int]:
    """The tokens below a noun that say which one it is: its phrase with its relative clauses, but not who made it."""
    for child in parse.children[noun]:
        if parse.deps[child] not in _OUTSIDE:
            yield child
            yield from within(parse, child)


def described_by(parse: Parse, noun: int) -> list[int]:
    """What stands behind a noun and says which one it is; a clause behind a comma tells more, and not which one."""
    return [c for c in parse.with_dep(noun, *_BEHIND) if parse.words[parse.left_edge(c) - 1] != ","]


def _is_adjective(parse: Parse, name: int, noun: int) -> bool:
    """Whether a name says whose all that a noun counts are: "British and Irish ministers", "US and Chinese envoys".

    Names in capitals are read like adjectives, except beside powers and other states: "EU and Gulf countries".
    """
    if any(n.is_demonym for n in names(parse.doc) if n.span.start <= name < n.span.end):
        return True
    is_capital = parse.doc[name].text.replace(".", "").isupper()
    return is_capital and not parse.in_any(noun, ("CountryNoun", "StateNoun", "PartyNoun"))


def _is_coordinated(parse: Parse, name: int) -> bool:
    """Whether a name, or a people's, stands before "and" and another."""
    others = parse.with_dep(name, "conj")
    joined = any(parse.words[c] == "and" for c in parse.with_dep(name, "cc"))
    return joined and all(parse.doc[i].text[:1].isupper() for i in (name, *others))
