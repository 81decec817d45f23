"""The lines of a body, and which of them nobody speaks: stage directions, captions, headings."""

from __future__ import annotations

import re

from ..reading import Span
from .lexicon import OFFSTAGE

_LINE = re.compile(r"[^\n\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CAPTION = re.compile(r"\b(?:[Ii]mages?|[Pp]hotos?|[Pp]hotographs?|[Cc]redits?|PHOTO|IMAGE|CREDIT)\s?(?::|;|\bby [A-Z])")
_BRACKETED = re.compile(r"[\"“”]?[\[(*_][^\])*_]{1,80}[\])*_]\.?[\"“”]?")
_CLOSING = re.compile(
    r"https?:|www\.|@\w|\b(?:follow|subscribe|click|read more|edited|condensed|interview(?:ed)?|copyright|contributed|reported by|h/t)\b",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[\W_]*")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|''(?:[^']|'(?!'))*(?:''|$)")


def lines(text: str, start: int, end: int | None = None) -> list[Span]:
    """The spans of the lines between two offsets that hold more than white space, without the white space around them."""
    found = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        said = match.group()
        right = len(said.rstrip())
        if right:
            found.append((match.start() + len(said) - len(said.lstrip()), match.start() + right))
    return found


def words(said: str) -> list[str]:
    """The words of a passage in small letters, apostrophes kept."""
    return [word.casefold() for word in _WORD.findall(said)]


def unquoted(said: str) -> str:
    """A passage without what it quotes: an *I* in quotation marks is not its speaker's."""
    return _QUOTED.sub(" ", said)


def is_aside(said: str) -> bool:
    """A stage direction, a row of dots or a caption."""
    if _NO_WORD.fullmatch(said):
        return True
    if _BRACKETED.fullmatch(said):
        return bool(OFFSTAGE.intersection(words(said))) or said.isupper()
    return len(said) < 300 and bool(_CAPTION.search(said, max(0, len(said) - 90)))


def is_heading(said: str) -> bool:
    """A short line without an end mark, which sets a part of the page apart."""
    return len(said) < 80 and said[-1] not in ".?!:;,…”\"'’)]—–-" and said[0].isupper() and len(words(said)) <= 9


def is_closing(said: str) -> bool:
    """A notice at the foot of a page: who edited, where to follow, what to read next."""
    return len(said) < 300 and bool(_CLOSING.search(said))


def spoken_end(text: str, start: int, end: int) -> int:
    """Where a turn ends once the asides and headings that close its stretch are left out; its first line always stays."""
    held = lines(text, start, end)
    while len(held) > 1 and (is_aside(text[slice(*held[-1])]) or is_heading(text[slice(*held[-1])])):
        held.pop()
    return held[-1][1] if held else start
