"""Adding a page: its bytes, its text and its reading, in one transaction or not at all, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, update

from ondit import walk
from ondit.errors import PageError
from ondit.ledger import decisions
from ondit.ledger.opening import reads, writes
from ondit.ledger.records import Added, Status
from ondit.ledger.storable import as_json, pack, storable, unpack
from ondit.ledger.storable import digest as text_digest
from ondit.ledger.tables import captures, contents, failures, pages, readings, statements
from ondit.ledger.tallies import retallied
from ondit.ledger.writing import document_of, now, write_reading
from ondit.pages import Capture, capture
from ondit.pages.assemble import digest
from ondit.pages.door import is_address, is_content
from ondit.reading import Reading

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
        taken = _of_capture(source, captured)
        if not reread and (known := _known(engine, taken)):
            return known
        reading = walk.read_capture(captured, published=published)
    except PageError as error:
        record_failure(engine, source, error)
        raise
    return _store(engine, taken, reading, reread=reread)


def name_of(source: Source) -> str:
    """What a source is called where it is reported: an address, a file's absolute path, or the digest of content."""
    match source:
        case Reading():
            return _address(source.article.url, source.article.sha256)
        case Capture():
            return storable(source.url or source.name)
        case bytes():
            return _address(None, digest(source))
        case str() if is_address(source):
            return storable(source)
        case str() if is_content(source):
            return _address(None, digest(source.encode("utf-8", "replace")))
        case _:
            return storable(str(Path(source).absolute()))


def record_failure(engine: Engine, source: Source, error: Exception) -> None:
    """Remember that a source could not be added, and why."""
    row = {"at": now(), "error": storable(str(error))}
    with writes(engine) as connection:
        same = failures.c.source == name_of(source)
        if connection.execute(update(failures).where(same).values(row)).rowcount == 0:
            connection.execute(insert(failures).values(source=name_of(source), **row))


# ---------------------------------------------------------------- what is to be stored


def _of_capture(source: Source, captured: Capture) -> Taken:
    sha256 = digest(captured.raw)
    path = Path(captured.name)
    is_file = captured.url is None and path.is_file()
    return Taken(
        address=storable(str(path.absolute())) if is_file else _address(captured.url, sha256),
        source=name_of(source),
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
    return Taken(address, name_of(reading), article.sha256, url=article.url, fetched=_in_utc(article.fetched))


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
    query = (
        select(readings.c.id, readings.c.page_id, readings.c.ondit, readings.c.model)
        .join(captures, captures.c.id == readings.c.capture_id)
        .join(pages, pages.c.id == captures.c.page_id)
        .where(pages.c.address == taken.address, captures.c.sha256 == taken.sha256)
        .order_by(readings.c.id.desc())
    )
    made_by = walk.made_now()
    with reads(engine) as connection:
        for row in connection.execute(query):
            if row.ondit == made_by.ondit and row.model in (None, made_by.model):  # None: in a language that no model reads
                count = select(func.count()).where(statements.c.reading_id == row.id)
                return Added(taken.source, "known", row.page_id, row.id, taken.address, connection.execute(count).scalar_one())
    return None


def _same_reading(connection: Connection, capture_id: int, reading: Reading, document: bytes, *, or_alike: bool) -> int | None:
    """The stored reading of a capture that holds the same, or, with `or_alike`, that the same version and settings made."""
    made_by = reading.made_by
    query = select(readings.c.id, readings.c.document).where(
        readings.c.capture_id == capture_id,
        readings.c.ondit == made_by.ondit,
        readings.c.model.is_not_distinct_from(made_by.model),
        readings.c.settings == as_json(made_by.settings),
    )
    rows = connection.execute(query.order_by(readings.c.id.desc()))
    return next((row.id for row in rows if or_alike or unpack(row.document) == unpack(document)), None)


# ---------------------------------------------------------------- storing


def _store(engine: Engine, taken: Taken, reading: Reading, *, reread: bool) -> Added:
    """One transaction. What another process has added meanwhile is left as it is."""
    packed, document = pack(taken.raw) if taken.raw is not None else b"", document_of(reading)
    with writes(engine) as connection:
        page, is_new = _page(connection, taken.address)
        capture_id, is_first = _capture(connection, page, taken, packed, reading)
        status: Status = "new" if is_new else "changed" if is_first else "reread"
        is_own = taken.raw is not None and not reread
        id = None if is_first else _same_reading(connection, capture_id, reading, document, or_alike=is_own)
        if id is None:
            with retallied(connection, [page]):
                id = write_reading(connection, reading, document, capture=capture_id, page=page, address=taken.address)
                show_newest(connection, page)
                decisions.apply(connection, page)
        elif not reread:
            status = "known"
        connection.execute(delete(failures).where(failures.c.source == taken.source))
    return Added(taken.source, status, page, id, taken.address, len(reading.statements))


def _page(connection: Connection, address: str) -> tuple[int, bool]:
    """The id of the page at an address, and whether it is new."""
    found = connection.execute(select(pages.c.id).where(pages.c.address == address)).scalar()
    if found is not None:
        return found, False
    return connection.execute(insert(pages).values(address=address, added=now()).returning(pages.c.id)).scalar_one(), True


def _capture(connection: Connection, page: int, taken: Taken, packed: bytes, reading: Reading) -> tuple[int, bool]:
    """The id of the capture of a page that has these bytes, or the text of a reading without them; and whether it is new."""
    if (found := connection.execute(_captures_like(page, taken, reading)).scalar()) is not None:
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


def _captures_like(page: int, taken: Taken, reading: Reading) -> Select[Any]:
    same = captures.c.sha256 == taken.sha256
    if taken.raw is None:
        text_sha256 = text_digest(storable(reading.article.text))
        of_text = select(readings.c.capture_id).where(readings.c.page_id == page, readings.c.text_sha256 == text_sha256)
        same |= captures.c.sha256.is_(None) & captures.c.id.in_(of_text)
    return select(captures.c.id).where(captures.c.page_id == page, same).order_by(captures.c.sha256.is_(None)).limit(1)


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
    old = (statements.c.page_id == page) & statements.c.shown & (statements.c.reading_id != newest)
    connection.execute(update(statements).where(old).values(shown=False))
    connection.execute(update(statements).where(statements.c.reading_id == newest).values(shown=True))
