"""When feasts fall: the days of Eid al-Fitr, Easter or Nowruz in a given year.

The calendars themselves are other people's work: hijridate (Umm al-Qura, 1924 to 2077; the sighting of the moon may move a day by one),
dateutil (Easter) and holidays (national calendars, each for the years it covers). They load on first use.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files

Days = tuple[date, date]


@cache
def _rules() -> dict[str, str]:
    lines = files("ondit.meaning.dates").joinpath("holidays.txt").read_text(encoding="utf8").splitlines()
    rules = (line.split(" = ", 1) for line in lines if line and not line.startswith("#"))
    return {name: rule for names, rule in rules for name in names.split(", ")}


HOLIDAYS = frozenset(_rules())
"""The names of the feasts that ondit knows, in lower case, hyphens as spaces."""


@cache
def days_of(name: str, year: int) -> tuple[Days, ...]:
    """The intervals of days in which a feast of HOLIDAYS falls in a civil year.

    Mostly one; two where a lunar year has the feast twice, none where its calendar does not reach.
    """
    kind, _, rest = _rules()[name].partition(" ")
    if kind == "fixed":
        day = date.fromisoformat(f"{year:04}-{rest}")
        return ((day, day),)
    if kind == "hijri":
        return _hijri(rest, year)
    if kind in ("easter", "orthodox"):
        return _easter(kind, int(rest), year)
    return _national(kind.rstrip(":"), rest, year)


def is_sighted(name: str) -> bool:
    """Whether the day of a feast hangs on the sighting of the moon, so that it may fall a day earlier or later than calculated."""
    return _rules()[name].startswith("hijri")


def _hijri(rule: str, year: int) -> tuple[Days, ...]:
    from hijridate import Gregorian, Hijri

    month, _, day = rule.partition("-")
    out = []
    try:
        first = Gregorian(year, 1, 1).to_hijri().year
        for hijri_year in (first, first + 1):
            begin = Hijri(hijri_year, int(month), int(day or 1))
            start = date.fromisoformat(begin.to_gregorian().isoformat())
            if start.year == year:
                out.append((start, start if day else start + timedelta(begin.month_length() - 1)))
    except (OverflowError, ValueError):
        pass  # before 1924 or after 2077, where the calendar's tables end
    return tuple(out)


def _easter(kind: str, offset: int, year: int) -> tuple[Days, ...]:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    if not 1583 <= year <= 4099:
        return ()
    day = easter(year, EASTER_WESTERN if kind == "easter" else EASTER_ORTHODOX) + timedelta(offset)
    return ((day, day),)


def _national(country: str, name: str, year: int) -> tuple[Days, ...]:
    from holidays import country_holidays

    calendar = country_holidays(country, language="en_US")
    if not calendar.start_year <= year <= calendar.end_year:
        return ()
    calendar = country_holidays(country, years=year, language="en_US", observed=False)
    days = sorted(calendar.get_named(name, lookup="startswith"))
    return ((days[0], days[0]),) if days else ()
