"""The JSON API: the verbs of a ledger for programs, checked by the description that it gives of itself (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import nullcontext
from functools import cache, partial
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ondit.errors import LedgerError, PageError, QueryError
from ondit.exports.jsonl import json_text
from ondit.pages.limits import LONGEST_TEXT
from ondit.reading import Reading, plain
from ondit.web.describing import describe
from ondit.web.exporting import download
from ondit.web.rendering import render
from ondit.web.shelf import ledger_of
from ondit.web.verbs import VERBS, Export, Verb

MOST_SENT = LONGEST_TEXT * 4 + 64_000
"""Bytes of a request: the longest text in any script, and what stands around it."""


Endpoint = Callable[[Request], Awaitable[Response]]


def answer(value: Any, status: int = 200) -> Response:
    return Response(json_text(value), status, media_type="application/json")


def refusal(status: int, code: str, text: str) -> Response:
    """Every error has this one shape."""
    return answer({"error": {"code": code, "text": text}}, status)


def endpoint(verb: Verb) -> Endpoint:
    """What answers to a verb."""

    async def respond(request: Request) -> Response:
        if verb.method == "POST" and request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return refusal(415, "not-json", "Send it as application/json.")
        sent = await request.body() if verb.method == "POST" else b""
        try:
            asked = _asked(verb, request, sent)
            place = msgspec.convert(request.path_params, PLACES[tuple(request.path_params)], strict=False)
        except msgspec.MsgspecError as error:
            return refusal(400, "not-understood", str(error))
        except UnicodeDecodeError:
            return refusal(400, "not-understood", "This is not UTF-8.")
        done = partial(_done, verb, request, asked, msgspec.structs.asdict(place))
        async with request.app.state.slowly if verb.is_slow else nullcontext():
            return await run_in_threadpool(done)

    return respond


class _Key(msgspec.Struct):
    key: str


class _Id(msgspec.Struct):
    id: int


class _Nowhere(msgspec.Struct):
    pass


PLACES: dict[tuple[str, ...], type[msgspec.Struct]] = {("key",): _Key, ("id",): _Id, (): _Nowhere}
"""What may stand in a path."""


def _asked(verb: Verb, request: Request, sent: bytes) -> msgspec.Struct:
    if verb.method == "POST":
        return msgspec.json.decode(sent, type=verb.takes)
    names = [name for name, _ in request.query_params.multi_items()]
    if len(names) > len(set(names)):
        raise msgspec.ValidationError("Each parameter is given once.")
    asked = msgspec.convert(dict(request.query_params), verb.takes, strict=False)
    if any(getattr(asked, name) is None for name in names):  # msgspec takes the word null for nothing given
        raise msgspec.ValidationError("What is not asked for is left out.")
    return asked


def _done(verb: Verb, request: Request, asked: msgspec.Struct, place: dict[str, Any]) -> Response:
    if not 0 < place.get("id", 1) < 2**31:
        return refusal(404, "not-there", "There is nothing of that number.")
    extra = {"allow_private": request.app.state.jobs.allow_private} if verb.name == "add" else {}
    try:
        given = verb.does(ledger_of(request), asked, **place, **extra)
        if isinstance(asked, Export):
            return download(given, asked.format)
    except QueryError as error:
        return refusal(400, "not-understood", str(error))
    except LedgerError as error:
        return refusal(404 if place and verb.method == "GET" else 409, "not-there" if verb.method == "GET" else "not-done", str(error))
    except PageError as error:
        return refusal(422, "not-read", str(error))
    except ValueError as error:
        return refusal(400, "not-understood", str(error))
    return answer(given.to_dict() if isinstance(given, Reading) else plain(given))


def page(request: Request) -> Response:
    """The verbs, for people."""
    return render(request, "api.html", verbs=VERBS)


@cache
def _description() -> bytes:
    return json_text(describe(VERBS)).encode()


def description(request: Request) -> Response:
    """The description that programs read."""
    return Response(_description(), media_type="application/json")


def _routes() -> Iterator[Route]:
    """One route a path, so that each knows which methods it has."""
    for path in dict.fromkeys(verb.path for verb in VERBS):
        ends: dict[str, Endpoint] = {verb.method: endpoint(verb) for verb in VERBS if verb.path == path}
        yield Route(f"/api{path}", _by_method(ends), methods=list(ends), max_body_size=MOST_SENT)


def _by_method(ends: dict[str, Endpoint]) -> Endpoint:
    async def respond(request: Request) -> Response:
        return await ends["GET" if request.method == "HEAD" else request.method](request)

    return respond


ROUTES: list[BaseRoute] = [Route("/api", page), Route("/api/openapi.json", description), *_routes()]
