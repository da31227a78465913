"""kg_facts: what an article says of its entities besides events: job titles, affiliations, numbers, places' places.

An affiliation is where somebody or something belongs by the words around a mention: "Kenyan troops", "the troops
of Kenya", "its troops", "Ana Ruiz, the minister of Kenya". A place lies where the gazetteer says, else the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.gazetteer import Gazetteer, KnownEntity, load_gazetteer
from kg.language.annotations import DocEntity, entities, head_of, natives
from kg.language.reference.discourse import Discourse
from kg.language.reference.mentions import Form, NounPhrase
from kg.language.reference.quantities import Currencies, count_of
from kg.model import EntityKind, KnownPlace, Quantity
from kg.ontology import Ontology, load_ontology

At = Mapping[int, tuple[int, ...]]  # head token -> indexes of entities

_NUMERALS = frozenset({"NUM", "SYM"})
_COUNTING = frozenset({"dozen", "$"})
_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)
_LONGEST = 3  # words of the name of a people: "Papua New Guineans"
_BELONGING = (EntityKind.GROUP, EntityKind.ORGANIZATION, EntityKind.PERSON)


class Facts:
    """Adds to each entity of a Doc what the text and the gazetteer say of it."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.currencies = Currencies(ontology.word_sets)
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a Doc again, with their facts."""
        discourse: Discourse | None = doc._.kg_discourse
        if discourse is None:
            return doc
        found = entities(doc)
        at: At = doc._.kg_entity_at
        titles, offices = _titles(discourse, at)
        for index, office in _belongings(discourse, at, found):
            offices[index].append(office)
        quantities = self._quantities(discourse, at)
        doc._.kg_entities = tuple(
            entity._replace(
                job_titles=tuple(dict.fromkeys(titles[index])),
                affiliations=tuple(i for i in dict.fromkeys(offices[index]) if i != index),
                contained_in=self._container(discourse, index, found, at),
                quantity=quantities.get(index),
            )
            if index in titles or index in offices or index in quantities or entity.kind in _PLACES
            else entity
            for index, entity in enumerate(found)
        )
        self._add_peoples(doc)
        return doc

    def _add_peoples(self, doc: Doc) -> None:
        """Give each people, and each of its people, its country, even one that is not named: "two Chileans"."""
        found = list(entities(doc))
        for index, entity in enumerate(entities(doc)):
            owner = self._home(entity, natives(doc)) if not entity.affiliations else None
            if owner is None:
                continue
            at = next((i for i, e in enumerate(found) if e.kind is owner.kind and e.name == owner.name), None)
            if at is None:
                at = len(found)
                found.append(_country(owner, entity))
            found[index] = entity._replace(affiliations=(at,))
        doc._.kg_entities = tuple(found)

    def _home(self, entity: DocEntity, one_of: Mapping[int, KnownEntity]) -> KnownEntity | None:
        """The country or town of a people, or of a person who was called one of it."""
        if entity.kind is EntityKind.PERSON:
            return next((one_of[head] for head in map(head_of, entity.mentions) if head in one_of), None)
        if entity.kind is not EntityKind.GROUP:
            return None
        first = entity.mentions[0]  # "two South Koreans", "hundreds of Chileans", "Chilean Jews"
        end = first.root.i + 1 if entity.is_named else first.end
        is_people = first.doc[end - 1].shape_[0] == "X"
        starts = range(max(first.start, end - _LONGEST), end) if is_people else ()
        words = (first.doc[start:end].text for start in starts)
        owner = next(filter(None, map(self.gazetteer.demonym, words)), None)
        if owner is None and entity.is_named:
            owner = self.gazetteer.demonym(first[0].text)
        return owner if owner is not None and owner.kind in _PLACES else None

    def _quantities(self, d: Discourse, at: At) -> dict[int, Quantity]:
        """The number or sum that the first mention with one gives an entity."""
        found: dict[int, Quantity] = {}
        parse = d.parse
        numbers = {
            i
            for i, (pos, dep, word) in enumerate(zip(parse.pos, parse.deps, parse.words, strict=True))
            if pos in _NUMERALS or dep == "nummod" or word in _COUNTING  # "Eleven", read as an adjective
        }
        for phrase in d.phrases:
            if not _is_countable(phrase) or numbers.isdisjoint(range(phrase.start, phrase.end)):
                continue
            indexes = at.get(phrase.head, ())
            if len(indexes) == 1 and indexes[0] not in found:
                quantity = self._quantity(d, phrase)
                if quantity is not None:
                    found[indexes[0]] = quantity
        return found

    def _quantity(self, d: Discourse, phrase: NounPhrase) -> Quantity | None:
        parse = d.parse
        money = self.currencies.amount_of(parse.written(phrase.start, phrase.end))
        if money is not None:
            return (
                money if parse.pos[phrase.head] in ("NUM", "SYM") or _names_money(self.currencies, d, phrase) else None
            )
        if not phrase.is_plural and phrase.kind is not EntityKind.GROUP:
            return None
        before = parse.words[max(0, phrase.start - 3) : phrase.start]
        end = phrase.head if parse.pos[phrase.head] != "NUM" else phrase.head + 1
        return count_of(parse.words[phrase.start : end], before)

    def _container(self, d: Discourse, index: int, found: tuple[DocEntity, ...], at: At) -> KnownPlace | None:
        """The place around a place: the gazetteer's, else the first that the text gives."""
        if found[index].kind not in _PLACES or not found[index].is_named:
            return None
        phrases = [d.phrases[i] for i in d.cluster(d.at[found[index].mentions[0].root.i]).phrases]
        known = next((p.name.known for p in phrases if p.name is not None and p.name.known is not None), None)
        if known is not None:
            return self.gazetteer.containing(known)
        for other in (other for phrase in phrases for other in _said_containers(d, phrase, at)):
            around = found[other]
            if other != index and around.kind in _PLACES and around.is_global:
                return KnownPlace(around.kind, around.name, around.known_iri, around.same_as, around.coordinates)
        return None


def _country(owner: KnownEntity, people: DocEntity) -> DocEntity:
    """A country that only the name of its people stands for."""
    return DocEntity(
        owner.kind,
        owner.name,
        people.mentions[:1],
        is_global=True,
        known_iri=owner.iri,
        same_as=owner.same_as,
        coordinates=owner.coordinates,
    )


@Language.factory("kg_facts", requires=["doc._.kg_entities"], assigns=["doc._.kg_entities"])
def make_facts(nlp: Language, name: str) -> Facts:
    """The component with the ontology and the gazetteer that ship."""
    return Facts(load_ontology(), load_gazetteer())


def _titles(d: Discourse, at: At) -> tuple[defaultdict[int, list[str]], defaultdict[int, list[int]]]:
    """Job titles, and the entities that they are held at, by entity."""
    titles: defaultdict[int, list[str]] = defaultdict(list)
    offices: defaultdict[int, list[int]] = defaultdict(list)
    for title in d.titles:
        for index in at.get(title.holder, ()):
            if title.words:
                titles[index].append(title.words)
            if title.office is not None:
                offices[index] += at.get(title.office, ())
    for title in d.titles:
        for index in at.get(title.holder, ()):
            office = d.finder.adjunct_office(title.holder) if not offices.get(index) else None
            if office is not None:
                offices[index] += at.get(office, ())
    return titles, offices


def _belongings(d: Discourse, at: At, found: tuple[DocEntity, ...]) -> Iterator[tuple[int, int]]:
    """Entities with the entities that they belong to by a possessor, a demonym or an "of" in a mention."""
    for phrase in d.phrases:
        if phrase.form is Form.PRONOUN or phrase.kind not in _BELONGING:
            continue
        if phrase.form is Form.NAME and phrase.kind is EntityKind.PERSON:
            yield from _homes(d, phrase, at, found)
            continue
        indexes = at.get(phrase.head, ())
        if len(indexes) != 1 or found[indexes[0]].kind not in _BELONGING:
            continue
        owners = (owner for office in d.finder.offices_of(phrase) for owner in at.get(office, ()))
        yield from ((indexes[0], owner) for owner in owners if _may_own(found[owner].kind, phrase.kind))


def _homes(d: Discourse, phrase: NounPhrase, at: At, found: tuple[DocEntity, ...]) -> Iterator[tuple[int, int]]:
    """Whose somebody is by a name's possessor: "Peru's Ana Ruiz"."""
    owner = d.parse.child(phrase.head, "poss")
    for index in at.get(phrase.head, ()):
        for office in at.get(owner, ()) if owner is not None else ():
            if found[office].kind in (*_PLACES, EntityKind.ORGANIZATION):
                yield index, office


def _is_countable(phrase: NounPhrase) -> bool:
    """A noun, or the name of a people: "two Chileans"."""
    return phrase.form is Form.NOMINAL or (phrase.form is Form.NAME and phrase.kind is EntityKind.GROUP)


def _may_own(owner: EntityKind, kind: EntityKind) -> bool:
    """A person has an office and supporters; a person's daughter or lawyer belongs to no body by that."""
    if owner is EntityKind.PERSON:
        return kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)
    return owner in (*_PLACES, EntityKind.ORGANIZATION, EntityKind.GROUP)


def _said_containers(d: Discourse, phrase: NounPhrase, at: At) -> Iterator[int]:
    """What a place lies in by the words beside it: "Elne, France", "Elne in France", "the French town of Elne"."""
    parse, head = d.parse, phrase.head
    for i in range(phrase.start, head):
        yield from at.get(i, ())
    for child in parse.children[head]:
        if child > head and parse.deps[child] == "appos" and parse.words[child - 1] == ",":
            yield from at.get(child, ())
        if child > head and parse.deps[child] == "prep" and parse.words[child] == "in":
            held = parse.child(child, "pobj")
            if held is not None:
                yield from at.get(held, ())


def _names_money(currencies: Currencies, d: Discourse, phrase: NounPhrase) -> bool:
    """Whether the head noun is the currency itself: "30 million dollars", not "dollar bonds"."""
    head = d.parse.lemmas[phrase.head]
    return head in currencies.codes or d.parse.words[phrase.head] in currencies.codes
