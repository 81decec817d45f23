"""Numbers that people give of pages, of somebody and of decisions: `12`, or `#12` where a name could stand as well."""

from __future__ import annotations

MOST = 2**31 - 1
"""The greatest number that both databases give a row, and no ledger has as many."""

NO_ROW = 0
"""A number that no row has, for they count from 1."""


def row_number(number: int) -> int:
    """The number, or that of no row where none can have it: databases refuse to look for it."""
    return number if 0 < number <= MOST else NO_ROW


def number_in(asked: str) -> int | None:
    """The number that is written `#12`; None where a name or an address is written."""
    return digits_in(asked[1:]) if asked.startswith("#") else None


def digits_in(asked: str) -> int | None:
    """The number of a row that is written in plain digits; None where other things are."""
    if not (asked.isascii() and asked.isdigit()):
        return None
    significant = asked.lstrip("0")
    return row_number(int(significant or NO_ROW)) if len(significant) <= len(str(MOST)) else NO_ROW
