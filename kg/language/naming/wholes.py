"""Names made whole where the NER has a part of one: "Rosa" of "Rosa April", "Tarn" of "Tarn valley".

Each rule looks at the words beside a draft, and puts the longer name in its place on the board.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.gazetteer import Gazetteer
from kg.language.naming.board import Board, Draft, Tokens
from kg.model import EntityKind

_PURPOSES = frozenset({"for", "on"})  # "Institute for Arctic Studies", "Council on Foreign Relations"
_OF_OR_FOR = frozenset({"of", "for"})
_JOINTS = frozenset({"and", "&", "of", "the"})  # inside the name of a body
_OPENING = frozenset({'"', "“", "'", "‘"})
_CLOSING = (['"'], ["”"], ["'"], ["’"])
_ARTICLES = frozenset({"the", "a", "an"})
_LONG = 4  # words of a person's name that are joined at most
_PERSONAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "dative"})  # where news has people
_PLACES = ("GPE", "LOC")
_MISTAKEN = ("ORG", "GPE", "PRODUCT")  # what the NER may take a person for


class Wholes:
    """Makes names whole, by the ontology's word sets and the gazetteer."""

    def __init__(self, word_sets: Mapping[str, frozenset[str]], gazetteer: Gazetteer) -> None:
        def words(*names: str) -> frozenset[str]:
            return frozenset().union(*(word_sets.get(name, frozenset()) for name in names))

        self.gazetteer = gazetteer
        self.particles = words("NameParticle")
        self.first_names = words("FemaleFirstName", "MaleFirstName")
        self.place_names = words("PlaceFirstName")
        self.introducers = dict.fromkeys(sorted(words("CompanyNoun", "BodyNoun")), "ORG")
        self.introducers |= dict.fromkeys(sorted(words("SettlementNoun", "RegionNoun")), "GPE")
        self.introducers |= dict.fromkeys((word.title() for word in sorted(words("Honorific"))), "PERSON")
        self.common = words("OrganizationSign", "PlaceSign", "TitleWord", "TitleModifier", "CompassPoint")
        self.common |= words("InstitutionWord", "JobTitle", "PersonNoun", "OrganizationNoun", "PlaceNoun", "GroupNoun")
        self.place_signs = words("PlaceSign")
        self.jobs = words("JobTitle", "PersonNoun") - words("RivalNoun")
        self.bodies = words("OrganizationSign")
        self.purposes = words("InstitutionWord", "PurposeWord")
        self.signs = words("OrganizationSign", "PlaceSign", "TitleWord", "TitleModifier", "CompassPoint")

    def mend(self, board: Board) -> None:
        """Put whole names on the board."""
        self._put_dateline(board)
        self._put_introduced(board)
        self._join_introduced(board)
        self._put_unseen_bodies(board)
        self._put_unseen_people(board)
        self._extend_over_particles(board)
        self._extend_people(board)
        self._join_nicknames(board)
        self._put_full_names(board)
        self._join_parts(board)
        self._extend_places(board)
        self._extend_bodies(board)
        self._join_countries(board)
        _extend_over_hyphens(board)
        self._put_prefixes(board)

    def _put_dateline(self, board: Board) -> None:
        """Put the place that an article was written at, "QUITO", whatever the NER has there."""
        dateline = board.tokens.doc._.kg_dateline
        if dateline is None:
            return
        others = board.within(dateline.start, dateline.end)
        text = board.tokens.text(dateline.start, dateline.end)
        if not others or not all(other.is_known or other.label in _PLACES for other in others):
            board.replace(others, [Draft(dateline.start, dateline.end, text, "GPE")])

    def _put_full_names(self, board: Board) -> None:
        """Join a first name with the single capitalised word after it, whatever the NER took that for: "Rosa April"."""
        tokens = board.tokens
        for i in board.capitals:
            first = tokens.words[i]
            if not tokens.story[i] or not tokens.begins_name(i + 1) or not tokens.words[i + 1][1:].islower():
                continue
            if first in self.place_names:
                self._put_named_like_a_place(board, i)
            if first not in self.first_names or first in self.place_names:
                continue
            last, others = tokens.words[i + 1], board.within(i, i + 2)
            is_whole = all(i <= other.start and other.end <= i + 2 for other in others)
            is_joined = any(other.end - other.start == 2 for other in others)
            is_joined = is_joined and not (others[0].label in _MISTAKEN and self._goes_on(tokens, i + 1))
            if is_whole and not is_joined and last.lower() not in self.signs:
                board.replace(others, [Draft(i, i + 2, f"{first} {last}", "PERSON")])

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
            board.replace(others, [Draft(i, i + 2, f"{tokens.words[i]} {last}", "PERSON")])

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
                board.replace([draft], [Draft(start, end, tokens.text(start, end), "PERSON")])

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
                board.replace(others, [Draft(start, end, tokens.text(start, end), "PERSON")])

    def _is_no_first_name(self, word: str) -> bool:
        return word.lower() in self.common or bool(self.gazetteer.known(word))

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
                text = tokens.text(first.start, last.end)
                board.replace([first, last], [Draft(first.start, last.end, text, "GPE")])

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

    def _is_unseen(self, tokens: Tokens, i: int) -> bool:
        word = tokens.words[i]
        is_name = tokens.is_surname_like(i) and tokens.story[i] and not tokens.doc[i].ent_type_
        return is_name and word.lower() not in self.common and not self.gazetteer.lookup(word)

    def _extend_over_particles(self, board: Board) -> None:
        """Join what "van" or "bin" parts: the NER stops at it, inside it or behind it: "Ilka von der" "Marn"."""
        tokens = board.tokens
        for draft in board.drafts():
            end = draft.end
            after = board.at.get(end)  # "van der Marn", a person to the NER, behind "Ilka", a place to it
            is_first_name = end - draft.start == 1 and after is not None and after.label == "PERSON"
            if (draft.label != "PERSON" and not is_first_name) or draft.is_known or draft.is_demonym:
                continue
            while end < len(tokens.words) and tokens.words[end] in self.particles:
                end += 1
            is_open = tokens.words[end - 1] in self.particles
            if is_open and end < len(tokens.words) and tokens.words[end][0].isupper() and tokens.begins_name(end):
                others = board.within(draft.start, end + 1)
                end = max(end + 1, *(other.end for other in others))
                board.replace(others, [Draft(draft.start, end, tokens.text(draft.start, end), "PERSON")])

    def _join_parts(self, board: Board) -> None:
        """Join words that the NER took for two names side by side, the first of no place: "Ilka London"."""
        tokens, drafts = board.tokens, board.drafts()
        for first, last in zip(drafts, drafts[1:], strict=False):
            is_pair = first.end == last.start == last.end - 1 and last.end - first.start <= _LONG
            if not is_pair or first.is_known or first.label not in ("GPE", "PERSON") or last.is_demonym:
                continue
            if last.label not in ("GPE", "PERSON") or first.text.lower() in self.signs:
                continue
            if last.start - first.start > 1 and tokens.doc[first.end - 1].head.i != last.start:
                continue  # "Recep Tayyip" modifies "Erdogan"
            are_words = tokens.is_surname_like(first.start) and tokens.is_surname_like(last.start)
            if are_words and last.text.lower() not in self.signs and not self.gazetteer.lookup(first.text):
                text = tokens.text(first.start, last.end)
                board.replace([first, last], [Draft(first.start, last.end, text, "PERSON")])

    def _extend_places(self, board: Board) -> None:
        """Take along the noun that says what a name is which the NER took for no place: "the Tarn valley"."""
        tokens = board.tokens
        for draft in board.drafts():
            if draft.is_known or draft.label == "GPE" or draft.end - draft.start > 1 or draft.end >= len(tokens.words):
                continue
            is_compound = tokens.doc[draft.end - 1].dep_ == "compound" and draft.end not in board.at
            if is_compound and tokens.words[draft.end] in self.place_signs and tokens.tags[draft.end] in ("NN", "NNS"):
                text = tokens.text(draft.start, draft.end + 1)
                board.replace([draft], [Draft(draft.start, draft.end + 1, text, "LOC")])

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
            if end == draft.end and not _OF_OR_FOR.isdisjoint(draft.words):
                end = self._last_purpose_end(board, draft)
            if end > draft.end:
                others = board.within(draft.start, end)
                board.replace(others, [Draft(draft.start, end, tokens.text(draft.start, end), "ORG")])

    def _join_countries(self, board: Board) -> None:
        """Join a country or town behind "the" with the body that is named after it: "the Ghana Cocoa Board"."""
        tokens, drafts = board.tokens, board.drafts()
        for place, body in zip(drafts, drafts[1:], strict=False):
            is_behind = place.start > 0 and tokens.words[place.start - 1].lower() == "the"
            if place.end != body.start or not is_behind or not place.is_known or place.is_demonym or body.is_known:
                continue
            if body.label == "ORG" and body.words[-1].lower() in self.bodies:
                text = tokens.text(place.start, body.end)
                board.replace([place, body], [Draft(place.start, body.end, text, "ORG")])

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

    def _last_purpose_end(self, board: Board, draft: Draft) -> int:
        """Where "and Control" ends behind "Agency for Food": one more word for what a body is for, and no body."""
        tokens, end = board.tokens, draft.end + 2
        word = tokens.words[end - 1 : end]
        if tokens.words[draft.end] != "and" or not word or not tokens.begins_name(end - 1) or tokens.begins_name(end):
            return draft.end
        is_purpose = word[0].lower() in self.purposes and word[0].lower() not in self.bodies
        return end if is_purpose else draft.end

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


def _extend_over_hyphens(board: Board) -> None:
    """Let a name go on over a hyphen that the NER stopped at; one of several words is a person's: "Han Min-ji"."""
    tokens = board.tokens
    for draft in board.drafts():
        start, end = draft.start - 2, draft.end + 2
        if (
            start >= 0 and tokens.is_glued(start + 1) and _is_double(board, draft, start)
        ):  # "Ruiz-Vlad", of which it has "Vlad"
            others = board.within(start, draft.end)
            start = min(other.start for other in others)
            board.replace(others, [Draft(start, draft.end, tokens.text(start, draft.end), "PERSON")])
            continue
        if tokens.words[draft.end : draft.end + 1] == ["wal"] and tokens.is_glued(draft.end + 1):
            end += 1  # "Jama'at al-Nur wal-Islam"
            others = board.within(draft.end, end)
            board.replace([draft, *others], [Draft(draft.start, end, tokens.text(draft.start, end), draft.label)])
            continue
        if draft.is_known or not tokens.is_glued(draft.end) or not tokens.tags[end - 1].startswith("NNP"):
            continue
        others = board.within(draft.end, end)
        is_person = draft.end - draft.start > 1 and tokens.words[end - 1].islower()
        label = "PERSON" if is_person else draft.label
        board.replace([draft, *others], [Draft(draft.start, end, tokens.text(draft.start, end), label)])


def _is_double(board: Board, draft: Draft, first: int) -> bool:
    """Whether a person's name is the second half of a double one."""
    other = board.at.get(first)
    is_persons = other is None or (other.label == "PERSON" and not other.is_known)
    return is_persons and draft.label == "PERSON" and not draft.is_known and board.tokens.begins_name(first)
