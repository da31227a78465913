"""What linking finds: a frame that a trigger evokes, with the words that fill its roles."""

from __future__ import annotations

from dataclasses import dataclass

from kg.frames import Frame
from kg.model import Role


@dataclass(frozen=True, slots=True)
class Link:
    """A role, the token that fills it, and the rule that found it there."""

    role: Role
    token: int
    rule: str
    is_clause: bool = False
    label: str = ""  # of the position that it stands in


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that a trigger evokes, with its links. `clause` is the verb that carries it: a noun's light verb."""

    frame: Frame | None  # None: a verb outside the lexicon
    head: int
    trigger: tuple[int, int]
    clause: int
    links: tuple[Link, ...]
    score: int = 0
    words: tuple[int, ...] = ()  # the tokens of the frame's further words: "fire" of "set on fire"


def score_of(frame: Frame, links: list[Link]) -> int:
    """How much of the sentence a frame explains: its roles, its words, and the demands that were met."""
    filled = {link.role for link in links}
    demands = sum(bool(slot.allowed or slot.is_required) for slot in frame.slots if slot.role in filled)
    return 2 * len(filled) + 4 * (len(frame.words) - 1) + demands


def without_hosts(links: list[Link]) -> list[Link]:
    """Who holds, opens or announces what is between others is none of them: "Oman held talks between both"."""
    if not any(link.role is Role.ACTOR and link.label == "between" for link in links):
        return links
    return [link for link in links if link.role is not Role.ACTOR or not link.rule.startswith("light verb")]


def without_light_verbs(matches: list[Match]) -> list[Match]:
    """Where a noun is the event, its light verb is none: "launched an attack" launches nothing."""
    carried = {match.clause for match in matches if match.clause != match.head}
    return [match for match in matches if match.head not in carried]
