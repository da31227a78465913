"""The error tree: one class for each kind of mistake that somebody catches.

KgError
├── SourceError      a file, folder or record that cannot be read; carries path and line
├── OntologyError    Turtle that does not say what extraction needs; carries the term
├── StoreError       a graph that is missing, locked or damaged; carries its path
├── ServiceError     a service of others that does not answer as it should; carries its URL
└── QueryError       a question that cannot be asked; carries line and column where it is SPARQL
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """A mistake that the user can mend; its text is one line that says how."""


class SourceError(KgError):
    """A file, folder or record that cannot be read as an article."""

    def __init__(self, message: str, path: str | Path, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}")
        self.path = str(path)
        self.line = line


class OntologyError(KgError):
    """Turtle that does not say what extraction needs."""

    def __init__(self, message: str, term: str) -> None:
        super().__init__(f"{term}: {message}")
        self.term = term


class StoreError(KgError):
    """A graph that is missing, locked or damaged."""

    def __init__(self, message: str, path: str | Path) -> None:
        super().__init__(f"{path}: {message}")
        self.path = str(path)


class ServiceError(KgError):
    """A service on the network that cannot be reached, or does not answer as it should."""

    def __init__(self, message: str, url: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url


class QueryError(KgError):
    """A question that cannot be asked: bad SPARQL, an unknown name, a missing or unknown parameter.

    `text` is the line of the query that `line` and `column` (both from 1) point into.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None, text: str = "") -> None:
        where = f"line {line}, column {column}: " if line else ""
        shown = f", in: {text.strip()}" if text.strip() else ""
        super().__init__(f"{where}{message}{shown}")
        self.line = line
        self.column = column
        self.text = text
