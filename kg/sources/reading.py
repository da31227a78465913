"""What people name as a source -> Articles: a file, a folder, a glob, an address, or "-" for standard input.

What cannot be read is reported and passed over, so that one bad file never stops a run.
"""

from __future__ import annotations

import glob
import hashlib
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.sources.fetching import Fetcher
from kg.sources.kinds import HTML, SUFFIXES, TEXT, Kinds, kind_of, suffix_of, unknown
from kg.sources.limits import is_too_long, peeked, read_whole
from kg.sources.pages import read_address
from kg.sources.text import Report
from kg.sources.urls import is_url

STDIN = "-"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file or address to read, and its path within the source that it was found in."""

    path: str
    id: str


def read_articles(
    sources: str | Path | Iterable[str | Path], on_error: Report, *, fetcher: Fetcher | None = None
) -> Iterator[Article]:
    """The articles of one or more sources, in the order of the sources, folders sorted by path.

    `on_error` is called once for each thing that is wrong: a file or record that is passed over, and an article that
    is read without its date. An article whose address or id is taken, or that is a book, is passed over too; one that
    comes twice with the same text is read once. `fetcher` asks the servers of addresses, by default public ones only.
    """
    taken: dict[str, bytes] = {}  # name -> digest of the text
    with fetcher or Fetcher() as client:
        kinds = Kinds(client, on_error)
        for file in files([sources] if isinstance(sources, str | Path) else sources, on_error):
            for article in _read(file, kinds):
                if _is_new(article, taken, file.path, on_error):
                    yield article


def _is_new(article: Article, taken: dict[str, bytes], path: str, on_error: Report) -> bool:
    """Whether an article is none that came before; one that cannot be taken is reported."""
    name = article.url or article.id
    if is_too_long(article, path, on_error):
        return False
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()[:8]
    if name in taken and taken[name] != digest:
        on_error(SourceError(f"the id {name!r} is taken by another article; passed over", path))
    return taken.setdefault(name, digest) is digest


def _read(file: SourceFile, kinds: Kinds) -> Iterator[Article]:
    """The articles of one file or address; what cannot be read is reported."""
    try:
        if file.path == STDIN:
            yield from _read_stdin(kinds)
        elif is_url(file.path):
            yield from read_address(file.path, kinds)
        else:
            with Path(file.path).open("rb") as stream:
                yield from kinds.read(stream, file.path, file.id, name=Path(file.path).name)
    except SourceError as error:
        kinds.report(error)
    except OSError as error:
        kinds.report(SourceError(error.strerror or "cannot be read", file.path))


def _read_stdin(kinds: Kinds) -> Iterator[Article]:
    """The articles of standard input, whose kind its first bytes tell; one alone is called by a hash of it."""
    head, stream = peeked(sys.stdin.buffer)
    kind = kind_of(head)
    if kind not in (TEXT, HTML):
        yield from kinds.read(stream, STDIN, STDIN, name=kind)
        return
    data = read_whole(stream, STDIN)
    yield from kinds.read(BytesIO(data), STDIN, hashlib.sha256(data).hexdigest()[:16], name=kind)


def files(sources: Iterable[str | Path], on_error: Report) -> Iterator[SourceFile]:
    """Every file and address that the sources name, once each."""
    seen: set[str] = set()
    for source in sources:
        for file in _files_of(str(source), on_error):
            real = file.path if is_url(file.path) else str(Path(file.path).resolve())
            if real not in seen:
                seen.add(real)
                yield file


def _files_of(source: str, on_error: Report) -> Iterator[SourceFile]:
    path = Path(source)
    if source == STDIN or is_url(source):
        yield SourceFile(source, source)
    elif path.is_dir():
        yield from _files_in(path, path, on_error)
    elif path.exists():
        yield SourceFile(str(path), _id(path, path.parent))
    elif glob.has_magic(source):
        yield from _files_matching(source, on_error)
    else:
        on_error(SourceError("there is no such file or folder", source))


def _files_in(folder: Path, root: Path, on_error: Report) -> Iterator[SourceFile]:
    """The files of a folder and the folders in it; hidden ones are left out, unknown kinds reported."""
    found = sorted(
        (path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(folder))),
        key=lambda path: path.relative_to(folder).parts,
    )
    for path in found:
        if suffix_of(path.name) in SUFFIXES:
            yield SourceFile(str(path), _id(path, root))
        else:
            on_error(unknown(path))
    if not found:
        on_error(SourceError("the folder holds no file", folder))


def _files_matching(pattern: str, on_error: Report) -> Iterator[SourceFile]:
    """The files that a glob matches, with what lies in the folders that it matches."""
    parts = Path(pattern).parts
    fixed = list(itertools.takewhile(lambda part: not glob.has_magic(part), parts))
    root = Path(*fixed)
    matches = sorted(
        path for path in root.glob("/".join(parts[len(fixed) :])) if not _is_hidden(path.relative_to(root))
    )
    if not matches:
        on_error(SourceError("matches no file", pattern))
    for path in matches:
        if path.is_dir():
            yield from _files_in(path, root, on_error)
        else:
            yield SourceFile(str(path), _id(path, root))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _id(path: Path, root: Path) -> str:
    """A file's path relative to its source, the same on every system."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
