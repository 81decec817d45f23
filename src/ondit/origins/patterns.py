"""Lists of words in a row as patterns: a|b are words of which one stands there, (a) may stand there, * is up to three words of any kind,
!a|b does not stand there, and <outlet> is what may be the name of an outlet. Every pattern takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_NAME = r"[A-Z0-9][\w&.-]*"
_NAMES = {
    "<outlet>": rf"(?P<outlet>(?:[Tt]he )?{_NAME}(?: (?:of |the |and |& )?{_NAME}){{0,5}}(?: (?:magazine|newspaper|television|radio)\b)?)",
}


def lines(list_: str) -> Iterator[str]:
    """The lines of a list beside this module, without its comments."""
    for line in (Path(__file__).parent / list_).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def pattern(words: str) -> re.Pattern[str]:
    """Words of a list as a pattern; only the first of them may be written large."""
    return re.compile(r"\b" + "".join(_token(*part) for part in enumerate(words.split(" "))))


def _token(place: int, token: str) -> str:
    """A word of the list with the space before it."""
    if token == "*":
        return r"(?:\s+[\w’'.-]+){0,3}"
    if token in _NAMES:
        return r"\s+" + _NAMES[token]
    if token.startswith("!"):
        return rf"(?!\s+(?:{token[1:]})\b)"
    words = rf"(?{'i' if place == 0 else ''}:{token.strip('()')})\b"
    return rf"(?:\s+{words})?" if token.startswith("(") else rf"\s*\b{words}"
