"""Answers as tables of pandas and polars, and as HTML in notebooks."""

from __future__ import annotations

import importlib.util
from datetime import date, datetime

import pytest

from kg.errors import KgError
from kg.graph import KnowledgeGraph
from kg.query import frames
from kg.query.notebooks import LETTERS, ROWS
from tests.made_extractions import border, made_graph

ROW = (
    "SELECT ?who ?day ?sure ?is ?none WHERE { VALUES (?who ?day ?sure ?is) {"
    ' (person:Ada "2031-05-03"^^xsd:date 0.5 true)'
    " (person:Bo UNDEF 0.25 false) } }"
)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """One article."""
    return made_graph(border())


def test_pandas_gets_columns_of_its_types(graph: KnowledgeGraph) -> None:
    """Days are dates, decimals floats, IRIs strings; what was not found is missing."""
    table = graph.query(ROW).to_dataframe("pandas")
    assert list(table.columns) == ["who", "day", "sure", "is", "none"]
    assert table["day"].dt.year.tolist()[0] == 2031
    assert table["sure"].sum() == 0.75
    assert table["is"].tolist() == [True, False]
    assert table["who"][0] == "https://w3id.org/newskg/person/Ada"
    assert table["day"].isna().tolist() == [False, True]
    assert table["none"].isna().all()


def test_polars_gets_columns_of_its_types(graph: KnowledgeGraph) -> None:
    """The same in the other library."""
    table = graph.query(ROW).to_dataframe("polars")
    assert table["day"].to_list() == [date(2031, 5, 3), None]
    assert table["sure"].to_list() == [0.5, 0.25]
    assert table["who"].to_list()[1] == "https://w3id.org/newskg/person/Bo"
    assert table["none"].to_list() == [None, None]


@pytest.mark.parametrize("library", frames.LIBRARIES)
def test_an_answer_without_rows_keeps_its_columns(graph: KnowledgeGraph, library: str) -> None:
    """An empty table has a header all the same."""
    table = graph.query("SELECT ?a ?b WHERE { ?a kg:nothing ?b }").to_dataframe(library)
    assert (list(table.columns), len(table)) == (["a", "b"], 0)


def test_days_before_the_calendar_of_pandas_do_no_harm(graph: KnowledgeGraph) -> None:
    """The year 1 stands in news texts, too."""
    table = graph.query('SELECT ?day WHERE { VALUES ?day { "0001-01-01"^^xsd:date } }').to_dataframe("pandas")
    assert len(table) == 1
    assert not isinstance(table["day"][0], str)
    assert table["day"].isna().all() or isinstance(table["day"][0], datetime)


def test_a_missing_library_is_named(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither is there the error says what to install; where polars alone is there it is taken."""
    real = importlib.util.find_spec
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    with pytest.raises(KgError, match="needs pandas or polars; pip install pandas"):
        graph.query(ROW).to_dataframe()
    with pytest.raises(KgError, match="needs polars; pip install polars"):
        graph.query(ROW).to_dataframe("polars")
    monkeypatch.setattr(frames, "find_spec", lambda name: real(name) if name == "polars" else None)
    assert type(graph.query(ROW).to_dataframe()).__module__.startswith("polars")


def test_an_unknown_library_is_refused(graph: KnowledgeGraph) -> None:
    """There are two."""
    with pytest.raises(KgError, match="there are pandas and polars"):
        graph.query(ROW).to_dataframe("excel")


def test_a_notebook_shows_text_as_text(graph: KnowledgeGraph) -> None:
    """No cell and no column becomes markup, and a long one is cut."""
    shown = graph.query(
        f'SELECT ?a WHERE {{ VALUES ?a {{ "<script>alert(1)</script>" "{"x" * 999}" }} }}'
    )._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "x" * LETTERS + "…" in shown
    assert "x" * (LETTERS + 1) not in shown


def test_a_notebook_shows_the_first_rows(graph: KnowledgeGraph) -> None:
    """A long answer says how long it is."""
    numbers = " ".join(map(str, range(ROWS + 5)))
    shown = graph.query(f"SELECT ?n WHERE {{ VALUES ?n {{ {numbers} }} }}")._repr_html_()
    assert shown.count("<tr>") == ROWS + 1
    assert f"{ROWS + 5} rows; the first {ROWS} are shown" in shown
