"""A client of the Reconciliation Service API: questions in batches out, candidates in.

A service that is busy or does not answer is asked again after a while; whatever else goes wrong is a `ServiceError`
that says which service did what.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from types import TracebackType

import httpx

from kg.errors import ServiceError

VERSIONS = frozenset({"0.1", "0.2"})
BATCH = 10  # questions at a time where the service does not say how many it takes; more time out at the one of Wikidata
BUSY = frozenset({429, 500, 502, 503, 504})
PAUSES = (1.0, 2.0, 4.0)  # seconds before each further try
LONGEST_PAUSE = 60.0  # seconds, whatever a service asks for
_SHOWN = 120  # characters of a service's own message


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself."""

    name: str
    identifier_space: str  # what its identifiers belong to: "http://www.wikidata.org/entity/"
    batch_size: int = BATCH


@dataclass(frozen=True, slots=True)
class Question:
    """A name that an identifier is asked for, and the service's own name of its type."""

    name: str
    type: str | None = None
    limit: int = 5

    def as_json(self) -> dict[str, object]:
        """The question as the API has it; a type is a wish, since services know their types better than we do."""
        asked: dict[str, object] = {"query": self.name, "limit": self.limit}
        return asked | ({"type": self.type, "type_strict": "should"} if self.type else {})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a service takes a name for."""

    identifier: str  # as the service writes it: "Q30"
    name: str
    score: float  # higher is better; scores of two services have nothing in common
    is_match: bool  # the service itself is sure
    description: str = ""
    types: tuple[str, ...] = ()


class Service:
    """One service, for the time of a `with`. `pause` waits so many seconds."""

    def __init__(self, url: str, *, timeout: float = 30.0, pause: Callable[[float], None] = time.sleep) -> None:
        self.url = url
        self.pause = pause
        headers = {"Accept": "application/json", "User-Agent": "newskg (kg reconcile)"}
        self._client = httpx.Client(timeout=timeout, follow_redirects=True, headers=headers)

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def manifest(self) -> Manifest:
        """What the service says of itself; a redirect is followed for good.

        Raises ServiceError.
        """
        response = self._answer("GET", None)
        self.url = str(response.url)
        said = self._object(response)
        name, space, versions = said.get("name"), said.get("identifierSpace"), said.get("versions", ["0.1"])
        if not isinstance(name, str) or not isinstance(space, str) or not space:
            raise ServiceError("is no reconciliation service: it tells no name or no identifierSpace", self.url)
        if not isinstance(versions, list) or not VERSIONS.intersection(map(str, versions)):
            raise ServiceError(f"speaks versions {versions} of the API; kg speaks 0.2 and 0.1", self.url)
        size = said.get("batchSize")
        is_size = isinstance(size, int) and not isinstance(size, bool) and size > 0
        return Manifest(name, space, min(size, BATCH) if is_size and isinstance(size, int) else BATCH)

    def ask(self, questions: Sequence[Question], batch_size: int = BATCH) -> Iterator[tuple[Candidate, ...]]:
        """The candidates for each question, in order, the best first.

        Raises ServiceError; what was answered before has been given.
        """
        waiting = iter(questions)
        while batch := list(islice(waiting, batch_size)):
            yield from self._batch(batch)

    def _batch(self, questions: Sequence[Question]) -> list[tuple[Candidate, ...]]:
        asked = {f"q{i}": question.as_json() for i, question in enumerate(questions)}
        response = self._answer("POST", {"queries": json.dumps(asked, ensure_ascii=False)})
        if response.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE and len(questions) > 1:
            half = len(questions) // 2
            return [*self._batch(questions[:half]), *self._batch(questions[half:])]
        said = self._object(response)
        if missing := [key for key in asked if not isinstance(said.get(key), dict)]:
            message = (
                said.get("message") or said.get("error") or f"no answer to {len(missing)} of {len(asked)} questions"
            )
            raise ServiceError(f"did not answer as it should: {_short(message)}", self.url)
        return [tuple(_candidates(said[key])) for key in asked]

    def _answer(self, method: str, data: Mapping[str, str] | None) -> httpx.Response:
        """What the service answers, after some tries where it is busy, slow or out of reach."""
        waits = [*PAUSES, None]
        for wait in waits:
            try:
                response = self._client.request(method, self.url, data=data)
            except httpx.TransportError as error:
                if wait is None or isinstance(error, httpx.UnsupportedProtocol):
                    raise ServiceError(_why(error, len(waits)), self.url) from error
                self.pause(wait)
                continue
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise ServiceError(_short(error) or "cannot be asked", self.url) from error
            if response.status_code not in BUSY or wait is None:
                return response
            self.pause(_asked_pause(response, wait))
        raise AssertionError("the last try returns or raises")

    def _object(self, response: httpx.Response) -> dict[str, object]:
        """The JSON object of an answer."""
        if response.is_error:
            status = f"{response.status_code} {response.reason_phrase}"
            raise ServiceError(f"answered {status}: {_short(response.text)}", self.url)
        try:
            said = response.json()
        except ValueError as error:
            raise ServiceError(f"did not answer with JSON: {_short(response.text)}", self.url) from error
        if not isinstance(said, dict):
            raise ServiceError("did not answer with a JSON object", self.url)
        return said


def _candidates(answer: object) -> Iterator[Candidate]:
    """The candidates of one answer that have an identifier and a score, the best first."""
    result = answer.get("result") if isinstance(answer, dict) else None
    found = [c for each in (result if isinstance(result, list) else []) if (c := _candidate(each)) is not None]
    return iter(sorted(found, key=lambda candidate: (-candidate.score, candidate.identifier)))


def _candidate(said: object) -> Candidate | None:
    if not isinstance(said, dict) or not isinstance(said.get("id"), str | int) or said["id"] == "":
        return None
    score = 0.0
    with suppress(TypeError, ValueError):
        score = float(said.get("score", 0))
    types = said.get("type", said.get("types", []))
    named = [t.get("id", "") if isinstance(t, dict) else t for t in (types if isinstance(types, list) else [types])]
    return Candidate(
        identifier=str(said["id"]),
        name=str(said.get("name") or said["id"]),
        score=score if score == score else 0.0,  # NaN is unlike itself
        is_match=said.get("match") is True,
        description=str(said.get("description") or ""),
        types=tuple(str(name) for name in named if name),
    )


def _asked_pause(response: httpx.Response, wait: float) -> float:
    """How long to wait: as long as the service asks for in seconds, if it does, and it is not too long."""
    asked = response.headers.get("Retry-After", "")
    return min(max(wait, float(asked)), LONGEST_PAUSE) if asked.isdecimal() else wait


def _why(error: httpx.TransportError, tries: int) -> str:
    if isinstance(error, httpx.UnsupportedProtocol):
        return "is no address of a service; it begins with http:// or https://"
    if isinstance(error, httpx.TimeoutException):
        return f"did not answer in time, {tries} times"
    return f"cannot be reached, {tries} times: {_short(error)}"


def _short(message: object) -> str:
    """A service's own words on one line, not too many of them."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(message)).split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
