"""What people say of where claims come from: whether two statements make one claim, and that one thing was not taken from another."""

from __future__ import annotations

import json
from typing import Any, get_args

from sqlalchemy import Connection, Engine, select

from ondit.errors import LedgerError
from ondit.ledger import keeping
from ondit.ledger.decisions import decision_of, record
from ondit.ledger.opening import reads, writes
from ondit.ledger.records import Decision
from ondit.ledger.tables import decisions
from ondit.origins.routes import NodeKind

SAME, REFUSED = "same-claim", "took-from"
"""Kinds of decisions: whether two statements make one claim, and that one thing was not taken from another."""

Refused = frozenset[frozenset[str]]
"""Pairs of which neither was taken from the other: addresses of pages, keys of statements, or what a drawing calls them."""


def judge(engine: Engine, one: str, other: str, *, same: bool, by: str | None = None, note: str | None = None) -> Decision:
    """Say whether two statements, by their keys, make one claim."""
    for key in (one, other):
        keeping.statement(engine, key)
    if one == other:
        raise LedgerError(f"{one} is one statement; name two")
    return _decide(engine, SAME, one, {"other": other, "same": same}, by, note)


def refuse(engine: Engine, taker: str, origin: str, *, by: str | None = None, note: str | None = None) -> Decision:
    """Say that one thing was not taken from another, nor the other way round: two pages by their addresses, two statements by their
    keys (then they are not one act of speaking), or two ends of a link as a drawing calls them."""
    if _is_key(taker) != _is_key(origin):
        raise LedgerError(f"one of {taker} and {origin} is a statement; name two statements, or two ends of a link that routes show")
    if taker == origin:
        raise LedgerError(f"{taker} is one thing; name two")
    for end in (taker, origin):
        _check(engine, end)
    return _decide(engine, REFUSED, taker, {"origin": origin}, by, note)


def _is_key(end: str) -> bool:
    return end.startswith("s:")


def _check(engine: Engine, end: str) -> None:
    """LedgerError where the end of a link is neither a statement or page of the ledger nor named as drawings name what is no page."""
    if _is_key(end):
        keeping.statement(engine, end)
    elif not any(end.startswith(f"{kind} ") for kind in get_args(NodeKind)):
        keeping.page(engine, end)


def _decide(engine: Engine, kind: str, subject: str, data: dict[str, Any], by: str | None, note: str | None) -> Decision:
    with writes(engine) as connection:
        return decision_of(connection, record(connection, kind, subject, data, by=by, note=note))


def judged(engine: Engine) -> dict[frozenset[str], bool]:
    """What people decided of two statements; of several decisions in force the last holds."""
    with reads(engine) as connection:
        return {frozenset((subject, data["other"])): data["same"] for subject, data in _in_force(connection, SAME)}


def refused(engine: Engine) -> Refused:
    """What people said was not taken from one another."""
    with reads(engine) as connection:
        return frozenset(frozenset((subject, data["origin"])) for subject, data in _in_force(connection, REFUSED))


def _in_force(connection: Connection, kind: str) -> list[tuple[str, dict[str, Any]]]:
    query = select(decisions.c.subject, decisions.c.data).where(decisions.c.kind == kind, decisions.c.undone.is_(None))
    return [(subject, json.loads(data)) for subject, data in connection.execute(query.order_by(decisions.c.id))]
