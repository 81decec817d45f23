"""From where to where: `2`, `2..`, `..3`, `probable..`, `2008-09..2008-10`, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any

from ondit.errors import QueryError

SURER = ("unknown", "possible", "probable", "certain")
"""From the least to the most certain an assertion can be put."""

NONE = "na"
"""The certainty of what is no assertion: of wants and questions."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def ends(asked: str, what: str) -> tuple[str, str]:
    """Both ends as typed, the same twice for a single value, empty for an open end."""
    first, dots, last = (part.strip() for part in asked.partition(".."))
    if not first and not last:
        raise QueryError(f"{what} is missing: write one value, or from..to, from.. or ..to", asked)
    return (first, last) if dots else (first, first)


def hands(asked: str | int) -> tuple[int | None, int | None]:
    """The least and the greatest length of a chain."""
    typed = str(asked)
    first, last = (_hand(end, typed) for end in ends(typed, "the hand"))
    _in_order(first, last, typed)
    return first, last


def _hand(end: str, asked: str) -> int | None:
    if end and not (end.isascii() and end.isdigit() and 1 <= len(end) <= 4):
        raise QueryError("a hand is a number: 1 for the page's own words, 2 for second hand", asked, asked.find(end))
    return int(end) if end else None


def certainties(asked: str) -> tuple[str, ...]:
    """How surely an assertion is put, from the least to the most certain of the range; `na` for what is none."""
    if asked.strip() == NONE:
        return (NONE,)
    first, last = ends(asked, "the certainty")
    for end in (first, last):
        if end and end not in SURER:
            raise QueryError(f"a certainty is one of {', '.join(SURER)}, or {NONE} for wants and questions", asked, asked.find(end))
    low, high = SURER.index(first or SURER[0]), SURER.index(last or SURER[-1])
    _in_order(low, high, asked)
    return SURER[low : high + 1]


def days(asked: str) -> tuple[str | None, str | None]:
    """Between what an ISO date must stand, as text: the beginning as typed, so that `2008-09` lies within it, and the last day."""
    first, last = ends(asked, "the date")
    for end in (first, last):
        if end and not _is_day(end):
            raise QueryError("a date is written 2008, 2008-09 or 2008-09-15", asked, asked.find(end))
    bounds = first or None, _last_day(last) if last else None
    _in_order(*bounds, asked)
    return bounds


def _is_day(typed: str) -> bool:
    found = _DAY.fullmatch(typed)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _last_day(typed: str) -> str:
    year, month, day = (*typed.split("-"), "", "")[:3]
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def _in_order(first: Any, last: Any, asked: str) -> None:
    if first is not None and last is not None and first > last:
        raise QueryError("the range runs backwards", asked)
