"""A tokenized Doc -> which tokens are the story, where it was written, and where sentences cannot but begin.

Stands before the tagger and the parser: a segment's first token begins a sentence; white space, closing quotation
marks, what follows an opening one, a comma, a title or a word do not. The parser keeps to both, so that no sentence
runs from one paragraph into the next, and a heading without a full stop does not unsettle the sentence after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

from kg.gazetteer import Gazetteer, load_gazetteer
from kg.language.annotations import article_of
from kg.language.text.quotes import closing_mark, find_quotes
from kg.language.text.segments import Segment, Segmenter, SegmentKind, alternatives
from kg.language.timex.words import words_of
from kg.model import EntityKind
from kg.ontology import Ontology, load_ontology

MIN_PEOPLE = 100_000  # of a town that no list but GeoNames has: Obama (29,000) and Police (34,000) are towns
_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)
LONGEST = 400  # tokens without a full stop: no sentence of news has so many, and rules that climb a parse get slow
_ENDS = frozenset(".?!")
_JOINTS = frozenset({",", "(", "[", "/", "&", "$", "£", "€"})


@Language.factory("kg_layout")
def make_layout(nlp: Language, name: str) -> LayoutReader:
    """The component with the ontology that ships."""
    return LayoutReader(load_ontology(), load_gazetteer())


class LayoutReader:
    """Sets `kg_story`, `kg_credits` and `kg_dateline`, and the sentence starts that the layout gives."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.segmenter = Segmenter(ontology.word_sets, self._is_place)
        titles = alternatives(ontology.word_sets.get("TitleAbbreviation", ()))
        self.before_name = re.compile(rf"(?<!\w){titles}\s+(?=\S)")

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its layout set."""
        text = article_of(doc).text
        join_prefixes(doc, text)
        offsets = doc.to_array("IDX").tolist()
        segments = self.segmenter.segments(text)
        doc._.kg_story = story_tokens(text, offsets, segments)
        doc._.kg_credits = tuple(
            range(bisect_left(offsets, segment.begin), bisect_left(offsets, segment.end))
            for segment in segments
            if segment.kind in (SegmentKind.CREDIT, SegmentKind.DATELINE)
        )
        place = next((segment.place for segment in segments if segment.place), None)
        doc._.kg_dateline = doc.char_span(*place, alignment_mode="expand") if place else None
        barred = {*quoted_offsets(text), *(match.end() for match in self.before_name.finditer(text))}
        starts = np.array(sentence_starts(text, offsets, segments, barred), dtype=np.int64).astype(np.uint64)
        # in one go: each token's own setter looks through the whole Doc
        return doc.from_array(["SENT_START"], cast(Ints2d, starts.reshape(-1, 1)))

    def _is_place(self, name: str) -> bool:
        """Whether articles are written there: in a known place, or in a town of GeoNames that is no village."""
        found = self.gazetteer.lookup(name)[:1]
        return any(e.kind in _PLACES and (e.population >= MIN_PEOPLE or self.gazetteer.known(name)) for e in found)


# "Co-operate", "re-elected", "by-election": a word, which its parts are not
_PREFIXED = re.compile(r"\b(?:[Cc]o-(?:o\w|(?:found|author|host|sponsor)(?=ed|ing))|[Rr]e-[a-z]|[Bb]y-elect)\w+")


def join_prefixes(doc: Doc, text: str) -> None:
    """Make one token of a word that begins with "co-", "re-" or "by-"; the tokenizer parts it at the hyphen."""
    found = [doc.char_span(*match.span()) for match in _PREFIXED.finditer(text)]
    if found:
        with doc.retokenize() as retokenizer:
            for span in found:
                if span is not None:
                    retokenizer.merge(span)


def story_tokens(text: str, offsets: Sequence[int], segments: Sequence[Segment]) -> tuple[bool, ...]:
    """For each token whether it belongs to the story; white space belongs to the token before it."""
    story = [False] * len(offsets)
    for segment in segments:
        if segment.kind is SegmentKind.STORY:
            begin, end = bisect_left(offsets, segment.begin), bisect_left(offsets, segment.end)
            story[begin:end] = [True] * (end - begin)
    for index, offset in enumerate(offsets):
        if index and text[offset].isspace():
            story[index] = story[index - 1]
    return tuple(story)


def sentence_starts(text: str, offsets: Sequence[int], segments: Sequence[Segment], barred: Set[int]) -> list[int]:
    """For each token 1 where a sentence begins, -1 where none does, 0 where the parser is to say."""
    starts = [0] * len(offsets)
    for index, offset in enumerate(offsets):
        before = text[offset - 2 : offset].removesuffix(" ")[-1:]
        if text[offset].isspace() or offset in barred or before.isalnum() or before in _JOINTS:
            starts[index] = -1
        elif is_sentence_after_unit(text, offset):
            starts[index] = 1
    for segment in segments:
        index = bisect_left(offsets, segment.begin)
        if index < len(offsets):
            # white space at the head of a text has no sentence before it to belong to
            starts[index] = -1 if index == 1 and text[0].isspace() else 1
    return break_up([1, *starts[1:]] if starts else [], [text[offset] for offset in offsets])


_AFTER_UNIT = re.compile(r"\d(?:m|k|bn|tn|C|F|km|kg)\. $")


_AFTER_HOUR = re.compile(
    r"\b(?:at|by|after|before|around|about|until|since|from|near|to) \d{1,2}(?::\d\d)? ?[ap]\.m\. $"
)
_ZONE = re.compile(r"[A-Z]{2,}\b|[A-Z]\w+ (?:\w+ )?[Tt]ime\b")  # "at 9 a.m. EDT", "Moscow time"
_DAYS = frozenset({"weekday", "weekdays", "month", "short_month", "zone"})


def is_sentence_after_unit(text: str, offset: int) -> bool:
    """Whether a capital follows a number with a unit and a full stop, which the tokenizer holds for an abbreviation.

    >>> is_sentence_after_unit("It cost $95m. The firm paid.", 14)
    True
    >>> [is_sentence_after_unit(f"It sank at 9 a.m. {word}", 18) for word in ("Police said so.", "Monday.")]
    [True, False]
    """
    if not text[offset].isupper():
        return False
    before = text[max(0, offset - 24) : offset]
    if _AFTER_UNIT.search(before):
        return True
    if not before.endswith(".m. ") or not _AFTER_HOUR.search(before) or _ZONE.match(text, offset):
        return False
    return words_of(text[offset : offset + 12])[0].kind not in _DAYS


def break_up(starts: Sequence[int], letters: Sequence[str], longest: int = LONGEST) -> list[int]:
    """The starts, with one more in whatever has no end; `letters` are the tokens' first.

    >>> break_up([1, 0, 0, -1, -1], "ab ab", longest=2)
    [1, 0, 0, 1, -1]
    """
    found, length = list(starts), 0
    for index, letter in enumerate(letters):
        length = 0 if found[index] == 1 or letter in _ENDS else length + 1
        if length > longest - 1 and not letter.isspace():
            found[index], length = 1, 0
    return found


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
