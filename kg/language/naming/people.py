"""People's names made whole where the NER has a part of one, or takes it for two: "Rosa" of "Rosa April".

Each rule looks at the words beside a draft, and puts the longer name in its place on the board.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kg.gazetteer import Gazetteer
from kg.language.naming.board import Board, Draft, Tokens

_OPENING = frozenset({'"', "“", "'", "‘"})
_CLOSING = (['"'], ["”"], ["'"], ["’"])
_ARTICLES = frozenset({"the", "a", "an"})
_LONG = 4  # words of a person's name that are joined at most
_LONG_SYLLABLE = 7  # letters that no second half of a given name has: "Min-kyung", "Chae-young"
_PERSONAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "dative"})  # where news has people
_MISTAKEN = ("ORG", "GPE", "PRODUCT")  # what the NER may take a person for


def union_of(word_sets: Mapping[str, frozenset[str]], *names: str) -> frozenset[str]:
    """The words of several of the ontology's sets."""
    return frozenset().union(*(word_sets.get(name, frozenset()) for name in names))


class People:
    """Makes people's names whole, by the ontology's word sets and the gazetteer."""

    def __init__(self, word_sets: Mapping[str, frozenset[str]], gazetteer: Gazetteer) -> None:
        words = partial(union_of, word_sets)
        self.gazetteer = gazetteer
        self.particles = words("NameParticle")
        self.first_names = words("FemaleFirstName", "MaleFirstName")
        self.place_names = words("PlaceFirstName")
        self.signs = words("OrganizationSign", "PlaceSign", "TitleWord", "TitleModifier", "CompassPoint")
        self.jobs = words("JobTitle", "PersonNoun") - words("AnybodysNoun")
        self.common = words("InstitutionWord", "JobTitle", "PersonNoun", "OrganizationNoun", "PlaceNoun", "GroupNoun")
        self.common |= self.signs
        self.compounding = words("CompoundingWord")

    def mend(self, board: Board) -> None:
        """Put whole names on the board."""
        self._put_unseen_people(board)
        self._extend_over_particles(board)
        self._extend_people(board)
        self._join_nicknames(board)
        self._put_full_names(board)
        self._join_parts(board)

    def _put_full_names(self, board: Board) -> None:
        """Join a first name with the capitalised word it modifies, whatever the NER took that for: "Rosa April"."""
        tokens = board.tokens
        for i in board.capitals:
            first = tokens.words[i]
            if not tokens.story[i] or not tokens.begins_name(i + 1) or not tokens.words[i + 1][1:].islower():
                continue
            if first in self.place_names:
                self._put_named_like_a_place(board, i)
            if first not in self.first_names or first in self.place_names:
                continue
            end = i + 2
            while end < i + _LONG and i + 1 < tokens.doc[i].head.i >= end and tokens.is_surname_like(end):
                end += 1  # "María Corina Ruiz"
            last, others = tokens.words[end - 1], board.within(i, end)
            is_whole = all(i <= other.start and other.end <= end for other in others)
            is_joined = any(other.end - other.start == end - i for other in others)
            is_joined = is_joined and not (others[0].label in _MISTAKEN and self._goes_on(tokens, end - 1))
            if is_whole and not is_joined and last.lower() not in self.signs:
                board.join(i, end, "PERSON")

    def _goes_on(self, tokens: Tokens, last: int) -> bool:
        """Whether somebody goes on as the last word alone, as no body does: "Maia Kos came. Kos thanked her."."""
        word, first = tokens.words[last], tokens.words[last - 1]
        later = (i for i in range(last + 1, len(tokens.words)) if tokens.words[i] == word)
        return word.lower() not in self.common and any(
            tokens.words[i - 1] != first and tokens.doc[i].dep_ in _PERSONAL for i in later
        )

    def _put_named_like_a_place(self, board: Board, i: int) -> None:
        """Join a country's or town's name with the surname that it modifies, two names to the NER: "Israel Ortiz"."""
        tokens = board.tokens
        if tokens.begins_name(i + 2) or not tokens.is_surname_like(i + 1):
            return
        first, last = tokens.doc[i], tokens.words[i + 1]
        others = board.within(i, i + 2)
        is_pair = all(other.end - other.start == 1 for other in others)
        is_surname = last.lower() not in self.common and not self.gazetteer.known(last)
        if is_pair and is_surname and first.head.i == i + 1 and first.dep_ in ("compound", "nmod"):
            board.join(i, i + 2, "PERSON")

    def _extend_people(self, board: Board) -> None:
        """Take along the unseen words that belong to a person's name before and behind what the NER has of it.

        "Romeo" of "Brana Jr", before a surname that the document has nowhere else; "Touré" of "Amadou Toumani".
        """
        tokens, drafts = board.tokens, board.drafts()
        people = [d for d in drafts if not d.is_known and (d.label == "PERSON" or self._is_described(tokens, d))]
        full = {word for draft in people if len(draft.words) > 1 for word in draft.words[1:]}
        for draft in people:
            start, end = draft.start, draft.end
            if draft.words[0] not in full - set(draft.words[1:]) and self._goes_before(board, draft):
                start -= 1
            if self._goes_behind(board, draft):
                end += 1
            if end - start > draft.end - draft.start:
                board.join(start, end, "PERSON")

    def _is_described(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether a word that the NER took for a body stands beside a noun for somebody: "its spokesman, Aidan Kos"."""
        name = tokens.doc[draft.end - 1]
        is_word = draft.label in _MISTAKEN and draft.end - draft.start == 1 and not draft.is_demonym
        return is_word and name.dep_ == "appos" and name.head.lemma_.lower() in self.jobs

    def _goes_before(self, board: Board, draft: Draft) -> bool:
        """Whether the word before a name of one or two is the first name that it lacks."""
        tokens, before = board.tokens, draft.start - 1
        if before < 0 or before in board.at or len(draft.words) > 2 or not self._is_unseen(tokens, before):
            return False
        word, above = tokens.doc[before], tokens.doc[before - 1] if before else None
        if word.dep_ != "compound" or not draft.start <= word.head.i < draft.end:
            return False
        is_open = above is not None and above.dep_ == "compound" and tokens.begins_name(before - 1)
        return not is_open or tokens.words[before - 1].lower() in self.common

    def _goes_behind(self, board: Board, draft: Draft) -> bool:
        """Whether the word behind a name is the surname that it modifies."""
        tokens, last, end = board.tokens, board.tokens.doc[draft.end - 1], draft.end
        is_part = last.dep_ == "compound" and last.head.i == end and end not in board.at and len(draft.words) < _LONG
        return is_part and self._is_unseen(tokens, end) and not tokens.begins_name(end + 1)

    def _join_nicknames(self, board: Board) -> None:
        """Join a first name and a surname around what somebody is called in quotation marks: 'Ana "Nita" Ruiz'."""
        tokens = board.tokens
        for nick in board.capitals:
            i, end = nick - 1, nick + 2
            if i < 1 or tokens.words[i] not in _OPENING or tokens.words[nick + 1 : end] not in _CLOSING:
                continue
            if not all(map(tokens.begins_name, (i - 1, nick, end))):
                continue
            others = board.within(i - 1, end + 1)
            if all(other.label == "PERSON" for other in others) and not self._is_no_first_name(tokens.words[i - 1]):
                start, end = min([i - 1, *(o.start for o in others)]), max([end + 1, *(o.end for o in others)])
                board.join(start, end, "PERSON")

    def _is_no_first_name(self, word: str) -> bool:
        return word.lower() in self.common or bool(self.gazetteer.known(word))

    def _put_unseen_people(self, board: Board) -> None:
        """Put two or three names in a row that NER and gazetteer know nothing of: a person, as news goes."""
        tokens, free = board.tokens, 0
        for i in board.capitals:
            if i < free:
                continue
            end = i
            while end < len(tokens.words) and end not in board.at and self._is_unseen(tokens, end):
                end += 3 if tokens.is_glued(end + 1) and self._is_unseen(tokens, end + 2) else 1  # "Ana Ruiz-Kos"
            is_open = end < len(tokens.words) and (tokens.begins_name(end) or tokens.is_glued(end) or end in board.at)
            count = len(tokens.text(i, end).split()) if end > i + 1 else 0
            is_person = 1 < count < 4 and not is_open and not (i and tokens.words[i - 1].lower() in _ARTICLES)
            if is_person and tokens.doc[end - 1].dep_ in _PERSONAL and not tokens.tags[end - 1].endswith("S"):
                board.put(Draft(i, end, tokens.text(i, end), "PERSON"))
            free = end

    def _is_unseen(self, tokens: Tokens, i: int) -> bool:
        word = tokens.words[i]
        is_name = tokens.is_surname_like(i) and tokens.story[i] and not tokens.doc[i].ent_type_
        return is_name and word.lower() not in self.common and not self.gazetteer.lookup(word)

    def _extend_over_particles(self, board: Board) -> None:
        """Join what "van" or "bin" parts: the NER stops at it, inside it or behind it: "Ilka von der" "Marn"."""
        tokens = board.tokens
        for draft in board.drafts():
            if draft.is_known or draft.is_demonym or board.at.get(draft.start) is not draft:
                continue
            start, end = draft.start, draft.end
            while end < len(tokens.words) and tokens.words[end] in self.particles:
                end += 1
            after = board.at.get(end)  # "van der Marn", a person to the NER, behind "Ilka", a place to it
            is_first_name = draft.end - start == 1 and after is not None and after.label == "PERSON"
            if draft.label != "PERSON" and not is_first_name:
                continue
            if tokens.words[start] in self.particles and start and self._is_unseen(tokens, start - 1):
                start -= 1  # "Tarim" of "Tarim bin Sadat"
            is_open = tokens.words[end - 1].lower() in self.particles and end > draft.start + 1
            if is_open and end < len(tokens.words) and tokens.words[end][0].isupper() and tokens.begins_name(end):
                end += 1
            else:
                end = draft.end
            if (start, end) != (draft.start, draft.end):
                others = board.within(start, end)
                end = max(end, *(other.end for other in others))
                board.join(start, end, "PERSON")

    def _join_parts(self, board: Board) -> None:
        """Join words that the NER took for two names side by side, the first of no place: "Ilka London"."""
        tokens, drafts = board.tokens, board.drafts()
        for first, last in zip(drafts, drafts[1:], strict=False):
            if first.end != last.start or last.end - first.start > _LONG or first.is_known or last.is_demonym:
                continue
            labels = {first.label, last.label}
            is_one = first.text in self.first_names or labels == {"PERSON"}
            if not labels <= {"GPE", "PERSON"} or (last.end - last.start > 1 and not is_one):
                continue
            if last.end - first.start > 2 and not last.start <= tokens.doc[first.end - 1].head.i < last.end:
                continue  # "Recep Tayyip" modifies "Erdogan"
            are_words = tokens.is_surname_like(first.start) and tokens.is_surname_like(last.start)
            if not are_words or first.text.lower() in self.signs or last.text.lower() in self.signs:
                continue
            if is_one or not self.gazetteer.lookup(first.text):
                board.join(first.start, last.end, "PERSON")

    def extend_over_hyphens(self, board: Board) -> None:
        """Let a name go on over a hyphen that the NER stopped at; one of several words is a person's: "Han Min-ji"."""
        tokens = board.tokens
        for draft in board.drafts():
            start, end = draft.start - 2, draft.end + 2
            if start >= 0 and tokens.is_glued(start + 1) and _is_double(board, draft, start):  # "Ruiz-Vlad": "Vlad"
                start = min(other.start for other in board.within(start, draft.end))
                board.join(start, draft.end, "PERSON")
                continue
            if tokens.words[draft.end : draft.end + 1] == ["wal"] and tokens.is_glued(draft.end + 1):
                board.join(draft.start, end + 1, draft.label)  # "Jama'at al-Nur wal-Islam"
                continue
            if draft.is_known or not tokens.is_glued(draft.end):
                continue
            is_syllable = draft.end - draft.start > 1 and self._is_syllable(tokens, end - 1)
            if is_syllable or tokens.tags[end - 1].startswith("NNP"):
                board.join(draft.start, end, "PERSON" if is_syllable else draft.label)

    def _is_syllable(self, tokens: Tokens, i: int) -> bool:
        """Whether a token ends a given name of two syllables, whatever its tag: "ji", no "led" or "style"."""
        word = tokens.words[i]
        is_word = word in self.compounding or word.endswith(("ed", "ing")) or tokens.tags[i].startswith("VB")
        return word.islower() and len(word) < _LONG_SYLLABLE and not is_word


def _is_double(board: Board, draft: Draft, first: int) -> bool:
    """Whether a person's name is the second half of a double one."""
    other = board.at.get(first)
    is_persons = other is None or (other.label == "PERSON" and not other.is_known)
    return is_persons and draft.label == "PERSON" and not draft.is_known and board.tokens.begins_name(first)
