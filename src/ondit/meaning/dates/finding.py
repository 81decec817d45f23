"""The dates of a text: every time expression with the days it means."""

from __future__ import annotations

import re
from dataclasses import replace

from ondit.meaning.dates.anchors import Anchor, dateline, publication, speaks_of_now, tells_of_years
from ondit.meaning.dates.calendars import Days
from ondit.meaning.dates.clues import find_clues, years_that_fit
from ondit.meaning.dates.expressions import Expression, find_expressions
from ondit.meaning.dates.intervals import OPEN, Interval
from ondit.meaning.dates.resolve import resolve, stated_year
from ondit.meaning.dates.tense import looks_ahead
from ondit.meaning.dates.words import classify
from ondit.reading import Date


def find_dates(text: str, *, published: str | None = None, known_by: str | None = None) -> tuple[Date, ...]:
    """Every time expression of a text in order, with the interval of days that it means.

    They are read against `published`, the ISO date of the page (its year or month alone count as far as they go), against a full date that
    a page without one puts over itself, and against what the text dates itself (*two years later*). What neither tells stays open: no date
    is invented. Only where the page gives no date, and what it says of feasts and weekdays fits a single year (`years_that_fit`, with
    `known_by` as there), are those expressions given that year, as `inferred`.

        >>> [(d.text, d.from_, d.to) for d in find_dates("She resigned on Monday.", published="2008-09-03")]
        [('Monday', '2008-09-01', '2008-09-01')]
    """
    expressions = find_expressions(text, classify(text))
    meant = read_against(text, expressions, published)
    inferred = {} if publication(published) else _inferred(text, expressions, known_by)
    return tuple(_date(text, e, days, inferred.get(n)) for n, (e, days) in enumerate(zip(expressions, meant, strict=True)))


def _inferred(text: str, expressions: list[Expression], known_by: str | None) -> dict[int, Interval]:
    """The days of the expressions that give the page's year away, by their place, where that is a single year."""
    clues = find_clues(text, expressions)
    fit = years_that_fit(text, known_by=known_by) if clues else None
    if fit is None or len(fit.years) != 1:
        return {}
    anchor = Anchor(year=fit.years[0])
    telling = {e.start for clue in clues for e in clue.expressions}
    return {n: resolve(e, anchor) for n, e in enumerate(expressions) if e.start in telling}


def read_against(text: str, expressions: list[Expression], published: str | None) -> list[Interval]:
    """The days of each expression, read in order, each against the publication and what the text dated before it."""
    alone = [resolve(e, Anchor()) for e in expressions]
    out = publication(published)
    if out is None and speaks_of_now(expressions):
        out = dateline(text, expressions, alone)
    anchor = Anchor(published=out, tells=tells_of_years(out, expressions, alone))
    meant: list[Interval] = []
    for n, e in enumerate(expressions):
        ahead = looks_ahead(text, e.start, e.end)
        if ahead is None and n and out:
            ahead = _as_before(text[expressions[n - 1].end : e.start], meant[-1], out)
        here = replace(anchor, ahead=ahead, year=_next_year(expressions, n))
        start, end = resolve(e, here)
        meant.append((start, end))
        if start is not None and end is not None and _sets_the_scene(e):
            anchor = replace(anchor, reference=(start, end))
    return meant


def _as_before(between: str, days: Interval, out: Days) -> bool | None:
    """True where the date before it in the same sentence lies ahead: *Las Vegas in December, Mexico in January*."""
    return True if days[0] is not None and days[0] > out[1] and not re.search(r"[.!?;]\s|\n", between) else None


def _next_year(expressions: list[Expression], n: int) -> int | None:
    """The year that closes a range which this expression opens: *23 January – 9 March 2014*."""
    if n + 1 == len(expressions) or expressions[n].form not in ("day", "month") or expressions[n].after[:1] not in ("-", "2", "x"):
        return None
    later = expressions[n + 1]
    if later.form not in ("full", "month", "days", "day") or later.start - expressions[n].end > 10:
        return None
    return stated_year(later, Anchor())


def _sets_the_scene(e: Expression) -> bool:
    """Whether what follows may be counted from here: not from a year in brackets, as of a book or a film."""
    return not (e.form == "year" and e.before[-1:] == "(")


def _date(text: str, e: Expression, days: Interval, inferred: Interval | None) -> Date:
    open_ended = days == OPEN
    start, end = (day.isoformat() if day else None for day in (inferred if inferred and open_ended else days))
    return Date(e.start, e.end, text[e.start : e.end], start, end, inferred=bool(inferred and open_ended and start))
