"""The shipped ontology says everything that extraction needs, and what a user's own file gets wrong is named."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import OntologyError
from kg.frames import PartOfSpeech, parse_frame
from kg.model import EntityKind, Factuality, Polarity, Role
from kg.ontology import (
    KG,
    SEM_EVENT,
    EventClass,
    Ontology,
    Position,
    load_ontology,
    ontology_files,
    read_ontology,
)
from kg.rdf.vocabulary import TYPES

ONTOLOGY = load_ontology()
FILES = ontology_files()
FAMILIES = {
    "Communication": "Statement Announcement Claim Accusation Denial Criticism Praise Warning Threat Demand Appeal"
    " Promise Proposal Apology",
    "Diplomacy": "Meeting Negotiation Mediation Agreement Rejection Recall Expulsion Recognition Rupture Visit"
    " Violation",
    "Conciliation": "Support Cooperation Aid Release Withdrawal Ceasefire Concession",
    "Coercion": "Sanction Arrest Blockade Deployment Seizure Abduction",
    "Violence": "Attack Killing Injury Fighting Destruction Death Invasion",
    "Dissent": "Protest",
    "Politics": "Election Appointment Resignation Dismissal Vote",
    "Justice": "Investigation Charge Conviction Sentencing Acquittal Lawsuit",
    "Business": "Acquisition Merger Investment Launch Founding Closure Layoff Report",
    "Hazard": "Disaster",
    "Mobility": "Movement",
}
LEAVES = [(leaf, family) for family, leaves in FAMILIES.items() for leaf in leaves.split()]
IRREGULAR = {"bought": "buy", "sold": "sell", "met": "meet", "laid": "lay", "broke": "break", "took": "take"}
PLOVER = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
    + ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
)
PREFIXES = f"""@prefix kg: <{KG}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
kg:Sport a owl:Class ; rdfs:subClassOf sem:Event ; rdfs:label "sport"@en . """


MATERIAL_CONFLICT = {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """Every shipped file in one graph."""
    found = rdflib.Graph()
    for path in FILES:
        found.parse(path)
    return found


def below_families() -> list[EventClass]:
    """The classes that have frames: all but the families, the plans, and those that their content makes."""
    classes = [c for c in ONTOLOGY.classes.values() if c.parent is not None and c.name not in ONTOLOGY.plans]
    return [c for c in classes if c.where_content is None]


def read(tmp_path: Path, turtle: str) -> Ontology:
    """The ontology of one Turtle text."""
    path = tmp_path / "own.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return read_ontology([path])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_turtle_to_both_parsers(path: Path) -> None:
    """rdflib and pyoxigraph read the same triples from a file."""
    assert len(rdflib.Graph().parse(path)) == len(set(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize(("leaf", "family"), LEAVES)
def test_every_leaf_of_the_vocabulary_is_in_its_family(leaf: str, family: str) -> None:
    """The classes that questions may rely on are there."""
    assert ONTOLOGY.classes[leaf].parent == family
    assert ONTOLOGY.classes[family].parent is None


@pytest.mark.parametrize("name", sorted(ONTOLOGY.classes))
def test_every_class_is_documented(name: str, graph: rdflib.Graph) -> None:
    """A class has one label, one definition and an example, and stands below sem:Event."""
    node = rdflib.URIRef(KG + name)
    assert len(list(graph.objects(node, rdflib.RDFS.label))) == 1
    assert len(list(graph.objects(node, rdflib.SKOS.definition))) == 1
    assert list(graph.objects(node, rdflib.SKOS.example))
    assert rdflib.URIRef(SEM_EVENT) in graph.transitive_objects(node, rdflib.RDFS.subClassOf)


@pytest.mark.parametrize("event_class", below_families(), ids=lambda event_class: event_class.name)
def test_every_class_has_frames(event_class: EventClass) -> None:
    """English says each class in three ways at least."""
    assert len(event_class.frames) >= 3


@pytest.mark.parametrize("event_class", below_families(), ids=lambda event_class: event_class.name)
def test_every_example_is_said_by_a_frame(event_class: EventClass, graph: rdflib.Graph) -> None:
    """A class's example sentence has a trigger of a frame of the class or of one below it."""
    heads = {
        frame.head
        for other in ONTOLOGY.classes.values()
        if ONTOLOGY.is_a(other.name, event_class.name)
        for frame in other.frames
    }
    (example, *_) = graph.objects(rdflib.URIRef(KG + event_class.name), rdflib.SKOS.example)
    words = [IRREGULAR.get(word, word) for word in re.findall(r"[a-z-]+", str(example).lower())]
    stems = {head[: max(3, len(head) - 2)] for head in heads}
    assert any(word.startswith(stem) for word in words for stem in stems), example


@pytest.mark.parametrize("event_class", below_families(), ids=lambda event_class: event_class.name)
def test_every_short_property_is_declared(event_class: EventClass, graph: rdflib.Graph) -> None:
    """A class names its short property, which is documented and belongs to no other class."""
    assert event_class.short is not None
    node = rdflib.URIRef(KG + event_class.short)
    assert (node, rdflib.RDF.type, rdflib.OWL.ObjectProperty) in graph
    assert all(graph.value(node, term) for term in (rdflib.RDFS.label, rdflib.SKOS.definition, rdflib.SKOS.example))
    sharing = [c for c in ONTOLOGY.classes.values() if c.short == event_class.short and c.frames]
    assert sharing == [event_class]


@pytest.mark.parametrize(("plan", "planned"), sorted(ONTOLOGY.plans.items()))
def test_a_plan_is_below_what_it_plans_and_coded_apart(plan: str, planned: str) -> None:
    """A plan has no frames of its own, stands below what it plans, and is an agreement or a threat to PLOVER."""
    event_class = ONTOLOGY.classes[plan]
    assert (event_class.parent, event_class.frames) == (planned, ())
    assert event_class.plover == ("THREATEN" if ONTOLOGY.classes[planned].plover in MATERIAL_CONFLICT else "AGREE")


def test_the_lexicon_is_broad() -> None:
    """English has many ways to say the news: verbs, particle verbs, nouns, adjectives and idioms."""
    frames = [frame for event_class in ONTOLOGY.classes.values() for frame in event_class.frames]
    assert len(frames) >= 700
    assert {frame.part_of_speech for frame in frames} == set(PartOfSpeech)
    assert any(len(frame.words) > 2 for frame in frames)


def test_codes_are_those_of_the_codebooks() -> None:
    """PLOVER has fifteen types here, and CAMEO codes are digits."""
    for event_class in ONTOLOGY.classes.values():
        assert event_class.plover is None or event_class.plover in PLOVER
        assert event_class.cameo is None or re.fullmatch(r"\d{2,4}", event_class.cameo)


@pytest.mark.parametrize(
    ("term", "above"),
    [
        *((role.value, "hasActor") for role in (Role.ACTOR, Role.TARGET, Role.RECIPIENT, Role.TOPIC, Role.INSTRUMENT)),
        *((role.value, "hasPlace") for role in (Role.PLACE, Role.ORIGIN, Role.DESTINATION)),
    ],
)
def test_roles_are_those_of_the_simple_event_model(term: str, above: str, graph: rdflib.Graph) -> None:
    """Who knows SEM reads the roles without knowing ours."""
    sem = rdflib.Namespace(SEM_EVENT.removesuffix("Event"))
    assert (rdflib.URIRef(KG + term), rdflib.RDFS.subPropertyOf, sem[above]) in graph


def test_every_term_of_ours_is_documented(graph: rdflib.Graph) -> None:
    """Each property that the files use, and each term that graphs write, has a label, a definition and an example."""
    written = {*(role.value for role in Role), *(p.value for p in Polarity), *(f.value for f in Factuality)}
    written |= {
        "polarity",
        "factuality",
        "confidence",
        "happening",
        "predicate",
        "isAttributed",
        "affiliation",
        "value",
    }
    written |= {"count", "minCount", "maxCount", "amount", "currency", "Quotation"}
    written |= {TYPES[kind].value.removeprefix(KG) for kind in (EntityKind.GROUP, EntityKind.THING)}
    used = {str(term) for term in graph.predicates()} | {str(t) for t in graph.objects(None, rdflib.RDF.type)}
    for term in {KG + name for name in written} | {term for term in used if term.startswith(KG)}:
        node = rdflib.URIRef(term)
        assert graph.value(node, rdflib.RDFS.label), term
        assert graph.value(node, rdflib.SKOS.definition), term
        assert graph.value(node, rdflib.SKOS.example), term


def test_every_word_set_is_documented_and_lower_case_where_it_is_a_lemma(graph: rdflib.Graph) -> None:
    """A word set has words, a label and a definition."""
    for name, words in ONTOLOGY.word_sets.items():
        node = rdflib.URIRef(KG + name)
        assert words and graph.value(node, rdflib.RDFS.label) and graph.value(node, rdflib.SKOS.definition), name
        assert all(word == word.strip() for word in words), name


def test_operators_stand_in_every_position() -> None:
    """Each position of an operator has one, and each changes something, but for what does so only when negated."""
    assert all(ONTOLOGY.operators_at(position) for position in Position)
    for operator in ONTOLOGY.operators:
        assert operator.is_neutral == (operator.name == "TruthGovernor")


def test_a_frame_is_read_into_words_and_slots() -> None:
    """Roles, particle, alternatives, requirement and restriction come out of one line."""
    frame = parse_frame("actor pull out target![group|-'plug'] from/out_of:origin", "Withdrawal")
    assert frame.words == ("pull", "out")
    target, origin = frame.slot("object"), frame.slot("out of")
    assert target and target.is_required and target.allowed == {"group"} and target.excluded == {"'plug'"}
    assert origin and origin.role is Role.ORIGIN and origin.labels == ("from", "out of")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("actor kick target at:goal", "'goal' is no role"),
        ("actor target", "has no trigger"),
        ("actor kick target![Footwear]", "'Footwear' is no kind, word set or 'word'"),
        ("actor kick.n.n of:target", "should end in .n, .a or .v"),
        ("actor kick.x target", "should end in .n, .a or .v"),
        ("actor give proud.a of:target", "an adjective stands alone"),
        ("actor kick.n off.n", "only the last word may carry .n or .a"),
        ("actor kick at:target off", "'off' is no role, and the trigger has passed"),
        ("actor kick target![person", "cannot read"),
    ],
)
def test_a_bad_frame_is_named(tmp_path: Path, frame: str, said: str) -> None:
    """The message says which class, which frame and which part of it."""
    turtle = f'kg:Kick a owl:Class ; rdfs:subClassOf kg:Sport ; kg:frame "{frame}" .'
    with pytest.raises(OntologyError, match=re.escape(said)) as caught:
        read(tmp_path, turtle)
    assert caught.value.term == "kg:Kick" and frame in str(caught.value)


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("kg:Kick rdfs:subClassOf kg:Pastime .", "kg:Kick: is below kg:Pastime, which is no event class"),
        ("kg:A rdfs:subClassOf kg:B . kg:B rdfs:subClassOf kg:A .", "which is no event class"),
        ("kg:Kick rdfs:subClassOf kg:Sport ; kg:contentFactuality kg:Maybe .", "kg:Actual, kg:Possible"),
        ('kg:Nearly a kg:Operator ; kg:word "nearly" .', "an operator needs a kg:position"),
        ("kg:Nearly a kg:Operator ; kg:position kg:Adverb .", "at least one kg:word"),
        ('kg:Nearly a kg:Operator ; kg:position kg:Left ; kg:word "nearly" .', "is none of kg:Governor"),
        ("kg:Kick rdfs:subClassOf kg:Sport", "own.ttl"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, turtle: str, said: str) -> None:
    """What cannot be read raises an OntologyError that says where and why."""
    with pytest.raises(OntologyError, match=re.escape(said)):
        read(tmp_path, turtle)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path that does not exist is said."""
    with pytest.raises(OntologyError, match="none.ttl"):
        load_ontology([tmp_path / "none.ttl"])


def test_a_plan_without_a_class_is_a_mistake(tmp_path: Path) -> None:
    """A class whose plans are of no class is named, with what it asks for."""
    own = "kg:Dance a owl:Class ; rdfs:subClassOf kg:Art ; kg:planned kg:Rehearsal ."
    with pytest.raises(OntologyError, match="kg:Dance.*kg:Rehearsal"):
        read(tmp_path, "kg:Art a owl:Class ; rdfs:subClassOf sem:Event ." + own)


def test_codes_and_content_effects_are_left_to_the_class_below(tmp_path: Path) -> None:
    """A subclass has what it does not say itself from the nearest class above that says it."""
    found = read(
        tmp_path,
        """kg:Bet rdfs:subClassOf kg:Sport ; kg:plover "AGREE" ; kg:cameo "030" ; kg:contentFactuality kg:Future ;
            kg:contentPolarity kg:Negative ; kg:attributesContent true .
        kg:SideBet rdfs:subClassOf kg:Bet . kg:Joke rdfs:subClassOf kg:SideBet ;
            kg:attributesContent false ; kg:plover "CONSULT" .""",
    )
    side, joke = found.classes["SideBet"], found.classes["Joke"]
    assert (side.plover, side.cameo, side.attributes_content) == ("AGREE", "030", True)
    assert (side.content_factuality, side.content_polarity) == (Factuality.FUTURE, Polarity.NEGATIVE)
    assert (joke.plover, joke.cameo, joke.attributes_content) == ("CONSULT", "030", False)
    assert [c.name for c in found.ancestors("Joke")] == ["Joke", "SideBet", "Bet", "Sport"]
    assert found.is_a("Joke", "Bet") and not found.is_a("Bet", "Joke") and not found.is_a(None, "Bet")


def test_a_users_file_adds_to_what_ships(tmp_path: Path) -> None:
    """A new way to say an event, and a new event, are a line of Turtle each; the version tells the ontologies apart."""
    path = tmp_path / "own.ttl"
    path.write_text(
        PREFIXES + 'kg:Recall kg:frame "actor fetch home target from:origin" . '
        'kg:Goal a owl:Class ; rdfs:subClassOf kg:Sport ; kg:frame "actor score against:target" .',
        encoding="utf-8",
    )
    found = load_ontology([path])
    assert {frame.event_class for frame in found.frames["fetch", PartOfSpeech.VERB]} == {"Recall"}
    assert found.classes["Goal"].parent == "Sport"
    assert found.version != ONTOLOGY.version and load_ontology().version == ONTOLOGY.version


def test_frames_are_found_by_their_head() -> None:
    """A particle verb is found by its verb, an idiom with a noun by the noun."""
    assert all(frame.words[0] == "pull" for frame in ONTOLOGY.frames["pull", PartOfSpeech.VERB])
    assert {"Agreement"} <= {
        ancestor.name
        for frame in ONTOLOGY.frames["deal", PartOfSpeech.NOUN]
        for ancestor in ONTOLOGY.ancestors(frame.event_class)
    }


def test_lemmas_are_those_of_frames_support_verbs_and_operators() -> None:
    """What the lemmatizer cuts short is mended by every word that the ontology gives a part."""
    assert {"deal", "stage", "erupt", "fail"} <= ONTOLOGY.lemmas


def test_an_own_class_is_preferred_to_a_shipped_one(tmp_path: Path) -> None:
    """Where two frames fit alike, the one that the user wrote comes first."""
    (tmp_path / "mine.ttl").write_text(
        "@prefix kg: <https://w3id.org/newskg#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'kg:Zapping rdfs:subClassOf kg:Coercion ; kg:frame "actor hack target" .'
    )
    found = load_ontology([tmp_path / "mine.ttl"]).frames["hack", PartOfSpeech.VERB]
    alike = [frame.event_class for frame in found if frame.text == "actor hack target"]
    assert alike == ["Zapping", "CyberAttack"]


def test_a_frame_of_no_event_class_is_a_mistake(tmp_path: Path) -> None:
    """A class in another namespace, or below nothing, is told and not passed over in silence."""
    (tmp_path / "mine.ttl").write_text(
        '<https://example.org/Zapping> <https://w3id.org/newskg#frame> "actor zap target" .'
    )
    with pytest.raises(OntologyError, match="example.org/Zapping: has a kg:frame, but is no class"):
        load_ontology([tmp_path / "mine.ttl"])
