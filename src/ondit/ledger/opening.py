"""Opening a ledger: the file or database, its version, and transactions in it, with errors that name the ledger."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from ondit.errors import LedgerError, MissingExtraError
from ondit.ledger.migrations import HEAD
from ondit.ledger.tables import METADATA

WAIT = 60.0
"""Seconds to wait while other processes write: hundreds of pages are stored in that time."""

CACHE = 64
"""MiB of a SQLite file kept in memory. A page's fingerprints lie all over it: of 100,000 pages, storing those of one more takes 0.3 ms
of processor instead of the 1.5 ms with SQLite's own 2 MiB, and as much as of 1,000 (2026-11-24)."""

_VERSIONS = "ledger_version"


def open_engine(where: str | Path, *, read_only: bool = False) -> Engine:
    """The engine of a ledger, which is created or brought up to date first unless `read_only`. LedgerError where that cannot be."""
    engine = _postgresql(where, read_only) if _is_address(where) else _sqlite(Path(where), read_only)
    try:
        _bring_up_to_date(engine, read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reads(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the ledger, whatever others write meanwhile."""
    with _translated(engine), engine.connect() as connection:
        if connection.dialect.name == "postgresql":  # SQLite knows nothing else
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writes(engine: Engine) -> Iterator[Connection]:
    """A transaction that is the only one to write, kept whole at its end or not at all."""
    with _translated(engine), engine.connect() as plain:
        connection = plain.execution_options(ondit_writes=True)
        with connection.begin():
            _refuse_vanished(connection)
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('ondit'), hashtext(current_schema()))"))
            yield connection


def name_of(engine: Engine) -> str:
    """What errors call the ledger: its path, or its address without the password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.set(drivername="postgresql").render_as_string()


def address_of(engine: Engine) -> str:
    """What opens the same ledger in another process, a password included."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string(hide_password=False)


def is_read_only(engine: Engine) -> bool:
    return bool(engine.get_execution_options().get("ondit_read_only"))


# ---------------------------------------------------------------- engines


def _is_address(where: str | Path) -> bool:
    return isinstance(where, str) and where.startswith(("postgresql:", "postgresql+", "postgres:"))


def _sqlite(path: Path, read_only: bool) -> Engine:
    if str(path) in ("", ".", ":memory:"):
        raise LedgerError(f"a ledger is kept in a file, and {str(path)!r} is none; give the path of one")
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; give the path of a file for the ledger")
    if read_only and not path.exists():
        raise LedgerError(f"{path} does not exist; check the path, or add a page to it first")
    if not path.absolute().parent.is_dir():
        raise LedgerError(f"{path} cannot be a ledger: there is no folder {path.absolute().parent}; make it first")
    path = path.absolute()
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, creator=lambda: _connected(path, read_only), execution_options={"ondit_read_only": read_only})
    event.listen(engine, "connect", lambda _, record: record.info.update(file=_identity(path)))
    event.listen(engine, "begin", _begin)
    return engine


def _connected(path: Path, read_only: bool) -> sqlite3.Connection:
    if not read_only:
        return _opened(path, "mode=rwc", "journal_mode=WAL")
    try:
        return _opened(path, "mode=ro", "query_only=ON")
    except sqlite3.OperationalError:
        if Path(f"{path}-wal").exists():
            raise
        return _opened(path, "mode=ro&immutable=1", "query_only=ON")  # no file may be made beside it, and nobody is writing


def _opened(path: Path, mode: str, pragma: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        for setting in ("foreign_keys=ON", "synchronous=FULL", f"cache_size=-{CACHE * 1024}", pragma):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    """The driver itself begins no transaction (isolation_level None), so that reading is one too and writers queue at the door."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("ondit_writes") else "BEGIN")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_vanished(connection: Connection) -> None:
    """SQLite goes on writing into a file that was deleted, and nobody would ever see it again."""
    opened = connection.info.get("file")
    if opened and opened != _identity(Path(str(connection.engine.url.database))):
        raise LedgerError(f"{name_of(connection.engine)} was moved or deleted while it was open; put it back, or open it where it is now")


def _postgresql(where: str | Path, read_only: bool) -> Engine:
    options = {"ondit_read_only": read_only, "postgresql_readonly": read_only}
    try:
        url = make_url(str(where)).set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True, execution_options=options)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{where} is no address of a database; it is written postgresql://user@host/name") from error
    except ModuleNotFoundError as error:
        raise MissingExtraError("a ledger in PostgreSQL needs psycopg; install it with: pip install 'ondit[postgres]'") from error


# ---------------------------------------------------------------- versions


def _bring_up_to_date(engine: Engine, read_only: bool) -> None:
    if _is_current(engine, read_only):
        return
    with writes(engine) as connection:
        if _known(connection) != HEAD:  # another process may have been quicker
            _upgrade(connection)


def _is_current(engine: Engine, read_only: bool) -> bool:
    with reads(engine) as connection:
        version = _known(connection)
    if read_only and version != HEAD:
        what = "was made by an earlier version of ondit" if version else "holds no ledger yet"
        raise LedgerError(f"{name_of(engine)} {what}; open it for writing once, which brings it up to date")
    return version == HEAD


def _known(connection: Connection) -> str | None:
    """The version of the tables, None where there are none; LedgerError for tables of something else or of a version to come."""
    name, tables = name_of(connection.engine), set(inspect(connection).get_table_names())
    if _VERSIONS not in tables:
        if tables if connection.dialect.name == "sqlite" else tables & set(METADATA.tables):
            raise LedgerError(f"{name} is a database, but no ledger of ondit; name another one")
        return None
    version = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()
    if version is not None and version > HEAD:
        raise LedgerError(
            f"{name} was made by a newer version of ondit (its tables are {version}, known are those up to {HEAD}); update ondit"
        )
    return version


def _upgrade(connection: Connection) -> None:
    """Every step that the ledger lacks. Alembic takes long to import and is needed only here."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    command.upgrade(config, "head")


# ---------------------------------------------------------------- errors

_CAUSES = tuple(
    (re.compile(pattern, re.IGNORECASE), text)
    for pattern, text in {
        "locked|lock timeout|busy": "is being written by another process that does not finish; try again when it has",
        "readonly|read-only": "cannot be written, for it is read-only or was opened for reading only; make it and its folder writable",
        "not a database": "is not a ledger, nor any SQLite database; name another file",
        "malformed|corrupt": "is damaged; go back to a copy, or save what can be saved with: sqlite3 FILE .recover",
        "is full|no space|disk i/o error|enospc|could not extend": "cannot be written, for the disk is full or fails; make room and try"
        " again. What was reported as added is kept",
        "unable to open": "cannot be opened; check that its folder exists and that you may read and write there",
        "connection|could not translate host|password|authentication|does not exist": "cannot be reached; check the address and that the"
        " server is running",
    }.items()
)


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    """Errors of the database as LedgerError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise LedgerError(_message(name_of(engine), error.orig if isinstance(error, DBAPIError) else error)) from error


def _message(name: str, error: Any) -> str:
    said = " ".join(str(error).split())
    cause = next((text for pattern, text in _CAUSES if pattern.search(said)), "does not work")
    return f"{name} {cause} ({said})"
