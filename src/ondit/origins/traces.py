"""What a ledger knows of where its claims come from: a statement's origins, claims grouped over pages, the whole drawing."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, select

from ondit.errors import LedgerError
from ondit.ledger import keeping, searching
from ondit.ledger.decisions import decision_of, record
from ondit.ledger.filters import Name
from ondit.ledger.identity import roots_of
from ondit.ledger.opening import reads, writes
from ondit.ledger.records import Decision, Found, Link
from ondit.ledger.tables import decisions, entities
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

_ASKED = 10_000
"""Values in one query; SQLite takes 32,766."""

_KEPT = 200
"""Readings kept in memory while claims are traced."""

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
    (asked,) = _by_one_name(engine, [keeping.statement(engine, key)])
    judged = _judged(engine)
    standing = [Standing(asked, "itself")]
    proposed: list[Standing] = []
    against: list[Standing] = []
    for found in _by_one_name(engine, _like(engine, asked, judged)):
        pair = claims.compared(said(asked), said(found))
        if how := _how(asked, found, pair, judged):
            shelf = against if pair.contrary else proposed if how == "proposed" else standing
            shelf.append(Standing(found, how, pair))
    every = [one.found for one in (*standing, *proposed)]
    tracer = _Tracer(engine)
    return Origins(
        statement=asked,
        standing=tuple(standing),
        proposed=tuple(sorted(proposed, key=_doubt)),
        against=tuple(against),
        traced=tracer.trace([one.found for one in standing]),
        with_proposed=tracer.trace(every).routes,
    )


def _by_one_name(engine: Engine, statements: Iterable[Found]) -> list[Found]:
    """The statements with each voice called as the ledger calls whom it is, merges followed: two names of one are not two voices."""
    found = list(statements)
    ids = sorted({link.entity for one in found for link in one.chain if link.entity is not None})
    called: dict[int, str] = {}
    with reads(engine) as connection:
        for at in range(0, len(ids), _ASKED):
            roots = roots_of(connection, ids[at : at + _ASKED])
            query = select(entities.c.id, entities.c.name).where(entities.c.id.in_(set(roots.values())))
            named = {row.id: row.name for row in connection.execute(query)}
            called.update((id, named[root]) for id, root in roots.items())
    return [replace(one, chain=tuple(_called(link, called) for link in one.chain)) for one in found]


def _called(link: Link, called: dict[int, str]) -> Link:
    return link if link.entity is None or link.name is None else replace(link, name=called[link.entity], label=called[link.entity])


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


class _Tracer:
    """Counts the routes of claims; what it has asked a ledger for once, it does not ask for again."""

    def __init__(self, engine: Engine) -> None:
        self._reading = lru_cache(maxsize=_KEPT)(lambda page: keeping.reading(engine, page))
        self._copies_of = cache(lambda page: tuple(all_copies(engine, page)))
        self._refused = _refused(engine)

    def trace(self, members: Sequence[Found]) -> Routes:
        nodes, links = draw([Member(found, self._reading(found.page)) for found in members], self._copies(members))
        return trace(nodes, without(links, self._refused))

    def _copies(self, members: Iterable[Found]) -> list[Copy]:
        """The copies among the pages."""
        pages = {found.page: found.address for found in members}
        if len(pages) < 2:
            return []
        among = set(pages.values())
        return list(dict.fromkeys(copy for page in pages for copy in self._copies_of(page) if {copy.page, copy.other} <= among))


# ---------------------------------------------------------------- many statements


def claims_about(engine: Engine, about: Name | None = None) -> list[Claim]:
    """What is claimed, of somebody or of anything, those on most pages first; of the statements that are, the newest 5,000."""
    newest = searching.search(engine, about=about, act="assert", sort="newest", limit=_TOGETHER)
    found = {one.key: one for one in _by_one_name(engine, newest) if claims.telling(one.words) > 2}
    pairs = dict(_pairs(list(found.values()), _judged(engine)))
    certain = [(pair.one, pair.other) for pair, how in pairs.items() if how != "proposed"]
    tracer = _Tracer(engine)
    groups = _gathered(claims.groups(list(found), certain), pairs)
    of_group = {key: n for n, group in enumerate(groups) for key in group}
    within: dict[int, dict[SameClaim, str]] = defaultdict(dict)
    for pair, how in pairs.items():
        if of_group[pair.one] == of_group[pair.other]:
            within[of_group[pair.one]][pair] = how
    made = [_claim(tracer, [found[key] for key in group], within[n]) for n, group in enumerate(groups)]
    return sorted(made, key=lambda claim: (-claim.pages, -len(claim.statements)))


def _gathered(certain: Sequence[tuple[str, ...]], pairs: Iterable[SameClaim]) -> list[list[str]]:
    """Certain groups, each with those that a proposal joins with it: the largest gather first, and what was gathered gathers nothing.

    Were proposals followed further, 120 articles of PolNeAR train would have one claim of 382 statements (2026-11-24).
    """
    group_of = {key: group for group in certain for key in group}
    near: dict[tuple[str, ...], dict[tuple[str, ...], None]] = defaultdict(dict)
    for pair in pairs:
        one, other = group_of[pair.one], group_of[pair.other]
        near[one][other] = near[other][one] = None
    gathered: dict[tuple[str, ...], list[str]] = {}
    taken: set[tuple[str, ...]] = set()
    for group in sorted(certain, key=len, reverse=True):
        if group not in taken:
            joined = [group, *(other for other in near[group] if other != group and other not in taken)]
            taken.update(joined)
            gathered[group] = [key for one in joined for key in one]
    return list(gathered.values())


def _pairs(found: Sequence[Found], judged: dict[frozenset[str], bool]) -> Iterator[tuple[SameClaim, str]]:
    """The pairs of statements that make one claim, and how that is known."""
    held = [said(one) for one in found]
    place = {one.key: n for n, one in enumerate(found)}
    decided = {_ordered(*(place[key] for key in pair)): same for pair, same in judged.items() if all(key in place for key in pair)}
    certain = {**dict.fromkeys(claims.same_words(held), "words"), **{pair: "confirmed" for pair, same in decided.items() if same}}
    for i, j in dict.fromkeys([*certain, *claims.candidates(held)]):
        if decided.get((i, j), True) and ((i, j) in certain or claims.score(held[i], held[j]) >= LIKELY):
            yield claims.compared(held[i], held[j]), certain.get((i, j), "proposed")


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _claim(tracer: _Tracer, found: Sequence[Found], within: dict[SameClaim, str]) -> Claim:
    ordered = sorted(found, key=lambda one: (one.published is None, one.published or "", one.address, one.statement.content))
    known = {one.key: one for one in ordered}
    first, *others = ordered
    against = [one for one in others if claims.contrary(said(first), said(one))]
    agreed = [one for one in ordered if one not in against]
    proposed = [pair for pair, how in within.items() if how == "proposed"]
    certain = claims.groups(list(known), [(pair.one, pair.other) for pair, how in within.items() if how != "proposed"])
    core = next(group for group in certain if first.key in group)
    traced = tracer.trace(agreed)
    certainly = [one for one in agreed if one.key in core]
    return Claim(
        statements=tuple(agreed),
        against=tuple(against),
        proposed=tuple(proposed),
        contrary=tuple(pair for pair in within if pair.contrary),
        traced=traced,
        routes=traced.routes if certainly == agreed else _between(tracer.trace(certainly).routes, traced.routes, len(agreed)),
    )


def _between(core: Count, every: Count, statements: int) -> Count:
    """What is certain at least, what is proposed at most."""
    if core.low >= every.low:
        return every
    return Count(core.low, every.high, (*every.reasons, f"that {statements} statements make one claim is partly proposed by a score only"))


def whole(engine: Engine, about: Name | None = None) -> Routes:
    """The drawing of all that is said, or all that is said of somebody: which pages took what from whom."""
    found = searching.search(engine, about=about, act="assert", sort="newest", limit=_TOGETHER)
    return _Tracer(engine).trace(_by_one_name(engine, found))


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
