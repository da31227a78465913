"""What is met on the way up from an event: how often it is negated, how sure it is, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Factuality, Polarity
from kg.ontology import Operator


class Step(NamedTuple):
    """One step of the way up: a token, and the one below it that the way came from."""

    token: int
    below: int | None


@dataclass(slots=True)
class Perspective:
    """What has been met on the way up: the innermost says most."""

    negations: int = 0
    factuality: Factuality = Factuality.ACTUAL
    source: int | None = None  # index of an entity
    is_attributed: bool = False
    is_hearsay: bool = False  # attributed by an adverb or a passive, to nobody
    sees_factuality: bool = True  # False once the way has left what the clauses above can make possible or negative

    def apply(self, operator: Operator) -> None:
        """What an operator does to an event in its scope."""
        if self.sees_factuality:
            self.negations += operator.polarity is Polarity.NEGATIVE
            self.weaken(operator.factuality)
        if operator.is_attributed:
            self.is_hearsay = self.is_hearsay or not self.is_attributed
            self.is_attributed = True

    def weaken(self, factuality: Factuality | None) -> None:
        """Something other than actual, where nothing nearer has said so already; a denial outdoes what it denies."""
        is_open = self.factuality is Factuality.ACTUAL or factuality is Factuality.DENIED
        if self.sees_factuality and is_open and factuality is not None:
            self.factuality = factuality

    def attribute(self, source: int | None) -> None:
        """A source, where no nearer one asserts it; what is "allegedly" so has whoever tells it."""
        if not self.is_attributed or self.is_hearsay:
            self.source = source
            self.is_attributed, self.is_hearsay = True, False

    def deny(self, source: int | None) -> None:
        """Somebody says that it is not so, whoever said that it is; without a source one above may yet say so."""
        self.weaken(Factuality.DENIED)
        if source is not None and (self.source is None or self.factuality is Factuality.DENIED):
            self.source, self.is_attributed = source, True
        elif self.source is None:
            self.is_attributed = False
