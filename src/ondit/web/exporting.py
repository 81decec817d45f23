"""What a search finds and what a statement says, to take along: files of every format, and citations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import cast, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ondit.errors import LedgerError, QueryError
from ondit.ledger.citing import CitationFormat
from ondit.web.asked import asked_of
from ondit.web.rendering import FORMATS
from ondit.web.shelf import ledger_of

ENDINGS = {"webannotation": "jsonld", "ftm": "ftm.json", "brat": "zip", "text": "txt", "csl-json": "json"}
"""Of the files of formats that are not their own ending."""


def export(request: Request) -> Response:
    """The statements found, in their readings, as a file that is written while it is sent."""
    format, asked = request.path_params["format"], asked_of(request.query_params)
    if format not in FORMATS:
        raise HTTPException(404)
    try:
        return download(ledger_of(request).export(format, asked.words, **asked.given()), format)
    except QueryError as error:
        raise HTTPException(400, str(error)) from error


def download(pieces: Iterator[str | bytes], format: str) -> Response:
    """A file that is written while it is sent. Its first piece is made before, for an answer that has begun cannot say any more that
    something is not understood."""
    first = next(pieces, "")
    return StreamingResponse(chain([first], pieces), media_type="application/octet-stream", headers=_as_file("ondit", format))


def cite(request: Request) -> Response:
    """A statement as it is cited, as a file."""
    key, format = request.path_params["key"], request.path_params["format"]
    if format not in get_args(CitationFormat):
        raise HTTPException(404)
    try:
        text = ledger_of(request).cite(key, cast(CitationFormat, format))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    return Response(text, media_type="application/octet-stream", headers=_as_file(key.replace(":", "-"), format))


def _as_file(name: str, format: str) -> dict[str, str]:
    """A download, so that not even the HTML is a page of this site."""
    return {"Content-Disposition": f'attachment; filename="{name}.{ENDINGS.get(format, format)}"'}


ROUTES = [Route("/export/{format}", export), Route("/statements/{key}/cite/{format}", cite)]
