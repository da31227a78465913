"""KnowledgeGraph, the one object a user holds: add and forget articles, query, save, view and check what they say."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import KgError, StoreError
from kg.identity import BASE, article_iri_of, confident, identify
from kg.model import Extraction
from kg.ontology import Ontology, load_ontology
from kg.query import Answer, ask
from kg.rdf import Documents, Report, triples, validate, write_nquads
from kg.store import MemoryStore, Store, open_store

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.events import EventRecord
    from kg.page import ShownPage

GRAPH = "graph.trig"  # of a folder that `kg build` wrote
MOST = 10_000  # nodes in a page: some 8 MB, drawn in a second


class KnowledgeGraph:
    """Articles' named graphs in a store, with the ontology beside them."""

    def __init__(
        self,
        store: Store | None = None,
        *,
        ontology: Ontology | None = None,
        base: str | None = None,
        keep_text: bool = True,
        min_confidence: float = 0.0,
    ) -> None:
        """A graph in a store, by default an empty one in memory; events below `min_confidence` stay out.

        `base` is for one in memory; a store has its own. Raises KgError where it is no address.
        """
        self.ontology = ontology or (store.ontology if store is not None else load_ontology())
        self.store = store if store is not None else MemoryStore(self.ontology, base=whole_base(base))
        self.base = self.store.base
        self.keep_text = keep_text
        self.min_confidence = min_confidence

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        store: str | Path | None = None,
        endpoint: str | None = None,
        ontology: Ontology | None = None,
        base: str | None = None,
        is_read_only: bool = False,
    ) -> KnowledgeGraph:
        """The graph in a file or in a folder that `kg build` wrote, in a store's folder, or behind an endpoint.

        A file is .trig, .nq, .ttl or .nt; `base` is for one that declares no prefixes. Several
        processes may have a store's folder open for reading only. Raises StoreError.
        """
        if store is not None or endpoint is not None:
            known = whole_base(base) if base is not None else None
            place = open_store(store, endpoint, ontology=ontology, base=known, is_read_only=is_read_only, is_there=True)
            return cls(place)
        if path is None:
            raise StoreError("name a file, a store or an endpoint to open", "")
        path = Path(path)
        file = path / GRAPH if path.is_dir() else path
        if not file.exists():
            raise StoreError("there is no graph; run kg build first", file)
        memory = MemoryStore(ontology or load_ontology(), base=whole_base(base))
        memory.load(file)
        return cls(memory)

    def add(self, extraction: Extraction, digest: str | None = None) -> str:
        """Put what an article says into the graph, in the place of what it said before; the article's IRI.

        A digest of what it was made from is kept beside it in the store, and never written to files. Raises StoreError.
        """
        resolved = identify(confident(extraction, self.min_confidence), self.base, ontology=self.ontology)
        self.store.replace(resolved.article, triples(resolved, self.ontology, keep_text=self.keep_text), digest)
        return resolved.article

    def forget(self, article: str) -> bool:
        """Take an article (its IRI or id), and what only it said, out of the graph; whether it was there."""
        names = {article, article_iri_of(article, self.base)}
        return any([self.store.remove(iri) for iri in sorted(names) if is_iri(iri)])

    def articles(self) -> tuple[str, ...]:
        """The IRIs of the articles, sorted."""
        return tuple(sorted(self.store.articles()))

    def query(self, question: str, **values: str) -> Answer:
        """The answer to SPARQL, or to a question that ships with the ontology by its name.

        Raises QueryError.
        """
        return ask(self.store, question, values)

    def events(
        self,
        type: str | None = None,
        *,
        actor: str | None = None,
        target: str | None = None,
        about: str | None = None,
        place: str | None = None,
        source: str | None = None,
        article: str | None = None,
        since: str | None = None,
        until: str | None = None,
        asserted: bool = False,
    ) -> tuple[EventRecord, ...]:
        """The events that are all of this as records, in time order, those without a date last.

        `type` is an event class with those below it (`"Violence"` finds attacks), by its name, label or IRI. Entities
        go by any name, alias or IRI: `about` has any role, `place` is where it happens or what lies around that, and
        `source` is whom the article names for it. `article` is an IRI or an id. `since` and `until` are days, months or
        years, and leave out what has no date. `asserted` leaves what articles themselves report as a fact.
        Raises QueryError for a type, a name or a period that is none.
        """
        from kg.events import find_events

        return find_events(
            self.store,
            type=type,
            actor=actor,
            target=target,
            about=about,
            place=place,
            source=source,
            article=article,
            since=since,
            until=until,
            asserted=asserted,
        )

    def _repr_html_(self) -> str:
        """What the graph holds, for notebooks."""
        from kg.notebooks import graph_html

        return graph_html(self.store)

    def check(self) -> Report:
        """What the shapes of the ontology find wrong in the graph."""
        return validate(self.store.quads(), self.ontology)

    def save(self, *paths: str | Path) -> None:
        """Write .ttl (all graphs as one), .trig or .nq files; an old file stays whole until the new one is.

        Raises StoreError.
        """
        documents = cache(lambda: Documents(self.store.dump(), self.base))
        writers = {
            ".ttl": lambda: documents().turtle(),
            ".trig": lambda: documents().trig(),
            ".nq": lambda: write_nquads(self.store.dump()),
        }
        for path in map(Path, paths):
            if path.suffix not in writers:
                raise StoreError(f"no format has that name; save as {', '.join(writers)}", path)
            write_whole(path, writers[path.suffix]())

    def to_rdflib(self) -> rdflib.Dataset:
        """The articles' graphs as rdflib's."""
        import rdflib  # heavy

        dataset = rdflib.Dataset()
        dataset.parse(data=write_nquads(self.store.dump()), format="nquads")
        return dataset

    def to_networkx(self, focus: Sequence[str] = (), steps: int = 1) -> nx.MultiDiGraph:
        """Entities, events and quotations as a network; with a focus, what lies within some steps of it."""
        from kg.network import event_network  # heavy: networkx

        return event_network(self.store, focus=focus, steps=steps)

    def view(
        self,
        path: str | Path | None = None,
        focus: Sequence[str] = (),
        *,
        steps: int = 1,
        most: int = MOST,
        title: str = "newskg",
    ) -> ShownPage:
        """Write the interactive network as one HTML file, a temporary one where no path is given.

        With a focus, what lies within some steps of it; of more than `most` nodes, the busiest. The path that comes
        back shows the page in a notebook. Raises StoreError.
        """
        from kg.network import event_network  # heavy: networkx
        from kg.page import ShownPage, render  # heavy: networkx, igraph and pyvis

        shown = ShownPage(path if path is not None else Path(tempfile.mkdtemp(prefix="newskg-"), "graph.html"))
        network = event_network(self.store, focus=focus, steps=steps, most=most)
        write_whole(shown, render(network, title=title).encode())
        return shown


def whole_base(base: str | None) -> str:
    """What IRIs begin with, with the slash that it needs; the usual one where none is given.

    Raises KgError where it is no address.

    >>> whole_base("https://example.org/news")
    'https://example.org/news/'
    """
    base = base or BASE
    whole = base if base.endswith(("/", "#")) else f"{base}/"
    if not is_iri(whole):
        raise KgError(f"{base!r} is no address that IRIs can begin with; give one like {BASE}")
    return whole


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside the old one, then put it in its place, in a folder that is made where it is missing.

    Raises StoreError.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        with suppress(OSError):  # its folder may be missing, or none
            new.unlink(missing_ok=True)
        raise StoreError(error.strerror or str(error), path) from error
