"""Arithmetic with intervals of days: a year, a month, the third quarter, late September, two weeks earlier."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ondit.meaning.dates.calendars import Days

Interval = tuple[date | None, date | None]
OPEN: Interval = (None, None)

_PARTS = {  # of a month in days, of a year in months, of a decade or century in years: early, middle, late and end, counted from 1
    "month": ((1, 15), (10, 20), (15, 31), (21, 31)),
    "year": ((1, 4), (5, 8), (9, 12), (11, 12)),
    "decade": ((1, 5), (4, 7), (6, 10), (9, 10)),
    "century": ((1, 34), (34, 67), (67, 100), (91, 100)),
}


def year(y: int) -> Days:
    """The days of a year."""
    return date(y, 1, 1), date(y, 12, 31)


def years(first: int, last: int) -> Days:
    """The days from the beginning of one year to the end of another."""
    return date(first, 1, 1), date(last, 12, 31)


def months(y: int, m: int, count: int = 1) -> Days:
    """The days of one or more months; m may lie outside 1 to 12 and then means a month of another year."""
    last_year, last_month = divmod(y * 12 + m - 1 + count - 1, 12)
    first_year, first_month = divmod(y * 12 + m - 1, 12)
    return date(first_year, first_month + 1, 1), date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])


def days(y: int, m: int, first: int, last: int | None = None) -> Days | None:
    """A day, or the days from one to another, of a month; None where the month is not as long."""
    length = monthrange(y, m)[1]
    last = last or first
    return (date(y, m, first), date(y, m, last)) if first <= last <= length else None


def week(day: date, weeks: int = 0) -> Days:
    """The week from Monday to Sunday in which a day lies, or one some weeks away."""
    monday = day - timedelta(day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(6)


def weekend(day: date, weeks: int = 0) -> Days:
    """The Saturday and Sunday of that week."""
    monday, sunday = week(day, weeks)
    return monday + timedelta(5), sunday


def season(y: int, first_month: int) -> Days:
    """Three months from the one given; a winter is the year's that it begins in."""
    return months(y, first_month, 3)


def decade(y: int, which: int = 0) -> Days:
    """The ten years that begin with a year divisible by ten, around y or some decades away."""
    first = y // 10 * 10 + 10 * which
    return years(first, first + 9)


def century(number: int) -> Days:
    """The nth century as it is mostly counted in prose, the 20th from 1900 to 1999."""
    first = max((number - 1) * 100, 1)
    return years(first, (number - 1) * 100 + 99)


def part(whole: Days, which: int) -> Days:
    """The early (0), middle (1), late (2) part or the end (3) of an interval.

    Early and late are halves of a month and of a decade, as GUM's annotators take them, and thirds of all else.
    """
    start, end = whole
    length = (end - start).days + 1
    if start == date(start.year, 1, 1) and length > 360:
        return _part_of_years(start.year, end.year, which)
    if start.day == 1 and 28 <= length <= 31 and start.month == end.month:
        first, last = _PARTS["month"][which]
        return start.replace(day=first), start.replace(day=min(last, end.day))
    third = timedelta(length // 3)
    return ((start, start + third), (start + third, end - third), (end - third, end), (end - third, end))[which]


def _part_of_years(first: int, last: int, which: int) -> Days:
    if first == last:
        begin, end = _PARTS["year"][which]
        return months(first, begin, end - begin + 1)
    begin, end = _PARTS["decade" if last - first < 11 else "century"][which]
    return years(first + begin - 1, first + end - 1)


def moved(day: date, count: int, unit: int) -> Days:
    """What lies a count of units from a day, as exactly as the unit is: two years from it is a year, two days a day.

    unit is as in `words.UNITS`: days, or negated months. Raises OverflowError beyond the calendar.
    """
    if unit > 0:
        there = day + timedelta(count * unit)
        return (there, there) if unit == 1 or count == 0 else week(there)
    total = day.year * 12 + day.month - 1 + count * -unit
    if not 12 <= total < 9999 * 12:
        raise OverflowError("beyond the calendar")
    y, m = divmod(total, 12)
    return months(y, m + 1) if unit > -12 else year(y)


def same_grain(unit: int, day: date, which: int = 0) -> Days:
    """The day, week, month, quarter, year, decade or century around a day, or one that many before or after it."""
    if unit == 1:
        return day + timedelta(which), day + timedelta(which)
    if unit in (7, 14):
        return week(day, which * unit // 7)
    if unit == -1:
        return months(day.year, day.month + which)
    if unit == -3:
        return months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * which, 3)
    if unit == -12:
        return year(day.year + which)
    if unit == -120:
        return decade(day.year, which)
    return century(day.year // 100 + 1 + which)
