"""Packed bytes in, the bytes that they pack out: gzip streams and ZIP archives, with a limit to what comes of them.

A stream that expands to more than `MOST_TIMES` its own size is taken for a bomb.
"""

from __future__ import annotations

import io
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from kg.errors import SourceError
from kg.sources.limits import Readable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_TIMES = 200  # text packs to a tenth, at best a fiftieth; zlib's own limit is a thousandth
ALWAYS = 64_000_000  # bytes that are never too many
MOST_PACKED = 1_000_000_000  # bytes of an archive that does not lie in a file
GZIP = b"\x1f\x8b\x08"  # what a gzip member begins with

_BLOCK = 65_536
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)


class Budget:
    """What may come out of packed bytes."""

    def __init__(self, path: str, packed: Callable[[], int]) -> None:
        """A budget for a source whose packed bytes, as far as they are read, `packed` counts."""
        self.path = path
        self._packed = packed
        self._spent = 0

    def spend(self, size: int) -> None:
        """Note what came out.

        Raises SourceError where it is too much.
        """
        self._spent += size
        if self._spent > max(ALWAYS, MOST_TIMES * self._packed()):
            raise SourceError(f"expands to more than {MOST_TIMES} times its size; taken for a bomb", self.path)


class Gunzipped(io.RawIOBase):
    """The bytes of a gzip stream, member after member.

    A damaged member raises SourceError once; reading then goes on with the next member that begins with `start`.
    """

    def __init__(self, packed: Readable, path: str, *, start: bytes = b"") -> None:
        self._source = packed
        self._path = path
        self._start = start
        self._packed = b""  # read, and not yet unpacked
        self._read = 0
        self._member: zlib._Decompress | None = None
        self._is_lost = False
        self._budget = Budget(path, lambda: self._read)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: WriteableBuffer, /) -> int:
        """Fill a buffer, as far as one block of the stream goes."""
        view = memoryview(into).cast("B")
        if self._is_lost:
            self._find_member()
        data = self._unpacked(len(view))
        view[: len(data)] = data
        return len(data)

    def _unpacked(self, size: int) -> bytes:
        """Some bytes, at most so many; none at the end."""
        while self._fill() or self._member is not None:
            if self._member is None:
                self._member = zlib.decompressobj(31)
            data = self._decompress(self._member, size)
            if self._member.eof:
                self._packed = self._member.unused_data.lstrip(b"\0")  # which pads archives
                self._member = None
            if data:
                return data
        return b""

    def _decompress(self, member: zlib._Decompress, size: int) -> bytes:
        is_end = not self._packed
        try:
            data = member.decompress(self._packed, size)
        except zlib.error as error:
            self._lose()
            raise SourceError(f"is damaged before byte {self._read:,}: {error}", self._path) from error
        self._packed = member.unconsumed_tail
        if is_end and not data and not member.eof:
            self._lose()
            raise SourceError(f"ends in the middle, at byte {self._read:,}", self._path)
        try:
            self._budget.spend(len(data))
        except SourceError:
            self._source, self._packed, self._member = io.BytesIO(), b"", None  # nothing follows a bomb
            raise
        return data

    def _fill(self) -> bool:
        """Whether there are packed bytes to go on with."""
        if not self._packed:
            self._packed = self._source.read(_BLOCK)
            self._read += len(self._packed)
        return bool(self._packed)

    def _lose(self) -> None:
        self._member, self._is_lost = None, True

    def _find_member(self) -> None:
        """Go on to the next bytes that begin a member which begins as it should."""
        self._is_lost = False
        while True:
            is_end = not self._top_up()
            at = self._packed.find(GZIP, 1)
            if at < 0 and is_end:
                self._packed = b""
                return
            self._packed = self._packed[at:] if at > 0 else self._packed[-3:]
            self._top_up()
            if self._is_start():
                return

    def _top_up(self) -> bool:
        """Have a block at hand; whether the stream has gone on."""
        if len(self._packed) >= _BLOCK:
            return True
        part = self._source.read(_BLOCK)
        self._read += len(part)
        self._packed += part
        return bool(part)

    def _is_start(self) -> bool:
        try:
            data = zlib.decompressobj(31).decompress(self._packed[:_BLOCK], max(1, len(self._start)))
        except zlib.error:
            return False
        return bool(data) and data.startswith(self._start)


def gunzip(packed: Readable, path: str, *, start: bytes = b"") -> BinaryIO:
    """What a gzip stream packs, as a stream (see `Gunzipped`)."""
    return io.BufferedReader(Gunzipped(packed, path, start=start))


def unzip(packed: BinaryIO, path: str) -> Iterator[tuple[str, BinaryIO]]:
    """The path and the bytes of each file in a ZIP archive, by path; folders and hidden files are left out.

    Raises SourceError, for the archive here and for a file as it is read.
    """
    with ExitStack() as stack:
        if not packed.seekable():
            packed = _copied(packed, stack.enter_context(tempfile.TemporaryFile()), path)
        yield from _members(packed, path)


def _members(packed: BinaryIO, path: str) -> Iterator[tuple[str, BinaryIO]]:
    try:
        archive = zipfile.ZipFile(packed)
        size = packed.seek(0, io.SEEK_END)
    except _ZIP_ERRORS as error:
        raise SourceError(f"is no sound ZIP archive: {error}", path) from error
    budget = Budget(path, lambda: size)
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        name = "".join(letter if letter.isprintable() else "\ufffd" for letter in info.filename)
        parts = PurePosixPath(name).parts
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if name and not name.endswith("/") and not is_hidden:
            yield "/".join(parts), io.BufferedReader(Unzipped(archive, info, name, budget))


def _copied(stream: BinaryIO, file: BinaryIO, path: str) -> BinaryIO:
    """The file, with the bytes of the stream in it."""
    size = 0
    while part := stream.read(_BLOCK):
        size += file.write(part)
        if size > MOST_PACKED:
            raise SourceError(f"is larger than {MOST_PACKED // 1_000_000} MB; download it first", path)
    return file


class Unzipped(io.RawIOBase):
    """The bytes of one file in a ZIP archive."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> None:
        self._archive = archive
        self._info = info
        self._name = name
        self._budget = budget
        self._stream: IO[bytes] | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: WriteableBuffer, /) -> int:
        """Fill a buffer."""
        view = memoryview(into).cast("B")
        try:
            self._stream = self._stream or self._archive.open(self._info)
            data = self._stream.read(len(view))
        except _ZIP_ERRORS as error:
            raise SourceError(f"cannot be unpacked: {error}", f"{self._budget.path}/{self._name}") from error
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)
