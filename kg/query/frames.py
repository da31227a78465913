"""An answer in, a table of pandas or of polars out; neither is needed until somebody asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import pandas
    import polars

    from kg.query.answers import Answer, Value

LIBRARIES = ("pandas", "polars")


def dataframe(answer: Answer, library: str | None = None) -> pandas.DataFrame | polars.DataFrame:
    """The rows of an answer as a DataFrame of the first of `LIBRARIES` that is there, or of the one that is named.

    Raises KgError.
    """
    rows = list(zip(*answer.rows, strict=True)) or [()] * len(answer.columns)
    columns = {name: [_plain(value) for value in values] for name, values in zip(answer.columns, rows, strict=True)}
    if _present(library) == "polars":
        import polars  # heavy, and not always there

        return polars.DataFrame(columns, strict=False)
    import pandas  # heavy, and not always there

    return pandas.DataFrame({name: _series(values) for name, values in columns.items()})


def _present(name: str | None) -> str:
    """The library that is there.

    Raises KgError.
    """
    if name is not None and name not in LIBRARIES:
        raise KgError(f"no table is made with {name}; there are {' and '.join(LIBRARIES)}")
    found = next((known for known in (LIBRARIES if name is None else (name,)) if find_spec(known)), None)
    if found is None:
        raise KgError(f"to_dataframe() needs {name or ' or '.join(LIBRARIES)}; pip install {name or LIBRARIES[0]}")
    return found


def _series(values: Sequence[Value]) -> pandas.Series:
    """A column; one of days alone is one of pandas' dates."""
    import pandas  # heavy, and not always there

    known = [value for value in values if value is not None]
    if known and all(isinstance(value, date) for value in known):
        return pandas.to_datetime(pandas.Series(values, dtype="object"), errors="coerce")
    return pandas.Series(values, dtype=None if known else "object")


def _plain(value: Value) -> Value:
    """A value that both libraries have a type for."""
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, str) else value
