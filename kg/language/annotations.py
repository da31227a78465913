"""What the components leave on a Doc, typed: the one place that knows the names of the extension attributes.

    kg_article     the Article that the Doc was made from (set by `extract` before the pipeline runs)
    kg_story       kg_layout: for each token whether it belongs to the story (not a dateline, credit or boilerplate)
    kg_dateline    kg_layout: the span that names where the article was written ("Washington DC"), or None
    kg_names       kg_names: the named mentions, repaired, typed and linked
    kg_natives     kg_names: for each noun that calls a person one of a people ("a Briton") whose that is
    kg_homes       kg_names: for each word of a body's name that tells its country ("Kenyan Senate") that country's name
    kg_entities    kg_coreference, then kg_facts: every entity with all its mentions
    kg_entity_at   head token index of a mention -> indexes in kg_entities
    kg_discourse   kg_coreference: its parse, its mentions by token, its titles (for kg_facts)
    kg_quotations  kg_speech: direct quotations
    kg_events      kg_events, then kg_factuality: events with their arguments

Time expressions are spans in `doc.spans["kg_times"]`: `label_` is the TIMEX3 type, `kb_id_` the TIMEX3 value.
Coreference clusters of a foreign pipeline are read from `doc.spans["coref_clusters_*"]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from kg.frames import Frame
from kg.gazetteer import KnownEntity
from kg.model import Article, EntityKind, Factuality, KnownPlace, Period, Polarity, Quantity, Role

TIMES = "kg_times"

_DEFAULTS: Mapping[str, object] = {
    "kg_article": None,
    "kg_story": None,
    "kg_credits": (),
    "kg_dateline": None,
    "kg_names": (),
    "kg_nested_names": (),
    "kg_natives": {},
    "kg_homes": {},
    "kg_entities": (),
    "kg_entity_at": {},
    "kg_discourse": None,
    "kg_quotations": (),
    "kg_events": (),
}
for _name, _default in _DEFAULTS.items():
    Doc.set_extension(_name, default=_default, force=True)


class DocName(NamedTuple):
    """A named mention: a span without determiner and title, what it names, and under which name."""

    span: Span
    kind: EntityKind
    name: str  # canonical: "United States" for "the US", "Israel" for "Israeli"
    known: KnownEntity | None = None
    is_global: bool = False
    is_demonym: bool = False  # an adjective or a people's name: "Israeli", "Palestinians"


class DocEntity(NamedTuple):
    """An entity of a Doc. `mentions` are spans from determiner to head noun, in text order, at least one."""

    kind: EntityKind
    name: str
    mentions: tuple[Span, ...]
    is_global: bool = False  # a full or known name, which is the same node in every article
    known_iri: str | None = None
    same_as: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    job_titles: tuple[str, ...] = ()
    affiliations: tuple[int, ...] = ()  # indexes in kg_entities
    contained_in: KnownPlace | None = None
    coordinates: tuple[float, float] | None = None
    quantity: Quantity | None = None
    is_named: bool = True  # some mention of it is a name; the others become nodes only where they fill a role


@dataclass(frozen=True, slots=True)
class DocQuotation:
    """A direct quotation: the span inside the marks, the verb that introduces it, and who says it."""

    span: Span
    verb: Token | None = None
    speaker: int | None = None  # index in kg_entities


def article_of(doc: Doc) -> Article:
    """The article that a Doc was made from; for a Doc of somebody else's pipeline one of its bare text."""
    article: Article | None = doc._.kg_article
    return article if article is not None else Article(id="", text=doc.text)


def story_mask(doc: Doc) -> list[bool]:
    """For each token, whether it is in the story."""
    story: Sequence[bool] | None = doc._.kg_story
    return list(story) if story is not None else [True] * len(doc)


def credits(doc: Doc) -> tuple[range, ...]:
    """The tokens of each part that says who wrote, took or drew, and where."""
    found: tuple[range, ...] = doc._.kg_credits
    return found


def entities(doc: Doc) -> tuple[DocEntity, ...]:
    """Every entity of a Doc, in order of first mention."""
    found: tuple[DocEntity, ...] = doc._.kg_entities
    return found


def names(doc: Doc) -> tuple[DocName, ...]:
    """The named mentions of a Doc, in text order."""
    found: tuple[DocName, ...] = doc._.kg_names
    return found


def nested_names(doc: Doc) -> tuple[DocName, ...]:
    """The countries inside the names of bodies, in text order."""
    found: tuple[DocName, ...] = doc._.kg_nested_names
    return found


def natives(doc: Doc) -> Mapping[int, KnownEntity]:
    """The nouns that call somebody one of a people, by token, with what he or she belongs to: "a Briton"."""
    found: Mapping[int, KnownEntity] = doc._.kg_natives
    return found


def homes(doc: Doc) -> Mapping[int, str]:
    """The words in the names of bodies that tell whose those are, by token, with the country: "the Kenyan Senate"."""
    found: Mapping[int, str] = doc._.kg_homes
    return found


def head_of(mention: Span) -> int:
    """The head token of a mention; most have one token, and spaCy looks for a root in those too."""
    start: int = mention.start
    return start if mention.end - start == 1 else int(mention.root.i)


def set_entities(doc: Doc, found: Sequence[DocEntity], at: Mapping[int, tuple[int, ...]]) -> None:
    """Replace the entities of a Doc, and the way from a mention's head token to them."""
    doc._.kg_entities = tuple(found)
    doc._.kg_entity_at = dict(at)


def add_entities(doc: Doc, more: Sequence[DocEntity]) -> None:
    """Entities after those that a Doc has, whose indexes stay."""
    at = dict(doc._.kg_entity_at)
    for index, entity in enumerate(more, start=len(doc._.kg_entities)):
        for mention in entity.mentions:
            head = head_of(mention)
            at[head] = (*at.get(head, ()), index)
    doc._.kg_entities = (*doc._.kg_entities, *more)
    doc._.kg_entity_at = at


def entity_index(doc: Doc) -> Mapping[int, tuple[int, ...]]:
    """The entities that a mention stands for, by its head token's index: several for "both sides"."""
    at: Mapping[int, tuple[int, ...]] = doc._.kg_entity_at
    return at


def entities_at(token: Token) -> tuple[int, ...]:
    """The entities that the mention with this head stands for; none for a verb."""
    return entity_index(token.doc).get(token.i, ())


def times(doc: Doc) -> tuple[Span, ...]:
    """The time expressions of a Doc, in text order."""
    return tuple(doc.spans.get(TIMES, ()))


def quotations(doc: Doc) -> tuple[DocQuotation, ...]:
    """The direct quotations of a Doc, in text order."""
    found: tuple[DocQuotation, ...] = doc._.kg_quotations
    return found


@dataclass(frozen=True, slots=True)
class DocArgument:
    """What fills one role: entities (several for "both sides"), or for content an event or a quotation."""

    role: Role
    token: int
    rule: str
    entities: tuple[int, ...] = ()
    event: int | None = None
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class DocEvent:
    """One report of an event. `head` is its trigger's head token, `clause` the verb that carries it, light or not."""

    head: int
    trigger: tuple[int, int]  # tokens, half-open
    clause: int
    event_class: str | None
    predicate: str
    frame: Frame | None = None
    arguments: tuple[DocArgument, ...] = ()
    cause: int | None = None  # the event that stands where an actor would: "the strike killed six"
    polarity: Polarity = Polarity.POSITIVE
    factuality: Factuality = Factuality.ACTUAL
    attribution: int | None = None  # index in kg_entities
    is_attributed: bool = False
    time: Period | None = None
    confidence: float = 1.0

    def entities(self, role: Role) -> tuple[int, ...]:
        """The entities that fill a role, once each."""
        return tuple(dict.fromkeys(e for a in self.arguments if a.role is role for e in a.entities))


def events(doc: Doc) -> tuple[DocEvent, ...]:
    """The events of a Doc, by the place of their trigger."""
    found: tuple[DocEvent, ...] = doc._.kg_events
    return found
