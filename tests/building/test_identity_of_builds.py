"""What a build is, however it was made: idempotent, the same in any order and in any shards, undone by forget."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.rdf import write_nquads
from kg.store import DiskStore
from tests.made_readers import VersionedReader

NAMES = st.sampled_from(["Peru", "Chile", "Bolivia", "Ruben", "ÄÖ", "X1"])
SENTENCES = st.builds("{} accused {}.".format, NAMES, NAMES) | st.sampled_from(
    ["", "Nothing “else”. \U0001f54a", '"\\']
)
DAYS = st.sampled_from([None, "2025-07-24", "2025-07-25"])
ARTICLES = st.dictionaries(
    st.text("abc/#é ", min_size=1, max_size=3).map(str.strip).filter(bool),
    st.tuples(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join).filter(str.strip), DAYS),
    max_size=6,
)
Articles = dict[str, tuple[str, str | None]]
FEW = settings(max_examples=4, deadline=None)  # each reads the ontology anew; test_graph.py tries many


def build(articles: Articles, folder: Path, **settings: object) -> kg.KnowledgeGraph:
    """The graph of some articles, in their order."""
    source = folder / "news.jsonl"
    rows = ({"id": id, "text": text, "published": day} for id, (text, day) in articles.items())
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return kg.build(source, extractor=VersionedReader(), **settings)


def lines(graph: kg.KnowledgeGraph) -> set[bytes]:
    """A graph as N-Quads."""
    return set(write_nquads(graph.store.quads()).splitlines())


@FEW
@given(ARTICLES, st.randoms(use_true_random=False))
def test_order_does_not_matter(articles: Articles, random: object) -> None:
    """The same files' bytes from any order of the articles."""
    with tempfile.TemporaryDirectory() as folder:
        shuffled = list(articles.items())
        random.shuffle(shuffled)
        one, two = build(articles, Path(folder)), build(dict(shuffled), Path(folder))
        assert write_nquads(one.store.dump()) == write_nquads(two.store.dump())


@FEW
@given(ARTICLES, ARTICLES)
def test_shards_unite_to_the_whole(ours: Articles, theirs: Articles) -> None:
    """build(A + B) is build(A) united with build(B), as sorted N-Quads."""
    theirs = {id: article for id, article in theirs.items() if id not in ours}
    with tempfile.TemporaryDirectory() as folder:
        parts = lines(build(ours, Path(folder))) | lines(build(theirs, Path(folder)))
        assert lines(build(ours | theirs, Path(folder))) == parts


@settings(max_examples=3, deadline=None)
@given(st.lists(ARTICLES, min_size=1, max_size=3))
def test_a_store_is_what_its_last_builds_say(builds: list[Articles]) -> None:
    """Built in any number of runs, each of them twice: every article as it was read last, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        last: Articles = {}
        for articles in builds:
            for _ in range(2):
                build(articles, Path(folder), store=Path(folder) / "store")
            last |= articles
        stored = lines(kg.open(store=Path(folder) / "store"))
        assert stored == lines(build(last, Path(folder)))


@settings(max_examples=3, deadline=None)
@given(ARTICLES, ARTICLES)
def test_forgetting_undoes_building(kept: Articles, forgotten: Articles) -> None:
    """A store is after it as if the article had never been there."""
    forgotten = {id: article for id, article in forgotten.items() if id not in kept}
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        before = lines(build(kept, Path(folder), store=store))
        graph = build(forgotten, Path(folder), store=store)
        for id in forgotten:
            assert graph.forget(id)
        assert lines(graph) == before
        del graph
        assert lines(kg.KnowledgeGraph(DiskStore(store))) == before
