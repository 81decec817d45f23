"""A reading as people see it: with all that was decided of it, and the keys by which its statements are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, select

from ondit.errors import LedgerError
from ondit.ledger.decisions import as_decided
from ondit.ledger.opening import name_of, reads
from ondit.ledger.tables import readings, statements, voices
from ondit.reading import Reading


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading of a page as it is shown."""

    id: int
    reading: Reading
    """With every decision in force; rejected statements are left out."""
    keys: Mapping[str, str]
    """The key of each statement, by its id in the reading."""
    entities: Mapping[str, int]
    """Who a voice is across pages, by its id in the reading; voices without a name are left out."""
    status: Mapping[str, str]
    """What was decided of a statement, by its id: `accepted`, `edited` …"""


def shown(engine: Engine, page: int, *, at: int | None = None) -> Shown:
    """The newest reading of a page, or that of the id `at`; LedgerError where there is none."""
    with reads(engine) as connection:
        which = readings.c.newest if at is None else readings.c.id == at
        id = connection.execute(select(readings.c.id).where(readings.c.page_id == page, which)).scalar()
        if id is None:
            raise LedgerError(f"{name_of(engine)} holds no {'page' if at is None else f'reading {at} of the page'} {page}")
        made = as_decided(connection, page, id)
        keys = connection.execute(select(statements.c.local, statements.c.key).where(statements.c.reading_id == id))
        named = connection.execute(select(voices.c.local, voices.c.entity_id).where(voices.c.reading_id == id))
        entities = {row.local: row.entity_id for row in named if row.entity_id is not None}
        return Shown(id, made.kept(), {row.local: row.key for row in keys}, {**entities, **made.entities}, made.status)
