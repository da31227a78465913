"""Addresses in, what their servers answer out: politely, within limits, and from public servers only.

A host is asked once in `delay` seconds, and not before it said that it may be asked again (Retry-After). Proxies of the
environment are not used: where the connection goes could not be checked.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import httpx

from kg.errors import SourceError
from kg.sources.addresses import Allowed, CheckedTransport, RefusedError, is_any, is_public
from kg.sources.charsets import charset_of
from kg.sources.limits import read_whole
from kg.sources.unpacking import gunzip
from kg.sources.urls import is_url

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_REDIRECTS = 10
PATIENCE = 60.0  # seconds that are waited where a server asks for it; who asks for more is left alone
AGENT = "newskg/0.1 (+https://w3id.org/newskg)"

_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_SLOW_AFTER = 30.0  # seconds of waiting after which a server has to have sent
_SLOWEST = 1000.0  # bytes a second
_BUSY = frozenset({429, 503})


@dataclass(frozen=True)
class Answer:
    """What a server answers, with its bytes still to read."""

    url: str  # where it came from in the end
    status: int
    headers: Mapping[str, str]
    stream: BinaryIO

    @property
    def content_type(self) -> str:
        """The media type, lower case, or nothing."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The character set that the server names."""
        return charset_of(self.headers.get("content-type", ""))


class Fetcher:
    """A client for the pages, feeds and archives of news sites."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        allowed: Allowed | None = None,
        delay: float = 1.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """A client; `allowed` says which addresses may be connected to, by default the public ones."""
        self._allowed = allowed or (is_any if allow_private else is_public)
        self._delay = delay
        self._sleep = sleep
        self._not_before: dict[str, float] = {}  # host -> when it may be asked again
        self._client: httpx.Client | None = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def page(self, url: str) -> tuple[Answer, bytes]:
        """What an address gives, whole.

        Raises SourceError where it gives nothing, or too much.
        """
        with self.opened(url) as answer:
            check(answer, url)
            return answer, read_whole(answer.stream, url)

    @contextmanager
    def opened(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """What an address answers, whatever its status, to be read within the block.

        Raises SourceError where no connection is made, here or in the reading.
        """
        request = self._request(url, headers or {})
        self._wait(url)
        try:
            response = self._client_of().send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, UnicodeError, ValueError) as error:
            raise SourceError(_said(error), url) from error
        try:
            yield self._answer(response, url)
        finally:
            response.close()

    def _request(self, url: str, headers: Mapping[str, str]) -> httpx.Request:
        try:
            if not is_url(url) or "@" in urlsplit(url).netloc:
                raise ValueError("is no http(s) address without a password")
            return self._client_of().build_request("GET", url, headers=headers)
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise SourceError(f"cannot be asked: {error}", url) from error

    def _client_of(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(
                transport=CheckedTransport(self._allowed),
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
                timeout=_TIMEOUT,
                follow_redirects=True,
                max_redirects=MOST_REDIRECTS,
                trust_env=False,
            )
        return self._client

    def _wait(self, url: str) -> None:
        """Give the host its rest."""
        now, host = time.monotonic(), urlsplit(url).netloc
        rest = self._not_before.get(host, now) - now
        if rest > PATIENCE:
            raise SourceError(f"the server asked to be left alone for another {rest:.0f} s", url)
        if rest > 0:
            self._sleep(rest)
        self._not_before[host] = time.monotonic() + self._delay

    def _answer(self, response: httpx.Response, url: str) -> Answer:
        headers = dict(response.headers)
        if response.status_code in _BUSY:
            rest = max(self._delay, retry_after(headers) or 0)
            self._not_before[urlsplit(url).netloc] = time.monotonic() + rest
        stream: BinaryIO = io.BufferedReader(_Body(response, url))
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip"):
            stream = gunzip(stream, url)
        elif encoding not in ("identity", ""):
            raise SourceError(f"answers in the encoding {encoding}, which was not asked for", url)
        return Answer(str(response.url), response.status_code, headers, stream)


def check(answer: Answer, url: str) -> None:
    """Raises SourceError where an answer is not what was asked for."""
    if answer.status != 200:
        reason = httpx.codes.get_reason_phrase(answer.status)
        raise SourceError(f"the server answers {answer.status} {reason}".rstrip(), url)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks to wait, or None.

    >>> retry_after({"retry-after": "120"}), retry_after({"retry-after": "soon"}), retry_after({})
    (120.0, None, None)
    """
    words = headers.get("retry-after", "").strip()
    if words.isdecimal() and len(words) < 10:
        return float(words)
    try:
        day = parsedate_to_datetime(words)
    except ValueError:
        return None
    seconds = ((day if day.tzinfo else day.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()
    return max(0.0, seconds)


def _said(error: Exception) -> str:
    """What went wrong with a connection, in words."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, httpx.TooManyRedirects):
        return f"leads through more than {MOST_REDIRECTS} redirects"
    if isinstance(error, httpx.TimeoutException):
        return "does not answer in time"
    if isinstance(error, httpx.UnsupportedProtocol):
        return "leads to an address that is not http(s)"
    return f"cannot be read: {error}" if str(error) else f"cannot be read ({type(error).__name__})"


class _Body(io.RawIOBase):
    """The bytes of a response as they were sent."""

    def __init__(self, response: httpx.Response, url: str) -> None:
        self._parts = response.iter_raw()
        self._left = b""
        self._url = url
        self._waited = 0.0
        self._size = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: WriteableBuffer, /) -> int:
        """Fill a buffer, as far as one part of the response goes."""
        view = memoryview(into).cast("B")
        if not self._left:
            self._left = self._next()
        part, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(part)] = part
        return len(part)

    def _next(self) -> bytes:
        """The next part, or nothing at the end."""
        begin = time.monotonic()
        try:
            part = next(filter(None, self._parts), b"")
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise SourceError(f"breaks off: {_said(error)}", self._url) from error
        self._waited += time.monotonic() - begin
        self._size += len(part)
        if self._waited > _SLOW_AFTER and self._size < _SLOWEST * self._waited:
            raise SourceError("is sent too slowly to wait for", self._url)
        return part
