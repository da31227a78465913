"""What a graph is made of, as a picture: a box for each SHACL shape, its values in it, arrows for its other properties.

Where boxes and arrows stand is said here; what is in them, and which arrows there are, ontology/shapes.ttl says. A new
property of a shape that leads to another shape needs its way in WAYS, or the picture is refused.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree as ET

from rdflib import RDF, RDFS, SH, BNode, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.model import Role
from tests.ontology_pictures import GREY, GROUND, INK, KG, PAPER, RULE, canvas, element, local, ontology, said

BOX, ROW, HEAD, FOOT = 310, 20, 34, 12
WIDTH, HEIGHT = 1120, 976
ACTOR_ROW = 22  # between the arrows of roles
TYPES = {"langString": "text", "string": "text", "gYearMonth": "month", "gYear": "year", "IRI": "IRI"}


class Box(NamedTuple):
    """Where a shape stands, what it is called, and its colour."""

    x: int
    y: int
    name: str
    colour: str


ARTICLE, EVENT, ENTITY = (
    Box(70, 48, "Article", "#5b6472"),
    Box(70, 206, "Event", "#c44d00"),
    Box(740, 206, "Entity", "#0072b2"),
)
QUOTATION, MENTION = Box(405, 536, "Quotation", "#4a3aa7"), Box(405, 648, "Mention", "#00755f")
SENTENCE, TEXT = Box(180, 822, "Sentence", "#00755f"), Box(630, 822, "Text", "#00755f")
BOXES = {
    KG.ArticleShape: ARTICLE,
    KG.EventShape: EVENT,
    KG.EntityShape: ENTITY,
    KG.QuotationShape: QUOTATION,
    KG.MentionShape: MENTION,
    KG.SentenceShape: SENTENCE,
    KG.TextShape: TEXT,
}


class Way(NamedTuple):
    """An arrow: its path ("B" is its box's foot, "N" the entity's), and where its name stands, which may be turned."""

    path: str
    x: float
    y: float
    anchor: str = "middle"
    turned: bool = False


WAYS = {  # shape and property -> its arrows
    ("Article", "schema:publisher"): [Way("M380 78H960V206", 640, 69)],
    ("Article", "schema:locationCreated"): [Way("M380 118H860V206", 620, 109)],
    ("Event", "kg:content"): [
        Way("M70 330H38V290H70", 32, 310, turned=True),
        Way("M330 BV570H405", 340, 562, "start"),
    ],
    ("Event", "prov:wasAttributedTo"): [Way("M380 446H740", 560, 450)],
    ("Event", "gaf:denotedBy"): [Way("M190 BV710H405", 300, 701)],
    ("Entity", "kg:affiliation"): [Way("M1050 300H1082V260H1050", 1098, 280, turned=True)],
    ("Entity", "schema:containedInPlace"): [Way("M1050 430H1082V380H1050", 1098, 405, turned=True)],
    ("Entity", "gaf:denotedBy"): [Way("M950 BV710H715", 830, 701)],
    ("Quotation", "prov:wasAttributedTo"): [Way("M715 570H800VN", 722, 590, "start")],
    ("Quotation", "gaf:denotedBy"): [Way("M560 BV648", 570, 629, "start")],
    ("Mention", "nif:sentence"): [Way("M450 BV822", 460, 803, "start")],
    ("Mention", "nif:referenceContext"): [Way("M670 BV822", 680, 803, "start")],
    ("Sentence", "nif:referenceContext"): [Way("M490 862H630", 560, 853)],
}


class Property(NamedTuple):
    """What a shape says of a property: the words of its values, or none where it leads to another shape."""

    name: str
    path: URIRef
    values: str
    is_needed: bool


def core_picture() -> str:
    """The picture."""
    from tests.ontology_pictures import written

    title = "What a graph is made of"
    svg = canvas(
        WIDTH, HEIGHT, title, "Events, the entities that have a part in them, and the mentions that show both."
    )
    defs = element(svg, "defs")
    for colour in sorted({box.colour for box in BOXES.values()}):
        tip = {"orient": "auto-start-reverse", "markerWidth": "7", "markerHeight": "7"}
        marker = ET.SubElement(defs, "marker", {"id": f"tip-{colour[1:]}", "viewBox": "0 0 10 10", **tip})
        marker.attrib |= {"refX": "9", "refY": "5"}
        element(marker, "path", d="M0 0 10 5 0 10z", fill=colour)
    frame = {"fill": "none", "stroke": GREY, "stroke_dasharray": "3 4"}
    element(svg, "rect", x=10, y=24, width=WIDTH - 20, height=HEIGHT - 58, rx=10, **frame)
    words = "one named graph for each article; its name is the article's IRI"
    element(
        svg, "text", words, x=24, y=28, fill=GREY, font_size=12, stroke=GROUND, stroke_width=6, paint_order="stroke"
    )
    for shape, box in BOXES.items():
        feet = {"B": str(foot(box, shape)), "N": str(foot(ENTITY, KG.EntityShape))}
        draw_arrows(svg, box, feet, [found for found in properties(shape) if not found.values])
    for shape, box in BOXES.items():
        draw_box(svg, box, shape, [found for found in properties(shape) if found.values])
    legend = "Bold: always there. kg:content leads to another event or to a quotation. Dashed: who says so."
    element(svg, "text", legend, x=14, y=HEIGHT - 12, fill=GREY)
    return written(svg)


def properties(shape: URIRef) -> list[Property]:
    """The properties of a shape, those that are always there first."""
    graph = ontology()
    found = []
    for node in graph.objects(shape, SH.property):
        path = graph.value(node, SH.path)
        if isinstance(path, URIRef):
            is_needed = int(str(graph.value(node, SH.minCount) or 0)) > 0
            found.append(Property(path.n3(graph.namespace_manager), path, values(node), is_needed))
    return sorted(found, key=lambda one: (not one.is_needed, one.name))


def values(node: Node) -> str:
    """What a property's values are; nothing where they are other nodes of the graph."""
    graph = ontology()
    if graph.value(node, SH.path) == RDF.type:
        return "one event class"
    if listed := graph.value(node, SH["in"]):
        return " ".join(local(value) for value in Collection(graph, listed))
    either = graph.value(node, SH["or"])
    choices: list[Node] = list(Collection(graph, either)) if isinstance(either, BNode) else [node]
    kinds = [local(graph.value(choice, SH.datatype) or graph.value(choice, SH.nodeKind) or "") for choice in choices]
    return " or ".join(TYPES.get(kind, kind) for kind in kinds if kind)


def kinds(shape: URIRef) -> list[str]:
    """The lines that name the classes of a shape that has several."""
    names = sorted(local(kind) for kind in ontology().objects(shape, SH.targetClass))
    return [", ".join(names[:4]) + ",", ", ".join(names[4:])] if len(names) > 1 else []


def foot(box: Box, shape: URIRef) -> int:
    """Where a shape's box ends."""
    rows = [found for found in properties(shape) if found.values]
    return box.y + HEAD + ROW * (len(rows) + len(kinds(shape))) + FOOT


def draw_box(svg: ET.Element, box: Box, shape: URIRef, rows: list[Property]) -> None:
    """A shape's box: its name, what it is in the graph, and its values."""
    many = kinds(shape)
    element(svg, "rect", x=box.x, y=box.y, width=BOX, height=foot(box, shape) - box.y, rx=8, fill=PAPER, stroke=RULE)
    element(svg, "path", d=f"M{box.x} {box.y + 28}v-20a8 8 0 0 1 8-8h{BOX - 16}a8 8 0 0 1 8 8v20z", fill=box.colour)
    element(svg, "text", box.name, x=box.x + 12, y=box.y + 19, fill=PAPER, font_weight=700, font_size=14)
    only = next(iter(ontology().objects(shape, SH.targetClass)), None) if not many else None
    if isinstance(only, URIRef):
        name = only.n3(ontology().namespace_manager)
        element(svg, "text", name, x=box.x + BOX - 12, y=box.y + 19, fill=PAPER, font_size=12, text_anchor="end")
    y = box.y + HEAD + 13
    for line in many:
        element(svg, "text", line, x=box.x + 12, y=y, fill=box.colour, font_weight=700)
        y += ROW
    for row in rows:
        group = element(svg, "g")
        element(group, "title", said(row.path) or row.name)
        weight = 700 if row.is_needed else 400
        element(group, "text", row.name, x=box.x + 12, y=y, fill=INK, font_weight=weight)
        element(group, "text", row.values, x=box.x + BOX - 12, y=y, fill=GREY, font_size=11, text_anchor="end")
        y += ROW


def draw_arrows(svg: ET.Element, box: Box, feet: dict[str, str], found: list[Property]) -> None:
    """The arrows that begin at a box."""
    if box is EVENT:
        draw_roles(svg, [one for one in found if one.name in ROLES])
    for one in found:
        for way in () if box is EVENT and one.name in ROLES else WAYS[box.name, one.name]:
            draw_way(svg, box, one, way._replace(path=re.sub("[BN]", lambda found: feet[found[0]], way.path)))


ROLES = {f"kg:{role.value}": role for role in Role if role is not Role.CONTENT}


def draw_roles(svg: ET.Element, found: list[Property]) -> None:
    """An arrow for each role, under the property of SEM that it is one of."""
    order = list(Role)
    y = float(EVENT.y + 12)
    in_order = sorted(found, key=lambda one: order.index(ROLES[one.name]))
    for parent, roles in groupby(in_order, key=lambda one: ontology().value(one.path, RDFS.subPropertyOf)):
        assert isinstance(parent, URIRef)
        heading = f"below {parent.n3(ontology().namespace_manager)}"
        element(svg, "text", heading, x=560, y=y + 8, fill=GREY, font_size=11, text_anchor="middle")
        for role in roles:
            y += ACTOR_ROW
            draw_way(svg, EVENT, role, Way(f"M{EVENT.x + BOX} {y:g}H{ENTITY.x}", 560, y + 4))
        y += ACTOR_ROW


def draw_way(svg: ET.Element, box: Box, of: Property, way: Way) -> None:
    """One arrow with its name."""
    group = element(svg, "g")
    element(group, "title", said(of.path) or of.name)
    line = element(group, "path", d=way.path, fill="none", stroke=box.colour, stroke_width=1.6)
    line.set("marker-end", f"url(#tip-{box.colour[1:]})")
    if local(of.path) == "wasAttributedTo":
        line.set("stroke-dasharray", "6 4")
    halo = {"stroke": GROUND, "stroke_width": 6, "paint_order": "stroke", "text_anchor": way.anchor}
    turned = f"rotate(-90 {way.x:g} {way.y:g})" if way.turned else ""
    weight = 700 if of.is_needed else 400
    text = element(group, "text", of.name, x=way.x, y=way.y, fill=INK, font_size=12, font_weight=weight, **halo)
    if turned:
        text.set("transform", turned)
