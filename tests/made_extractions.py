"""Extractions written by hand for tests: a draft takes words and roles, and finds the offsets itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.graph import KnowledgeGraph
from kg.identity import identify
from kg.model import (
    Argument,
    Article,
    Entity,
    EntityKind,
    Event,
    Extraction,
    Factuality,
    KnownPlace,
    Mention,
    Period,
    Polarity,
    Quantity,
    Quotation,
    Role,
    TimeExpression,
)
from kg.ontology import Ontology, read_ontology
from kg.rdf import triples

SMALL_ONTOLOGY = Path(__file__).parent / "cases" / "small-ontology.ttl"


@cache
def small_ontology() -> Ontology:
    """A few event classes, which stay as they are while the real ontology grows."""
    return read_ontology([SMALL_ONTOLOGY])


def quads_of(extraction: Extraction, ontology: Ontology | None = None, *, keep_text: bool = True) -> list[ox.Quad]:
    """What an article gives, by the small ontology or another one."""
    ontology = ontology or small_ontology()
    resolved = identify(extraction, ontology=ontology)
    written = triples(resolved, ontology, keep_text=keep_text)
    graph = ox.NamedNode(resolved.article)
    return [ox.Quad(*quad.triple, graph) for quad in ox.parse(written, format=ox.RdfFormat.N_TRIPLES)]


def made_graph(*articles: Extraction, **settings: object) -> KnowledgeGraph:
    """A graph of these articles in memory, with the small ontology."""
    graph = KnowledgeGraph(ontology=small_ontology(), **settings)
    for article in articles:
        graph.add(article)
    return graph


class Draft:
    """An extraction in the making. What is named must stand in the text; the n-th time it does is `(words, n)`."""

    def __init__(self, text: str, *, id: str = "draft", **article: object) -> None:
        self.article = Article(id=id, text=text, **article)
        self.entities: dict[str, Entity] = {}
        self.events: list[Event] = []
        self.quotations: list[Quotation] = []
        self.times: list[TimeExpression] = []
        self.dateline: int | None = None

    def mention(self, words: str | tuple[str, int]) -> Mention:
        """The words where they stand."""
        words, nth = (words, 0) if isinstance(words, str) else words
        begin = [m.start() for m in re.finditer(re.escape(words), self.article.text)][nth]
        sentences = [m.span() for m in re.finditer(r"\S.*?(?:[.!?]”?(?=\s)|$)", self.article.text, re.S)]
        sentence = next(((b, e) for b, e in sentences if b <= begin < e), (0, len(self.article.text)))
        return Mention(begin, begin + len(words), words, sentence)

    def entity(
        self, kind: EntityKind, name: str, *words: str | tuple[str, int], shared: bool = True, **more: object
    ) -> int:
        """An entity, by its name where no other words are given; its index."""
        mentions = tuple(map(self.mention, words or (name,)))
        self.entities[name] = Entity(kind, name, mentions, is_global=shared, **more)
        return len(self.entities) - 1

    def event(
        self,
        event_class: str | None,
        trigger: str | tuple[str, int],
        *,
        day: str | None = None,
        source: str | None = None,
        negative: bool = False,
        factuality: Factuality = Factuality.ACTUAL,
        content: int | None = None,
        quotation: int | None = None,
        confidence: float = 0.9,
        unnamed_source: bool = False,
        **roles: str | tuple[str, ...],
    ) -> int:
        """An event whose roles are filled by names of entities; its index."""
        at = self.mention(trigger)
        arguments = [
            Argument(Role(role), list(self.entities).index(name), at, "by hand")
            for role, names in roles.items()
            for name in ((names,) if isinstance(names, str) else names)
        ]
        if content is not None:
            arguments.append(Argument(Role.CONTENT, content, at, "by hand"))
        if quotation is not None:
            arguments.append(Argument(Role.CONTENT, quotation, at, "by hand", is_quotation=True))
        self.events.append(
            Event(
                trigger=at,
                event_class=event_class,
                predicate=at.words,
                arguments=tuple(arguments),
                polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
                factuality=factuality,
                attribution=None if source is None else list(self.entities).index(source),
                is_attributed=source is not None or unnamed_source,
                time=None if day is None else Period(day, day),
                confidence=confidence,
            )
        )
        return len(self.events) - 1

    def quotation(self, words: str, speaker: str | None = None) -> int:
        """A quotation; its index."""
        index = None if speaker is None else list(self.entities).index(speaker)
        self.quotations.append(Quotation(self.mention(words), words, index))
        return len(self.quotations) - 1

    def time(self, words: str, value: str) -> None:
        """A time expression."""
        self.times.append(TimeExpression(self.mention(words), "DATE", value))

    def extraction(self) -> Extraction:
        """What was drafted."""
        return Extraction(
            self.article,
            tuple(self.entities.values()),
            tuple(self.events),
            tuple(self.quotations),
            tuple(self.times),
            self.dateline,
        )


NORLAND = KnownPlace(EntityKind.COUNTRY, "Norland", same_as=("http://www.wikidata.org/entity/Q101",))


def border() -> Extraction:
    """An article with a fact, a claim, a denial, a meeting, a promise, a plan, a quotation and a count."""
    draft = Draft(
        "VELD - Minister Ada Berg accused Sudmark of shelling Port Elin on Friday. Sudmark denied firing on it."
        " Shells killed at least 12 people there. Berg met Ruben Falk in Veld on Saturday."
        " She promised aid, and will visit Sudmark in June. “We stay,” she said. Norland and Sudmark negotiate in Veld."
        " The port reportedly burned.",
        id="border.txt",
        url="https://example.org/border",
        title="Shells on Port Elin",
        published=date(2031, 5, 4),
        publisher="The Elin Post",
        author="R. Veen",
    )
    draft.entity(
        EntityKind.PERSON, "Ada Berg", "Ada Berg", ("Berg", 1), "She", aliases=("Berg",), job_titles=("minister",),
        affiliations=(2,),
    )  # fmt: skip
    draft.entity(EntityKind.COUNTRY, "Sudmark", "Sudmark", ("Sudmark", 1), ("Sudmark", 2), ("Sudmark", 3))
    draft.entity(EntityKind.COUNTRY, "Norland", same_as=NORLAND.same_as)
    draft.entity(
        EntityKind.PLACE, "Port Elin", "Port Elin", "it.", "there", "The port", contained_in=NORLAND,
        coordinates=(55.5, -0.25),
    )  # fmt: skip
    draft.entity(EntityKind.PERSON, "Ruben Falk")
    draft.dateline = draft.entity(EntityKind.PLACE, "Veld", "VELD", "Veld", contained_in=NORLAND)
    draft.entity(EntityKind.GROUP, "people", "12 people", shared=False, quantity=Quantity(min_count=12))
    draft.entity(EntityKind.THING, "aid", shared=False)
    shelling = draft.event(
        "Attack", "shelling", actor="Sudmark", target="Port Elin", day="2031-05-02", source="Ada Berg", confidence=0.75
    )
    draft.event("Accusation", "accused", actor="Ada Berg", target="Sudmark", content=shelling, day="2031-05-02")
    firing = draft.event(
        "Attack", "firing", actor="Sudmark", target="Port Elin", factuality=Factuality.DENIED, source="Sudmark"
    )
    draft.event("Denial", "denied", actor="Sudmark", content=firing)
    draft.event("Killing", "killed", target="people", place="Port Elin")
    draft.event("Meeting", "met", actor="Ada Berg", target="Ruben Falk", place="Veld", day="2031-05-03")
    draft.event("Promise", "promised", actor="Ada Berg", topic="aid")
    draft.event("Visit", "visit", actor="Ada Berg", destination="Sudmark", factuality=Factuality.FUTURE, day="2031-06")
    said = draft.quotation("We stay,", "Ada Berg")
    draft.event("Statement", "said", actor="Ada Berg", quotation=said)
    draft.event("Negotiation", "negotiate", actor=("Norland", "Sudmark"), place="Veld")
    draft.event(None, "burned", actor="Port Elin", unnamed_source=True)
    draft.time("Friday", "2031-05-02")
    draft.time("Saturday", "2031-05-03")
    return draft.extraction()


def answer() -> Extraction:
    """An article that tells of the same shelling: once as a fact, once as something that did not happen."""
    draft = Draft(
        "Sudmark shelled Port Elin on Friday. Sudmark did not shell Port Elin, said Falk.",
        id="answer",
        published=date(2031, 5, 5),
    )
    draft.entity(EntityKind.COUNTRY, "Sudmark", "Sudmark", ("Sudmark", 1))
    draft.entity(EntityKind.PLACE, "Port Elin", "Port Elin", ("Port Elin", 1), contained_in=NORLAND)
    draft.entity(EntityKind.PERSON, "Falk", shared=False)
    attack = {"actor": "Sudmark", "target": "Port Elin", "day": "2031-05-02"}
    draft.event("Attack", "shelled", **attack)
    denial = draft.event("Attack", ("shell", 1), negative=True, source="Falk", **attack)
    draft.event("Statement", "said", actor="Falk", content=denial)
    return draft.extraction()


def renamed(extraction: Extraction, **article: object) -> Extraction:
    """The same report in another article."""
    return replace(extraction, article=replace(extraction.article, **article))


HOSTILE = '</title><script>alert(1)</script>\x00\x1b & ]]> "q"; x'


def hostile() -> Extraction:
    """An article whose names and words are markup, formulas, line ends and control characters."""
    draft = Draft(f"=1+1 met {HOSTILE} in\n@Rome\nthere.", id="hostile", title=HOSTILE, published=date(2031, 5, 4))
    draft.entity(EntityKind.PERSON, "=1+1", aliases=("a;b", "\tc"), job_titles=("+chief",))
    draft.entity(EntityKind.PERSON, HOSTILE)
    draft.entity(EntityKind.PLACE, "@Rome", coordinates=(-41.9, -12.5))
    draft.event("Meeting", "met", actor="=1+1", target=HOSTILE, place="@Rome", day="2031-02")
    return draft.extraction()
