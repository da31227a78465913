"""Graphs made by hand for tests: TriG as DESIGN.md section 2 fixes it, and networks of any size without a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import networkx as nx

from kg.model import EntityKind, Factuality, Polarity, Role
from kg.network import Edge, EdgeKind, EntityNode, EventNode, Evidence, NewsArticle, QuotationNode, RoleSpan

BASE = "https://w3id.org/newskg/"
PREFIXES = """\
@prefix kg: <https://w3id.org/newskg#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix gaf: <http://groundedannotationframework.org/gaf#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> . @prefix schema: <https://schema.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
GRAPH <https://w3id.org/newskg> {
  kg:Communication rdfs:subClassOf sem:Event ; rdfs:label "communication"@en .
  kg:Accusation rdfs:subClassOf kg:Communication ; rdfs:label "accusation"@en ; kg:short kg:accuses .
  kg:Statement rdfs:subClassOf kg:Communication ; rdfs:label "statement"@en ; kg:short kg:states .
  kg:accuses rdfs:label "accuses"@en .
  kg:Violence rdfs:subClassOf sem:Event ; rdfs:label "violence"@en .
  kg:Attack rdfs:subClassOf kg:Violence ; rdfs:label "attack"@en ; kg:short kg:attacks .
  kg:attacks rdfs:label "attacks"@en .
}
"""
TEXT = (
    "Norland's minister Ada Berg accused Sudmark of shelling Port Elin. “We did not fire,” Sudmark said. 🕊 Berg left."
)
ARTICLE = "https://example.org/shelling"


def span(words: str, start: int = 0) -> str:
    """A mention's IRI and its triples' begin and end, found in `TEXT`."""
    begin = TEXT.index(words, start)
    return f"<{ARTICLE}#char={begin},{begin + len(words)}>"


def mention(words: str, start: int = 0) -> str:
    """The triples of a mention."""
    begin = TEXT.index(words, start)
    left, right = next((a, b) for a, b in SENTENCES if a <= begin < b)
    return (
        f"{span(words, start)} a nif:Phrase ; nif:beginIndex {begin} ; nif:endIndex {begin + len(words)} ;"
        f' nif:anchorOf "{words}" ;'
        f" nif:referenceContext <{ARTICLE}#char=0,{len(TEXT)}> ; nif:sentence <{ARTICLE}#char={left},{right}> ."
    )


SENTENCES = ((0, TEXT.index(" “")), (TEXT.index("“"), TEXT.index(" 🕊")), (TEXT.index("🕊"), len(TEXT)))


def shelling_trig(*, text: bool = True) -> str:
    """One article: an accusation, the attack that it is about, a quotation, and an event outside the classes."""
    second = TEXT.index("Sudmark said")
    context = f'<{ARTICLE}#char=0,{len(TEXT)}> a nif:Context ; nif:isString "{TEXT}" .' if text else ""
    return f"""{PREFIXES}{ONTOLOGY}
GRAPH <{ARTICLE}> {{
  <{ARTICLE}> a schema:NewsArticle ; schema:headline "Shells on Port Elin" ;
    schema:datePublished "2031-05-04"^^xsd:date ; schema:publisher <{BASE}org/The_Elin_Post> .
  <{BASE}org/The_Elin_Post> a schema:Organization ; rdfs:label "The Elin Post"@en .
  <{ARTICLE}#event=28> a kg:Accusation ; rdfs:label "Ada Berg accuses Sudmark"@en ; kg:actor <{BASE}person/Ada_Berg> ;
    kg:target <{BASE}country/Sudmark> ; kg:content <{ARTICLE}#event=47> ; kg:polarity kg:Positive ;
    kg:factuality kg:Actual ; sem:hasTimeStamp "2031-05-04"^^xsd:date ; kg:confidence 0.9 ;
    gaf:denotedBy {span("accused")} .
  <{ARTICLE}#event=47> a kg:Attack ; rdfs:label "Sudmark attacks Port Elin"@en ; kg:actor <{BASE}country/Sudmark> ;
    kg:target <{BASE}place/Port_Elin> ; kg:polarity kg:Positive ; kg:factuality kg:Actual ;
    prov:wasAttributedTo <{BASE}person/Ada_Berg> ; gaf:denotedBy {span("shelling")} .
  <{ARTICLE}#event=94> a kg:Statement ; kg:actor <{BASE}country/Sudmark> ; kg:content <{ARTICLE}#quotation=68> ;
    kg:polarity kg:Positive ; kg:factuality kg:Actual ; gaf:denotedBy {span("said")} .
  <{ARTICLE}#event=107> a sem:Event ; kg:predicate "leave" ; kg:actor <{BASE}person/Ada_Berg> ;
    kg:polarity kg:Positive ; kg:factuality kg:Actual ; gaf:denotedBy {span("left")} .
  <{ARTICLE}#quotation=68> a kg:Quotation ; schema:text "We did not fire," ;
    prov:wasAttributedTo <{BASE}country/Sudmark> ; gaf:denotedBy {span("We did not fire,")} .
  <{BASE}person/Ada_Berg> a schema:Person ; rdfs:label "Ada Berg"@en ; skos:altLabel "Berg"@en ;
    schema:jobTitle "minister"@en ; kg:affiliation <{BASE}country/Norland> ;
    gaf:denotedBy {span("Ada Berg")}, {span("Berg", TEXT.index("🕊"))} .
  <{BASE}country/Norland> a schema:Country ; rdfs:label "Norland"@en ; gaf:denotedBy {span("Norland")} ;
    owl:sameAs <http://www.wikidata.org/entity/Q1> .
  <{BASE}country/Sudmark> a schema:Country ; rdfs:label "Sudmark"@en ;
    gaf:denotedBy {span("Sudmark")}, {span("Sudmark", second)} .
  <{BASE}place/Port_Elin> a schema:Place ; rdfs:label "Port Elin"@en ; schema:containedInPlace <{BASE}country/Norland> ;
    gaf:denotedBy {span("Port Elin")} .
  {mention("accused")} {mention("shelling")} {mention("said")} {mention("left")} {mention("We did not fire,")}
  {mention("Ada Berg")} {mention("Berg", TEXT.index("🕊"))} {mention("Norland")} {mention("Sudmark")}
  {mention("Sudmark", second)} {mention("Port Elin")}
  {context}
}}
"""


FAMILIES = {
    "Communication": ["accuses", "denies", "warns", "demands"],
    "Diplomacy": ["meets", "recalls", "visits"],
    "Conciliation": ["supports", "releases"],
    "Coercion": ["sanctions", "arrests"],
    "Violence": ["attacks", "injures"],
    "Dissent": ["protests against"],
    "Politics": ["elects", "dismisses"],
    "Justice": ["charges", "sues"],
    "Business": ["acquires", "invests in"],
    "Hazard": ["hits"],
    "Mobility": ["moves to"],
}
NAMES = ["Ada Berg", "Norland", "Sudmark", "Elin Group", "Port Elin", "Ruben Falk", "Council of Veld", "rebel fighters"]
KINDS = [
    EntityKind.PERSON,
    EntityKind.COUNTRY,
    EntityKind.COUNTRY,
    EntityKind.ORGANIZATION,
    EntityKind.PLACE,
    EntityKind.PERSON,
    EntityKind.ORGANIZATION,
    EntityKind.GROUP,
]


def made_network(entities: int, events: int, *, days: int = 20, label: str = "") -> nx.MultiDiGraph:
    """A network of that many nodes, with hubs and communities, the same each time; `label` is put into every text."""
    network = nx.MultiDiGraph()
    network.graph["articles"] = {
        ARTICLE: NewsArticle(ARTICLE, f"Shells on Port Elin{label}", "2031-05-04", "The Elin Post")
    }
    for i in range(entities):
        network.add_node(_entity_iri(i), data=_entity(i, label))
    for i in range(events):
        _add_event(network, i, entities, days, label)
    for i in range(0, entities - 1, 7):
        network.add_edge(_entity_iri(i), _entity_iri(i + 1), data=Edge(EdgeKind.AFFILIATION, "affiliation"))
    return network


def _entity_iri(i: int) -> str:
    return f"{BASE}{KINDS[i % 8].value}/E{i:04}"


def _entity(i: int, label: str) -> EntityNode:
    name = NAMES[i % 8] + (f" {i // 8}" if i >= 8 else "") + label
    return EntityNode(KINDS[i % 8], name, (f"alias {i}{label}",), (f"title{label}",), mentions=1 + 40 // (i + 1))


def _add_event(network: nx.MultiDiGraph, i: int, entities: int, days: int, label: str) -> None:
    iri = f"{ARTICLE}#event={i:05}"
    community = (i * 7) % max(1, entities // 12)
    members = [e for e in range(entities) if e % max(1, entities // 12) == community] or [0]
    who = [members[0 if (i % 3 == 0) else (i * 5 + 1) % len(members)], members[(i * 3 + 2) % len(members)]]
    who.append((i * 11) % entities if i % 6 == 0 else members[(i * 2 + 1) % len(members)])
    network.add_node(iri, data=_event(i, days, label, who))
    roles = [Role.ACTOR, Role.TARGET, Role.PLACE][: 2 + (i % 4 == 0)]
    for role, filler in zip(roles, who, strict=False):
        network.add_edge(iri, _entity_iri(filler), data=Edge(EdgeKind.ROLE, role.value))
    if i % 5 == 0 and i:
        content = f"{ARTICLE}#event={i - 1:05}"
        network.add_edge(iri, content, data=Edge(EdgeKind.CONTENT, Role.CONTENT.value))
    if i % 17 == 3:
        quotation = f"{ARTICLE}#quotation={i:05}"
        network.add_node(
            quotation, data=QuotationNode(f"We will not wait for number {i}{label}", _entity_iri(who[0]), ARTICLE)
        )
        network.add_edge(iri, quotation, data=Edge(EdgeKind.CONTENT, Role.CONTENT.value))


def _event(i: int, days: int, label: str, who: list[int]) -> EventNode:
    family = list(FAMILIES)[(i * i + i) % len(FAMILIES)]
    verb = FAMILIES[family][i % len(FAMILIES[family])]
    text = f"Ada Berg {verb} Sudmark{label} near the harbour, 🕊 according to the minister."
    begin = text.index(verb)
    day = (date(2031, 5, 1) + timedelta(days=(i * i) % days)).isoformat()
    return EventNode(
        event_class=verb.title().replace(" ", ""),
        class_label=verb.rstrip("s"),
        family=family,
        family_label=family.lower(),
        label=f"{NAMES[who[0] % 8]} {verb} {NAMES[who[1] % 8]}{label}",
        verb=verb,
        polarity=Polarity.NEGATIVE if i % 11 == 4 else Polarity.POSITIVE,
        factuality=list(Factuality)[(i % 9) // 3 % 4] if i % 9 > 5 else Factuality.ACTUAL,
        attribution=(_entity_iri(who[0]),) if i % 4 == 1 else (),
        is_attributed=i % 4 == 1,
        begin=day,
        end=day,
        confidence=round(0.5 + (i % 50) / 100, 2),
        article=ARTICLE,
        evidence=(Evidence(ARTICLE, text, begin, begin + len(verb), (RoleSpan(Role.ACTOR, 0, 8),)),),
    )


PAPERS = ("The Elin Post", "Sudmark Daily", "Harbour Times", "Free Press Agency")
DISPUTED = (  # paper, sentence, polarity, who says so; the last one copies the first
    ("The Elin Post", "Sudmark shelled Port Elin on Sunday.", Polarity.POSITIVE, False),
    ("Harbour Times", "Sudmark shelled Port Elin on Sunday, Ada Berg said.", Polarity.POSITIVE, True),
    ("Sudmark Daily", "Sudmark never shelled Port Elin.", Polarity.NEGATIVE, False),
    ("Free Press Agency", "Sudmark shelled Port Elin on Sunday.", Polarity.POSITIVE, False),
)


def disputed_network() -> nx.MultiDiGraph:
    """One happening in four papers: asserted, claimed, denied, and asserted once more in the first one's words."""
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    known = [NewsArticle(f"{BASE}article/p{i}", f"P{i}", f"2031-05-0{i + 5}", p) for i, p in enumerate(PAPERS)]
    network.graph["articles"] = {article.iri: article for article in known}
    by_name = {article.publisher: article.iri for article in known}
    sudmark, port, berg = f"{BASE}country/Sudmark", f"{BASE}place/Port_Elin", f"{BASE}person/Ada_Berg"
    for iri, kind in ((sudmark, EntityKind.COUNTRY), (port, EntityKind.PLACE), (berg, EntityKind.PERSON)):
        network.add_node(iri, data=EntityNode(kind, iri.rpartition("/")[2].replace("_", " "), mentions=4))
    for paper, sentence, polarity, claimed in DISPUTED:
        iri = f"{by_name[paper]}#event=8"
        network.add_node(iri, data=_shelling(by_name[paper], sentence, polarity, (berg,) if claimed else ()))
        network.add_edge(iri, sudmark, data=Edge(EdgeKind.ROLE, "actor"))
        network.add_edge(iri, port, data=Edge(EdgeKind.ROLE, "target"))
    return network


def _shelling(article: str, sentence: str, polarity: Polarity, by: tuple[str, ...]) -> EventNode:
    begin = sentence.index("shelled")
    return EventNode(
        event_class="Attack",
        class_label="attack",
        family="Violence",
        family_label="violence",
        label="Sudmark shells Port Elin" if polarity is Polarity.POSITIVE else "not: Sudmark shells Port Elin",
        verb="shells",
        polarity=polarity,
        factuality=Factuality.ACTUAL,
        attribution=by,
        is_attributed=bool(by),
        begin="2031-05-04",
        end="2031-05-04",
        confidence=0.8,
        article=article,
        happening=f"{BASE}happening/1",
        class_iri="https://w3id.org/newskg#Attack",
        evidence=(Evidence(article, sentence, begin, begin + 7, (RoleSpan(Role.ACTOR, 0, 7),)),),
    )


def worded_network(texts: Sequence[str]) -> nx.MultiDiGraph:
    """For each text an entity and an event of that name, in an article of that title, with it in its sentence."""
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    known = [NewsArticle(f"{BASE}article/w{i:02}", text, "2031-05-04", text) for i, text in enumerate(texts)]
    network.graph["articles"] = {article.iri: article for article in known}
    for i, text in enumerate(texts):
        entity, event = f"{BASE}person/W{i:02}", f"{known[i].iri}#event=0"
        record = _shelling(known[i].iri, f"Sudmark shelled {text} today.", Polarity.POSITIVE, ())
        network.add_node(
            entity, data=EntityNode(EntityKind.PERSON, text, (f"a {text}",), (f"t {text}",), (text,), text)
        )
        network.add_node(event, data=replace(record, label=text, verb=text, class_label=text, happening=None))
        network.add_edge(event, entity, data=Edge(EdgeKind.ROLE, "actor"))
    return network
