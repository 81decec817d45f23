"""Who calls whom what: the charged terms of the newest readings, by the party they are put on and the voice that uses them.

Whose a term is follows what people decided: where they gave its words to another voice, it is that voice's; where they rejected the
statement that held it, and no other holds it, it is left out. ondit adopts none of the terms and measures nothing by them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, case, func, select, true

from ondit.ledger.filters import Name, among, entities_called
from ondit.ledger.identity import roots_of
from ondit.ledger.keeping import found
from ondit.ledger.opening import reads
from ondit.ledger.overview import merged_roots
from ondit.ledger.records import Found, LabelRow, LabelUse, Link, Snippet
from ondit.ledger.tables import entities, labels, pages, readings, statements, texts, voices
from ondit.reading import VoiceKind

AROUND = 90
"""Characters on both sides of a term that are shown of its text."""

_NAMELESS = "an unnamed group"
"""What a group is called of which a page gives neither names nor a description."""

NOBODY = 0
"""What to ask for as `about` where the page does not make plain whom a term is put on."""


class LabelFilters(TypedDict, total=False):
    """Which uses of charged terms are asked for; what is left out or None asks for nothing."""

    about: Name | None
    """On whom it is put; 0 where the page does not make that plain."""
    voice: Name | None
    """Who uses it: a name or the number of somebody."""
    unnamed: VoiceKind | None
    """Voices of that kind without a name of their own use it; `author` is the pages themselves."""
    together: str | None
    """Several who speak as one on its page use it, by their names as `labels` gives them; empty: voices without anybody's name."""
    term: str | None
    """The term, in whatever case."""
    outlet: str | None
    """The outlet of its page, in full; empty where none is known."""


class _Key(NamedTuple):
    about: int | None
    voice: int | None
    kind: str
    own: str | None
    """What a voice without a number is called: the outlet, where the page itself speaks; the names of several who speak as one."""
    term: str


@dataclass(slots=True)
class _Sum:
    uses: int = 0
    outlets: dict[str, int] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)


def label_rows(engine: Engine, **filters: Unpack[LabelFilters]) -> Iterator[LabelRow]:
    """What each is called, by whom and how often; those of whom most is said so first, then the most frequent."""
    sums: dict[_Key, _Sum] = defaultdict(_Sum)
    with reads(engine) as connection:
        moved, roots = _moved(connection), merged_roots(connection)
        for row in connection.execute(_counted(connection, filters, moved)):
            own = row.outlet if row.kind == "author" else row.together
            _take(sums, roots, row, (row.voice, row.kind, own), row.uses, (row.first, row.last))
        for row, link in _decided(connection, filters, moved):
            own = row.outlet if link.kind == "author" else _together(link)
            _take(sums, roots, row, (link.entity, link.kind, own), 1, (row.published,))
        known = {id for key in sums for id in (key.about, key.voice) if id is not None}
        names = _names(connection, known)
    yield from _ordered(sums, names)


def _names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    return dict(connection.execute(select(entities.c.id, entities.c.name).where(among(entities.c.id, ids))).all())


def _take(
    sums: dict[_Key, _Sum],
    roots: Mapping[int, int],
    row: Row[Any],
    whose: tuple[int | None, str, str | None],
    uses: int,
    days: Iterable[str | None],
) -> None:
    voice, kind, own = whose
    about, voice = roots.get(row.about, row.about), None if voice is None else roots.get(voice, voice)
    sum = sums[_Key(about, voice, "" if voice else kind, own, _folded(row.text))]
    sum.uses += uses
    sum.outlets[row.outlet or ""] = sum.outlets.get(row.outlet or "", 0) + uses
    sum.days.update(day for day in days if day)


def _folded(term: str) -> str:
    return " ".join(term.split()).lower()


def _ordered(sums: Mapping[_Key, _Sum], names: Mapping[int, str]) -> Iterator[LabelRow]:
    """Whoever is called most comes first, nobody in particular last; of each the voice that does so most, and its terms."""
    of_party: Counter[int | None] = Counter()
    of_voice: Counter[tuple[Any, ...]] = Counter()
    for key, sum in sums.items():
        of_party[key.about] += sum.uses
        of_voice[key.about, key.voice, key.kind, key.own] += sum.uses

    def place(key: _Key) -> tuple[Any, ...]:
        who = (key.about, key.voice, key.kind, key.own)
        party = (key.about is None, -of_party[key.about], key.about or 0)
        return (*party, -of_voice[who], key.voice or 0, key.kind, key.own is None, key.own or "", -sums[key].uses, key.term)

    for key in sorted(sums, key=place):
        sum = sums[key]
        yield LabelRow(
            about=None if key.about is None else names[key.about],
            entity=key.about,
            voice=names[key.voice] if key.voice is not None else key.own,
            speaker=key.voice,
            unnamed=key.kind or None,  # type: ignore[arg-type]
            term=key.term,
            uses=sum.uses,
            outlets=dict(sorted(sum.outlets.items(), key=lambda item: -item[1])),
            first=min(sum.days, default=None),
            last=max(sum.days, default=None),
        )


def label_uses(engine: Engine, *, limit: int | None = None, offset: int = 0, **filters: Unpack[LabelFilters]) -> Iterator[LabelUse]:
    """Every use of a charged term in its words, the newest page first."""
    with reads(engine) as connection:
        moved = _moved(connection)
        wanted = _rows(connection, filters).where(*_by_voice(connection, filters), ~among(labels.c.id, moved))
        every = [(row.published or "", row.id) for row in connection.execute(wanted.with_only_columns(labels.c.id, readings.c.published))]
        every += [(row.published or "", row.id) for row, _ in _decided(connection, filters, moved)]
        ids = [id for _, id in sorted(every, reverse=True)][offset : None if limit is None else offset + limit]
        for n in range(0, len(ids), 100):
            yield from _uses(connection, ids[n : n + 100])


# ---------------------------------------------------------------- which


def _rows(connection: Connection, filters: LabelFilters) -> Select[Any]:
    """The uses asked for, but for who uses them."""
    query = (
        select(labels.c.id, labels.c.entity_id.label("about"), labels.c.text, readings.c.outlet, readings.c.published)
        .join(readings, readings.c.id == labels.c.reading_id)
        .join(voices, voices.c.id == labels.c.voice_id)
        .where(readings.c.newest == true())
    )
    about, term, outlet = filters.get("about"), filters.get("term"), filters.get("outlet")
    if about is not None:
        is_nobody = str(about).removeprefix("#") == str(NOBODY)
        meant = labels.c.entity_id.is_(None) if is_nobody else among(labels.c.entity_id, entities_called(connection, about))
        query = query.where(meant)
    if term is not None:
        every = connection.execute(select(labels.c.text).distinct()).scalars()
        query = query.where(labels.c.text.in_([text for text in every if _folded(text) == _folded(term)]))
    if outlet is not None:
        query = query.where(readings.c.outlet == outlet if outlet else readings.c.outlet.is_(None))
    return query


def _by_voice(connection: Connection, filters: LabelFilters) -> Iterator[ColumnElement[bool]]:
    """Who uses them, as the machine read it."""
    voice, unnamed, together = filters.get("voice"), filters.get("unnamed"), filters.get("together")
    if voice is not None:
        yield among(voices.c.entity_id, entities_called(connection, voice))
    if unnamed is not None:
        yield and_(voices.c.entity_id.is_(None), voices.c.kind == unnamed)
    if together is not None:
        named = _are_together()
        yield and_(named, voices.c.label == together) if together else and_(voices.c.entity_id.is_(None), ~named)


def _are_together() -> ColumnElement[bool]:
    """Whether a voice is several with names, who have none as one; it is called by them then."""
    nameless = and_(voices.c.entity_id.is_(None), voices.c.name.is_(None), voices.c.kind == "group")
    return and_(nameless, voices.c.label != func.coalesce(voices.c.description, ""), voices.c.label != _NAMELESS)


def _together(link: Link) -> str | None:
    """The names of several who speak as one; the same as `_are_together` says in SQL."""
    nameless = link.entity is None and link.name is None and link.kind == "group"
    return link.label if nameless and link.label not in (link.description, _NAMELESS) else None


def _counted(connection: Connection, filters: LabelFilters, moved: Sequence[int]) -> Select[Any]:
    by = (labels.c.entity_id.label("about"), voices.c.entity_id.label("voice"), voices.c.kind, readings.c.outlet, labels.c.text)
    together = case((_are_together(), voices.c.label)).label("together")
    ends = (func.min(readings.c.published).label("first"), func.max(readings.c.published).label("last"))
    query = _rows(connection, filters).where(*_by_voice(connection, filters), ~among(labels.c.id, moved))
    return query.with_only_columns(*by, together, func.count().label("uses"), *ends).group_by(*by, "together")


# ---------------------------------------------------------------- whose, as people decided


def _moved(connection: Connection) -> list[int]:
    """Terms within statements of which somebody has decided something: whose they are is looked up; they are few."""
    touched = select(labels.c.id).distinct().join(statements, _within()).where(statements.c.decided.is_not(None))
    return list(connection.execute(touched).scalars())


def _within() -> ColumnElement[bool]:
    inside = and_(statements.c.start <= labels.c.start, statements.c.end >= labels.c.end)
    return and_(statements.c.reading_id == labels.c.reading_id, inside)


def _decided(connection: Connection, filters: LabelFilters, moved: Sequence[int]) -> Iterator[tuple[Row[Any], Link]]:
    """Those of them that are asked for, with the voice whose they are."""
    rows = connection.execute(_rows(connection, filters).where(among(labels.c.id, moved))).all() if moved else []
    owners = _owners(connection, [row.id for row in rows])
    voice, unnamed, together = filters.get("voice"), filters.get("unnamed"), filters.get("together")
    known = set() if voice is None else set(entities_called(connection, voice))
    for row in rows:
        link, _ = owners[row.id]
        if link is None or (voice is not None and link.entity not in known):
            continue
        if unnamed is not None and (link.entity is not None or link.kind != unnamed):
            continue
        if together is None or (link.entity is None and (_together(link) or "") == together):
            yield row, link


def _owners(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Link | None, str | None]]:
    """Whose each term is, and the key of the innermost statement whose content holds it; neither where what held it was rejected."""
    machine = connection.execute(
        select(labels.c.id, labels.c.start, labels.c.end, voices.c.label, voices.c.kind, voices.c.entity_id, voices.c.name)
        .add_columns(voices.c.description)
        .join(voices, voices.c.id == labels.c.voice_id)
        .where(among(labels.c.id, ids))
    ).all()
    around: dict[int, list[int]] = defaultdict(list)
    holding = select(labels.c.id, statements.c.id).join(statements, _within()).where(among(labels.c.id, ids))
    for label, statement in connection.execute(holding):
        around[label].append(statement)
    every = sorted({id for those in around.values() for id in those})
    said = dict(zip(every, found(connection, every), strict=True))
    owners: dict[int, tuple[Link | None, str | None]] = {}
    for row in machine:
        holds = [one for id in around[row.id] if (one := said[id]) and _holds(one, row.start, row.end)]
        shown = [one for one in holds if one.shown]
        if shown:
            innermost = max(shown, key=lambda one: (len(one.chain), -sum(end - start for start, end in one.statement.content)))
            owners[row.id] = innermost.chain[-1], innermost.key
        else:
            owners[row.id] = (None if holds else Link(row.label, row.kind, row.entity_id, row.name, row.description)), None
    return owners


def _holds(one: Found, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in one.statement.content)


# ---------------------------------------------------------------- each in its words


def _uses(connection: Connection, ids: Sequence[int]) -> Iterator[LabelUse]:
    greater = func.max if connection.dialect.name == "sqlite" else func.greatest
    beginning = func.substr(texts.c.text, greater(labels.c.start - AROUND, 0) + 1, labels.c.end - labels.c.start + 2 * AROUND)
    query = (
        select(labels, readings.c.page_id, readings.c.title, readings.c.outlet, readings.c.published, pages.c.address)
        .add_columns(beginning.label("around"))
        .join(readings, readings.c.id == labels.c.reading_id)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .join(pages, pages.c.id == readings.c.page_id)
        .where(among(labels.c.id, ids))
    )
    rows = {row.id: row for row in connection.execute(query)}
    owners = _owners(connection, ids)
    parties = roots_of(connection, {row.entity_id for row in rows.values() if row.entity_id is not None})
    names = _names(connection, set(parties.values()))
    for id in ids:
        row, (link, key) = rows[id], owners[id]
        party = None if row.entity_id is None else parties[row.entity_id]
        if link is not None:
            yield LabelUse(
                term=row.text,
                about=None if party is None else names[party],
                entity=party,
                voice=link,
                statement=key,
                page=row.page_id,
                reading=row.reading_id,
                address=row.address,
                title=row.title,
                outlet=row.outlet,
                published=row.published,
                start=row.start,
                end=row.end,
                snippet=_snippet(row.around, row.start, row.end),
            )


def _snippet(around: str, start: int, end: int) -> Snippet:
    """The words around a term, from a word's beginning to a word's end, on its line."""
    at = min(start, AROUND)
    to = at + end - start
    before = around[:at].rpartition("\n")[2]
    after = around[to:].partition("\n")[0]
    if start > AROUND and before == around[:at]:
        before = "… " + before.partition(" ")[2]
    if len(after) >= AROUND and "\n" not in around[to:]:
        after = after.rpartition(" ")[0] + " …"
    return Snippet(before + around[at:to] + after, ((len(before), len(before) + to - at),))
