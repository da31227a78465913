"""What coreference leaves on a Doc."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.language.annotations import entities, entities_at
from kg.language.coreference import Coreference
from kg.model import Article, EntityKind
from kg.ontology import load_ontology
from tests.language.resolved import clusters, entity, named, resolved

TABLE = """
    Marta Marta NNP compound 1
    Lindqvist Lindqvist NNP nsubj 2
    praised praise VBD ROOT 2
    several several JJ amod 4
    negotiators negotiator NNS dobj 2
    Lindqvist Lindqvist NNP nsubj 6
    left leave VBD ROOT 6"""


def test_an_entity_bears_its_longest_name() -> None:
    """Shorter forms are its aliases."""
    found = entity(resolved(TABLE, Marta_Lindqvist="person", Lindqvist="person"), "Marta Lindqvist")
    assert (found.kind, found.aliases, found.is_named) == (EntityKind.PERSON, ("Lindqvist",), True)


def test_several_people_are_a_group_without_a_name() -> None:
    """A plural of a noun for people is a group."""
    found = entity(resolved(TABLE, Lindqvist="person"), "several negotiators")
    assert (found.kind, found.is_named) == (EntityKind.GROUP, False)


def test_a_head_token_leads_to_its_entity() -> None:
    """The way from a mention's head to the entity."""
    doc = resolved(TABLE, Marta_Lindqvist="person", Lindqvist="person")
    assert [entities(doc)[i].name for i in entities_at(doc[5])] == ["Marta Lindqvist"]
    assert entities_at(doc[2]) == ()


def test_a_foreign_pipelines_clusters_are_believed() -> None:
    """Span groups `coref_clusters_*` stand instead of the sieves."""
    doc = named(TABLE, Marta_Lindqvist="person")
    doc.spans["coref_clusters_1"] = [doc[3:5], doc[5:6]]
    Coreference(load_ontology())(doc)
    assert ("several negotiators", "Lindqvist") in clusters(doc)


@pytest.mark.model
def test_a_short_story(extractor: Extractor) -> None:
    """The components work on what the real pipeline gives."""
    text = "Kenyan Foreign Minister Musalia Mudavadi met Maria Silva in Lisbon. She thanked him. Mr Mudavadi flew home."
    (extraction,) = extractor.extract([Article("story", text)])
    found = {tuple(mention.words for mention in entity.mentions) for entity in extraction.entities}
    assert ("Musalia Mudavadi", "him", "Mudavadi") in found
    assert ("Maria Silva", "She") in found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (  # who speaks is nobody whom the quotation speaks of
            'Maria Silva accused the owner, Jan Kos. "I warned him twice," she told reporters.',
            ("Maria Silva", "I", "she"),
        ),
        (  # a spokesman's "we" is not himself
            '"We need more doctors," said Jan Kos, a spokesman for the World Health Organization. "I am worried."',
            ("We", "the World Health Organization"),
        ),
        (  # a description before its name
            "The bank raised rates, as its governor, Tashi Lhamo, warned that reserves fell. The governor resigned.",
            ("its governor", "Tashi Lhamo", "The governor"),
        ),
        (  # an apposition is the nearest name's
            "Defence Secretary Jan Kos and Ana Silva, the foreign minister, signed the pact.",
            ("Ana Silva", "the foreign minister"),
        ),
        (  # whose state it is
            "The Norwegian firm Ravna Oil sued the Angolan state.",
            ("the Angolan state", "Angolan"),
        ),
        (  # what an article is about is its country, not what was named last
            "Peru won again. Peru beat all in Lima. The captain once ran for Norway. The country was glad.",
            ("Peru", "Peru", "The country"),
        ),
        (  # one of a people is nobody who belongs to another
            "The Norwegian coach Ola Berg praised the Kenyan runner Ruth Abani. The Kenyan thanked the crowd.",
            ("the Kenyan runner", "Ruth Abani", "The Kenyan"),
        ),
        (  # a town is its country's
            "UniCredit bid for Ravna on Monday. Shares in the Milan-based lender fell.",
            ("UniCredit", "the Milan-based lender"),
        ),
        (  # who stands between two sides is neither
            "Peru attacked Chile. Oman, which mediated in March, said both sides had agreed to talks.",
            ("Oman", "which"),
        ),
        (  # a neighbour has a border with one
            "Togo said that a ferry from Ghana had sunk. India sent help. Togo lent its neighbour two boats.",
            ("Ghana", "its neighbour"),
        ),
        (  # its men are the body
            "Boko Haram killed 40 farmers on Sunday. Nigeria said that the militants had fled.",
            ("Boko Haram", "the militants"),
        ),
        (  # who backs a group is not where it is at home
            "The Houthis shelled Marib on Friday. Yemen said the Iran-backed group had killed a child.",
            ("The Houthis", "the Iran-backed group"),
        ),
        (  # a regulator is sooner a commission than the firm that is named most
            "Ravna Oil told the Tarn Trade Commission of its plan. Ravna Oil said the regulator had asked for data.",
            ("the Tarn Trade Commission", "the regulator"),
        ),
        (  # so many as were counted, nearer than any two names
            "The police held two climbers on Monday. Ana Ruiz met Jan Kos. The pair deny the charge.",
            ("two climbers", "The pair"),
        ),
        (  # an ambassador is sooner a diplomat than a president
            "President Ana Ruiz praised Peru's ambassador, Jan Kos. Ms Ruiz said the diplomat had done well.",
            ("Peru's ambassador", "Jan Kos", "the diplomat"),
        ),
        (  # a state is not the region that it lies in
            "Qatar paid the men. Doha's envoy left Yemen on Monday. The Gulf state denied it.",
            ("Qatar", "Doha", "The Gulf state"),
        ),
        (  # who leads a country, of one who was spoken of
            'Viktor Orban left early on Monday. "I am tired," the Hungarian leader told reporters.',
            ("Viktor Orban", "I", "the Hungarian leader"),
        ),
        (  # a firm has a rival too
            "DNB, its bigger rival, ruled out a bid.",
            ("DNB", "its bigger rival"),
        ),
        (  # whom somebody spoke to is not what an article is about
            "Ravna Oil closed a well on Monday. Its boss told Kompas of a fire. The company paid the men.",
            ("Ravna Oil", "Its", "The company"),
        ),
        (  # an acronym that is spoken as a word
            "The Central Organisation of Trade Unions left. Cotu agreed on Friday.",
            ("The Central Organisation of Trade Unions", "Cotu"),
        ),
        (  # synonyms
            "Protesters filled the square on Monday. Police beat the demonstrators.",
            ("Protesters", "the demonstrators"),
        ),
        (  # both firms are no court
            "Ravna Oil must pay Nokia, jurors said. In Seoul a court found that both firms had lied.",
            ("Nokia", "both firms"),
        ),
        (  # no party is a senate
            "The US Senate met on Monday. Most of the party accused her of lying.",
            ("The US Senate",),
        ),
        (  # where one of the dead came from is no country in mind
            "A Norwegian nurse was among the dead in Chechnya. Jan Kos left the republic.",
            ("Chechnya", "the republic"),
        ),
        (  # as many are others
            "Clerks at Ravna Oil met. Nokia will sack the same number of clerks.",
            ("the same number of clerks",),
        ),
        (  # what is only shouted is nobody
            'Jan Kos spoke on Monday. Some clerks shouted "traitor" and threw eggs at him.',
            ("Jan Kos", "him"),
        ),
        (  # "of them" behind a comma is what stands before that
            "Nurses in Tarn met. A fire killed 60 people, most of them women who had fled.",
            ("60 people", "them"),
        ),
        (  # an acronym is a name of its own
            "Ravna Oil closed a pit on Monday. The TKL union, which met in Lima, said it would sue.",
            ("The TKL union", "which", "it"),
        ),
        (  # a part of a title is no body
            "The Secretary of State, Ana Kern, left.",
            ("The Secretary", "Ana Kern"),
        ),
        (  # a tanker is sooner one than a ship
            "Troops seized a tanker, a week after they stopped a ship. Jan Kos said the tanker had left.",
            ("a tanker", "the tanker"),
        ),
        (  # a town's whole name, whatever the NER takes a part of it for
            "A bomb killed six in Dera Ismail Khan on Friday. Jan Kos left the city.",
            ("Dera Ismail Khan", "the city"),
        ),
        (  # the subject of a clause is not whom the clause tells of
            "Ana Ruiz wrote the book. Jan Kos defended Ola Berg, whom he had met in May.",
            ("Jan Kos", "he"),
        ),
    ],
)
def test_who_is_who_in_running_text(extractor: Extractor, text: str, mentions: tuple[str, ...]) -> None:
    """The mentions of one entity, and no others."""
    (extraction,) = extractor.extract([Article("story", text)])
    found = {tuple(mention.words for mention in entity.mentions) for entity in extraction.entities}
    assert mentions in found


@pytest.mark.model
def test_what_a_noun_is_of_tells_it_from_others(extractor: Extractor) -> None:
    """A label has it; the noun alone is another name."""
    (extraction,) = extractor.extract([Article("story", "A court in Lima jailed members of the Tarn choir.")])
    found = {(entity.name, entity.aliases) for entity in extraction.entities}
    assert ("court in Lima", ("court",)) in found
    assert ("members of the Tarn choir", ("members",)) in found
