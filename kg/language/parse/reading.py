"""A Doc in, its Parse out: read from spaCy once for all components, with the parser's predictable faults mended."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc

from kg.language.annotations import article_of, story_mask, times
from kg.language.naming.strings import texts
from kg.language.parse.mending import mend
from kg.language.parse.tree import Parse

Doc.set_extension("kg_parse", default=None, force=True)


def read_parse(doc: Doc, word_sets: Mapping[str, frozenset[str]]) -> Parse:
    """The parse of a Doc, mended; read once for all components."""
    if doc._.kg_parse is None:
        doc._.kg_parse = _read(doc, word_sets)
    parse: Parse = doc._.kg_parse
    return parse


_UNDOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeioswxyz]")  # one syllable that doubles its consonant: "stag"


def _lemma_of_verb(lemma: str, word: str) -> str:
    """The lemma; "staged" is of "stage", since "stag" would have "stagged"."""
    if _UNDOUBLED.fullmatch(lemma) and word in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es"):
        return f"{lemma}e"
    return lemma.lower()


def _read(doc: Doc, word_sets: Mapping[str, frozenset[str]]) -> Parse:
    table = doc.to_array(["LOWER", "LEMMA", "TAG", "POS", "DEP", "HEAD", "IDX", "LENGTH", "SENT_START"]).T
    text_of = texts(doc.vocab.strings).__getitem__
    words, lemmas, tags, pos, deps = (list(map(text_of, column)) for column in table[:5].tolist())
    heads = [i + offset for i, offset in enumerate(table[5].astype("int64").tolist())]
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    starts = table[8] == 1
    starts[:1] = False
    parse = Parse(
        doc=doc,
        words=words,
        lemmas=[
            lemma.lower() if pos[i] != "VERB" else _lemma_of_verb(lemma, words[i]) for i, lemma in enumerate(lemmas)
        ],
        tags=tags,
        pos=pos,
        deps=deps,
        heads=heads,
        children=children,
        story=story_mask(doc),
        word_sets=word_sets,
        text=article_of(doc).text,
        begins=table[6].tolist(),
        ends=(table[6] + table[7]).tolist(),
        sentences=starts.cumsum().tolist(),
        timed=frozenset(i for time in times(doc) for i in range(time.start, time.end)),
    )
    mend(parse)
    return parse
