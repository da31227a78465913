"""A long article -> pieces that the parser can hold, and what is found in them -> one Extraction of the whole.

Parsing takes some 4 KB of memory a character, and a batch holds many texts at once. A name that several pieces give in
full is one entity; what has no name of its own (a bare surname, "the bridge") is resolved within its piece.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from kg.model import Argument, Article, Entity, Event, Extraction, Mention, Quotation, Role, TimeExpression

LONGEST = 30_000  # characters of a piece: a long magazine article, some 5,000 words
_ENDS = ("\n\n", "\n", ". ", " ")  # where a text may be cut, best first


T = TypeVar("T")


class Piece(NamedTuple):
    """A part of an article's text as an article of its own, and where it begins."""

    begin: int
    article: Article


def pieces(article: Article, longest: int = LONGEST) -> list[Piece]:
    """The article, in pieces of at most `longest` characters that end with a paragraph, a sentence or a word.

    >>> [piece.article.text for piece in pieces(Article(id="a", text="One fell. Two rose."), longest=12)]
    ['One fell. ', 'Two rose.']
    """
    found, begin, text = [], 0, article.text
    while len(text) - begin > longest:
        end = _cut(text, begin, begin + longest)
        found.append(Piece(begin, replace(article, text=text[begin:end])))
        begin = end
    return [*found, Piece(begin, replace(article, text=text[begin:]))] if found else [Piece(0, article)]


def _cut(text: str, begin: int, limit: int) -> int:
    """The end of the last paragraph, else sentence, else word in the second half of a stretch."""
    middle = (begin + limit) // 2
    for end in _ENDS:
        at = text.rfind(end, middle, limit)
        if at >= 0:
            return at + len(end)
    return limit


def united(article: Article, parts: Iterable[tuple[int, Extraction]]) -> Extraction:
    """What the pieces of an article say, with offsets into the whole of it."""
    whole = _Whole()
    for begin, extraction in parts:
        whole.add(begin, extraction)
    return whole.extraction(article)


class _Whole:
    """The Extraction of an article as its pieces come in."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.events: list[Event] = []
        self.quotations: list[Quotation] = []
        self.times: list[TimeExpression] = []
        self.sentences: list[tuple[int, int]] = []
        self.dateline: int | None = None
        self.named: dict[tuple[object, ...], int] = {}  # a global entity's kind and name -> its index

    def add(self, begin: int, part: Extraction) -> None:
        """Put what one more piece says behind what is there."""
        places = [self._place(entity) for entity in part.entities]
        for entity, place in zip(part.entities, places, strict=True):
            self.entities[place] = _merged(self.entities[place], _moved(entity, begin, places))
        first_event, first_quotation = len(self.events), len(self.quotations)
        self.events += (_event(event, begin, places, first_event, first_quotation) for event in part.events)
        self.quotations += (
            Quotation(_shift(q.mention, begin), q.text, None if q.speaker is None else places[q.speaker])
            for q in part.quotations
        )
        self.times += (replace(time, mention=_shift(time.mention, begin)) for time in part.times)
        self.sentences += ((start + begin, end + begin) for start, end in part.sentences)
        if self.dateline is None and part.dateline is not None and not begin:
            self.dateline = places[part.dateline]

    def extraction(self, article: Article) -> Extraction:
        """All of it."""
        return Extraction(
            article=article,
            entities=tuple(self.entities),
            events=tuple(self.events),
            quotations=tuple(self.quotations),
            times=tuple(self.times),
            dateline=self.dateline,
            sentences=tuple(self.sentences),
        )

    def _place(self, entity: Entity) -> int:
        """The index of an entity: that of its name where an earlier piece has it."""
        key = (entity.kind, entity.name, entity.known_iri)
        if entity.is_global and key in self.named:
            return self.named[key]
        self.entities.append(replace(entity, mentions=(), affiliations=()))
        if entity.is_global:
            self.named[key] = len(self.entities) - 1
        return len(self.entities) - 1


def _merged(first: Entity, second: Entity) -> Entity:
    """One entity with what both say; what only one place can hold is the first's."""
    return replace(
        first,
        mentions=first.mentions + second.mentions,
        aliases=_union(first.aliases, second.aliases),
        job_titles=_union(first.job_titles, second.job_titles),
        affiliations=_union(first.affiliations, second.affiliations),
        contained_in=first.contained_in or second.contained_in,
        coordinates=first.coordinates or second.coordinates,
        quantity=first.quantity or second.quantity,
    )


def _union(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(first + second))


def _moved(entity: Entity, begin: int, places: list[int]) -> Entity:
    return replace(
        entity,
        mentions=tuple(_shift(mention, begin) for mention in entity.mentions),
        affiliations=tuple(places[i] for i in entity.affiliations),
    )


def _event(event: Event, begin: int, places: list[int], first_event: int, first_quotation: int) -> Event:
    def argument(old: Argument) -> Argument:
        if old.role is not Role.CONTENT:
            filler = places[old.filler]
        else:
            filler = old.filler + (first_quotation if old.is_quotation else first_event)
        return replace(old, filler=filler, mention=_shift(old.mention, begin))

    return replace(
        event,
        trigger=_shift(event.trigger, begin),
        arguments=tuple(map(argument, event.arguments)),
        attribution=None if event.attribution is None else places[event.attribution],
    )


def _shift(mention: Mention, by: int) -> Mention:
    start, end = mention.sentence
    return Mention(mention.begin + by, mention.end + by, mention.words, (start + by, end + by))
