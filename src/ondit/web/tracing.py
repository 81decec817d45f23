"""Where claims come from: claims grouped over pages, the origins of one, the routes drawn, and pages that are copies."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ondit.errors import LedgerError
from ondit.ledger.records import Link, Page
from ondit.reading import Span
from ondit.web.asked import whole_number
from ondit.web.forms import back_to, posted, text_of
from ondit.web.marked import Piece
from ondit.web.rendering import NAMED, apart, render
from ondit.web.shelf import ledger_of, start_of
from ondit.web.working import BusyError

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger
    from ondit.origins.doubtful import Doubtful
    from ondit.origins.part import Part
    from ondit.origins.records import Copy
    from ondit.origins.routes import Node, Routes
    from ondit.origins.traces import Claim, Origins, Standing

CLAIMS, COPIES = 20, 10
"""On a screen."""

ONLY = {"": "All", "several": "On several pages", "contradicted": "Contradicted"}
"""Which claims are shown."""

CHANGES, MOST_CHANGES = 8, 200
"""Differences of two copies that are seen at once, and that are seen at all."""

LONGEST = 300
"""Signs of a stretch that only one of two copies has."""

_MARKS = re.compile(r"^[\s).,:;!?\]_-]+")
"""What ends the sentence before."""

AROUND = 40
"""Characters of its line that stand before and after words that differ."""


async def _worked(
    request: Request, question: Hashable, work: Callable[[], Any], show: Callable[[Any, bool], Response], *, heeds: bool = False
) -> Response:
    """The answer to a question that takes long; meanwhile the last one, else a page that says so and asks again by itself.

    Where it `heeds` what people decide, an answer from before a decision will not do.
    """
    try:
        answer = await request.app.state.working.answer(question, work)
    except BusyError as error:
        raise HTTPException(503, str(error)) from error
    if answer is None or (heeds and answer.is_overruled):
        return await run_in_threadpool(render, request, "working.html", 202)
    return await run_in_threadpool(show, answer.value, answer.is_old)


def _about(request: Request) -> str | None:
    return request.query_params.get("about", "").strip() or None


# ---------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class Grouped:
    """The claims of a ledger, and of how many of its statements they were made."""

    claims: list[Claim]
    looked_at: int
    asserted: int


async def claims(request: Request) -> Response:
    """What is claimed, grouped over pages."""
    about = _about(request)
    work = partial(_grouped, ledger_of(request), about)
    return await _worked(request, ("claims", about), work, partial(_claims, request, about))


def _grouped(ledger: Ledger, about: str | None) -> Grouped:
    from ondit.origins.traces import TOGETHER

    asserted = ledger.count(about=about, act="assert")
    return Grouped(ledger.claims(about=about), min(asserted, TOGETHER), asserted)


def _claims(request: Request, about: str | None, grouped: Grouped, is_old: bool) -> Response:
    only, start = request.query_params.get("only", ""), start_of(request)
    chosen = [claim for claim in grouped.claims if _is(claim, only)]
    shown = chosen[start : start + CLAIMS]
    context: dict[str, Any] = {"about": about, "only": only, "onlies": ONLY, "grouped": grouped, "is_old": is_old, "total": len(chosen)}
    return render(
        request, "claims.html", claims=[(claim, _voices(claim.standing)) for claim in shown], start=start, screen=CLAIMS, **context
    )


def _is(claim: Claim, only: str) -> bool:
    return bool(claim.against) if only == "contradicted" else claim.pages > 1 if only == "several" else True


def _voices(standing: Iterable[Standing]) -> list[Link]:
    """Who answers for a claim, each once."""
    return list({place.found.chain[-1].label: place.found.chain[-1] for place in standing}.values())


# ---------------------------------------------------------------- one claim, and the whole drawing


async def origins(request: Request) -> Response:
    """Where the claim of a statement stands, who took it from whom, and over how many routes it came."""
    key = request.path_params["key"]
    work = partial(ledger_of(request).origins, key)
    try:
        return await _worked(request, ("origins", key), work, partial(_origins, request), heeds=True)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error


def _origins(request: Request, found: Origins, is_old: bool) -> Response:
    places = {place.found.address: f"/pages/{place.found.page}?at={place.found.statement.content[0][0]}#here" for place in found.standing}
    return render(request, "origins.html", found=found, is_old=is_old, **_drawn(request, found.traced, 0, places))


async def routes(request: Request) -> Response:
    """Who took what from whom, in all that is said, or said of somebody."""
    about = _about(request)
    work = partial(ledger_of(request).routes, about=about)
    return await _worked(request, ("routes", about), work, partial(_routes, request, about))


def _routes(request: Request, about: str | None, drawn: Routes, is_old: bool) -> Response:
    from ondit.origins.part import ROUTES as SCREEN
    from ondit.origins.traces import TOGETHER

    start = start_of(request)
    context: dict[str, Any] = {"about": about, "is_old": is_old, "start": start, "screen": SCREEN, "together": TOGETHER}
    return render(request, "routes.html", **context, **_drawn(request, drawn, start, {}))


def _drawn(request: Request, drawn: Routes, start: int, places: dict[str, str]) -> dict[str, Any]:
    """What a template needs to draw some of the routes."""
    from ondit.origins.layout import HEIGHT, WIDTH
    from ondit.origins.part import part_of

    part = part_of(drawn, start)
    nodes = {node.id: node for node in drawn.nodes}
    pages = _pages(ledger_of(request), _addresses(part, nodes))
    leads = {id: lead for id, node in nodes.items() if (lead := places.get(id) or _lead(node, pages))}
    labels = {id: node.label for id, node in nodes.items()}
    return {"part": part, "nodes": nodes, "labels": labels, "pages": pages, "leads": leads, "box": (WIDTH, HEIGHT)}


def _addresses(part: Part, nodes: dict[str, Node]) -> Iterator[str]:
    """The pages that the picture or its tables name."""
    yield from (box.node.id for box in part.picture.boxes if box.node.kind == "page")
    yield from (id for route in part.routes for id in route.pages[:NAMED] if nodes[id].kind == "page")
    yield from (place.page for link in part.links for reason in link.evidence for place in reason.places)


def _pages(ledger: Ledger, addresses: Iterable[str]) -> dict[str, Page]:
    return {address: ledger.page(address) for address in dict.fromkeys(addresses)}


def _lead(node: Node, pages: dict[str, Page]) -> str | None:
    """Where one learns more of it."""
    if node.kind == "page":
        return f"/pages/{pages[node.id].id}" if node.id in pages else None
    if node.kind == "outlet":
        return f"/outlets?{urlencode({'outlet': node.label})}"
    return f"/search?{urlencode({'voice': node.voice})}" if node.voice else None


# ---------------------------------------------------------------- copies


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ on two copies, each in its line, and where they stand."""

    here: tuple[Piece, ...]
    there: tuple[Piece, ...]
    at: int
    other_at: int


@dataclass(frozen=True, slots=True)
class Copied:
    """A pair of copies: the one that has its text from the other, as far as that is known, and the words that differ."""

    copy: Copy
    later: Page
    earlier: Page
    share: float
    """Of the words of `later` that stand on `earlier`."""
    earlier_share: float
    changes: tuple[Change, ...]
    left_out: int
    alone: tuple[tuple[str, int], ...]
    """The words of `later` that do not stand on `earlier`, stretch by stretch, and where each begins."""
    earlier_alone: tuple[tuple[str, int], ...]

    @property
    def is_one_address(self) -> bool:
        """Whether both say that they stand at the same address, as captures do that were saved as files."""
        return self.later.url is not None and self.later.url == self.earlier.url

    @property
    def names(self) -> dict[str, str]:
        """What tells the two apart, by their addresses in the ledger."""
        names = apart((self.later, self.earlier))
        if self.is_one_address and self.copy.source:
            names.update({self.later.address: "the later version", self.earlier.address: "the earlier version"})
        return names


async def reprints(request: Request) -> Response:
    """Which pages are copies of what, how surely, and where their words differ."""
    page = whole_number(request.query_params.get("page", ""))
    work = partial(_copies, ledger_of(request), page)
    try:
        return await _worked(request, ("reprints", page), work, partial(_reprints, request, page))
    except LedgerError as error:
        raise HTTPException(404 if page else 400, str(error)) from error


def _copies(ledger: Ledger, page: int | None) -> list[Copy]:
    return list(ledger.reprints(page))


def _reprints(request: Request, page: int | None, copies: list[Copy], is_old: bool) -> Response:
    ledger, start = ledger_of(request), start_of(request)
    shown = [_copied(ledger, copy) for copy in copies[start : start + COPIES]]
    of = ledger.page(page) if page else None
    return render(
        request, "reprints.html", copies=shown, total=len(copies), start=start, screen=COPIES, page=of, is_old=is_old, changes=CHANGES
    )


def _copied(ledger: Ledger, copy: Copy) -> Copied:
    is_turned = copy.source == copy.page
    one, other = (copy.other, copy.page) if is_turned else (copy.page, copy.other)
    later, earlier = ledger.page(one), ledger.page(other)
    text, source = (ledger.reading(page.id).article.text for page in (later, earlier))
    differing = [pair[::-1] if is_turned else pair for passage in copy.passages for pair in passage.changes]
    changes = tuple(
        Change(tuple(_in_line(text, *here)), tuple(_in_line(source, *there)), here[0], there[0]) for here, there in differing[:MOST_CHANGES]
    )
    shares = (copy.other_share, copy.share) if is_turned else (copy.share, copy.other_share)
    alone = _alone(text, (p.there if is_turned else p.here for p in copy.passages))
    earlier_alone = _alone(source, (p.here if is_turned else p.there for p in copy.passages))
    return Copied(copy, later, earlier, *shares, changes, len(differing) - len(changes), alone, earlier_alone)


def _alone(text: str, common: Iterable[Span]) -> tuple[tuple[str, int], ...]:
    """What lies between the stretches in common, cut where it goes on for long; the marks and spaces around them are nothing."""
    edges = [0, *(edge for span in sorted(common) for edge in span), len(text)]
    between = ((words, start) for start, end in zip(edges[::2], edges[1::2], strict=True) if (words := " ".join(text[start:end].split())))
    told = ((_MARKS.sub("", words), start) for words, start in between if any(map(str.isalnum, words)))
    return tuple((textwrap.shorten(words, LONGEST, placeholder=" …"), start) for words, start in told)


def _in_line(text: str, start: int, end: int) -> Iterator[Piece]:
    """Words with what stands around them; nothing where they are missing marks the place."""
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    yield Piece(("… " if len(before) == AROUND else "") + (before.partition(" ")[2] if len(before) == AROUND else before))
    yield Piece(" ".join(text[start:end].split()) or "–", "content")
    yield Piece((after.rpartition(" ")[0] if len(after) == AROUND else after) + (" …" if len(after) == AROUND else ""))


# ---------------------------------------------------------------- what a person says of it


@posted
def same(request: Request, form: FormData) -> Response:
    """Say that two statements make the same claim, or that they do not."""
    key, says = request.path_params["key"], text_of(form, "same")
    if says not in ("yes", "no"):
        raise HTTPException(400, "Say yes or no.")
    try:
        ledger_of(request).same_claim(key, text_of(form, "other"), same=says == "yes", note=text_of(form, "note") or None)
    except LedgerError as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return back_to(form, f"/statements/{key}/origins")


@posted
def refuse(request: Request, form: FormData) -> Response:
    """Say that one thing was not taken from another."""
    try:
        ledger_of(request).refuse_link(text_of(form, "taker"), text_of(form, "origin"), note=text_of(form, "note") or None)
    except LedgerError as error:
        return render(request, "error.html", 400, text=str(error), code=400)
    return back_to(form, "/claims")


async def doubtful(request: Request) -> Response:
    """A pair of statements that may make the same claim, of which nobody has said so; the most doubtful first."""
    about, start = _about(request), start_of(request)
    work = partial(_pairs, ledger_of(request), about, start)
    return await _worked(request, ("doubtful", about, start), work, partial(_doubtful, request, about, start), heeds=True)


def _pairs(ledger: Ledger, about: str | None, start: int) -> list[Doubtful]:
    return list(islice(ledger.doubtful(about=about, limit=start + 1), start, None))


def _doubtful(request: Request, about: str | None, start: int, pairs: list[Doubtful], _: bool) -> Response:
    return render(request, "doubtful.html", pair=pairs[0] if pairs else None, about=about, start=start)


ROUTES = [
    Route("/claims", claims),
    Route("/statements/{key}/origins", origins),
    Route("/statements/{key}/same", same, methods=["POST"]),
    Route("/routes", routes),
    Route("/links/refuse", refuse, methods=["POST"]),
    Route("/reprints", reprints),
    Route("/review/claims", doubtful),
]
