"""Whether a ledger still holds together: every digest its bytes, every span its words, every index its rows."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select, text

from ondit.errors import LedgerError
from ondit.ledger import tallies
from ondit.ledger.keeping import BATCH, reading_in
from ondit.ledger.opening import is_read_only, name_of, reads, writes
from ondit.ledger.records import Fault
from ondit.ledger.storable import digest, storable, unpack
from ondit.ledger.tables import captures, contents, pages, readings, statements, texts
from ondit.ledger.writing import key_of, statement_row
from ondit.reading import Reading, Statement

_OF_ITS_WORDS = ("key", "words", "source", "cue", "start", "end")


def check(engine: Engine) -> Iterator[Fault]:
    """Everything that does not fit together, as it is found; nothing where all is well. A damaged file is a fault, not an error."""
    try:
        with reads(engine) as connection:
            yield from _file(connection)
            yield from _bytes(connection)
            yield from _texts(connection)
            yield from _readings(connection)
            yield from _newest(connection)
            yield from tallies.faults(connection)
        yield from _search(engine)
    except LedgerError as error:
        yield Fault("file", name_of(engine), str(error))


def _file(connection: Connection) -> Iterator[Fault]:
    """SQLite's own checks; PostgreSQL keeps references whole by itself."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield Fault("file", name_of(connection.engine), str(said))
    for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault("reference", f"{table} {row}", f"points to a row of {target} that is not there")


def _bytes(connection: Connection) -> Iterator[Fault]:
    for row in _rows(connection, select(contents)):
        where = f"contents {row.sha256}"
        try:
            raw = unpack(row.packed)
        except zlib.error as error:
            yield Fault("bytes", where, f"cannot be unpacked: {error}")
            continue
        if hashlib.sha256(raw).hexdigest() != row.sha256:
            yield Fault("bytes", where, "have another digest")
        elif len(raw) != row.size:
            yield Fault("bytes", where, f"are {len(raw)}, not {row.size}")


def _texts(connection: Connection) -> Iterator[Fault]:
    for row in _rows(connection, select(texts)):
        if digest(row.text) != row.sha256:
            yield Fault("text", f"texts {row.sha256}", "has another digest")


def _readings(connection: Connection) -> Iterator[Fault]:
    """Each reading can be had back, fits its capture, and stands word for word in the statements."""
    query = (
        select(readings.c.id, readings.c.document, readings.c.text_sha256, texts.c.text, pages.c.address, captures.c.sha256)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .join(pages, pages.c.id == readings.c.page_id)
        .join(captures, captures.c.id == readings.c.capture_id)
    )
    for row in _rows(connection, query):
        where = f"readings {row.id}"
        try:
            reading = reading_in(row.document, row.text)
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            yield Fault("reading", where, f"cannot be had back: {type(error).__name__} {error}")
            continue
        if row.sha256 is not None and reading.article.sha256 != row.sha256:
            yield Fault("bytes", where, "was made of other bytes than those of its capture")
        if storable(reading.article.text) != row.text:
            yield Fault("text", where, "has another text than the one it points to")
        yield from _spans(connection, row, reading)


def _spans(connection: Connection, row: Row[Any], reading: Reading) -> Iterator[Fault]:
    length = len(reading.article.text)
    stored = {found.local: found for found in connection.execute(select(statements).where(statements.c.reading_id == row.id))}
    if stored.keys() != {statement.id for statement in reading.statements}:
        yield Fault("span", f"readings {row.id}", "has other statements than the rows that are searched")
    for statement in reading.statements:
        spans = (*statement.source, *statement.cue, *statement.content)
        if any(not 0 <= start <= end <= length for start, end in spans):
            yield Fault("span", f"readings {row.id} {statement.id}", f"lies outside its text of {length} characters")
        elif (found := stored.get(statement.id)) is not None:
            expected = statement_row(reading, _as_decided(statement, found.decided), row.address, row.text_sha256)
            expected["key"] = key_of(row.address, row.text_sha256, statement)  # that of the machine's spans, whatever is decided
            differing = [name for name in _OF_ITS_WORDS if expected[name] != found._mapping[name]]
            if differing:
                yield Fault("span", f"statements {found.id}", f"differs from its page in {', '.join(differing)}")


def _as_decided(statement: Statement, decided: str | None) -> Statement:
    """The statement with what people put in the place of its spans."""
    changed = json.loads(decided)["statement"] if decided else {}
    spans: dict[str, Any] = {name: tuple(map(tuple, changed[name])) for name in ("source", "cue", "content") if name in changed}
    return replace(statement, **spans)


def _newest(connection: Connection) -> Iterator[Fault]:
    """One reading of each page is the newest, and searches see no other."""
    newest = func.count().filter(readings.c.newest)
    query = select(pages.c.id, newest.label("newest")).outerjoin(readings, readings.c.page_id == pages.c.id).group_by(pages.c.id)
    for row in connection.execute(query.having(newest != 1)):
        yield Fault("newest", f"pages {row.id}", f"has {row.newest} readings that are the newest")
    old = select(statements.c.id).join(readings, readings.c.id == statements.c.reading_id).where(statements.c.shown, ~readings.c.newest)
    for row in connection.execute(old):
        yield Fault("newest", f"statements {row.id}", "is shown, but a newer reading has taken its place")


def _search(engine: Engine) -> Iterator[Fault]:
    """The index of words holds what the statements hold. PostgreSQL computes it itself; FTS5 compares when it may write."""
    if engine.dialect.name != "sqlite":
        return
    with reads(engine) as connection:
        indexed, there = (
            connection.execute(text(f"SELECT count(*) FROM {t}")).scalar_one() for t in ("statements_fts_docsize", "statements")
        )
    if indexed != there:
        yield Fault("search", "statements_fts", f"holds {indexed} statements of {there}")
    if not is_read_only(engine):
        try:
            with writes(engine) as connection:
                connection.exec_driver_sql("INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)")
        except LedgerError as error:
            yield Fault("search", "statements_fts", f"differs from the statements ({error.__cause__})")


def _rows(connection: Connection, query: Any) -> Iterator[Row[Any]]:
    yield from connection.execution_options(yield_per=BATCH).execute(query)
