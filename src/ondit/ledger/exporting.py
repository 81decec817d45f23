"""What a search finds, as readings for the formats of others: each page with only the statements found on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Unpack

from sqlalchemy import Engine, select

from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.ledger.filters import Chosen, Filters, chosen
from ondit.ledger.opening import reads
from ondit.ledger.searching import BATCH, matching
from ondit.ledger.showing import Shown, shown
from ondit.ledger.tables import statements
from ondit.reading import Reading, Statement

FORMATS = (*EXPORTERS, *BINARY_EXPORTERS)


def export(engine: Engine, format: str, words: str | None = None, **filters: Unpack[Filters]) -> Iterator[str | bytes]:
    """The statements that a search finds, in pieces of one file; ValueError, which lists the formats, for another, and QueryError where
    what is asked cannot be understood, at once."""
    if format not in FORMATS:
        raise ValueError(f"the formats are {', '.join(FORMATS)}; {format} is none of them")
    found = _readings(engine, chosen(words, filters))
    return EXPORTERS[format](found) if format in EXPORTERS else BINARY_EXPORTERS[format](found)


def _readings(engine: Engine, asked: Chosen) -> Iterator[Reading]:
    """The readings that hold what a search finds, page by page, as people decided; the ids of their statements are the ledger's keys."""
    with reads(engine) as connection:
        wanted = (
            select(statements.c.page_id, statements.c.reading_id, statements.c.local)
            .where(*matching(connection, asked))
            .order_by(statements.c.page_id, statements.c.reading_id)
        )
        rows = connection.execute(wanted, execution_options={"yield_per": BATCH})
        for (page, id), of_reading in groupby(rows, key=lambda row: (row.page_id, row.reading_id)):
            yield keyed(shown(engine, page, at=id), {row.local for row in of_reading})


def keyed(page: Shown, chosen: set[str]) -> Reading:
    """The reading with the statements chosen alone, each called by its key wherever it is pointed to."""
    reading = page.reading
    kept = tuple(_renamed(statement, page) for statement in reading.statements if statement.id in chosen)
    segments = tuple(replace(s, statements=tuple(page.keys.get(id, id) for id in s.statements)) for s in reading.segments)
    headline = reading.headline and replace(reading.headline, rests_on=tuple(page.keys.get(id, id) for id in reading.headline.rests_on))
    return replace(reading, statements=kept, segments=segments, headline=headline)


def _renamed(statement: Statement, page: Shown) -> Statement:
    return replace(statement, id=page.keys.get(statement.id, statement.id))
