"""Names in, identifiers of a reconciliation service out: the API of a W3C community group, which OpenRefine speaks."""

from kg.reconciliation.proposing import Proposal, open_entities, propose, questions, service_types
from kg.reconciliation.service import Candidate, Manifest, Question, Service

__all__ = [
    "Candidate",
    "Manifest",
    "Proposal",
    "Question",
    "Service",
    "open_entities",
    "propose",
    "questions",
    "service_types",
]
