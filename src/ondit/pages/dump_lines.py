"""What can be seen of the lines of a page without markup: the measures by which an article is told from what stands around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ondit.pages.dump_lexicon import AFTERWORDS, FUNCTION_WORDS, LINES, WORDS

LOOK = 600
"""Characters of a line that are looked at: enough to know its kind, and a line of a million costs no more than another."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?][\"'”’)]?\s+[\"'“‘(]?[A-Z]")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(rf"\b{_MONTH}\s\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|\b\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b", re.I)
_AGO = re.compile(
    r"\b\d+\s?(?:s|m|h|d|w|sec|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\s?ago\b|^\d+\s?[hmd]$|\b\d{1,2}:\d\d\b", re.I
)
_BYLINE = re.compile(r"^(?:by|written by|posted by|published by|story by|words by|from)\b[:\s]", re.I)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|(?:^|\s)[@#]\w|\.(?:com|org|net|co\.uk)\b", re.I)
_RIGHTS = re.compile(r"©|\(c\)\s?\d{4}|copyright|rights reserved|trademark", re.I)
_RIGHTS_START = re.compile(r"(?:©|copyright\b|\(c\)\s*(?:19|20)\d\d)", re.I)
_SEPARATOR = re.compile(r"[|»›>/·•]")
_CAMEL = re.compile(r"[a-z][.)]?[A-Z][a-z]")
_CREDIT = re.compile(r"\b(?:photo|image|picture|video|getty|reuters|afp|ap|shutterstock|credit|courtesy|file|via)\b|\[|\(", re.I)
_ADDRESSED = re.compile(r"\b(?:you|your|our|us|we)\b", re.I)
_BULLET = re.compile(r"^(?:[-–—•*·▪►✓]|\d{1,3}[.)])\s*")
_COUNT = re.compile(r"\b\d[\d,.]*k?\s+(?:comments?|shares?|replies|views?|likes?|photos?|followers?|min read|votes?)\b", re.I)
_QUOTES = '"“”«»'

OWN = tuple(
    """words characters sentence_end inner_ends function_words capitalised all_capitals digits commas quotes lower_start bullet
    furniture_words furniture_line afterword date ago byline address rights separators camel credit addressed count colon_end
    question_end trailing_off repeated title_like prose""".split()  # noqa: SIM905
)
"""What is measured of a line by itself, in the order of the columns of `measure`."""


def key(line: str) -> str:
    """A line in lower case without the white space and marks at its ends, for comparison."""
    return " ".join(line[:LOOK].casefold().split()).strip(" .:*»›>→+|•·-–—")


def is_furniture_line(line: str) -> bool:
    """Whether a line is one of the buttons, menu entries and notices that every site has."""
    return len(line) < 60 and (key(line) in LINES or line.casefold().strip() in LINES)


def is_afterword(line: str) -> bool:
    """Whether a line is a heading that stands over links and forms, such as *You may also like*."""
    return len(line) < 60 and key(line).startswith(AFTERWORDS) and not _SENTENCE_END.search(line)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _own(line: str, repeats: int, title_words: frozenset[str]) -> list[float]:
    seen = line[:LOOK]
    words = _WORD.findall(seen)
    low = [w.casefold() for w in words]
    n = len(words)
    total = n * max(1.0, len(line) / LOOK)
    function = _share(sum(w in FUNCTION_WORDS for w in low), n)
    ends = bool(_SENTENCE_END.search(line[-8:]))
    long_words = [w for w in words if len(w) > 3]
    content = {w for w in low if w not in FUNCTION_WORDS}
    return [
        math.log1p(total),
        math.log1p(len(line)),
        ends,
        math.log1p(len(_INNER_END.findall(seen))),
        function,
        _share(sum(w[0].isupper() for w in long_words), len(long_words)),
        n > 0 and seen.upper() == seen,
        _share(sum(c.isdigit() for c in seen), len(seen)),
        _share(seen.count(","), n),
        any(c in seen for c in _QUOTES),
        seen[:1].islower(),
        bool(_BULLET.match(seen)),
        _share(sum(w in WORDS for w in low), n),
        is_furniture_line(line),
        is_afterword(line),
        bool(_DATE.search(seen)),
        bool(_AGO.search(seen)),
        bool(_BYLINE.match(seen)),
        bool(_ADDRESS.search(seen)),
        bool(_RIGHTS.search(seen)),
        _share(len(_SEPARATOR.findall(seen)), max(n, 1)),
        bool(_CAMEL.search(seen)),
        bool(_CREDIT.search(seen)),
        _share(len(_ADDRESSED.findall(seen)), n),
        bool(_COUNT.search(seen)),
        line.endswith(":"),
        line.endswith("?"),
        line.endswith(("...", "…", "[…]", "[...]")),
        math.log(repeats),
        _share(len(content & title_words), len(content)),
        total >= 8 and ends and function >= 0.2,
    ]


def measure(lines: Sequence[str], title: str | None = None) -> NDArray[np.float64]:
    """A row for every line (none of them blank), with what `OWN` names."""
    repeats = Counter(map(key, lines))
    title_words = frozenset(w.casefold() for w in _WORD.findall(title or "")) - FUNCTION_WORDS
    return np.array([_own(line, repeats[key(line)], title_words) for line in lines], dtype=np.float64).reshape(len(lines), len(OWN))


def has_rights(line: str) -> bool:
    """Whether a line is a notice of copyright."""
    return len(line) < 200 and (bool(_RIGHTS_START.match(line)) or "all rights reserved" in line.casefold())
