"""Merging, splitting and renaming by people: who is one across pages, who is not after all, and what to call them.

A merge lets one entity stand for others and rewrites nothing. A split gives some of the pages on which an entity is named to a new
one. Either is taken back exactly; a split only after the later decisions that build on it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from ondit.errors import LedgerError
from ondit.ledger.correcting import BROUGHT_IN
from ondit.ledger.decisions import OF_STATEMENTS, apply, decision_of, record, signer
from ondit.ledger.identity import name_row, renamed
from ondit.ledger.naming import fold, fullest, identities_of, identity_of
from ondit.ledger.numbers import row_number
from ondit.ledger.opening import writes
from ondit.ledger.records import Decision
from ondit.ledger.storable import storable
from ondit.ledger.tables import abouts, appearances, decisions, entities, labels, names, pages, readings, statements, voices
from ondit.ledger.tallies import retallied
from ondit.ledger.whom import entities_named, entity_named, members_of
from ondit.ledger.writing import now

AT_ONCE = 500
"""Readings that one command to the database is about; SQLite allows some 32,000 values."""


def merge(
    engine: Engine, one: str | int, *others: str | int, every: bool = False, by: str | None = None, note: str | None = None
) -> Decision:
    """Take several for one, by names or numbers, under the fullest of their names; with `every`, everybody who goes by those names."""
    with writes(engine) as connection:
        ids = list(dict.fromkeys(id for who in (one, *others) for id in _meant(connection, who, every=every)))
        if len(ids) < 2:
            raise LedgerError(f"{' and '.join(f'“{who}”' for who in (one, *others))} are one already")
        called = {r.id: r.name for r in connection.execute(select(entities.c.id, entities.c.name).where(entities.c.id.in_(ids)))}
        root = next(id for id in ids if called[id] == fullest(called[id] for id in ids))
        joined = [id for id in ids if id != root]
        data = {"entities": [root, *joined], "names": [called[root], *(called[id] for id in joined)]}
        decision = record(connection, "merge", str(root), data, by=by, note=note)
        connection.execute(update(entities).where(entities.c.id.in_(joined)).values(merged_into=root))
        return decision_of(connection, decision)


def split(
    engine: Engine,
    who: str | int,
    name: str | None = None,
    *,
    on: Sequence[str | int] = (),
    by: str | None = None,
    note: str | None = None,
) -> Decision:
    """Make a new one of an entity on the pages that call it by a name, or on the pages given (addresses or ids), or both.

    A page calls it by a name where that is the fullest name it gives. What merges joined is parted by undoing the merge.
    """
    if name is None and not on:
        raise ValueError("say which name, or on which pages, is somebody else")
    with writes(engine) as connection:
        root = entity_named(connection, who)
        chosen = _chosen(connection, members_of(connection, root), name, _pages(connection, on))
        old = _only(connection, root, chosen, name)
        rows = chosen[old]
        kind = connection.execute(select(entities.c.kind).where(entities.c.id == old)).scalar_one()
        new = connection.execute(insert(entities).values(kind=kind, name=fullest(row[1][0] for row in rows)).returning(entities.c.id))
        id = int(new.scalar_one())
        data = {"entities": [old, id], "name": name, "pages": len({row[2] for row in rows})}
        decision = record(connection, "split", str(old), data, by=by, note=note)
        _move(connection, old, id, [row[0] for row in rows])
        return decision_of(connection, decision)


def rename(engine: Engine, who: str | int, name: str, *, by: str | None = None, note: str | None = None) -> Decision:
    """Call an entity by a name of one's own, under which it is found, too; what pages call it stays."""
    called = storable(" ".join(name.split()))
    if not fold(called):
        raise ValueError(f"{name!r} is no name")
    with writes(engine) as connection:
        root = entity_named(connection, who)
        was = connection.execute(select(entities.c.name).where(entities.c.id == root)).scalar_one()
        if was == called:
            raise LedgerError(f"#{root} is called “{called}” already")
        decision = record(connection, "rename", str(root), {"entities": [root], "name": called, "was": was}, by=by, note=note)
        _recount(connection, root)
        return decision_of(connection, decision)


def undo(engine: Engine, decision: int | None = None, *, by: str | None = None) -> Decision:
    """Take back a decision, or the last one that is in force; what it changed is as it would be without it."""
    with writes(engine) as connection:
        row = _to_undo(connection, decision)
        data = json.loads(row.data)
        _refuse_built_on(connection, row.id, _brought(row.kind, data))
        connection.execute(update(decisions).where(decisions.c.id == row.id).values(undone=now(), undone_by=signer(by)))
        if row.kind in OF_STATEMENTS:
            with retallied(connection, [row.page_id]):
                apply(connection, row.page_id)
            _forget(connection, _brought(row.kind, data))
        elif row.kind == "merge":
            root, *joined = data["entities"]
            connection.execute(update(entities).where(entities.c.id.in_(joined), entities.c.merged_into == root).values(merged_into=None))
        elif row.kind == "split":
            old, new = data["entities"]
            _move(connection, new, old, list(connection.execute(_readings_of(new)).scalars()))
            _forget(connection, new)
        elif row.kind == "rename":
            _recount(connection, *data["entities"])
        return decision_of(connection, row.id)


# ---------------------------------------------------------------- whom and where


def _meant(connection: Connection, who: str | int, *, every: bool) -> list[int]:
    return entities_named(connection, who) if every and isinstance(who, str) else [entity_named(connection, who)]


def _pages(connection: Connection, on: Sequence[str | int]) -> set[int] | None:
    """The ids of the pages; None where none were asked for."""
    found = set()
    for which in on:
        same = pages.c.id == which if isinstance(which, int) else pages.c.address == which
        id = connection.execute(select(pages.c.id).where(same)).scalar()
        if id is None:
            raise LedgerError(f"the ledger holds no page {which}; `ondit pages` lists those it holds")
        found.add(id)
    return found or None


Row = tuple[int, tuple[str, ...], int]
"""A reading, what it calls somebody, and its page."""


def _chosen(connection: Connection, members: Sequence[int], name: str | None, on: set[int] | None) -> dict[int, list[Row]]:
    """Where each of the members is named so, on those pages."""
    query = (
        select(appearances.c.entity_id, appearances.c.reading_id, appearances.c.names, readings.c.page_id)
        .join(readings, readings.c.id == appearances.c.reading_id)
        .where(appearances.c.entity_id.in_(members))
        .order_by(appearances.c.reading_id)
    )
    found: dict[int, list[Row]] = {}
    for entity, reading, called, page in connection.execute(query):
        own = tuple(json.loads(called))
        if (name is None or fold(own[0]) == fold(name)) and (on is None or page in on):
            found.setdefault(entity, []).append((reading, own, page))
    return found


def _only(connection: Connection, root: int, chosen: Mapping[int, Sequence[Row]], name: str | None) -> int:
    """The one to split, of those that were merged; LedgerError where there is nothing to part."""
    what = f"“{name}”" if name else "it"
    if not chosen:
        raise LedgerError(f"no page there calls #{root} {what} by its fullest name; `ondit who` lists what each page calls it")
    for entity, rows in chosen.items():
        if connection.execute(select(appearances.c.reading_id).where(appearances.c.entity_id == entity).offset(len(rows)).limit(1)).first():
            return entity
    if root in chosen and len(chosen) == 1:
        raise LedgerError(f"every page that names #{root} would go, and nothing be parted from it")
    raise LedgerError(f"{what} was joined to #{root} by a merge; take that back with: ondit undo {_merge_of(connection, chosen)}")


def _merge_of(connection: Connection, members: Iterable[int]) -> int:
    query = select(decisions.c.id, decisions.c.data).where(decisions.c.kind == "merge", decisions.c.undone.is_(None))
    return max(int(id) for id, data in connection.execute(query) if set(json.loads(data)["entities"]) & set(members))


# ---------------------------------------------------------------- taking back


def _to_undo(connection: Connection, decision: int | None) -> Any:
    """The decision of that id, or the last in force; LedgerError where there is none, or it is undone."""
    query = select(decisions).where(decisions.c.undone.is_(None) if decision is None else decisions.c.id == row_number(decision))
    row = connection.execute(query.order_by(decisions.c.id.desc()).limit(1)).first()
    if row is None:
        raise LedgerError("there is no decision to undo" if decision is None else f"there is no decision {decision}; see: ondit decisions")
    if row.undone is not None:
        raise LedgerError(f"decision {row.id} was undone already, on {row.undone} by {row.undone_by}")
    return row


def _brought(kind: str, data: Mapping[str, Any]) -> int | None:
    """The entity that a decision brought into the ledger."""
    if kind == "split":
        return int(data["entities"][1])
    named = data.get("set", {}).get("voice", {})
    return int(named["entity"]) if named.get("made") else None


def _refuse_built_on(connection: Connection, decision: int, entity: int | None) -> None:
    """A later decision in force about an entity that would be gone has to be undone first."""
    later = select(decisions.c.id, decisions.c.kind, decisions.c.data).where(decisions.c.id > decision, decisions.c.undone.is_(None))
    for id, kind, data in connection.execute(later.order_by(decisions.c.id)) if entity is not None else ():
        named = json.loads(data)
        about = [named["set"].get("voice", {}).get("entity")] if kind == "edit" else named.get("entities", [])
        if entity in about:
            raise LedgerError(f"decision {id} builds on decision {decision}; undo that first: ondit undo {id}")


def _forget(connection: Connection, entity: int | None) -> None:
    """Drop an entity that a decision brought in, unless pages name it by now."""
    if entity is None or connection.execute(_readings_of(entity).limit(1)).first():
        return
    connection.execute(delete(names).where(names.c.entity_id == entity))
    connection.execute(delete(entities).where(entities.c.id == entity))


# ---------------------------------------------------------------- moving


def _readings_of(entity: int) -> Any:
    return select(appearances.c.reading_id).where(appearances.c.entity_id == entity).order_by(appearances.c.reading_id)


def _move(connection: Connection, old: int, new: int, where: Sequence[int]) -> None:
    """Let these readings mean another one; a reading that names both keeps them apart."""
    both = set(connection.execute(_readings_of(new)).scalars())
    moving = [reading for reading in where if reading not in both]
    for n in range(0, len(moving), AT_ONCE):
        _point(connection, old, new, moving[n : n + AT_ONCE])
    _recount(connection, old)
    _recount(connection, new)


def _point(connection: Connection, old: int, new: int, where: Sequence[int]) -> None:
    of_readings = select(statements.c.id).where(statements.c.reading_id.in_(where))
    brought_in = voices.c.local.startswith(BROUGHT_IN)  # by a decision, which means the one that it names
    spoken = select(voices.c.id).where(voices.c.reading_id.in_(where), ~brought_in)
    moves = [
        update(statements)
        .where(statements.c.speaker_id == old, statements.c.reading_id.in_(where), statements.c.voice_id.in_(spoken))
        .values(speaker_id=new),
        update(voices).where(voices.c.entity_id == old, voices.c.reading_id.in_(where), ~brought_in).values(entity_id=new),
        update(labels).where(labels.c.entity_id == old, labels.c.reading_id.in_(where)).values(entity_id=new),
        update(abouts).where(abouts.c.entity_id == old, abouts.c.statement_id.in_(of_readings)).values(entity_id=new),
        update(appearances).where(appearances.c.entity_id == old, appearances.c.reading_id.in_(where)).values(entity_id=new),
    ]
    touched = list(connection.execute(select(readings.c.page_id).where(readings.c.id.in_(where)).distinct()).scalars())
    with retallied(connection, touched):
        for move in moves:
            connection.execute(move)
        for page in touched:
            apply(connection, page)


def _recount(connection: Connection, entity: int) -> None:
    """What an entity is called, on how many pages, and its fullest name, from the readings that name it."""
    kind, own = connection.execute(select(entities.c.kind, entities.c.name).where(entities.c.id == entity)).one()
    query = select(readings.c.page_id, appearances.c.names).join(readings).where(appearances.c.entity_id == entity).order_by(readings.c.id)
    seen = [(page, json.loads(called)) for page, called in connection.execute(query)] or [(0, [_first_name(connection, entity) or own])]
    counts = Counter(name for _, name in {(page, name) for page, called in seen if page for name in called})
    tells: dict[str, str | None] = {}
    for _, called in seen:
        for name, identity in identities_of(kind, called).items():
            tells[name] = tells.get(name) or identity
    connection.execute(delete(names).where(names.c.entity_id == entity))
    connection.execute(insert(names), [name_row(entity, kind, name, identity, counts[name]) for name, identity in tells.items()])
    given = renamed(connection, [entity]).get(entity)
    if given and given not in tells:
        connection.execute(insert(names), [name_row(entity, kind, given, identity_of(kind, given), count=0)])
    connection.execute(update(entities).where(entities.c.id == entity).values(name=given or fullest(called[0] for _, called in seen)))


def _first_name(connection: Connection, entity: int) -> str | None:
    """What an entity that no page names was called before people renamed it; None where nobody did."""
    query = select(decisions.c.data).where(decisions.c.kind == "rename", decisions.c.subject == str(entity))
    data = connection.execute(query.order_by(decisions.c.id).limit(1)).scalar()
    return None if data is None else str(json.loads(data)["was"])
