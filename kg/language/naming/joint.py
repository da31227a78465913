"""Names of bodies that "and" runs through, of which the NER has the parts: "the Ravna Growers and Millers Union".

What stands before "and" is no name of its own where it is who or what a body is for: "the Board for Rail and Road".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kg.language.naming.board import Board, Tokens
from kg.language.naming.people import union_of

_AND = frozenset({"and", "&"})
_LISTING = _AND | {","}
_FOR = frozenset({"of", "for", "on"})
_ARTICLE = "the"
_OWNERS = frozenset({"'s", "’s"})
_APOSTROPHES = frozenset({"'", "’"})
_NOMINAL = ("NN", "JJ")
_LONGEST = 3  # words of one part: "Sheet Metal"


class Joint:
    """Joins such parts, by the ontology's word sets."""

    def __init__(self, word_sets: Mapping[str, frozenset[str]]) -> None:
        words = partial(union_of, word_sets)
        self.bodies = words("OrganizationSign")
        self.purposes = words("InstitutionWord", "PurposeWord")
        self.endings = self.bodies - words("PurposeWord")  # "the Army and Road Agency" are two
        self.members = words("Striker", "Profession", "JobTitle", "PersonNoun", "OrganizationNoun", "MemberWord")

    def mend(self, board: Board) -> None:
        """Put the whole names on the board."""
        for i, word in enumerate(board.tokens.words):
            if word in _AND:
                self._join_around(board, i)
            elif word in _APOSTROPHES:
                self._join_owners(board, i)

    def _join_around(self, board: Board, joint: int) -> None:
        """Join what stands around "and" if it ends in a noun for bodies, or begins with one and "of"."""
        tokens = board.tokens
        end = self._run_end(tokens, joint + 1)
        start = self._listed_start(board, joint)
        if end == joint + 1 or start is None:
            return
        before = tokens.words[start - 1].lower() if start else ""
        is_whole = tokens.words[end - 1].lower() in self.bodies and end - joint > 2
        is_known = any(d.is_known and not d.is_demonym and d.start >= start for d in board.within(start, end))
        if is_known:
            return
        is_one = is_whole and tokens.words[joint - 1].lower() not in self.endings
        if is_one and (before == _ARTICLE or before in _OWNERS):
            board.join(start, end, "ORG")
        elif before in _FOR and self._is_purpose(tokens.words[end - 1]) and end - joint <= _LONGEST + 1:
            first = self._body_start(tokens, start - 1)
            if first is not None:
                board.join(first, end, "ORG")

    def _listed_start(self, board: Board, joint: int) -> int | None:
        """Where a list of who or what a body is for begins: "Rail, Road and Air"; None where something else stands."""
        tokens, start = board.tokens, self._run_start(board.tokens, joint)
        if start == joint or not self._is_purpose(tokens.words[joint - 1]):
            return None
        while start > 1 and tokens.words[start - 1] in _LISTING and self._is_purpose(tokens.words[start - 2]):
            before = self._run_start(tokens, start - 1)
            if before == start - 1:
                break
            start = before
        return start

    def _body_start(self, tokens: Tokens, preposition: int) -> int | None:
        """Where the name begins that ends in a noun for bodies before "of" or "for"."""
        start = self._run_start(tokens, preposition)
        is_body = start < preposition and tokens.words[preposition - 1].lower() in self.bodies
        return start if is_body else None

    def _is_purpose(self, word: str) -> bool:
        """Whether it is what a body is for, or who is in it: "Transport", "Millers"."""
        lower = word.lower()
        singular = f"{lower[:-3]}y" if lower.endswith("ies") else lower.removesuffix("s")
        return lower in self.purposes or singular in self.members or singular in self.purposes

    def _join_owners(self, board: Board, apostrophe: int) -> None:
        """Join those whose body it is with the body: "the Chadian Porters' Central Union"."""
        tokens = board.tokens
        start, end = self._run_start(tokens, apostrophe), self._run_end(tokens, apostrophe + 1)
        if start == apostrophe or end == apostrophe + 1 or not tokens.words[apostrophe - 1].endswith("s"):
            return
        is_body = tokens.words[end - 1].lower() in self.bodies and self._is_purpose(tokens.words[apostrophe - 1])
        others = board.within(start, end)
        if is_body and (len(others) != 1 or others[0].end - others[0].start < end - start - 1):
            board.join(start, end, "ORG")

    def _run_start(self, tokens: Tokens, end: int) -> int:
        while end > 0 and tokens.words[end - 1][:1].isupper() and tokens.tags[end - 1][:2] in _NOMINAL:
            end -= 1
        return end

    def _run_end(self, tokens: Tokens, start: int) -> int:
        while tokens.begins_name(start):
            start += 1
        return start
