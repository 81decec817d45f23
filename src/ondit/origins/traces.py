"""What a ledger knows of where its claims come from: a statement's origins, claims grouped over pages, the whole drawing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, select

from ondit.errors import LedgerError
from ondit.ledger import keeping, searching
from ondit.ledger.decisions import decision_of, record
from ondit.ledger.filters import Name
from ondit.ledger.opening import reads, writes
from ondit.ledger.records import Decision, Found
from ondit.ledger.tables import decisions
from ondit.origins import claims
from ondit.origins.claims import LIKELY, SameClaim, stems
from ondit.origins.drawing import Member, draw, said, without
from ondit.origins.records import Copy
from ondit.origins.routes import Count, Routes, trace
from ondit.origins.shelf import all_copies

SAME, ROUTE = "same-claim", "took-from"
"""Kinds of decisions: whether two statements make one claim, and that one thing was not taken from another."""

_LOOKED_AT = 200
"""Statements with rare words in common that are compared with one, the most fitting first."""

_TOGETHER = 5000
"""Statements about somebody that are compared with each other, the newest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One place where a claim stands: the statement, and why it is held for the same claim."""

    found: Found
    how: str
    """`itself`, `words` (the same words), `confirmed` (a person says so) or `proposed`."""
    pair: SameClaim | None = None
    """Score, evidence and contradiction, seen from the statement that was asked for."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a claim stands and over which routes it came."""

    statement: Found
    standing: tuple[Standing, ...]
    """Itself, the same words elsewhere, and what a person has confirmed: what `traced` counts."""
    proposed: tuple[Standing, ...]
    """What only a score holds for the same claim, the most doubtful first: those that a person had best look at."""
    against: tuple[Standing, ...]
    """What says the contrary, certainly or likely; it is on no route of this claim."""
    traced: Routes
    with_proposed: Count
    """The routes if all that is proposed were the same claim."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed on several pages, or on one."""

    statements: tuple[Found, ...]
    """In the order of their days, those without a day last."""
    against: tuple[Found, ...]
    """Statements that contradict the first of them; they are on none of its routes."""
    proposed: tuple[SameClaim, ...]
    """The pairs that only a score joins."""
    contrary: tuple[SameClaim, ...]
    """The pairs that contradict each other."""
    traced: Routes
    """Drawn with all `statements`."""
    routes: Count
    """At least those of the first and of what is certainly the same; at most those of all."""

    @property
    def pages(self) -> int:
        return len({found.page for found in self.statements})

    @property
    def since(self) -> str | None:
        """The day of the first page that has one."""
        return min((found.published for found in self.statements if found.published), default=None)

    @property
    def voices(self) -> tuple[str, ...]:
        """Who answers for it, as the pages call them."""
        return tuple(dict.fromkeys(found.chain[-1].label for found in self.statements))


# ---------------------------------------------------------------- one statement


def origins(engine: Engine, key: str) -> Origins:
    """Everywhere a statement's claim stands, which copies derive from which, and over how many routes it came."""
    asked = keeping.statement(engine, key)
    judged = _judged(engine)
    standing = [Standing(asked, "itself")]
    proposed: list[Standing] = []
    against: list[Standing] = []
    for found in _like(engine, asked, judged):
        pair = claims.compared(said(asked), said(found))
        if how := _how(asked, found, pair, judged):
            shelf = against if pair.contrary else proposed if how == "proposed" else standing
            shelf.append(Standing(found, how, pair))
    every = [one.found for one in (*standing, *proposed)]
    return Origins(
        statement=asked,
        standing=tuple(standing),
        proposed=tuple(sorted(proposed, key=_doubt)),
        against=tuple(against),
        traced=_traced(engine, [one.found for one in standing]),
        with_proposed=_traced(engine, every).routes,
    )


def _doubt(standing: Standing) -> float:
    return abs(standing.pair.score - LIKELY) if standing.pair else 0.0


def _like(engine: Engine, asked: Found, judged: dict[frozenset[str], bool]) -> Iterator[Found]:
    """Statements that have rare words in common with one, and those that people joined with it."""
    confirmed = [key for pair, same in judged.items() if same and asked.key in pair for key in pair - {asked.key}]
    seen = {asked.key}
    rare = sorted({stem for stem in stems(asked.words) if re.fullmatch(r"[^\W_]{3,}", stem)}, key=lambda stem: -claims.rarity(stem))[:8]
    near = searching.search(engine, " OR ".join(f"{stem}*" for stem in rare), limit=_LOOKED_AT) if rare else iter(())
    for found in (*(keeping.statement(engine, key) for key in confirmed), *near):
        if found.key not in seen:
            seen.add(found.key)
            yield found


def _how(one: Found, other: Found, pair: SameClaim, judged: dict[frozenset[str], bool]) -> str | None:
    """Why two statements are one claim; None where they are not."""
    decided = judged.get(frozenset((one.key, other.key)))
    if decided is not None:
        return "confirmed" if decided else None
    if _has_same_words(one, other):
        return "words"
    return "proposed" if pair.score >= LIKELY else None


def _has_same_words(one: Found, other: Found) -> bool:
    return next(claims.same_words([said(one), said(other)]), None) is not None


def _traced(engine: Engine, members: Sequence[Found]) -> Routes:
    reading = cache(lambda page: keeping.reading(engine, page))
    nodes, links = draw([Member(found, reading(found.page)) for found in members], _copies(engine, members))
    return trace(nodes, without(links, _refused(engine)))


def _copies(engine: Engine, members: Iterable[Found]) -> list[Copy]:
    """The copies among the pages."""
    pages = {found.page: found.address for found in members}
    if len(pages) < 2:
        return []
    among = set(pages.values())
    return list(dict.fromkeys(copy for page in pages for copy in all_copies(engine, page) if {copy.page, copy.other} <= among))


# ---------------------------------------------------------------- many statements


def claims_about(engine: Engine, about: Name | None = None) -> list[Claim]:
    """What is claimed, of somebody or of anything, those on most pages first; of the statements that are, the newest 5,000."""
    found = {one.key: one for one in searching.search(engine, about=about, act="assert", sort="newest", limit=_TOGETHER)}
    judged = _judged(engine)
    pairs = {frozenset((pair.one, pair.other)): pair for pair in _pairs(list(found.values()), judged)}
    joined = [(pair.one, pair.other) for pair in pairs.values()]
    made = [_claim(engine, [found[key] for key in group], pairs, judged) for group in claims.groups(list(found), joined)]
    return sorted(made, key=lambda claim: (-claim.pages, -len(claim.statements)))


def _pairs(found: Sequence[Found], judged: dict[frozenset[str], bool]) -> Iterator[SameClaim]:
    """The pairs of statements that make one claim, certainly or likely."""
    held = [said(one) for one in found]
    place = {one.key: n for n, one in enumerate(found)}
    confirmed = [sorted(place[key] for key in pair) for pair, same in judged.items() if same and all(key in place for key in pair)]
    for i, j in dict.fromkeys([*((i, j) for i, j in confirmed), *claims.candidates(held)]):
        pair = claims.compared(held[i], held[j])
        if _how(found[i], found[j], pair, judged):
            yield pair


def _claim(engine: Engine, found: Sequence[Found], pairs: dict[frozenset[str], SameClaim], judged: dict[frozenset[str], bool]) -> Claim:
    ordered = sorted(found, key=lambda one: (one.published is None, one.published or "", one.address, one.statement.content))
    known = {one.key: one for one in ordered}
    within = [pair for pair in pairs.values() if pair.one in known and pair.other in known]
    first, *others = ordered
    against = [one for one in others if claims.contrary(said(first), said(one))]
    agreed = [one for one in ordered if one not in against]
    proposed = [pair for pair in within if _how(known[pair.one], known[pair.other], pair, judged) == "proposed"]
    certain = claims.groups(list(known), [(pair.one, pair.other) for pair in within if pair not in proposed])
    core = next(group for group in certain if first.key in group)
    traced = _traced(engine, agreed)
    return Claim(
        statements=tuple(agreed),
        against=tuple(against),
        proposed=tuple(proposed),
        contrary=tuple(pair for pair in within if pair.contrary),
        traced=traced,
        routes=_between(_traced(engine, [one for one in agreed if one.key in core]).routes, traced.routes, len(agreed)),
    )


def _between(core: Count, every: Count, statements: int) -> Count:
    """What is certain at least, what is proposed at most."""
    if core.low >= every.low:
        return every
    return Count(core.low, every.high, (*every.reasons, f"that {statements} statements make one claim is partly proposed by a score only"))


def whole(engine: Engine, about: Name | None = None) -> Routes:
    """The drawing of all that is said, or all that is said of somebody: which pages took what from whom."""
    found = list(searching.search(engine, about=about, act="assert", sort="newest", limit=_TOGETHER))
    return _traced(engine, found)


# ---------------------------------------------------------------- what people decide


def judge(engine: Engine, one: str, other: str, *, same: bool, by: str | None = None, note: str | None = None) -> Decision:
    """Say whether two statements, by their keys, make one claim."""
    for key in (one, other):
        keeping.statement(engine, key)
    if one == other:
        raise LedgerError(f"{one} is one statement; name two")
    return _decide(engine, SAME, one, {"other": other, "same": same}, by, note)


def refuse(engine: Engine, taker: str, origin: str, *, by: str | None = None, note: str | None = None) -> Decision:
    """Say that one thing was not taken from another; both as the links of a drawing call them, a page by its address."""
    return _decide(engine, ROUTE, taker, {"origin": origin}, by, note)


def _decide(engine: Engine, kind: str, subject: str, data: dict[str, Any], by: str | None, note: str | None) -> Decision:
    with writes(engine) as connection:
        return decision_of(connection, record(connection, kind, subject, data, by=by, note=note))


def _judged(engine: Engine) -> dict[frozenset[str], bool]:
    """What people decided of two statements, the last decision first in force."""
    with reads(engine) as connection:
        return {frozenset((subject, data["other"])): data["same"] for subject, data in _in_force(connection, SAME)}


def _refused(engine: Engine) -> set[tuple[str, str]]:
    with reads(engine) as connection:
        return {(subject, data["origin"]) for subject, data in _in_force(connection, ROUTE)}


def _in_force(connection: Connection, kind: str) -> list[tuple[str, dict[str, Any]]]:
    query = select(decisions.c.subject, decisions.c.data).where(decisions.c.kind == kind, decisions.c.undone.is_(None))
    return [(subject, json.loads(data)) for subject, data in connection.execute(query.order_by(decisions.c.id))]
