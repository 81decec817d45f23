"""Which statements are asked for: each filter as a condition on the rows of `statements`, alike in both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypedDict, get_args

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from ondit.errors import QueryError
from ondit.ledger import naming, query, ranges
from ondit.ledger.identity import roots_of
from ondit.ledger.numbers import number_in, row_number
from ondit.ledger.query import Query
from ondit.ledger.tables import abouts, chain_voices, entities, names, pages, statements, tallies, voices
from ondit.reading import Act, Origin, Polarity

MANY_PASSED = 20_000
"""What a voice hands on is gathered up to that many; beyond, the chain of each statement is looked into until enough are found."""

MANY_STATEMENTS = 50_000
"""Of more it is quicker to go along the order asked for than to gather and sort them."""

Name = str | int
"""A name, or whole words of one; or the number of an entity, `12` as an int or `#12` as text."""


class Filters(TypedDict, total=False):
    """What a statement must have to be found; what is left out or None asks for nothing. All that is asked for must hold."""

    voice: Name | None
    """Who answers for it: any name, or words that describe a voice without one."""
    through: Name | None
    """Who hands it on from another."""
    about: Name | None
    """Whom or what its content mentions."""
    outlet: str | None
    """Where it was published, or whole words of that name."""
    page: Name | None
    """The address or the id of its page."""
    hand: str | int | None
    """The length of its chain: `2`, `2..`, `..3`, `2..3`."""
    act: Act | None
    certainty: str | None
    """Assertions put so surely: `probable`, `probable..`, `..possible`; other acts are left out."""
    polarity: Polarity | None
    origin: Origin | None
    said: str | None
    """When it was said, as far as the page tells: `2008`, `2008-09..2008-10`, `2008-09-15..`; a time that overlaps is enough."""
    published: str | None
    """When its page was published, written alike."""
    min_score: float | None
    """Attributions that score at least so much; what is said in a turn or by the page itself has no score and is left out."""
    decided: bool | None
    """Whether anybody has decided anything of it."""
    history: bool
    """Older readings and what people rejected, too."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for, understood but not yet looked up in a ledger."""

    query: Query | None
    filters: Filters
    plain: tuple[ColumnElement[bool], ...]
    """The filters that need no looking up, as conditions."""

    @property
    def is_everything(self) -> bool:
        """Whether all that is shown is asked for."""
        return (
            self.query is None
            and not any(value is not None for name, value in self.filters.items() if name != "history")
            and not self.filters.get("history")
        )

    def fits(self, connection: Connection) -> list[ColumnElement[bool]]:
        """Every filter as a condition."""
        return [*self.plain, *_looked_up(connection, self.filters)]


def chosen(words: str | None, filters: Filters) -> Chosen:
    """What the words and filters ask for; QueryError where they cannot be understood, TypeError for a filter there is not."""
    unknown = filters.keys() - Filters.__annotations__.keys()
    if unknown:
        raise TypeError(f"there is no filter {', '.join(sorted(unknown))}; there are {', '.join(Filters.__annotations__)}")
    for name in (filters.get("voice"), filters.get("through"), filters.get("about"), filters.get("outlet")):
        if name is not None and _number(name) is None:
            _key(name)
    return Chosen(query.parse(words) if words and words.strip() else None, filters, tuple(_plain(filters)))


def _plain(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if not filters.get("history"):
        yield statements.c.shown == true()
    for name, values in (("act", get_args(Act)), ("polarity", get_args(Polarity)), ("origin", get_args(Origin))):
        if (value := filters.get(name)) is not None:
            if value not in values:
                raise QueryError(f"the {name} is one of {', '.join(values)}", str(value))
            yield statements.c[name] == value
    yield from _within(filters)


def _looked_up(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    if (voice := filters.get("voice")) is not None:
        yield _answers(connection, voice)
    if (through := filters.get("through")) is not None:
        yield _hands_on(connection, through)
    if (about := filters.get("about")) is not None:
        yield statements.c.id.in_(select(abouts.c.statement_id).where(among(abouts.c.entity_id, entities_called(connection, about))))
    if (outlet := filters.get("outlet")) is not None:
        yield _published_in(_outlets_called(connection, outlet))
    if (page := filters.get("page")) is not None:
        yield statements.c.page_id == _page(connection, page)


def _within(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The filters that take a range."""
    if (hand := filters.get("hand")) is not None:
        yield from _between(statements.c.hand, *ranges.hands(hand))
    if (certainty := filters.get("certainty")) is not None:
        yield statements.c.certainty.in_(ranges.certainties(certainty))
    if (published := filters.get("published")) is not None:
        yield from _between(statements.c.published, *ranges.days(published))
    if (said := filters.get("said")) is not None:
        yield statements.c.id.in_(_said(*ranges.days(said)))
    if (min_score := filters.get("min_score")) is not None:
        yield unled(statements.c.score) >= min_score
    if (decided := filters.get("decided")) is not None:
        yield statements.c.id.in_(_decided()) if decided else statements.c.decided.is_(None)


def _said(first: str | None, last: str | None) -> Select[tuple[int]]:
    """Statements whose time of saying overlaps a time; the index holds those alone of which any is known."""
    told = statements.alias("told")
    overlaps = [
        *_between(func.coalesce(told.c.said_to, "9999"), first, None),
        *_between(func.coalesce(told.c.said_from, "0000"), None, last),
    ]
    return select(told.c.id).where(or_(told.c.said_from.is_not(None), told.c.said_to.is_not(None)), *overlaps)


def _decided() -> Select[tuple[int]]:
    """Few are, and an index holds just those."""
    touched = statements.alias("touched")
    return select(touched.c.id).where(touched.c.decided.is_not(None))


def unled(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column, but so that SQLite does not begin with what is asked of it: its plus keeps indexes away."""
    return literal_column(f"+{column.table.name}.{column.name}", column.type)


def among(column: ColumnElement[int], ids: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a column holds one of these numbers; they are written out, for databases take some thousand parameters only."""
    return column.in_(bindparam("ids", sorted(ids), expanding=True, literal_execute=True, unique=True))


def _between(column: ColumnElement[Any], first: Any, last: Any) -> Iterator[ColumnElement[bool]]:
    if first is not None:
        yield column >= first
    if last is not None:
        yield column <= last


# ---------------------------------------------------------------- who is meant


def entities_called(connection: Connection, name: Name) -> list[int]:
    """Everybody and everything that goes by a name or by one that holds it as whole words, with all that people merged with them."""
    if (number := _number(name)) is not None:
        found = [number]
    else:
        key = _key(name)
        whole = (" " + names.c.key + " ").contains(f" {key} ", autoescape=True)
        found = list(connection.execute(select(names.c.entity_id).where(whole)).scalars())
    return _kin(connection, found)


def _kin(connection: Connection, ids: list[int]) -> list[int]:
    joined = select(entities.c.id, entities.c.merged_into).where(entities.c.merged_into.is_not(None))
    merged = dict(connection.execute(joined).all())
    if not merged:
        return ids
    roots = roots_of(connection, {*ids, *merged})
    wanted = {roots[id] for id in ids}
    return sorted({*ids, *wanted, *(id for id in merged if roots[id] in wanted)})


def _answers(connection: Connection, name: Name) -> ColumnElement[bool]:
    known = entities_called(connection, name)
    described = voices_described(connection, name, known)
    answers = among(statements.c.speaker_id, known)
    return answers if described is None else or_(answers, statements.c.voice_id.in_(described))


def _hands_on(connection: Connection, name: Name) -> ColumnElement[bool]:
    known = entities_called(connection, name)
    described = voices_described(connection, name, known)
    meant: Any = select(voices.c.id).where(among(voices.c.entity_id, known))
    if described is not None:
        meant = meant.union_all(described)
    handed = statements.alias("handed")
    further = (handed.c.chain_id == chain_voices.c.chain_id) & (handed.c.hand > chain_voices.c.hand)
    passed = select(handed.c.id).join(chain_voices, further).where(chain_voices.c.voice_id.in_(meant))
    if not reaches(connection, passed, MANY_PASSED):
        return statements.c.id.in_(passed)
    before = (chain_voices.c.chain_id == statements.c.chain_id) & (chain_voices.c.hand < statements.c.hand)
    links = select(chain_voices.c.hand).where(before, chain_voices.c.voice_id.in_(meant))
    return and_(statements.c.hand > 1, links.correlate(statements).exists())


def reaches(connection: Connection, rows: Select[Any], number: int) -> bool:
    """Whether there are more rows than that; no more are counted."""
    return bool(connection.execute(select(func.count()).select_from(rows.limit(number + 1).subquery())).scalar_one() > number)


def voices_described(connection: Connection, name: Name, known: list[int]) -> Select[Any] | None:
    """Voices that a page calls or describes so beside those who are known by name; None where a number is meant."""
    if _number(name) is not None:
        return None
    term = query.phrase(_key(name))
    others = or_(voices.c.entity_id.is_(None), not_(among(voices.c.entity_id, known)))
    return select(voices.c.id).where(called_so(connection, voices, term), others)


def called_so(connection: Connection, table: Table, asked: Query) -> ColumnElement[bool]:
    """The condition that the words of a row of `statements` or `voices` are as asked."""
    if connection.dialect.name == "sqlite":
        return table.c.id.in_(indexed(table, asked))
    return literal_column(f"{table.name}.words_found").op("@@")(cast(query.tsquery(asked), TSQUERY))


def indexed(table: Table, asked: Query) -> Select[Any]:
    """The ids of the rows whose words are as asked, from SQLite's index."""
    fts: ColumnClause[str] = literal_column(f"{table.name}_fts")
    return select(literal_column("rowid", Integer)).select_from(text(f"{table.name}_fts")).where(fts.op("MATCH")(query.fts5(asked)))


def _number(name: Name) -> int | None:
    return row_number(name) if isinstance(name, int) else number_in(name)


def _key(name: Name) -> str:
    key = naming.fold(str(name))
    if not key:
        raise QueryError("a name has a letter or digit at least", str(name))
    return key


def _outlets_called(connection: Connection, name: str) -> dict[str, int]:
    """The outlets of that name, with how many statements each published."""
    key = f" {_key(name)} "
    known = connection.execute(select(tallies.c.value, tallies.c.statements).where(tallies.c.facet == "outlet"))
    return {outlet: count for outlet, count in known if key in f" {naming.fold(outlet)} "}


def _published_in(outlets: dict[str, int]) -> ColumnElement[bool]:
    """Of one outlet, the index has the order of days, too; those of several are sorted, unless they are very many."""
    if len(outlets) == 1:
        return statements.c.outlet == next(iter(outlets))
    outlet = unled(statements.c.outlet) if sum(outlets.values()) > MANY_STATEMENTS else statements.c.outlet
    return outlet.in_(list(outlets))


def _page(connection: Connection, page: Name) -> Any:
    if (number := _number(page)) is not None:
        return number
    return select(pages.c.id).where(pages.c.address == page).scalar_subquery()
