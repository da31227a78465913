"""Lemmas that the lemmatizer gets wrong, put right by the words that the ontology knows."""

from __future__ import annotations

from collections.abc import Container

from kg.language.parse import Parse


def mend_lemmas(parse: Parse, known: Container[str]) -> None:
    """Lemmas of inflected verbs that the lemmatizer cuts too short or too long, by the lexicon: "fined" is no "fin"."""
    for i, lemma in enumerate(parse.lemmas):
        if lemma == "lie" and parse.words[i] == "lay" and parse.child(i, "prt", "dobj") is not None:
            parse.lemmas[i] = "lay"
        is_uncut = parse.words[i] == lemma and lemma.endswith("ed")  # "they jeered him", read as a present tense
        if parse.pos[i] != "VERB" or lemma in known or (parse.words[i] == lemma and not is_uncut):
            continue
        for other in (lemma[:-2], lemma[:-1]) if is_uncut else (f"{lemma}e", lemma[:-1]):
            if other in known and parse.words[i].startswith(other):
                parse.lemmas[i] = other
                break
