"""In which years a page can have been written that gives no date of its own, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from ondit.meaning.dates.anchors import Anchor, dateline, publication
from ondit.meaning.dates.calendars import Days, is_sighted
from ondit.meaning.dates.expressions import Expression, find_expressions
from ondit.meaning.dates.resolve import feast_name, resolve
from ondit.meaning.dates.tense import looks_ahead
from ondit.meaning.dates.words import classify
from ondit.reading import Caution

_EARLIEST, _LATEST = 1900, 2077  # hijridate's calendar ends there


_LONGEST, _MOST = 6, 20  # expressions in a clue, clues on a page: as many as any page needs, and few enough for a hostile one


@dataclass(frozen=True, slots=True)
class YearsThatFit:
    """The years in which everything that a page says of its time can be true, with the reasons, for people to weigh.

    Both are empty where nothing ties the page to some years and not to others; `years` alone is where reasons contradict each other.
    """

    years: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """Expressions side by side that mean the same days in some years only, as *Eid al-Fitr (early October)* or *Monday, 2 September*."""

    expressions: tuple[Expression, ...]
    years: frozenset[int]


def years_that_fit(text: str, *, known_by: str | None = None) -> YearsThatFit:
    """The years in which a page can have been written that has no date, not even over its text, from what it says itself.

    Feasts that fall in a named part of the year and weekdays with a date give years; the years and events that it looks back on
    and ahead to bound them. `known_by`, an ISO date on which the page was there, bounds them too.
    """
    expressions = find_expressions(text, classify(text))
    clues = find_clues(text, expressions)
    if not clues or dateline(text, expressions, [resolve(e, Anchor()) for e in expressions]):
        return YearsThatFit()
    first, since = _not_before(text, expressions)
    last, until = _not_after(text, expressions, known_by)
    years = frozenset.intersection(*(clue.years for clue in clues))
    reasons = [_reason(text, clue, first, last) for clue in clues]
    return YearsThatFit(tuple(sorted(y for y in years if first <= y <= last)), (*reasons, *since, *until))


def inferred_year(text: str, *, published: str | None = None, known_by: str | None = None) -> tuple[Caution, ...]:
    """The caution that belongs to the reading of a page that gives no date but clues to its year, naming the years that fit and why.

    None where the page has a date, or no clues.
    """
    fit = YearsThatFit() if publication(published) else years_that_fit(text, known_by=known_by)
    if not fit.reasons:
        return ()
    years = ", ".join(map(str, fit.years)) or "none"
    return (Caution("inferred-year", f"the page gives no date; years that fit: {years} ({'; '.join(fit.reasons)})"),)


def find_clues(text: str, expressions: list[Expression]) -> list[Clue]:
    """The clues of a text, each with the years it holds in."""
    clues: list[Clue] = []
    for run in _runs(text, expressions):
        if len(clues) == _MOST:
            break
        dated = [e for e in run if e.form in ("month", "day", "days") and not set("YfuLGCSJ") & set(e.classes)]
        feasts = [e for e in run if e.form == "feast" and not set("YuLGC") & set(e.classes)]
        days = [e for e in dated if e.form == "day"]
        weekdays = [e for e in run if e.classes[0] in "Ww" and days and (e in days or e.classes == "W")]
        if dated and (feasts or weekdays):
            years = (y for y in range(_EARLIEST, _LATEST + 1) if _holds(feasts, dated, weekdays, days, y))
            clues.append(Clue(tuple(run), frozenset(years)))
    return clues


_LINK = re.compile(
    r"(?:[\s(),–—-]|\b(?:which|that|it|falls?|fell|falling|begins?|began|starts?|started|ends?|ended|is|was|due|expected|to|be|in|on|of|the|around|about|"
    r"morning|afternoon|evening|night)\b)*"
)


def _runs(text: str, expressions: list[Expression]) -> Iterator[list[Expression]]:
    """Expressions that stand in apposition or are said to fall together: nothing but brackets, dashes and *falls in* between them."""
    run: list[Expression] = []
    for e in expressions:
        if len(run) == _LONGEST or (run and not (e.start - run[-1].end <= 40 and _LINK.fullmatch(text, run[-1].end, e.start))):
            yield run
            run = []
        run.append(e)
    if run:
        yield run


def _holds(feasts: list[Expression], dated: list[Expression], weekdays: list[Expression], days: list[Expression], year: int) -> bool:
    """Whether in a year every feast falls into the dates given and every date on the weekday given."""
    spans = [_in_year(e, year) for e in dated]
    if feasts and not all(_meet(_in_year(f, year), span) for f in feasts for span in spans):
        return False
    falls = {span[0].weekday() for e in days if (span := _in_year(e, year))}
    return not weekdays or {e.value("Ww") for e in weekdays} == falls


def _in_year(e: Expression, year: int) -> Days | None:
    start, end = resolve(e, Anchor(year=year))
    if start is None or end is None:
        return None
    if e.form == "feast":
        slack = timedelta(is_sighted(feast_name(e)))
        return start - slack, end + slack
    if e.value("E") == 0:
        return start, start.replace(day=10)  # what falls on the 13th a writer calls the middle of a month, not its beginning
    return (start.replace(day=21), end) if e.value("E") == 2 else (start, end)


def _meet(one: Days | None, other: Days | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _reason(text: str, clue: Clue, first: int, last: int) -> str:
    said = ", ".join(f"“{' '.join(text[e.start : e.end].split())}”" for e in clue.expressions)
    years = ", ".join(str(y) for y in sorted(clue.years) if first <= y <= last) or "no year"
    return f"{said} {'fit' if len(clue.expressions) > 1 else 'fits'} {years}"


# ---- bounds


@cache
def _events() -> dict[str, int]:
    lines = files("ondit.meaning.dates").joinpath("events.txt").read_text(encoding="utf8").splitlines()
    rows = (line.split(" = ") for line in lines if line and not line.startswith("#"))
    return {name: int(year) for names, year in rows for name in names.split(", ")}


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _events()))})\b", re.IGNORECASE)


def _not_before(text: str, expressions: list[Expression]) -> tuple[int, list[str]]:
    """The last year that it looks back on, or in which something began that it names."""
    looked_back = [(e.value("Y") or 0, f"it looks back on {text[e.start : e.end]}") for e in _years(text, expressions, ahead=False)]
    named = [(_events()[m.group().lower()], m.group()) for m in _named().finditer(text)]
    bounds = looked_back + [(year, f"it names “{name}”, known since {year}") for year, name in named]
    year, reason = max(bounds, default=(_EARLIEST, ""))
    return year, [reason] if reason else []


def _not_after(text: str, expressions: list[Expression], known_by: str | None) -> tuple[int, list[str]]:
    """The first year that it looks ahead to, or that in which it was there."""
    bounds = [(e.value("Y") or 0, f"it looks ahead to {text[e.start : e.end]}") for e in _years(text, expressions, ahead=True)]
    if there := publication(known_by):
        bounds.append((there[1].year, f"it was not written after {there[1].year}"))
    year, reason = min(bounds, default=(_LATEST, ""))
    return year, [reason] if reason else []


def _years(text: str, expressions: list[Expression], *, ahead: bool) -> Iterator[Expression]:
    return (e for e in expressions if e.value("Y") and e.form != "iso" and looks_ahead(text, e.start, e.end) is ahead)
