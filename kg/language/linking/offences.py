"""Offences that are only named: the murder that somebody is charged with happened to nobody whom the text tells of.

"Convicted of rape", "jailed for kidnapping": what the law calls by a bare noun says what the case is about.
With an article, a victim or a culprit of its own it is an event: "charged with the murder of two nuns".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.linking.matches import Match
from kg.language.parse.tree import Parse
from kg.model import Role
from kg.ontology import Ontology

_CRIMES = ("Violence", "Coercion", "Dissent")
_LAW = ("Justice", "Accusation", "Denial", "Arrest")
_WHO = frozenset({Role.ACTOR, Role.TARGET, Role.CONTENT})
_OWN = ("det", "poss", "nummod")


def without_offences(matches: Sequence[Match], parse: Parse, ontology: Ontology) -> list[Match]:
    """The matches without the bare nouns for crimes that fill a role of one that the law is at work in."""
    legal = [match for match in matches if _is_any(match, _LAW, ontology)]
    named = {token for match in legal for link in match.links for token in _named_by(link.token, parse)}
    return [m for m in matches if m.head not in named or not _is_bare(m, parse) or not _is_any(m, _CRIMES, ontology)]


def _named_by(filler: int, parse: Parse) -> list[int]:
    """A filler, or what the suspicion, charge or count that fills a role is of: "on suspicion of murder"."""
    held = (prep for prep in parse.with_dep(filler, "prep") if parse.words[prep] == "of")
    of = [token for prep in held for token in parse.with_dep(prep, "pobj")]
    return [filler, *(of if parse.in_set(filler, "ChargeNoun") else ())]


def _is_bare(match: Match, parse: Parse) -> bool:
    """Whether a noun stands alone, in no light verb's clause, without who did it to whom."""
    is_noun = parse.pos[match.head] == "NOUN" and match.clause == match.head
    has_own = any(link.role in _WHO for link in match.links) or parse.child(match.head, *_OWN) is not None
    return is_noun and not has_own and parse.tags[match.head] == "NN"


def _is_any(match: Match, names: Sequence[str], ontology: Ontology) -> bool:
    return match.frame is not None and ontology.is_a(match.frame.event_class, *names)
