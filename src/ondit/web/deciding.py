"""Correcting what the machine has read: one statement, who is one and the same, and the doubtful ones at speed."""

from __future__ import annotations

import re
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ondit.errors import LedgerError
from ondit.ledger.records import Found
from ondit.reading import Span
from ondit.web.asked import asked_of, whole_number
from ondit.web.forms import back_to, posted, text_of
from ondit.web.marked import evidence
from ondit.web.rendering import A_SCREEN, render
from ondit.web.shelf import id_of, ledger_of, start_of

_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?: \d{1,9}-\d{1,9}){0,99}", re.ASCII)


@posted
def decide(request: Request, form: FormData) -> Response:
    """Accept or reject a statement, or say what it should be."""
    ledger, key = ledger_of(request), request.path_params["key"]
    what, note = text_of(form, "what"), text_of(form, "note") or None
    try:
        if what == "edit":
            edits = changed(form, ledger.statement(key))
            if edits:
                ledger.correct(key, note=note, **edits)
        else:
            ledger.correct(key, accept=what == "accept", reject=what == "reject", note=note)
    except (LedgerError, ValueError) as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return back_to(form, f"/statements/{key}")


def changed(form: FormData, found: Found) -> dict[str, Any]:
    """What the form says otherwise than the statement is."""
    statement = found.statement
    now = {"content": found.words, "source": found.source, "voice": found.chain[-1].label}
    now |= {"act": statement.act, "certainty": statement.certainty, "polarity": statement.polarity}
    said: dict[str, Any] = {name: value for name, was in now.items() if (value := text_of(form, name)) and value != was}
    if "certainty" in said and (text_of(form, "act") or statement.act) != "assert":
        del said["certainty"]  # which only assertions have
    if (spans := spans_of(text_of(form, "content_at"))) and spans != list(statement.content):
        said["content"] = spans
    return said


def spans_of(text: str) -> list[Span]:
    """Spans as a script writes them, `12-48 60-75`; none for what is not written so."""
    if not _SPANS.fullmatch(text):
        return []
    return [(int(start), int(end)) for start, _, end in (span.partition("-") for span in text.split())]


@posted
def undo(request: Request, form: FormData) -> Response:
    """Take back a decision, or the last one."""
    try:
        ledger_of(request).undo(whole_number(text_of(form, "decision")))
    except LedgerError as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return back_to(form, "/decisions")


@posted
def merge(request: Request, form: FormData) -> Response:
    """Take others for the same voice."""
    id, note = id_of(request), text_of(form, "note") or None
    others = [name for line in text_of(form, "others").splitlines() if (name := line.strip())]
    try:
        ledger_of(request).merge(id, *others, note=note)
    except (LedgerError, ValueError) as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return RedirectResponse(f"/voices/{id}", 303)


@posted
def split(request: Request, form: FormData) -> Response:
    """Make somebody new of a voice on the pages that call it by a name."""
    id = id_of(request)
    try:
        ledger_of(request).split(id, text_of(form, "name"), note=text_of(form, "note") or None)
    except (LedgerError, ValueError) as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return RedirectResponse(f"/voices/{id}", 303)


@posted
def rename(request: Request, form: FormData) -> Response:
    """Call a voice by a name of one's own."""
    id = id_of(request)
    try:
        ledger_of(request).rename(id, text_of(form, "name"), note=text_of(form, "note") or None)
    except (LedgerError, ValueError) as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return RedirectResponse(f"/voices/{id}", 303)


def decisions(request: Request) -> Response:
    """What people have decided, the newest first."""
    start = start_of(request)
    made = list(ledger_of(request).decisions(sort="newest", limit=A_SCREEN + 1, offset=start))
    return render(request, "decisions.html", decisions=made[:A_SCREEN], more=len(made) > A_SCREEN, start=start)


def review(request: Request) -> Response:
    """One statement nobody has decided, the most doubtful first; what was decided leaves the list."""
    ledger, asked = ledger_of(request), asked_of(request.query_params)
    left = asked.given()
    left["decided"] = False
    found = next(iter(ledger.search(asked.words, **left, sort="doubt", limit=1, offset=asked.offset)), None)
    context: dict[str, Any] = {"asked": asked, "found": found, "progress": ledger.progress(asked.words, **left)}
    if found is not None:
        context["evidence"] = evidence(ledger.reading(found.page, at=found.reading), found.statement)
    return render(request, "review.html", **context, here=f"/review{asked.query(offset=asked.offset)}")


ROUTES = [
    Route("/statements/{key}/decide", decide, methods=["POST"]),
    Route("/decisions", decisions),
    Route("/decisions/undo", undo, methods=["POST"]),
    Route("/voices/{id:int}/merge", merge, methods=["POST"]),
    Route("/voices/{id:int}/split", split, methods=["POST"]),
    Route("/voices/{id:int}/rename", rename, methods=["POST"]),
    Route("/review", review),
]
