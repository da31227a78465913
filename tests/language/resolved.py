"""Docs by hand with their names, through coreference and facts."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kg.gazetteer import load_gazetteer
from kg.language.annotations import DocEntity, DocName, entities
from kg.language.coreference import Coreference
from kg.language.facts import Facts
from kg.language.grammar.nouns import Nouns
from kg.language.parse.reading import read_parse
from kg.language.reference.discourse import Discourse
from kg.language.saying.attribution import speech_verbs
from kg.model import EntityKind
from kg.ontology import load_ontology
from tests.language.parses import doc_of

DEMONYMS = {"Kenyan": "Kenya", "French": "France"}


def named(table: str, **names: str) -> Doc:
    """A Doc whose words are names where a keyword says so: `Ana_Ruiz="person"`."""
    doc = doc_of(table)
    found: list[DocName] = []
    for text, kind in sorted(names.items(), key=lambda item: -len(item[0])):
        words = text.split("_")
        for i in range(len(doc) - len(words) + 1):
            span = doc[i : i + len(words)]
            is_free = not any(name.span.start <= i < name.span.end for name in found)
            if is_free and [token.text for token in span] == words:
                name = DEMONYMS.get(span.text, span.text)
                found.append(DocName(span, EntityKind(kind), name, is_demonym=name != span.text))
    doc._.kg_names = tuple(sorted(found, key=lambda name: name.span.start))
    return doc


def discourse_of(table: str, **names: str) -> Discourse:
    """Such a Doc's mentions, each still an entity of its own."""
    ontology = load_ontology()
    return Discourse(read_parse(named(table, **names), ontology.word_sets), Nouns.of(ontology), speech_verbs(ontology))


def resolved(table: str, **names: str) -> Doc:
    """Such a Doc with its entities and their facts."""
    coreference, facts = _components()
    return facts(coreference(named(table, **names)))


def clusters(doc: Doc) -> set[tuple[str, ...]]:
    """The mentions of each entity with more than one."""
    return {tuple(m.text for m in entity.mentions) for entity in entities(doc) if len(entity.mentions) > 1}


def entity(doc: Doc, name: str) -> DocEntity:
    """The entity of that name."""
    return next(found for found in entities(doc) if found.name == name)


@cache
def _components() -> tuple[Coreference, Facts]:
    ontology = load_ontology()
    return Coreference(ontology), Facts(ontology, load_gazetteer())
