"""The pictures of docs/ontology.md, drawn from the Turtle: every event class, and what a graph is made of.

    python -m tests.ontology_pictures      draws both anew; tests/test_docs.py sees that they are those of the ontology

Families have the colours and the signs of the page that shows a network (kg/page/template/palette.js).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

ROOT = Path(__file__).parents[1]
CLASSES = ROOT / "docs" / "ontology-classes.svg"
CORE = ROOT / "docs" / "ontology-core.svg"
PALETTE = ROOT / "kg" / "page" / "template" / "palette.js"
KG = Namespace("https://w3id.org/newskg#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

COLUMNS, WIDTH, GAP = 4, 268, 14  # of the cards of families
LINE, HEAD, INDENT = 20, 40, 16
INK, GREY, RULE, PAPER, GROUND = "#1f2328", "#6b7280", "#d5d9e0", "#ffffff", "#f6f7f9"
STYLE = {"font-family": "Helvetica, Arial, 'Liberation Sans', sans-serif", "font-size": "13", "role": "img"}
Attributes = dict[str, str | float]


class Family(NamedTuple):
    """A family of classes as a card: each class with its depth below the family."""

    iri: URIRef
    lines: tuple[tuple[URIRef, int], ...]

    @property
    def height(self) -> int:
        """Of the card, in pixels."""
        return HEAD + LINE * len(self.lines) + 12


@cache
def ontology() -> Graph:
    """The Turtle that pictures are drawn from."""
    graph = Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        if path.stem in ("roles", "shapes") or path.stem.startswith("events-"):
            graph.parse(path)
    graph.bind("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#", replace=True)  # rdflib has another by this name
    return graph


def local(iri: object) -> str:
    """The last part of an IRI."""
    return re.split(r"[/#]", str(iri))[-1]


def said(iri: URIRef, of: URIRef = SKOS.definition) -> str:
    """A definition or a code, or nothing."""
    return str(ontology().value(iri, of) or "")


def element(parent: ET.Element, tag: str, text: str = "", /, **attributes: str | float) -> ET.Element:
    """An element within another; `_` in an attribute's name stands for `-`, numbers are short."""
    named = {key.strip("_").replace("_", "-"): short(value) for key, value in attributes.items()}
    found = ET.SubElement(parent, tag, named)
    found.text = text or None
    return found


def short(value: str | float) -> str:
    """A number without what it does not need."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def canvas(width: float, height: float, title: str, description: str) -> ET.Element:
    """A picture with nothing on it but its ground."""
    view = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {short(width)} {short(height)}"}
    svg = ET.Element("svg", {**view, "width": short(width), "height": short(height), **STYLE})
    element(svg, "title", title)
    element(svg, "desc", description)
    element(svg, "rect", width=width, height=height, rx=10, fill=GROUND)
    return svg


def written(svg: ET.Element) -> str:
    """The picture as a file's text."""
    ET.indent(svg, " ")
    return ET.tostring(svg, encoding="unicode") + "\n"


def families() -> list[Family]:
    """The families, those with most classes first."""
    graph = ontology()
    tops = [iri for iri in graph.subjects(RDFS.subClassOf, SEM.Event) if (iri, RDF.type, OWL.Class) in graph]
    found = [Family(top, tuple(below(top, 0))) for top in tops if isinstance(top, URIRef)]
    return sorted(found, key=lambda family: (-len(family.lines), family.iri))


def below(parent: URIRef, depth: int) -> Iterator[tuple[URIRef, int]]:
    """The classes below another, each with its own below it; those of plans stand beside what they plan."""
    plans = set(ontology().objects(None, KG.planned))
    for child in sorted(set(ontology().subjects(RDFS.subClassOf, parent)) - plans):
        assert isinstance(child, URIRef)
        yield child, depth
        yield from below(child, depth + 1)


def classes_picture() -> str:
    """All families in columns, each next one where there is most room."""
    found = families()
    heights = [0.0] * COLUMNS
    placed: list[tuple[Family, int, float]] = []
    for family in sorted(found, key=lambda one: (-one.height, one.iri)):
        column = heights.index(min(heights))
        placed.append((family, column, heights[column]))
        heights[column] += family.height + GAP
    count = sum(len(family.lines) for family in found) + len(set(ontology().objects(None, KG.planned)))
    width, top = GAP + COLUMNS * (WIDTH + GAP), 64
    svg = canvas(
        width, top + max(heights), "The event classes", f"{len(found)} families and {count} classes below them."
    )
    element(
        svg, "text", f"{count} event classes in {len(found)} families", x=GAP + 4, y=30, font_size=18, font_weight=700
    )
    legend = "Indented: a subclass. At the right the PLOVER code. "
    text = element(svg, "text", legend, x=GAP + 4, y=50, fill=GREY)
    element(text, "tspan", "+ plan", font_weight=700, fill=INK)
    text[-1].tail = ": there is a class for what is yet to come, too, such as PlannedVisit below Visit."
    for family, column, y in placed:
        draw_family(svg, family, GAP + column * (WIDTH + GAP), top + y)
    return written(svg)


def draw_family(svg: ET.Element, family: Family, x: float, y: float) -> None:
    """A card: the family with its sign, then its classes."""
    colour, icon = sign(local(family.iri))
    card = element(svg, "g")
    element(card, "title", said(family.iri))
    element(card, "rect", x=x, y=y, width=WIDTH, height=family.height, rx=8, fill=PAPER, stroke=RULE)
    element(
        card, "path", d=f"M{short(x)} {short(y + 30)}v-22a8 8 0 0 1 8-8h{WIDTH - 16}a8 8 0 0 1 8 8v22z", fill=colour
    )
    element(card, "path", d=icon, fill=PAPER, transform=f"translate({short(x + 11)} {short(y + 7)})")
    name = local(family.iri)
    element(card, "text", name, x=x + 36, y=y + 20, fill=PAPER, font_weight=700, font_size=14)
    for number, (iri, depth) in enumerate(family.lines):
        draw_class(svg, iri, x + 14 + INDENT * depth, y + HEAD + LINE * (number + 0.7), x + WIDTH - 12, colour)


def draw_class(svg: ET.Element, iri: URIRef, x: float, y: float, right: float, colour: str) -> None:
    """A line of a card: a dot, the name, whether there is a class for its plans, and its code."""
    row = element(svg, "g")
    element(row, "title", f"{said(iri)} {said(iri, SKOS.example)}")
    element(row, "circle", cx=x + 3, cy=y - 4.5, r=3, fill=colour)
    text = element(row, "text", local(iri), x=x + 13, y=y, fill=INK)
    if (iri, KG.planned, None) in ontology():
        element(text, "tspan", "+ plan", dx=6, font_size=11, font_weight=700, fill=INK)
    element(row, "text", said(iri, KG.plover), x=right, y=y, fill=GREY, font_size=10, text_anchor="end")


@cache
def sign(family: str) -> tuple[str, str]:
    """The colour and the path of the sign that the page has for a family."""
    script = PALETTE.read_text(encoding="utf-8")
    known = re.search(rf'^  {family}: {{ light: "(#\w+)".*icon: "(\w+)"', script, re.MULTILINE)
    assert known is not None, f"the page has no colour for {family}"
    path = re.search(rf'^  {known[2]}: "([^"]+)"', script, re.MULTILINE)
    assert path is not None
    return known[1], path[1]


def pictures() -> Iterable[tuple[Path, str]]:
    """Each picture's file with what it should hold."""
    from tests.ontology_core import core_picture

    return ((CLASSES, classes_picture()), (CORE, core_picture()))


if __name__ == "__main__":
    for path, drawn in pictures():
        path.write_text(drawn, encoding="utf-8")
