"""How a telling looks: a sign, a colour and a shape each, so that no reader needs the colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.events import Telling


@dataclass(frozen=True, slots=True)
class Sign:
    """The look of a telling: a character, a path around (0, 0) and a colour with 4.5:1 on white."""

    character: str
    path: str
    colour: str
    is_filled: bool
    words: str


SIGNS: Mapping[Telling, Sign] = {
    Telling.ASSERTS: Sign("●", "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0z", "#1b5e20", True, "the article itself says so"),
    Telling.ATTRIBUTES: Sign("○", "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0z", "#0d47a1", False, "a source says so"),
    Telling.DENIES: Sign("✕", "M-5,-5L5,5M-5,5L5,-5", "#b71c1c", False, "it did not happen, or is denied"),
    Telling.POSSIBLE: Sign("◇", "M0,-7L7,0L0,7L-7,0z", "#6d4c00", False, "possible"),
    Telling.FUTURE: Sign("▷", "M-5,-6L6,0L-5,6z", "#4a148c", False, "planned, still to come"),
}
