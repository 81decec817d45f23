"""Statements as one Parquet table, with the columns of the CSV; lists stay lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from ondit.errors import MissingExtraError
from ondit.exports.pieces import Pieces
from ondit.exports.table import COLUMNS, rows
from ondit.reading import Reading
from ondit.sentences import encodable

_ROWS = 10_000
"""In one row group, so that no more than that lies in memory."""


def parquet_pieces(readings: Iterable[Reading]) -> Iterator[bytes]:
    """The statements of the readings, a row each; MissingExtraError where pyarrow is not installed.

    Text is text; `hand` an integer, `score` a float; `chain` and `about` lists of text; `source_at`, `cue_at` and `content_at` lists of
    `start` and `end`; days are ISO text, as pages give them: `2008`, `2008-09`.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow, which is not installed; try: pip install 'ondit[parquet]'") from error
    schema, file = _schema(pyarrow), Pieces()
    with pyarrow.parquet.ParquetWriter(file, schema) as writer:
        every = chain.from_iterable(map(rows, readings))
        while group := list(islice(every, _ROWS)):
            writer.write_table(pyarrow.Table.from_pylist([_row(row) for row in group], schema))
            yield file.taken()
    yield file.taken()


def _schema(pyarrow: Any) -> Any:
    text, names = pyarrow.string(), pyarrow.list_(pyarrow.string())
    spans = pyarrow.list_(pyarrow.struct([("start", pyarrow.int32()), ("end", pyarrow.int32())]))
    kinds = {"hand": pyarrow.int32(), "score": pyarrow.float64(), "chain": names, "about": names}
    return pyarrow.schema([(name, spans if name.endswith("_at") else kinds.get(name, text)) for name in COLUMNS])


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table with its spans as records, and text that fits UTF-8."""
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return [{"start": start, "end": end} for start, end in value]
    if isinstance(value, list):
        return [encodable(item) for item in value]
    return encodable(value) if isinstance(value, str) else value
