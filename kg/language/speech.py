"""Direct quotations with the verb that introduces them and the entity that says them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import DocQuotation, entities, entities_at
from kg.language.grammar.positions import counted
from kg.language.parse.reading import read_parse
from kg.language.reference.discourse import Discourse
from kg.language.saying.attribution import speech_verbs
from kg.language.saying.utterances import Utterance, find_utterances
from kg.ontology import Ontology, load_ontology


@Language.factory("kg_speech")
def make_speech(nlp: Language, name: str) -> SpeechFinder:
    """The component with the ontology that ships."""
    return SpeechFinder(load_ontology())


class SpeechFinder:
    """Sets `kg_quotations`."""

    def __init__(self, ontology: Ontology) -> None:
        self.word_sets = ontology.word_sets
        self.verbs = speech_verbs(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its direct quotations set."""
        discourse: Discourse | None = doc._.kg_discourse
        heard = discourse.quotes if discourse is not None else self.utterances(doc)
        doc._.kg_quotations = tuple(
            DocQuotation(
                span=doc[found.start : found.end],
                verb=None if found.verb is None else doc[found.verb],
                speaker=None if found.speaker is None else speaking_entity(doc, found.speaker),
            )
            for found in heard
        )
        return doc

    def utterances(self, doc: Doc) -> tuple[Utterance, ...]:
        """The direct quotations of a parsed Doc by their tokens."""
        return find_utterances(read_parse(doc, self.word_sets), self.verbs)


def speaking_entity(doc: Doc, token: int) -> int | None:
    """The entity that a speaker's head token stands for, or the one in whose shortest mention it stands."""
    parse = doc._.kg_parse
    for head in dict.fromkeys((token, token if parse is None else counted(parse, token))):
        if at := entities_at(doc[head]):
            return at[0]
    around = [
        (len(mention), index)
        for index, entity in enumerate(entities(doc))
        for mention in entity.mentions
        if mention.start <= token < mention.end
    ]
    return min(around)[1] if around else None
