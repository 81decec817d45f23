"""The site: who serves which address. Every page is made here, on this machine, from one ledger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import OnditError
from ondit.web import adding, api, deciding, differing, exporting, finding, labels, overview, reading, shelf, tracing
from ondit.web.adding import Jobs
from ondit.web.guard import Guard
from ondit.web.rendering import ASSETS, render
from ondit.web.working import AT_ONCE, Working

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

ROOMS = (overview, labels, finding, shelf, reading, differing, deciding, tracing, adding, exporting, api)

MOST_SENT = 64_000
"""Bytes of a request that adds no page; the longest note, twice over."""


def create_app(ledger: Ledger, *, hosts: Iterable[str] = (), key: str | None = None, allow_private: bool = False) -> Starlette:
    """The site of an open ledger, as an ASGI application.

    Only this machine is let in, and with `key` whoever has it; `hosts` are the names that the site may be called by.
    """
    jobs, working = Jobs(ledger, allow_private=allow_private), Working(ledger.engine)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        working.close()
        jobs.close()

    app = Starlette(
        routes=[Route("/static/{digest}/{name}", static), Route("/keys", keys), *(route for room in ROOMS for route in room.ROUTES)],
        middleware=[Middleware(Guard, hosts=hosts, key=key)],
        exception_handlers={HTTPException: not_so, OnditError: went_wrong, Exception: failed},
        max_body_size=MOST_SENT,
        lifespan=lifespan,
    )
    app.state.ledger = ledger
    app.state.jobs = jobs
    app.state.working = working
    app.state.slowly = asyncio.Semaphore(AT_ONCE)
    return app


async def static(request: Request) -> Response:
    """A file of ours, to be kept by the browser for as long as it likes."""
    try:
        content, kind = ASSETS[request.path_params["name"]]
    except KeyError:
        raise HTTPException(404) from None
    return Response(content(), media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})


def keys(request: Request) -> Response:
    """What each key does."""
    return render(request, "keys.html")


WORDS = {404: "There is no such page.", 405: "That cannot be done here.", 413: "That is more than may be sent at once."}


async def not_so(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    is_plain = error.detail == HTTPStatus(error.status_code).phrase
    answer = _sorry(request, error.status_code, WORDS.get(error.status_code, "That did not work.") if is_plain else error.detail)
    answer.headers.update(error.headers or {})
    return answer


async def went_wrong(request: Request, error: Exception) -> Response:
    """An error that ondit raises on purpose says what happened and what to try."""
    return _sorry(request, 400, str(error))


async def failed(request: Request, error: Exception) -> Response:
    logging.getLogger(__name__).error("%s failed", request.url.path, exc_info=error)
    return _sorry(request, 500, f"ondit itself failed ({type(error).__name__}). Please report it.")


def _sorry(request: Request, status: int, text: str) -> Response:
    if request.url.path.startswith("/api/"):
        return api.refusal(status, HTTPStatus(status).phrase.lower().replace(" ", "-"), text)
    return render(request, "error.html", status, text=text, code=status)
