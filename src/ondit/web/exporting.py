"""What a search finds, to take along: every format that readings are exported in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ondit.errors import QueryError
from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.ledger.showing import shown
from ondit.reading import Reading
from ondit.web.asked import Asked, asked_of
from ondit.web.shelf import ledger_of

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

ENDINGS = {"webannotation": "jsonld", "ftm": "ftm.json", "brat": "zip"}
"""Of the files of formats that are not their own ending."""


def export(request: Request) -> Response:
    """The statements found, in their readings, as a file that is written while it is sent."""
    format, asked = request.path_params["format"], asked_of(request.query_params)
    exporter = EXPORTERS.get(format) or BINARY_EXPORTERS.get(format)
    if exporter is None:
        raise HTTPException(404)
    try:
        pieces = exporter(readings(ledger_of(request), asked))
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    name = f"ondit.{ENDINGS.get(format, format)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}  # a download, so that not even the HTML is a page of this site
    return StreamingResponse(pieces, media_type="application/octet-stream", headers=headers)


def readings(ledger: Ledger, asked: Asked) -> Iterator[Reading]:
    """The readings that hold what is found, each with these statements alone, as people have decided them."""
    chosen: dict[tuple[int, int], set[str]] = defaultdict(set)
    for found in ledger.search(asked.words, **asked.given(), sort=asked.sort):
        chosen[found.page, found.reading].add(found.statement.id)
    return _chosen(ledger, chosen)


def _chosen(ledger: Ledger, chosen: dict[tuple[int, int], set[str]]) -> Iterator[Reading]:
    for (page, reading), ids in chosen.items():
        whole = shown(ledger.engine, page, at=reading).reading
        yield replace(whole, statements=tuple(statement for statement in whole.statements if statement.id in ids))


ROUTES = [Route("/export/{format}", export)]
