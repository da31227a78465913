"""A timeline in, a picture of it as SVG out: time runs downward, one lane for each entity, one row for each event."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kg.escaping import one_line, xml_text
from kg.timeline.entries import Timeline, TimelineEntry
from kg.timeline.signs import SIGNS, Sign

SVG = "http://www.w3.org/2000/svg"
ROW, LANE, MARGIN = 26, 30, 16  # pixels
DATES = 190  # the width of the column of days
LETTER = 7.2  # the mean width of a letter of 13 pixels
LABEL = 90  # letters of a label
NAME = 28  # letters of an entity's name


def timeline_svg(found: Timeline) -> str:
    """The picture. A shape says how an event is told, dashes that only its article is dated; titles have sentences."""
    head = MARGIN + 20 + min(NAME, max(len(s.name) for s in found.subjects)) * 5
    labels = DATES + LANE * len(found.subjects) + MARGIN
    legend = head + ROW * len(found.entries) + ROW
    width, height = int(labels + LABEL * LETTER + MARGIN), legend + ROW * len(SIGNS) + MARGIN
    names = ", ".join(subject.name for subject in found.subjects)
    svg = ET.Element(
        "svg",
        {
            "xmlns": SVG,
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "font-family": "system-ui, sans-serif",
            "font-size": "13",
        },
    )
    ET.SubElement(svg, "title").text = xml_text(f"Timeline: {names}")
    ET.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    for number, subject in enumerate(found.subjects):
        _lane(svg, number, subject.name, head, legend - ROW)
    for number, entry in enumerate(found.entries):
        _row(svg, entry, head + ROW * number, labels)
    for number, sign in enumerate(SIGNS.values()):
        y = legend + ROW * number
        _mark(svg, sign, DATES + LANE / 2, y)
        _text(svg, f"{sign.words}", labels, y)
    ET.indent(svg, " ")
    return ET.tostring(svg, encoding="unicode") + "\n"


def _lane(svg: ET.Element, number: int, name: str, top: int, bottom: int) -> None:
    """An entity's line from top to bottom, its name above."""
    x = _x(number)
    ends = {"x1": x, "x2": x, "y1": str(top - 12), "y2": str(bottom)}
    ET.SubElement(svg, "line", {**ends, "stroke": "#bdbdbd", "stroke-width": "2"})
    text = _text(svg, _cut(name, NAME), 0, 0)
    text.attrib.update({"transform": f"translate({x} {top - 18}) rotate(-40)", "font-weight": "bold"})


def _row(svg: ET.Element, entry: TimelineEntry, y: int, labels: int) -> None:
    """The day, a mark in the lane of each entity that has a role, and the label with its notes."""
    group = ET.SubElement(svg, "g")
    sentence = entry.event.sentences[0].marked if entry.event.sentences else entry.event.label
    ET.SubElement(group, "title").text = xml_text(f"{sentence} ({entry.event.article})")
    day = _text(group, entry.when, MARGIN, y)
    lanes = [number for number, roles in enumerate(entry.parts) if roles]
    line = {"x1": str(MARGIN + DATES - 30), "x2": str(labels - 6), "y1": str(y), "y2": str(y), "stroke": "#9e9e9e"}
    if not entry.is_dated:
        day.set("font-style", "italic")
        line["stroke-dasharray"] = "2 4"
    ET.SubElement(group, "line", line)
    for number in lanes:
        _mark(group, SIGNS[entry.event.telling], float(_x(number)), y)
    notes = f" ({'; '.join(entry.notes)})" if entry.notes else ""
    _text(group, _cut(entry.event.label + notes, LABEL), labels, y)


def _mark(parent: ET.Element, sign: Sign, x: float, y: int) -> None:
    fill = sign.colour if sign.is_filled else "#ffffff"
    look = {"fill": fill, "stroke": sign.colour, "stroke-width": "2", "transform": f"translate({x:g} {y})"}
    ET.SubElement(parent, "path", {"d": sign.path, **look})


def _text(parent: ET.Element, text: str, x: int, y: int) -> ET.Element:
    element = ET.SubElement(parent, "text", {"x": str(x), "y": str(y), "dominant-baseline": "middle"})
    element.text = xml_text(one_line(text))
    return element


def _x(lane: int) -> str:
    return f"{DATES + LANE * lane + LANE / 2:g}"


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
