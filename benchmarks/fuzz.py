"""Fuzzing that is led by coverage: atheris mutates bytes towards lines of kg/ that no input has reached.

usage: python -m benchmarks.fuzz TARGET [RUNS]

TARGET is frame, ontology, authority, question, or the kind of a source (txt html jsonl xml warc warc.gz jsonl.gz zip).
It needs atheris (`pip install atheris`; Linux, CPython 3.11 to 3.13), which nothing else of the project does. Whatever
the bytes are, there has to be an answer or an error of kg/errors.py, within a minute and 2 GB; what gives something
else is left as crash-* in the folder that it is run in. tests/test_fuzz.py and tests/sources/test_fuzz.py try the same
with hypothesis, whose inputs are built by grammars: what one misses the other may find.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg.errors import OntologyError, QueryError
    from kg.frames import parse_frame
    from kg.gazetteer.decisions import read_decisions
    from kg.gazetteer.turtle import read_entities
    from kg.graph import KnowledgeGraph
    from kg.ontology import read_ontology
    from kg.query import read_question
    from tests.made_extractions import border
    from tests.sources.test_fuzz import SAMPLES, check, read

ROOT = Path(__file__).parents[1]
RUNS = 20_000
LIMITS = ("-timeout=60", "-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=1", "-verbosity=0")
TURTLE_PARTS = 2000  # characters of a file that a first input has

Target = Callable[[bytes], object]
_folder = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))  # which stays: libFuzzer ends the process
_file = _folder / "own.ttl"
_graph = KnowledgeGraph()
_graph.add(border())


def frame(data: bytes) -> None:
    """A frame of an ontology."""
    try:
        parse_frame(data.decode("utf-8", "replace"), "Odd")
    except OntologyError as error:
        assert str(error)


def ontology(data: bytes) -> None:
    """A user's `--ontology`."""
    _file.write_bytes(data)
    try:
        read_ontology([], [_file])
    except OntologyError as error:
        assert error.term


def authority(data: bytes) -> None:
    """A user's `--authority`: its entities and its decisions."""
    _file.write_bytes(data)
    for reading in (lambda: read_entities(_file, keeps_iri=True), lambda: read_decisions([_file])):
        try:
            reading()
        except OntologyError as error:
            assert error.term


def question(data: bytes) -> None:
    """SPARQL, or what a user types for it, with a value."""
    text, _, value = data.decode("utf-8", "replace").partition("\x01")
    read_question("odd", text)
    for values in ({}, {"who": value}):
        try:
            _graph.query(text, **values)
        except QueryError as error:
            assert str(error)


def source(kind: str) -> Target:
    """A file of one kind."""
    return lambda data: check(read(data, f"a.{kind}"))


def first_inputs(target: str) -> list[bytes]:
    """What the mutations begin with."""
    if target in ("ontology", "authority"):
        files = sorted((ROOT / "ontology").glob("*.ttl"))
        return [file.read_bytes()[:TURTLE_PARTS].rpartition(b"\n\n")[0] for file in files]
    if target == "question":
        return [file.read_bytes() for file in sorted((ROOT / "ontology" / "queries").glob("*.rq"))]
    if target == "frame":
        return [b"actor accuse target of:content", b"actor launch attack.n on:target[person|-place]!"]
    return SAMPLES[f".{target}"]


def main() -> None:
    """Run one target; libFuzzer ends the process."""
    targets = {"frame": frame, "ontology": ontology, "authority": authority, "question": question}
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    if target not in targets and f".{target}" not in SAMPLES:
        sys.exit(__doc__)
    logging.disable(logging.CRITICAL)
    corpus = _folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(first_inputs(target)):
        (corpus / str(number)).write_bytes(data)
    run = targets.get(target) or source(target)
    for data in first_inputs(target):  # what is loaded on the way takes longer than an input may
        run(data)
    runs = sys.argv[2] if len(sys.argv) > 2 else RUNS
    atheris.Setup([sys.argv[0], f"-runs={runs}", *LIMITS, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
