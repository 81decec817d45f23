"""Statements as the rows of a table: for CSV and data frames, and line by line as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from ondit.errors import MissingExtraError
from ondit.exports.wording import CHAIN, words
from ondit.reading import Reading, Statement

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection)."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """One dict a statement: who, through whom, how surely, the words and where they stand, and which page it is."""
    for statement in reading.statements:
        yield {**_said(reading, statement), **_page(reading)}


def flat_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """The same rows with every list as text: `Outlet › Speaker`, `12-48 60-75`."""
    for row in rows(reading):
        yield {name: flat(name, value) for name, value in row.items()}


def csv_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """The statements of the readings as CSV, a piece for each reading; the first begins with the header.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    for number, reading in enumerate(readings):
        piece = io.StringIO(newline="")
        writer = csv.DictWriter(piece, COLUMNS, lineterminator="\n")
        if number == 0:
            writer.writeheader()
        writer.writerows({name: cell(name, value) for name, value in row.items()} for row in flat_rows(reading))
        yield piece.getvalue()


def frame(reading: Reading) -> Any:
    """The statements as a pandas.DataFrame; MissingExtraError where pandas is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("to_frame() needs pandas, which is not installed; try: pip install pandas") from error
    return pandas.DataFrame(flat_rows(reading), columns=COLUMNS)


def _said(reading: Reading, statement: Statement) -> dict[str, Any]:
    text, said = reading.article.text, statement.said
    names = {entity.id: entity.name for entity in reading.entities}
    return {
        "statement": statement.id,
        "origin": statement.origin,
        "voice": reading.label(statement.chain[-1]),
        "kind": reading.voice(statement.chain[-1]).kind,
        "hand": statement.hand,
        "chain": [reading.label(id) for id in statement.chain],
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "source": words(text, statement.source),
        "cue": words(text, statement.cue),
        "content": words(text, statement.content),
        "source_at": statement.source,
        "cue_at": statement.cue,
        "content_at": statement.content,
        "said_from": said.from_ if said else None,
        "said_to": said.to if said else None,
        "about": [names[id] for id in statement.about],
        "score": statement.score,
    }


def _page(reading: Reading) -> dict[str, Any]:
    article = reading.article
    return {name: getattr(article, name) for name in ("title", "outlet", "published", "url", "sha256")}


COLUMNS = (
    *("statement", "origin", "voice", "kind", "hand", "chain", "act", "certainty", "polarity", "source", "cue", "content"),
    *("source_at", "cue_at", "content_at", "said_from", "said_to", "about", "score"),
    *("title", "outlet", "published", "url", "sha256"),
)
"""The columns, in order; a test holds them to the rows."""

_NOT_FROM_THE_PAGE = frozenset({"polarity", "hand", "score"})


def flat(name: str, value: Any) -> Any:
    """A value as one text where it is a list."""
    if name.endswith("_at"):
        return " ".join(f"{start}-{end}" for start, end in value)
    if isinstance(value, list):
        return (CHAIN if name == "chain" else "; ").join(value)
    return value


def cell(name: str, value: Any) -> Any:
    """A value that no spreadsheet runs; numbers and the marks of polarity are ours and stay as they are."""
    return f"'{value}" if isinstance(value, str) and name not in _NOT_FROM_THE_PAGE and value.startswith(FORMULA) else value
