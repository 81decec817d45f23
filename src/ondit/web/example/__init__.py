"""A small invented collection, to try the site with: a wire story and its copies, an interview, a claim that is contradicted, a page
that was changed after it appeared.

The pages lie beside this file, with what ondit makes of them, so that the site need not read them first. `python -m ondit.web.example`
reads them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

from ondit.reading import Reading

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

HERE = files(__package__)
READINGS = "readings.jsonl"
PAGES = {
    "nna-dredging.html": "2026-03-11T16:00:00+00:00",
    "courier-dredging.html": "2026-03-11T18:00:00+00:00",
    "harbour-times-dredging.html": "2026-03-12T08:00:00+00:00",
    "post-interview.html": "2026-03-13T09:00:00+00:00",
    "courier-denial.html": "2026-03-14T10:00:00+00:00",
    "estuary-letter-1.html": "2026-03-15T08:00:00+00:00",
    "estuary-letter-2.html": "2026-03-16T08:00:00+00:00",
    "post-opinion.html": "2026-03-17T08:00:00+00:00",
}
"""The pages, and when each was captured; two are captures of one page."""


def fill(ledger: Ledger) -> None:
    """Put the collection into a ledger."""
    for reading in readings():
        ledger.add(reading)


def readings() -> Iterator[Reading]:
    """The readings as they lie here."""
    for line in (HERE / READINGS).read_text("utf-8").splitlines():
        yield Reading.from_dict(json.loads(line))


def read_anew() -> Iterator[Reading]:
    """What this version of ondit makes of the pages."""
    from ondit import walk

    for name, captured in PAGES.items():
        reading = walk.read((HERE / "pages" / name).read_bytes())
        yield replace(reading, article=replace(reading.article, fetched=captured))
