"""What a name is: by its words, by what is known of it, by what stands beside it, and by the NER's labels for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from kg.gazetteer import Gazetteer
from kg.language.naming.board import Draft, Tokens
from kg.language.naming.towns import IN_PLACE, LARGE_TOWN, TO_PLACE, is_been_in
from kg.model import EntityKind
from kg.ontology import Ontology

KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "NORP": EntityKind.GROUP,
    "PRODUCT": EntityKind.PRODUCT,
}
_BODY = EntityKind.ORGANIZATION
_UNSURE = ("ORG", "PRODUCT", "PERSON")  # what the NER may take a small town for
_NO_SURNAMES = ("OrganizationSign", "InstitutionWord", "PlaceSign", "TitleWord", "TitleModifier")
_THINGS = (*_NO_SURNAMES, "OrganizationNoun", "PlaceNoun", "GroupNoun", "CompassPoint")
_DIRECTIONS = frozenset({"north", "south", "east", "west"})


class KindJudge:
    """Judges the names of one document, each once."""

    def __init__(
        self, ontology: Ontology, gazetteer: Gazetteer, nouns: Set[str], tokens: Tokens, drafts: Sequence[Draft]
    ) -> None:
        self.ontology = ontology
        self.gazetteer = gazetteer
        self.trigger_nouns = nouns
        self.tokens = tokens
        self.by_text: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self.by_text[draft.text].append(draft)
        self.called_by_surname = {d.text for d in drafts if self._is_called_by_surname(d)}
        people = [d for d in drafts if len(d.words) > 1 and self._is_persons(d)]
        full = [d.words for d in people]
        self.surnames = {words[-1] for words in full} | {words[-1].removeprefix("al-") for words in full}
        self.first_names = {words[0] for words in full}
        self.introduced = {
            draft.words[-1]: draft.start for draft in reversed(people)
        }  # where a surname's bearer is named
        self.name_ends = {" ".join(words[i:]).lower() for words in full for i in range(1, len(words))}
        bodies = [d for d in drafts if len(d.words) > 2 and self._by_words(d.text, d.label) is _BODY]
        openings = (" ".join(d.words[:i]) + " " for d in bodies for i in range(2, len(d.words)))
        self.bodies_opening = frozenset(openings)
        self.body_starts = {
            draft.words[0]
            for draft in drafts
            if len(draft.words) > 1 and (draft.label == "ORG" or self._by_words(draft.text, draft.label) is _BODY)
        } - self._words("InstitutionWord")
        self.kinds: dict[str, EntityKind | None] = {}

    def _is_persons(self, draft: Draft) -> bool:
        kind = self._by_words(draft.text, draft.label) if draft.label and not draft.is_known else None
        is_person = kind is EntityKind.PERSON or (kind is None and draft.label == "PERSON")
        return is_person or (kind is None and draft.text in self.called_by_surname)

    def _is_called_by_surname(self, draft: Draft) -> bool:
        """Whether a name of a first name, or of a place that is one too, goes on as its last word alone: a person's.

        "Paris Hilton came. Hilton left." A body goes on as its first word, or as a noun.
        """
        words = draft.words
        if len(words) != 2 or draft.is_known or draft.label not in ("ORG", "GPE", "PRODUCT"):
            return False
        first, last = words
        is_noun = any(last.lower() in self._words(name) for name in _NO_SURNAMES)
        is_town = self._is_large(last)
        is_given = self._is_given_name(first)
        is_first_name = is_given or self.gazetteer.lookup(first) or self._is_person_alone(last)
        if is_noun or (is_town and not is_given) or self.gazetteer.known(last) or not is_first_name:
            return False
        tokens, doc = self.tokens, self.tokens.doc
        return any(
            word == last
            and i > draft.end
            and tokens.words[i - 1] != first
            and tokens.is_surname_like(i)
            and not tokens.begins_name(i + 1)
            and doc[i].dep_ in ("nsubj", "nsubjpass", "poss")
            for i, word in enumerate(tokens.words)
        )

    def _is_person_alone(self, surname: str) -> bool:
        """Whether the NER takes a word alone for a person, and for nothing else."""
        return {draft.label for draft in self.by_text.get(surname, ())} - {""} == {"PERSON"}

    def kind(self, text: str) -> EntityKind | None:
        """What a name of the document is; None where it is none."""
        if text not in self.kinds:
            self.kinds[text] = self._kind(text, self.by_text[text])
        return self.kinds[text]

    def is_full(self, draft: Draft, kind: EntityKind) -> bool:
        """Whether an unknown name means the same in every article: a person's full name, a body's own."""
        if kind is EntityKind.PERSON:
            return len(draft.words) > 1 and draft.text.lower() not in self.name_ends
        common = self._words("InstitutionWord") | _DIRECTIONS
        return not all(word.lower().strip(".,") in common for word in draft.words)

    def _kind(self, text: str, drafts: Sequence[Draft]) -> EntityKind | None:
        """What a name is, by its parts, by what is known of it and by the labels of all its mentions."""
        votes = Counter(draft.label for draft in drafts if draft.label)
        known = self.gazetteer.known(text)
        is_person = votes["PERSON"] > 0
        is_persons = text in self.surnames and not self._is_named_before(text, drafts)
        if is_persons and (is_person or not known or not self._is_gone_to(drafts)):
            return EntityKind.PERSON
        is_first = text in self.first_names and not self._is_town(text, drafts)  # "Florence Pugh visited Florence"
        if not known and (is_first or any(self._has_title(draft) for draft in drafts)):
            return EntityKind.PERSON
        if known:
            is_first_name = is_person and is_first and not self._has_an_office(drafts)
            return EntityKind.PERSON if is_first_name else known[0].kind
        if not known and " " in text and text.lower() in self.name_ends:
            return EntityKind.PERSON  # "De Wever", of "Bart De Wever"
        if not known and self._opens_a_body(text):
            return _BODY
        if not known and text in self.body_starts and text not in self.first_names and not self.gazetteer.lookup(text):
            return EntityKind.ORGANIZATION  # "Ravna", of "Ravna Steel"
        if not votes and self.gazetteer.government(text) is not None and self._is_alone(drafts[0]):
            return EntityKind.PLACE  # a capital that the NER has not seen
        if not votes or self._is_no_name(drafts[0]):
            return None
        if self.gazetteer.government(text) is not None and not self._is_first_name(text, votes):
            return EntityKind.PLACE
        label = _label_of(votes)
        kind = self._by_words(text, label) or self._by_neighbours(drafts, label) or KINDS[label]
        if text in self.called_by_surname:
            return EntityKind.PERSON
        if kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PRODUCT) and self._is_town(text, drafts):
            return EntityKind.PLACE
        if kind is EntityKind.PLACE and self._does_business(text, label, drafts):
            return _BODY
        if self._speaks(text, label, drafts):
            return _BODY if any(self._is_it(draft) for draft in drafts) else EntityKind.PERSON
        if kind is EntityKind.GROUP and not self._is_plural(drafts):
            return EntityKind.PLACE if self._is_gone_to(drafts) and self._is_large(text) else None
        return kind if len(text) > 1 else None

    def _is_alone(self, draft: Draft) -> bool:
        """Whether a name is part of no longer one, as in "the Paris Agreement"."""
        head = self.tokens.doc[draft.end - 1]
        return head.dep_ not in ("compound", "amod") and not self.tokens.begins_name(draft.end)

    def _opens_a_body(self, text: str) -> bool:
        """Whether a name opens a body's ("Ravna Rail", of "Ravna Rail Energy"), and is nobody it is called after."""
        words = text.split()
        if f"{text} " not in self.bodies_opening:
            return False
        return not (self._is_given_name(words[0]) or words[-1] in self.by_text or text in self.called_by_surname)

    def _is_first_name(self, text: str, votes: Counter[str]) -> bool:
        return votes["PERSON"] > 0 and self._is_given_name(text)

    def _by_words(self, text: str, label: str) -> EntityKind | None:
        """By the word that ends a name of several ("Ravna Steel Corporation", "Tarn Valley"), or a first name."""
        words = text.split()
        is_first_name = self._is_given_name(words[0]) or self._is_given_name(words[0].split("-")[0])
        if len(words) > 1 and words[-1].lower() in self._words("OrganizationSign"):
            may_be_person = is_first_name and words[-1].lower() in self._words("OrganizationSurname")
            return None if label == "PERSON" and may_be_person else EntityKind.ORGANIZATION
        if len(words) > 1 and words[0].lower() in self._words("OrganizationOpening"):
            return EntityKind.ORGANIZATION
        is_place = len(words) > 1 and words[-1].lower() in self._words("PlaceSign")
        if label == "PERSON":
            if is_place and not is_first_name and words[-1].lower() not in self._words("PlaceSurname"):
                return EntityKind.PLACE
            is_acronym = len(words) == 1 and text.isupper() and len(text) < 6 and text.isalpha()
            return EntityKind.ORGANIZATION if is_acronym else None
        if is_place:
            return EntityKind.PLACE if label != "ORG" else None
        if len(words) > 1 and self._is_named_like_a_place(words):
            return EntityKind.PERSON
        is_full_name = is_first_name and len(words) < 4 and all(word[0].isupper() for word in words)
        return EntityKind.PERSON if is_full_name and not self.gazetteer.lookup(words[0]) else None

    def _is_named_like_a_place(self, words: Sequence[str]) -> bool:
        """Whether a surname follows a first name that places have too: "Chad Moreno", never "Georgia Power"."""
        first, last = words[0], words[-1]
        is_plain = len(words) == 2 and last[:1].isupper() and last[1:].islower()
        return is_plain and first in self._words("PlaceFirstName") and not self._is_common(last)

    def _is_common(self, word: str) -> bool:
        """Whether a word stands behind a place's name in the names of things, and is no surname."""
        word = word.lower()
        return word in self.trigger_nouns or any(word in self._words(name) for name in _THINGS)

    def _is_no_name(self, draft: Draft) -> bool:
        """Whether a draft is an adjective ("Islamophobic"), a letter or two, or the end of a title ("of State")."""
        words = [word.lower() for word in self.tokens.words[max(0, draft.start - 2) : draft.start]]
        if words[-1:] in (["of"], ["for"]) and words[0] in self._words("TitleWord"):
            return not self.is_full(draft, EntityKind.ORGANIZATION)
        if draft.end - draft.start > 1:
            return False
        if self.tokens.is_glued(draft.end) and self.tokens.words[draft.end + 1] == "speaking":
            return True
        is_adjective = self.tokens.tags[draft.start].startswith("JJ") and draft.label != "GPE"
        is_code = len(draft.text) < 3 or (draft.label == "PERSON" and any(char.isdigit() for char in draft.text))
        return is_adjective or (is_code and draft.label in ("PERSON", "PRODUCT"))

    def _by_neighbours(self, drafts: Sequence[Draft], label: str) -> EntityKind | None:
        """By the noun that introduces a name: "the town of Elba", "the charity Sunrise"."""
        words = self.tokens.words
        for draft in drafts:
            before = [word.lower() for word in words[max(0, draft.start - 2) : draft.start]]
            if words[draft.end : draft.end + 2] == ["-", "based"]:
                return EntityKind.PLACE
            if before[-1:] == ["of"] and before[0] in self._words("SettlementNoun") | self._words("RegionNoun"):
                return EntityKind.PLACE
            if before and self._is_body(before[-1]) and (label == "PRODUCT" or self._may_be_bodys(draft)):
                return EntityKind.ORGANIZATION
            if label in ("PERSON", "PRODUCT", "GPE") and self._has_initials(draft):
                return EntityKind.ORGANIZATION
            if label != "PERSON" and (self._is_called_person(draft) or self._is_who(draft)):
                return EntityKind.PERSON
            if label in ("GPE", "LOC", "PRODUCT", "PERSON") and self._is_called_body(draft):
                return EntityKind.ORGANIZATION
            if label == "PERSON" and draft.end - draft.start == 1 and self._is_it(draft):
                return EntityKind.ORGANIZATION
            if label in ("GPE", "LOC", "PRODUCT", "PERSON") and self._is_run(draft):
                return EntityKind.ORGANIZATION
        return None

    def _may_be_bodys(self, draft: Draft) -> bool:
        """Whether a name behind a noun for bodies is one's: a word, or what no first name opens: "lender Banco Ost"."""
        return draft.end - draft.start == 1 or (
            not self._is_given_name(draft.words[0])
            and self.tokens.doc[draft.start - 1].dep_ in ("compound", "nmod")
            and draft.text not in self.called_by_surname
        )

    def _has_initials(self, draft: Draft) -> bool:
        """Whether a name's own initials follow it in brackets, as only a body's do: "Partido Verde Norte (PVN)"."""
        words = self.tokens.words[draft.end : draft.end + 3]
        if len(words) < 3 or words[0] != "(" or words[2] != ")" or len(draft.words) < 2:
            return False
        return words[1] == "".join(w[0] for w in draft.text.replace("-", " ").split() if w[0].isupper())

    def _speaks(self, text: str, label: str, drafts: Sequence[Draft]) -> bool:
        """Whether what the NER took for an unknown place or product says something, or does as a product: a person."""
        gazetteer, words = self.gazetteer, text.split()
        if label not in ("GPE", "PRODUCT") or not "".join(words).isalpha() or gazetteer.lookup(text):
            return False
        heads = [self.tokens.doc[draft.end - 1] for draft in drafts]
        if label == "PRODUCT" and len(words) > 1 and not gazetteer.known(words[0]):
            return any(head.dep_ in ("nsubj", "poss") for head in heads)
        verbs = self._words("SpeechVerb")
        return any(head.dep_ == "nsubj" and head.head.lemma_.lower() in verbs for head in heads)

    def _does_business(self, text: str, label: str, drafts: Sequence[Draft]) -> bool:
        """Whether what the NER took for an unknown place does as firms do, nowhere as a place: "Ravna sells rails"."""
        if label not in ("GPE", "LOC") or " " in text or not text.isalpha() or self.gazetteer.lookup(text):
            return False
        verbs = self._words("BusinessVerb")
        heads = [self.tokens.doc[draft.end - 1] for draft in drafts]
        does = any(head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_.lower() in verbs for head in heads)
        return does and not self._is_gone_to(drafts)

    def _is_called_person(self, draft: Draft) -> bool:
        """Whether a noun beside a name says that it is a person's: "the lawyer Ana Ruiz", "Ana Ruiz, a lawyer"."""
        head = self.tokens.doc[draft.start : draft.end].root
        nouns = [child for child in head.rights if child.dep_ == "appos"]
        if head.dep_ == "appos" and head.head.pos_ == "NOUN":
            nouns.append(head.head)  # "the minister, Ana Ruiz,"
        before = self.tokens.doc[draft.start - 1] if draft.start else None
        if (
            before is not None
            and before.head in (head, *head.children)
            and before.dep_ in ("compound", "nmod", "appos")
        ):
            nouns.append(before)
        return any(noun.pos_ == "NOUN" and self._is_people(noun.lemma_.lower()) for noun in nouns)

    def _is_who(self, draft: Draft) -> bool:
        """Whether an age stands behind a name ("Hashim Berg, 57,"), or "who" behind one of two words that go on as one.

        Clubs are "who" too, and the NER knows them better than people.
        """
        words, end = self.tokens.words, draft.end
        if words[end : end + 1] == [","] and words[end + 2 : end + 3] in ([","], ["."]) and _is_age(words[end + 1]):
            return True
        return (
            words[end : end + 2] == [",", "who"]
            and len(draft.words) == 2
            and not self._is_common(draft.words[-1])
            and not any(self.gazetteer.lookup(word) for word in draft.words)
        )

    def _is_called_body(self, draft: Draft) -> bool:
        """Whether a comma parts a name from a noun for a body: "Trafo, a Swiss trading firm", "the utility, Trafo"."""
        head = self.tokens.doc[draft.start : draft.end].root
        nouns = [child for child in head.rights if child.dep_ == "appos" and child.pos_ == "NOUN"]
        if head.dep_ == "appos" and head.head.pos_ == "NOUN" and not self._is_given_name(draft.words[0]):
            nouns.append(head.head)
        return any(self._is_body(noun.lemma_.lower()) for noun in nouns)

    def _is_run(self, draft: Draft) -> bool:
        """Whether a word that no place is called by has somebody who only runs a firm: "the founder of Trafo"."""
        head = self.tokens.doc[draft.end - 1]
        above = head.head
        holder = above if head.dep_ == "poss" else above.head if head.dep_ == "pobj" and above.lower_ == "of" else None
        if holder is None or draft.end - draft.start > 1 or self.gazetteer.lookup(draft.text):
            return False
        return holder.lemma_.lower() in self._words("FirmLeader")

    def _is_it(self, draft: Draft) -> bool:
        """Whether a pronoun for things takes up a name: "Ravna, which makes steel", "Ravna said it would close"."""
        words, head = self.tokens.words, self.tokens.doc[draft.end - 1]
        if words[draft.end : draft.end + 2] == [",", "which"]:
            return True
        verb = head.head
        spoken = [word for word in words[verb.i + 1 : verb.i + 3] if word != "that"]
        speaks = head.dep_ == "nsubj" and verb.lemma_.lower() in self._words("SpeechVerb")
        return speaks and verb.i > head.i and spoken[:1] == ["it"]

    def _has_title(self, draft: Draft) -> bool:
        """Whether a title stands directly before a name of one or two words."""
        before = self.tokens.words[draft.start - 1] if draft.start else ""
        is_title = before[:1].isupper() and before.lower() in self._words("TitleWord")
        is_body = draft.words[-1].lower() in self._words("OrganizationSign")
        return is_title and (len(draft.words) < 3 or (before.lower() in self._words("Honorific") and not is_body))

    def _is_town(self, text: str, drafts: Sequence[Draft]) -> bool:
        verbs = self._words("PlaceVerb")
        if not any(is_been_in(self.tokens, draft.start, draft.end, verbs) for draft in drafts):
            return False
        if self._is_only_been_in(drafts):
            return True
        return self._is_large(text)

    def _is_named_before(self, text: str, drafts: Sequence[Draft]) -> bool:
        """Whether a firm or a large town is named before somebody called so: "Ford sacked ... Harrison Ford"."""
        is_first = drafts[0].start < self.introduced.get(text, 0)
        return is_first and (bool(self.gazetteer.known(text)) or self._is_large(text))

    def _has_an_office(self, drafts: Sequence[Draft]) -> bool:
        """Whether some mention owns an office as a country does: "Chad's foreign minister"."""
        words, titles = self.tokens.words, self._words("JobTitle")
        owners = (draft for draft in drafts if words[draft.end : draft.end + 1] in (["'s"], ["’s"]))
        return any(not titles.isdisjoint(map(str.lower, words[d.end + 1 : d.end + 4])) for d in owners)

    def _is_large(self, text: str) -> bool:
        return any(town.population >= LARGE_TOWN for town in self.gazetteer.lookup(text)[:1])

    def _is_only_been_in(self, drafts: Sequence[Draft]) -> bool:
        """Whether one is only ever in or near what a word names: "police in Orlabell", but no "stake in Ravna"."""
        tokens = self.tokens
        for draft in drafts:
            before = tokens.doc[draft.start - 1] if draft.start else None
            is_word = draft.end - draft.start == 1 and draft.text[1:].islower() and draft.label in _UNSURE
            if not is_word or before is None or before.lower_ not in IN_PLACE or self._is_common(draft.text):
                return False
            if before.head.lemma_.lower() in self._words("HeldIn"):
                return False
        return True

    def _is_gone_to(self, drafts: Sequence[Draft]) -> bool:
        """Whether some mention of a name stands where a place does."""
        words = self.tokens.words
        return any(draft.start and words[draft.start - 1].lower() in TO_PLACE for draft in drafts)

    def _is_plural(self, drafts: Sequence[Draft]) -> bool:
        return any(self.tokens.tags[draft.end - 1] in ("NNPS", "NNS") for draft in drafts)

    def _is_body(self, noun: str) -> bool:
        """Whether a noun introduces the name of a body: "the charity Sunrise"."""
        return noun in self._words("BodyNoun") or noun in self._words("CompanyNoun")

    def _is_people(self, noun: str) -> bool:
        """Whether a noun says of a name that it is a person's."""
        is_person = noun in self._words("JobTitle") or noun in self._words("PersonNoun")
        return is_person and noun not in self._words("AnybodysNoun")  # firms have rivals too

    def _is_given_name(self, word: str) -> bool:
        """Whether a word is one sex's first name or the other's."""
        return word in self._words("FemaleFirstName") or word in self._words("MaleFirstName")

    def _words(self, name: str) -> frozenset[str]:
        return self.ontology.word_sets.get(name, frozenset())


def _is_age(word: str) -> bool:
    return word.isdecimal() and len(word) < 4 and 9 < int(word) < 120


def _label_of(votes: Counter[str]) -> str:
    """The label with most votes, of equals the first."""
    return votes.most_common(1)[0][0]
