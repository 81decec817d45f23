"""JSON: whole readings, or one statement a line (JSON Lines)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ondit.exports.table import rows
from ondit.exports.wording import UNSEEN
from ondit.reading import Reading


def json_text(value: Any, *, indent: int | None = None) -> str:
    """The value as JSON that is safe to show and to encode: what is not is written as an escape, and parses to the same value."""
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))


def json_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """An array of readings as `ondit/reading/1`."""
    before = "[\n"
    for reading in readings:
        yield before + json_text(reading.to_dict(), indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def jsonl_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """The statements of the readings, one JSON object a line, with the columns of the table."""
    for reading in readings:
        for row in rows(reading):
            yield json_text(row) + "\n"
