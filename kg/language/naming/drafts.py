"""Names as they are first found: by the NER, in the gazetteer, and again wherever the document repeats them.

A draft has its bounds right (no title, determiner or possessive ending) and says what the NER took it for; what it
names is decided later, over all drafts of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from kg.gazetteer import Gazetteer
from kg.language.naming.board import Board, Draft, Tokens
from kg.language.naming.people import union_of
from kg.language.naming.repeats import repeat
from kg.language.naming.spotting import Spot, Spotter
from kg.language.naming.towns import put_unseen
from kg.language.naming.wholes import Wholes
from kg.model import EntityKind
from kg.ontology import Ontology

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})
_LEADING = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "both", "all"}
)
_SOONER_OR_LATER = frozenset({"earlier", "later", "before", "after"})
_BRACKETS = frozenset("()[]/")
_CUTTING = frozenset({"against"})
_DASHES = frozenset({"-", "--", "–", "—", "_"})
_PARTING = frozenset({",", "to"})
_STOPS = frozenset({".", "!", "?", "\n", "\n\n", '"', "“", ":"})
_PREFIXED = re.compile(r"(?:anti|post|pre|pro|non|ex|mid)-")  # "post-Brexit", "pro-Kremlin": no names
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NO_NAME = frozenset({"IN", "TO", "CC", "VBD", "VBZ", "MD"})  # tags of words behind a person's name
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_TRAILING = _POSSESSIVE | {"and", "or", "of", "the"}


class Drafter:
    """Finds the drafts of a Doc."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        sets = ontology.word_sets
        words = partial(union_of, sets)
        self.titles = words("TitleWord", "TitleModifier")
        self.leading = _LEADING | words("PlaceEpithet")
        self.people = words("PersonNoun", "GroupNoun", "JobTitle")
        self.plurals = self.people | words("Vehicle")
        self.first_names = words("FemaleFirstName", "MaleFirstName")
        self.callings = words("JobTitle", "EpithetNoun")
        self.postnominals = words("PostNominal")
        self.honorifics = words("Honorific")
        self.bodies = words("OrganizationSign")
        self.royals = words("RoyalTitle")
        self.points = words("CompassPoint")
        self.place_verbs = words("PlaceVerb")
        self.hours = words("HourNoun")
        self.spells = frozenset(f"{word}s" for word in words("Spell"))
        self.gazetteer = gazetteer
        self.spotter = Spotter(gazetteer.texts())
        self.wholes = Wholes(sets, gazetteer)

    def board(self, tokens: Tokens) -> Board:
        """The drafts of a Doc, none overlapping another, and the known names inside them."""
        board = Board(tokens)
        for draft in self._of_ner(tokens):
            board.replace(board.within(draft.start, draft.end), [draft])  # "Emperor Marcus", beside "Roman Emperor"
        for spot in self.spotter.spots(tokens.written, tokens.words, tokens.begins):
            if tokens.story[spot.start]:
                self._settle(board, spot)
        self.wholes.mend(board)
        put_unseen(board, self.gazetteer, self.place_verbs)
        repeat(board, self.first_names)
        return board

    def _of_ner(self, tokens: Tokens) -> Iterator[Draft]:
        for ent in tokens.doc.ents:
            if ent.label_ in LABELS and tokens.story[ent.start]:
                for start, end in self._parts(tokens, ent.start, ent.end):
                    start, end = self._trimmed(tokens, start, end, ent.label_)
                    text = tokens.text(start, end) if start < end else ""
                    is_titled = ent.start < start < end and tokens.words[start - 1].lower() in self.honorifics
                    label = "PERSON" if is_titled else ent.label_
                    if text != text.lower() and not _PREFIXED.match(text) and not self._is_noun(tokens, start, end):
                        yield Draft(start, end, text, label)

    def _is_noun(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a sentence begins with a plural noun that the NER took for a name: "Gunmen shot at a priest"."""
        noun = tokens.doc[start]
        is_plural = end - start == 1 and tokens.tags[start] == "NNS" and bool(noun.is_sent_start)
        return is_plural and noun.lemma_.lower() in self.plurals

    def _parts(self, tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The pieces of an entity, and the places in it that a comma, "to" or "and" parts: "Rostov, Belarus"."""
        for first, last in (part for piece in _pieces(tokens, start, end) for part in _listed(tokens, *piece)):
            for i in range(first + 1, last - 1):
                is_parted = tokens.words[i] in _PARTING and self.gazetteer.lookup(tokens.text(i + 1, last))
                is_parted = is_parted and self.gazetteer.lookup(tokens.text(first, i))
                if is_parted or (tokens.words[i] == "and" and self._are_points(tokens, first, last)):
                    yield first, i
                    first = i + 1
            yield first, last

    def _are_points(self, tokens: Tokens, first: int, last: int) -> bool:
        """ "North and South", taken for one place."""
        return last - first == 3 and {tokens.words[first].lower(), tokens.words[last - 1].lower()} <= self.points

    def _trimmed(self, tokens: Tokens, start: int, end: int, label: str) -> tuple[int, int]:
        words = tokens.words
        while start < end - 2 and words[start].lower() in self.spells and words[start + 1] in _SOONER_OR_LATER:
            start += 2  # "Hours earlier [Deutsche Bank] had left"
        while start < end and (words[start].lower() in self.leading or not words[start][0].isalnum()):
            start += 1
        while end - start > 1 and words[start].islower() and self._is_no_part(tokens, start):
            start += 1
        while start < end and (
            words[end - 1] in _TRAILING or not (words[end - 1][-1].isalnum() or words[end - 1][-1] == ".")
        ):
            end -= 1
        while label == "PERSON" and end - start > 1 and tokens.tags[end - 1] in _NO_NAME:
            if words[end - 1][0].isupper() and not "".join(words[end : end + 1])[:1].isupper():
                break  # "Pedro Neves in Lima", which the tagger took for a verb; not "Pedro Neves Says He"
            end -= 1
        while end - start > 1 and label == "PERSON" and words[end - 1] in self.postnominals:
            end -= 1
        if start < end and (label == "PERSON" or self._is_titled(tokens, start, end)):
            start = self._without_title(words, start, end)
        return start, end

    def _is_no_part(self, tokens: Tokens, token: int) -> bool:
        """ "Declined to [meet Ana Silva]", "at [noon Ana Silva] left": what no name begins with."""
        return tokens.tags[token].startswith("VB") or tokens.words[token] in self.hours

    def _is_titled(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a title and a person's name, or its last word, were taken for some other name: "Ms Silva"."""
        if tokens.words[start].lower() in self.honorifics and end - start > 1:
            return tokens.words[end - 1].lower() not in self.bodies
        if tokens.words[start].lower() not in self.titles:
            return False
        last = tokens.words[end - 1]
        if end - start > 2:  # "Bishop Ernesto Silva"
            return tokens.words[start + 1] in self.first_names and last.lower() not in self.bodies
        return any(ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].text == last for ent in tokens.doc.ents)

    def _without_title(self, words: Sequence[str], start: int, end: int) -> int:
        while start < end - 1 and words[start].lower() in self.titles:
            start += 1
        if start < end - 2 and words[start].lower() in self.callings and (not start or words[start - 1] in _STOPS):
            start += 1  # "Rapper Ana Silva" at the head of a sentence
        if start < end - 2 and words[start].lower() in self.royals:
            return start + 1
        is_first_name_only = start == end - 1 and start > 0 and words[start - 1][0].isupper()
        return start - 1 if is_first_name_only and words[start - 1].lower() in self.royals else start

    def _settle(self, board: Board, spot: Spot) -> None:
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
                draft.label = other.label if not rest else "GPE" if self._is_place(spot) else ""
                board.replace(others, [draft, *rest])
            elif not spot.is_demonym and other.label == "ORG":
                board.nested.append(spot)

    def _is_name_like(self, tokens: Tokens, spot: Spot) -> bool:
        """Whether free tokens that read as a known name are one: "Shell" is, the first word of "Shell out" is not."""
        tag, ner = tokens.tags[spot.start], tokens.doc[spot.start].ent_type_
        is_language = ner == "LANGUAGE" and not self._describes_people(tokens, spot)
        if is_language or (ner in ("EVENT", "LAW", "WORK_OF_ART") and not spot.is_demonym):
            return False
        is_acronym = len(spot.text) > 2 and spot.text.isupper()  # "ECOWAS condemned it", a plural to the tagger
        if spot.end - spot.start > 1 or tag.startswith("NNP") or (is_acronym and tag[:2] == "NN"):
            return True
        return (self._is_place(spot) or spot.is_demonym) and tag[:2] in ("JJ", "NN")

    def _is_place(self, spot: Spot) -> bool:
        known = self.gazetteer.known(spot.text) or self.gazetteer.lookup(spot.text)
        return bool(known) and known[0].kind in (EntityKind.COUNTRY, EntityKind.PLACE) and not spot.is_demonym

    def _describes_people(self, tokens: Tokens, spot: Spot) -> bool:
        """ "Filipino fishermen", to the NER a language: an adjective before a noun for people."""
        word = tokens.doc[spot.start]
        return spot.is_demonym and word.dep_ == "amod" and word.head.lemma_.lower() in self.people

    def _rest(self, tokens: Tokens, other: Draft, spot: Spot) -> list[Draft] | None:
        """What remains of a longer name beside a known one in it; None where the longer name stands as one."""
        words = tokens.words
        start, end = spot.end, other.end
        is_in = words[other.start - 1].lower() in ("in", "at")
        if spot.start > other.start:
            before = words[other.start : spot.start]
            place = tokens.text(other.start, spot.start)
            if is_in and spot.end == other.end and before[0] not in self.first_names and self.gazetteer.lookup(place):
                return [Draft(other.start, spot.start, place, "GPE", is_known=True)]  # "in Berlin Olaf Scholz met her"
            if "and" in before and spot.end == other.end:
                return self._known_before_and(tokens, other, before)
            is_last = spot.is_demonym and spot.end == other.end and other.label == "PERSON"
            if is_last and spot.start - other.start == 1 and spot.end - spot.start == 1 and before[0][0].isupper():
                return None  # "Dawn French" is called so
            if is_last:
                return [Draft(other.start, spot.start, tokens.text(other.start, spot.start), "", is_known=True)]
            is_bare = all(not word[0].isupper() or word.lower() in self.titles for word in before)
            return [] if is_bare and spot.end == other.end else None
        if other.label == "PRODUCT":
            return None
        if spot.is_demonym and end - start > 1 and words[start] in self.first_names and other.label != "PERSON":
            return [Draft(start, end, tokens.text(start, end), "PERSON")]  # "the American Ana Silva"
        if is_in and end - start > 1 and words[start] in self.first_names:
            return [Draft(start, end, tokens.text(start, end), "PERSON")]  # "in Lima Ana Silva met the rebels"
        if words[start] in _POSSESSIVE:
            start += 1
        elif other.label == "PERSON":
            is_long = spot.end - spot.start > 1  # "Boko Haram fighters", but "Chad Moreno"
            if not (spot.is_demonym or is_long) and words[start].lower() not in self.titles:
                return None
        elif any(word[0].isupper() for word in words[start:end]):
            return self._behind_titles(tokens, start, end) if spot.is_demonym else None
        start, end = self._trimmed(tokens, start, end, other.label)
        text = tokens.text(start, end) if start < end else ""
        return [Draft(start, end, text, other.label)] if text[:1].isupper() else []

    def _behind_titles(self, tokens: Tokens, start: int, end: int) -> list[Draft] | None:
        """Who is named behind a title, in what the NER took for a body: "Kazakh General Ivan Tok", "Kazakh General"."""
        first = start
        while first < end and tokens.words[first].lower() in self.titles:
            first += 1
        if first == start:
            return None
        if first == end:
            return [] if tokens.begins_name(end) else None
        is_name = all(tokens.begins_name(i) or tokens.is_glued(i) or tokens.is_glued(i - 1) for i in range(first, end))
        is_noun = tokens.words[end - 1].lower() in self.bodies | self.people
        return [Draft(first, end, tokens.text(first, end), "PERSON")] if is_name and not is_noun else None

    def _known_before_and(self, tokens: Tokens, other: Draft, before: Sequence[str]) -> list[Draft]:
        """ "Amnesty International and Oxfam", taken for one: both where the gazetteer has both."""
        end = other.start + before.index("and")
        text = tokens.text(other.start, end)
        return [Draft(other.start, end, text, other.label, is_known=True)] if self.gazetteer.known(text) else []


def _pieces(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of an entity that line ends, brackets, dashes, verbs, "against" divide: "Ruiz blocks Ravna Steel"."""
    for i in range(start, end):
        word = tokens.words[i]
        is_dash = word in _DASHES and not tokens.is_glued(i)
        is_verb = tokens.tags[i] in _FINITE and word.islower()
        if is_dash or is_verb or word in _BRACKETS or word in _CUTTING or (tokens.tags[i] == "_SP" and "\n" in word):
            yield start, i
            start = i + 1
    yield start, end


def _listed(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a list that was taken for one: "Alba, Bora and Cerno", but not "the Ministry of Health, Labour"."""
    words = tokens.words[start:end]
    is_list = "," in words and "and" in words and not any(tokens.tags[i] == "IN" for i in range(start, end))
    for i in range(start + 1, end - 1) if is_list else ():
        after = tokens.doc[i + 1]
        while after.dep_ == "compound" and after.head.i < end:
            after = after.head
        if tokens.words[i] in (",", "and") and after.dep_ == "conj" and start <= after.head.i <= i:
            if start < i:
                yield start, i
            start = i + 1
    yield start, end
