"""Lemmas that the lemmatizer gets wrong, put right by the words that the ontology knows."""

from __future__ import annotations

from collections.abc import Container

from kg.language.parse.tree import Parse

_PREFIXES = ("co-", "re-")


def mend_lemmas(parse: Parse, known: Container[str]) -> None:
    """Lemmas of inflected verbs that the lemmatizer cuts too short or too long, by the lexicon: "fined" is no "fin"."""
    plurals = parse.word_sets.get("EsPluralNoun", frozenset())
    for i, lemma in enumerate(parse.lemmas):
        if i > 1 and parse.words[i - 1] == "-" and parse.heads[i - 2] == i and parse.pos[i] in ("NOUN", "VERB"):
            lemma = parse.lemmas[i] = _hyphenated(parse.words[i - 2], lemma, known)
        if lemma.startswith(_PREFIXES):
            lemma = parse.lemmas[i] = _joined(lemma, known)
        if lemma == "lie" and parse.words[i] == "lay" and parse.child(i, "prt", "dobj") is not None:
            parse.lemmas[i] = "lay"
        if parse.tags[i] == "NNS" and parse.words[i].endswith("es"):
            parse.lemmas[i] = next((w for w in (parse.words[i][:-1], parse.words[i][:-2]) if w in plurals), lemma)
        is_uncut = parse.words[i] == lemma and lemma.endswith("ed")  # "they jeered him", read as a present tense
        if parse.pos[i] != "VERB" or lemma in known or (parse.words[i] == lemma and not is_uncut):
            continue
        is_doubled = len(lemma) > 3 and lemma[-1] == "e" and lemma[-2] == lemma[-3]  # "gutte", of "gutted"
        for other in (lemma[:-2], lemma[:-1]) if is_uncut or is_doubled else (f"{lemma}e", lemma[:-1]):
            if other in known and parse.words[i].startswith(other):
                parse.lemmas[i] = other
                break


def _hyphenated(first: str, lemma: str, known: Container[str]) -> str:
    """The lemma of both words around a hyphen, where the lexicon has it, as one word or with the hyphen."""
    return next((both for both in (f"{first}-{lemma}", f"{first}{lemma}") if both in known), lemma)


def _joined(lemma: str, known: Container[str]) -> str:
    """A lemma without its hyphen ("cooperate") or prefix ("impose"), with the final "e" that may have been cut."""
    bare, base = lemma.replace("-", "", 1), lemma[3:]
    return next((word for word in (bare, f"{bare}e", lemma, base, f"{base}e") if word in known), lemma)
