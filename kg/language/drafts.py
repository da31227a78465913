"""Names as they are first found: by the NER, in the gazetteer, and again wherever the document repeats them.

A draft has its bounds right (no title, determiner or possessive ending) and says what the NER took it for; what it
names is decided later, over all drafts of the document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.gazetteer import Gazetteer
from kg.language.spotting import Spot, Spotter
from kg.model import EntityKind
from kg.ontology import Ontology

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})
_LEADING = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "both", "all"}
)
_BRACKETS = frozenset("()[]/")
_DASHES = frozenset({"-", "--", "–", "—", "_"})
_PREFIXED = re.compile(r"(?:anti|post|pre|pro|non|ex|mid)-")  # "post-Brexit", "pro-Kremlin": no names
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True)
class Draft:
    """Tokens `start:end` that are a name. `label` is the NER's; "" where only the gazetteer or the document has it."""

    start: int
    end: int
    text: str
    label: str = ""
    is_known: bool = False
    is_demonym: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.text.split()


@dataclass(frozen=True, slots=True)
class Tokens:
    """A Doc as lists: reading spaCy's tokens one by one costs more than the rest."""

    doc: Doc
    words: list[str]
    tags: list[str]
    story: list[bool]

    def text(self, start: int, end: int) -> str:
        """The words of a span with one space where the text has white space."""
        if end - start == 1:
            return self.words[start]
        return " ".join(self.doc[start:end].text.split())

    def is_surname_like(self, i: int) -> bool:
        """Whether a token is a capitalised proper noun that a surname could be."""
        word = self.words[i]
        return word[:1].isupper() and word[1:].islower() and self.tags[i] == "NNP"

    def begins_name(self, i: int) -> bool:
        """Whether a token is a capitalised proper noun."""
        return i < len(self.words) and self.words[i][:1].isupper() and self.tags[i].startswith("NNP")

    def is_glued(self, i: int) -> bool:
        """Whether a token is a hyphen between two words without spaces."""
        doc = self.doc
        return 0 < i < len(doc) - 1 and self.words[i] == "-" and not (doc[i - 1].whitespace_ or doc[i].whitespace_)


class Drafter:
    """Finds the drafts of a Doc."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        sets = ontology.word_sets
        self.titles = sets.get("TitleWord", frozenset()) | sets.get("TitleModifier", frozenset())
        self.royals = ontology.word_sets.get("RoyalTitle", frozenset())
        self.first_names = sets.get("FemaleFirstName", frozenset()) | sets.get("MaleFirstName", frozenset())
        self.place_signs = sets.get("PlaceSign", frozenset())
        self.signs = sets.get("OrganizationSign", frozenset()) | self.place_signs | self.titles
        self.gazetteer = gazetteer
        self.spotter = Spotter(gazetteer.texts())

    def drafts(self, tokens: Tokens) -> list[Draft]:
        """The drafts of a Doc in text order, none overlapping another."""
        board = _Board(tokens)
        for draft in self._of_ner(tokens):
            board.put(draft)
        for spot in self.spotter.spots(tokens.doc, tokens.words):
            if tokens.story[spot.start]:
                self._settle(board, spot)
        self._put_dateline(board)
        self._put_full_names(board)
        self._extend_places(board)
        _extend_over_hyphens(board)
        _repeat(board)
        return board.drafts()

    def _of_ner(self, tokens: Tokens) -> Iterator[Draft]:
        for ent in tokens.doc.ents:
            if ent.label_ in LABELS and tokens.story[ent.start]:
                for start, end in _pieces(tokens, ent.start, ent.end):
                    start, end = self._trimmed(tokens, start, end, ent.label_)
                    text = tokens.text(start, end)
                    if start < end and any(char.isupper() for char in text) and not _PREFIXED.match(text):
                        yield Draft(start, end, text, ent.label_)

    def _trimmed(self, tokens: Tokens, start: int, end: int, label: str) -> tuple[int, int]:
        words = tokens.words
        while start < end and (words[start].lower() in _LEADING or not words[start][0].isalnum()):
            start += 1
        while start < end and (
            words[end - 1] in _POSSESSIVE or not (words[end - 1][-1].isalnum() or words[end - 1][-1] == ".")
        ):
            end -= 1
        if label == "PERSON" and start < end:
            start = self._without_title(words, start, end)
        return start, end

    def _without_title(self, words: Sequence[str], start: int, end: int) -> int:
        while start < end - 1 and words[start].lower() in self.titles:
            start += 1
        if start < end - 2 and words[start].lower() in self.royals:
            return start + 1
        is_first_name_only = start == end - 1 and start > 0 and words[start - 1][0].isupper()
        return start - 1 if is_first_name_only and words[start - 1].lower() in self.royals else start

    def _settle(self, board: _Board, spot: Spot) -> None:
        """Put a known name on the board, or leave what the NER has there."""
        tokens = board.tokens
        draft = Draft(spot.start, spot.end, spot.text, is_known=True, is_demonym=spot.is_demonym)
        others = board.within(spot.start, spot.end)
        if not others:
            if self._is_name_like(tokens, spot):
                board.put(draft)
            return
        other = others[0]
        if other.start == spot.start and other.end == spot.end:
            other.is_known, other.is_demonym, other.text = True, spot.is_demonym, spot.text
        elif len(others) > 1 or not (other.start <= spot.start and spot.end <= other.end):
            board.replace(others, [draft])
        else:
            rest = self._rest(tokens, other, spot)
            if rest is not None:
                draft.label = other.label if not rest else ""
                board.replace(others, [draft, *rest])

    def _put_dateline(self, board: _Board) -> None:
        """Put the place that an article was written at, "QUITO", whatever the NER has there."""
        dateline = board.tokens.doc._.kg_dateline
        if dateline is None:
            return
        others = board.within(dateline.start, dateline.end)
        text = board.tokens.text(dateline.start, dateline.end)
        if not others or not all(other.is_known or other.label in ("GPE", "LOC") for other in others):
            board.replace(others, [Draft(dateline.start, dateline.end, text, "GPE")])

    def _extend_places(self, board: _Board) -> None:
        """Take along the noun that says what a name is which the NER took for no place: "the Tarn valley"."""
        tokens = board.tokens
        for draft in board.drafts():
            if draft.is_known or draft.label == "GPE" or draft.end - draft.start > 1 or draft.end >= len(tokens.words):
                continue
            is_compound = tokens.doc[draft.end - 1].dep_ == "compound" and draft.end not in board.at
            if is_compound and tokens.words[draft.end] in self.place_signs and tokens.tags[draft.end] == "NN":
                text = tokens.text(draft.start, draft.end + 1)
                board.replace([draft], [Draft(draft.start, draft.end + 1, text, "LOC")])

    def _put_full_names(self, board: _Board) -> None:
        """Join a first name with the single capitalised word after it, whatever the NER took that for: "Rosa April"."""
        tokens = board.tokens
        for i in range(len(tokens.words) - 1):
            first, last = tokens.words[i], tokens.words[i + 1]
            if first not in self.first_names or not tokens.story[i] or not tokens.is_surname_like(i + 1):
                continue
            others = board.within(i, i + 2)
            is_whole = all(i <= other.start and other.end <= i + 2 for other in others)
            is_joined = any(other.end - other.start == 2 for other in others)
            if is_whole and not is_joined and last.lower() not in self.signs and not self.gazetteer.lookup(first):
                board.replace(others, [Draft(i, i + 2, f"{first} {last}", "PERSON")])

    def _is_name_like(self, tokens: Tokens, spot: Spot) -> bool:
        """Whether free tokens that read as a known name are one: "Shell" is, the first word of "Shell out" is not."""
        tag, ner = tokens.tags[spot.start], tokens.doc[spot.start].ent_type_
        if ner == "LANGUAGE" or (ner in ("EVENT", "LAW", "WORK_OF_ART") and not spot.is_demonym):
            return False
        if spot.end - spot.start > 1 or tag.startswith("NNP"):
            return True
        known = self.gazetteer.known(spot.text)
        is_place = bool(known) and known[0].kind in (EntityKind.COUNTRY, EntityKind.PLACE)
        return (is_place or spot.is_demonym) and tag[:2] in ("JJ", "NN")

    def _rest(self, tokens: Tokens, other: Draft, spot: Spot) -> list[Draft] | None:
        """What remains of a longer name beside a known one in it; None where the longer name stands as one."""
        words = tokens.words
        start, end = spot.end, other.end
        if spot.start > other.start:
            before = words[other.start : spot.start]
            if "and" in before and spot.end == other.end:
                return []
            if spot.is_demonym and spot.end == other.end and other.label == "PERSON":
                return [Draft(other.start, spot.start, tokens.text(other.start, spot.start), "", is_known=True)]
            is_bare = all(not word[0].isupper() or word.lower() in self.titles for word in before)
            return [] if is_bare and spot.end == other.end else None
        if other.label == "PRODUCT":
            return None
        if words[start] in _POSSESSIVE:
            start += 1
        elif other.label == "PERSON":
            is_long = spot.end - spot.start > 1  # "Boko Haram fighters", but "Chad Moreno"
            if not (spot.is_demonym or is_long) and words[start].lower() not in self.titles:
                return None
        elif any(word[0].isupper() for word in words[start:end]):
            return None
        start, end = self._trimmed(tokens, start, end, other.label)
        text = tokens.text(start, end) if start < end else ""
        return [Draft(start, end, text, other.label)] if text[:1].isupper() else []


class _Board:
    """Which token belongs to which draft."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.at: dict[int, Draft] = {}

    def put(self, draft: Draft) -> None:
        """Add a draft whose tokens are free."""
        for i in range(draft.start, draft.end):
            self.at[i] = draft

    def replace(self, others: Iterable[Draft], drafts: Iterable[Draft]) -> None:
        """Add drafts in the place of others."""
        for other in others:
            for i in range(other.start, other.end):
                self.at.pop(i, None)
        for draft in drafts:
            self.put(draft)

    def within(self, start: int, end: int) -> list[Draft]:
        """The drafts that share a token with a span, in text order."""
        found = [self.at[i] for i in range(start, end) if i in self.at]
        return list({id(draft): draft for draft in found}.values())

    def drafts(self) -> list[Draft]:
        """Every draft, in text order."""
        return sorted({id(draft): draft for draft in self.at.values()}.values(), key=lambda draft: draft.start)


def _pieces(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of an entity that line ends, brackets and dashes divide."""
    for i in range(start, end):
        word = tokens.words[i]
        is_dash = word in _DASHES and not tokens.is_glued(i)
        if is_dash or word in _BRACKETS or (tokens.tags[i] == "_SP" and "\n" in word):
            yield start, i
            start = i + 1
    yield start, end


def _extend_over_hyphens(board: _Board) -> None:
    """Let a name go on over a hyphen that the NER stopped at; one of several words is a person's: "Han Min-ji"."""
    tokens = board.tokens
    for draft in board.drafts():
        end = draft.end + 2
        if draft.is_known or not tokens.is_glued(draft.end) or not tokens.tags[end - 1].startswith("NNP"):
            continue
        others = board.within(draft.end, end)
        is_person = draft.end - draft.start > 1 and tokens.words[end - 1].islower()
        label = "PERSON" if is_person else draft.label
        board.replace([draft, *others], [Draft(draft.start, end, tokens.text(draft.start, end), label)])


def _repeat(board: _Board) -> None:
    """Put the names of the document wherever its words have them: a full name is one everywhere."""
    tokens = board.tokens
    full, single = _seen(board)
    if not full and not single:
        return
    for i, word in enumerate(tokens.words):
        if not word[:1].isupper() or not tokens.story[i]:
            continue
        for words, label in full.get(word, ()):
            end = i + len(words)
            if tokens.words[i:end] == words:
                _put_again(board, i, end, label)
                break
        else:
            if word in single and i not in board.at and _stands_alone(tokens, i):
                board.put(Draft(i, i + 1, word, single[word]))


def _seen(board: _Board) -> tuple[Mapping[str, list[tuple[list[str], str]]], Mapping[str, str]]:
    """The document's names of several words by their first, longest first, and its single words, with labels."""
    labels: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for draft in board.drafts():
        if draft.label and not draft.is_known:
            labels[tuple(board.tokens.words[draft.start : draft.end])][draft.label] += 1
    full: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    single: dict[str, str] = {}
    for words, counts in labels.items():
        label = counts.most_common(1)[0][0]
        if len(words) == 1 and label != "NORP":
            single.setdefault(words[0], label)
        elif len(words) > 1:
            full[words[0]].append((list(words), label))
            if label == "PERSON":
                single.update((word, label) for word in (words[0], words[-1]) if len(word) > 1 and word[0].isupper())
    for names in full.values():
        names.sort(key=lambda name: (-len(name[0]), name))
    return full, single


def _put_again(board: _Board, start: int, end: int, label: str) -> None:
    others = board.within(start, end)
    inside = all(start <= other.start and other.end <= end for other in others)
    if inside and not any(other.start == start and other.end == end for other in others):
        board.replace(others, [Draft(start, end, board.tokens.text(start, end), label)])


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether a capitalised word is a proper noun of its own, not part of a longer one."""
    if not tokens.tags[i].startswith("NNP") or tokens.doc[i].ent_type_ in ("DATE", "TIME", "MONEY", "LAW", "EVENT"):
        return False
    return not tokens.begins_name(i + 1)
