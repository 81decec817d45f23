"""Text directives that lead a browser to exact words (WICG, URL Fragment Text Directives): `#:~:text=prefix-,start,end,-suffix`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ondit.reading import Span

_WORD = re.compile(r"\w+(?:[.,:;'’·]\w+)*")
_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"\S+")
_LONGEST = 120
"""Characters of a quote that stands in the link as a whole; of a longer one its first and last words do."""
_STEPS = (0, 2, 4, 8, 16, 32)
"""Words of context before and after, until the words are the first of their kind on the page."""


@dataclass(frozen=True, slots=True)
class _Directive:
    """What a directive names, as spans; the words of each stand in one line, as the draft demands of blocks."""

    start: Span
    end: Span | None
    prefix: Span | None = None
    suffix: Span | None = None


def text_directive(text: str, span: Span) -> str | None:
    """The value of a text directive for the words of a span, percent-encoded: `said%2C-,the%20port,deadline,-Perhaps`.

    Context is added until the draft's search finds these words first in `text`. Words that the span cuts through are taken whole. None
    where the span holds no word, or where even with context the search would come upon others before.
    """
    whole = _whole_words(text, span)
    if whole is None:
        return None
    folded = _folded(text)
    chosen = next((d for d in _candidates(text, whole) if _leads_there(folded, d, whole)), None)
    return _written(text, chosen) if chosen else None


def _whole_words(text: str, span: Span) -> Span | None:
    """The span without blanks at its edges, and with the rest of the words that it cuts through."""
    line_start, line_end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    words = _WORD.finditer(text, line_start, len(text) if line_end < 0 else line_end)
    inside = [word.span() for word in words if word.start() < span[1] and word.end() > span[0]]
    held = text[slice(*span)]
    start, end = span[1] - len(held.lstrip()), span[0] + len(held.rstrip())
    return (min(start, inside[0][0]), max(end, inside[-1][1])) if inside else None


def _candidates(text: str, span: Span) -> Iterator[_Directive]:
    """Directives for a span, with ever more of its own words and of those around it."""
    lines = [match.span() for match in _LINE.finditer(text, *span) if _WORD.search(match[0])]
    for step in _STEPS:
        around = (_before(text, span[0], step), _after(text, span[1], step)) if step else (None, None)
        if len(lines) == 1 and span[1] - span[0] <= _LONGEST:
            yield _Directive(span, None, *around)
        else:
            first, last = _first_words(text, lines[0], 4 + step), _last_words(text, lines[-1], 4 + step)
            if first[1] <= last[0]:
                yield _Directive(first, last, *around)
            else:  # so many words are all of a short line
                yield _Directive(span, None, *around) if len(lines) == 1 else _Directive(lines[0], lines[-1], *around)


def _first_words(text: str, line: Span, count: int) -> Span:
    words = [word.span() for word in _WORD.finditer(text, *line)][:count]
    return (line[0], words[-1][1]) if words else line


def _last_words(text: str, line: Span, count: int) -> Span:
    words = [word.span() for word in _WORD.finditer(text, *line)][-count:]
    return (words[0][0], line[1]) if words else line


def _before(text: str, at: int, count: int) -> Span | None:
    """The last words before a place, all in the nearest line that has any."""
    end = len(text[:at].rstrip())
    tokens = [match.start() for match in _TOKEN.finditer(text, text.rfind("\n", 0, end) + 1, end)]
    starts = [start for start in tokens if text[start].isalnum()][-count:]  # the draft lets it begin only with a word
    return (starts[0], end) if starts else None


def _after(text: str, at: int, count: int) -> Span | None:
    """The first words after a place, all in the nearest line that has any."""
    start = len(text) - len(text[at:].lstrip())
    line_end = text.find("\n", start)
    words = [word.span() for word in _WORD.finditer(text, start, len(text) if line_end < 0 else line_end)][:count]
    return (start, words[-1][1]) if words else None


# ---------------------------------------------------------------- where the draft's search comes first


def _folded(text: str) -> str:
    """The text as the search compares it, by base letters, with no offset moved."""
    return "".join(unicodedata.normalize("NFKD", char.lower())[:1] or char for char in text)


def _leads_there(text: str, directive: _Directive, span: Span) -> bool:
    """Whether the first words that fit the directive are those of the span."""
    start = next((m for m in _pattern(text, directive.prefix, directive.start, None if directive.end else directive.suffix)), None)
    if start is None or start != directive.start[0]:
        return False
    if directive.end is None:
        return True
    end = next((m for m in _pattern(text, None, directive.end, directive.suffix, after=directive.start[1])), None)
    return end is not None and end == directive.end[0]


def _pattern(text: str, prefix: Span | None, middle: Span, suffix: Span | None, *, after: int = 0) -> Iterator[int]:
    """Where words that read like these stand, context included, in order: the offsets of `middle`."""
    parts = [_loosely(text[slice(*part)]) if part else "" for part in (prefix, middle, suffix)]
    before, words, behind = parts
    pattern = rf"(?<!\w){before}\s*(?P<words>{words})" if before else rf"(?<!\w)(?P<words>{words})"
    pattern += rf"\s*{behind}(?!\w)" if behind else r"(?!\w)"
    return (match.start("words") for match in re.compile(pattern).finditer(text, after))


def _loosely(words: str) -> str:
    """A pattern for words with any white space between them."""
    return r"\s+".join(map(re.escape, words.split()))


def _written(text: str, directive: _Directive) -> str:
    parts = [_encoded(text, directive.start)]
    if directive.prefix:
        parts.insert(0, _encoded(text, directive.prefix) + "-")
    if directive.end:
        parts.append(_encoded(text, directive.end))
    if directive.suffix:
        parts.append("-" + _encoded(text, directive.suffix))
    return ",".join(parts)


def _encoded(text: str, span: Span) -> str:
    """Percent-encoded, with the dash, the comma and the ampersand, which have a meaning here."""
    return quote(" ".join(text[slice(*span)].split()), safe="", errors="replace").replace("-", "%2D")
