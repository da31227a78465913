"""Texts in formats that cannot hold everything."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.escaping import inert, spreadsheet, xml_text


@given(st.text())
def test_any_text_becomes_one_that_xml_holds(text: str) -> None:
    """A parser reads it back, line ends apart."""
    element = ElementTree.Element("a", {"b": xml_text(text)})
    element.text = xml_text(text)
    read = ElementTree.fromstring(ElementTree.tostring(element, encoding="unicode"))
    assert (read.text or "") == xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    assert len(xml_text(text)) == len(text)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1", "\x00=1"])
def test_what_a_spreadsheet_would_compute_is_text(text: str) -> None:
    """An apostrophe before it; what is no formula stays as it is."""
    assert inert(text) == f"'{text}"
    assert inert(f"x{text}") == f"x{text}"


def test_numbers_stay_numbers() -> None:
    """A place west of Greenwich has a minus before its longitude."""
    written = spreadsheet(("name", "long", "none"), [('=x, "y"', -0.25, None)])
    assert list(csv.reader(io.StringIO(written))) == [["name", "long", "none"], ['\'=x, "y"', "-0.25", ""]]
