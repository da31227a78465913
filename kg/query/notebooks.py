"""An answer in, a table of HTML out: escaped, and no longer than a notebook bears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.answers import Answer

ROWS = 100
LETTERS = 300  # of a cell


def answer_html(answer: Answer) -> str:
    """The first rows under their columns, and how many there are."""
    shown = [["" if value is None else str(value) for value in row] for row in answer.rows[:ROWS]]
    left_out = f"; the first {ROWS} are shown" if len(answer.rows) > ROWS else ""
    return html_table(answer.columns, shown, f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}{left_out}")


def html_table(columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table with its caption; texts of any kind stay text.

    >>> html_table(["a"], [["<b>"]], "1 row").partition("<tbody>")[2]
    '<tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{_cell(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>" for row in rows)
    return f"<table><caption>{_cell(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str) -> str:
    return escape(text if len(text) <= LETTERS else f"{text[:LETTERS]}…")
