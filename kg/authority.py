"""A user's decisions in and out of an authority file: its other lines, comments and prefixes stay as they are.

Each decision is one line of Turtle under a comment that says it in words, so that it can be read, changed and taken out
with any editor. The file is written whole or not at all, and only if it still parses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.gazetteer.decisions import (
    ANCHOR,
    BECOMES,
    IN_ARTICLE,
    MERGED,
    NIF,
    OWL,
    REJECTED,
    SPLIT,
    UNDER_NAME,
    Decision,
    Decisions,
    Identifier,
    Merge,
    Rejection,
    Split,
    parse_decisions,
    read_turtle,
)
from kg.graph import write_whole
from kg.identity import BASE, mention_iri
from kg.model import EntityKind
from kg.ontology import KG, SEM_EVENT, SKOS

HEAD = "# What is known here beside what ships, and what was decided: kg build --authority applies it.\n\n"
WIKIDATA = "http://www.wikidata.org/entity/"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MARK = "# kg "  # a comment that a command wrote begins so

Shorten = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with what it says in words, and the command that made it."""

    decision: Decision
    words: str
    command: str


def read(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file yet.

    Raises OntologyError.
    """
    return parse_decisions([(path, read_turtle(path))]) if path.exists() else Decisions()


def record(path: Path, entries: Iterable[Entry], base: str = BASE) -> list[Entry]:
    """Add decisions to the end of a file, which is made where it is missing; those that it did not have yet.

    Raises OntologyError where the file does not parse, or a decision contradicts another; StoreError where it cannot be
    written.
    """
    known = set(read(path).all())
    new = [entry for entry in dict.fromkeys(entries) if entry.decision not in known]
    if new:
        text = read_turtle(path).decode() if path.exists() else _head(base)
        line_end = "\r\n" if "\r\n" in text else "\n"
        shorten = _shortener(_prefixes(text))
        blocks = [f"{_MARK}{e.command}: {_one_line(e.words)}\n{statement(e.decision, shorten)}\n" for e in new]
        added = "\n" + "\n".join(blocks)
        whole = text + ("" if text.endswith("\n") or not text else line_end) + added.replace("\n", line_end)
        _write(path, whole)
    return new


def take_back(path: Path, decision: Decision) -> None:
    """Take a decision out of a file, with the comment that a command wrote above it.

    Raises OntologyError where the file says it in another way than `record` does; it stays as it is then.
    """
    text = read_turtle(path).decode()
    lines = text.splitlines(keepends=True)
    written = {statement(decision, shorten) for shorten in (_shortener(_prefixes(text)), _full)}
    at = [i for i, line in enumerate(lines) if line.strip() in written]
    if len(at) != 1:
        raise OntologyError("is not a line of its own there; take it out with an editor", f"{path}: {min(written)}")
    start = at[0] - 1 if at[0] and lines[at[0] - 1].startswith(_MARK) else at[0]
    start -= bool(start and not lines[start - 1].strip())
    rest = "".join(lines[:start] + lines[at[0] + 1 :])
    left = set(parse_decisions([(path, rest.encode())]).all())
    if left != set(read(path).all()) - {decision}:
        raise OntologyError("cannot be taken out alone; use an editor", f"{path}: {min(written)}")
    _write(path, rest)


def statement(decision: Decision, shorten: Shorten) -> str:
    """A decision as one line of Turtle."""
    match decision:
        case Merge(source, target):
            return f"{shorten(source)} {shorten(MERGED)} {shorten(target)} ."
        case Identifier(entity, identifier, verdict):
            return f"{shorten(entity)} {shorten(verdict.value)} {shorten(identifier)} ."
        case Rejection(article, begin, end, words, name):
            event_class = f"{KG}{name}" if name else SEM_EVENT
            at = shorten(mention_iri(article, begin, end))
            return f"{at} {shorten(REJECTED)} {shorten(event_class)} ; {shorten(ANCHOR)} {ox.Literal(words)} ."
        case Split(source, target, articles, names):
            parts = [f"{shorten(IN_ARTICLE)} {', '.join(map(shorten, articles))}"] if articles else []
            parts += [f"{shorten(UNDER_NAME)} {', '.join(str(ox.Literal(name)) for name in names)}"] if names else []
            parts += [f"{shorten(BECOMES)} {shorten(target)}"] if target is not None else []
            return f"{shorten(source)} {shorten(SPLIT)} [ {' ; '.join(parts)} ] ."


def _head(base: str) -> str:
    """The beginning of a new file: what it is, and the prefixes that make its lines short."""
    known = {"kg": KG, "nif": NIF, "owl": OWL, "skos": SKOS, "wd": WIKIDATA}
    known |= {kind.value: f"{base}{kind.value}/" for kind in EntityKind}
    return HEAD + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in known.items())


def _full(iri: str) -> str:
    return str(ox.NamedNode(iri))


def _shortener(prefixes: Mapping[str, str]) -> Shorten:
    """IRIs with the prefixes that a file declares, where that needs no escape."""
    by_length = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))

    def shorten(iri: str) -> str:
        for prefix, namespace in by_length:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
                return f"{prefix}:{iri[len(namespace) :]}"
        return _full(iri)

    return shorten


def _prefixes(text: str) -> Mapping[str, str]:
    """The prefixes that hold at the end of a file."""
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
    for _ in parser:
        pass
    return dict(parser.prefixes)


def _write(path: Path, text: str) -> None:
    """Write a file that parses, with the rights that it had; where it is a link, the file that this leads to."""
    data = text.encode()
    parse_decisions([(path, data)])
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else None
    write_whole(path, data)
    if mode is not None:
        path.chmod(mode)


def _one_line(words: str) -> str:
    """Words that stay inside a comment: what articles call things may hold line ends."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
