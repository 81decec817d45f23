"""A page with every passage marked by its voice, and what stands behind each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import LedgerError
from ondit.exports.wording import chain_label, charged_terms, shares, timeline, words
from ondit.ledger.showing import Shown, shown
from ondit.reading import Reading
from ondit.web.marked import Sight, card_at, first_words, marked, sight_of
from ondit.web.rendering import render
from ondit.web.shelf import id_of, ledger_of


def page(request: Request) -> Response:
    """The marked page; its query is the sight."""
    sight = sight_of(request.query_params)
    found = _found(request, sight)
    page = ledger_of(request).page(id_of(request))
    return render(request, "reading.html", **seen(found.reading, sight), page=page, shown=found, here=_here(page.id, sight))


def passage(request: Request) -> Response:
    """What stands behind one passage, as a piece of the page."""
    sight = sight_of(request.query_params)
    found = _found(request, sight)
    card = card_at(found.reading, -1 if sight.at is None else sight.at)
    if card is None:
        raise HTTPException(404)
    return render(request, "card.html", reading=found.reading, shown=found, card=card, here=_here(id_of(request), sight))


def _here(id: int, sight: Sight) -> str:
    return f"/pages/{id}{sight.address()}#here"


def _found(request: Request, sight: Sight) -> Shown:
    try:
        return shown(ledger_of(request).engine, id_of(request), at=sight.reading)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error


def seen(reading: Reading, sight: Sight) -> dict[str, Any]:
    """What the template is given for a reading."""
    article, headline = reading.article, reading.headline
    paragraphs, left = marked(reading, sight), peeled(reading, sight.hand)
    by_id = {statement.id: statement for statement in reading.statements}
    rests_on = [by_id[id] for id in (headline.rests_on if headline else ()) if id in by_id]
    return {
        "reading": reading,
        "sight": sight,
        "heading": article.title or article.url or "A text without a title",
        "headline": paragraphs[0].passages if article.headline and paragraphs else (),
        "paragraphs": paragraphs[1:] if article.headline else paragraphs,
        "rests_on": [(f"{chain_label(reading, s.chain)}: {words(article.text, s.content)}", first_words(reading, s)) for s in rests_on],
        "drops": headline.drops if headline else (),
        "shares": shares(reading),
        "moments": [(moment, first_words(reading, moment.statement)) for moment in timeline(left)],
        "charged": charged_terms(left),
        "card": None if sight.at is None else card_at(reading, sight.at),
    }


def peeled(reading: Reading, hand: int | None) -> Reading:
    """The reading without the statements and charged terms past the hand."""
    if hand is None:
        return reading
    return replace(
        reading,
        statements=tuple(s for s in reading.statements if s.hand <= hand),
        labels=tuple(label for label in reading.labels if len(reading.owner(label.start)) <= hand),
    )


ROUTES = [Route("/pages/{id:int}", page), Route("/pages/{id:int}/passage", passage)]
