"""What the ontology's word sets say of head nouns and of people's names: kind, gender, whether they are job titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from kg.language.parse.tree import Parse
from kg.model import EntityKind
from kg.ontology import Ontology

_PEOPLE = ("man", "woman")  # what nouns for people end in
_SHORT = 5  # letters, of nouns that end so by chance


class Gender(Enum):
    """Whether "he" or "she" stands for a person."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Nouns:
    """What the ontology's word sets say of head nouns and of people's names."""

    word_sets: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, ontology: Ontology) -> Nouns:
        """The nouns of an ontology."""
        return cls(ontology.word_sets)

    def words(self, name: str) -> frozenset[str]:
        """A word set; empty where the ontology has none of that name."""
        return self.word_sets.get(name, frozenset())

    @cached_property
    def kinds(self) -> Mapping[str, EntityKind]:
        """What one bearer of a head noun is."""
        order = {
            "PlaceNoun": EntityKind.PLACE,
            "OrganizationNoun": EntityKind.ORGANIZATION,
            "GroupNoun": EntityKind.GROUP,
            "PersonNoun": EntityKind.PERSON,
            "JobTitle": EntityKind.PERSON,
            "FemaleNoun": EntityKind.PERSON,
            "MaleNoun": EntityKind.PERSON,
        }
        return {_head(word): kind for name, kind in order.items() for word in sorted(self.words(name))}

    @cached_property
    def genders(self) -> Mapping[str, Gender]:
        """The gender that a noun, a title ("Mrs") or a first name tells; these differ by their capitals."""
        female = self.words("FemaleNoun") | self.words("FemaleTitle") | self.words("FemaleFirstName")
        male = self.words("MaleNoun") | self.words("MaleTitle") | self.words("MaleFirstName")
        return dict.fromkeys(sorted(female - male), Gender.FEMALE) | dict.fromkeys(sorted(male - female), Gender.MALE)

    @cached_property
    def synonyms(self) -> Mapping[str, str]:
        """A noun that takes up another one -> the first of its set: "accord" and "deal" are one."""
        sets = (sorted(words) for name, words in sorted(self.word_sets.items()) if name.endswith("Synonym"))
        return {word: words[0] for words in sets for word in words}

    @cached_property
    def jobs(self) -> frozenset[str]:
        """The last words of job titles."""
        return frozenset(_head(title).lower() for title in self.words("JobTitle"))

    @cached_property
    def homes(self) -> frozenset[str]:
        """What somebody with a title may call the state or body of it: "his country", "her party"."""
        sets = ("GovernmentNoun", "CountryNoun", "BodyNoun", "CompanyNoun")
        return frozenset().union(*map(self.words, sets))

    def _is_for_people(self, lemma: str) -> bool:
        """ "Knifeman", "yachtswoman": what such a noun that no set has stands for."""
        return lemma.endswith(_PEOPLE) and len(lemma) > _SHORT and lemma not in self.words("NoMan")

    def kind(self, lemma: str, is_plural: bool) -> EntityKind:
        """What a phrase with this head noun stands for: several people, companies or countries are a group."""
        kind = self.kinds.get(lemma, EntityKind.PERSON if self._is_for_people(lemma) else EntityKind.THING)
        are_several = kind in (EntityKind.PERSON, EntityKind.ORGANIZATION) or lemma in self.words("CountryNoun")
        return EntityKind.GROUP if is_plural and are_several else kind


def _head(words: str) -> str:
    """The head of a noun of several words: "head" of "head of state", "minister" of "prime minister"."""
    return words.split(" of ")[0].split()[-1]


def noun_lemma(parse: Parse, i: int) -> str:
    """The lower-case lemma of a noun; a capitalised plural that is tagged as a name loses its ending.

    >>> from spacy.lang.en import English
    >>> from spacy.tokens import Doc
    >>> from kg.language.parse.reading import read_parse
    >>> doc = Doc(English().vocab, words=["Jurors"], pos=["PROPN"], lemmas=["Jurors"], heads=[0], deps=["ROOT"])
    >>> noun_lemma(read_parse(doc, {}), 0)
    'juror'
    """
    lemma = parse.lemmas[i]
    is_name = parse.pos[i] == "PROPN"
    if is_name and lemma == parse.words[i] and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma
