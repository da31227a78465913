"""Which words stand where a town does, and the large towns there that the NER has not seen.

"In Malaga and Alicante", "visited Chisinau": what a preposition or verb of places takes is a place, whatever else the
NER took it for.
"""

from __future__ import annotations

from kg.gazetteer import Gazetteer
from kg.language.naming.board import Board, Draft, Tokens

IN_PLACE = frozenset({"in", "into", "near", "outside", "inside", "around"})
TO_PLACE = IN_PLACE | {"to", "from", "at", "across", "through"}
LARGE_TOWN = 50_000  # inhabitants from which on "in X" makes X a town that the NER took for something else
_CITY = 2 * LARGE_TOWN  # and from which on it is one that the NER took for no name at all


def is_been_in(tokens: Tokens, start: int, end: int, verbs: frozenset[str]) -> bool:
    """Whether tokens `start:end` stand behind "in" or a verb of places, or are joined to what does."""
    if start and tokens.words[start - 1].lower() in IN_PLACE:
        return True
    head = tokens.doc[end - 1]
    if head.dep_ == "conj":
        head = next((above for above in head.ancestors if above.dep_ != "conj"), head)
        begin = head.left_edge.i
        if head.dep_ == "pobj" and begin > 0 and tokens.words[begin - 1].lower() in IN_PLACE:
            return True
    return head.dep_ == "dobj" and head.head.lemma_.lower() in verbs


def put_unseen(board: Board, gazetteer: Gazetteer, verbs: frozenset[str]) -> None:
    """Put the cities on the board that stand where places do and that nobody took for a name."""
    tokens = board.tokens
    _put_whole(board, gazetteer)
    for i in board.capitals:
        if i in board.at or not tokens.story[i] or not tokens.begins_name(i) or (i and tokens.begins_name(i - 1)):
            continue
        end = i + 1
        while end not in board.at and tokens.begins_name(end):
            end += 1
        if not is_been_in(tokens, i, end, verbs) and not (i and tokens.words[i - 1].lower() in TO_PLACE):
            continue
        text = tokens.text(i, end)
        if any(town.population >= _CITY for town in gazetteer.lookup(text)[:1]):
            board.put(Draft(i, end, text, "GPE"))


def _put_whole(board: Board, gazetteer: Gazetteer) -> None:
    """Put the cities of several words behind "in" of which the NER took a part for somebody: "Dera Ismail Khan"."""
    tokens = board.tokens
    for i in board.capitals:
        if not i or tokens.words[i - 1].lower() not in IN_PLACE or not tokens.story[i]:
            continue
        end = i + 1
        while tokens.begins_name(end):
            end += 1
        within = board.within(i, end)
        is_torn = end - i > 2 and all(i <= d.start and d.end <= end and d.end - d.start < end - i for d in within)
        if is_torn and any(t.population >= _CITY for t in gazetteer.lookup(tokens.text(i, end))[:1]):
            board.replace(within, [Draft(i, end, tokens.text(i, end), "GPE", is_known=True)])
