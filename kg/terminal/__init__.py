"""Results as text for people: on a terminal with colour, in a pipe plain and never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.model import Period

WIDTH_OF_A_PIPE = 100_000  # nothing is cut or wrapped where no person's terminal sets the width


def console(*, is_error: bool = False) -> Console:
    """A console on stdout or stderr: coloured on a terminal, plain and unwrapped in a pipe."""
    found = Console(stderr=is_error, highlight=False, markup=False, emoji=False)
    return (
        found
        if found.is_terminal
        else Console(stderr=is_error, highlight=False, markup=False, emoji=False, width=WIDTH_OF_A_PIPE)
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Rows under their columns."""
    found = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        found.add_column(column, overflow="fold")
    for row in rows:
        found.add_row(*map(Text, row))
    return found


def period(time: Period) -> str:
    """A period as people write it.

    >>> period(Period("2025-07", "2025-07")), period(Period("2025-07-01", "2025-07-03"))
    ('2025-07', '2025-07-01 to 2025-07-03')
    """
    return time.begin if time.begin == time.end else f"{time.begin} to {time.end}"


def grid(rows: Iterable[tuple[str, str, str]]) -> Table:
    """Names with their values and a note on each, indented."""
    found = Table.grid(padding=(0, 2))
    found.add_column(style="cyan", min_width=18)
    found.add_column(overflow="fold")
    found.add_column(style="dim", overflow="fold")
    for name, value, note in rows:
        found.add_row(Text(f"  {name}"), Text(value), Text(note))
    return found
