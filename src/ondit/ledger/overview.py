"""How many statements there are, of whom, where, when and how: of a whole ledger from its tallies, of what is found by counting it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, Unpack, get_args

from sqlalchemy import Connection, Engine, Integer, Text, cast, func, literal_column, select, union_all

from ondit.errors import QueryError
from ondit.ledger.filters import Chosen, Filters, among, chosen
from ondit.ledger.identity import roots_of
from ondit.ledger.opening import reads
from ondit.ledger.records import Count, Facets, VoiceRow
from ondit.ledger.searching import matching
from ondit.ledger.tables import entities, statements, tallies, voice_tallies, voices
from ondit.ledger.tallies import MONTH, WORDS

VoiceSort = Literal["statements", "words", "name"]

LISTED = 50
"""Voices that a facet lists."""

BATCH = 50
"""Voices whose particulars are looked up at a time."""


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    """Equals in the order of their names, so that the same comes out whatever way it was counted."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@dataclass(slots=True)
class _Sum:
    """What an entity has said, or the voices of a kind that have no name."""

    members: set[int] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    words: int = 0
    outlets: Counter[str] = field(default_factory=Counter)
    hands: Counter[int] = field(default_factory=Counter)
    certainties: Counter[str] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)

    @property
    def statements(self) -> int:
        return self.kinds.total()

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


_Sums = dict[tuple[int, str], _Sum]
"""By an entity's id and nothing, or by 0 and the kind of voices without a name."""


def voices_heard(
    engine: Engine, words: str | None = None, *, sort: VoiceSort = "statements", **filters: Unpack[Filters]
) -> Iterator[VoiceRow]:
    """Who answers for the statements that a search finds, a row each."""
    if sort not in get_args(VoiceSort):
        raise QueryError(f"the order is one of {', '.join(get_args(VoiceSort))}", sort)
    return _voices(engine, chosen(words, filters), sort)


def _voices(engine: Engine, asked: Chosen, sort: VoiceSort) -> Iterator[VoiceRow]:
    with reads(engine) as connection:
        sums = _tallied(connection) if asked.is_everything else _counted(connection, asked)
        names = _names(connection, sums) if sort == "name" else {}
        orders: dict[str, Any] = {
            "statements": lambda key: (-sums[key].statements, key),
            "words": lambda key: (-sums[key].words, key),
            "name": lambda key: (key[0] == 0, names.get(key[0], "").casefold(), key),
        }
        ordered = iter(sorted((key for key in sums if sums[key].statements), key=orders[sort]))
        while batch := list(islice(ordered, BATCH)):
            if asked.is_everything:
                _complete(connection, {key: sums[key] for key in batch})
            names = _names(connection, batch)
            yield from (sums[key].row(key[0] or None, names.get(key[0])) for key in batch)


def _names(connection: Connection, keys: Iterable[tuple[int, str]]) -> dict[int, str]:
    named = select(entities.c.id, entities.c.name).where(among(entities.c.id, (id for id, _ in keys if id)))
    return dict(connection.execute(named).all())


def _grouped(connection: Connection, rows: Sequence[Any]) -> Iterator[tuple[tuple[int, str], Any]]:
    """Each row with the key of whom it counts for, since people merged those who are one."""
    joined = select(entities.c.id).where(entities.c.merged_into.is_not(None))
    roots = roots_of(connection, connection.execute(joined).scalars().all())
    for row in rows:
        yield ((roots.get(row.entity_id, row.entity_id), "") if row.entity_id else (0, row.kind)), row


def _tallied(connection: Connection) -> _Sums:
    """Everybody in the ledger, with how much each has said."""
    sums: _Sums = defaultdict(_Sum)
    rows = connection.execute(select(voice_tallies).where(voice_tallies.c.facet == "all")).all()
    for key, row in _grouped(connection, rows):
        sums[key].members.add(row.entity_id)
        sums[key].kinds[row.kind] += row.statements
        sums[key].words += row.words
    return sums


def _complete(connection: Connection, sums: _Sums) -> None:
    """Where, at which hand and how surely they speak, and from when to when."""
    ids = {id for sum in sums.values() for id in sum.members}
    query = select(voice_tallies).where(
        among(voice_tallies.c.entity_id, ids), voice_tallies.c.facet != "all", voice_tallies.c.statements > 0
    )
    for key, row in _grouped(connection, connection.execute(query).all()):
        if key not in sums:
            continue
        if row.facet == "hand":
            sums[key].hands[int(row.value)] += row.statements
        elif row.value:
            (sums[key].outlets if row.facet == "outlet" else sums[key].certainties)[row.value] += row.statements
    spoken = (statements.c.speaker_id == entities.c.id) & statements.c.shown
    ends = [select(end(statements.c.published)).where(spoken).scalar_subquery() for end in (func.min, func.max)]
    days = connection.execute(select(entities.c.id, *ends).where(among(entities.c.id, ids - {0}))).all()
    owner = {id: sum for sum in sums.values() for id in sum.members}
    for id, *found in days:
        owner[id].days.update(day for day in found if day)


def _counted(connection: Connection, asked: Chosen) -> _Sums:
    """Everybody who answers for what is found, from the statements themselves."""
    sums: _Sums = defaultdict(_Sum)
    whose = (func.coalesce(statements.c.speaker_id, 0).label("entity_id"), voices.c.kind)
    by = (statements.c.outlet, statements.c.hand, statements.c.certainty)
    counts = (func.count().label("said"), func.sum(literal_column(WORDS, Integer)).label("words"))
    ends = (func.min(statements.c.published).label("first"), func.max(statements.c.published).label("last"))
    query = select(*whose, *by, *counts, *ends).join(voices, voices.c.id == statements.c.voice_id).group_by(*whose, *by)
    for key, row in _grouped(connection, connection.execute(query.where(*matching(connection, asked))).all()):
        sum = sums[key]
        sum.kinds[row.kind] += row.said
        sum.words += row.words
        sum.outlets.update({row.outlet: row.said} if row.outlet else {})
        sum.hands[row.hand] += row.said
        sum.certainties[row.certainty] += row.said
        sum.days.update(day for day in (row.first, row.last) if day)
    return sums


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
    joined = select(entities.c.id).where(entities.c.merged_into.is_not(None))
    for id, root in roots_of(connection, connection.execute(joined).scalars().all()).items():
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
