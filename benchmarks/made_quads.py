"""A graph of any size as `kg build` would write it, without reading a text: the same quads in every run.

Articles report events of the shipped classes between people, organisations, countries and groups. Some participants are
in most of the news, as in the world (their ranks follow a power law); about every tenth event is told by several
articles, one asserting it, one attributing it to a source, one denying it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pyoxigraph as ox

from kg.ontology import load_ontology
from kg.rdf.vocabulary import GAF, KG, NIF, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD

BASE = "https://w3id.org/newskg/"
FIRST_DAY = date(2024, 1, 1)
DAYS = 600
EVENTS = 10  # in each article
SHARED = 0.1  # of the events, which other articles tell too
PEOPLE, ORGS, COUNTRIES, PLACES = 2000, 600, 120, 400
FACTUALITY = (*(KG.Actual,) * 8, KG.Possible, KG.Future)
VICTIMS = frozenset({"Killing", "Injury", "Death"})  # of events whose target is a group with a number
LETTERS = "bcdfghklmnprstvz"
VOWELS = "aeiou"


class Maker:
    """Quads, article by article."""

    def __init__(self, seed: int = 1) -> None:
        self.draw = random.Random(seed)
        classes = load_ontology().classes.values()
        self.classes = sorted(c.name for c in classes if c.parent is not None)
        self.shorts = {c.name: c.short for c in classes if c.short}
        self.people = [self._entity("person", self._word() + " " + self._word()) for _ in range(PEOPLE)]
        self.orgs = [self._entity("org", f"{self._word()} Council") for _ in range(ORGS)]
        self.countries = [self._entity("country", self._word() + "land") for _ in range(COUNTRIES)]
        self.places = [self._entity("place", f"Port {self._word()}") for _ in range(PLACES)]
        self.told: list[tuple[str, ox.NamedNode, ox.NamedNode, ox.Literal]] = []

    def quads(self, count: int) -> Iterator[ox.Quad]:
        """At least so many quads, in whole articles."""
        made = number = 0
        while made < count:
            for quad in self._article(number):
                made += 1
                yield quad
            number += 1

    def _word(self) -> str:
        return "".join(self.draw.choice(LETTERS) + self.draw.choice(VOWELS) for _ in range(3)).title()

    def _entity(self, kind: str, name: str) -> tuple[ox.NamedNode, str]:
        return ox.NamedNode(f"{BASE}{kind}/{name.replace(' ', '_')}"), name

    def _some(self, known: list[tuple[ox.NamedNode, str]]) -> tuple[ox.NamedNode, str]:
        """One of them, the first far oftener than the last."""
        return known[int(len(known) * self.draw.random() ** 3)]

    def _article(self, number: int) -> Iterator[ox.Quad]:
        graph = ox.NamedNode(f"https://example.org/news/{number}")
        day = FIRST_DAY + timedelta(days=self.draw.randrange(DAYS))
        context = ox.NamedNode(f"{graph.value}#char=0,4000")
        for predicate, value in (
            (RDF.type, SCHEMA.NewsArticle),
            (SCHEMA.headline, ox.Literal(f"News number {number}")),
            (SCHEMA.datePublished, ox.Literal(day.isoformat(), datatype=XSD.date)),
            (SCHEMA.publisher, self._some(self.orgs)[0]),
        ):
            yield ox.Quad(graph, predicate, value, graph)
        yield ox.Quad(context, RDF.type, NIF.Context, graph)
        known: dict[ox.NamedNode, int] = {}
        for place in range(EVENTS):
            yield from self._event(graph, 100 + place * 300, day, known)

    def _event(self, graph: ox.NamedNode, begin: int, day: date, known: dict[ox.NamedNode, int]) -> Iterator[ox.Quad]:
        if self.told and self.draw.random() < SHARED:
            name, actor, target, when = self.draw.choice(self.told[-200:])
        else:
            name = self.draw.choice(self.classes)
            actor = self._some(self.draw.choice((self.people, self.orgs, self.countries)))[0]
            target = self._some(self.draw.choice((self.people, self.orgs, self.countries)))[0]
            when = ox.Literal((day - timedelta(days=self.draw.randrange(5))).isoformat(), datatype=XSD.date)
            self.told.append((name, actor, target, when))
        event = ox.NamedNode(f"{graph.value}#event={begin}")
        is_negative, is_claimed = self.draw.random() < 0.08, self.draw.random() < 0.3
        place = self._some(self.places)[0]
        rows: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
            (RDF.type, KG[name]),
            (RDFS.label, ox.Literal(f"{_name(actor)} {name} {_name(target)}", language="en")),
            (KG.actor, actor),
            (KG.target, target),
            (SEM.hasTimeStamp, when),
            (KG.polarity, KG.Negative if is_negative else KG.Positive),
            (KG.factuality, self.draw.choice(FACTUALITY)),
            (KG.confidence, ox.Literal("0.9", datatype=XSD.decimal)),
            (KG.happening, _happening(name, actor, target, when)),
        ]
        named = [actor, target]
        if name in VICTIMS:
            rows[3] = (KG.target, group := ox.NamedNode(f"{graph.value}#entity={begin + 40}"))
            yield ox.Quad(group, RDF.type, KG.Group, graph)
            yield ox.Quad(group, RDFS.label, ox.Literal("people", language="en"), graph)
            yield ox.Quad(group, KG.count, ox.Literal(self.draw.randrange(1, 90)), graph)
        if self.draw.random() < 0.3:
            rows.append((KG.place, place))
            named.append(place)
        if is_claimed:
            source = self._some(self.people)[0]
            rows.append((PROV.wasAttributedTo, source))
            named.append(source)
            yield from self._speech(graph, begin, event, source)
        elif not is_negative and rows[6][1] == KG.Actual and name in self.shorts:
            yield ox.Quad(actor, KG[self.shorts[name] or ""], target, graph)
        for predicate, value in rows:
            yield ox.Quad(event, predicate, value, graph)
        yield from self._mention(graph, event, begin, name)
        for number, entity in enumerate(named):
            if entity not in known:
                yield from self._facts(graph, entity)
            known[entity] = known.get(entity, 0) + 1
            yield from self._mention(graph, entity, begin + 20 * (number + 1), _name(entity))

    def _speech(
        self, graph: ox.NamedNode, begin: int, content: ox.NamedNode, source: ox.NamedNode
    ) -> Iterator[ox.Quad]:
        """The statement that an event is told in, now and then with a quotation beside it."""
        event = ox.NamedNode(f"{graph.value}#event={begin + 150}")
        for predicate, value in (
            (RDF.type, self.draw.choice((KG.Statement, KG.Accusation, KG.Promise, KG.Denial))),
            (RDFS.label, ox.Literal(f"{_name(source)}: statement", language="en")),
            (KG.actor, source),
            (KG.content, content),
            (KG.polarity, KG.Positive),
            (KG.factuality, KG.Actual),
        ):
            yield ox.Quad(event, predicate, value, graph)
        yield from self._mention(graph, event, begin + 150, "said")
        if self.draw.random() < 0.2:
            quotation = ox.NamedNode(f"{graph.value}#quotation={begin + 160}")
            yield ox.Quad(quotation, RDF.type, KG.Quotation, graph)
            yield ox.Quad(quotation, SCHEMA.text, ox.Literal("We will not wait,"), graph)
            yield ox.Quad(quotation, PROV.wasAttributedTo, source, graph)
            yield ox.Quad(event, KG.content, quotation, graph)

    def _facts(self, graph: ox.NamedNode, entity: ox.NamedNode) -> Iterator[ox.Quad]:
        """What an article says of an entity."""
        kind = entity.value.removeprefix(BASE).partition("/")[0]
        types = {"person": SCHEMA.Person, "org": SCHEMA.Organization, "country": SCHEMA.Country, "place": SCHEMA.Place}
        yield ox.Quad(entity, RDF.type, types[kind], graph)
        yield ox.Quad(entity, RDFS.label, ox.Literal(_name(entity), language="en"), graph)
        at = sum(map(ord, entity.value))
        if kind == "person":
            yield ox.Quad(entity, SKOS.altLabel, ox.Literal(_name(entity).split()[-1], language="en"), graph)
            yield ox.Quad(entity, SCHEMA.jobTitle, ox.Literal("minister", language="en"), graph)
            yield ox.Quad(entity, KG.affiliation, self.countries[at % 9][0], graph)
        if kind == "place":
            yield ox.Quad(entity, SCHEMA.containedInPlace, self.countries[at % 9][0], graph)

    def _mention(self, graph: ox.NamedNode, thing: ox.NamedNode, begin: int, words: str) -> Iterator[ox.Quad]:
        mention = ox.NamedNode(f"{graph.value}#char={begin},{begin + len(words)}")
        yield ox.Quad(thing, GAF.denotedBy, mention, graph)
        for predicate, value in (
            (RDF.type, NIF.Phrase),
            (NIF.beginIndex, ox.Literal(begin)),
            (NIF.endIndex, ox.Literal(begin + len(words))),
            (NIF.anchorOf, ox.Literal(words)),
            (NIF.referenceContext, ox.NamedNode(f"{graph.value}#char=0,4000")),
        ):
            yield ox.Quad(mention, predicate, value, graph)


def _name(entity: ox.NamedNode) -> str:
    return entity.value.rpartition("/")[2].replace("_", " ")


def _happening(name: str, actor: ox.NamedNode, target: ox.NamedNode, when: ox.Literal) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}happening/{name}-{_name(actor)}-{_name(target)}-{when.value}".replace(" ", "_"))
