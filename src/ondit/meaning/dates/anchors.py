"""Against what a time expression is read: the day a page came out and the date the text spoke of last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ondit.meaning.dates import intervals
from ondit.meaning.dates.calendars import Days
from ondit.meaning.dates.expressions import Expression
from ondit.meaning.dates.intervals import Interval


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression is read against."""

    published: Days | None = None
    """The day, month or year the page came out."""
    reference: Days | None = None
    """What the text dated last."""
    tells: bool = False
    """Whether the page tells of the past from year to year, so that its months and days belong to the year it spoke of last."""
    ahead: bool | None = None
    """Whether the words around speak of what is to come (True) or has been (False)."""
    year: int | None = None
    """The year that the words next to it give."""

    def now(self, unit: int) -> date | None:
        """A day of the publication, where it is known as exactly as a unit needs."""
        return _within(self.published, unit)

    def then(self, unit: int) -> date | None:
        """A day of what the text dated last, where that is as exact as a unit needs."""
        return _within(self.reference, unit)


def _within(days: Days | None, unit: int) -> date | None:
    if days is None:
        return None
    start, end = days
    if unit > 0:
        return start if start == end or (unit == 7 and (start, end) == intervals.week(start)) else None
    if unit > -12:
        return start if (start.year, start.month) == (end.year, end.month) else None
    return start if start.year == end.year else None


def publication(published: str | None) -> Days | None:
    """The days of an ISO date that may be a year, a month, a day or a time of day; None where it is none of them."""
    m = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if not m:
        return None
    y, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
    try:
        return (date(y, month, day),) * 2 if day else intervals.months(y, month) if month else intervals.year(y)
    except ValueError:
        return None


_DEICTIC = frozenset({"weekday", "today", "ago", "unit", "part", "span", "hours", "offset_day"})
_OF_THE_TEXT = frozenset({"following", "next", "previous", "preceding", "before", "after"})


def speaks_of_now(expressions: list[Expression]) -> bool:
    """Whether any expression counts from the day of writing, as *yesterday* and *last week* do, not from the text: *the next day*."""
    return any(e.form in _DEICTIC and not (e.classes[0] == "t" and _OF_THE_TEXT & {w.text for w in e.words}) for e in expressions)


def dateline(text: str, expressions: list[Expression], days: list[Interval]) -> Days | None:
    """The full date that a page without a known publication date puts over itself: near its head, on a short line of its own."""
    for e, (start, end) in zip(expressions, days, strict=True):
        if e.start > 1000:  # where GUM's news has its dates: in the first 200 characters
            return None
        beside = text[max(e.start - 40, 0) : e.start].rpartition("\n")[2] + text[e.end : e.end + 40].partition("\n")[0]
        if e.form in ("full", "iso") and start is not None and end is not None and start == end and len(beside) < 40:
            return start, end
    return None


def tells_of_years(published: Days | None, expressions: list[Expression], days: list[Interval]) -> bool:
    """Whether a page goes from year to year, as a life or a history does, and not from the day it came out.

    So it is where nothing on it counts from the day of writing, where it dates nothing near that day, and where it gives years enough.
    """
    if speaks_of_now(expressions):
        return False
    if published is None:
        return any(e.form == "full" for e in expressions) or sum("Y" in e.classes for e in expressions) > 2
    near = any(start and end and start == end and abs((start - published[0]).days) <= 31 for start, end in days)
    return not near and sum("Y" in e.classes for e in expressions) > 2
