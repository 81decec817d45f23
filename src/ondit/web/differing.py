"""What changed between two captures of a page: its words, marked where they stand, and who says what on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import LedgerError
from ondit.ledger.records import Captured, Changed
from ondit.ledger.rewording import changes, in_common, worded
from ondit.reading import Span
from ondit.web.asked import whole_number
from ondit.web.rendering import render
from ondit.web.shelf import id_of, ledger_of

WHAT = {
    "words": "the words",
    "voice": "who says it",
    "through": "who hands it on",
    "act": "the act",
    "certainty": "how surely",
    "polarity": "so or not so",
}
"""What may change of a statement, in words."""

FACTS = {"title": "Title", "byline": "By", "outlet": "Outlet", "published": "Published"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line: `same` in both, `gone` or `came`."""

    kind: str
    text: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring lines that changed, each, or that are alike."""

    changed: bool
    lines: tuple[Line, ...]


def difference(request: Request) -> Response:
    """The later text with what came and what went marked in it, and the statements that changed with it."""
    ledger, id = ledger_of(request), id_of(request)
    try:
        page, captures = ledger.page(id), ledger.captures(id)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    found = ledger.difference(id, _number(request, "before"), _number(request, "after"))
    was, now = (ledger.reading(id, at=at).article for at in found.readings)
    lines = marked(was.text, now.text, ((one.before, one.after) for one in found.reworded))
    return render(
        request,
        "difference.html",
        page=page,
        captures=moments(captures),
        found=found,
        language=now.language or "en",
        stretches=list(stretches(lines)),
        changed=[(one, said(one)) for one in found.changed],
        what=WHAT,
        facts=FACTS,
    )


def moments(captures: Iterable[Captured]) -> dict[int, str]:
    """What each capture is called, by its id: its time to the minute where that tells them apart, else to the second, else with its id."""
    times = {one.id: (one.fetched or one.added)[:19].replace("T", " ") for one in captures}
    minutes, seconds = Counter(time[:16] for time in times.values()), Counter(times.values())
    return {
        id: time[:16] if minutes[time[:16]] == 1 else time if seconds[time] == 1 else f"{time} (capture {id})" for id, time in times.items()
    }


def _number(request: Request, name: str) -> int | None:
    return whole_number(request.query_params.get(name, ""))


def said(one: Changed) -> Line:
    """The words of a statement that changed, in one line."""
    was, now = one.before.words, one.after.words
    texts = worded(was, now)
    runs = in_common(texts[0], texts[1])
    return tuple(piece for line in marked(was, now, changes(texts[0], texts[1], runs)) for piece in line)


def marked(was: str, now: str, places: Iterable[tuple[Span, Span]]) -> list[Line]:
    """The later text line by line, with what only the earlier one has where it stood; lines without words are left out."""
    lines: list[list[Piece]] = [[]]
    for kind, text in _pieces(was, now, places):
        first, *others = text.split("\n")
        lines[-1].append(Piece(kind, first))
        lines += [[Piece(kind, other)] for other in others]
    kept = (tuple(piece for piece in line if piece.text) for line in lines)
    return [line for line in kept if any(piece.text.strip() for piece in line)]


def _pieces(was: str, now: str, places: Iterable[tuple[Span, Span]]) -> Iterator[tuple[str, str]]:
    at = 0
    for (begin, end), (start, stop) in places:
        yield "same", now[at:start]
        if begin < end:
            yield "same", "" if start < stop else _before(was, begin)
            yield "gone", was[begin:end]
            yield "same", " " if start < stop else ""
        yield "came", now[start:stop]
        at = stop
    yield "same", now[at:]


def _before(text: str, end: int) -> str:
    """The white space before a place."""
    start = end
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:end]


def stretches(lines: Iterable[Line]) -> Iterator[Stretch]:
    for changed, those in groupby(lines, key=lambda line: any(piece.kind != "same" for piece in line)):
        yield Stretch(changed, tuple(those))


ROUTES = [Route("/pages/{id:int}/difference", difference)]
