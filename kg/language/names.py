"""`kg_names`: the named mentions of a Doc, from the trained NER, the gazetteer and the rest of the document.

The NER of a small model misses names and mistakes their kind. So names are spotted twice, by the NER and in the
gazetteer, and repeated wherever the document has them (`drafts`); then all mentions of one name vote on its kind, and
what is known of it outvotes them. Last, places that share a name are told apart, and governments from their capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.frames import PartOfSpeech
from kg.gazetteer import Gazetteer, KnownEntity, load_gazetteer
from kg.language.annotations import DocName, article_of, credits, story_mask
from kg.language.naming.board import Board, Draft, Tokens
from kg.language.naming.drafts import LABELS, Drafter
from kg.language.naming.initials import Spelt
from kg.language.naming.kinds import KindJudge
from kg.language.naming.metonymy import Metonymy
from kg.language.naming.places import PlaceChooser
from kg.language.naming.spotting import Spot
from kg.language.naming.strings import texts
from kg.language.reference.mentions import ARGUMENTS
from kg.model import EntityKind
from kg.ontology import Ontology, load_ontology

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
_ONE = frozenset({"det", "nummod"})  # what stands before a noun that counts
_SOME = frozenset({"a", "an", "one", "another", "several", "many", "few", "some", "other"})
_QUANTITIES = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "number", "handful"})
_ONES_PLACES = ARGUMENTS | {"conj", "appos"}
_QUANTIFIERS = frozenset({"nummod", "quantmod", "amod", "poss"})


def _is_of_some(head: Token) -> bool:
    """Whether "of" and a quantity stand before a noun: "hundreds of Vietnamese"."""
    above = head.head.head
    return head.dep_ == "pobj" and head.head.lower_ == "of" and (above.pos_ == "NUM" or above.lower_ in _QUANTITIES)


class NameFinder:
    """Sets `kg_names`, and `doc.ents` in step with it."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.ontology = ontology
        self.gazetteer = gazetteer
        self.drafter = Drafter(ontology, gazetteer)
        self.places = PlaceChooser(ontology, gazetteer)
        self.metonymy = Metonymy(ontology)
        self.trigger_nouns = frozenset(lemma for lemma, part in ontology.frames if part is PartOfSpeech.NOUN)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its names set."""
        text_of = texts(doc.vocab.strings).__getitem__
        table = doc.to_array(["ORTH", "TAG", "IDX", "LENGTH"]).T
        words, tags = (list(map(text_of, column)) for column in table[:2].tolist())
        ends = (table[2] + table[3]).tolist()
        tokens = Tokens(doc, words, tags, _readable(doc), article_of(doc).text, table[2].tolist(), ends)
        board = self.drafter.board(tokens)
        doc._.kg_natives = self._natives(board)
        board.replace([board.at[i] for i in doc._.kg_natives if i in board.at], [])
        found = list(_Naming(self, tokens, board.drafts()).names())
        doc._.kg_names = tuple(found)
        doc._.kg_nested_names = tuple(self._nested(doc, found, board.nested))
        doc._.kg_homes = dict(self._homes(tokens, found))
        taken = {i for name in found for i in range(name.span.start, name.span.end)}
        others = [e for e in doc.ents if e.label_ not in LABELS and taken.isdisjoint(range(e.start, e.end))]
        doc.ents = [name.span for name in found] + others
        return doc

    def _natives(self, board: Board) -> dict[int, KnownEntity]:
        """The nouns that call somebody one of a people: "a Briton", "the Israeli said", never "Israeli police"."""
        tokens, known = board.tokens, self.gazetteer.natives
        found: dict[int, KnownEntity] = {}
        for i in board.capitals:
            draft = board.at.get(i)
            last = draft.end - 1 if draft is not None and draft.start == i else i  # "a Hong Konger"
            owner = known.get(tokens.text(i, last + 1))
            if owner is None and draft is not None and draft.is_demonym:
                owner = self._invariant(tokens, i, last)
            is_inside = draft is not None and (draft.start, draft.end) != (i, last + 1)
            if owner is None or is_inside or not tokens.story[i] or tokens.tags[last][:2] not in ("NN", "JJ"):
                continue
            head = tokens.doc[last]
            if head.dep_ in _ONES_PLACES and (any(c.dep_ in _ONE for c in head.lefts) or _is_of_some(head)):
                found[last] = owner
        return found

    def _invariant(self, tokens: Tokens, i: int, last: int) -> KnownEntity | None:
        """Whose some are who are called by an adjective: "two Swiss", "a Japanese", "hundreds of Vietnamese"."""
        text, head = tokens.text(i, last + 1), tokens.doc[last]
        if self.gazetteer.people(text) is not None or self.gazetteer.known(text):
            return None
        is_counted = any(c.dep_ == "nummod" or c.lower_ in _SOME for c in head.lefts) or _is_of_some(head)
        return self.gazetteer.demonym(text) if is_counted else None

    def _nested(self, doc: Doc, found: Iterable[DocName], spots: Iterable[Spot]) -> Iterator[DocName]:
        """The countries inside the names of bodies: "Reporters of Kenya Association"."""
        bodies = {i for name in found if name.kind is EntityKind.ORGANIZATION for i in range(*_bounds(name.span))}
        for spot in spots:
            known = self.gazetteer.known(spot.text)
            is_inside = bodies.issuperset(range(spot.start, spot.end))
            if is_inside and len(known) == 1 and known[0].kind is EntityKind.COUNTRY:
                span = Span(doc, spot.start, spot.end, label="GPE")
                yield DocName(span, EntityKind.COUNTRY, known[0].name, known[0], is_global=True)

    def _homes(self, tokens: Tokens, found: Iterable[DocName]) -> Iterator[tuple[int, str]]:
        """The words of unknown bodies' names that tell their country: "South African" and "Kenya", in one name each."""
        for name in found:
            start, end = _bounds(name.span)
            if name.kind is not EntityKind.ORGANIZATION or name.known is not None or end - start == 1:
                continue
            for first, last in ((i, j) for i in range(start, end) for j in (i + 2, i + 1) if j <= end):
                text = tokens.text(first, last)
                owner = self.gazetteer.demonym(text) or self.gazetteer.country(text) if text[0].isupper() else None
                if owner is not None and owner.kind is EntityKind.COUNTRY:
                    yield from ((i, owner.name) for i in range(first, last))


class _Naming:
    """What the drafts of one document name."""

    def __init__(self, finder: NameFinder, tokens: Tokens, drafts: Sequence[Draft]) -> None:
        self.finder = finder
        self.tokens = tokens
        self.drafts = drafts
        self.published = article_of(tokens.doc).published
        self.judge = KindJudge(finder.ontology, finder.gazetteer, finder.trigger_nouns, tokens, drafts)
        self.points = finder.ontology.word_sets.get("CompassPoint", frozenset())
        sets = finder.ontology.word_sets
        self.forms = sets["LegalForm"]
        self.bodies = sets["OrganizationNoun"] | sets["InstitutionWord"] | sets["OrganizationSign"]
        self.storms = {draft.words[-1] for draft in drafts if self._is_of_a_storm(draft)}
        self.pointed: dict[str, KnownEntity] = {}  # the countries that "North" and "South" open
        self.parts: dict[str, KnownEntity] = {}  # the countries that a word of theirs may stand for: "Timor"
        for draft in drafts:
            words = tokens.words[draft.start : draft.end]
            country = self._country(draft) if draft.is_known and len(words) > 1 else None
            if country is not None:
                named = self.pointed if words[0].lower() in self.points else self.parts
                named.setdefault(words[0], country)
                if not draft.is_demonym and "and" not in words:
                    self.parts.setdefault(words[-1], country)

    def _home(self, text: str) -> KnownEntity | None:
        """The country or body that a name or demonym is of: "Peruvian", "UN"."""
        return self.finder.gazetteer.demonym(text) or next(iter(self.finder.gazetteer.known(text)), None)

    def _country(self, draft: Draft) -> KnownEntity | None:
        """The country that a known name or demonym is of."""
        gazetteer = self.finder.gazetteer
        known = gazetteer.demonym(draft.text) if draft.is_demonym else gazetteer.country(draft.text)
        return known if known is not None and known.kind is EntityKind.COUNTRY else None

    @cached_property
    def spelt(self) -> Spelt:
        """The acronyms that the document spells out."""
        return Spelt(self.drafts)

    @cached_property
    def seen(self) -> Counter[str]:
        """How often the document names each country."""
        return self.finder.places.evidence(self.drafts)

    def names(self) -> Iterable[DocName]:
        """The names in text order."""
        for draft, after in zip_longest(self.drafts, self.drafts[1:]):
            is_demonym = draft.is_demonym and draft.text not in self.judge.surnames
            name = self._demonym(draft) if is_demonym else self._name(draft, after)
            if name is not None:
                yield name

    def _is_of_a_storm(self, draft: Draft) -> bool:
        """ "Hurricane Beryl", "Tropical Storm Grace": one word behind a noun for storms."""
        before = [*self.tokens.words[max(0, draft.start - 1) : draft.start], *draft.words[:-1]]
        is_storm = bool(before) and before[-1].lower() in self.finder.ontology.word_sets.get("StormNoun", ())
        return is_storm and not draft.is_known and draft.words[-1].lower() not in self.bodies

    def _name(self, draft: Draft, after: Draft | None) -> DocName | None:
        kind = self.judge.kind(draft.text)
        if kind is None or draft.words[-1] in self.storms or self._is_portfolio(draft):
            return None
        known = self._known(draft, after, kind)
        if known is not None and known.kind in _PLACES:
            known = self._government(draft, known) or known
        return self._doc_name(draft, known.kind if known is not None else kind, known)

    def _is_portfolio(self, draft: Draft) -> bool:
        """ "Interior Minister Ana Ruiz": what a minister is minister of is part of the title."""
        sets, after = self.finder.ontology.word_sets, self.tokens.words[draft.end : draft.end + 1]
        if draft.end - draft.start > 1:
            return False
        before = self.tokens.words[max(0, draft.start - 2) : draft.start]
        title = before[0] if before[1:] == ["of"] else after[0] if after else ""  # "Secretary of State John Kern"
        return title.lower() in sets["JobTitle"] and draft.text.lower() in sets["Portfolio"]

    def _doc_name(
        self, draft: Draft, kind: EntityKind, known: KnownEntity | None, *, is_demonym: bool = False
    ) -> DocName:
        span = Span(self.tokens.doc, draft.start, draft.end, label=_LABELS[kind])
        name = known.name if known is not None else draft.text
        is_spelt = draft.text.isupper() and self.spelt.has(draft.text)
        is_global = known is not None or (not is_spelt and self.judge.is_full(draft, kind))
        if is_demonym and kind is EntityKind.GROUP:
            is_global = is_global and not self._is_counted(draft)
        return DocName(span, kind, name, known, is_global, is_demonym)

    def _known(self, draft: Draft, after: Draft | None, kind: EntityKind) -> KnownEntity | None:
        """The known entity that a name of this kind stands for."""
        gazetteer = self.finder.gazetteer
        if draft.text.lower() in self.points:
            return self._by_compass(draft, after)
        if self._is_part(draft):
            return self.parts[draft.text]
        candidates = gazetteer.lookup(draft.text) if kind in _PLACES else gazetteer.known(draft.text)
        if not candidates and kind is EntityKind.ORGANIZATION:
            candidates = self._known_bodies(draft.words)
        same = [c for c in candidates if c.kind is kind or (c.kind in _PLACES and kind in _PLACES)]
        if draft.text.isupper():
            same = [c for c in same if c.kind in _PLACES or not self.spelt.is_anothers(draft.text, c)]
        if len(same) < 2:
            return same[0] if same else None
        return self.finder.places.choose(self.tokens, draft, after, same, self.seen)

    def _known_bodies(self, words: Sequence[str]) -> tuple[KnownEntity, ...]:
        """The known bodies that a longer name is of: "Ravna Holdings Inc.", "Ravna group", "the Peruvian Ravna"."""
        gazetteer, end = self.finder.gazetteer, len(words)
        while end > 1 and (words[end - 1].lower() in self.forms or words[end - 1] in self.bodies):
            end -= 1
        if end < len(words):
            return gazetteer.known(" ".join(words[:end]))
        homes = ((i, self._home(" ".join(words[:i]))) for i in (1, 2) if i < len(words) - 1)
        known = ((home, body) for i, home in homes if home for body in gazetteer.known(" ".join(words[i:])))
        return tuple(body for home, body in known if body.affiliation == home.name)

    def _is_part(self, draft: Draft) -> bool:
        """Whether a name is a word of a country that the document names whole, and of nothing else: "Timor"."""
        if draft.text not in self.parts:
            return False
        gazetteer = self.finder.gazetteer
        return not gazetteer.known(draft.text) and gazetteer.government(draft.text) is None

    def _by_compass(self, draft: Draft, after: Draft | None) -> KnownEntity | None:
        """The country that "North" opens, in "North and South Korea" or where the document names either half."""
        words, gazetteer = self.tokens.words, self.finder.gazetteer
        if after is not None and after.start == draft.end + 1 and words[draft.end] in ("and", "or"):
            point, _, rest = after.text.partition(" ")
            if rest and point.lower() in self.points:
                for known in gazetteer.known(f"{draft.text} {rest}")[:1]:
                    return self.pointed.setdefault(draft.text, known)
        if words[draft.end : draft.end + 1] == ["of"]:  # "South of the river", "the South of the country"
            return None
        others = (known.name.partition(" ")[2] for known in self.pointed.values())
        halves = (gazetteer.country(f"{draft.text} {rest}") for rest in others)
        return self.pointed.get(draft.text) or next(filter(None, halves), None)

    def _government(self, draft: Draft, place: KnownEntity) -> KnownEntity | None:
        """Who acts under the name of a capital, where it is the government that is meant."""
        government = self.finder.gazetteer.government(place.name, self.published)
        if government is None or place.kind is not EntityKind.PLACE or self._is_dateline(draft):
            return None
        head = self.tokens.doc[draft.start : draft.end].root
        return government if self.finder.metonymy.acts(head, is_town=place.coordinates is not None) else None

    def _is_dateline(self, draft: Draft) -> bool:
        dateline = self.tokens.doc._.kg_dateline
        return dateline is not None and dateline.start <= draft.start < dateline.end

    def _demonym(self, draft: Draft) -> DocName | None:
        """A demonym as an adjective is its country's name, as a plural noun a group's."""
        gazetteer = self.finder.gazetteer
        people = gazetteer.people(draft.text)
        if people is not None:
            return self._doc_name(draft, EntityKind.GROUP, people, is_demonym=True)
        owner = gazetteer.demonym(draft.text)
        return self._doc_name(draft, owner.kind, owner, is_demonym=True) if owner is not None else None

    def _is_counted(self, draft: Draft) -> bool:
        head = self.tokens.doc[draft.end - 1]
        counted = head.dep_ == "pobj" and head.head.lower_ == "of"  # "dozens of Kenyans"
        return counted or any(child.dep_ in _QUANTIFIERS for child in head.lefts)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _readable(doc: Doc) -> list[bool]:
    """For each token whether names are read there: in the story, the dateline and the credits."""
    mask = story_mask(doc)
    for line in credits(doc):
        mask[line.start : line.stop] = [True] * len(line)
    dateline = doc._.kg_dateline
    if dateline is not None:
        mask[dateline.start : dateline.end] = [True] * len(dateline)
    return mask


@Language.factory("kg_names")
def make_names(nlp: Language, name: str) -> NameFinder:
    """The component with the ontology and the gazetteer that ship."""
    return NameFinder(load_ontology(), load_gazetteer())
