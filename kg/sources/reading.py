"""What people name as a source -> Articles: a file, a folder, a glob, or "-" for standard input.

What cannot be read is reported and passed over, so that one bad file never stops a run.
"""

from __future__ import annotations

import glob
import hashlib
import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.html import read_html
from kg.sources.jsonl import read_jsonl
from kg.sources.text import Report, read_text

Reader = Callable[[BinaryIO, str, str, Report], Iterator[Article]]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".html": read_html,
    ".htm": read_html,
}


STDIN = "-"
LONGEST = 500_000  # characters of an article: a book's; the parser takes some 4 KB of memory for each


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read, and its path within the source that it was found in."""

    path: Path
    id: str


def read_articles(sources: str | Path | Iterable[str | Path], on_error: Report) -> Iterator[Article]:
    """The articles of one or more sources, in the order of the sources, folders sorted by path.

    `on_error` is called once for each thing that is wrong: a file or record that is passed over, and an article that
    is read without its date. An article whose address or id is taken, or that is a book, is passed over too.
    """
    taken: set[str] = set()
    for file in _files([sources] if isinstance(sources, str | Path) else sources, on_error):
        for article in _read(file, on_error):
            name = article.url or article.id
            if name in taken:
                on_error(SourceError(f"the id {name!r} is taken by another article; passed over", file.path))
            elif len(article.text) > LONGEST:
                on_error(SourceError(f"{name!r} is too long to be an article; split it below {LONGEST:,}", file.path))
            else:
                taken.add(name)
                yield article


def _read(file: SourceFile, on_error: Report) -> Iterator[Article]:
    """The articles of one file; what cannot be read is reported."""
    try:
        if str(file.path) == STDIN:
            yield from _read_stdin(on_error)
        else:
            read = READERS.get(file.path.suffix.lower(), read_text)
            with file.path.open("rb") as stream:
                yield from read(stream, str(file.path), file.id, on_error)
    except SourceError as error:
        on_error(error)
    except OSError as error:
        on_error(SourceError(error.strerror or "cannot be read", file.path))


def _read_stdin(on_error: Report) -> Iterator[Article]:
    """The articles of standard input, whose kind its first character tells."""
    data = sys.stdin.buffer.read()
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    read = {b"{": read_jsonl, b"<": read_html}.get(start, read_text)
    id = hashlib.sha256(data).hexdigest()[:16]
    yield from read(BytesIO(data), STDIN, id, on_error)


def _files(sources: Iterable[str | Path], on_error: Report) -> Iterator[SourceFile]:
    """Every file that the sources name, once each."""
    seen: set[Path] = set()
    for source in sources:
        for file in _files_of(str(source), on_error):
            real = file.path.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def _files_of(source: str, on_error: Report) -> Iterator[SourceFile]:
    path = Path(source)
    if source == STDIN:
        yield SourceFile(path, STDIN)
    elif path.is_dir():
        yield from _files_in(path, path, on_error)
    elif path.exists():
        yield SourceFile(path, _id(path, path.parent))
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
        if path.suffix.lower() in READERS:
            yield SourceFile(path, _id(path, root))
        else:
            on_error(SourceError(f"is of no kind that can be read ({', '.join(READERS)})", path))
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
            yield SourceFile(path, _id(path, root))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _id(path: Path, root: Path) -> str:
    """A file's path relative to its source, the same on every system."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
