"""Pages that are new, or newly read, and were not yet compared with the others; a table keeps which reading of each was compared last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, select

from ondit.errors import LedgerError
from ondit.ledger.opening import is_read_only, name_of, reads, writes
from ondit.ledger.tables import readings

_AT_ONCE = 50
"""Pages compared in one transaction: others wait for a second or two at most, and little is lost when the work is broken off."""

Compare = Callable[[Connection, int, int], None]
"""Compares a page, as a reading has it, with those before it, and notes in the table that it did."""


def bring_up_to_date(engine: Engine, last: Table, compare: Compare, *, what: str) -> None:
    """Compare all that waits; LedgerError, which says `what` waits, where the ledger was opened for reading only."""
    if not is_read_only(engine):
        while compare_some(engine, last, compare):
            pass
    elif _waits(engine, last):
        raise LedgerError(f"{name_of(engine)} holds {what}; open it for writing once, which compares them")


def compare_some(engine: Engine, last: Table, compare: Compare) -> int:
    """Compare some of the pages that wait; gives back how many there were. Where none waits, nobody is kept from writing."""
    if not _waits(engine, last):
        return 0
    with writes(engine) as connection:
        some = connection.execute(_waiting(last).limit(_AT_ONCE)).all()
        for row in some:
            compare(connection, row.page_id, row.id)
    return len(some)


def _waits(engine: Engine, last: Table) -> bool:
    with reads(engine) as connection:
        return connection.execute(_waiting(last).limit(1)).first() is not None


def _waiting(last: Table) -> Select[Any]:
    """The newest readings that were not compared."""
    return (
        select(readings.c.id, readings.c.page_id)
        .outerjoin(last, last.c.page_id == readings.c.page_id)
        .where(readings.c.newest, last.c.reading_id.is_distinct_from(readings.c.id))
        .order_by(readings.c.id)
    )
