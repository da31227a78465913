"""Who is in mind: Lappin and Leass, An algorithm for pronominal anaphora resolution (1994).

A mention gives its entity weight by where it stands in its sentence, and every new sentence halves what all have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.language.parse.tree import Parse

RECENT = 100.0
SUBJECT = 80.0
OBJECT = 50.0
OTHER = 20.0
DECAY = 0.5
_WEIGHTS = {"subject": RECENT + SUBJECT, "object": RECENT + OBJECT, "other": RECENT + OTHER, "medium": 0.0}


@dataclass(slots=True)
class Salience:
    """How much each entity is in mind, by its cluster's root: what it had, and its best place in its last sentence."""

    weights: dict[int, tuple[float, float, int, str]] = field(default_factory=dict)

    def note(self, root: int, weight: float, sentence: int, position: str) -> None:
        """Add a mention; of several in one sentence the weightiest counts."""
        before, best, last, where = self.weights.get(root, (0.0, 0.0, sentence, ""))
        if last != sentence:
            before, best = (before + best) * DECAY ** (sentence - last), 0.0
        self.weights[root] = (before, max(best, weight), sentence, position if weight > best else where)

    def of(self, root: int, sentence: int) -> float:
        """The weight of an entity in a sentence."""
        before, best, last, _ = self.weights.get(root, (0.0, 0.0, sentence, ""))
        return (before + best) * DECAY ** (sentence - last)

    def near(self, sentence: int, reach: int) -> Iterator[tuple[int, float, str]]:
        """The entities of the last sentences with weight and their best position in the last that has them."""
        for root, (before, best, last, position) in self.weights.items():
            if sentence - last <= reach:
                yield root, (before + best) * DECAY ** (sentence - last), position


def position_weight(position: str) -> float:
    """What a mention in a position of its sentence weighs."""
    return _WEIGHTS[position]


def grammatical_position(parse: Parse, token: int) -> str:
    """Where a mention stands: "subject", "object" or "other"; a coordinated one where the first of them does.

    What something is only said on ("wrote on Alba") is a "medium".
    """
    dep, head = parse.deps[parse.first_of(token)], parse.heads[parse.first_of(token)]
    if dep in ("nsubj", "nsubjpass"):
        return "subject"
    is_said = dep == "pobj" and parse.words[head] in ("on", "via") and parse.in_set(parse.heads[head], "SpeechVerb")
    if is_said and parse.pos[token] == "PROPN":
        return "medium"
    return "object" if dep in ("dobj", "dative") else "other"
