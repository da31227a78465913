"""A name that a document has once is one wherever its words stand again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set

from kg.language.naming.board import Board, Draft, Tokens

_DOING = frozenset({"nsubj", "nsubjpass", "poss", "aux"})  # a subject now and then read as an auxiliary: "May had won"


def repeat(board: Board, first_names: Set[str]) -> None:
    """Put the names of the document wherever its words have them: a full name is one everywhere."""
    tokens = board.tokens
    full, single = _seen(board, first_names)
    for i in board.capitals:
        word = tokens.words[i]
        if not tokens.story[i]:
            continue
        for words, label in full.get(word, ()):
            end = i + len(words)
            if tokens.words[i:end] == words:
                _put_again(board, i, end, label)
                break
        else:
            if word in single and i not in board.at and _stands_alone(tokens, i, single[word]):
                board.put(Draft(i, i + 1, word, single[word], is_known=not single[word]))


def _seen(board: Board, first_names: Set[str]) -> tuple[Mapping[str, list[tuple[list[str], str]]], Mapping[str, str]]:
    """The document's names of several words by their first, longest first, and its single words, with labels.

    A known name has none, and counts as a single word only.
    """
    labels: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    single: dict[str, str] = {}
    for draft in board.drafts():
        if draft.is_known and not draft.is_demonym and draft.end - draft.start == 1:
            single[draft.text] = ""
        elif draft.label and not draft.is_known:
            labels[tuple(board.tokens.words[draft.start : draft.end])][draft.label] += 1
    full: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for words, counts in labels.items():
        label = counts.most_common(1)[0][0]
        if len(words) == 1 and label != "NORP":
            single.setdefault(words[0], label)
        elif len(words) > 1:
            full[words[0]].append((list(words), label))
            if label == "PERSON" or words[0] in first_names:
                single.update((word, "PERSON") for word in (words[0], words[-1]) if len(word) > 1 and word[0].isupper())
    for names in full.values():
        names.sort(key=lambda name: (-len(name[0]), name))
    return full, single


def _put_again(board: Board, start: int, end: int, label: str) -> None:
    others = board.within(start, end)
    inside = all(start <= other.start and other.end <= end for other in others)
    if inside and not any(other.start == start and other.end == end for other in others):
        board.join(start, end, label)


def _stands_alone(tokens: Tokens, i: int, label: str) -> bool:
    """Whether a capitalised word is a proper noun of its own, not part of a longer one.

    The tagger takes surnames and known names for nouns now and then: "Waters left", "Shell employees".
    """
    tag, ner = tokens.tags[i], tokens.doc[i].ent_type_
    if tag == "MD" and label == "PERSON":
        return tokens.tags[i + 1 : i + 2] in (["VBD"], ["VBZ"], ["MD"])  # "May had": no verb follows a modal like this
    is_noun = tag.startswith("NNP" if label not in ("PERSON", "") else "NN")
    is_other = ner in ("DATE", "TIME", "MONEY", "LAW", "EVENT")
    if is_other and label == "PERSON" and tag == "NNP" and tokens.doc[i].dep_ in _DOING:
        is_other = False  # "May said": a month does nothing
    return is_noun and not is_other and not tokens.begins_name(i + 1)
