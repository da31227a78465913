"""Who may be behind violence: somebody, not the weapon, the wall or the disease that a sentence has as its subject."""

from __future__ import annotations

from collections.abc import Callable

from kg.frames import SUBJECT, Frame
from kg.language.grammar.positions import Position, counted
from kg.language.parse.tree import Parse
from kg.model import Role

AGENTS = frozenset({"person", "organization", "country", "group"})
HARMS = ("Killing", "Injury", "Destruction")
Kinds = Callable[[int], frozenset[str]]


def without_weapons(parse: Parse, kinds_of: Kinds, standing: list[Position]) -> list[Position]:
    """The positions of violence: what it was done with, and by whom, "killed by a Russian missile", "drones hit it"."""
    found = []
    for p in standing:
        is_weapon = parse.in_set(p.token, "Weapon") or parse.in_set(p.token, "Missile")
        if p.label != SUBJECT or not is_weapon or parse.in_set(p.token, "NaturalForce") or kinds_of(p.token) & AGENTS:
            found.append(p)
            continue
        found.append(p._replace(label="with"))
        owners = parse.with_dep(p.token, "amod", "poss", "compound", "nmod")
        by = (a for verb in parse.with_dep(p.token, "acl") for a in parse.with_dep(verb, "agent"))  # "shells fired by"
        owners += [held for agent in by for held in parse.with_dep(agent, "pobj")]
        found += [Position(SUBJECT, o, "whose the weapon is") for o in owners if kinds_of(o) & AGENTS]
    return found


def without_things_that_act(parse: Parse, kinds_of: Kinds, standing: list[Position]) -> list[Position]:
    """The positions of harm: "a wall fell, killing two": nobody killed them; nor does a place, a disease or a train."""
    return [p for p in standing if p.label != SUBJECT or _may_harm(parse, kinds_of, p.token)]


def _may_harm(parse: Parse, kinds_of: Kinds, token: int) -> bool:
    """Whether a subject is somebody, or an event that somebody may be behind; or we cannot tell."""
    kinds = kinds_of(token) | kinds_of(counted(parse, token))  # "a series of strikes"
    return (
        (not kinds and parse.pos[token] != "NOUN")
        or "event" in kinds
        or bool(kinds & AGENTS and not parse.in_set(token, "NaturalForce"))
    )


def is_natural(parse: Parse, standing: list[Position]) -> bool:
    """Whether a force of nature is the subject: "the storm that battered Luzon" attacked nobody."""
    return any(p.label == SUBJECT and parse.in_set(p.token, "NaturalForce") for p in standing)


def acts(frame: Frame) -> bool:
    """Whether the subject of a frame does it: not in "target die"."""
    subject = frame.slot(SUBJECT)
    return subject is not None and subject.role is Role.ACTOR
