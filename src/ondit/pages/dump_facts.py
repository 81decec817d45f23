"""What the lines of a page say about it: its section path, byline, date and outlet, where they say so clearly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from urllib.parse import SplitResult, urlsplit

from ondit.pages.dump_lines import is_furniture_line, key


def address(url: str | None) -> SplitResult:
    """The parts of an address; all empty where it is none."""
    try:
        return urlsplit(url or "")
    except ValueError:  # such as http://[
        return urlsplit("")


# ---------------------------------------------------------------- the section path

_CRUMB_MARK = re.compile(r"\s+(?:[»›>→/]|::)(?:\s+|$)")
_LONGEST_CRUMBS = 400
_HOME = frozenset(("home", "homepage", "front page", "start", "news", "main", "blog"))


def crumbs_of(line: str) -> tuple[str, ...]:
    """The parts of a path such as *Home » World » A title*, from the first; empty where the line is none."""
    if len(line) > _LONGEST_CRUMBS or not _CRUMB_MARK.search(line):
        return ()
    parts = tuple(part for part in (p.strip() for p in _CRUMB_MARK.split(line)) if part)
    return parts if parts and (key(parts[0]) in _HOME or "»" in line or "›" in line) else ()


# ---------------------------------------------------------------- the byline

_BY = re.compile(r"^(?:written |posted |published |reported |words |story |analysis |opinion )?by(?:[:\s]\s*|$)", re.IGNORECASE)
_NAME = r"[^\W\d_a-zα-ω][\w.'’-]*(?:\s+(?:(?:de|da|di|del|la|le|van|von|der|den|bin|al|el|ibn|y)\s+)*[^\W\d_a-zα-ω][\w.'’-]*){1,3}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME})*", re.UNICODE)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s*")
_LONGEST_BYLINE = 160
_PREFIXES = "".join(rf"(?<!\b{prefix})" for prefix in ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz"))
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NO_NAME = re.compile(rf"\s(?i:(?:updated|published|posted)\b|(?:{_MONTH})\.?\s+\d)|(?<=[a-z]){_PREFIXES}(?=[A-Z])")


def names_in_byline(line: str) -> tuple[str, ...]:
    """The names of *By Ann Lee and Bo Diaz | The Outlet*; empty where the line does not begin so."""
    by = _BY.match(line)
    return _names_at(line[by.end() :]) if by and len(line) <= _LONGEST_BYLINE else ()


def is_byline_alone(line: str) -> bool:
    """Whether a line is a byline and nothing more."""
    by = _BY.match(line)
    return bool(by and len(line) <= _LONGEST_BYLINE and _NAMES.fullmatch(line[by.end() :].strip()))


def find_byline(lines: Sequence[str]) -> tuple[str, ...]:
    """The names of the first byline among these lines; *By* may stand on a line of its own."""
    for at, line in enumerate(lines):
        if names := names_in_byline(line):
            return names
        if key(line) == "by" and at + 1 < len(lines) and (names := _names_at(lines[at + 1])):
            return names
    return ()


def _names_at(text: str) -> tuple[str, ...]:
    """The names that a text begins with, up to a word that is none: *Ann Lee Updated Nov 8* and *Ann LeeColumnist* give *Ann Lee*."""
    text = _NO_NAME.split(_title_cased(text.strip()[:_LONGEST_BYLINE]), maxsplit=1)[0]
    names = _NAMES.match(text)
    return tuple(dict.fromkeys(_once(name.strip()) for name in _BETWEEN_NAMES.split(names[0]))) if names else ()


def _title_cased(text: str) -> str:
    return text.title() if text.isupper() else text


def _once(name: str) -> str:
    """*Ann Lee Ann Lee*, as picture and link of an author give it, as *Ann Lee*."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


# ---------------------------------------------------------------- the date

_NAMED_DAY = re.compile(
    rf"\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d\d?)[-/.](?P<d3>\d\d?)\b"
    r"|\b(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"(?:published|posted|date|first published|on|mon|tues?|wednes|thurs?|fri|satur|sun|day|[\s:,.])*", re.IGNORECASE)
_MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/-]|$)", re.IGNORECASE)
_LONGEST_DATELINE = 120


def day_in(line: str) -> str | None:
    """The first day that a short line names with its year, as an ISO date; None where it names none or leaves month and day open."""
    return next((day for match in _NAMED_DAY.finditer(line[:_LONGEST_DATELINE]) if (day := _iso(match))), None)


def is_day_alone(line: str) -> bool:
    """Whether a line is a date and nothing more."""
    match = _NAMED_DAY.search(line[:_LONGEST_DATELINE])
    return bool(match and _iso(match) and _DAY_ALONE.fullmatch(line[: match.start()]) and _DAY_ALONE.fullmatch(line[match.end() :]))


def find_day(lines: Sequence[str], url: str | None) -> str | None:
    """When the page was published: by the first of these lines with a date, an update only where there is no other; else by its address."""
    dated = [(bool(_UPDATED.search(line)), day) for line in lines if len(line) <= _LONGEST_DATELINE and (day := day_in(line))]
    first = min(dated, key=lambda found: found[0], default=None)
    return first[1] if first else _day_in_address(url)


def _day_in_address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(address(url).path)
    return _day(match[1], match[2], match[3]) if match else None


def _iso(match: re.Match[str]) -> str | None:
    if match["m1"]:
        return _day(match["y1"], match["m1"], match["d1"])
    if match["m2"]:
        return _day(match["y2"], match["m2"], match["d2"])
    if match["y3"]:
        return _day(match["y3"], match["m3"], match["d3"])
    readings = {_day(match["y4"], match["a"], match["b"]), _day(match["y4"], match["b"], match["a"])} - {None}
    return readings.pop() if len(readings) == 1 else None  # 11/12/2019 is one day in America and another in Europe


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), _MONTHS[month[:3].lower()] if month.isalpha() else int(month), int(day)).isoformat()
    except (KeyError, ValueError):
        return None


# ---------------------------------------------------------------- the outlet

_YEARS = r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d|present))?)?"
_RIGHTS = re.compile(rf"(?:(?:©|\(c\)|copyright)[\s:]*)+{_YEARS}[\s,.]*(?:by\s+)?", re.IGNORECASE)
_AFTER_HOLDER = re.compile(r"[.,|(–—]|\s-\s|\s(?:19|20)\d\d\b|\ball rights\b|\b(?:inc|llc|ltd|pty|limited|gmbh|corp|co)\b", re.IGNORECASE)
_LONGEST_NOTICE = 200


def find_outlet(lines: Sequence[str], url: str | None) -> str | None:
    """The name of the site: a line that spells the address's host, else who holds the copyright, if that stands on a line by itself too."""
    return _by_host(lines, url) or _by_rights(lines)


def _by_host(lines: Sequence[str], url: str | None) -> str | None:
    host = address(url).hostname or ""
    wanted = {_squeezed(_own_label(host)), _squeezed(host.removeprefix("www."))} - {""}
    spelt = Counter(line for line in lines if len(line) <= 40 and _squeezed(line).removeprefix("the") in wanted)
    return max(spelt, key=lambda line: (not line.isupper() and not line.islower() and "." not in line, spelt[line]), default=None)


def _own_label(host: str) -> str:
    """The part of a host that its owner chose: *bbc* of www.bbc.co.uk."""
    labels = host.split(".")
    under_country = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return labels[-3 if under_country else -2] if len(labels) > 1 else ""


def _by_rights(lines: Sequence[str]) -> str | None:
    alone = set(lines)
    notices = (rights.string[rights.end() :] for line in lines if len(line) <= _LONGEST_NOTICE and (rights := _RIGHTS.search(line)))
    holders = (_AFTER_HOLDER.split(notice, maxsplit=1)[0].strip() for notice in notices)
    return next((holder for holder in holders if holder in alone and not is_furniture_line(holder)), None)


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()
