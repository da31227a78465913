"""Quads in a folder: an Oxigraph database that survives a killed process, one writer at a time."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.identity import BASE
from kg.ontology import Ontology, load_ontology
from kg.rdf.vocabulary import ONTOLOGY
from kg.store.embedded import EmbeddedStore, told
from kg.store.protocol import BASE_IRI

MOST_BUFFERED = 50_000_000  # bytes of N-Triples: left to itself, the database holds gigabytes before it writes them
_MARK = "CURRENT"  # the file that every RocksDB database has, but for one that was killed as it was made
_OWN = re.compile(r"CURRENT|IDENTITY|LOCK|LOG.*|MANIFEST-\d+|OPTIONS-\d+.*|\d+\.[a-z]+")


class DiskStore(EmbeddedStore):
    """A store in a folder, made where it is missing, unless it has to be there or is for reading only."""

    def __init__(
        self,
        path: str | Path,
        ontology: Ontology | None = None,
        *,
        base: str | None = None,
        is_read_only: bool = False,
        is_there: bool = False,
    ) -> None:
        """Open the folder; a base is for a new one, and has to be the old one's where that has one.

        An ontology that is given is put beside the articles. Raises StoreError.
        """
        path = Path(path)
        self._buffered = 0
        _check(path, is_there or is_read_only)
        with told(path):
            database = ox.Store.read_only(str(path)) if is_read_only else ox.Store(str(path))
        super().__init__(database, ontology or load_ontology(), base or BASE, path)
        self.base = agreed_base(self._value(ONTOLOGY, BASE_IRI, ONTOLOGY.value), base, path)
        if not is_read_only and (ontology is not None or not database.contains_named_graph(ONTOLOGY)):
            self.put_ontology()

    def _put(self, graph: ox.NamedNode, triples: bytes) -> None:
        """Put a graph in the place of the old one; the database's buffers are emptied before they grow large."""
        super()._put(graph, triples)
        self._buffered += len(triples)
        if self._buffered >= MOST_BUFFERED:
            self.flush()
            self._buffered = 0


def agreed_base(stored: str | None, wanted: str | None, where: str | Path) -> str:
    """The base of a store that has one, and of a new one the wanted one.

    Raises StoreError where they differ.
    """
    if stored and wanted and stored != wanted:
        raise StoreError(f"its IRIs begin with {stored}; give that base, or another store for {wanted}", where)
    return stored or wanted or BASE


def _check(path: Path, is_there: bool) -> None:
    """The mistakes that the database does not tell, or tells only after it has written something."""
    with told(path):
        names = {file.name for file in path.iterdir()} if path.is_dir() else set()
    if is_there and not path.is_file() and _MARK not in names:
        raise StoreError("there is no store; run kg build --store first", path)
    if names and not any(map(_OWN.fullmatch, names)):
        raise StoreError("holds other files; name a new folder", path)
