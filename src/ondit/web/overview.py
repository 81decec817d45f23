"""A collection looked over: who is heard how often and where, what each outlet quotes, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import LedgerError
from ondit.ledger.overview import VoiceSort
from ondit.ledger.records import Count
from ondit.web.asked import Asked, asked_of
from ondit.web.rendering import A_SCREEN, render
from ondit.web.shelf import id_of, ledger_of, start_of

VOICE_SORTS: dict[VoiceSort, str] = {"statements": "Most statements", "words": "Most words", "name": "By name"}
MOST_MONTHS = 600
"""Beyond fifty years a timeline shows only the months that have statements."""


@dataclass(frozen=True, slots=True)
class Column:
    """One month of a timeline."""

    value: str
    statements: int


def home(request: Request) -> Response:
    """What the ledger holds."""
    facets = ledger_of(request).facets()
    return render(request, "home.html", facets=facets, asked=Asked(), months=list(columns(facets.month)))


def voices(request: Request) -> Response:
    """Who is heard: how often, where, at which hand, how surely, from when to when."""
    asked, start = asked_of(request.query_params), start_of(request)
    order = request.query_params.get("order", "")
    sort = order if order in VOICE_SORTS else "statements"
    rows = list(islice(ledger_of(request).voices(asked.words, sort=sort, **asked.given()), start, start + A_SCREEN + 1))
    return render(
        request, "voices.html", rows=rows[:A_SCREEN], more=len(rows) > A_SCREEN, start=start, sort=sort, sorts=VOICE_SORTS, asked=asked
    )


def voice(request: Request) -> Response:
    """One voice across all pages: its names, where it is heard, and why the pages are taken to mean the same one."""
    ledger = ledger_of(request)
    try:
        who = ledger.who(id_of(request))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    asked = Asked(filters={"voice": f"#{who.id}"})
    facets = ledger.facets(**asked.given())
    newest = list(ledger.search(**asked.given(), sort="newest", limit=10))
    return render(request, "voice.html", who=who, facets=facets, newest=newest, asked=asked, months=list(columns(facets.month)))


def outlets(request: Request) -> Response:
    """Every outlet; or of one, whom it quotes and at which hand."""
    ledger, asked = ledger_of(request), asked_of(request.query_params)
    facets = ledger.facets(asked.words, **asked.given())
    quoted = list(islice(ledger.voices(asked.words, **asked.given()), A_SCREEN)) if "outlet" in asked.filters else []
    return render(request, "outlets.html", facets=facets, asked=asked, quoted=quoted)


def timeline(request: Request) -> Response:
    """When the statements asked for were published."""
    asked = asked_of(request.query_params)
    facets = ledger_of(request).facets(asked.words, **asked.given())
    return render(request, "timeline.html", facets=facets, asked=asked, months=list(columns(facets.month)))


def columns(months: tuple[Count, ...]) -> Iterator[Column]:
    """The months from the first to the last, those without a statement too."""
    counted = {str(month.value): month.statements for month in months if month.value}
    if not counted:
        return
    first, last = (_number(month) for month in (min(counted), max(counted)))
    every = range(first, last + 1) if last - first < MOST_MONTHS else map(_number, sorted(counted))
    for number in every:
        value = f"{number // 12:04}-{number % 12 + 1:02}"
        yield Column(value, counted.get(value, 0))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7] or 1) - 1


ROUTES = [
    Route("/", home),
    Route("/voices", voices),
    Route("/voices/{id:int}", voice),
    Route("/outlets", outlets),
    Route("/timeline", timeline),
]
