"""The text of a PDF that has a text layer: its lines with their places, as PDFium gives them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ondit.errors import PageError
from ondit.pages.door import Capture
from ondit.pages.draft import Draft
from ondit.pages.limits import LONGEST_TEXT
from ondit.pages.pdf_layout import Line, lay_out
from ondit.reading import Caution

_MOST_PAGES = 2000
_WORD_GAP = 0.15
"""Of the size: a gap between letters that is a space though the file holds none."""
_COLUMN_GAP = 1.2
"""Of the size: a gap between words that may be the one between columns; where there are none, the pieces are put together again."""
_SPELT_OUT = {0x02: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""PDFium's mark of a hyphen at the end of a line, and ligatures."""

_ONE_AT_A_TIME = Lock()  # PDFium is not thread-safe


def read_pdf(capture: Capture) -> Draft:
    """The paragraphs of a PDF, its columns in reading order, without running heads and page numbers, words put together again
    that a line's end had parted; and where its pages end. PageError for one that is encrypted, scanned, broken or too long.
    """
    with _ONE_AT_A_TIME:
        pages = _pages(capture)
    blank = sum(not lines for lines in pages)
    if blank == len(pages):
        raise PageError(
            f"{capture.name} is scanned: its {len(pages)} pages are pictures without a text layer; run OCR over it first (ocrmypdf)"
        )
    warnings = (Caution("pages-without-text", f"{blank} of {len(pages)} pages hold no text; they may be scanned."),) if blank else ()
    return lay_out(pages, warnings)


def _pages(capture: Capture) -> list[list[Line]]:
    """The lines of each page."""
    try:
        document = pypdfium2.PdfDocument(capture.raw)
    except pypdfium2.PdfiumError as error:
        raise PageError(_why_not(capture.name, error)) from error
    try:
        return list(_read_pages(document, capture.name))
    finally:
        document.close()


def _why_not(name: str, error: pypdfium2.PdfiumError) -> str:
    if "password" in str(error).lower():
        return f"{name} is an encrypted PDF; save it without a password first"
    return f"{name} is a broken PDF ({error}); open it in a viewer and print it to a new PDF"


def _read_pages(document: Any, name: str) -> Iterator[list[Line]]:
    if len(document) > _MOST_PAGES:
        raise PageError(f"{name} has {len(document):,} pages, more than the {_MOST_PAGES:,} that are read as one article; split it up")
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:  # one broken page does not hide the others
            yield []
            continue
        length += text_page.count_chars()
        if length > LONGEST_TEXT:
            raise PageError(f"{name} has more than the {LONGEST_TEXT:,} characters of the longest article; split it up")
        yield list(_lines(_glyphs(text_page)))
        text_page.close()
        page.close()


# ---------------------------------------------------------------- from letters to pieces of lines

_Glyph = tuple[str, float, float, float, float]
"""A letter, the left and right end of it, the height of its line (downwards) and its size, in points."""


def _glyphs(text_page: Any) -> list[_Glyph]:
    """The letters of a page that stand the way most of them do, so that no sideways note along the margin gets between the lines."""
    turned: dict[int, list[_Glyph]] = {}
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        letter = _SPELT_OUT.get(code) or (chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " ")
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        quarter = round(pdfium.FPDFText_GetCharAngle(text_page, index) / (math.pi / 2)) % 4
        turned.setdefault(quarter, []).append(_glyph(text_page, index, letter, quarter))
    return max(turned.values(), key=len, default=[])


def _glyph(text_page: Any, index: int, letter: str, quarter: int) -> _Glyph:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    match quarter:
        case 0:
            return letter, x.value, right.value, -y.value, size
        case 1:
            return letter, y.value, top.value, x.value, size
        case 2:
            return letter, -x.value, -left.value, y.value, size
        case _:
            return letter, -y.value, -bottom.value, -x.value, size


def _lines(glyphs: list[_Glyph]) -> Iterator[Line]:
    """Pieces of lines: letters that follow each other at one height without a wide gap."""
    piece: list[_Glyph] = []
    for glyph in glyphs:
        if piece and not _follows(piece[-1], glyph):
            yield from _line(piece)
            piece = []
        piece.append(glyph)
    yield from _line(piece)


def _follows(before: _Glyph, glyph: _Glyph) -> bool:
    size = max(before[4], glyph[4], 1.0)
    return abs(glyph[3] - before[3]) < size / 2 and -size < glyph[1] - before[2] < _COLUMN_GAP * size


def _line(glyphs: list[_Glyph]) -> Iterator[Line]:
    text, end = list[str](), None
    for letter, left, right, _, size in glyphs:
        if end is not None and left - end > _WORD_GAP * size and letter != " " and text[-1] != " ":
            text.append(" ")
        text.append(letter)
        end = max(left, right)
    words = "".join(text).strip()
    if words:
        sizes = Counter(round(size, 1) for _, _, _, _, size in glyphs)
        height = Counter(round(glyph[3], 1) for glyph in glyphs).most_common(1)[0][0]
        ends = [glyph for glyph in glyphs if glyph[0] != " "]
        yield Line(words, ends[0][1], ends[-1][2], height, sizes.most_common(1)[0][0])
