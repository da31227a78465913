"""A text -> its segments in order: story, datelines, credits and notices. Plain text in, character ranges out.

A text falls into blocks (paragraphs, and lines that are paragraphs of their own), a block into sentences as its
punctuation shows them. What a sentence is, its form and the ontology's word sets say: a credit names people and
agencies and nothing else, a notice begins or speaks as notices do. All that is left is the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from kg.language.text.dateline import DATE, MONTH, WEEKDAY, IsPlace, dateline_pattern, read_dateline

SHORT_LINE = 50  # a line below this length is no wrapped line but a heading, an item or a credit
MAX_NAMES = 25  # words in a list of names at most, "Reporting by ...; editing by ..."

_LINE = re.compile(r"[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|$)")
_SENTENCE_END = re.compile(r"""(?<=[.!?])(?<!\b[A-Z]\.)["'”’)\]]*\s+(?=["'“‘`(\[]*[^\W_a-z]|[©(–—•*-])""")
_TERMINAL = re.compile(r"""[.!?:;…]["'”’)\]]*$""")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NAME_WORD = frozenset({"and", "in", "for", "of", "with", "by", "the", "at", "from", "via"}) | frozenset(
    {"de", "da", "di", "del", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "ibn"}
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|(?<!\w)@\w+|\b\w+\.(?:com|org|net|gov|edu)\b\S*")
_DAY_LINE = re.compile(
    rf"""(?:(?:{DATE}|{MONTH}|{WEEKDAY}|\d[\d:.,/-]*(?:st|nd|rd|th)?
    |(?i:published|updated|posted|modified|last|first|on|at|by|date|dateline|time|am|pm|a\.m\.|p\.m\.|gmt|utc|[bcem]e?st|[ecmp][ds]?t))
    [\s,:;|•·()–-]*)+""",
    re.VERBOSE,
)
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)\s*\d|Copyright\s+(?:©|\(c\)|\d)).*$", re.DOTALL)
_JOINT = re.compile(r"/|\bvia\b")
_BULLET = r"[(\[*•»→–—|\s-]*"
_INITIALS = re.compile(r"\((?:[a-z]{2,4}[-/])+[a-z]{2,4}\)\W*$")


class SegmentKind(Enum):
    """What a part of a text is."""

    STORY = "story"
    DATELINE = "dateline"
    CREDIT = "credit"  # who wrote, took, drew
    NOTICE = "notice"  # what speaks of the page, or to the reader


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text, without the white space around it."""

    begin: int
    end: int
    kind: SegmentKind
    place: tuple[int, int] | None = None  # what a dateline names


class Segmenter:
    """The reader of segments, for one ontology's word sets."""

    def __init__(self, word_sets: Mapping[str, frozenset[str]], is_place: IsPlace) -> None:
        def words(name: str) -> str:
            return alternatives(word_sets.get(name, ()))

        self._is_place = is_place
        self._headings = word_sets.get("HeadingLabel", frozenset())
        self._byline_words = word_sets.get("BylineWord", frozenset())
        self._credit_words = self._byline_words | word_sets.get("CreditMark", frozenset())
        self._dateline = dateline_pattern(word_sets.get("AgencyName", ()))
        self._agency = re.compile(rf"(?<!\w){words('AgencyName')}(?!\w)", re.IGNORECASE)
        self._agencies = re.compile(rf"(?:[\W\d_]*(?<!\w){words('AgencyName')}(?!\w))+[\W\d_]*", re.IGNORECASE)
        self._signer = re.compile(rf"{words('AgencyName')}(?:\s+news)?", re.IGNORECASE)
        self._caption = re.compile(rf"{words('CaptionLabel')}\s*(?:[:,]|\s[–—-])\s+(?=\S)", re.IGNORECASE)
        self._credit = re.compile(
            rf"(?:^|(?<=\s)|(?<=[(\[])){words('CreditMark')}(?:\s*[:/|]\s*|(?<=by)\s+)", re.IGNORECASE
        )
        self._byline = re.compile(rf"{_BULLET}{words('BylineOpening')}\s+", re.IGNORECASE)
        self._writer = re.compile(rf"(?:.*,|.*{words('AgencyName')})\s.*\b{words('WriterTitle')}$", re.IGNORECASE)
        self._label = re.compile(rf"{_BULLET}{words('NoticeLabel')}\s*(?:[:|»→>].*|\W*)", re.IGNORECASE | re.DOTALL)
        self._notice = re.compile(rf"{_BULLET}{words('NoticeOpening')}(?!\w)", re.IGNORECASE)
        self._phrase = re.compile(rf"(?<!\w){words('NoticePhrase')}(?!\w)", re.IGNORECASE)

    def segments(self, text: str) -> tuple[Segment, ...]:
        """The segments of a text, in order; story that stands together in one block is one."""
        found: list[Segment] = []
        for begin, end in self._blocks(text):
            is_first = all(segment.kind is not SegmentKind.STORY for segment in found)
            found += _joined(self._of_block(text, begin, end, is_first))
        return tuple(found)

    def _blocks(self, text: str) -> Iterator[tuple[int, int]]:
        for lines in _paragraphs(text):
            words = [text[begin:end] for begin, end in lines]
            is_wrapped = any(word[0].islower() for word in words[1:])
            begin = lines[0][0]
            for index, (_, end) in enumerate(lines):
                is_last = index + 1 == len(lines)
                if is_last or (not words[index + 1][0].islower() and self._is_closed(words[index], is_wrapped)):
                    yield begin, end
                    begin = -1 if is_last else lines[index + 1][0]

    def _is_closed(self, line: str, is_wrapped: bool) -> bool:
        """Whether a line break after this line is more than the wrapping of a paragraph."""
        if _TERMINAL.search(line) or (not is_wrapped and len(line) < SHORT_LINE):
            return True
        return any(self._story_end(line[begin:end]) < end - begin for begin, end in _sentences(line))

    def _of_block(self, text: str, begin: int, end: int, is_first: bool) -> Iterator[Segment]:
        block = text[begin:end]
        if self._is_notice_block(block):
            yield Segment(begin, end, SegmentKind.NOTICE)
            return
        if self._is_byline_block(block):
            yield Segment(begin, end, SegmentKind.CREDIT)
            return
        for segment in self._openings(block, is_first):
            place = segment.place and (begin + segment.place[0], begin + segment.place[1])
            yield Segment(begin, begin + segment.end, segment.kind, place)
            begin += segment.end
        for first, last in _sentences(text[begin:end]):
            yield from self._of_sentence(text, begin + first, begin + last)

    def _openings(self, block: str, is_first: bool) -> Iterator[Segment]:
        """The dateline, or the caption's label, before the first sentence of a block."""
        dateline = read_dateline(block, self._dateline, self._is_place, self._headings, is_first=is_first)
        if dateline is not None:
            yield Segment(0, dateline.end, SegmentKind.DATELINE, dateline.place)
        elif label := self._caption.match(block):
            yield Segment(0, label.end(), SegmentKind.NOTICE)

    def _of_sentence(self, text: str, begin: int, end: int) -> Iterator[Segment]:
        sentence = text[begin:end]
        if self._notice.match(sentence) or self._phrase.search(sentence):
            yield Segment(begin, end, SegmentKind.NOTICE)
            return
        story_end = begin + self._story_end(sentence)
        if begin < story_end:
            yield Segment(begin, story_end, SegmentKind.STORY)
        if story_end < end:
            yield Segment(story_end, end, SegmentKind.CREDIT)

    def _is_notice_block(self, block: str) -> bool:
        rest, addresses = _ADDRESS.subn(" ", block)
        return (
            not _WORD.search(block)
            or (addresses > 0 and len(_WORD.findall(rest)) <= 3)
            or self._label.fullmatch(block) is not None
            or (_DAY_LINE.fullmatch(block) is not None and any(c.isdigit() for c in block))
        )

    def _is_byline_block(self, block: str) -> bool:
        return self._is_names(block) and self._writer.fullmatch(block) is not None

    def _story_end(self, sentence: str) -> int:
        """Where the credit begins that a sentence ends with, or is: its length where there is none."""
        if match := _COPYRIGHT.search(sentence) or _INITIALS.search(sentence):
            return match.start()
        byline = self._byline.match(sentence)
        if byline and self._is_names(sentence[byline.end() :]) and len(_WORD.findall(sentence)) > 2:
            return 0
        if self._is_agency_line(sentence) or self._is_sign_off(sentence):
            return 0
        for mark in self._credit.finditer(sentence):
            is_own = mark.start() == 0 or sentence[mark.start()].isupper() or sentence[mark.start() - 1] in "(["
            if is_own and self._is_names(sentence[mark.end() :]):
                return mark.start() - (mark.start() > 0 and sentence[mark.start() - 1] in "([")
        return len(sentence)

    def _is_agency_line(self, sentence: str) -> bool:
        """ "Ana Lopes/AFP", "(Tomas Berg via AP)", "— Reuters": names, an agency and what joins them."""
        if self._agencies.fullmatch(sentence):
            return True
        is_joined = _JOINT.search(sentence) is not None and self._is_names(sentence)
        return is_joined and self._agency.search(sentence) is not None

    def _is_sign_off(self, sentence: str) -> bool:
        """ "Ana Lopes, BBC News, Lima.": how reporters on air end."""
        parts = [part.strip() for part in sentence.split(",")]
        return (
            len(parts) == 3 and len(sentence.split()) <= 10 and self._signer.fullmatch(parts[1].rstrip(".")) is not None
        )

    def _is_names(self, words: str) -> bool:
        """Whether words are names and what stands between names in a credit or byline, nothing else."""
        found = _WORD.findall(words)
        if not found or len(found) > MAX_NAMES:
            return False
        allowed = _NAME_WORD | self._credit_words
        return any(word[0].isupper() for word in found) and all(
            word[0].isupper() or word.rstrip(".").lower() in allowed for word in found
        )


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lines of a text without the white space around them, in groups that blank lines part."""
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if line:
            begin = match.start() + match.group().index(line)
            group.append((begin, begin + len(line)))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _sentences(block: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block as its punctuation shows them: enough to tell a credit from what stands before it."""
    begin = 0
    for gap in _SENTENCE_END.finditer(block):
        yield begin, gap.start() + len(gap.group().rstrip())
        begin = gap.end()
    if begin < len(block):
        yield begin, len(block)


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Neighbours of one kind as one segment."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].kind is segment.kind is SegmentKind.STORY:
            segment = Segment(found.pop().begin, segment.end, segment.kind)
        found.append(segment)
    return found


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; of none where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")" if ordered else "(?!)"
