"""Identity: IRIs that are a pure function of what is known."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import BASE, Resolved, ResolvedEvent, article_iri, confident, entity_iri, identify
from kg.model import Article, EntityKind, Extraction, Factuality, Role
from tests.made_extractions import Draft, answer, border, renamed, small_ontology

ANY_TEXT = st.text(st.characters(codec=None), max_size=30)


def resolve(extraction: Extraction) -> Resolved:
    """The extraction with IRIs."""
    return identify(extraction, ontology=small_ontology())


def event(resolved: Resolved, event_class: str) -> ResolvedEvent:
    """The first event of a class."""
    return next(e for e in resolved.events if e.event.event_class == event_class)


@pytest.mark.parametrize(
    ("article", "iri"),
    [
        (Article("1", "", url="https://example.org/a?b=ü c"), "https://example.org/a?b=ü%20c"),
        (Article("1", "", url="https://example.org/a#b#c"), "https://example.org/a#b%23c"),
        (Article("1", "", url="https://example.org/100%"), "https://example.org/100%25"),
        (Article("1", "", url="javascript:alert(1)"), f"{BASE}article/1"),
        (Article("x/../y z", ""), f"{BASE}article/x/%2E%2E/y%20z"),
        (Article("", "text"), f"{BASE}article/982d9e3eb996f559e633f4d194def376"),
    ],
)
def test_an_article_is_named_by_its_url_then_id_then_text(article: Article, iri: str) -> None:
    """A url that is no web address is not followed."""
    assert article_iri(article) == iri


@given(url=ANY_TEXT, id=ANY_TEXT, text=ANY_TEXT)
def test_any_article_has_a_valid_iri(url: str, id: str, text: str) -> None:
    """Whatever stands in its fields."""
    ox.NamedNode(article_iri(Article(id, text, url=f"https://example.org/{url}")))
    ox.NamedNode(article_iri(Article(id, text, url=url)))


@given(name=ANY_TEXT.filter(str.strip), kind=st.sampled_from(EntityKind))
def test_any_name_stays_in_its_path_segment(name: str, kind: EntityKind) -> None:
    """A hostile name cannot leave `<base>kind/`."""
    iri = ox.NamedNode(entity_iri(kind, name)).value
    start, _, segment = iri.rpartition("/")
    assert start == f"{BASE}{kind.value}"
    assert segment.strip(".")


@given(one=ANY_TEXT.filter(str.strip), other=ANY_TEXT.filter(str.strip))
def test_two_names_are_two_entities(one: str, other: str) -> None:
    """Names that differ in more than spaces and composition never meet."""
    if entity_iri(EntityKind.PERSON, one) == entity_iri(EntityKind.PERSON, other):
        assert "".join(one.split()) == "".join(other.split()) or not (one + other).isascii()


def test_an_underscore_is_no_space() -> None:
    """ "A_B" and "A B" stay apart."""
    assert entity_iri(EntityKind.ORGANIZATION, "A_B") != entity_iri(EntityKind.ORGANIZATION, "A B")


def test_only_a_full_name_is_shared_between_articles() -> None:
    """A bare surname is a node of its article; a known IRI wins over both."""
    draft = Draft("Smith met Ada Berg and Hamas.")
    draft.entity(EntityKind.PERSON, "Smith", shared=False)
    draft.entity(EntityKind.PERSON, "Ada Berg")
    draft.entity(EntityKind.ORGANIZATION, "Hamas", known_iri="https://example.org/hamas")
    assert resolve(draft.extraction()).entities == (
        f"{BASE}article/draft#entity=0",
        f"{BASE}person/Ada_Berg",
        "https://example.org/hamas",
    )


def test_entities_that_begin_together_are_numbered() -> None:
    """ "his friends" begins where "his" does."""
    draft = Draft("his friends left")
    draft.entity(EntityKind.PERSON, "his", shared=False)
    draft.entity(EntityKind.GROUP, "friends", "his friends", shared=False)
    assert resolve(draft.extraction()).entities[1] == f"{BASE}article/draft#entity=0-2"


def two_reports(**second: object) -> Resolved:
    """Two triggers of one attack, the second told otherwise."""
    draft = Draft("Sudmark attacked Veld. The attack came when Ada Berg left.")
    draft.entity(EntityKind.COUNTRY, "Sudmark")
    draft.entity(EntityKind.PLACE, "Veld")
    draft.entity(EntityKind.PERSON, "Ada Berg")
    draft.event("Attack", "attacked", actor="Sudmark", target="Veld", confidence=0.5)
    draft.event("Attack", ("attack", 1), **{"actor": "Sudmark", "target": "Veld", "confidence": 0.7, **second})
    return resolve(draft.extraction())


def test_reports_that_agree_are_one_event() -> None:
    """It has both mentions, the IRI of the first, and the confidence of the surer."""
    (node,) = two_reports().events
    assert [m.words for m in node.mentions] == ["attacked", "attack"]
    assert (node.iri, node.confidence) == (f"{BASE}article/draft#event=8", 0.7)


@pytest.mark.parametrize(
    "difference",
    [
        {"target": "Ada Berg"},
        {"place": "Veld"},
        {"negative": True},
        {"factuality": Factuality.POSSIBLE},
        {"source": "Ada Berg"},
        {"unnamed_source": True},
        {"day": "2031-05-02"},
    ],
    ids=str,
)
def test_reports_that_differ_stay_apart(difference: dict[str, object]) -> None:
    """One difference in roles, time or perspective is enough."""
    assert len(two_reports(**difference).events) == 2


def accusations(first: str, second: str) -> Resolved:
    """Two accusations, each of its own attack."""
    draft = Draft("Berg accused Falk of attacking Elin. Berg blamed Falk for the attack. Veld was quiet.")
    for name in ("Berg", "Falk", "Elin", "Veld"):
        draft.entity(EntityKind.PERSON, name)
    one = draft.event("Attack", "attacking", actor="Falk", target=first, source="Berg")
    other = draft.event("Attack", ("attack", 1), actor="Falk", target=second, source="Berg")
    draft.event("Accusation", "accused", actor="Berg", target="Falk", content=one)
    draft.event("Accusation", "blamed", actor="Berg", target="Falk", content=other)
    return resolve(draft.extraction())


def test_contents_that_agree_unite_what_they_are_the_content_of() -> None:
    """Two accusations of one deed are one; of two deeds they are two."""
    assert [len(e.mentions) for e in accusations("Elin", "Elin").events] == [2, 2]
    assert [len(e.mentions) for e in accusations("Elin", "Veld").events] == [1, 1, 1, 1]


def test_bare_triggers_agree_with_nothing() -> None:
    """Two nouns that say no more than "the attack" may be two attacks; one trigger's events are numbered."""
    draft = Draft("The attack. The attack.")
    for at in (("attack", 0), ("attack", 1)):
        draft.event("Attack", at)
    draft.event("Killing", "attack")
    iris = [e.iri.rpartition("#")[2] for e in resolve(draft.extraction()).events]
    assert iris == ["event=4", "event=4-2", "event=16"]


def test_an_event_in_its_own_content_ends() -> None:
    """A circle of contents gets IRIs like anything else."""
    draft = Draft("Berg said that Berg said")
    draft.entity(EntityKind.PERSON, "Berg")
    draft.event("Statement", "said", actor="Berg", content=1, day="2031-05-02")
    draft.event("Statement", ("said", 1), actor="Berg", content=0, day="2031-05-02")
    assert all(node.happening for node in resolve(draft.extraction()).events)


def test_two_articles_meet_in_one_happening() -> None:
    """A fact, a claim and a denial of one attack report the same happening."""
    reports = [*resolve(border()).events, *resolve(answer()).events]
    happenings = {e.happening for e in reports if e.event.event_class == "Attack" and e.event.time}
    assert len(happenings) == 1
    assert None not in happenings
    assert len({e.iri for e in reports}) == len(reports)


def test_a_happening_needs_a_day_and_shared_actors_and_targets() -> None:
    """A month, or a group of "people", is not enough."""
    resolved = resolve(border())
    assert event(resolved, "Meeting").happening
    assert event(resolved, "Killing").happening is None
    assert event(resolved, "Visit").happening is None


def visit(event_class: str) -> str | None:
    """The happening of a visit under one of the classes that it may have."""
    draft = Draft("Ada Berg visits Veld")
    draft.entity(EntityKind.PERSON, "Ada Berg")
    draft.event(event_class, "visits", actor="Ada Berg", day="2031-05-02")
    (node,) = identify(draft.extraction()).events
    return node.happening


def test_a_plan_and_what_came_of_it_are_one_happening() -> None:
    """What one article announces and another reports have one happening."""
    assert visit("PlannedVisit") == visit("Visit") != visit("PlannedMeeting")


def statement(quotation: str, day: str = "2031-05-02") -> str | None:
    """The happening of somebody's saying something."""
    draft = Draft(f"Ada Berg said: {quotation}")
    draft.entity(EntityKind.PERSON, "Ada Berg")
    draft.event("Statement", "said", actor="Ada Berg", quotation=draft.quotation(quotation), day=day)
    return event(resolve(draft.extraction()), "Statement").happening


def test_what_is_said_tells_statements_apart() -> None:
    """Two statements of one day are one happening where their words are the same."""
    assert statement("We stay.") == statement("We stay.")
    assert statement("We stay.") != statement("We go.")
    assert statement("We stay.") != statement("We stay.", "2031-05-03")


def test_contents_without_a_happening_tell_statements_apart_too() -> None:
    """Somebody who says two things on one day makes two statements."""

    def said(verb: str) -> str | None:
        draft = Draft(f"Ada Berg said that Falk {verb}")
        draft.entity(EntityKind.PERSON, "Ada Berg")
        draft.entity(EntityKind.PERSON, "Falk", shared=False)
        content = draft.event(None, verb, actor="Falk", source="Ada Berg")
        draft.event("Statement", "said", actor="Ada Berg", content=content, day="2031-05-02")
        return event(resolve(draft.extraction()), "Statement").happening

    assert said("left") == said("left") != said("stayed")


def test_identity_is_a_pure_function() -> None:
    """The same article gives the same IRIs; under another url its own, but the same happenings."""
    other = renamed(border(), url="https://example.org/other")
    assert resolve(border()) == resolve(border())
    assert [e.happening for e in resolve(other).events] == [e.happening for e in resolve(border()).events]
    assert not {e.iri for e in resolve(other).events} & {e.iri for e in resolve(border()).events}


def test_events_below_a_confidence_leave_their_contents() -> None:
    """What is left refers to what is left."""
    kept = resolve(confident(border(), 0.8))
    accusation = event(kept, "Accusation")
    assert Role.CONTENT not in dict(accusation.roles)
    denied = dict(event(kept, "Denial").roles)[Role.CONTENT]
    assert next(e for e in kept.events if e.iri == denied).event.factuality is Factuality.DENIED


def test_a_nameless_entity_is_refused() -> None:
    """A blank name has no IRI."""
    with pytest.raises(ValueError, match="needs a name"):
        replace(border().entities[0], name=" ")
