"""A question and its values in, an answer out: SPARQL of one's own, or a question that ships with the ontology."""

from kg.query.answers import Answer, Form, Iri, Value
from kg.query.asking import ask
from kg.query.names import entities_called, iri_of, offer
from kg.query.questions import Parameter, Question, questions, read_question
from kg.query.rows import rows

__all__ = [
    "Answer",
    "Form",
    "Iri",
    "Parameter",
    "Question",
    "Value",
    "ask",
    "entities_called",
    "iri_of",
    "offer",
    "questions",
    "read_question",
    "rows",
]
