"""What voices call people and groups: who puts which charged term on whom, how often, and each use in its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, cast, get_args
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import QueryError
from ondit.ledger.labelling import LabelFilters
from ondit.ledger.records import LabelRow
from ondit.reading import VoiceKind
from ondit.web.rendering import A_SCREEN, render
from ondit.web.shelf import ledger_of, start_of

FIELDS = {"about": "About", "voice": "Voice", "term": "Term", "outlet": "Outlet"}
"""What is asked for, beside the voices without a name, as people read it."""

PARTIES = 20
"""On one screen."""


def labels(request: Request) -> Response:
    """Who is called what, by whom: a section for each, a row for each voice."""
    asked, start = asked_of(request), start_of(request)
    try:
        rows = ledger_of(request).labels(**given(asked))
        those = list(islice(by_party(rows, asked), start, start + PARTIES + 1))
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    more = len(those) > PARTIES
    return render(request, "labels.html", parties=those[:PARTIES], more=more, start=start, screen=PARTIES, asked=asked, fields=FIELDS)


def uses(request: Request) -> Response:
    """Each use in its words, on its page, in its statement."""
    asked, start = asked_of(request), start_of(request)
    try:
        found = list(ledger_of(request).label_uses(**given(asked), limit=A_SCREEN + 1, offset=start))
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    return render(request, "label_uses.html", uses=found[:A_SCREEN], more=len(found) > A_SCREEN, start=start, asked=asked, fields=FIELDS)


def asked_of(request: Request) -> dict[str, str]:
    """What the address asks for; only an outlet, and who speaks together, may be asked for that are not known."""
    asked = {name: request.query_params[name].strip() for name in (*FIELDS, "unnamed", "together") if name in request.query_params}
    return {name: value for name, value in asked.items() if value or (name in ("outlet", "together") and "unnamed" in asked)}


def given(asked: dict[str, str]) -> LabelFilters:
    """The same as the ledger takes it."""
    known: dict[str, Any] = {name: value for name, value in asked.items() if name != "unnamed" or value in get_args(VoiceKind)}
    return cast(LabelFilters, known)


def by_party(rows: Iterable[LabelRow], asked: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Those of one party together, and within them those of one voice, each figure with the address of its uses."""
    for (about, entity), those in groupby(rows, key=lambda row: (row.about, row.entity)):
        party = {**asked, "about": f"#{entity or 0}"}
        voices = [_voice(list(same), party) for _, same in groupby(those, key=lambda row: (row.speaker, row.unnamed, row.voice))]
        uses = sum(voice["uses"] for voice in voices)
        yield {"name": about, "entity": entity, "uses": uses, "address": _uses(party), "voices": voices}


def _voice(rows: list[LabelRow], party: dict[str, str]) -> dict[str, Any]:
    one = rows[0]
    whose = {"voice": f"#{one.speaker}"} if one.speaker else {"unnamed": str(one.unnamed)}
    if one.unnamed == "author":
        whose["outlet"] = one.voice or ""
    elif one.unnamed == "group":
        whose["together"] = one.voice or ""
    terms = [{"term": row.term, "uses": row.uses, "address": _uses({**party, **whose, "term": row.term})} for row in rows]
    return {"one": one, "uses": sum(row.uses for row in rows), "address": _uses({**party, **whose}), "terms": terms}


def _uses(asked: dict[str, str]) -> str:
    return f"/labels/uses?{urlencode(asked)}"


ROUTES = [Route("/labels", labels), Route("/labels/uses", uses)]
