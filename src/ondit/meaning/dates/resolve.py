"""From words that say when to the days they mean: one short rule for each form of expression.

A rule gives open ends (None) for what neither the words nor the anchors tell.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ondit.meaning.dates import intervals
from ondit.meaning.dates.anchors import Anchor
from ondit.meaning.dates.calendars import Days, days_of
from ondit.meaning.dates.expressions import Expression
from ondit.meaning.dates.intervals import OPEN, Interval

_DAY, _MONTH, _QUARTER, _YEAR, _CENTURY = 1, -1, -3, -12, -1200
_OF_THE_TEXT = frozenset({"following", "preceding", "previous"})
_FAR = 300
"""Days: on PolNeAR train (November 2026), months named without their year lie up to ten months off."""


def resolve(e: Expression, anchor: Anchor) -> Interval:
    """The days that an expression means, both ends included, as far as they are known."""
    try:
        return RULES[e.form](e, anchor) or OPEN
    except (ValueError, OverflowError):  # the 30th of February, or a time beyond the calendar
        return OPEN


# ---- years that words or anchors give


def stated_year(e: Expression, anchor: Anchor) -> int | None:
    """The year that the expression itself names, in digits or as *last year* or *the same year*."""
    year = e.value("Yfy")
    if year is not None or "u" not in e.classes:
        return year
    if set("SJ") & set(e.classes):
        then = anchor.then(_YEAR)
        return then.year if then else None
    now = anchor.now(_YEAR)
    return now.year + _steps(e) if now else None


def _steps(e: Expression) -> int:
    """-1 for *last*, 1 for *next*, 0 for *this*."""
    return -1 if "L" in e.classes else 1 if "G" in e.classes else 0


def _nearest(at: Callable[[int], Days | None], anchor: Anchor) -> Days | None:
    """Which of the yearly occurrences of something is meant: that of the year the text is in, or the one nearest to the publication.

    Looking back, the last one that has begun when the page came out, and looking ahead, the next that has not ended, unless that
    is too far to be named without its year.
    """
    then = anchor.then(_YEAR)
    if anchor.year is not None:
        return at(anchor.year)
    if anchor.tells and then is not None:
        return at(then.year)
    now = anchor.now(_DAY)
    if now is None:
        day = anchor.now(_YEAR)
        return at(day.year) if day and anchor.ahead is None else None
    found = [days for y in (now.year - 1, now.year, now.year + 1) if (days := at(y))]
    if anchor.ahead:
        found = [days for days in found if days[1] >= now and (days[0] - now).days < _FAR] or found
    elif anchor.ahead is False:
        found = [days for days in found if days[0] <= now and (now - days[1]).days < _FAR] or found
    return min(found, key=lambda days: max((days[0] - now).days, (now - days[1]).days), default=None)


def _edged(whole: Days, e: Expression) -> Days:
    """The early, middle or late part of an interval where the expression names one, and else all of it."""
    edge = e.value("E")
    return whole if edge is None else intervals.part(whole, edge)


# ---- dates


def _iso(e: Expression, anchor: Anchor) -> Interval | None:
    """2008-09-02, 2.9.2008; where day and month cannot be told apart (02/09/2008), their year."""
    form = e.words[0].text
    if form[:4].isdigit():
        return (date.fromisoformat(form.replace("/", "-")),) * 2
    first, second, y = (int(n) for n in form.replace("/", ".").split("."))
    y += 0 if y > 99 else 2000 if y < 50 else 1900
    if "." in form or first > 12 or first == second:
        return intervals.days(y, second, first)
    return intervals.days(y, first, second) if second > 12 else intervals.year(y)


def _full(e: Expression, anchor: Anchor) -> Interval | None:
    return intervals.days(e.value("Y") or 1, e.value("Mm") or 1, e.value("NO") or 1)


def _day(e: Expression, anchor: Anchor) -> Interval | None:
    """A day with its month; a weekday beside it tells the year among those that may be meant."""
    month, numbers, year, weekday = e.value("Mm") or 1, e.values("NO"), stated_year(e, anchor), e.value("Ww")

    def at(y: int) -> Days | None:
        days = intervals.days(y, month, numbers[0], numbers[-1])
        return None if days and not year and weekday is not None and days[0].weekday() != weekday else days

    return at(year) if year else None if "u" in e.classes else _nearest(at, anchor)


def _month(e: Expression, anchor: Anchor) -> Interval | None:
    month, year = e.value("Mm") or 1, stated_year(e, anchor)

    def at(y: int) -> Days:
        return _edged(intervals.months(y, month), e)

    if year or "u" in e.classes:
        return at(year) if year else None
    if "J" in e.classes:
        then = anchor.then(_YEAR)
        return at(then.year) if then else None
    return _nth(at, e, anchor) if set("LGC") & set(e.classes) else _nearest(at, anchor)


def _nth(at: Callable[[int], Days | None], e: Expression, anchor: Anchor) -> Days | None:
    """*Last August*, *next spring*, *this Christmas*: the last that is over, the next that has not begun, this year's."""
    now = anchor.now(_DAY)
    if now is None:
        return None
    found = [days for y in range(now.year - 2, now.year + 3) if (days := at(y))]
    if "L" in e.classes:
        return next((days for days in reversed(found) if days[1] < now), None)
    if "G" in e.classes:
        return next((days for days in found if days[0] > now), None)
    return at(now.year)


def _between(e: Expression, anchor: Anchor) -> Interval | None:
    """*Between May and July 2016* is one interval; a year at its end holds for both."""
    middle = e.classes.index("x")
    last = _inner(e, middle + 1, len(e.classes), anchor)
    known = last[0].year if last else None
    first = _inner(e, 1, middle, Anchor(anchor.published, anchor.reference, anchor.tells, anchor.ahead, known))
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _inner(e: Expression, start: int, end: int, anchor: Anchor) -> Days | None:
    """The days of an expression inside another, where both ends are known."""
    classes, words = e.classes[start:end], e.words[start:end]
    kinds = set(classes)
    form = "feast" if "l" in kinds else "day" if kinds & set("NO") else "month" if kinds & set("Mm") else "year" if "Y" in kinds else "unit"
    first, last = resolve(Expression(form, words, classes, "", ""), anchor)
    return (first, last) if first and last else None


def _year(e: Expression, anchor: Anchor) -> Interval | None:
    return _edged(intervals.year(e.value("Yfy") or 1), e)


def _attack(e: Expression, anchor: Anchor) -> Interval | None:
    """9/11."""
    return intervals.days(2001, 9, 11)


# ---- parts of years and what holds many of them


def _quarter(e: Expression, anchor: Anchor) -> Interval | None:
    """The third quarter of 2008, Q3, last quarter, the first half of 2008; a fiscal year counts as the calendar year it is named for."""
    length = 6 if "V" in e.classes else 3
    number, year = e.value("OR"), stated_year(e, anchor)
    if number is None:
        now = anchor.now(_MONTH)
        return intervals.same_grain(_QUARTER, now, _steps(e)) if now else None
    if number * length > 12:
        return None
    if year is not None:
        return intervals.months(year, (number - 1) * length + 1, length)
    return _nearest(lambda y: intervals.months(y, (number - 1) * length + 1, length), anchor)


def _season(e: Expression, anchor: Anchor) -> Interval | None:
    month, year = e.value("Z") or 1, stated_year(e, anchor)

    def at(y: int) -> Days:
        return _edged(intervals.season(y, month), e)

    if year:
        return at(year)
    if "J" in e.classes:
        then = anchor.then(_YEAR)
        return at(then.year) if then else None
    return _nth(at, e, anchor) if set("LGC") & set(e.classes) else _nearest(at, anchor)


def _century(e: Expression, anchor: Anchor) -> Interval | None:
    numbers = e.values("O")
    return _edged((intervals.century(numbers[0])[0], intervals.century(numbers[-1])[1]), e)


def _decade(e: Expression, anchor: Anchor) -> Interval | None:
    """The 1990s, and the '90s or nineties that were last when the page came out."""
    number = e.value("D") or 0
    if number < 100:
        now = anchor.now(_YEAR)
        latest = now.year if now else 1999
        number += latest // 100 * 100
        number -= 100 if number > latest else 0
    return _edged(intervals.decade(number), e)


def _nth_part(e: Expression, anchor: Anchor) -> Interval | None:
    """The first week of June, the last three months of 2015, the first day of Ramadan."""
    cut = e.classes.index("o")
    inner = _inner(e, cut + 1, len(e.classes), anchor)
    unit, number = e.value("U") or 1, e.value("O")
    if inner is None:
        return None
    start, end = inner
    count = next((word.value for letter, word in zip(e.classes[:cut], e.words, strict=False) if letter in "nN"), 1)
    if number is None:
        first = end - timedelta(unit * count - 1) if unit > 0 else intervals.moved(end, 1 - count * -unit, _MONTH)[0]
        return (first, end) if first >= start else None
    first = start + timedelta(unit * (number - 1)) if unit > 0 else intervals.moved(start, -unit * (number - 1), _MONTH)[0]
    last = first + timedelta(unit * count - 1) if unit > 0 else intervals.moved(first, -unit * count - 1, _MONTH)[1]
    return (first, min(last, end)) if first <= end else None


def _feast(e: Expression, anchor: Anchor) -> Interval | None:
    name, year = feast_name(e), stated_year(e, anchor)

    def at(y: int) -> Days | None:
        found = days_of(name, y)
        if found and e.value("E") == 3:  # the end of Ramadan is its last day
            return found[0][1], found[0][1]
        return _edged(found[0], e) if found else None

    if year:
        return at(year)
    return _nth(at, e, anchor) if set("LGC") & set(e.classes) else _nearest(at, anchor)


def feast_name(e: Expression) -> str:
    """The name of the feast in an expression, as `calendars.HOLIDAYS` spells it."""
    return e.words[e.classes.index("l")].text


# ---- days and units counted from the publication


def _weekday(e: Expression, anchor: Anchor) -> Interval | None:
    """The last one, or the coming one where the words look ahead; where they do not tell, from the one to the other."""
    number = e.value("W") or 0
    if "G" in e.classes and e.classes[0] == "t" and (then := anchor.then(_DAY)):
        return intervals.moved(then, (number - then.weekday() - 1) % 7 + 1, 1)
    now = anchor.now(_DAY)
    if now is None:
        return None
    back, on = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    if "L" in e.classes:
        return intervals.moved(now, -(back or 7), 1)
    if "G" in e.classes:
        return intervals.moved(now, on or 7, 1)
    if anchor.ahead is None and "C" not in e.classes:
        return now - timedelta(back), now + timedelta(on)
    return intervals.moved(now, -back if anchor.ahead is False else on, 1)


def _today(e: Expression, anchor: Anchor) -> Interval | None:
    now = anchor.now(_DAY)
    return intervals.moved(now, e.value("T") or 0, 1) if now else None


def _offset_day(e: Expression, anchor: Anchor) -> Interval | None:
    """The day before yesterday, the day after tomorrow."""
    now = anchor.now(_DAY)
    return intervals.moved(now, (e.value("T") or 0) + (e.value("BF") or 0), 1) if now else None


def _of_event(e: Expression) -> bool:
    """Whether it counts from an event named after it, *two years after the war*, whose date is not known here."""
    return e.classes[-1] == "B" and e.after[:1] not in tuple("pcz)")


def _part(e: Expression, anchor: Anchor) -> Interval | None:
    """Last night, this morning; the following morning and the night before count from the day spoken of."""
    if e.classes[0] == "t":
        if _of_event(e):
            return None
        then = anchor.then(_DAY)
        return intervals.moved(then, e.value("BF") or _steps(e), 1) if then else None
    now = anchor.now(_DAY)
    return intervals.moved(now, _steps(e), 1) if now else None


def _count(e: Expression) -> int | None:
    """How many units; None for *a few* and the like."""
    if "v" in e.classes:
        return None
    whole = e.classes.partition("/")[0]
    numbers = [word.value for letter, word in zip(whole, e.words, strict=False) if letter in "nNX"]
    if "/" in e.classes:
        numbers = numbers[:-1]  # 2 1/2 years: the half is left out
    if len(numbers) > 1 and numbers[-1] == 100:
        return numbers[0] * 100
    return sum(numbers) if numbers else None if "/" in e.classes else 1


def _ago(e: Expression, anchor: Anchor) -> Interval | None:
    """Two years ago is the year before last, ten months ago a month, a year and a half ago a month too."""
    unit, count = e.value("UuKQ") or 1, _count(e)
    now = anchor.now(unit)
    if now is None:
        return None
    if count is None:
        return (None, now) if "v" in e.classes else None
    if "V" in e.classes and unit < 0:
        months = unit // 2 if e.classes[0] == "V" else count * unit + unit // 2  # half a century ago, a year and a half ago
        return intervals.moved(now, months // 12, _YEAR) if months % 12 == 0 else intervals.moved(now, months, _MONTH)
    return intervals.moved(now, -count, unit)


def _hours(e: Expression, anchor: Anchor) -> Interval | None:
    """24 hours ago reaches back to the day before; minutes do not."""
    now, hours = anchor.now(_DAY), (_count(e) or 1) * (e.value("h") or 0)
    return (now - timedelta(-(-hours // 24)), now) if now and hours < 24_000 else None


def _shifted(e: Expression, anchor: Anchor) -> Interval | None:
    """Two years later, three days earlier, the year before: counted from what the text dated last, not from an event named."""
    unit, count = e.value("UuKQ") or 1, _count(e)
    then = anchor.then(unit)
    if then is None or count is None or _of_event(e):
        return None
    return intervals.moved(then, count * (e.value("FB") or 1), unit)


def _span(e: Expression, anchor: Anchor) -> Interval | None:
    """The past nine months end and the next five years begin when the page comes out."""
    unit, count, now = e.value("UuKQ") or 1, _count(e), anchor.now(_DAY)
    if now is None:
        return None
    back = "L" in e.classes
    if {w.text for w in e.words} & _OF_THE_TEXT:
        return None
    if count is None:
        return (None, now) if back else (now, None)
    return _stretch(now, -count if back else count, unit)


def _stretch(now: date, count: int, unit: int) -> Interval:
    there = intervals.moved(now, count * (unit if unit > 0 else -unit), 1 if unit > 0 else _MONTH)
    other = there[0] if unit > 0 else min(there[0].replace(day=min(now.day, 28)), there[1])
    return (other, now) if count < 0 else (now, other)


def _unit(e: Expression, anchor: Anchor) -> Interval | None:
    """Last week, next month; *the past year* ends with the publication, *the following year* counts from the text."""
    if "e" in e.classes:
        return _weekend(e, anchor)
    unit = e.value("UuKQ") or 1
    words = {w.text for w in e.words}
    plural = e.words[-1].text.endswith("s") and e.classes[-1] != "q" and "this" not in words
    of_the_text = words & _OF_THE_TEXT or ("next" in words and (unit == _DAY or anchor.tells))
    if of_the_text and e.classes[0] == "t" and not plural:
        then = anchor.then(unit)
        return intervals.same_grain(unit, then, _steps(e)) if then else None
    now = anchor.now(unit)
    if now is None:
        return None
    if plural or "H" in e.classes:
        return (None, now) if "L" in e.classes else (now, None)
    if _steps(e) and e.classes[0] == "t" and unit != _CENTURY and (today := anchor.now(_DAY)):
        return _stretch(today, _steps(e), unit)
    return _edged(intervals.same_grain(unit, now, _steps(e)), e)


def _weekend(e: Expression, anchor: Anchor) -> Interval | None:
    now = anchor.now(_DAY)
    if now is None:
        return None
    steps = _steps(e)
    if steps == 0 and now.weekday() < 5 and not (anchor.ahead or ("C" in e.classes and anchor.ahead is None)):
        steps = -1
    return intervals.weekend(now, steps)


def _same(e: Expression, anchor: Anchor) -> Interval | None:
    """That year, the same month, that night, that summer: of what the text dated last."""
    unit = e.value("UuKQ") or 1
    if "Z" in e.classes:
        return _season(e, anchor)
    then = anchor.then(unit)
    if then is None:
        return None
    return intervals.weekend(then) if "e" in e.classes else intervals.same_grain(unit, then)


RULES: dict[str, Callable[[Expression, Anchor], Interval | None]] = {
    "iso": _iso,
    "between": _between,
    "days": _day,
    "full": _full,
    "day": _day,
    "month": _month,
    "nth": _nth_part,
    "quarter": _quarter,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "offset_day": _offset_day,
    "weekday": _weekday,
    "today": _today,
    "ago": _ago,
    "shifted": _shifted,
    "span": _span,
    "hours": _hours,
    "unit": _unit,
    "same": _same,
    "part": _part,
    "feast": _feast,
    "year": _year,
    "attack": _attack,
}
