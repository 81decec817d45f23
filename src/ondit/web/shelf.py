"""What the ledger holds, page by page and statement by statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import LedgerError
from ondit.web.asked import whole_number
from ondit.web.marked import evidence
from ondit.web.rendering import A_SCREEN, render

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger


def ledger_of(request: Request) -> Ledger:
    ledger: Ledger = request.app.state.ledger
    return ledger


def id_of(request: Request) -> int:
    """The number in the address; 404 for one that no database can count to."""
    id: int = request.path_params["id"]
    if id >= 2**31:
        raise HTTPException(404)
    return id


def start_of(request: Request) -> int:
    """Where the list begins that is asked for."""
    return whole_number(request.query_params.get("offset", "")) or 0


def pages(request: Request) -> Response:
    """The pages, a screen of them at a time."""
    start, outlet = start_of(request), request.query_params.get("outlet") or None
    found = list(ledger_of(request).pages(outlet=outlet, limit=A_SCREEN + 1, offset=start))
    return render(request, "pages.html", pages=found[:A_SCREEN], more=len(found) > A_SCREEN, start=start, outlet=outlet)


def statement(request: Request) -> Response:
    """One statement: its words where they stand, whose they are, and where they were published."""
    ledger = ledger_of(request)
    try:
        found = ledger.statement(request.path_params["key"])
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    reading = ledger.reading(found.page, at=found.reading)
    context: dict[str, Any] = {"found": found, "reading": reading, "evidence": evidence(reading, found.statement)}
    return render(request, "statement.html", **context, citation=ledger.cite(found.key))


ROUTES = [Route("/pages", pages), Route("/statements/{key}", statement)]
