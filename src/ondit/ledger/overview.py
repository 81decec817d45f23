"""How many statements there are, of whom, where, when and how: of a whole ledger from its tallies, of what is found by counting it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, Unpack, get_args

from sqlalchemy import Connection, Engine, Integer, Text, cast, func, literal_column, select, union_all

from ondit.errors import QueryError
from ondit.ledger.filters import Chosen, Filters, among, chosen
from ondit.ledger.identity import roots_of
from ondit.ledger.opening import reads
from ondit.ledger.records import Count, Facets, Progress, VoiceRow
from ondit.ledger.searching import matching
from ondit.ledger.tables import entities, readings, statements, tallies, voice_tallies, voices
from ondit.ledger.tallies import MONTH, WORDS

VoiceSort = Literal["statements", "words", "name"]

LISTED = 50
"""Voices that a facet lists."""

BATCH = 50
"""Voices whose particulars are looked up at a time."""


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Equals in the order of their names, so that the same comes out whatever way it was counted."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _add(counts: dict[Any, int], value: Any, more: int) -> None:
    counts[value] = counts.get(value, 0) + more


@dataclass(slots=True)
class _Sum:
    """What an entity has said, or the voices of a kind that have no name. Counted in plain dicts: a Counter takes ten times as long to
    make, and there are as many as voices."""

    statements: int = 0
    words: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    hands: dict[int, int] = field(default_factory=dict)
    certainties: dict[str, int] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)

    def add(self, kind: str, said: int, words: int) -> None:
        self.statements += said
        self.words += words
        _add(self.kinds, kind, said)

    def row(self, entity: int | None, name: str | None) -> VoiceRow:
        first, last = (min(self.days), max(self.days)) if entity and self.days else (None, None)
        return VoiceRow(
            name=name,
            kind=_most_first(self.kinds)[0][0],
            entity=entity,
            statements=self.statements,
            words=self.words,
            outlets=dict(_most_first(self.outlets)),
            hands=dict(sorted(self.hands.items())),
            certainties=dict(_most_first(self.certainties)),
            first=first,
            last=last,
        )


_Key = tuple[int, str]
"""An entity's id and nothing, or 0 and the kind of voices without a name."""

_Sums = dict[_Key, _Sum]


def voices_heard(
    engine: Engine, words: str | None = None, *, sort: VoiceSort = "statements", **filters: Unpack[Filters]
) -> Iterator[VoiceRow]:
    """Who answers for the statements that a search finds, a row each."""
    if sort not in get_args(VoiceSort):
        raise QueryError(f"the order is one of {', '.join(get_args(VoiceSort))}", sort)
    return _voices(engine, chosen(words, filters), sort)


def _voices(engine: Engine, asked: Chosen, sort: VoiceSort) -> Iterator[VoiceRow]:
    with reads(engine) as connection:
        roots = merged_roots(connection)
        sums = None if asked.is_everything else _counted(connection, asked, roots)
        if sums is None:
            totals = _tallied(connection, roots)
        else:
            totals = {key: (sum.statements, sum.words) for key, sum in sums.items()}
        names = _names(connection, totals) if sort == "name" else {}
        orders: dict[str, Callable[[_Key], Any]] = {
            "statements": lambda key: (-totals[key][0], key),
            "words": lambda key: (-totals[key][1], key),
            "name": lambda key: (key[0] == 0, names.get(key[0], "").casefold(), key),
        }
        ordered = iter(sorted((key for key, (said, _) in totals.items() if said), key=orders[sort]))
        while batch := list(islice(ordered, BATCH)):
            found, names = sums or _completed(connection, roots, batch), _names(connection, batch)
            yield from (found[key].row(key[0] or None, names.get(key[0])) for key in batch)


def _names(connection: Connection, keys: Iterable[_Key]) -> dict[int, str]:
    named = select(entities.c.id, entities.c.name).where(among(entities.c.id, (id for id, _ in keys if id)))
    return dict(connection.execute(named).all())


def merged_roots(connection: Connection) -> dict[int, int]:
    """Whom those count for that people merged into others."""
    joined = select(entities.c.id).where(entities.c.merged_into.is_not(None))
    return roots_of(connection, connection.execute(joined).scalars().all())


def _key(roots: dict[int, int], entity: int, kind: str) -> _Key:
    return (roots.get(entity, entity), "") if entity else (0, kind)


def _tallied(connection: Connection, roots: dict[int, int]) -> dict[_Key, tuple[int, int]]:
    """Statements and words of everybody in the ledger; no more than that, for they are many."""
    table = voice_tallies.c
    totals: dict[_Key, tuple[int, int]] = {}
    for entity, kind, said, words in connection.execute(
        select(table.entity_id, table.kind, table.statements, table.words).where(table.facet == "all")
    ):
        key = _key(roots, entity, kind)
        before = totals.get(key, (0, 0))
        totals[key] = before[0] + said, before[1] + words
    return totals


def _completed(connection: Connection, roots: dict[int, int], keys: Sequence[_Key]) -> _Sums:
    """What is known of some: where, at which hand and how surely they speak, and from when to when."""
    sums: _Sums = {key: _Sum() for key in keys}
    wanted = {id for id, _ in keys}
    ids = wanted | {id for id, root in roots.items() if root in wanted}
    query = select(voice_tallies).where(among(voice_tallies.c.entity_id, ids), voice_tallies.c.statements > 0)
    for row in connection.execute(query):
        if sum := sums.get(_key(roots, row.entity_id, row.kind)):
            _take(sum, row)
    spoken = (statements.c.speaker_id == entities.c.id) & statements.c.shown
    ends = [select(end(statements.c.published)).where(spoken).scalar_subquery() for end in (func.min, func.max)]
    for id, *found in connection.execute(select(entities.c.id, *ends).where(among(entities.c.id, ids - {0}))):
        sums[_key(roots, id, "")].days.update(day for day in found if day)
    return sums


def _take(sum: _Sum, row: Any) -> None:
    """Add what a tally says."""
    if row.facet == "all":
        sum.add(row.kind, row.statements, row.words)
    elif row.facet == "hand":
        _add(sum.hands, int(row.value), row.statements)
    elif row.value:
        _add(sum.outlets if row.facet == "outlet" else sum.certainties, row.value, row.statements)


def _counted(connection: Connection, asked: Chosen, roots: dict[int, int]) -> _Sums:
    """Everybody who answers for what is found, from the statements themselves."""
    sums: _Sums = defaultdict(_Sum)
    whose = (func.coalesce(statements.c.speaker_id, 0).label("entity_id"), voices.c.kind)
    by = (statements.c.outlet, statements.c.hand, statements.c.certainty)
    counts = (func.count().label("said"), func.sum(literal_column(WORDS, Integer)).label("words"))
    ends = (func.min(statements.c.published).label("first"), func.max(statements.c.published).label("last"))
    query = select(*whose, *by, *counts, *ends).join(voices, voices.c.id == statements.c.voice_id).group_by(*whose, *by)
    for row in connection.execute(query.where(*matching(connection, asked))):
        sum = sums[_key(roots, row.entity_id, row.kind)]
        sum.add(row.kind, row.said, row.words)
        if row.outlet:
            _add(sum.outlets, row.outlet, row.said)
        _add(sum.hands, row.hand, row.said)
        _add(sum.certainties, row.certainty, row.said)
        sum.days.update(day for day in (row.first, row.last) if day)
    return sums


# ---------------------------------------------------------------- how many are decided


def progress(engine: Engine, words: str | None = None, **filters: Unpack[Filters]) -> Progress:
    """How many of what a search finds is decided, what was rejected among it, and how many are left."""
    filters = {**filters, "decided": None}
    asked, touched = chosen(words, filters), chosen(words, {**filters, "decided": True, "history": True})
    with reads(engine) as connection:
        found = select(statements.c.shown).join(readings).where(*matching(connection, touched), readings.c.newest)
        decided = list(connection.execute(found).scalars())
        return Progress(len(decided), _how_many(connection, asked) - sum(decided))


def _how_many(connection: Connection, asked: Chosen) -> int:
    """Of all that is shown there is a tally."""
    counted: Any = select(func.count()).select_from(statements).where(*matching(connection, asked))
    if asked.is_everything:
        counted = select(func.coalesce(func.sum(tallies.c.statements), 0)).where(tallies.c.facet == "act")
    return int(connection.execute(counted).scalar_one())


# ---------------------------------------------------------------- facets


def facets(engine: Engine, words: str | None = None, **filters: Unpack[Filters]) -> Facets:
    """What the statements that a search finds come to, by voice, outlet, month, hand, act and certainty."""
    asked = chosen(words, filters)
    with reads(engine) as connection:
        counted = _of_everything(connection) if asked.is_everything else _of_found(connection, asked)
        by: dict[str, Counter[str]] = defaultdict(Counter)
        for facet, value, count in counted:
            by[facet][value] += count
        return Facets(
            statements=by["act"].total(),
            voice=_of_voices(connection, by["voice"]),
            outlet=_counts(_most_first(by["outlet"])),
            month=_counts(sorted(by["month"].items())),
            hand=tuple(Count(int(value), value, count) for value, count in sorted(by["hand"].items(), key=lambda item: int(item[0]))),
            act=_counts(_most_first(by["act"])),
            certainty=_counts(_most_first(by["certainty"])),
        )


def _counts(items: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    return tuple(Count(value or None, value or "not known", count) for value, count in items if count)


def _of_voices(connection: Connection, said: Counter[str]) -> tuple[Count, ...]:
    for id, root in merged_roots(connection).items():
        if str(id) in said:
            said[str(root)] += said.pop(str(id))
    most = [(int(id), count) for id, count in _most_first(said)[:LISTED] if count]
    names = _names(connection, ((id, "") for id, _ in most))
    return tuple(Count(id, names[id], count) for id, count in most)


def _of_everything(connection: Connection) -> list[tuple[str, str, int]]:
    said = (
        select(literal_column("'voice'"), cast(voice_tallies.c.entity_id, Text), voice_tallies.c.statements)
        .where(voice_tallies.c.facet == "all", voice_tallies.c.entity_id != 0)
    )  # fmt: skip
    return [
        *connection.execute(select(tallies.c.facet, tallies.c.value, tallies.c.statements)),
        *connection.execute(said),
    ]


def _of_found(connection: Connection, asked: Chosen) -> list[tuple[str, str, int]]:
    """What is found is gone through once, and what it holds counted by each."""
    month = literal_column(MONTH, Text)
    taken = [
        statements.c.speaker_id,
        statements.c.outlet,
        month.label("month"),
        statements.c.hand,
        statements.c.act,
        statements.c.certainty,
    ]
    found = select(*taken).where(*matching(connection, asked)).cte("found")
    by = {
        "voice": found.c.speaker_id,
        "outlet": found.c.outlet,
        **{name: found.c[name] for name in ("month", "hand", "act", "certainty")},
    }
    counts: list[Any] = [
        select(literal_column(f"'{facet}'"), func.coalesce(cast(column, Text), ""), func.count()).group_by(column)
        for facet, column in by.items()
    ]
    return [(facet, value, count) for facet, value, count in connection.execute(union_all(*counts)) if value or facet != "voice"]
