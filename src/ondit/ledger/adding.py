"""Adding a page: its bytes, its text and its reading, in one transaction or not at all, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag

from sqlalchemy import Connection, Engine, Row, Select, delete, func, insert, select, update

from ondit import walk
from ondit.errors import PageError
from ondit.ledger.opening import reads, writes
from ondit.ledger.records import Added, Status
from ondit.ledger.storable import as_json, pack, storable
from ondit.ledger.tables import captures, contents, failures, pages, readings, statements
from ondit.ledger.writing import now, write_reading
from ondit.pages import Capture, capture
from ondit.pages.assemble import digest
from ondit.reading import MadeBy, Reading

Source = Reading | Capture | str | bytes | Path


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be stored: bytes as captured, or none where only a reading is at hand, and how the ledger knows their page."""

    address: str
    source: str
    sha256: str | None
    raw: bytes | None = None
    url: str | None = None
    fetched: str | None = None
    charset: str | None = None
    headers: str | None = None


def add(
    engine: Engine,
    source: Source,
    *,
    url: str | None = None,
    published: str | None = None,
    allow_private: bool = False,
    reread: bool = False,
) -> Added:
    """Store a page with its reading; what is known already is not read again unless `reread`. PageError, recorded, where it fails."""
    if isinstance(source, Reading):
        return _store(engine, _of_reading(source), source, reread=reread)
    try:
        captured = source if isinstance(source, Capture) else capture(source, allow_private=allow_private)
        captured = replace(captured, url=url or captured.url)
        taken = _of_capture(captured)
        if not reread and (known := _known(engine, taken)):
            return known
        reading = walk.read_capture(captured, published=published)
    except PageError as error:
        record_failure(engine, source, error)
        raise
    return _store(engine, taken, reading, reread=reread)


def name_of(source: Source) -> str:
    """What a source is called where it is reported."""
    match source:
        case Reading():
            return _address(source.article.url, source.article.sha256)
        case Capture():
            return source.url or source.name
        case bytes():
            return f"sha256:{digest(source)}"
        case _:
            return str(source) if len(str(source)) < 1000 else f"{str(source)[:1000]}…"


def record_failure(engine: Engine, source: Source, error: Exception) -> None:
    """Remember that a source could not be added, and why."""
    row = {"at": now(), "error": storable(str(error))}
    with writes(engine) as connection:
        same = failures.c.source == storable(name_of(source))
        if connection.execute(update(failures).where(same).values(row)).rowcount == 0:
            connection.execute(insert(failures).values(source=storable(name_of(source)), **row))


# ---------------------------------------------------------------- what is to be stored


def _of_capture(captured: Capture) -> Taken:
    sha256 = digest(captured.raw)
    path = Path(captured.name)
    is_file = captured.url is None and path.is_file()
    return Taken(
        address=storable(str(path.absolute())) if is_file else _address(captured.url, sha256),
        source=storable(captured.url or (str(path.absolute()) if is_file else captured.name)),
        sha256=sha256,
        raw=captured.raw,
        url=captured.url,
        fetched=_in_utc(captured.fetched),
        charset=captured.charset,
        headers=as_json(dict(captured.headers)) if captured.headers else None,
    )


def _of_reading(reading: Reading) -> Taken:
    article = reading.article
    address = _address(article.url, article.sha256)
    return Taken(address, "a reading", article.sha256, url=article.url, fetched=_in_utc(article.fetched))


def _address(url: str | None, sha256: str | None) -> str:
    return storable(urldefrag(url).url) if url else f"sha256:{sha256}"


def _in_utc(time: str | None) -> str | None:
    """An ISO time in UTC, so that times can be compared as text; as it is where it says no time zone."""
    try:
        moment = datetime.fromisoformat(time or "")
    except ValueError:
        return time
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment.tzinfo else time


# ---------------------------------------------------------------- what is there already


def _known(engine: Engine, taken: Taken) -> Added | None:
    """What is stored of these bytes at this address, where this version of ondit and its model have read them."""
    with reads(engine) as connection:
        found = connection.execute(_readings_of(taken)).all()
    made_by = walk.made_now()
    row = next((row for row in found if _is_made_by(row, made_by)), None)
    return None if row is None else Added(taken.source, "known", row.page_id, row.id, taken.address, row.statements)


def _is_made_by(row: Row[tuple[int, int, str, str | None, int]], made_by: MadeBy) -> bool:
    return row.ondit == made_by.ondit and row.model in (None, made_by.model)


def _readings_of(taken: Taken) -> Select[tuple[int, int, str, str | None, int]]:
    count = select(func.count()).where(statements.c.reading_id == readings.c.id).scalar_subquery()
    return (
        select(readings.c.id, readings.c.page_id, readings.c.ondit, readings.c.model, count.label("statements"))
        .join(captures, captures.c.id == readings.c.capture_id)
        .join(pages, pages.c.id == captures.c.page_id)
        .where(pages.c.address == taken.address, captures.c.sha256 == taken.sha256)
        .order_by(readings.c.id.desc())
    )


# ---------------------------------------------------------------- storing


def _store(engine: Engine, taken: Taken, reading: Reading, *, reread: bool) -> Added:
    packed = pack(taken.raw) if taken.raw is not None else b""
    with writes(engine) as connection:
        page, is_new = _page(connection, taken.address)
        capture_id, is_first = _capture(connection, page, taken, packed)
        status: Status = "new" if is_new else "changed" if is_first else "reread"
        id = write_reading(connection, reading, capture=capture_id, page=page, address=taken.address)
        show_newest(connection, page)
        connection.execute(delete(failures).where(failures.c.source == taken.source))
    return Added(taken.source, status, page, id, taken.address, len(reading.statements))


def _page(connection: Connection, address: str) -> tuple[int, bool]:
    found = connection.execute(select(pages.c.id).where(pages.c.address == address)).scalar()
    if found is not None:
        return found, False
    return connection.execute(insert(pages).values(address=address, added=now()).returning(pages.c.id)).scalar_one(), True


def _capture(connection: Connection, page: int, taken: Taken, packed: bytes) -> tuple[int, bool]:
    same = (captures.c.page_id == page) & (captures.c.sha256 == taken.sha256)
    if (found := connection.execute(select(captures.c.id).where(same)).scalar()) is not None:
        return found, False
    if taken.raw is not None and connection.execute(select(contents.c.size).where(contents.c.sha256 == taken.sha256)).first() is None:
        connection.execute(insert(contents).values(sha256=taken.sha256, size=len(taken.raw), packed=packed))
    row = insert(captures).values(
        page_id=page,
        sha256=taken.sha256 if taken.raw is not None else None,
        source=taken.source,
        url=taken.url,
        fetched=taken.fetched,
        charset=taken.charset,
        headers=taken.headers,
        added=now(),
    )
    return connection.execute(row.returning(captures.c.id)).scalar_one(), True


def show_newest(connection: Connection, page: int) -> None:
    """Let searches see the newest reading of the newest capture of a page and nothing else of it."""
    newest = connection.execute(
        select(readings.c.id)
        .join(captures, captures.c.id == readings.c.capture_id)
        .where(readings.c.page_id == page)
        .order_by(func.coalesce(captures.c.fetched, captures.c.added).desc(), captures.c.id.desc(), readings.c.id.desc())
        .limit(1)
    ).scalar_one()
    of_page = readings.c.page_id == page
    connection.execute(update(readings).where(of_page, readings.c.newest, readings.c.id != newest).values(newest=False))
    connection.execute(update(readings).where(readings.c.id == newest).values(newest=True))
    connection.execute(update(statements).where(statements.c.page_id == page).values(shown=statements.c.reading_id == newest))
