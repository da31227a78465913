"""A tokenized Doc -> which tokens are the story, where it was written, and where sentences cannot but begin.

Stands before the tagger and the parser: a segment's first token begins a sentence; white space, closing quotation
marks, what follows an opening one, a comma, a title or a word do not. The parser keeps to both, so that no sentence
runs from one paragraph into the next, and a heading without a full stop does not unsettle the sentence after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set

from spacy.language import Language
from spacy.tokens import Doc

from kg.gazetteer import Gazetteer, load_gazetteer
from kg.language.annotations import article_of  # noqa: F401  (registers the extension attributes)
from kg.language.quotes import closing_mark, find_quotes
from kg.language.segments import Segment, Segmenter, SegmentKind, alternatives
from kg.model import EntityKind
from kg.ontology import Ontology, load_ontology

MIN_PEOPLE = 100_000  # of a town that no list but GeoNames has: Obama (29,000) and Police (34,000) are towns
_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)
_JOINTS = frozenset({",", "(", "[", "/", "&", "$", "£", "€"})


@Language.factory("kg_layout")
def make_layout(nlp: Language, name: str) -> LayoutReader:
    """The component with the ontology that ships."""
    return LayoutReader(load_ontology(), load_gazetteer())


class LayoutReader:
    """Sets `kg_story` and `kg_dateline`, and the sentence starts that the layout gives."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.segmenter = Segmenter(ontology.word_sets, self._is_place)
        titles = alternatives(ontology.word_sets.get("TitleAbbreviation", ()))
        self.before_name = re.compile(rf"(?<!\w){titles}\s+(?=\S)")

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its layout set."""
        segments = self.segmenter.segments(doc.text)
        doc._.kg_story = story_tokens(doc, segments)
        place = next((segment.place for segment in segments if segment.place), None)
        doc._.kg_dateline = doc.char_span(*place, alignment_mode="expand") if place else None
        barred = {*quoted_offsets(doc.text), *(match.end() for match in self.before_name.finditer(doc.text))}
        mark_sentence_starts(doc, segments, barred)
        return doc

    def _is_place(self, name: str) -> bool:
        """Whether articles are written there: in a known place, or in a town of GeoNames that is no village."""
        found = self.gazetteer.lookup(name)[:1]
        return any(e.kind in _PLACES and (e.population >= MIN_PEOPLE or self.gazetteer.known(name)) for e in found)


def story_tokens(doc: Doc, segments: tuple[Segment, ...]) -> tuple[bool, ...]:
    """For each token whether it belongs to the story; white space belongs to the token before it."""
    others = [segment for segment in segments if segment.kind is not SegmentKind.STORY]
    story: list[bool] = []
    for token in doc:
        if token.is_space:
            story.append(story[-1] if story else False)
        else:
            story.append(not any(segment.begin <= token.idx < segment.end for segment in others))
    return tuple(story)


def mark_sentence_starts(doc: Doc, segments: tuple[Segment, ...], barred: Set[int]) -> None:
    """Preset where sentences begin and where they do not (`barred` offsets among them), for the parser to keep to."""
    offsets = [token.idx for token in doc]
    for token in doc[1:]:
        before = doc[token.i - 1]
        if token.is_space or token.idx in barred or before.text[-1].isalnum() or before.text in _JOINTS:
            token.is_sent_start = False
    for segment in segments:
        index = bisect_left(offsets, segment.begin)
        if 0 < index < len(doc):
            # white space at the head of a text has no sentence before it to belong to
            doc[index].is_sent_start = not (index == 1 and doc[0].is_space)


def quoted_offsets(text: str) -> Iterator[int]:
    """Where quotation marks let no sentence begin: after an opening one, at a closing one, after `,"`."""
    for quote in find_quotes(text):
        yield quote.begin
        mark = closing_mark(text, quote)
        if mark is None:
            continue
        yield from range(*mark)
        after = _space_end(text, mark[1])
        if text[quote.end - 1] == "," or text[after : after + 1].islower():
            yield after


def _space_end(text: str, begin: int) -> int:
    while text[begin : begin + 1].isspace():
        begin += 1
    return begin
