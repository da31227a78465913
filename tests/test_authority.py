"""Decisions in and out of a user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.authority import Entry, read, record, take_back
from kg.errors import OntologyError
from kg.gazetteer.decisions import Decision, Identifier, Merge, Rejection, Split, Verdict

BASE = "https://w3id.org/newskg/"
MERGE = Merge(f"{BASE}person/J._Smith", f"{BASE}person/Jan_Smith")
DECISIONS: list[Decision] = [
    MERGE,
    Merge("https://example.org/a#entity=12", f"{BASE}person/Jan_Smith"),
    Split(f"{BASE}person/Jan_Smith", None, ("https://example.org/a", "https://example.org/b")),
    Split(f"{BASE}person/Jan_Smith", f"{BASE}person/Jan_Smith_%28poet%29", (), ('Sm"ith', "Smith\\")),
    Rejection("https://example.org/a#b", 12, 19, 'ac"cu\nsed', "Accusation"),
    Rejection("https://example.org/a", 12, 19, "accused"),
    Identifier(f"{BASE}person/Jan_Smith", "http://www.wikidata.org/entity/Q1", Verdict.SAME),
    Identifier(f"{BASE}person/Jan_Smith", "http://www.wikidata.org/entity/Q2", Verdict.DIFFERENT),
    Identifier(f"{BASE}person/Jan_Smith", "http://www.wikidata.org/entity/Q3", Verdict.PROPOSED),
]
MINE = """\
# My own people. Please keep this line.
@prefix schema: <https://schema.org/> .   # with a comment
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix p: <https://w3id.org/newskg/person/> .

<https://example.org/staff/ana>
    a schema:Person ;   # oddly   spaced
    skos:prefLabel "Ana Ruiz"@en .
# the end"""  # without a line end


def entry(decision: Decision, words: str = "so it is") -> Entry:
    """A decision as a command makes it."""
    return Entry(decision, words, "test")


@pytest.mark.parametrize("decision", DECISIONS, ids=repr)
def test_a_decision_is_read_back_and_taken_back(decision: Decision, tmp_path: Path) -> None:
    """What is recorded is what later builds apply; taken back, the file is what it was."""
    path = tmp_path / "mine.ttl"
    path.write_text(MINE + "\n", encoding="utf-8")
    assert record(path, [entry(decision)]) == [entry(decision)]
    assert read(path).all() == (decision,)
    take_back(path, decision)
    assert path.read_text(encoding="utf-8") == MINE + "\n"


def test_what_else_the_file_says_stays(tmp_path: Path) -> None:
    """Comments, spaces and order; the decision comes behind them, with the file's own prefixes."""
    path = tmp_path / "mine.ttl"
    path.write_text(MINE, encoding="utf-8")
    record(path, [entry(MERGE, "J. Smith is\nJan Smith .\u2028<a> <b> <c> .")])
    added = path.read_text(encoding="utf-8").removeprefix(MINE)
    assert added == (
        "\n\n# kg test: J. Smith is Jan Smith . <a> <b> <c> .\n"
        "<https://w3id.org/newskg/person/J._Smith> <https://w3id.org/newskg#mergedInto> p:Jan_Smith .\n"
    )


def test_a_new_file_has_the_prefixes_of_the_graph(tmp_path: Path) -> None:
    """So that its lines are short; all decisions find room in it, and each can be taken back alone."""
    path = tmp_path / "new" / "mine.ttl"
    record(path, map(entry, DECISIONS), BASE)
    assert set(read(path).all()) == set(DECISIONS)
    assert "person:Jan_Smith kg:split [" in path.read_text(encoding="utf-8")
    for decision in DECISIONS:
        take_back(path, decision)
    assert read(path).all() == ()


def test_a_decision_is_recorded_once(tmp_path: Path) -> None:
    """The second time the file is not touched."""
    path = tmp_path / "mine.ttl"
    record(path, [entry(MERGE), entry(MERGE)])
    before = path.read_bytes()
    assert record(path, [entry(MERGE)]) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("before", "decision", "message"),
    [
        ("<a", MERGE, "mine.ttl"),
        (f"<{MERGE.target}> <https://w3id.org/newskg#mergedInto> <{MERGE.source}> .", MERGE, "round in a circle"),
        (f"<{MERGE.source}> <https://w3id.org/newskg#mergedInto> <x:other> .", MERGE, "merged into two others"),
    ],
)
def test_a_file_stays_as_it_is_where_a_decision_cannot_be_added(
    before: str, decision: Decision, message: str, tmp_path: Path
) -> None:
    """It does not parse, or it would contradict itself."""
    path = tmp_path / "mine.ttl"
    path.write_text(before)
    with pytest.raises(OntologyError, match=message):
        record(path, [entry(decision)])
    assert path.read_text() == before
    assert list(tmp_path.iterdir()) == [path]


def test_line_ends_links_and_rights_stay(tmp_path: Path) -> None:
    """A file of Windows stays one, a link a link, and who may read it the same."""
    path, link = tmp_path / "mine.ttl", tmp_path / "link.ttl"
    path.write_bytes(MINE.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    link.symlink_to(path)
    record(link, [entry(MERGE)])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    take_back(link, MERGE)
    assert path.read_bytes() == MINE.replace("\n", "\r\n").encode() + b"\r\n"


def test_a_decision_that_was_written_by_hand_is_left_to_the_hand(tmp_path: Path) -> None:
    """Where it is not a line of its own, taking it out could take something else."""
    path = tmp_path / "mine.ttl"
    path.write_text(f"<{MERGE.source}>\n  <https://w3id.org/newskg#mergedInto> <{MERGE.target}> .")
    with pytest.raises(OntologyError, match="take it out with an editor"):
        take_back(path, MERGE)


def test_a_line_inside_a_text_is_no_decision(tmp_path: Path) -> None:
    """A literal that looks like one is not cut."""
    path = tmp_path / "mine.ttl"
    line = f"<{MERGE.source}> <https://w3id.org/newskg#mergedInto> <{MERGE.target}> ."
    path.write_text(
        f'<x:a> <x:b> """\n{line}\n""" .\n<{MERGE.source}> <https://w3id.org/newskg#mergedInto>\n <{MERGE.target}> .'
    )
    before = path.read_text()
    with pytest.raises(OntologyError, match="cannot be taken out alone"):
        take_back(path, MERGE)
    assert path.read_text() == before
