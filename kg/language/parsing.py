"""A Doc in, its Parse out: read from spaCy once for all components, with the parser's predictable faults mended."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc

from kg.language.annotations import story_mask, times
from kg.language.mending import mend
from kg.language.parse import Parse

Doc.set_extension("kg_parse", default=None, force=True)


def read_parse(doc: Doc, word_sets: Mapping[str, frozenset[str]]) -> Parse:
    """The parse of a Doc, mended; read once for all components."""
    if doc._.kg_parse is None:
        doc._.kg_parse = _read(doc, word_sets)
    parse: Parse = doc._.kg_parse
    return parse


_UNDOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeioswxyz]")  # one syllable that doubles its consonant: "stag"


def _lemma(lemma: str, word: str, pos: str) -> str:
    """The lemma; "staged" is of "stage", since "stag" would have "stagged"."""
    if pos == "VERB" and _UNDOUBLED.fullmatch(lemma) and word in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es"):
        return f"{lemma}e"
    return lemma.lower()


def _read(doc: Doc, word_sets: Mapping[str, frozenset[str]]) -> Parse:
    table = doc.to_array(["LOWER", "LEMMA", "TAG", "POS", "DEP", "HEAD"])
    columns = table[:, :5].T.tolist()
    names = {i: doc.vocab.strings[i] for i in set().union(*columns)}
    words, lemmas, tags, pos, deps = ([names[i] for i in column] for column in columns)
    heads = [i + offset for i, offset in enumerate(table[:, 5].astype("int64").tolist())]
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    parse = Parse(
        doc=doc,
        words=words,
        lemmas=[_lemma(*given) for given in zip(lemmas, words, pos, strict=True)],
        tags=tags,
        pos=pos,
        deps=deps,
        heads=heads,
        children=children,
        story=story_mask(doc),
        word_sets=word_sets,
        timed=frozenset(i for time in times(doc) for i in range(time.start, time.end)),
    )
    mend(parse)
    return parse
