"""Polarity, factuality and attribution: a Doc with events in, each of them with its perspective out.

After FactBank (Saurí and Pustejovsky, 2009): factuality is relative to a source, and the innermost source is the
event's. What changes it, and how far, is told in `scopes`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import events
from kg.language.linking.implied import without_claimed_actors
from kg.language.parse.reading import read_parse
from kg.language.saying.attribution import (
    speech_verbs,
)
from kg.language.saying.refining import refined
from kg.language.saying.scopes import Scopes
from kg.ontology import Ontology, load_ontology


@Language.factory("kg_factuality")
def make_factuality(nlp: Language, name: str) -> FactualityFinder:
    """The component with the ontology that ships."""
    return FactualityFinder(load_ontology())


class FactualityFinder:
    """Sets polarity, factuality and attribution of a Doc's events."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.verbs = speech_verbs(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with the perspective of its events set."""
        parse = read_parse(doc, self.ontology.word_sets)
        scopes = Scopes(parse, self.ontology, self.verbs, events(doc))
        judged = without_claimed_actors([scopes.judged(event) for event in events(doc)], self.ontology)
        doc._.kg_events = tuple(refined(judged, parse, self.ontology))
        return doc
