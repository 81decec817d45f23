"""Who is quoted: statements and words by voice, kind, named or not, and hand, with intervals that carry the reading's own errors.

**What is counted.** Statements that are shown, so with people's corrections. `hand` is a share of all of them; all else is a share of
those that somebody other than the page answers for. A word counts once, for the voice that answers for the innermost statement whose
content holds it; a frame such as *she said* is in no content and counts for nobody.

**Intervals** hold 95 in 100 of the draws of a simulation (`DRAWS`, seeded). Each draw

1. takes the pages of a cell anew, each a number of times that is Poisson distributed with mean 1: the statements of one page are not
   independent (a cluster bootstrap; Field & Welsh 2007, the Poisson form of Hanley & MacGibbon 2006);
2. draws how often the reading is right from a Beta distribution (Jeffreys' prior) of what was measured on PolNeAR (`rates.json`),
   at half the number of cases, since those cluster by article too;
3. lets the share of statements that the reading has wrong belong where nobody knows: to a mix drawn from a Dirichlet distribution
   around the cell's own (of total weight 1, so nearly anywhere). Shares of `voice`, `named` and of the columns of one's own are wrong as
   often as the voice is (`who`), those of `kind` as often as the kind, those of `hand` as often as something read as reported is not.

`estimate` is how many statements there would be without the false and with the missed ones (precision over recall of `attributed`); for
the page's own words nothing like it was measured, so `hand` 1 has none. What pages people chose to add is not part of any interval, nor
is news of another sort than PolNeAR's.

Nobody's gender, origin or role is ever inferred. Such columns come from a table of the user's own, joined by name.
"""

from __future__ import annotations

import csv
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Unpack

import numpy as np
from sqlalchemy import Connection, Engine, Row, select

from ondit.errors import LedgerError
from ondit.ledger.filters import Filters, chosen
from ondit.ledger.identity import roots_of
from ondit.ledger.opening import reads
from ondit.ledger.records import AuditRow, AuditTable, Between
from ondit.ledger.searching import matching
from ondit.ledger.tables import entities, statements, voices
from ondit.ledger.whom import entity_named

DRAWS, PERCENT = 1000, (2.5, 97.5)
PAGES_AT_ONCE = 500
CLUSTERING = 2
"""How many cases measured on one corpus are worth one independent case: the interval of F1 that the model's card gives, drawn by
article, is 1.4 times as wide as one that takes attributions for independent (PolNeAR dev, November 2026)."""

WRONG_AS: Mapping[str, str] = {"hand": "reported", "kind": "kind"}
"""The rate that tells how often a share is wrong; all others go by `who`."""

NOT_LISTED, OTHERS, UNKNOWN = "(not listed)", "(others)", "(unknown)"

BY: Mapping[str, Callable[[Row[Any]], str]] = {
    "outlet": lambda row: row.outlet or UNKNOWN,
    "month": lambda row: (row.published or UNKNOWN)[:7] if row.published else UNKNOWN,
    "year": lambda row: (row.published or UNKNOWN)[:4] if row.published else UNKNOWN,
}

People = str | Path | Iterable[Mapping[str, str]]


@dataclass(slots=True)
class _Cell:
    """One outlet and month, say: for each page, dimension and value, statements and words."""

    pages: dict[int, dict[tuple[str, str], list[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(lambda: [0, 0])))


def audit(
    engine: Engine,
    by: Sequence[str] = ("outlet", "month"),
    people: People | None = None,
    *,
    words: str | None = None,
    voices_shown: int = 20,
    seed: int = 0,
    **filters: Unpack[Filters],
) -> AuditTable:
    """Counts and shares in each cell of `by`: outlet, month or year. The filters are those of a search.

    `people` is a CSV file, or rows, with a column `name` and others of one's own. Of voices the most frequent `voices_shown` of a cell
    have rows of their own. ValueError for a `by` or a table that makes no sense.
    """
    unknown = [name for name in by if name not in BY]
    if unknown:
        raise ValueError(f"audits go by {', '.join(BY)}, not by {', '.join(unknown)}")
    rows = list(_people(people)) if people is not None else []
    columns = tuple(dict.fromkeys(name for row in rows for name in row if name != "name"))
    if clash := {"voice", "kind", "named", "hand", *BY}.intersection(columns):
        raise ValueError(f"the table has a column {', '.join(sorted(clash))}, which an audit has itself; call it otherwise")
    with reads(engine) as connection:
        listed, unmatched = _joined(connection, rows)
        cells, unlisted = _counted(connection, matching(connection, chosen(words, filters)), by, listed, columns)
    made = tuple(row for key in sorted(cells) for row in _rows(key, cells[key], columns, voices_shown, seed))
    return AuditTable(tuple(by), made, tuple(unmatched), tuple(unlisted) if rows else (), seed, rates())


@cache
def rates() -> Mapping[str, Any]:
    """How often a reading is right, on what corpus and when that was measured."""
    found: Mapping[str, Any] = json.loads((files(__package__) / "rates.json").read_text("utf-8"))
    return found


# ---------------------------------------------------------------- a table of one's own


def _people(people: People) -> Iterator[Mapping[str, str]]:
    if not isinstance(people, str | Path):
        yield from people
        return
    try:
        with Path(people).open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            if "name" not in (table.fieldnames or ()):
                raise ValueError(f"{people} has no column `name`; its first line must name the columns")
            yield from ({name: (value or "").strip() for name, value in row.items() if isinstance(name, str)} for row in table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LedgerError(f"{people} cannot be read as a table (CSV in UTF-8): {error}") from error


def _joined(connection: Connection, rows: Sequence[Mapping[str, str]]) -> tuple[dict[int, Mapping[str, str]], list[str]]:
    """Each row by the one entity that its name means; and, for those that mean none or several, why."""
    listed: dict[int, Mapping[str, str]] = {}
    unmatched = []
    for row in rows:
        name = row.get("name", "")
        try:
            listed[entity_named(connection, name)] = row
        except LedgerError as error:
            unmatched.append(f"{name}: {str(error).splitlines()[0].partition('; ')[0]}")
    return listed, unmatched


# ---------------------------------------------------------------- counting


def _counted(
    connection: Connection, which: Sequence[Any], by: Sequence[str], listed: Mapping[int, Mapping[str, str]], columns: Sequence[str]
) -> tuple[dict[tuple[str, ...], _Cell], list[str]]:
    """The cells, and the named people who are quoted but not listed, the most quoted first."""
    cells: dict[tuple[str, ...], _Cell] = defaultdict(_Cell)
    unlisted: Counter[str] = Counter()
    names = {row.id: row.name for row in connection.execute(select(entities.c.id, entities.c.name))}
    roots = roots_of(connection, connection.execute(select(entities.c.id).where(entities.c.merged_into.is_not(None))).scalars())
    for page, rows in _by_page(connection, which):
        for row, own in zip(rows, _own_words(rows), strict=True):
            who = roots.get(row.speaker_id, row.speaker_id)
            about = cells[tuple(BY[name](row) for name in by)].pages[page]
            for value in _values(row, who, names, listed, columns):
                about[value][0] += 1
                about[value][1] += own
            if row.kind == "person" and who is not None and who not in listed:
                unlisted[names[who]] += 1
    return cells, [name for name, _ in unlisted.most_common()]


def _by_page(connection: Connection, which: Sequence[Any]) -> Iterator[tuple[int, list[Any]]]:
    query = (
        select(
            *(statements.c.page_id, statements.c.start, statements.c.end, statements.c.words, statements.c.hand),
            *(statements.c.outlet, statements.c.published, statements.c.speaker_id, voices.c.kind, voices.c.label),
        )
        .join(voices, voices.c.id == statements.c.voice_id)
        .where(*which)
        .order_by(statements.c.page_id, statements.c.start, statements.c.end.desc(), statements.c.hand)
    )
    rows: list[Any] = []
    for row in connection.execution_options(yield_per=1000).execute(query):
        if rows and row.page_id != rows[0].page_id:
            yield rows[0].page_id, rows
            rows = []
        rows.append(row)
    if rows:
        yield rows[0].page_id, rows


def _own_words(rows: Sequence[Row[Any]]) -> list[int]:
    """How many words each statement has that no statement inside it has; rows come outermost first."""
    own = [len(row.words.replace("…", " ").split()) for row in rows]
    whole = list(own)
    around: list[int] = []
    for n, row in enumerate(rows):
        while around and rows[around[-1]].end < row.end:
            around.pop()
        if around:
            own[around[-1]] = max(0, own[around[-1]] - whole[n])
        around.append(n)
    return own


def _values(
    row: Row[Any], who: int | None, names: Mapping[int, str], listed: Mapping[int, Mapping[str, str]], columns: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """What a statement counts towards, as dimension and value."""
    yield "hand", str(row.hand)
    if row.kind == "author":
        return
    yield "kind", row.kind
    yield "named", "named" if who is not None else "not named"
    yield "voice", names[who] if who is not None else f"({row.kind} without a name)"
    for column in columns:
        yield column, (listed.get(who, {}).get(column) if who is not None else None) or NOT_LISTED


# ---------------------------------------------------------------- shares and their intervals


def _rows(key: tuple[str, ...], cell: _Cell, columns: Sequence[str], voices_shown: int, seed: int) -> Iterator[AuditRow]:
    for what in ("hand", "kind", "named", "voice", *columns):
        totals: Counter[str] = Counter()
        for about in cell.pages.values():
            totals.update({value: counts[0] for (dimension, value), counts in about.items() if dimension == what})
        order = [value for value, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))]
        kept = order[:voices_shown] if what == "voice" else order
        shown = [*kept, OTHERS] if len(kept) < len(order) else kept
        if shown:
            yield from _of_dimension(
                key, what, shown, _matrix(cell, what, shown), np.random.default_rng([seed, zlib.crc32(repr((key, what)).encode())])
            )


def _matrix(cell: _Cell, what: str, shown: Sequence[str]) -> Any:
    """Statements and words: of pages, by value. The others go to the last."""
    at = {value: n for n, value in enumerate(shown)}
    counts = np.zeros((2, len(cell.pages), len(shown)))
    for n, about in enumerate(cell.pages.values()):
        for (dimension, value), (said, words) in about.items():
            if dimension == what:
                counts[:, n, at.get(value, len(shown) - 1)] += said, words
    return counts


def _of_dimension(key: tuple[str, ...], what: str, shown: Sequence[str], counts: Any, rng: np.random.Generator) -> Iterator[AuditRow]:
    totals = counts.sum(axis=1)
    drawn = _resampled(counts, rng)
    right = _beta(WRONG_AS.get(what, "who"), rng)[:, None]
    precision, recall = _beta("attributed", rng), _beta("found", rng)
    shares = [_shares(drawn[n], totals[n], right, rng) for n in (0, 1)]
    corrected = drawn[0] * (precision / recall)[:, None]
    for n, value in enumerate(shown):
        is_page = what == "hand" and value == "1"
        yield AuditRow(
            by=key,
            what=what,
            value=value,
            statements=int(totals[0][n]),
            estimate=None if is_page else _between(corrected[:, n]),
            share=_share(totals[0], n),
            share_between=_between(shares[0][:, n]),
            words=int(totals[1][n]),
            words_share=_share(totals[1], n),
            words_between=_between(shares[1][:, n]),
        )


def _resampled(counts: Any, rng: np.random.Generator) -> Any:
    """Totals of statements and words by value in each draw of pages; pages a few at a time, so that memory stays flat."""
    drawn = np.zeros((2, DRAWS, counts.shape[2]))
    for start in range(0, counts.shape[1], PAGES_AT_ONCE):
        some = counts[:, start : start + PAGES_AT_ONCE]
        times = rng.poisson(1.0, (DRAWS, some.shape[1]))
        drawn += times @ some
    return drawn


def _beta(rate: str, rng: np.random.Generator) -> Any:
    """A draw of how often the reading is right, for each draw."""
    right, of = rates()[rate]["right"] / CLUSTERING, rates()[rate]["of"] / CLUSTERING
    return rng.beta(right + 0.5, of - right + 0.5, DRAWS)


def _shares(drawn: Any, totals: Any, right: Any, rng: np.random.Generator) -> Any:
    """The share of each value in each draw, with what is wrong lying anywhere."""
    sums = drawn.sum(axis=1, keepdims=True)
    mix = totals / max(totals.sum(), 1)
    observed = np.where(sums > 0, drawn / np.maximum(sums, 1), mix)
    anywhere = rng.dirichlet(np.maximum(mix, 1e-3), DRAWS)
    return right * observed + (1 - right) * anywhere


def _share(totals: Any, n: int) -> float:
    return round(float(totals[n] / max(totals.sum(), 1)), 4)


def _between(drawn: Any) -> Between:
    low, high = np.percentile(drawn, PERCENT)
    return round(float(low), 4), round(float(high), 4)
