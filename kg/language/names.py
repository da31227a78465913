"""`kg_names`: the named mentions of a Doc, from the trained NER, the gazetteer and the rest of the document.

The NER of a small model misses names and mistakes their kind. So names are spotted twice, by the NER and in the
gazetteer, and repeated wherever the document has them (`drafts`); then all mentions of one name vote on its kind, and
what is known of it outvotes them. Last, places that share a name are told apart, and governments from their capitals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.gazetteer import Gazetteer, KnownEntity, load_gazetteer
from kg.language.annotations import DocName, story_mask
from kg.language.drafts import LABELS, Draft, Drafter, Tokens
from kg.language.metonymy import Metonymy
from kg.language.places import PlaceChooser
from kg.model import EntityKind
from kg.ontology import Ontology, load_ontology

KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "NORP": EntityKind.GROUP,
    "PRODUCT": EntityKind.PRODUCT,
}
_LABELS = {
    EntityKind.PERSON: "PERSON",
    EntityKind.ORGANIZATION: "ORG",
    EntityKind.COUNTRY: "GPE",
    EntityKind.PLACE: "GPE",
    EntityKind.GROUP: "NORP",
    EntityKind.PRODUCT: "PRODUCT",
    EntityKind.THING: "PRODUCT",
}
_PLACES = (EntityKind.COUNTRY, EntityKind.PLACE)
_IN_PLACE = frozenset({"in", "near", "outside", "inside"})
_TO_PLACE = _IN_PLACE | {"to", "from", "at", "into", "across", "through"}
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
LARGE_TOWN = 50_000  # inhabitants from which on "in X" makes X a town that the NER took for something else
_MODIFIERS = frozenset({"amod", "compound", "nmod", "acomp", "attr"})
_QUANTIFIERS = frozenset({"nummod", "quantmod", "amod", "poss"})


class NameFinder:
    """Sets `kg_names`, and `doc.ents` in step with it."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.ontology = ontology
        self.gazetteer = gazetteer
        self.drafter = Drafter(ontology, gazetteer)
        self.places = PlaceChooser(ontology, gazetteer)
        self.metonymy = Metonymy(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its names set."""
        tokens = Tokens(doc, [t.text for t in doc], [t.tag_ for t in doc], _readable(doc))
        found = list(_Naming(self, tokens, self.drafter.drafts(tokens)).names())
        doc._.kg_names = tuple(found)
        taken = {i for name in found for i in range(name.span.start, name.span.end)}
        others = [e for e in doc.ents if e.label_ not in LABELS and taken.isdisjoint(range(e.start, e.end))]
        doc.ents = filter_spans([name.span for name in found] + others)
        return doc

    def words(self, name: str) -> frozenset[str]:
        """A word set of the ontology."""
        return self.ontology.word_sets.get(name, frozenset())


@dataclass
class _Naming:
    """What the drafts of one document name."""

    finder: NameFinder
    tokens: Tokens
    drafts: Sequence[Draft]
    kinds: dict[str, EntityKind | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_text: dict[str, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            self.by_text[draft.text].append(draft)
        full = [d.words for d in self.drafts if d.label == "PERSON" and len(d.words) > 1]
        self.name_ends = {" ".join(words[i:]).lower() for words in full for i in range(1, len(words))}
        self.surnames = {words[-1] for words in full}
        self.first_names = {words[0] for words in full}
        self.bodies = self.finder.words("BodyNoun") | self.finder.words("CompanyNoun")
        self.people = self.finder.words("JobTitle") | self.finder.words("PersonNoun")
        self.seen = self.finder.places.evidence(self.drafts)

    def names(self) -> Iterable[DocName]:
        """The names in text order."""
        for draft, after in zip_longest(self.drafts, self.drafts[1:]):
            name = self._demonym(draft) if draft.is_demonym else self._name(draft, after)
            if name is not None:
                yield name

    def _name(self, draft: Draft, after: Draft | None) -> DocName | None:
        if draft.text not in self.kinds:
            self.kinds[draft.text] = self._kind(draft.text, self.by_text[draft.text])
        kind = self.kinds[draft.text]
        if kind is None:
            return None
        known = self._known(draft, after, kind)
        if known is not None and known.kind in _PLACES:
            known = self._government(draft, known) or known
        return self._doc_name(draft, known.kind if known is not None else kind, known)

    def _doc_name(
        self, draft: Draft, kind: EntityKind, known: KnownEntity | None, *, is_demonym: bool = False
    ) -> DocName:
        span = Span(self.tokens.doc, draft.start, draft.end, label=_LABELS[kind])
        name = known.name if known is not None else draft.text
        is_global = known is not None or self._is_full(draft, kind)
        if is_demonym and kind is EntityKind.GROUP:
            is_global = is_global and not self._is_counted(draft)
        return DocName(span, kind, name, known, is_global, is_demonym)

    def _kind(self, text: str, drafts: Sequence[Draft]) -> EntityKind | None:
        """What a name is, by its parts, by what is known of it and by the labels of all its mentions."""
        votes = Counter(draft.label for draft in drafts if draft.label)
        known = self.finder.gazetteer.known(text)
        is_person = votes["PERSON"] > 0
        if text in self.surnames and (is_person or not known or not self._is_gone_to(drafts)):
            return EntityKind.PERSON
        if not known and (text in self.first_names or any(self._has_title(draft) for draft in drafts)):
            return EntityKind.PERSON
        if known:
            is_first_name = is_person and text in self.first_names
            return EntityKind.PERSON if is_first_name else known[0].kind
        if not votes or self._is_no_name(drafts[0]):
            return None
        if self.finder.gazetteer.government(text) is not None and not self._is_first_name(text, votes):
            return EntityKind.PLACE
        label = label_of(votes)
        kind = self._by_words(text, label) or self._by_neighbours(drafts, label) or KINDS[label]
        if kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PRODUCT) and self._is_town(text, drafts):
            return EntityKind.PLACE
        if self._speaks(text, label, drafts):
            return EntityKind.PERSON
        is_adjective = kind is EntityKind.GROUP and not self._is_plural(drafts)
        return kind if len(text) > 1 and not is_adjective else None

    def _is_first_name(self, text: str, votes: Counter[str]) -> bool:
        return votes["PERSON"] > 0 and text in self.finder.drafter.first_names

    def _by_words(self, text: str, label: str) -> EntityKind | None:
        """By the word that ends a name of several ("Ravna Steel Corporation", "Tarn Valley"), or a first name."""
        finder, words = self.finder, text.split()
        if label == "PERSON":
            is_acronym = len(words) == 1 and text.isupper() and len(text) < 6 and text.isalpha()
            return EntityKind.ORGANIZATION if is_acronym else None
        if len(words) > 1 and words[-1].lower() in finder.words("OrganizationSign"):
            return EntityKind.ORGANIZATION
        if len(words) > 1 and words[-1].lower() in finder.words("PlaceSign"):
            return EntityKind.PLACE if label != "ORG" else None
        is_first_name = words[0] in finder.drafter.first_names and len(words) < 4 and all(w[0].isupper() for w in words)
        return EntityKind.PERSON if is_first_name and not finder.gazetteer.lookup(words[0]) else None

    def _is_no_name(self, draft: Draft) -> bool:
        """Whether a draft is an adjective ("Islamophobic"), a letter or two, or the end of a title ("of State")."""
        words = [word.lower() for word in self.tokens.words[max(0, draft.start - 2) : draft.start]]
        if words[-1:] in (["of"], ["for"]) and words[0] in self.finder.words("TitleWord"):
            return not self._is_full(draft, EntityKind.ORGANIZATION)
        if draft.end - draft.start > 1:
            return False
        is_adjective = self.tokens.tags[draft.start].startswith("JJ") and draft.label != "GPE"
        return is_adjective or (len(draft.text) < 3 and draft.label in ("PERSON", "PRODUCT"))

    def _by_neighbours(self, drafts: Sequence[Draft], label: str) -> EntityKind | None:
        """By the noun that introduces a name: "the town of Elba", "the charity Sunrise"."""
        finder, words = self.finder, self.tokens.words
        for draft in drafts:
            before = [word.lower() for word in words[max(0, draft.start - 2) : draft.start]]
            if before[-1:] == ["of"] and before[0] in finder.words("SettlementNoun") | finder.words("RegionNoun"):
                return EntityKind.PLACE
            if before and before[-1] in self.bodies and (label == "PRODUCT" or draft.end - draft.start == 1):
                return EntityKind.ORGANIZATION
            if label != "PERSON" and self._is_called_person(draft):
                return EntityKind.PERSON
        return None

    def _speaks(self, text: str, label: str, drafts: Sequence[Draft]) -> bool:
        """Whether what the NER took for an unknown place or product says something, or does as a product: a person."""
        gazetteer, words = self.finder.gazetteer, text.split()
        if label not in ("GPE", "PRODUCT") or not "".join(words).isalpha() or gazetteer.lookup(text):
            return False
        heads = [self.tokens.doc[draft.end - 1] for draft in drafts]
        if label == "PRODUCT" and len(words) > 1 and not gazetteer.known(words[0]):
            return any(head.dep_ in ("nsubj", "poss") for head in heads)
        verbs = self.finder.words("SpeechVerb")
        return any(head.dep_ == "nsubj" and head.head.lemma_.lower() in verbs for head in heads)

    def _is_called_person(self, draft: Draft) -> bool:
        """Whether a noun beside a name says that it is a person's: "the lawyer Ana Ruiz", "Ana Ruiz, a lawyer"."""
        head = self.tokens.doc[draft.start : draft.end].root
        nouns = [child for child in head.rights if child.dep_ == "appos"]
        before = self.tokens.doc[draft.start - 1] if draft.start else None
        if (
            before is not None
            and before.head in (head, *head.children)
            and before.dep_ in ("compound", "nmod", "appos")
        ):
            nouns.append(before)
        return any(noun.pos_ == "NOUN" and noun.lemma_.lower() in self.people for noun in nouns)

    def _has_title(self, draft: Draft) -> bool:
        """Whether a title stands directly before a name of one or two words."""
        before = self.tokens.words[draft.start - 1] if draft.start else ""
        is_title = before[:1].isupper() and before.lower() in self.finder.words("TitleWord")
        return is_title and len(draft.words) < 3

    def _is_town(self, text: str, drafts: Sequence[Draft]) -> bool:
        words = self.tokens.words
        if not any(draft.start and words[draft.start - 1] in _IN_PLACE for draft in drafts):
            return False
        return any(town.population >= LARGE_TOWN for town in self.finder.gazetteer.lookup(text)[:1])

    def _is_gone_to(self, drafts: Sequence[Draft]) -> bool:
        """Whether some mention of a name stands where a place does."""
        words = self.tokens.words
        return any(draft.start and words[draft.start - 1] in _TO_PLACE for draft in drafts)

    def _is_plural(self, drafts: Sequence[Draft]) -> bool:
        return any(self.tokens.tags[draft.end - 1] in ("NNPS", "NNS") for draft in drafts)

    def _known(self, draft: Draft, after: Draft | None, kind: EntityKind) -> KnownEntity | None:
        """The known entity that a name of this kind stands for."""
        gazetteer = self.finder.gazetteer
        candidates = gazetteer.lookup(draft.text) if kind in _PLACES else gazetteer.known(draft.text)
        same = [c for c in candidates if c.kind is kind or (c.kind in _PLACES and kind in _PLACES)]
        return self.finder.places.choose(self.tokens, draft, after, same, self.seen) if same else None

    def _government(self, draft: Draft, place: KnownEntity) -> KnownEntity | None:
        """Who acts under the name of a capital, where it is the government that is meant."""
        government = self.finder.gazetteer.government(place.name)
        if government is None or place.kind is not EntityKind.PLACE or self._is_dateline(draft):
            return None
        head = self.tokens.doc[draft.start : draft.end].root
        return government if self.finder.metonymy.acts(head, is_town=place.coordinates is not None) else None

    def _is_dateline(self, draft: Draft) -> bool:
        dateline = self.tokens.doc._.kg_dateline
        return dateline is not None and dateline.start <= draft.start < dateline.end

    def _demonym(self, draft: Draft) -> DocName | None:
        """A demonym as an adjective is its country's name, as a plural noun a group's; "a Briton" is no name."""
        gazetteer = self.finder.gazetteer
        tag = self.tokens.tags[draft.end - 1]
        people = gazetteer.people(draft.text)
        if people is not None:
            return self._doc_name(draft, EntityKind.GROUP, people, is_demonym=True)
        owner = gazetteer.demonym(draft.text)
        head = self.tokens.doc[draft.end - 1]
        is_person = (
            tag in ("NN", "NNP")
            and head.dep_ not in _MODIFIERS
            and any(c.dep_ in ("det", "nummod") for c in head.children)
        )
        if owner is None or (is_person and not any(c.lower_ == "the" for c in head.children)):
            return None
        return self._doc_name(draft, owner.kind, owner, is_demonym=True)

    def _is_counted(self, draft: Draft) -> bool:
        head = self.tokens.doc[draft.end - 1]
        counted = head.dep_ == "pobj" and head.head.lower_ == "of"  # "dozens of Kenyans"
        return counted or any(child.dep_ in _QUANTIFIERS for child in head.lefts)

    def _is_full(self, draft: Draft, kind: EntityKind) -> bool:
        """Whether an unknown name means the same in every article: a person's full name, a body's own."""
        if kind is EntityKind.PERSON:
            return len(draft.words) > 1 and draft.text.lower() not in self.name_ends
        common = self.finder.words("InstitutionWord") | _DIRECTIONS
        return not all(word.lower().strip(".,") in common for word in draft.words)


def label_of(votes: Counter[str]) -> str:
    """The label with most votes, of equals the first."""
    return votes.most_common(1)[0][0]


def _readable(doc: Doc) -> list[bool]:
    """For each token whether names are read there: the story and the dateline."""
    mask = story_mask(doc)
    dateline = doc._.kg_dateline
    if dateline is not None:
        mask[dateline.start : dateline.end] = [True] * len(dateline)
    return mask


@Language.factory("kg_names")
def make_names(nlp: Language, name: str) -> NameFinder:
    """The component with the ontology and the gazetteer that ship."""
    return NameFinder(load_ontology(), load_gazetteer())
