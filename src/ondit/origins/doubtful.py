"""Which statements may make the same claim, over the whole ledger; a person is asked of the most doubtful first.

Each new page asks only for its own rarest words, so that the queue grows with the ledger and is not worked out anew for every question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, delete, insert, or_, select, true

from ondit.ledger import keeping
from ondit.ledger.filters import Name, among, entities_called
from ondit.ledger.opening import reads
from ondit.ledger.records import Found, Link
from ondit.ledger.tables import abouts, compared, entities, proposals, readings, statements, stems, voices
from ondit.origins import claims
from ondit.origins.beside import claims_something
from ondit.origins.claims import COMMON, LIKELY, Said, SameClaim
from ondit.origins.drawing import as_said, said
from ondit.origins.judging import judged
from ondit.origins.quotes import same_words
from ondit.origins.traces import by_one_name
from ondit.origins.waiting import bring_up_to_date

_RAREST = 8
"""Stems of a statement by which others find it."""

_ASKED = 25
"""Pairs that are brought from the ledger at a time, for a person to decide of."""

_KEYS = 10_000
"""Keys in one query; SQLite takes 32,766 values."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Two statements of which only a score says that they make the same claim, and no person has said anything."""

    one: Found
    other: Found
    pair: SameClaim
    """Score, evidence and contradiction."""


def doubtful(engine: Engine, *, about: Name | None = None, limit: int | None = None) -> Iterator[Doubtful]:
    """The pairs of statements on two pages that are proposed as one claim and not decided, those of the lowest score first.

    New pages are compared first. LedgerError where that is needed and the ledger was opened for reading only.
    """
    bring_up_to_date(engine, compared, compare, what="claims not yet compared")
    return islice(_undecided(engine, about), limit)


def _undecided(engine: Engine, about: Name | None) -> Iterator[Doubtful]:
    """The queue; what was decided or asked is not asked again in the same words on other pages."""
    with reads(engine) as connection:
        asked = _in_words(connection, judged(engine))
        with connection.execute(_queue(connection, about), execution_options={"yield_per": _ASKED}) as rows:
            for some in rows.partitions(_ASKED):
                for pair in _brought(engine, connection, some):
                    words = frozenset(claims.stems(claims.undated(one.words)) for one in (pair.one, pair.other))
                    if words not in asked:
                        asked.add(words)
                        yield pair


def _in_words(connection: Connection, pairs: Iterable[frozenset[str]]) -> set[frozenset[frozenset[str]]]:
    """Pairs of statements, given by their keys, by their words."""
    pairs = list(pairs)
    keys = sorted({key for pair in pairs for key in pair})
    words: dict[str, str] = {}
    for at in range(0, len(keys), _KEYS):
        query = select(statements.c.key, statements.c.words).where(statements.c.key.in_(keys[at : at + _KEYS]))
        words.update((row.key, row.words) for row in connection.execute(query))
    return {frozenset(claims.stems(claims.undated(words[key])) for key in pair) for pair in pairs if words.keys() >= pair}


def _queue(connection: Connection, about: Name | None) -> Select[Any]:
    """The pairs of which both stand in the newest reading of their page and are assertions still, in order."""
    one, other = statements.alias("one"), statements.alias("other")
    query = (
        select(proposals.c.one_id, proposals.c.other_id)
        .join(one, one.c.id == proposals.c.one_id)
        .join(other, other.c.id == proposals.c.other_id)
        .where(one.c.shown == true(), other.c.shown == true(), one.c.act == "assert", other.c.act == "assert")
        .order_by(proposals.c.score, proposals.c.one_id, proposals.c.other_id)
    )
    if about is None:
        return query
    named = select(abouts.c.statement_id).where(among(abouts.c.entity_id, entities_called(connection, about)))
    return query.where(or_(one.c.id.in_(named), other.c.id.in_(named)))


def _brought(engine: Engine, connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Doubtful]:
    """The pairs as they are now: people may have changed the words of one, or joined two voices."""
    ids = list(dict.fromkeys(id for row in rows for id in (row.one_id, row.other_id)))
    found = dict(zip(ids, by_one_name(engine, keeping.found(connection, ids)), strict=True))
    for row in rows:
        one, other = found[row.one_id], found[row.other_id]
        pair = claims.compared(said(one), said(other))
        if pair.score >= LIKELY:
            yield Doubtful(one, other, pair)


# ---------------------------------------------------------------- comparing new pages with those that are there


def compare(connection: Connection, page: int, reading: int) -> None:
    """Propose the claims of a page that others may make too, and let later pages find them."""
    _forget(connection, page)
    mine = list(said_in(connection, statements.c.reading_id == reading))
    by_stem = {id: sorted(claims.stems(one.words), key=lambda stem: (-claims.rarity(stem), stem))[:_RAREST] for id, one in mine}
    near = {stem: _having(connection, stem) for stem in {stem for rare in by_stem.values() for stem in rare}}
    like = {id: [other for other, n in Counter(_others(near, rare)).items() if n > 1] for id, rare in by_stem.items()}
    others = dict(said_in(connection, among(statements.c.id, {other for found in like.values() for other in found})))
    rows = [
        {"one_id": other, "other_id": id, "score": score}
        for id, one in mine
        for other in like[id]
        if other in others  # people may have made of it what claims nothing
        and (score := claims.score(one, others[other])) >= LIKELY
        and not any(same_words([one, others[other]]))
    ]
    for table, kept in ((proposals, rows), (stems, [{"stem": stem, "statement_id": id} for id, rare in by_stem.items() for stem in rare])):
        if kept:
            connection.execute(insert(table), kept)
    connection.execute(insert(compared).values(page_id=page, reading_id=reading))


def _forget(connection: Connection, page: int) -> None:
    """What an earlier reading of a page had in common with others."""
    old = select(statements.c.id).join(compared, compared.c.reading_id == statements.c.reading_id).where(compared.c.page_id == page)
    connection.execute(delete(proposals).where(or_(proposals.c.one_id.in_(old), proposals.c.other_id.in_(old))))
    connection.execute(delete(stems).where(stems.c.statement_id.in_(old)))
    connection.execute(delete(compared).where(compared.c.page_id == page))


def _having(connection: Connection, stem: str) -> list[int]:
    """The statements that were added last of those with a stem."""
    query = select(stems.c.statement_id).where(stems.c.stem == stem).order_by(stems.c.statement_id.desc()).limit(COMMON)
    return list(connection.execute(query).scalars())


def _others(near: dict[str, list[int]], rare: Iterable[str]) -> Iterator[int]:
    return (other for stem in rare for other in near[stem])


def said_in(connection: Connection, which: Any) -> Iterator[tuple[int, Said]]:
    """Assertions that claim something, as far as that goes, by their ids."""
    whose = (voices.c.kind, voices.c.label, voices.c.name, voices.c.description, entities.c.name.label("called"))
    query = (
        select(statements, readings.c.title, *whose)
        .join(readings, readings.c.id == statements.c.reading_id)
        .join(voices, voices.c.id == statements.c.voice_id)
        .outerjoin(entities, entities.c.id == statements.c.speaker_id)
        .where(which, statements.c.act == "assert")
        .order_by(statements.c.id)
    )
    for row in connection.execute(query):
        if claims_something(row.words, own=row.origin == "page", title=row.title):
            who = Link(row.label, row.kind, name=row.name and (row.called or row.name), description=row.description)
            yield row.id, as_said(row.key, row.words, f"{row.source} {row.cue}", who, row.polarity, row.published)
