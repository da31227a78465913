"""Docs by hand: a line a token, so that a test does not depend on the model's moods."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.tokens import Doc

from kg.language.parse.reading import read_parse
from kg.language.parse.tree import Parse
from kg.ontology import load_ontology

_POS = {
    "NNP": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "IN": "ADP",
    "TO": "PART",
    "DT": "DET",
    "WP": "PRON",
    "WDT": "PRON",
}
_POS |= {
    "PRP": "PRON",
    "PRP$": "PRON",
    "CC": "CCONJ",
    "JJ": "ADJ",
    "RP": "ADP",
    "RB": "ADV",
    "MD": "AUX",
    "POS": "PART",
    "CD": "NUM",
    ",": "PUNCT",
    ".": "PUNCT",
    "``": "PUNCT",
    "''": "PUNCT",
}


def doc_of(table: str) -> Doc:
    """A Doc from lines of "word lemma TAG dep head", the head as the index of its line."""
    rows = [line.split() for line in table.strip().splitlines()]
    auxiliary = {"aux", "auxpass"}
    return Doc(
        English().vocab,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        pos=["AUX" if row[3] in auxiliary and row[2] != "TO" else _POS.get(row[2], "VERB") for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) for row in rows],
    )


def parse_of(table: str) -> Parse:
    """The Parse of such a Doc."""
    return read_parse(doc_of(table), load_ontology().word_sets)
