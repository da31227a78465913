"""What comes before every handler and after it: limits on addresses, who may read answers, and what pages may do."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.settings import Settings

# Nothing from elsewhere, nothing inline; a page that brings its own script (the network) names it by its hash.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
METHODS = "GET, HEAD, POST, OPTIONS"


class Front:
    """An ASGI application around another."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.limit = settings.limits.address_bytes
        self.origin = settings.origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do so."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message))
            await send(message)

        await (self._own(scope) or self.app)(scope, receive, send_with_headers)

    def _own(self, scope: Scope) -> ASGIApp | None:
        """What is answered here: a question about methods, an address that is too long."""
        if scope["method"] == "OPTIONS":
            headers = {"Allow": METHODS}
            if self.origin:
                headers |= {
                    "Access-Control-Allow-Methods": METHODS,
                    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
                    "Access-Control-Max-Age": "86400",
                }
            return Response(status_code=204, headers=headers)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self.limit:
            words = f"the address is longer than {self.limit:,} bytes; send a long query by POST\n"
            return Response(words, 414, media_type="text/plain")
        return None

    def _add(self, headers: MutableHeaders) -> None:
        for name, value in SAFE.items():
            headers[name] = value
        headers.setdefault("Content-Security-Policy", POLICY)
        if self.origin:
            headers["Access-Control-Allow-Origin"] = self.origin
            headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
            if self.origin != "*":
                headers.add_vary_header("Origin")
