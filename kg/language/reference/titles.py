"""Job titles, and where they are held: "Spanish Foreign Minister Ana Ruiz", "Jan Kos, the head of the agency".

Found by words and grammar alone, before coreference, which reads them: "the prime minister" is who has that title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.language.grammar.nouns import Nouns, noun_lemma
from kg.language.grammar.syntax import surface_subjects
from kg.language.parse.tree import Parse
from kg.language.reference.mentions import Form, NounPhrase
from kg.model import EntityKind

_BEFORE_NAME = frozenset({"NOUN", "PROPN", "ADJ", "PART"})
_OFFICES = (EntityKind.COUNTRY, EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.GROUP)
_TITLES_HELD_AT = frozenset({"of", "for", "at", "from", "in"})
_BELONGS_TO = frozenset({"of", "from"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title that a mention gives somebody; all but the words are head tokens of mentions or of words."""

    holder: int
    words: str
    lemma: str  # of the title's noun: "minister"
    office: int | None = None


@dataclass(frozen=True)
class TitleFinder:
    """Finds titles in one parse. `at` has the mentions by head token."""

    parse: Parse
    nouns: Nouns
    at: Mapping[int, NounPhrase]

    def before_names(self) -> Iterator[Title]:
        """Titles that stand directly before a person's name."""
        for phrase in self.at.values():
            if phrase.form is Form.NAME and phrase.kind is EntityKind.PERSON:
                title = self._before(phrase)
                if title is not None:
                    yield title

    def of_nominal(self, nominal: NounPhrase, holder: int) -> Title | None:
        """The title that an appositive, a predicate or an "as" phrase gives its holder."""
        if not (self.is_title(nominal) or nominal.lemma in self.nouns.words("Profession")):
            return None
        office = self.office_of(nominal)
        words = self._words(nominal.start, nominal.end, is_plural=bool(nominal.is_plural))
        return Title(holder, words, nominal.lemma, office) if words else None

    def from_predicates(self) -> Iterator[Title]:
        """Titles that a verb gives: "was named head of", "appointed her as chief", "is the president of"."""
        for nominal in self.at.values():
            if nominal.form is Form.NOMINAL and self.is_title(nominal):
                for holder, giver in self._given(nominal):
                    title = self.of_nominal(nominal, holder)
                    if title is not None:
                        office = title.office if title.office is not None else giver
                        yield Title(holder, title.words, title.lemma, office)

    def is_title(self, nominal: NounPhrase) -> bool:
        """Whether a phrase's noun names a job."""
        return nominal.form is Form.NOMINAL and nominal.lemma in self.nouns.jobs

    def office_of(self, phrase: NounPhrase) -> int | None:
        """Where somebody belongs by what the phrase says, if it says it."""
        return next(self.offices_of(phrase), None)

    def offices_of(self, phrase: NounPhrase) -> Iterator[int]:
        """A phrase's possessor, else the names in it ("Greek and Turkish envoys"), else what "of" or "from" adds."""
        content = max(phrase.head, phrase.end - 1)  # "hundreds of Kenyan troops": the noun behind "of" counts
        inside = [i for i in range(phrase.start, content) if self._is_office(i)]
        if phrase.possessor is not None and phrase.possessor in self.at:
            is_other = self.at[phrase.possessor].form is Form.PRONOUN and inside and self._is_of_a_people(inside[0])
            yield inside[0] if is_other else phrase.possessor  # "his Egyptian counterpart", "her British lawyer"
            return
        yield from inside
        if inside:
            return
        held_at = _TITLES_HELD_AT if self.is_title(phrase) else _BELONGS_TO
        for child in sorted({*self.parse.children[phrase.head], *self.parse.children[content]}):
            if child > content and self.parse.deps[child] == "prep" and self.parse.words[child] in held_at:
                held = self.parse.child(child, "pobj")
                if held is not None and held in self.at and self.at[held].form is not Form.PRONOUN:
                    yield from (i for i in self.parse.coordinated(held) if i in self.at and self.at[i].kind in _OFFICES)
                    return

    def _is_of_a_people(self, token: int) -> bool:
        name = self.at[token].name
        return name is not None and name.is_demonym

    def _is_office(self, token: int) -> bool:
        inner = self.at.get(token)
        return inner is not None and inner.form is Form.NAME and inner.kind in _OFFICES

    def adjunct_office(self, holder: int) -> int | None:
        """The state or body that somebody acts for in an adjunct of its clause.

        "Spain joined the call, with special envoy Ana Ruiz blaming the rebels": she speaks for Spain.
        """
        parse = self.parse
        chain = [holder, *parse.ancestors(holder)]
        for below, token in zip(chain, chain[1:], strict=False):
            if parse.words[token] == "with" and parse.deps[token] == "prep" and parse.is_verb(parse.heads[token]):
                if parse.deps[below] not in ("pobj", "pcomp"):
                    return None
                subjects = surface_subjects(parse, parse.heads[token])[0]
                return next((s for s in subjects if s in self.at and self.at[s].kind in _OFFICES), None)
        return None

    def _before(self, name: NounPhrase) -> Title | None:
        parse = self.parse
        start, office = name.start, None
        while start > 0 and self._continues(start - 1):
            start -= 1
            inner = self.at.get(start)
            if inner is not None and inner.form is Form.NAME:
                if inner.kind is EntityKind.PERSON:
                    return None
                office = start
                start = min(start, inner.start)
        last = name.start - 1
        if start > last or noun_lemma(parse, last) not in self.nouns.jobs:
            return None
        words = self._words(start, name.start, is_plural=False)
        return Title(name.head, words, noun_lemma(parse, last), office) if words else None

    def _continues(self, i: int) -> bool:
        parse = self.parse
        if parse.words[i] == "-" and parse.begins[i] == parse.ends[i - 1] and parse.ends[i] == parse.begins[i + 1]:
            return True  # "Secretary-General"
        if parse.pos[i] == "PART":
            return parse.words[i] in ("'s", "’s", "'", "’")
        return parse.pos[i] in _BEFORE_NAME and parse.deps[i] not in ("dobj", "npadvmod", "ROOT", "pobj")

    def _words(self, start: int, end: int, *, is_plural: bool) -> str:
        """The words of a title without determiner, possessor and the names in it."""
        parse = self.parse
        for i in range(start, end):
            inner = self.at.get(i)
            is_name = inner is not None and inner.form is Form.NAME and inner.end < end
            if is_name or parse.deps[i] in ("det", "poss", "predet") or parse.pos[i] in ("DET", "PART", "NUM"):
                start = max(start, inner.end if is_name and inner is not None else i + 1)
        if start >= end:
            return ""
        text = parse.written(start, end)
        if is_plural:
            text = text[: parse.begins[end - 1] - parse.begins[start]] + noun_lemma(parse, end - 1)
        return " ".join(text.split())

    def _given(self, nominal: NounPhrase) -> Iterator[tuple[int, int | None]]:
        """Who has the title by a verb, and who gave it."""
        parse = self.parse
        head, dep = parse.heads[nominal.head], parse.deps[nominal.head]
        if dep == "pobj" and parse.words[head] == "as":
            head, dep = parse.heads[head], "as"
        if dep not in ("attr", "oprd", "as") or not parse.is_verb(head) or parse.child(head, "neg") is not None:
            return
        passive = parse.is_passive(head)
        subjects = surface_subjects(parse, head)[0]
        objects = [] if passive else parse.with_dep(head, "dobj")
        if dep == "as" and not objects and not passive and parse.child(head, "dobj") is None and not subjects:
            return
        holders = objects or subjects
        giver = next((s for s in subjects if s in self.at and self.at[s].kind in _OFFICES), None) if objects else None
        for holder in holders:
            if holder in self.at and self.at[holder].kind in (EntityKind.PERSON, None):
                yield holder, giver
