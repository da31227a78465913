"""What something is done with: a weapon, a medium, or what somebody travels in."""

from __future__ import annotations

from kg.language.grammar.positions import Position, is_manner
from kg.language.linking.matches import Link
from kg.language.parse.tree import Parse
from kg.model import Role

TRAVEL = ("Mobility", "Visit", "Deployment")
_WITH = frozenset({"with", "by", "via", "using"})
_ABOARD = frozenset({"in", "on", "aboard"})


def instruments(parse: Parse, links: list[Link], positions: list[Position], is_travel: bool = False) -> list[Link]:
    """The weapons, media and vehicles among the positions that no slot has taken."""
    taken = {link.token for link in links}
    return [
        Link(Role.INSTRUMENT, p.token, f"instrument, {p.rule}", label=p.label)
        for p in positions
        if not p.is_clause
        and p.token not in taken
        and (_is_means(parse, p) or (is_travel and is_ride(parse, p)) or _is_vehicle(parse, p))
    ]


def is_ride(parse: Parse, position: Position) -> bool:
    """ "Arrived in trucks", "left aboard a ship": in which somebody goes, and not where to."""
    return position.label in _ABOARD and not position.is_clause and parse.in_set(position.token, "Vehicle")


def is_medium(parse: Parse, position: Position) -> bool:
    """ "Said on state television": over what, and not about what."""
    noun = position.token
    return position.label == "on" and parse.in_set(noun, "Medium") and all(c < noun for c in parse.children[noun])


def is_no_topic(parse: Parse, position: Position) -> bool:
    """ "Said on television", "on condition of anonymity", "on arrival": how or when, and not about what."""
    return is_medium(parse, position) or (position.label == "on" and parse.in_set(position.token, "TermsNoun"))


def _is_means(parse: Parse, position: Position) -> bool:
    if position.label == "using" and parse.in_set(position.token, "Vehicle"):
        return True
    is_with = position.label in _WITH and parse.in_any(position.token, ("Weapon", "Medium"))
    return is_with or is_medium(parse, position)


def _is_vehicle(parse: Parse, position: Position) -> bool:
    """ "By helicopter", but "by a helicopter of the army", which did it."""
    return position.label == "by" and parse.in_set(position.token, "Vehicle") and is_manner(parse, position.token)
