"""Names made whole where the NER has a part of one: "Tarn" of "Tarn valley", people's (`people`) among them.

Each rule looks at the words beside a draft, and puts the longer name in its place on the board.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kg.gazetteer import Gazetteer
from kg.language.naming.board import Board, Draft, Tokens
from kg.language.naming.initials import acronym, initials, spoken_acronym
from kg.language.naming.joint import Joint
from kg.language.naming.people import People, union_of
from kg.model import EntityKind

_PURPOSES = frozenset({"for", "on"})  # "Institute for Arctic Studies", "Council on Foreign Relations"
_JOINTS = frozenset({"and", "&", "of", "the"})  # inside the name of a body
_PLACES = ("GPE", "LOC")


class Wholes:
    """Makes names whole, by the ontology's word sets and the gazetteer."""

    def __init__(self, word_sets: Mapping[str, frozenset[str]], gazetteer: Gazetteer) -> None:
        words = partial(union_of, word_sets)
        self.gazetteer = gazetteer
        self.people = People(word_sets, gazetteer)
        self.joint = Joint(word_sets)
        self.introducers = dict.fromkeys(sorted(words("CompanyNoun", "BodyNoun")), "ORG")
        self.introducers |= dict.fromkeys(sorted(words("SettlementNoun", "RegionNoun")), "GPE")
        self.introducers |= dict.fromkeys((word.title() for word in sorted(words("Honorific"))), "PERSON")
        self.place_signs = words("PlaceSign")
        self.bodies = words("OrganizationSign")
        self.signs = self.people.signs

    def mend(self, board: Board) -> None:
        """Put whole names on the board."""
        self._put_dateline(board)
        self._put_introduced(board)
        self._join_introduced(board)
        self._put_unseen_bodies(board)
        self.joint.mend(board)
        self.people.mend(board)
        self._extend_places(board)
        self._extend_bodies(board)
        self._join_countries(board)
        self.people.extend_over_hyphens(board)
        self._put_prefixes(board)
        self._put_spelt(board)

    def _put_dateline(self, board: Board) -> None:
        """Put the place that an article was written at, "QUITO", whatever the NER has there."""
        dateline = board.tokens.doc._.kg_dateline
        if dateline is None:
            return
        others = board.within(dateline.start, dateline.end)
        if not others or not all(other.is_known or other.label in _PLACES for other in others):
            board.join(dateline.start, dateline.end, "GPE")

    def _put_introduced(self, board: Board) -> None:
        """Put the name that the NER missed beside what introduces it: "the union Unita", "Mr Kos", "Unita, a union"."""
        tokens = board.tokens
        for i in board.capitals:
            is_free = i not in board.at and tokens.story[i] and tokens.tags[i][:2] == "NN"
            if not is_free or tokens.words[i].lower() in self.signs or tokens.doc[i].ent_type_:
                continue
            end = i + 1
            while end < len(tokens.words) and end not in board.at and tokens.begins_name(end):
                end += 1
            label = self._introduced(tokens, i) or self._explained(board, i, end)
            if label is not None:
                board.put(Draft(i, end, tokens.text(i, end), label))

    def _join_introduced(self, board: Board) -> None:
        """Join two single words that the NER took for two names behind what introduces one: "province of Lao Cai"."""
        tokens, drafts = board.tokens, board.drafts()
        for first, last in zip(drafts, drafts[1:], strict=False):
            is_pair = first.end == last.start and last.end - first.start == 2 and first.start > 1
            if not is_pair or tokens.words[first.start - 1] != "of" or tokens.begins_name(last.end):
                continue
            if self.introducers.get(tokens.words[first.start - 2]) == "GPE":
                board.join(first.start, last.end, "GPE")

    def _introduced(self, tokens: Tokens, i: int) -> str | None:
        """What a name is by the words before it."""
        if not i or not tokens.begins_name(i):
            return None
        is_of = tokens.words[i - 1] == "of"
        label = self.introducers.get(tokens.words[i - 1 - is_of])
        return label if is_of == (label == "GPE") else None

    def _explained(self, board: Board, start: int, end: int) -> str | None:
        """What a name is by the noun for a body behind its comma, or by the name that "and" joins it to."""
        tokens, last = board.tokens, board.tokens.doc[end - 1]
        if start and (start - 1 in board.at or tokens.begins_name(start - 1)):
            return None
        if tokens.words[end : end + 1] == [","]:
            nouns = (child.lemma_.lower() for child in last.rights if child.dep_ == "appos")
            return "ORG" if any(self.introducers.get(noun) == "ORG" for noun in nouns) else None
        other = board.at.get(last.head.i) if last.dep_ == "conj" and tokens.tags[end - 1] in ("NN", "NNP") else None
        return "ORG" if other is not None and self._is_body(other) else None

    def _is_body(self, draft: Draft) -> bool:
        known = self.gazetteer.known(draft.text) if draft.is_known else ()
        return known[0].kind is EntityKind.ORGANIZATION if known else draft.label == "ORG"

    def _put_unseen_bodies(self, board: Board) -> None:
        """Put names in a row that end in a noun for bodies, or such a noun before "for", where the NER has nothing.

        "The Kivu Roads Authority"; "Agency" of "Agency for Road Safety".
        """
        tokens, free = board.tokens, 0
        for i in board.capitals:
            end = i
            while i >= free and end not in board.at and tokens.begins_name(end) and tokens.story[end]:
                end += 1
            if end == i:
                continue
            free = end
            if tokens.words[end - 1].lower() not in self.bodies or end in board.at or tokens.is_glued(end):
                continue
            is_for = tokens.words[end : end + 1] in (["for"], ["on"]) and tokens.begins_name(end + 1)
            is_taken = any(tokens.doc[at].ent_type_ for at in range(i, end))
            if not is_taken and (end - i > 2 or is_for):
                board.put(Draft(i, end, tokens.text(i, end), "ORG"))

    def _put_spelt(self, board: Board) -> None:
        """Put the word that the NER missed where a body of three words or more spells it out: "AFT", "Cosatu"."""
        tokens = board.tokens
        bodies = (d.text for d in board.drafts() if d.end - d.start > 2 and (d.label == "ORG" or d.is_known))
        letters = {short for body in bodies for short in initials(body) if len(short) > 2}
        for i in board.capitals if letters else ():
            word = tokens.words[i]
            if i in board.at or word.replace(".", "").upper() not in letters or not tokens.story[i]:
                continue
            if (acronym(word) or spoken_acronym(word)) and tokens.begins_name(i):
                board.put(Draft(i, i + 1, word, "ORG"))

    def _extend_places(self, board: Board) -> None:
        """Take along the noun that says what a name is which the NER took for no place: "the Tarn valley"."""
        tokens = board.tokens
        for draft in board.drafts():
            if draft.is_known or draft.label == "GPE" or draft.end - draft.start > 1 or draft.end >= len(tokens.words):
                continue
            is_compound = tokens.doc[draft.end - 1].dep_ == "compound" and draft.end not in board.at
            if is_compound and tokens.words[draft.end] in self.place_signs and tokens.tags[draft.end] in ("NN", "NNS"):
                board.join(draft.start, draft.end + 1, "LOC")

    def _extend_bodies(self, board: Board) -> None:
        """Take along what a body is for, and where a university is: "Institute for Arctic Studies"."""
        tokens = board.tokens
        for draft in board.drafts():
            if draft.is_known or draft.label != "ORG" or draft.end >= len(tokens.words) - 1:
                continue
            word, ends = tokens.words[draft.end], (draft.words[0].lower(), draft.words[-1].lower())
            is_body = not self.bodies.isdisjoint(ends)
            is_seat = word == "at" and "university" in ends
            end = self._purpose_end(board, draft.end + 1) if is_body and word in _PURPOSES else draft.end
            if is_seat and tokens.begins_name(draft.end + 1):
                others = board.within(draft.end + 1, draft.end + 2)
                end = others[0].end if others else draft.end + 2
            if end > draft.end:
                board.join(draft.start, end, "ORG")

    def _join_countries(self, board: Board) -> None:
        """Join a country or town behind "the" with the body that is named after it: "the Ghana Cocoa Board"."""
        tokens, drafts = board.tokens, board.drafts()
        for place, body in zip(drafts, drafts[1:], strict=False):
            is_behind = place.start > 0 and tokens.words[place.start - 1].lower() == "the"
            if place.end != body.start or not is_behind or not place.is_known or place.is_demonym or body.is_known:
                continue
            if body.label == "ORG" and body.words[-1].lower() in self.bodies:
                board.join(place.start, body.end, "ORG")

    def _put_prefixes(self, board: Board) -> None:
        """Put the first country of a demonym for two: "Franco" of "Franco-German"."""
        tokens = board.tokens
        for draft in board.drafts():
            first = draft.start - 2
            if not draft.is_demonym or first < 0 or not tokens.is_glued(first + 1):
                continue
            if tokens.words[first] in self.gazetteer.prefixes:
                whole = Draft(first, first + 1, tokens.words[first], is_known=True, is_demonym=True)
                board.replace(board.within(first, first + 1), [whole])

    def _purpose_end(self, board: Board, start: int) -> int:
        """Where the capitalised words after "for" end; `start` - 1 where they are a name or a date of their own."""
        tokens, none = board.tokens, start - 1
        end = at = start
        while at < len(tokens.words) and (tokens.begins_name(at) or tokens.words[at] in _JOINTS):
            is_person = at in board.at and board.at[at].label == "PERSON"
            if is_person or tokens.doc[at].ent_type_ in ("DATE", "TIME"):
                return none
            at += 1
            end = at if tokens.begins_name(at - 1) else end
        last = board.at.get(end - 1)
        is_own = last is not None and (last.is_known or last.label not in ("ORG", ""))
        return none if end == start or is_own else end
