"""What the lines of a page say about it: its title, section path, byline, date and outlet, where they say so clearly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from ondit.pages.dump_lexicon import FUNCTION_WORDS
from ondit.pages.dump_lines import is_furniture_line, key
from ondit.pages.paragraphs import words_of

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


# ---------------------------------------------------------------- the title

_LONGEST_TITLE = 250
_SITE_MARK = re.compile(r"\s+[|–—·-]\s+")


def is_same(line: str, other: str) -> bool:
    """Whether two lines have the same words."""
    return len(line) <= _LONGEST_TITLE and words_of(line) == words_of(other)


def find_title(lines: Sequence[str], start: int, body: Sequence[str], url: str | None) -> int | None:
    """Which line before the body, which begins at line `start`, is its headline; None where none stands out.

    A headline has the words of the address and of the lead, stands near the body, and often stands on the page more than once.
    """
    slug, lead = _slug(url), set(words_of(" ".join(body[:_LEAD_LINES])[:_LEAD]))
    repeats, named = Counter(map(key, lines)), {name for line in lines[:start] for name in _names_of_page(line)}
    best, found = _LEAST_TITLE, None
    for at in range(max(0, start - _FARTHEST_TITLE), start):
        if _may_be_title(lines[at]):
            score = _title_score(lines[at], slug, lead) + 0.2 * min(repeats[key(lines[at])] - 1, 2) - 0.01 * (start - at)
            score += 0.5 * (key(lines[at]) in named)
            score += 0.3 * any(map(_names_author_or_day, lines[at + 1 : at + 1 + _UNDER_TITLE]))
            if score > best:
                best, found = score, at
    return found


_LEAD, _LEAD_LINES = 2_000, 20
_FARTHEST_TITLE = 80
_LEAST_TITLE = 0.6
_UNDER_TITLE = 4
"""Lines under a headline among which its byline or date stands."""
_CAPTION = re.compile(r"\b(?:photo|photograph|credit|getty|images?|playback)\b|\bcaption", re.IGNORECASE)


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or (len(line) < 15 and len(line.split()) < 3):
        return False
    return not (is_furniture_line(line) or names_in_byline(line) or is_day_alone(line) or crumbs_of(line) or "://" in line)


def _title_score(line: str, slug: frozenset[str], lead: set[str]) -> float:
    words = frozenset(words_of(line)) - FUNCTION_WORDS
    if not words:
        return 0.0
    in_slug = 2 * len(words & slug) / (len(words) + len(slug)) if len(slug) > 1 else 0.0
    unlike = 0.15 * max(0, 4 - len(words)) + 0.15 * line.endswith(".") + 0.5 * bool(_CAPTION.search(line))
    return 1.5 * in_slug + len(words & lead) / len(words) - unlike


def _names_of_page(line: str) -> Iterator[str]:
    """What a line says the page is called: the end of a path (*Home » A title*), the front of a window's title (*A title | The Outlet*)."""
    if len(line) <= _LONGEST_CRUMBS:
        yield from (key(end) for end in crumbs_of(line)[1:][-1:])
        yield from (key(front) for front in _SITE_MARK.split(line)[:-1][:1])


def _names_author_or_day(line: str) -> bool:
    return len(line) <= _LONGEST_DATELINE and bool(names_in_byline(line) or key(line) == "by" or day_in(line))


def _slug(url: str | None) -> frozenset[str]:
    """The words of the longest part of an address's path."""
    longest = max(urlsplit(url or "").path.split("/"), key=len)
    return frozenset(word for word in re.split(r"[^a-z0-9]+", longest.lower()) if word and not word.isdigit()) - FUNCTION_WORDS


def without_site(title: str, lines: Sequence[str]) -> str:
    """A window title such as *A headline | The Outlet* without the outlet, where the page has the headline alone as well."""
    pieces = _SITE_MARK.split(title)
    alone = {key(line) for line in lines}
    return next((" - ".join(pieces[:n]) for n in range(len(pieces) - 1, 0, -1) if key(" - ".join(pieces[:n])) in alone), title)


# ---------------------------------------------------------------- the byline

_BY = re.compile(r"^(?:written |posted |published |reported |words |story |analysis |opinion )?by(?:[:\s]\s*|$)", re.IGNORECASE)
_NAME = r"[^\W\d_a-zα-ω][\w.'’-]*(?:\s+(?:(?:de|da|di|del|la|le|van|von|der|den|bin|al|el|ibn|y)\s+)*[^\W\d_a-zα-ω][\w.'’-]*){1,3}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME})*", re.UNICODE)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s*")
_LONGEST_BYLINE = 160
_PREFIXES = "".join(rf"(?<!\b{prefix})" for prefix in ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz"))
_MONTH = "(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?|may"
_NO_NAME = re.compile(rf"\s(?i:updated|published|posted|{_MONTH})\b|(?<=[a-z]){_PREFIXES}(?=[A-Z])")


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
    r"\b(?P<m1>[a-z]{3,9})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    r"|\b(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>[a-z]{3,9})\.?,?\s+(?P<y2>(?:19|20)\d\d)\b"
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
    match = _IN_ADDRESS.search(urlsplit(url or "").path)
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
    host = urlsplit(url or "").hostname or ""
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
