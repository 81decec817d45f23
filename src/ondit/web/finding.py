"""Statements found, and what they come to: by voice, outlet, month, hand, certainty and act."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ondit.errors import QueryError
from ondit.ledger.records import Facets, Found
from ondit.web.asked import SORTS, Asked, asked_of
from ondit.web.rendering import render
from ondit.web.shelf import ledger_of

HITS = 25
"""Statements on a screen; each takes the room of two lines of a list."""
FACETS = ("voice", "outlet", "hand", "certainty", "act", "month")
FILTER_OF = {"month": "published"}
"""Where a facet goes to a filter of another name."""


def search(request: Request) -> Response:
    """The statements asked for, a screen of them, with what they all come to."""
    asked = asked_of(request.query_params)
    if "" in request.query_params.values():  # what a form leaves empty has no place in an address that is to be shared
        return RedirectResponse(f"/search{asked.query()}", 303)
    try:
        found = list(ledger_of(request).search(asked.words, **asked.given(), sort=asked.sort, limit=HITS, offset=asked.offset))
        facets = ledger_of(request).facets(asked.words, **asked.given())
    except QueryError as error:
        return render(request, "search.html", 400, **_shown(asked, [], None), wrong=str(error))
    return render(request, "search.html", **_shown(asked, found, facets), wrong=None)


def _shown(asked: Asked, found: list[Found], facets: Facets | None) -> dict[str, Any]:
    return {"asked": asked, "found": found, "facets": facets, "names": FACETS, "filter_of": FILTER_OF, "sorts": SORTS, "screen": HITS}


ROUTES = [Route("/search", search)]
