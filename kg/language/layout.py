"""A tokenized Doc -> which tokens are the story, where it was written, and where sentences cannot but begin.

Stands before the tagger and the parser: a segment's first token begins a sentence; white space, closing quotation marks,
what follows an opening one, a comma or a word do not. The parser keeps to both, so that no sentence runs from one
paragraph into the next, and a heading without a full stop does not unsettle the sentence after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import article_of  # noqa: F401  (registers the extension attributes)
from kg.language.dateline import IsPlace
from kg.language.quotes import closing_mark, find_quotes
from kg.language.segments import Segment, Segmenter, SegmentKind
from kg.ontology import Ontology, load_ontology

_JOINTS = frozenset({",", "(", "[", "/", "&", "$", "£", "€"})


@Language.factory("kg_layout")
def make_layout(nlp: Language, name: str) -> LayoutReader:
    """The component with the ontology that ships."""
    return LayoutReader(load_ontology(), lambda name: False)


class LayoutReader:
    """Sets `kg_story` and `kg_dateline`, and the sentence starts that the layout gives."""

    def __init__(self, ontology: Ontology, is_place: IsPlace) -> None:
        self.segmenter = Segmenter(ontology.word_sets, is_place)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its layout set."""
        segments = self.segmenter.segments(doc.text)
        doc._.kg_story = story_tokens(doc, segments)
        place = next((segment.place for segment in segments if segment.place), None)
        doc._.kg_dateline = doc.char_span(*place, alignment_mode="expand") if place else None
        mark_sentence_starts(doc, segments)
        return doc


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


def mark_sentence_starts(doc: Doc, segments: tuple[Segment, ...]) -> None:
    """Preset where sentences begin and where they do not, for the parser to keep to."""
    offsets = [token.idx for token in doc]
    barred = set(_never_starts(doc.text))
    for token in doc[1:]:
        before = doc[token.i - 1]
        if token.is_space or token.idx in barred or before.text[-1].isalnum() or before.text in _JOINTS:
            token.is_sent_start = False
    for segment in segments:
        index = bisect_left(offsets, segment.begin)
        if 0 < index < len(doc):
            # white space at the head of a text has no sentence before it to belong to
            doc[index].is_sent_start = not (index == 1 and doc[0].is_space)


def _never_starts(text: str) -> Iterator[int]:
    """Where no sentence begins: after an opening mark, at a closing one, and after one that a comma precedes."""
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
