"""The HTTP application: requests in, jobs to the workers, their replies out with the headers that all answers carry."""

from __future__ import annotations

import asyncio
import hashlib
import html
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.model import EntityKind
from kg.server.formats import GRAPHS, RESULTS
from kg.server.front import Front
from kg.server.messages import Job, RefusedError, Reply
from kg.server.negotiation import chosen
from kg.server.pool import Pool
from kg.server.rendering import FILES, static_file
from kg.server.requests import accept_of, asked_by_get, asked_by_post, pairs_of

Handler = Callable[[Request], Awaitable[Response]]
HTML = "text/html"
BODY_TIME = 20.0  # seconds that a POST's body may take to arrive
MEDIA_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def application(pool: Pool) -> Front:
    """The application over a pool that has been started; it ends the pool when it is shut down."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.stop()

    site = _Answers(pool)
    pages = [Route(path, _told(site.page(kind))) for path, kind in PAGES.items()]
    instances = [Route(f"/{kind.value}/{{name:path}}", _told(see("/", "/entity/"))) for kind in EntityKind]
    app = Starlette(
        routes=[
            Route("/sparql", _told(site.sparql), methods=["GET", "POST"]),
            Route("/query", _told(site.sparql), methods=["POST"]),  # where `--endpoint` looks; GET is the editor
            Route("/static/{name}", _told(static)),
            *pages,
            Route("/happening/{name:path}", _told(see("/", "/event/"))),
            *instances,
        ],
        lifespan=lifespan,
        exception_handlers={HTTPException: http_error},
    )
    return Front(app, pool.settings)


PAGES = {
    "/": "home",
    "/search": "search",
    "/query": "editor",
    "/network": "network",
    "/entity/{name:path}": "entity",
    "/event/{name:path}": "event",
    "/article/{name:path}": "article",
}


class _Answers:
    """The handlers that need the pool."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 Protocol, and the service's description where nothing is asked."""
        accept = request.headers.get("accept", "")
        address = pairs_of(request.scope["query_string"])
        if request.method == "POST":
            body = await self._body(request)
            return await self._reply(
                request, asked_by_post(address, request.headers.get("content-type", ""), body, accept)
            )
        job = asked_by_get(address, accept)
        if chosen(job.accept if job else accept, (*RESULTS, *GRAPHS, HTML)) == HTML:
            return RedirectResponse(f"/query?{request.url.query}" if job else "/query", 303, {"Vary": "Accept"})
        endpoint = str(request.url.replace(query="", fragment=""))
        return await self._reply(
            request, job or Job("service", {"endpoint": endpoint}, accept=accept_of(address, accept))
        )

    def page(self, kind: str) -> Handler:
        """The handler of one kind of page."""

        async def handler(request: Request) -> Response:
            address = pairs_of(request.scope["query_string"])
            values = {name: value for name, value in address if name != "format"}
            lists = {"focus": tuple(value for name, value in address if name == "focus")}
            values |= {"path": request.path_params.get("name", ""), "raw": raw_rest(request, f"/{kind}/")}
            accept = accept_of(address, request.headers.get("accept", ""))
            return await self._reply(request, Job(kind, values, lists, accept))

        return handler

    async def _reply(self, request: Request, job: Job) -> Response:
        """What the pool says; it stops when the client has gone."""
        work = asyncio.create_task(self.pool.reply(job))
        gone = asyncio.create_task(_gone(request))
        await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not work.done():
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
            return Response(status_code=499)  # to nobody
        return answered(request, await work)

    async def _body(self, request: Request) -> bytes:
        limit = self.pool.settings.limits.request_bytes
        parts = bytearray()
        try:
            async with asyncio.timeout(BODY_TIME):
                async for part in request.stream():
                    parts += part
                    if len(parts) > limit:
                        raise RefusedError(413, f"the request is larger than {limit:,} bytes", {"Connection": "close"})
        except TimeoutError as error:
            raise RefusedError(408, "the request takes too long to arrive", {"Connection": "close"}) from error
        except ClientDisconnect as error:
            raise RefusedError(400, "the request breaks off") from error
        return bytes(parts)


async def _gone(request: Request) -> None:
    """Wait until the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def answered(request: Request, reply: Reply) -> Response:
    """A reply as HTTP, with its hash, so that who has it already need not be sent it again."""
    if reply.status >= 400 and not reply.media_type.startswith(HTML):
        raise RefusedError(reply.status, reply.body.decode(), reply.headers)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Content-Type": reply.media_type, **reply.headers}
    if reply.status != 200:
        return Response(reply.body, reply.status, headers)
    tag = f'"{hashlib.sha256(reply.body).hexdigest()[:24]}"'
    headers["ETag"] = tag
    known = request.headers.get("if-none-match", "")
    if request.method != "POST" and (known.strip() == "*" or tag in known):
        return Response(status_code=304, headers={k: v for k, v in headers.items() if k != "Content-Type"})
    return Response(reply.body, 200, headers)


def _told(handler: Handler) -> Handler:
    """A handler whose refusals are told as HTTP tells them."""

    async def careful(request: Request) -> Response:
        try:
            return await handler(request)
        except RefusedError as error:
            return refused(request, error)

    return careful


def refused(request: Request, error: RefusedError) -> Response:
    """One line of text, or for a browser a page."""
    headers = {"Vary": "Accept", "Cache-Control": "no-store", **error.headers}
    is_page = not request.url.path.startswith("/sparql")
    if is_page and chosen(request.headers.get("accept", ""), ("text/plain", HTML)) == HTML:
        template = files("kg.server").joinpath("templates", "error.html").read_text(encoding="utf-8")
        body = template.replace("$status", str(error.status)).replace("$message", html.escape(str(error)))
        return Response(body, error.status, {**headers, "Content-Type": f"{HTML}; charset=utf-8"})
    return Response(f"{error}\n", error.status, {**headers, "Content-Type": "text/plain; charset=utf-8"})


def http_error(request: Request, error: Exception) -> Response:
    """A path that is none, or a method that a path does not take."""
    assert isinstance(error, HTTPException)
    words = {404: "there is nothing at this address", 405: f"{request.method} does not fit here: this server is read"}
    return refused(request, RefusedError(error.status_code, words.get(error.status_code, error.detail), error.headers))


def see(before: str, after: str) -> Handler:
    """What an IRI names is no page: it is told at another address (303)."""

    async def handler(request: Request) -> Response:
        return RedirectResponse(f"{after}{raw_rest(request, before)}", 303, {"Vary": "Accept"})

    return handler


def raw_rest(request: Request, before: str) -> str:
    """What follows in the path, as it was sent."""
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    return raw.decode("ascii", "replace").removeprefix(before)


async def static(request: Request) -> Response:
    """A style sheet, a script or a picture of the pages."""
    name = request.path_params["name"]
    if name not in FILES:
        raise RefusedError(404, "there is nothing at this address")
    return answered(
        request,
        Reply(static_file(name), MEDIA_TYPES[name.rpartition(".")[2]], headers={"Cache-Control": "max-age=300"}),
    )
