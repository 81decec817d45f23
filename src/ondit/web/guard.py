"""Who may come in, and what a browser may do with what goes out: one layer around the whole site.

A page can be hostile, and so can a site that the same browser has open. Nothing that is shown can run (Content-Security-Policy), a
name that is made to point at this machine is refused (Host), and no other site can send a form here (Origin, cookie, token).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # an outlet need not learn who reads it how
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
KEPT = {"Cache-Control": "private, no-cache"}
"""Unless the answer says otherwise."""

VISITOR = "ondit-visitor"
"""The cookie that a form's token belongs to."""
KEY = "ondit-key"
"""The cookie that holds the key to the site."""
_COOKIE = "; HttpOnly; Path=/; SameSite=Strict"
_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Lets in whom it should, and puts the headers on every answer, those to errors and refusals included.

    Anyone on this machine comes in; anyone else needs `key`, once as `?key=…` and from then on as a cookie, or as a bearer token.
    Where there is no key, nobody else does. `hosts` are names that the site may be called by, beside `localhost` and plain numbers.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] = (), key: str | None = None) -> None:
        self.app, self.key = app, key
        self.hosts = {"localhost", *(host.lower() for host in hosts)}
        self.secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        visitor = request.cookies.get(VISITOR) or secrets.token_urlsafe(16)
        cookies = [] if VISITOR in request.cookies else [f"{VISITOR}={visitor}{_COOKIE}"]
        scope.setdefault("state", {})["csrf"] = hmac.new(self.secret, visitor.encode(), hashlib.sha256).hexdigest()

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _put_headers(message, cookies)
            await send(message)

        await (self._refusal(request) or self.app)(scope, receive, send_guarded)

    def _refusal(self, request: HTTPConnection) -> Response | None:
        """What to answer instead of the site."""
        if not self._is_named(request.headers.get("host", "")):
            return _text(421, "This site is not called by that name. Open it by the address that ondit serve printed.")
        if not self._has_key(request):
            return self._at_the_door(request)
        if request.scope["method"] not in _SAFE and not _is_from_here(request):
            return _text(403, "Another site sent this. Nothing was changed.")
        return None

    def _is_named(self, host: str) -> bool:
        """Whether the Host is ours: a name that somebody else made to point here is not; a number cannot be such a name."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return name.lower() in self.hosts or is_number(name.strip("[]"))

    def _has_key(self, request: HTTPConnection) -> bool:
        if request.client is None or is_this_machine(request.client.host):
            return True
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return self._fits(request.cookies.get(KEY, "")) or self._fits(bearer)

    def _fits(self, given: str) -> bool:
        return self.key is not None and hmac.compare_digest(given.encode(), self.key.encode())

    def _at_the_door(self, request: HTTPConnection) -> Response:
        if not self._fits(request.query_params.get("key", "")):
            return _text(401, "This ledger is on somebody's machine. Open it by the address with the key that they gave you.")
        rest = urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "key"])
        response = RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), 303)
        response.headers.append("Set-Cookie", f"{KEY}={self.key}{_COOKIE}")
        return response


def is_this_machine(host: str) -> bool:
    return is_number(host) and ipaddress.ip_address(host).is_loopback


def is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_from_here(request: HTTPConnection) -> bool:
    """Whether what would change something was sent by our own pages, or by a program that is no browser."""
    origin = request.headers.get("origin")
    return (origin is None or origin == f"{request.url.scheme}://{request.headers['host']}") and request.headers.get(
        "sec-fetch-site", "same-origin"
    ) in ("same-origin", "none")


def _put_headers(message: Any, cookies: list[str]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers[name] = value
    for name, value in KEPT.items():
        headers.setdefault(name, value)
    for cookie in cookies:
        headers.append("Set-Cookie", cookie)


def _text(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)
