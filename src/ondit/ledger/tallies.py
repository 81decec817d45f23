"""How many statements are shown: counted when they change, so that an overview of a million takes no longer than one of a hundred.

Whoever writes or alters statements does it inside `retallied`, in the same transaction, and the tallies stay what a recount gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, TextClause, text

from ondit.ledger.records import Fault

MONTH = "coalesce(substr(statements.published, 1, 7), '')"
WORDS = "length(statements.words) - length(replace(statements.words, ' ', '')) + 1"
"""How many words a content has: it stands on one line, with one space between two words."""

FACETS = {
    "outlet": "coalesce(statements.outlet, '')",
    "month": MONTH,
    "hand": "CAST(statements.hand AS text)",
    "act": "statements.act",
    "certainty": "statements.certainty",
    "kind": "voices.kind",
}
"""What statements are counted by, in SQL, as text; empty where it is not known. `kind` is that of the voice that answers."""

VOICE_FACETS = {"all": "substr('', 1)"} | {name: FACETS[name] for name in ("outlet", "hand", "certainty")}
"""What those of each voice are counted by."""


def _counts(facets: dict[str, str], whose: str, which: str) -> str:
    """The rows that the statements come to. Tables are counted in plain SQL, alike in both databases: it is run twice for each page."""
    return " UNION ALL ".join(
        f"""SELECT {whose} '{facet}', {value}, CAST(:sign * count(*) AS integer), CAST(:sign * sum({WORDS}) AS integer)
        FROM statements JOIN voices ON voices.id = statements.voice_id WHERE statements.shown {which} GROUP BY {whose} {value}"""
        for facet, value in facets.items()
    )


_TABLES = {
    "tallies": ("facet, value", FACETS, ""),
    "voice_tallies": ("entity_id, kind, facet, value", VOICE_FACETS, "coalesce(statements.speaker_id, 0), voices.kind,"),
}


def _adding(table: str, which: str) -> TextClause:
    key, facets, whose = _TABLES[table]
    return text(
        f"""INSERT INTO {table} ({key}, statements, words) SELECT * FROM ({_counts(facets, whose, which)}) AS counted WHERE true
        ON CONFLICT ({key}) DO UPDATE SET
        statements = {table}.statements + excluded.statements, words = {table}.words + excluded.words"""
    )


_OF_PAGE = [_adding(table, "AND statements.page_id = :page") for table in _TABLES]
_OF_ALL = [_adding(table, "") for table in _TABLES]


@contextmanager
def retallied(connection: Connection, pages: Iterable[int]) -> Iterator[None]:
    """Within it, statements of these pages may be written and altered; after it they are counted as they are then."""
    changed = sorted(set(pages))
    _count(connection, changed, -1)
    yield
    _count(connection, changed, 1)


def _count(connection: Connection, pages: list[int], sign: int) -> None:
    for page in pages:
        for adding in _OF_PAGE:
            connection.execute(adding, {"page": page, "sign": sign})


def recount(connection: Connection) -> None:
    """Count everything anew."""
    for table, adding in zip(_TABLES, _OF_ALL, strict=True):
        connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(adding, {"sign": 1})


def faults(connection: Connection) -> Iterator[Fault]:
    """Where the tallies are not what a recount gives."""
    for table, (key, facets, whose) in _TABLES.items():
        kept = {tuple(row) for row in connection.execute(text(f"SELECT {key}, statements, words FROM {table} WHERE statements <> 0"))}
        counted = {tuple(row) for row in connection.execute(text(_counts(facets, whose, "")), {"sign": 1})}
        for row in sorted({row[:-2] for row in kept ^ counted}):
            yield Fault("tally", f"{table} {' '.join(map(str, row))}".rstrip(), "is not what the statements shown come to")
