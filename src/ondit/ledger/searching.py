"""Statements found by their words and by what is known of them, in an order, a page of them at a time.

In SQLite one side leads. Where few statements hold the words, those are looked into; where many do, the index that keeps the order
asked for is gone along, and each statement of it looked up among those that hold the words.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any, Literal, Unpack, get_args

from sqlalchemy import ColumnElement, Connection, Engine, Integer, Select, cast, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY

from ondit.errors import QueryError
from ondit.ledger import query
from ondit.ledger.filters import Chosen, Filters, called_so, chosen, indexed, reaches, unled
from ondit.ledger.keeping import found
from ondit.ledger.marking import snippet
from ondit.ledger.opening import reads
from ondit.ledger.query import Query
from ondit.ledger.records import Found
from ondit.ledger.tables import statements

Sort = Literal["relevance", "newest", "oldest", "doubt"]

MANY = 20_000
"""Statements that are ranked among one another: bm25 takes a microsecond for each (SQLite 3.40, November 2026)."""

WINDOW = 5_000
"""Where more than that many hold the words, so many of them are ranked: those that were added last."""

LENGTH = 1
"""What ts_rank is to heed beside the words: that they stand in few others. bm25 does so of itself."""

BATCH = 50
"""Statements that are fetched at a time; the first are there soon, and no more than that lie in memory."""


def search(
    engine: Engine,
    words: str | None = None,
    *,
    sort: Sort = "relevance",
    limit: int | None = None,
    offset: int = 0,
    **filters: Unpack[Filters],
) -> Iterator[Found]:
    """The statements that hold the words and fit the filters, with a snippet each, in the order asked for."""
    if sort not in get_args(Sort):
        raise QueryError(f"the order is one of {', '.join(get_args(Sort))}", sort)
    return _found(engine, chosen(words, filters), sort, limit, offset)


def _found(engine: Engine, asked: Chosen, sort: Sort, limit: int | None, offset: int) -> Iterator[Found]:
    most = None if limit is None else offset + limit
    with reads(engine) as connection, closing(_ids(connection, asked, sort, most)) as every:
        ids = islice(every, offset, most)
        while batch := list(islice(ids, BATCH)):
            yield from (replace(one, snippet=snippet(asked.query, one.words)) for one in found(connection, batch))


def count(engine: Engine, words: str | None = None, **filters: Unpack[Filters]) -> int:
    """How many statements a search finds in all."""
    asked = chosen(words, filters)
    with reads(engine) as connection:
        counted = select(func.count()).select_from(statements).where(*matching(connection, asked))
        return connection.execute(counted).scalar_one()


def matching(connection: Connection, asked: Chosen) -> list[ColumnElement[bool]]:
    """The conditions on rows of `statements` that words and filters come to."""
    fits = asked.fits(connection)
    return [*fits, called_so(connection, statements, asked.query)] if asked.query else fits


# ---------------------------------------------------------------- in which order

_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "newest": (statements.c.published.desc().nulls_last(), statements.c.id.desc()),
    "oldest": (statements.c.published.asc().nulls_last(), statements.c.id),
    "doubt": (statements.c.score.asc().nulls_last(), statements.c.id),
}


def _ids(connection: Connection, asked: Chosen, sort: Sort, most: int | None) -> Generator[int, None, None]:
    """The ids of what is found, in order; without words the newest is the most relevant."""
    if asked.query is None:
        return _run(connection, _in_order("newest" if sort == "relevance" else sort).where(*asked.fits(connection)), most)
    if connection.dialect.name == "sqlite":
        return _in_sqlite(connection, asked.query, asked.fits(connection), sort, most)
    if sort != "relevance":
        return _run(connection, _in_order(sort).where(*matching(connection, asked)), most)
    rank = func.ts_rank(literal_column("statements.words_found"), cast(query.tsquery(asked.query), TSQUERY), LENGTH)
    return _run(connection, select(statements.c.id).where(*matching(connection, asked)).order_by(rank.desc(), statements.c.id.desc()), most)


def _run(connection: Connection, ids: Select[Any], most: int | None) -> Generator[int, None, None]:
    with connection.execute(ids.limit(most), execution_options={"yield_per": BATCH}) as rows:
        yield from rows.scalars()


def _in_order(sort: str) -> Select[tuple[int]]:
    return select(statements.c.id).order_by(*_ORDERS[sort])


# ---------------------------------------------------------------- SQLite

_FTS: ColumnElement[Any] = literal_column("statements_fts")
_ROWID: ColumnElement[int] = literal_column("statements_fts.rowid", Integer)
_BM25: ColumnElement[float] = func.bm25(_FTS)


def _in_sqlite(
    connection: Connection, words: Query, fits: list[ColumnElement[bool]], sort: Sort, most: int | None
) -> Generator[int, None, None]:
    hits = indexed(statements, words)
    many = reaches(connection, hits, MANY)
    if sort != "relevance":
        return _run(connection, _in_order(sort).where((unled(statements.c.id) if many else statements.c.id).in_(hits), *fits), most)
    if not many:
        return _run(connection, hits.where(_fits(fits)).order_by(literal_column("rank")), most)
    few = select(statements.c.id).where(*fits)
    if not reaches(connection, few, MANY):
        return _run(connection, hits.where(literal_column("+rowid").in_(few)).order_by(_BM25), most)
    return _ranked_first(connection, hits.where(_fits(fits)), most)


def _fits(fits: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    return exists().where(statements.c.id == _ROWID, *fits)


def _ranked_first(connection: Connection, hits: Select[tuple[int]], most: int | None) -> Generator[int, None, None]:
    """Of very many those that were added last, ranked; then the others, from the last added to the first."""
    last_first = hits.order_by(_ROWID.desc())
    ranked = last_first.add_columns(_BM25.label("rank")).limit(WINDOW).subquery()
    yield from _run(connection, select(ranked.c.rowid).order_by(ranked.c.rank, ranked.c.rowid.desc()), most)
    yield from _run(connection, last_first.offset(WINDOW), None if most is None else max(most - WINDOW, 0))
