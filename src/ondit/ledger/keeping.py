"""What a ledger keeps, given back as it was put in: pages, captures, readings, and single statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from ondit.errors import LedgerError
from ondit.ledger.numbers import row_number
from ondit.ledger.opening import name_of, reads
from ondit.ledger.records import Captured, Decision, Failure, Found, Link, Page
from ondit.ledger.storable import unpack, unpack_json
from ondit.ledger.tables import captures, chain_voices, contents, decisions, failures, pages, readings, statements, texts, voices
from ondit.reading import MadeBy, Reading, Statement

BATCH = 200
"""Rows fetched at a time where a whole ledger is gone through."""


def statement(engine: Engine, key: str) -> Found:
    """The statement of that key as its newest reading has it; LedgerError where there is none."""
    with reads(engine) as connection:
        newest = select(statements.c.id).where(statements.c.key == key).order_by(statements.c.shown.desc(), statements.c.id.desc()).limit(1)
        id = connection.execute(newest).scalar()
        if id is None:
            raise LedgerError(f"{name_of(engine)} holds no statement {key}; a key is written s: and twelve letters or digits")
        return found(connection, [id])[0]


def found(connection: Connection, ids: Sequence[int]) -> list[Found]:
    """The statements of these ids, in their order, each with its chain and the facts of its page."""
    query = (
        select(
            statements,
            pages.c.address,
            readings.c.url,
            readings.c.title,
            readings.c.ondit,
            readings.c.model,
            readings.c.settings,
            readings.c.document,
            captures.c.sha256,
            captures.c.fetched,
        )
        .join(readings, readings.c.id == statements.c.reading_id)
        .join(captures, captures.c.id == readings.c.capture_id)
        .join(pages, pages.c.id == statements.c.page_id)
        .where(statements.c.id.in_(ids))
    )
    rows = {row.id: row for row in connection.execute(query)}
    chains = _chains(connection, {row.chain_id for row in rows.values()})
    documents = {row.reading_id: row.document for row in rows.values()}
    read = {id: unpack(document).decode() for id, document in documents.items()}
    decided = {id: json.loads(row.decided) for id, row in rows.items() if row.decided}
    made = _decisions(connection, {one["decisions"][-1] for one in decided.values()})
    return [_found(rows[id], chains[rows[id].chain_id], read[rows[id].reading_id], decided.get(id), made) for id in ids if id in rows]


def decision_in(row: Row[Any], *, stands: bool = True) -> Decision:
    """The decision that a row of `decisions` holds."""
    values = {name: value for name, value in row._mapping.items() if name != "page_id"}
    return Decision(**{**values, "data": json.loads(row.data), "stands": stands})


def _decisions(connection: Connection, ids: set[int]) -> dict[int, Decision]:
    rows = connection.execute(select(decisions).where(decisions.c.id.in_(ids))) if ids else ()
    return {row.id: decision_in(row) for row in rows}


def _chains(connection: Connection, ids: set[int]) -> dict[int, tuple[Link, ...]]:
    query = (
        select(chain_voices.c.chain_id, voices.c.label, voices.c.kind, voices.c.entity_id, voices.c.name, voices.c.description)
        .join(voices, voices.c.id == chain_voices.c.voice_id)
        .where(chain_voices.c.chain_id.in_(ids))
        .order_by(chain_voices.c.chain_id, chain_voices.c.hand)
    )
    chains: dict[int, list[Link]] = defaultdict(list)
    for row in connection.execute(query):
        chains[row.chain_id].append(Link(row.label, row.kind, row.entity_id, row.name, row.description))
    return {id: tuple(links) for id, links in chains.items()}


def _found(
    row: Row[Any],
    chain: tuple[Link, ...],
    document: str,
    decided: Mapping[str, Any] | None,
    made: Mapping[int, Decision],
) -> Found:
    """The statement as the machine read it, with what people decided of it laid over."""
    read = _part(document, "statements", row.local)
    if decided:
        read = {**read, **decided["statement"]}
    return Found(
        key=row.key,
        statement=Statement.from_dict(read),
        words=row.words,
        source=row.source,
        cue=row.cue,
        chain=chain,
        reading=row.reading_id,
        page=row.page_id,
        address=row.address,
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        sha256=row.sha256,
        fetched=row.fetched,
        made_by=MadeBy(row.ondit, row.model, json.loads(row.settings)),
        about=tuple(_part(document, "entities", id)["name"] for id in read["about"]),
        shown=row.shown,
        decision=made[decided["decisions"][-1]] if decided else None,
    )


def _part(document: str, kind: str, id: str) -> dict[str, Any]:
    """The statement or entity of that id. To read all of a document takes fifty times as long as to find a part of it; what looks like the
    beginning of one is it, for within a text quotation marks have a backslash before them."""
    begin = document.index(f'{{"id":{json.dumps(id, ensure_ascii=False)},', document.index(f'"{kind}":['))
    part: dict[str, Any] = json.JSONDecoder().raw_decode(document, begin)[0]
    return part


# ---------------------------------------------------------------- pages and captures


def page(engine: Engine, which: str | int) -> Page:
    """The page of that address or id; LedgerError where there is none."""
    with reads(engine) as connection:
        row = connection.execute(_pages().where(_is(which))).first()
    if row is None:
        raise _no_page(engine, which)
    return _page(row)


def all_pages(engine: Engine, *, outlet: str | None = None, limit: int | None = None, offset: int = 0) -> Iterator[Page]:
    """The pages, or those of an outlet, in the order in which they were added."""
    query = _pages().order_by(pages.c.id).limit(limit).offset(offset or None)
    if outlet is not None:
        query = query.where(readings.c.outlet == outlet)
    with reads(engine) as connection:
        yield from map(_page, connection.execution_options(yield_per=BATCH).execute(query))


def all_failures(engine: Engine) -> Iterator[Failure]:
    """What could not be added, in the order in which it was tried first."""
    with reads(engine) as connection:
        for row in connection.execution_options(yield_per=BATCH).execute(select(failures).order_by(failures.c.id)):
            yield Failure(row.source, row.at, row.error)


def _is(which: str | int) -> Any:
    """A file may be called by a path that is not its absolute one."""
    return pages.c.id == row_number(which) if isinstance(which, int) else pages.c.address.in_({which, str(Path(which).absolute())})


def _no_page(engine: Engine, which: str | int) -> LedgerError:
    return LedgerError(f"{name_of(engine)} holds no page {which}; `ondit pages` lists those it holds")


def _pages() -> Select[Any]:
    def count(table: Any, column: Any) -> Any:
        return select(func.count()).select_from(table).where(column).scalar_subquery()

    made = readings.alias("made")
    return select(
        pages,
        readings.c.url,
        readings.c.title,
        readings.c.outlet,
        readings.c.published,
        readings.c.language,
        readings.c.kind,
        count(captures, captures.c.page_id == pages.c.id).label("captures"),
        count(made, made.c.page_id == pages.c.id).label("readings"),
        count(statements, (statements.c.page_id == pages.c.id) & statements.c.shown).label("statements"),
    ).join(readings, (readings.c.page_id == pages.c.id) & readings.c.newest)


def _page(row: Row[Any]) -> Page:
    return Page(**row._mapping)


def captures_of(engine: Engine, which: str | int) -> tuple[Captured, ...]:
    """The captures of a page, the oldest first."""
    id = page(engine, which).id
    query = (
        select(captures, contents.c.size)
        .outerjoin(contents, contents.c.sha256 == captures.c.sha256)
        .where(captures.c.page_id == id)
        .order_by(func.coalesce(captures.c.fetched, captures.c.added), captures.c.id)
    )
    with reads(engine) as connection:
        rows = connection.execute(query).all()
        made = connection.execute(
            select(readings.c.capture_id, readings.c.id).where(readings.c.page_id == id).order_by(readings.c.id)
        ).all()
    return tuple(_captured(row, tuple(id for capture, id in made if capture == row.id)) for row in rows)


def _captured(row: Row[Any], made: tuple[int, ...]) -> Captured:
    values = {name: row._mapping[name] for name in ("id", "source", "added", "sha256", "url", "fetched", "charset", "size")}
    return Captured(page=row.page_id, headers=json.loads(row.headers or "{}"), readings=made, **values)


def bytes_of(engine: Engine, sha256: str) -> bytes:
    """The bytes of a capture; LedgerError where the ledger does not hold them."""
    with reads(engine) as connection:
        packed = connection.execute(select(contents.c.packed).where(contents.c.sha256 == sha256)).scalar()
    if packed is None:
        raise LedgerError(f"{name_of(engine)} does not hold the bytes with the digest {sha256}")
    return unpack(packed)


# ---------------------------------------------------------------- readings


def reading(engine: Engine, which: str | int, *, at: int | None = None) -> Reading:
    """The newest reading of a page, or its reading of the id `at`, equal to the one that was stored."""
    query = (
        select(readings.c.document, texts.c.text)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .join(pages, pages.c.id == readings.c.page_id)
        .where(_is(which), readings.c.newest if at is None else readings.c.id == row_number(at))
    )
    with reads(engine) as connection:
        row = connection.execute(query).first()
    if row is None:
        raise _no_page(engine, which) if at is None else LedgerError(f"{name_of(engine)} holds no reading {at} of the page {which}")
    return reading_in(row.document, row.text)


def reading_in(document: bytes, text: str) -> Reading:
    """The reading that a row of `readings` and its text hold."""
    whole = unpack_json(document)
    whole["article"].setdefault("text", text)
    return Reading.from_dict(whole)
