"""Proposed links as a table and as records."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from kg.linking import Proposal
from kg.terminal import table


def proposal_table(found: Iterable[Proposal], base: str) -> Table:
    """A row for each pair: its score, what each is called and when it was, and in what they differ."""
    rows = (
        (
            f"{proposal.score:.2f}",
            *(f"{label} ({day})" for label, day in zip(proposal.labels, proposal.days, strict=True)),
            "; ".join(proposal.reasons),
            *(iri.removeprefix(base) for iri in (proposal.one, proposal.other)),
        )
        for proposal in found
    )
    return table(("score", "one", "other", "differences", "happening", "other_happening"), rows)


def proposal_record(proposal: Proposal) -> dict[str, object]:
    """A pair with all that is known of it."""
    sides = zip((proposal.one, proposal.other), proposal.labels, proposal.days, strict=True)
    happenings = [{"iri": iri, "label": label, "day": day.isoformat()} for iri, label, day in sides]
    return {"score": proposal.score, "differences": list(proposal.reasons), "happenings": happenings}
