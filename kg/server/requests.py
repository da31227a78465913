"""What a request of the SPARQL 1.1 Protocol asks, read from its parts; what it may not ask is refused."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from kg.server.formats import SHORT
from kg.server.messages import Job, RefusedError

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
UPDATE = "application/sparql-update"
GRAPHS = ("default-graph-uri", "named-graph-uri")
_READ_ONLY = "this server is for reading: updates are refused"
Pairs = Sequence[tuple[str, str]]


def pairs_of(text: bytes, what: str = "address") -> Pairs:
    """The names and values of a form or of an address.

    Raises RefusedError where they are not UTF-8.
    """
    try:
        return parse_qsl(text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the {what} is not UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"the {what} has too many fields") from error


def asked_by_get(address: Pairs, accept: str) -> Job | None:
    """The query of a GET; None where it has none.

    Raises RefusedError.
    """
    if any(name == "update" for name, _ in address):
        raise RefusedError(403, _READ_ONLY)
    return _job(address, accept) if any(name == "query" for name, _ in address) else None


def asked_by_post(address: Pairs, content_type: str, body: bytes, accept: str) -> Job:
    """The query of a POST, a form or the bare query.

    Raises RefusedError.
    """
    media_type, _, parameters = (part.strip() for part in content_type.lower().partition(";"))
    if media_type == UPDATE:
        raise RefusedError(403, _READ_ONLY)
    if media_type not in (FORM, DIRECT):
        raise RefusedError(415, f"a query comes as {FORM} or {DIRECT}, not as {media_type or 'nothing'}")
    if "charset=" in parameters and "utf-8" not in parameters.replace("utf8", "utf-8"):
        raise RefusedError(415, "a query comes in UTF-8")
    if media_type == FORM:
        fields = pairs_of(body, "form")
        if any(name == "update" for name, _ in fields):
            raise RefusedError(403, _READ_ONLY)
        return _job([*(pair for pair in address if pair[0] in (*GRAPHS, "format")), *fields], accept)
    try:
        return _job([*(pair for pair in address if pair[0] != "query"), ("query", body.decode("utf-8"))], accept)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the query is not UTF-8") from error


def _job(fields: Pairs, accept: str) -> Job:
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise RefusedError(400, f"one query, please: there are {len(queries)}" if queries else "there is no query")
    lists = {name: tuple(value for other, value in fields if other == name) for name in GRAPHS}
    return Job("query", {"query": queries[0]}, lists, accept_of(fields, accept))


def accept_of(fields: Pairs, accept: str) -> str:
    """What the client takes: the format that the address names, else what the header says.

    Raises RefusedError where there is no such format.
    """
    named = [value for name, value in fields if name == "format" and value]
    if not named:
        return accept
    if named[0] not in SHORT and "/" not in named[0]:
        raise RefusedError(400, f"there is no format {named[0]}; there are {', '.join(SHORT)}")
    return SHORT.get(named[0], named[0])
