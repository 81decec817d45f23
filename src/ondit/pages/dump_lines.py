"""What can be seen of the lines of a page without markup: the measures by which an article is told from what stands around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ondit.pages.dump_lexicon import AFTERWORDS, FUNCTION_WORDS, LINES, WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
_RUN_TOGETHER = re.compile(r"[a-z][.)]?[A-Z][a-z]")
_CREDIT = re.compile(r"\b(?:photo|image|picture|video|getty|reuters|afp|ap|shutterstock|credit|courtesy|file|via)\b|\[|\(", re.I)
_ADDRESSED = re.compile(r"\b(?:you|your|our|us|we)\b", re.I)
_BULLET = re.compile(r"^(?:[-–—•*·▪►✓]|\d{1,3}[.)])\s*")
_COUNT = re.compile(r"\b\d[\d,.]*k?\s+(?:comments?|shares?|replies|views?|likes?|photos?|followers?|min read|votes?)\b", re.I)
_QUOTES = frozenset('"“”«»')
_TRAILING_OFF = ("...", "…", "[…]", "[...]")
_SHORTEST_PROSE, _LEAST_FUNCTION_WORDS = 8, 0.2
"""Words, and share of function words, of the shortest lines that count as sentences of running text."""


def key(line: str) -> str:
    """A line in lower case without the white space and marks at its ends, for comparison."""
    return _key(line[:LOOK])


@lru_cache(maxsize=4096)
def _key(line: str) -> str:
    return " ".join(line.casefold().split()).strip(" .:*»›>→+|•·-–—")


def is_furniture_line(line: str) -> bool:
    """Whether a line is one of the buttons, menu entries and notices that every site has."""
    return len(line) < 60 and (key(line) in LINES or line.casefold().strip() in LINES)


def is_afterword(line: str) -> bool:
    """Whether a line is a heading that stands over links and forms, such as *You may also like*."""
    return len(line) < 60 and key(line).startswith(AFTERWORDS) and (line.endswith("...") or not line.endswith((".", "!", "?")))


def content_words(line: str) -> frozenset[str]:
    """The words of a line that carry meaning, in lower case."""
    return frozenset(word.casefold() for word in _WORD.findall(line[:LOOK])) - FUNCTION_WORDS


def measure(lines: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """What can be seen of each line (none of them blank) by itself: one column for each measure, by its name."""
    import numpy as np  # which `ondit --help` need not wait for

    repeats = Counter(map(key, lines))
    own = [_own(line, repeats[key(line)]) for line in lines]
    return {name: np.array([line[name] for line in own], dtype=np.float64) for name in own[0]}


def _own(line: str, repeats: int) -> dict[str, float]:
    seen = line[:LOOK]
    words = _WORD.findall(seen)
    low = [word.casefold() for word in words]
    n = len(words)
    in_all = n * max(1.0, len(line) / LOOK)
    long_words = [word for word in words if len(word) > 3]
    sentence_end = bool(_SENTENCE_END.search(line[-8:]))
    function_words = _share(sum(word in FUNCTION_WORDS for word in low), n)
    return {
        "words": math.log1p(in_all),
        "characters": math.log1p(len(line)),
        "sentence_end": sentence_end,
        "inner_ends": math.log1p(len(_INNER_END.findall(seen))),
        "function_words": function_words,
        "capitalised": _share(sum(word[0].isupper() for word in long_words), len(long_words)),
        "all_capitals": n > 0 and seen.upper() == seen,
        "digits": _share(sum(map(str.isdigit, seen)), len(seen)),
        "commas": _share(seen.count(","), n),
        "quotes": not _QUOTES.isdisjoint(seen),
        "lower_start": seen[:1].islower(),
        "bullet": bool(_BULLET.match(seen)),
        "furniture_words": _share(sum(word in WORDS for word in low), n),
        "furniture_line": is_furniture_line(line),
        "afterword": is_afterword(line),
        "date": bool(_DATE.search(seen)),
        "ago": bool(_AGO.search(seen)),
        "byline": bool(_BYLINE.match(seen)),
        "address": bool(_ADDRESS.search(seen)),
        "rights": bool(_RIGHTS.search(seen)),
        "separators": _share(len(_SEPARATOR.findall(seen)), max(n, 1)),
        "run_together": bool(_RUN_TOGETHER.search(seen)),
        "credit": bool(_CREDIT.search(seen)),
        "addressed": _share(len(_ADDRESSED.findall(seen)), n),
        "count": bool(_COUNT.search(seen)),
        "colon_end": line.endswith(":"),
        "question_end": line.endswith("?"),
        "trailing_off": line.endswith(_TRAILING_OFF),
        "repeated": math.log(repeats),
        "prose": in_all >= _SHORTEST_PROSE and sentence_end and function_words >= _LEAST_FUNCTION_WORDS,
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def has_rights(line: str) -> bool:
    """Whether a line is a notice of copyright."""
    return len(line) < 200 and (bool(_RIGHTS_START.match(line)) or "all rights reserved" in line.casefold())
