"""An extraction and a user's decisions in, the same extraction as the user wants it out.

Merges, splits, identifiers and rejections of authority files are applied to what one article says, before it becomes
quads: a pure function, so that a later build gives what a build at once would have given.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract import Extractor
from kg.gazetteer import Decisions, Gazetteer, KnownEntity
from kg.gazetteer.decisions import Rejection, Split
from kg.identity import (
    BASE,
    article_iri,
    canonical_name,
    entity_iri,
    entity_iris,
    keeping,
    known_place_iri,
    named_by,
)
from kg.model import Article, Entity, EntityKind, Event, Extraction, KnownPlace, Mention, Role

_log = logging.getLogger(__name__)
_DETERMINERS = ("the ", "a ", "an ", "The ", "A ", "An ")


class Decided:
    """An extractor whose extractions are as a user decided."""

    def __init__(self, extractor: Extractor, gazetteer: Gazetteer, base: str = BASE) -> None:
        self.extractor = extractor
        self.gazetteer = gazetteer
        self.base = base

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order."""
        return (decided(extraction, self.gazetteer, self.base) for extraction in self.extractor.extract(articles))


def decided(extraction: Extraction, gazetteer: Gazetteer, base: str = BASE) -> Extraction:
    """What an article says, with the gazetteer's decisions applied: rejections, splits, merges, identifiers.

    A decision about something that the article does not have changes nothing.
    """
    decisions = gazetteer.decisions
    if not decisions:
        return extraction
    article = article_iri(extraction.article, base)
    parted = _without_rejected(extraction, decisions.rejections, article)
    targets: dict[int, str] = {}  # entity -> the IRI that a split gives it
    for split in decisions.splits:
        if split.names and (not split.articles or article in split.articles):
            parted = _part_names(parted, split, _Nodes(parted, article, decisions, base), targets)
    return _renamed(parted, targets, article, gazetteer, base)


@dataclass(frozen=True)
class _Nodes:
    """Which entities of an extraction an IRI names, before or after merging."""

    extraction: Extraction
    article: str
    decisions: Decisions
    base: str

    def called(self, iri: str) -> list[int]:
        iris = entity_iris(self.extraction.entities, self.article, self.base)
        wanted = {iri, self.decisions.merged(iri)}
        return [i for i, own in enumerate(iris) if own == iri or self.decisions.merged(own) in wanted]


# Rejections


def _without_rejected(extraction: Extraction, rejections: Iterable[Rejection], article: str) -> Extraction:
    """The extraction without the events whose words and class a user rejected."""
    own = [rejection for rejection in rejections if rejection.article == article]
    if not own:
        return extraction
    wrong = {(r.begin, r.end, r.words, r.event_class) for r in own}
    keys = [(e.trigger.begin, e.trigger.end, e.trigger.words, e.event_class or "") for e in extraction.events]
    for begin, end, words, event_class in sorted(wrong.difference(keys)):
        _log.warning("%s: no event %s at %d,%d (%r) is left to reject", article, event_class, begin, end, words)
    return keeping(extraction, [i for i, key in enumerate(keys) if key not in wrong])


# Splits by name


def _part_names(extraction: Extraction, split: Split, nodes: _Nodes, targets: dict[int, str]) -> Extraction:
    """The mentions under a split's names as an entity of their own."""
    for old in nodes.called(split.source):
        entity = extraction.entities[old]
        moved = tuple(mention for mention in entity.mentions if _bare(mention.words) in split.names)
        if not moved or old in targets:
            continue
        if len(moved) == len(entity.mentions):
            new = old
        else:
            new = len(extraction.entities)
            extraction = _parted(extraction, old, moved, split.names)
        if split.target is not None:
            targets[new] = split.target
        elif new == old:
            extraction = _with_entity(extraction, old, _local(entity, _bare(moved[0].words)))
    return extraction


def _parted(extraction: Extraction, old: int, moved: tuple[Mention, ...], names: Sequence[str]) -> Extraction:
    """The extraction with one more entity, which takes some of an entity's mentions and the roles that they fill."""
    entity = extraction.entities[old]
    taken = {(mention.begin, mention.end) for mention in moved}
    rest = replace(
        entity,
        mentions=tuple(m for m in entity.mentions if (m.begin, m.end) not in taken),
        aliases=tuple(alias for alias in entity.aliases if alias not in names),
    )
    new = len(extraction.entities)
    own = _local(replace(entity, mentions=moved, aliases=(), job_titles=(), affiliations=()), _bare(moved[0].words))
    events = tuple(_moved_arguments(event, old, new, taken) for event in extraction.events)
    entities = (*extraction.entities[:old], rest, *extraction.entities[old + 1 :], own)
    return _with_sources(replace(extraction, entities=entities, events=events), old, new)


def _moved_arguments(event: Event, old: int, new: int, taken: set[tuple[int, int]]) -> Event:
    arguments = tuple(
        replace(a, filler=new)
        if a.role is not Role.CONTENT and a.filler == old and (a.mention.begin, a.mention.end) in taken
        else a
        for a in event.arguments
    )
    return event if arguments == event.arguments else replace(event, arguments=arguments)


def _with_sources(extraction: Extraction, old: int, new: int) -> Extraction:
    """What the one that was split off says is its own: it is the actor of the event whose content that is."""
    events, quotations = list(extraction.events), list(extraction.quotations)
    for event in extraction.events:
        if new in event.fillers(Role.ACTOR) and old not in event.fillers(Role.ACTOR):
            for argument in event.arguments:
                if argument.is_event and events[argument.filler].attribution == old:
                    events[argument.filler] = replace(events[argument.filler], attribution=new)
                elif argument.is_quotation and quotations[argument.filler].speaker == old:
                    quotations[argument.filler] = replace(quotations[argument.filler], speaker=new)
    return replace(extraction, events=tuple(events), quotations=tuple(quotations))


def _local(entity: Entity, name: str) -> Entity:
    """An entity as one that this article alone knows."""
    return replace(
        entity,
        name=name,
        is_global=False,
        known_iri=None,
        same_as=(),
        aliases=tuple(a for a in entity.aliases if a != name),
        contained_in=None,
        coordinates=None,
    )


def _bare(words: str) -> str:
    """Words without what may stand before a name.

    >>> _bare("the  Guardian")
    'Guardian'
    """
    text = canonical_name(words)
    return next((text[len(word) :] for word in _DETERMINERS if text.startswith(word)), text)


def _with_entity(extraction: Extraction, index: int, entity: Entity) -> Extraction:
    entities = extraction.entities
    return replace(extraction, entities=(*entities[:index], entity, *entities[index + 1 :]))


# Splits by article, merges, identifiers


def _renamed(
    extraction: Extraction, targets: Mapping[int, str], article: str, gazetteer: Gazetteer, base: str
) -> Extraction:
    """Each entity under the IRI that decisions give it, with the kind, name and identifiers that belong to that."""
    namer = _Namer(gazetteer, article, base)
    iris = entity_iris(extraction.entities, article, base)
    own = dict(zip(iris, extraction.entities, strict=True))
    entities = tuple(
        namer.named(entity, iri, targets.get(i), own)
        for i, (entity, iri) in enumerate(zip(extraction.entities, iris, strict=True))
    )
    return replace(extraction, article=namer.published(extraction.article), entities=entities)


@dataclass(frozen=True)
class _Namer:
    """Gives entities of one article the names that a user decided on."""

    gazetteer: Gazetteer
    article: str
    base: str

    @property
    def decisions(self) -> Decisions:
        """What the user decided."""
        return self.gazetteer.decisions

    def named(self, entity: Entity, iri: str, target: str | None, own: Mapping[str, Entity]) -> Entity:
        """An entity, whose IRI is given, as decisions want it; `target` is what a split by name made of it."""
        wanted = self.decisions.merged(target or iri)
        split = next((s for s in self.decisions.splits if self._applies(s, {iri, wanted})), None)
        if split is not None and target is None:
            if split.target is None:
                return replace(_local(entity, entity.name), aliases=entity.aliases)
            wanted = self.decisions.merged(split.target)
        if wanted != iri:
            entity = self._as(entity, wanted, own)
        entity = replace(entity, contained_in=self._around(entity.contained_in))
        return self._linked(entity, wanted)

    def published(self, article: Article) -> Article:
        """The article with its publisher under the name that the user decided on."""
        if not article.publisher or not article.publisher.strip():
            return article
        iri = entity_iri(EntityKind.ORGANIZATION, article.publisher, self.base)
        target = named_by(self.decisions.merged(iri), self.base)
        is_renamed = target is not None and target[0] is EntityKind.ORGANIZATION and iri in self.decisions.merges
        return replace(article, publisher=target[1]) if is_renamed and target is not None else article

    def _applies(self, split: Split, iris: set[str]) -> bool:
        return not split.names and split.source in iris and self.article in split.articles

    def _as(self, entity: Entity, iri: str, own: Mapping[str, Entity]) -> Entity:
        """An entity under another IRI: as the article's own entity of that IRI, as a known one, or by what it says."""
        other = own.get(iri)
        if other is None:
            named, known = named_by(iri, self.base), self._known(iri)
            kind, name = named or (entity.kind, entity.name)
            if known is not None:
                kind, name = known.kind, known.name
            around = self.gazetteer.containing(known) if known is not None else None
            other = replace(
                entity,
                kind=kind,
                name=name,
                is_global=True,
                known_iri=None if named else iri,
                same_as=known.same_as if known is not None else (),
                coordinates=known.coordinates if known is not None else None,
                contained_in=around,
            )
        names = {entity.name, *entity.aliases, *(other.aliases if other is not entity else ())} - {other.name}
        return replace(
            other,
            mentions=entity.mentions,
            aliases=tuple(sorted(names)),
            job_titles=entity.job_titles,
            affiliations=entity.affiliations,
            quantity=entity.quantity,
            known_iri=other.known_iri if other.is_global or other.known_iri else iri,
        )

    def _known(self, iri: str) -> KnownEntity | None:
        """What is known of an IRI: by a user's own, or by the kind and name in it."""
        named = named_by(iri, self.base)
        if named is None:
            return next((entity for entity in self.gazetteer.entities if entity.iri == iri), None)
        kind, name = named
        found = self.gazetteer.lookup(name) if kind is EntityKind.PLACE else self.gazetteer.known(name)
        return next((entity for entity in found if (entity.kind, entity.name) == named and entity.iri is None), None)

    def _around(self, place: KnownPlace | None) -> KnownPlace | None:
        """A place around another one, and those around that, under the names that the user decided on."""
        if place is None:
            return None
        iri = known_place_iri(place, self.base)
        place = replace(place, contained_in=self._around(place.contained_in))
        target = self.decisions.merged(iri)
        if target == iri:
            return place
        kind, name = named_by(target, self.base) or (place.kind, place.name)
        return replace(place, kind=kind, name=name, known_iri=None if named_by(target, self.base) else target)

    def _linked(self, entity: Entity, iri: str) -> Entity:
        """An entity with the identifiers that the user gave it, without those that it has not."""
        added, refused = (found.get(iri, ()) for found in (self.decisions.links, self.decisions.refused))
        same_as = tuple(sorted({*entity.same_as, *added} - set(refused)))
        return entity if same_as == entity.same_as else replace(entity, same_as=same_as)
