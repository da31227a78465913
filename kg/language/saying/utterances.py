"""Which quotations of a parsed Doc are direct speech, by which verb, and by whom: grammar and words, no coreference.

A quotation is speech where it holds a clause, or stands as a sentence, or is what a verb of speech governs. Words that
are only named or doubted (the "special operation") and titles are not. The verb is the one that governs it, else the
one beside it; a quotation without a verb has the speaker of the one before it, or of the sentence before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.parse.tree import NOMINAL, Parse
from kg.language.saying.attribution import according_source, speaker_of
from kg.language.text.quotes import find_quotes

MAX_GAP = 30  # tokens between a quotation and the verb beside it
MIN_WORDS = 4  # of a quotation that is part of what the verb governs
MIN_CUT = 6  # of one that leaves its article outside: the "deeply unfair and by now unbearable burden"

_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "pobj", "prep", "pcomp", "conj", "advcl"}
) | frozenset({"dep", "parataxis", "intj", "appos", "npadvmod", "advmod", "acl"})
_EMPTY = frozenset(
    {"punct", "cc", "mark", "det", "aux", "auxpass", "poss", "case", "nsubj", "nsubjpass", "amod", "compound"}
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SMALL = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PART"})
_CUT = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod"})  # what a quoted phrase leaves outside its marks
_STOPS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """A direct quotation: the tokens inside its marks, half-open, its verb, and the head token of who says it."""

    start: int
    end: int
    verb: int | None = None
    speaker: int | None = None


def find_utterances(parse: Parse, verbs: frozenset[str]) -> tuple[Utterance, ...]:
    """The direct quotations of a Doc in text order, a paragraph's share of a long one each."""
    return tuple(_Speech(parse, verbs).utterances())


class _Speech:
    def __init__(self, parse: Parse, verbs: frozenset[str]) -> None:
        self.parse = parse
        self.verbs = verbs
        self.sentence = parse.sentences
        self.quotes = [
            (span.start, span.end, quote.continues)
            for quote in find_quotes(parse.text)
            if (span := parse.doc.char_span(quote.begin, quote.end, alignment_mode="contract"))
            and parse.story[span.start]
        ]
        self.quoted = {i for start, end, _ in self.quotes for i in range(start, end)}

    def utterances(self) -> Iterator[Utterance]:
        last: Utterance | None = None
        for start, end, continues in self.quotes:
            if continues and last is not None:
                last = Utterance(start, end, last.verb, last.speaker)
            elif (found := self._utterance(start, end, last)) is not None:
                last = found
            else:
                continue
            yield last

    def _utterance(self, start: int, end: int, last: Utterance | None) -> Utterance | None:
        governor = self._governor(start, end)
        verb = governor if governor is not None else self._verb_beside(start, end)
        if not self._is_speech(start, end, governor, verb):
            return None
        if verb is not None:
            return Utterance(start, end, verb, self._speaker(verb, end))
        source = self._named_source(start, end)
        if source is not None:
            return Utterance(start, end, None, source)
        return Utterance(start, end, *(self._inherited(start, last) if self._is_first(start) else (None, None)))

    # what is speech

    def _is_speech(self, start: int, end: int, governor: int | None, verb: int | None) -> bool:
        words = sum(map(str.isalpha, self.parse.words[start:end]))
        if self._is_sentence(start, end):
            return words > 1 or verb is not None
        if self._is_title(start, end):
            return False
        return self._is_clause(start, end) or (governor is not None and self._is_content(start, end, governor, words))

    def _is_clause(self, start: int, end: int) -> bool:
        """A finite verb with its subject stands inside."""
        parse = self.parse
        subjects = [i for i in range(start, end) if parse.deps[i] in _SUBJECTS and start <= parse.heads[i] < end]
        verbs = [(parse.heads[i], *parse.with_dep(parse.heads[i], "aux", "auxpass")) for i in subjects]
        return any(parse.tags[v] in _FINITE for group in verbs for v in group)

    def _is_sentence(self, start: int, end: int) -> bool:
        """It stands where a sentence does, and ends as one: "No comment," she said."""
        return self.parse.words[end - 1] in _STOPS | {",", "...", "…"} and self._opens_sentence(start)

    def _opens_sentence(self, start: int) -> bool:
        before = self._before(start)
        return before is None or self.parse.words[before] in _STOPS | {":"} or self.parse.doc[before + 1].is_space

    def _before(self, start: int) -> int | None:
        """The last token before a quotation's mark."""
        at = start - 1
        while at >= 0 and not self.parse.words[at][0].isalnum() and self.parse.words[at] not in _STOPS | {",", ":"}:
            if self.parse.doc[at].is_space and "\n" in self.parse.doc[at].text:
                return at - 1 if at else None
            at -= 1
        return at if at >= 0 else None

    def _is_first(self, start: int) -> bool:
        """Nothing of its sentence stands before it."""
        before = self._before(start)
        return before is None or self.parse.words[before] == ";" or self.sentence[before] != self.sentence[start]

    def _is_title(self, start: int, end: int) -> bool:
        """Every word has a capital but articles and the like: the name of a book, a show, a person."""
        words = [token for token in self.parse.doc[start:end] if token.is_alpha]
        small = [token for token in words if not token.text[0].isupper()]
        return len(words) - len(small) > 1 and all(self.parse.pos[token.i] in _SMALL for token in small)

    def _is_content(self, start: int, end: int, verb: int, words: int) -> bool:
        """All that the verb governs there, or several words of it; not the word after "the" or "a so-called"."""
        parse = self.parse
        root = self._root(start, end)
        if any(c < start and parse.deps[c] in _CUT for c in parse.children[root]):
            return words >= MIN_CUT
        if words >= MIN_WORDS:
            return True
        head = parse.heads[parse.first_of(root)]
        return verb == (parse.heads[head] if parse.words[head] == "as" else head)

    # the verb

    def _root(self, start: int, end: int) -> int:
        """The first token inside that what stands outside governs."""
        outside = [i for i in range(start, end) if not start <= self.parse.heads[i] < end or self.parse.heads[i] == i]
        heavy = [i for i in outside if self.parse.deps[i] not in _EMPTY]
        return next(iter(heavy or outside), start)

    def _governor(self, start: int, end: int) -> int | None:
        """The verb of speech that the quotation is the content of, or that the parser hung below it."""
        parse = self.parse
        at = root = self._root(start, end)
        while parse.heads[at] != at and (parse.deps[at] in _COMPLEMENTS or parse.pos[parse.heads[at]] == "ADP"):
            at = parse.heads[at]
            if self._is_speech_verb(at):
                return at
        hung = [
            c for c in parse.children[root] if not start <= c < end and parse.deps[c] in ("parataxis", "ccomp", "advcl")
        ]
        return next((c for c in hung if self._is_speech_verb(c)), None)

    def _is_speech_verb(self, i: int) -> bool:
        return i not in self.quoted and self.parse.lemmas[i] in self.verbs and self.parse.is_verb(i)

    def _verb_beside(self, start: int, end: int) -> int | None:
        """The verb of speech after the quotation in its sentence, or before it and a comma or colon."""
        after = self._scan(range(end, min(end + MAX_GAP, len(self.parse))))
        if after is not None and self.sentence[after] == self.sentence[end - 1]:
            return after
        before = self._before(start)
        if before is None or self.parse.words[before] in _STOPS:
            return None
        found = self._scan(range(before, max(before - MAX_GAP, -1), -1))
        if found is not None and (found == before or self.parse.words[before] in (",", ":", "that")):
            return found
        return self._clause_before(before) if self.parse.words[before] == ":" else None

    def _clause_before(self, colon: int) -> int | None:
        """The last verb with a subject before a colon, whatever it means: "The union had one demand: ..."."""
        for i in range(colon, max(colon - MAX_GAP, -1), -1):
            if self.parse.words[i] in _STOPS:
                return None
            if self.parse.is_verb(i) and i not in self.quoted and self.parse.child(i, *_SUBJECTS) is not None:
                return i
        return None

    def _scan(self, tokens: range) -> int | None:
        """The first verb of speech, before the sentence or the line ends."""
        for i in tokens:
            if self.parse.words[i] in _STOPS or (self.parse.doc[i].is_space and "\n" in self.parse.doc[i].text):
                return None
            if self._is_speech_verb(i):
                return i
        return None

    def _main_verb(self, i: int) -> int | None:
        """The root of a token's sentence, where it is a verb, or one of speech beside it: "It had one demand: ..."."""
        root = self.parse.doc[i].sent.root.i
        if not self.parse.is_verb(root) or root in self.quoted:
            return None
        said = [c for c in self.parse.with_dep(root, "parataxis") if self._is_speech_verb(c)]
        return next(iter(said), root)

    # the speaker

    def _speaker(self, verb: int, end: int) -> int | None:
        speaker = speaker_of(self.parse, verb, self.verbs)
        if speaker is not None and speaker not in self.quoted:
            return speaker
        # "asked the minister": the parser takes a subject after its verb for an object
        objects = self.parse.with_dep(verb, "dobj", "attr", "npadvmod", "oprd") if verb >= end else []
        return next((i for i in objects if i not in self.quoted and not self.parse.is_passive(verb)), None)

    def _named_source(self, start: int, end: int) -> int | None:
        """ "According to Lopes", or "Lopes: ..."."""
        parse = self.parse
        for i, word in enumerate(parse.words):
            if word == "according" and self.sentence[i] == self.sentence[start] and i not in self.quoted:
                return according_source(parse, i)
        before = self._before(start)
        if before is None or parse.words[before] != ":":
            return None
        names = [i for i in range(before) if self.sentence[i] == self.sentence[before] and parse.pos[i] in NOMINAL]
        return next((i for i in names if parse.heads[i] == i or parse.heads[i] >= before), None)

    def _inherited(self, start: int, last: Utterance | None) -> tuple[int | None, int | None]:
        """The verb and speaker of the quotation before, with no sentence between, else of the sentence before."""
        number = self.sentence[start]
        if last is not None:
            known = {self.sentence[last.start], self.sentence[last.end - 1], number}
            known |= {self.sentence[last.verb]} if last.verb is not None else set()
            if all(self.sentence[i] in known or not self.parse.story[i] for i in range(last.end, start)):
                return last.verb, last.speaker
        before = next((i for i in range(start - 1, -1, -1) if self.sentence[i] < number), None)
        verb = self._main_verb(before) if before is not None else None
        if verb is None or not self.parse.story[verb]:
            return None, None
        if not self._is_speech_verb(verb):
            return None, self._person(verb, start)
        return verb, self._speaker(verb, start)

    def _person(self, verb: int, start: int) -> int | None:
        """Who the sentence before, of the same paragraph, is about: "Ruiz was jubilant. "We won."."""
        parse = self.parse
        if any("\n" in parse.doc[i].text for i in range(verb, start)):
            return None
        subjects = (i for i in parse.with_dep(verb, *_SUBJECTS) if i < verb)
        return next((i for i in subjects if self._is_person(i)), None)

    def _is_person(self, i: int) -> bool:
        parse = self.parse
        return parse.doc[i].ent_type_ == "PERSON" or parse.words[i] in ("he", "she") or parse.in_set(i, "JobTitle")
