"""Whom a name means in a ledger, and why two pages are taken to speak of the same one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NoReturn

from sqlalchemy import Connection, func, select

from ondit.errors import LedgerError
from ondit.ledger.identity import root_of, roots_of
from ondit.ledger.naming import fold
from ondit.ledger.numbers import digits_in, row_number
from ondit.ledger.records import Appearance, Who
from ondit.ledger.tables import appearances, decisions, entities, names, pages, readings, voices

LISTED = 10
"""Candidates that an error lists, and names that are offered where none fits."""


def entity_named(connection: Connection, who: str | int) -> int:
    """The entity, as it stands after merges, that a name or an id (`12` or `#12`) means.

    A name that several go by means the one that alone has it as a full name. LedgerError, which lists the candidates with what tells
    them apart, where that is not one; it lists names like it where nobody goes by it.
    """
    if isinstance(who, int):
        return _by_id(connection, who, row_number(who))
    if (number := digits_in(who.removeprefix("#"))) is not None:
        return _by_id(connection, who.removeprefix("#"), number)
    rows = connection.execute(select(names.c.entity_id, names.c.identity).where(names.c.key == fold(who))).all()
    roots = roots_of(connection, [row.entity_id for row in rows])
    fits = {roots[row.entity_id] for row in rows if row.identity} or set(roots.values())
    if len(fits) == 1:
        return fits.pop()
    if not fits:
        raise LedgerError(f"nobody in the ledger goes by “{who}”{_near(connection, who)}")
    return _refused(connection, who, sorted(fits))


def _refused(connection: Connection, who: str | int, fits: Sequence[int]) -> NoReturn:
    listed = "\n".join(f"  {line}" for line in apart(connection, fits))
    raise LedgerError(f"{len(fits)} go by “{who}”; say which by its number:\n{listed}")


def _bearers(connection: Connection, who: str | int) -> list[int]:
    """Everybody who goes by a name: first who has no fuller one, then those whom most pages call so; nobody for a number."""
    if isinstance(who, int) or digits_in(who.removeprefix("#")) is not None:
        return []
    rows = connection.execute(select(names.c.entity_id, names.c.pages).where(names.c.key == fold(who))).all()
    roots = roots_of(connection, [row.entity_id for row in rows])
    count: Counter[int] = Counter()
    for row in rows:
        count[roots[row.entity_id]] += row.pages
    called = dict(connection.execute(select(entities.c.id, entities.c.name).where(entities.c.id.in_(count))).all())
    return sorted(count, key=lambda id: (fold(called[id]) != fold(who), -count[id], id))


def entities_named(connection: Connection, name: str) -> list[int]:
    """Everybody who goes by a name, as they stand after merges."""
    rows = connection.execute(select(names.c.entity_id).where(names.c.key == fold(name))).scalars()
    found = sorted(set(roots_of(connection, list(rows)).values()))
    if not found:
        raise LedgerError(f"nobody in the ledger goes by “{name}”{_near(connection, name)}")
    return found


def apart(connection: Connection, ids: Sequence[int]) -> Iterator[str]:
    """What tells entities apart, a line for each of the first ten: number, name, kind, description, pages and outlets."""
    for id in ids[:LISTED]:
        row = connection.execute(select(entities.c.name, entities.c.kind).where(entities.c.id == id)).one()
        described = connection.execute(
            select(voices.c.description).where(voices.c.entity_id == id, voices.c.description.is_not(None)).limit(1)
        ).scalar()
        on = appearances.join(readings, readings.c.id == appearances.c.reading_id)
        of_it = appearances.c.entity_id.in_(members_of(connection, id))
        count = connection.execute(select(func.count(readings.c.page_id.distinct())).select_from(on).where(of_it)).scalar_one()
        outlets = connection.execute(
            select(readings.c.outlet)
            .distinct()
            .select_from(on)
            .where(of_it, readings.c.outlet.is_not(None))
            .order_by(readings.c.outlet)
            .limit(3)
        ).scalars()
        parts = [row.kind, described, f"{count} page{'' if count == 1 else 's'}", ", ".join(outlets)]
        yield f"#{id} {row.name} ({'; '.join(part for part in parts if part)})"
    if len(ids) > LISTED:
        yield f"and {len(ids) - LISTED} more"


def why(connection: Connection, who: str | int) -> Who:
    """Who an entity is: its names, the pages it stands on with the evidence of each, and the decisions that joined or parted it.

    LedgerError, which lists everybody who goes by the name, where several do: a question is not answered with one of them.
    """
    several = _bearers(connection, who)
    id = entity_named(connection, who) if len(several) < 2 else _refused(connection, who, several)
    row = connection.execute(select(entities.c.name, entities.c.kind).where(entities.c.id == id)).one()
    members = members_of(connection, id)
    called = select(names.c.name, func.sum(names.c.pages).label("pages")).where(names.c.entity_id.in_(members)).group_by(names.c.name)
    return Who(
        id,
        row.kind,
        row.name,
        names={r.name: r.pages for r in connection.execute(called.order_by(func.sum(names.c.pages).desc(), names.c.name))},
        appearances=tuple(_appearances(connection, members)),
        decisions=tuple(_decisions_on(connection, members)),
        perhaps=tuple(apart(connection, _namesakes(connection, id, members))),
    )


def members_of(connection: Connection, root: int) -> list[int]:
    """Those that people merged into an entity, directly or through others, and itself."""
    found, rim = [root], [root]
    while rim:
        rim = list(connection.execute(select(entities.c.id).where(entities.c.merged_into.in_(rim))).scalars())
        found += rim
    return found


def _by_id(connection: Connection, who: str | int, id: int) -> int:
    if connection.execute(select(entities.c.id).where(entities.c.id == id)).first() is None:
        raise LedgerError(f"the ledger holds nobody with the number {who}")
    return root_of(connection, id)


def _near(connection: Connection, who: str) -> str:
    """Names in the ledger that begin or end like one that is not there."""
    words = fold(who).split()
    if not words:
        return ""
    like = [names.c.key.startswith(words[0], autoescape=True), names.c.key.endswith(words[-1], autoescape=True)]
    query = select(names.c.name).where(like[0] | like[1]).group_by(names.c.name).order_by(func.sum(names.c.pages).desc(), names.c.name)
    found = connection.execute(query.limit(LISTED)).scalars().all()
    return f"; names like it: {', '.join(found)}" if found else ""


def _appearances(connection: Connection, members: Sequence[int]) -> Iterator[Appearance]:
    query = (
        select(pages.c.address, readings.c.outlet, appearances.c.reading_id, appearances.c.names, appearances.c.how)
        .join(readings, readings.c.id == appearances.c.reading_id)
        .join(pages, pages.c.id == readings.c.page_id)
        .where(appearances.c.entity_id.in_(members))
        .order_by(appearances.c.reading_id)
    )
    for row in connection.execute(query):
        yield Appearance(row.address, row.outlet, row.reading_id, tuple(json.loads(row.names)), row.how)


def _decisions_on(connection: Connection, members: Sequence[int]) -> Iterator[int]:
    """Merges, splits and renamings in force that made it what it is."""
    query = select(decisions.c.id, decisions.c.data).where(decisions.c.kind.in_(("merge", "split", "rename")), decisions.c.undone.is_(None))
    for id, data in connection.execute(query.order_by(decisions.c.id)):
        if set(json.loads(data)["entities"]) & set(members):
            yield id


def _namesakes(connection: Connection, id: int, members: Sequence[int]) -> list[int]:
    """Others that go by one of its full names."""
    own = select(names.c.identity).where(names.c.entity_id.in_(members), names.c.identity.is_not(None))
    query = select(names.c.entity_id).where(names.c.identity.in_(own), names.c.entity_id.not_in(members))
    return sorted({root for root in roots_of(connection, connection.execute(query).scalars()).values() if root != id})
