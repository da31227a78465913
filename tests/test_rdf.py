"""RDF: the vocabulary, files that are the same bytes every time, and the shapes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.identity import identify
from kg.model import (
    Argument,
    Article,
    Entity,
    EntityKind,
    Event,
    Extraction,
    Mention,
    Period,
    Quotation,
    Role,
    TimeExpression,
)
from kg.ontology import load_ontology
from kg.rdf import Documents, triples, validate, write_nquads, write_trig, write_triples, write_turtle
from kg.rdf.regraph import regraph
from kg.rdf.vocabulary import GAF, KG, NIF, PROV, RDF, RDFS, SCHEMA, SEM, XSD
from tests.made_extractions import Draft, answer, border, quads_of, small_ontology

BORDER = "https://example.org/border"
PERSON = "https://w3id.org/newskg/person/"
COUNTRY = "https://w3id.org/newskg/country/"

ANY_TEXT = st.text(max_size=20) | st.sampled_from(
    [
        '" . <a> <b> <c> .',
        "\\",
        "\\u0022",
        "'''",
        '"""',
        "> <",
        "\r\n\t\0",
        "a,b;c.",
        "%zz",
        "x:y",
        "\ud800",
        "\u2028",
        "🕊",
    ]
)


def border_quads(*, keep_text: bool = True) -> list[ox.Quad]:
    """The quads of the article about the border."""
    return quads_of(border(), keep_text=keep_text)


def both_quads() -> list[ox.Quad]:
    """The quads of two articles."""
    return [*border_quads(), *quads_of(answer())]


def values(of: Iterable[ox.Quad], subject: str, predicate: ox.NamedNode) -> set[str]:
    """The values of a property."""
    return {q.object.value for q in of if q.subject.value == subject and q.predicate == predicate}


def event_iri(trigger: str, nth: int = 0) -> str:
    """The IRI of an event of the article about the border."""
    begin = [i for i in range(len(border().article.text)) if border().article.text.startswith(trigger, i)][nth]
    return f"{BORDER}#event={begin}"


def test_triples_are_written_once_and_as_the_library_writes_them() -> None:
    """As the store's writers want them."""
    for extraction in (border(), answer()):
        resolved = identify(extraction, ontology=small_ontology())
        lines = triples(resolved, small_ontology()).splitlines(keepends=True)
        assert len(set(lines)) == len(lines)
        assert lines == write_triples(quads_of(extraction)).splitlines(keepends=True)


def test_an_article_has_its_particulars() -> None:
    """Headline, day, publisher, author and dateline."""
    found = border_quads()
    assert values(found, BORDER, SCHEMA.headline) == {"Shells on Port Elin"}
    assert values(found, BORDER, SCHEMA.datePublished) == {"2031-05-04"}
    assert values(found, BORDER, SCHEMA.publisher) == {"https://w3id.org/newskg/org/The_Elin_Post"}
    assert values(found, BORDER, SCHEMA.locationCreated) == {"https://w3id.org/newskg/place/Veld"}
    assert {q.graph_name.value for q in found} == {BORDER}


def test_an_event_has_its_class_roles_time_and_perspective() -> None:
    """As section 2 of the design has it."""
    found, shelling = border_quads(), event_iri("shelling")
    assert values(found, shelling, RDF.type) == {KG.Attack.value}
    assert values(found, shelling, RDFS.label) == {"Sudmark attacks Port Elin"}
    assert values(found, shelling, KG.actor) == {f"{COUNTRY}Sudmark"}
    assert values(found, shelling, PROV.wasAttributedTo) == {f"{PERSON}Ada_Berg"}
    assert values(found, shelling, KG.confidence) == {"0.75"}
    assert values(found, event_iri("accused"), KG.content) == {shelling}
    assert values(found, event_iri("visit"), SEM.hasTimeStamp) == {"2031-06"}
    assert values(found, event_iri("visit"), KG.factuality) == {KG.Future.value}


@pytest.mark.parametrize(
    ("trigger", "label"),
    [
        ("accused", "Ada Berg accuses Sudmark"),
        ("firing", "denied: Sudmark attacks Port Elin"),
        ("killed", "killing: people"),
        ("visit", "future: Ada Berg: visit"),
        ("promised", "Ada Berg promises aid"),
        ("negotiate", "Norland and Sudmark: negotiation"),
        ("burned", "Port Elin: burned"),
    ],
)
def test_a_label_tells_an_event_in_a_few_words(trigger: str, label: str) -> None:
    """Who does what to whom, with a mark before what is no fact."""
    assert values(border_quads(), event_iri(trigger), RDFS.label) == {label}


def test_a_label_agrees_with_its_actors() -> None:
    """Several of them, or a group called by a plural, take the plural."""
    draft = Draft("Norland and Sudmark shelled Veld. Gunmen shelled Veld.")
    for name in ("Norland", "Sudmark", "Veld"):
        draft.entity(EntityKind.COUNTRY, name)
    draft.entity(EntityKind.GROUP, "Gunmen", shared=False)
    draft.event("Attack", "shelled", actor=("Norland", "Sudmark"), target="Veld")
    draft.event("Attack", ("shelled", 1), actor="Gunmen", target="Veld")
    found = quads_of(draft.extraction())
    labels = {q.object.value for q in found if q.predicate == RDFS.label and "attack" in q.object.value}
    assert labels == {"Norland and Sudmark attack Veld", "Gunmen attack Veld"}


def test_a_label_does_not_say_that_something_is_done_with_a_thing() -> None:
    """ "Norland negotiates with fishing quotas" would be nonsense."""
    draft = Draft("Gunmen negotiated fishing quotas.")
    draft.entity(EntityKind.GROUP, "Gunmen", shared=False)
    draft.entity(EntityKind.THING, "fishing quotas", shared=False)
    draft.event("Negotiation", "negotiated", actor="Gunmen", target="fishing quotas")
    found = quads_of(draft.extraction())
    labels = {q.object.value for q in found if q.predicate == RDFS.label}
    assert "Gunmen: negotiation (fishing quotas)" in labels


def test_only_what_the_article_reports_as_a_fact_gives_a_short_triple() -> None:
    """No claim, no denial, no plan, nothing without a target, nothing that "reportedly" happened."""
    shorts = {small_ontology().classes[name].short for name in small_ontology().classes} - {None}
    found = {(q.subject.value, q.predicate.value, q.object.value) for q in border_quads()}
    assert {triple for triple in found if triple[1].removeprefix(KG.iri) in shorts} == {
        (f"{PERSON}Ada_Berg", KG.accuses.value, f"{COUNTRY}Sudmark"),
        (f"{PERSON}Ada_Berg", KG.meets.value, f"{PERSON}Ruben_Falk"),
    }


def test_a_range_of_days_has_a_begin_and_an_end() -> None:
    """A period that is no single day, month or year."""
    words = Mention(0, 4, "left", (0, 4))
    event = Event(words, None, "leave", time=Period("2031-05-01", "2031-05-09"))
    found = {q.predicate: q.object for q in quads_of(Extraction(Article("a", "left"), events=(event,)))}
    assert found[SEM.hasBeginTimeStamp] == ox.Literal("2031-05-01", datatype=XSD.date)
    assert found[SEM.hasEndTimeStamp] == ox.Literal("2031-05-09", datatype=XSD.date)
    assert SEM.hasTimeStamp not in found


def test_every_mention_stands_in_the_text() -> None:
    """Its words are those of the text at its offsets, time expressions too."""
    text, found = border().article.text, border_quads()
    mentions = [q.subject.value for q in found if q.predicate == RDF.type and q.object == NIF.Phrase]
    for mention in mentions:
        (begin,), (end,) = values(found, mention, NIF.beginIndex), values(found, mention, NIF.endIndex)
        assert values(found, mention, NIF.anchorOf) == {text[int(begin) : int(end)]}
    denoted = {q.object.value for q in found if q.predicate == GAF.denotedBy}
    timed = {q.subject.value for q in found if q.predicate == KG.value}
    assert set(mentions) == denoted | timed
    assert len(timed) == 2


def test_without_text_the_offsets_and_anchors_stay() -> None:
    """No text, no sentence and no quotation is written."""
    found = border_quads(keep_text=False)
    sentences = {q.subject for q in found if q.object == NIF.Sentence}
    assert not [q for q in found if q.predicate in (NIF.isString, SCHEMA.text)]
    assert not [q for q in found if q.predicate == NIF.anchorOf and q.subject in sentences]
    assert [q for q in found if q.predicate == NIF.anchorOf]
    assert {q.subject for q in found} == {q.subject for q in border_quads()}


def test_files_are_the_same_bytes_in_any_order() -> None:
    """Turtle, TriG and N-Quads do not depend on the order of the quads."""
    given = both_quads()
    shuffled = [*given, *given]
    random.Random(7).shuffle(shuffled)
    for write in (write_turtle, write_trig, write_nquads):
        assert write(given) == write(shuffled)


def test_what_one_file_found_out_changes_nothing_in_the_other() -> None:
    """Graphs read once give the same Turtle and TriG in either order, with the prefixes that each of them uses."""
    given = [
        ox.Quad(*triple, ox.NamedNode("https://w3id.org/newskg/group/Named"))
        for triple in (quad.triple for quad in border_quads())
    ]
    both, other = Documents(given), Documents(given)
    trig = other.trig()
    assert (both.turtle(), both.trig()) == (other.turtle(), trig) == (write_turtle(given), write_trig(given))


def test_files_hold_what_was_given() -> None:
    """Oxigraph and rdflib read back what was written; Turtle loses the graphs' names only."""
    given = set(both_quads())
    assert set(ox.parse(write_trig(given), format=ox.RdfFormat.TRIG)) == given
    assert {q.triple for q in ox.parse(write_turtle(given), format=ox.RdfFormat.TURTLE)} == {q.triple for q in given}
    turtle = rdflib.Graph().parse(data=write_turtle(given), format="turtle")
    ntriples = rdflib.Graph().parse(
        data=ox.serialize({q.triple for q in given}, format=ox.RdfFormat.N_TRIPLES), format="nt"
    )
    assert isomorphic(turtle, ntriples)


def test_turtle_is_written_for_people() -> None:
    """`a` and the label first, prefixes only where used, numbers bare, offsets in order."""
    written = write_turtle(border_quads()).decode()
    assert f'<{event_iri("shelling")}> a kg:Attack ;\n    rdfs:label "Sudmark attacks Port Elin"@en ;\n' in written
    assert "    kg:confidence 0.75 ;\n" in written
    assert "person:Ada_Berg kg:accuses" not in written
    assert "    kg:accuses country:Sudmark ;\n" in written
    assert "@prefix group:" not in written
    assert "@prefix person: <https://w3id.org/newskg/person/> .\n" in written
    assert written.index(f"{event_iri('met')}> a") < written.index(f"{event_iri('negotiate')}> a")


def test_names_that_need_escapes_are_written_in_full() -> None:
    """ "Apple Inc." ends in a dot, which no prefixed name may."""
    draft = Draft("Acme Inc. and Conan O'Brien")
    draft.entity(EntityKind.ORGANIZATION, "Acme Inc.")
    draft.entity(EntityKind.PERSON, "Conan O'Brien")
    written = write_turtle(quads_of(draft.extraction())).decode()
    assert "<https://w3id.org/newskg/org/Acme_Inc.> a" in written
    assert "person:Conan_O%27Brien a" in written


def test_turtle_goes_back_to_its_articles_graphs() -> None:
    """The graphs' names come back from the IRIs of mentions and events."""
    turtle = write_turtle(border_quads())
    assert set(regraph(ox.parse(turtle, format=ox.RdfFormat.TURTLE))) == set(border_quads())
    both = set(regraph(ox.parse(write_turtle(both_quads()), format=ox.RdfFormat.TURTLE)))
    assert both >= set(both_quads())
    assert {q.triple for q in both} == {q.triple for q in both_quads()}


@st.composite
def hostile(draw: st.DrawFn) -> Extraction:
    """An article full of any characters, in every field that takes text."""
    text = draw(st.text(min_size=1, max_size=20))
    name = ANY_TEXT.filter(str.strip)
    mention = Mention(0, len(text), text, (0, len(text)))
    entities = tuple(
        Entity(
            kind, draw(name), (mention,), draw(st.booleans()), aliases=(draw(ANY_TEXT),), job_titles=(draw(ANY_TEXT),)
        )
        for kind in draw(st.lists(st.sampled_from(EntityKind), min_size=1, max_size=2))
    )
    event = Event(
        mention,
        draw(st.sampled_from([None, "Attack"])),
        draw(ANY_TEXT),
        arguments=(Argument(Role.ACTOR, 0, mention, ""),),
    )
    article = Article(
        draw(ANY_TEXT), text, title=draw(ANY_TEXT), publisher=draw(ANY_TEXT), author=draw(ANY_TEXT), url=draw(ANY_TEXT)
    )
    quotation = Quotation(mention, draw(ANY_TEXT), 0)
    return Extraction(article, entities, (event,), (quotation,), (TimeExpression(mention, "DATE", draw(ANY_TEXT)),))


@settings(deadline=None)
@given(hostile())
def test_no_text_breaks_out_of_a_file(extraction: Extraction) -> None:
    """Whatever stands in an article, both libraries read back what was written."""
    given = set(quads_of(extraction))
    (event,) = extraction.events
    if event.event_class is None:
        (said,) = {q.object.value for q in given if q.predicate == KG.predicate}
        assert said == re.sub("[\ud800-\udfff]", "\ufffd", event.predicate)
    assert set(ox.parse(write_trig(given), format=ox.RdfFormat.TRIG)) == given
    turtle = write_turtle(given)
    assert {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == {q.triple for q in given}
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    assert {(str(s), str(p), str(o)) for s, p, o in read} == {
        (q.subject.value, q.predicate.value, q.object.value) for q in given
    }


def test_good_data_conform() -> None:
    """With and without the article's text, with the small ontology and the real one."""
    assert validate(both_quads(), small_ontology()).messages == ()
    real = load_ontology()
    assert validate(quads_of(border(), real, keep_text=False), real).messages == ()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ((event_iri("met"), KG.confidence, ox.Literal("1.5", datatype=XSD.decimal)), "confidence"),
        ((event_iri("met"), KG.polarity, KG.Negative), "polarity"),
        ((event_iri("met"), RDF.type, KG.Visit), "one class"),
        ((event_iri("met"), KG.actor, ox.NamedNode(BORDER)), "actor is an entity"),
        ((event_iri("met"), KG.content, ox.NamedNode(BORDER)), "content is an event"),
        ((event_iri("met"), SEM.hasEndTimeStamp, ox.Literal("2031", datatype=XSD.gYear)), "begin and an end"),
        ((f"{BORDER}#new", KG.factuality, KG.Actual), "at least one mention"),
        ((f"{BORDER}#new", RDF.type, SCHEMA.Person), "has a name"),
        ((f"{BORDER}#char=0,4", NIF.anchorOf, ox.Literal("Oslo")), "words"),
        ((f"{BORDER}#char=0,4", NIF.beginIndex, ox.Literal(9)), "before its end"),
        ((BORDER, SCHEMA.datePublished, ox.Literal("May")), "published on one day"),
        ((BORDER, KG.mood, ox.Literal("x")), "does not declare"),
        ((f"{PERSON}Ada_Berg", KG.attacks, ox.NamedNode(f"{COUNTRY}Sudmark")), "no event gives"),
    ],
)
def test_broken_data_are_told(broken: tuple[str, ox.NamedNode, ox.Literal | ox.NamedNode], message: str) -> None:
    """The report names the node and says in words what is wrong."""
    subject, predicate, value = broken
    report = validate([*border_quads(), ox.Quad(ox.NamedNode(subject), predicate, value)], small_ontology())
    assert not report.conforms
    assert any(message in line for line in report.messages), report.messages
