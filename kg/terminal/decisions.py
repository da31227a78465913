"""A user's decisions as a table for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from kg.gazetteer.decisions import Decision, Identifier, Merge, Rejection, Split, Verdict
from kg.query import Iri
from kg.rdf import prefixes
from kg.reconciliation import Proposal
from kg.terminal import table
from kg.terminal.answers import cell
from kg.terminal.entities import SHORT

_VERDICTS = {Verdict.SAME: "is", Verdict.DIFFERENT: "is not", Verdict.PROPOSED: "may be"}


def decision_table(decisions: Iterable[Decision], base: str) -> Table:
    """One numbered row for each decision."""
    rows = ([str(i), *in_words(decision, base)] for i, decision in enumerate(decisions, 1))
    return table(("no", "decision", "of", "says", "what"), rows)


def proposal_table(proposals: Iterable[Proposal], base: str) -> Table:
    """One row for each identifier that an entity has or may have, with what the service says of it."""
    rows = (
        [*in_words(p.decision, base)[1:], p.candidate.name, p.candidate.description, f"{p.candidate.score:g}"]
        for p in proposals
    )
    return table(("entity", "says", "identifier", "name", "description", "score"), rows)


def in_words(decision: Decision, base: str) -> tuple[str, str, str, str]:
    """What kind of decision it is, of what, what it says, and of whom or what."""
    known = {iri: f"{prefix}:" for prefix, iri in prefixes(base).items()} | {base: ""} | SHORT

    def short(iri: str) -> str:
        return cell(Iri(iri), known)

    match decision:
        case Merge(source, target):
            return "merge", short(source), "is", short(target)
        case Split(source, target, articles, names):
            where = [f"called {' or '.join(names)}"] if names else []
            where += [f"in {', '.join(map(short, articles))}"] if articles else []
            who = short(target) if target is not None else "somebody else in each article"
            return "split", short(source), f"{' '.join(where)} is", who
        case Rejection(article, begin, end, words, event_class):
            return "reject", short(article), f"has at {begin},{end} ({words}) no", event_class or "event"
        case Identifier(entity, identifier, verdict):
            return "identifier", short(entity), _VERDICTS[verdict], short(identifier)
