"""From the pieces of lines on the pages of a PDF to paragraphs in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from ondit.pages.draft import About, Draft
from ondit.pages.paragraphs import Paragraph, clean_line
from ondit.reading import Caution


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a piece of one: where it begins and ends, its height counted downwards, and the size of its letters, in points."""

    text: str
    left: float
    right: float
    height: float
    size: float


def lay_out(pages: list[list[Line]], warnings: tuple[Caution, ...] = ()) -> Draft:
    """The draft of a document from the lines of its pages: furniture off, columns in order, lines made into paragraphs."""
    pages = _without_furniture([_rows(lines) for lines in pages])
    sizes = Counter[float]()
    for line in (line for lines in pages for line in lines):
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 1.0
    text = _Text(frozenset(word for lines in pages for line in lines for word in re.findall(r"\w+-\w+", line.text.casefold())))
    for lines in pages:
        for column in _columns(lines):
            text.add_column(_rows(column), usual)
        text.end_page()
    text.end_paragraph()
    return _draft(text, usual, warnings)


def _draft(text: _Text, usual: float, warnings: tuple[Caution, ...]) -> Draft:
    at = _title_at(text, usual)
    paragraphs = tuple(paragraph for n, paragraph in enumerate(text.paragraphs) if n != at)
    breaks = tuple((n - (at is not None and n > at), 0 if n == at else end) for n, end in text.breaks)
    return Draft(paragraphs, About(title=text.paragraphs[at].text if at is not None else None), breaks, warnings)


_TITLE_SIZE = 1.15
_TITLE_LENGTH = 300


def _title_at(text: _Text, usual: float) -> int | None:
    """Which paragraph is the title: the one in the largest letters of the first page, where they are larger than usual."""
    last = text.breaks[0][0] if text.breaks else 0
    first_page = [n for n in range(min(last + 1, len(text.paragraphs))) if len(text.paragraphs[n].text) <= _TITLE_LENGTH]
    best = max(first_page, key=lambda n: text.sizes[n], default=None)
    return best if best is not None and text.sizes[best] >= _TITLE_SIZE * usual and len(text.paragraphs) > 1 else None


# ---------------------------------------------------------------- rows and columns


def _rows(lines: list[Line]) -> list[Line]:
    """The pieces from top to bottom, and from left to right where they stand in one row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.height):
        if rows and abs(line.height - rows[-1][0].height) < min(line.size, rows[-1][0].size) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


_CROSSING = 0.3
"""Of the lines of a page: as many may run across both columns (headings, an abstract, a summary) and it still has two."""
_IN_COLUMN = 0.15
"""Of the lines, and of the width: what a column has at least."""


def _columns(lines: list[Line], depth: int = 3) -> Iterator[list[Line]]:
    """The lines in reading order: where there is a gutter, the left column before the right one, between lines that run across both."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        yield lines
        return
    for across, group in groupby(lines, key=lambda line: line.left < gutter < line.right):
        if across:
            yield list(group)
            continue
        beside = list(group)
        for side in ([line for line in beside if line.right <= gutter], [line for line in beside if line.right > gutter]):
            yield from _columns(side, depth - 1)


def _gutter(lines: list[Line]) -> float | None:
    """The x just left of where a right-hand column begins, or None where the lines stand in one column."""
    best, gutter = 0, None
    width = max((line.right for line in lines), default=0) - min((line.left for line in lines), default=0)
    for start, _ in Counter(round(line.left) for line in lines).most_common(12):
        x = start - 1.5
        left = [line for line in lines if line.right <= x]
        right = [line for line in lines if line.left >= x]
        crossing = len(lines) - len(left) - len(right)
        score = min(len(left), len(right)) - crossing
        if score > best and crossing <= _CROSSING * len(lines) and _stand_beside(left, right, len(lines), width):
            best, gutter = score, x
    return gutter


def _stand_beside(left: list[Line], right: list[Line], count: int, width: float) -> bool:
    """True for two columns of running text: neither a margin of numbers nor one block under another."""
    if min(len(left), len(right)) < max(3, _IN_COLUMN * count):
        return False
    wide = all(median(line.right - line.left for line in side) >= _IN_COLUMN * width for side in (left, right))
    shared = min(left[-1].height, right[-1].height) - max(left[0].height, right[0].height)
    shorter = min(side[-1].height - side[0].height for side in (left, right))
    return wide and shared > 0.5 * shorter


# ---------------------------------------------------------------- running heads and page numbers

_EDGE = 3
"""Rows at the top and the bottom of a page among which heads and numbers are looked for."""
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*(?:\d{1,4}|[ivxl]{1,6})\W*(?:(?:of|/|\|)\W*\d{1,4}\W*)?", re.IGNORECASE)


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without the rows at their edges that come again on other pages, numbers aside, and without page numbers."""
    seen = Counter(key for lines in pages for key in {_key(line, edge) for line, edge in _edges(lines)})
    often = max(2, 0.25 * sum(map(bool, pages)))
    kept = []
    for lines in pages:
        furniture = {id(line) for line, edge in _edges(lines) if seen[_key(line, edge)] >= often}
        outermost = {id(line) for line in (*lines[:1], *lines[-1:]) if _PAGE_NUMBER.fullmatch(line.text)}
        kept.append([line for line in lines if id(line) not in furniture | outermost])
    return kept


def _edges(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    heights = sorted({line.height for line in lines})
    top, bottom = heights[:_EDGE], heights[-_EDGE:]
    for line in lines:
        if line.height in top or line.height in bottom:
            yield line, "top" if line.height in top else "bottom"


def _key(line: Line, edge: str) -> tuple[str, str]:
    return edge, re.sub(r"\d+", "#", line.text.casefold())


# ---------------------------------------------------------------- paragraphs

_ENDS = (".", "!", "?", ":", "”", '"', "’", ")", "…")
_BULLET = re.compile(r"(?:[•▪‣◦·●■–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_MARKER = re.compile(r"(?:Q|A|Question|Answer)\s*[:.]\s*\S")


@dataclass(slots=True)
class _Text:
    """Takes lines in reading order and makes paragraphs of them. `compounds` are words that the document writes with a hyphen."""

    compounds: frozenset[str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    open: str = ""
    last: Line | None = None

    def add_column(self, lines: list[Line], usual: float) -> None:
        """Add the lines of a column; the paragraph that the column before it left open may go on in it."""
        if not lines:
            return
        pitch = median([b.height - a.height for a, b in pairwise(lines) if b.height - a.height > 1] or [usual * 1.2])
        left, right = median(line.left for line in lines), max(line.right for line in lines)
        before: Line | None = None
        for line in lines:
            if before is None:
                ends = not self._goes_on(line)
            elif line.height - before.height < before.size / 2:
                ends = False  # the same row
            else:
                ends = _ends_paragraph(before, line, pitch * max(1.0, line.size / usual), left, right)
            if ends:
                self.end_paragraph()
            self._append(line.text)
            self.last = before = line

    def _goes_on(self, line: Line) -> bool:
        """Whether the open paragraph goes on in a new column or page that begins with this line."""
        if self.last is None or abs(self.last.size - line.size) > 0.5 or _begins_paragraph(line.text):
            return False
        return not self.open.endswith(_ENDS) or line.text[:1].islower()

    def _append(self, words: str) -> None:
        if self.open.endswith("-") and re.search(r"\w-$", self.open) and words[:1].islower():
            stem = re.findall(r"\w+-$", self.open)[-1]
            whole = (stem + re.findall(r"\w*", words)[0]).casefold()
            self.open = (self.open if whole in self.compounds else self.open[:-1]) + words
        else:
            self.open = clean_line(f"{self.open} {words}" if self.open else words)

    def end_page(self) -> None:
        self.breaks.append((len(self.paragraphs), len(self.open)))

    def end_paragraph(self) -> None:
        if text := clean_line(self.open).strip():
            self.paragraphs.append(Paragraph(text))
            self.sizes.append(self.last.size if self.last else 0.0)
        self.open = ""


def _begins_paragraph(words: str) -> bool:
    return bool(_BULLET.match(words) or _MARKER.match(words))


def _ends_paragraph(before: Line, line: Line, pitch: float, left: float, right: float) -> bool:
    """Whether a line begins a paragraph: by a gap, other letters, an indent, a bullet, or a short line before it that ends a sentence."""
    if line.height - before.height > 1.3 * pitch or abs(line.size - before.size) > 0.08 * before.size or _begins_paragraph(line.text):
        return True
    indented = line.left > left + 0.8 * line.size and before.left < line.left - 0.8 * line.size
    short = before.right < right - 0.15 * (right - left) and before.text.endswith(_ENDS)
    return indented or short
