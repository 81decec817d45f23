"""Paragraphs with their emphasis, put together into one normalised text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ondit.reading import Span

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)  # soft hyphens, zero-width marks, control characters


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text, normalised (NFC, single spaces), and the spans of its bold and italic stretches.

    `style` is the name of its style in a word processor, where it has one.
    """

    text: str
    emphasis: tuple[Span, ...] = ()
    style: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, for comparing."""
        return words_of(self.text)


@dataclass(slots=True)
class ParagraphMaker:
    """Takes the pieces of one paragraph as they come, plain or emphasised, and makes a `Paragraph` of them."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, piece: str | None, emphasised: bool = False) -> None:
        if piece:
            self.pieces.append((piece, emphasised))

    def make(self, style: str = "") -> Paragraph:
        """The paragraph so far, which may be empty; the maker is empty afterwards."""
        text, spans, length, spaced = [], list[Span](), 0, True
        for raw, emphasised in self.pieces:
            piece = clean_line(raw)
            piece = piece[1:] if spaced and piece[:1] == " " else piece
            if not piece:
                continue
            if emphasised and piece != " ":
                spans.append((length + (piece[0] == " "), length + len(piece.rstrip())))
            spaced = piece[-1] == " "
            length += len(piece)
            text.append(piece)
        self.pieces.clear()
        return _composed("".join(text).rstrip(), _joined(spans), style)


def _composed(text: str, spans: tuple[Span, ...], style: str) -> Paragraph:
    composed = unicodedata.normalize("NFC", text)
    # A combining mark that begins a piece shifts what follows; such a paragraph, rare, goes without emphasis.
    return Paragraph(composed, spans if len(composed) == len(text) else (), style)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that touch, or have a space between them, made one."""
    out: list[Span] = []
    for start, end in spans:
        if out and start - out[-1][1] <= 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def clean_line(text: str) -> str:
    """A text as one line: NFC, every run of white space a single space, no invisible characters."""
    return unicodedata.normalize("NFC", _SPACE.sub(" ", _INVISIBLE.sub("", text)))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, case folded, for comparing; punctuation and spaces do not count."""
    return tuple(re.findall(r"\w+", text.casefold()))


def joined(paragraphs: Iterable[Paragraph]) -> Paragraph:
    """The paragraphs as one text with a blank line between them, and their emphasis in it."""
    text, spans, at = list[str](), list[Span](), 0
    for paragraph in paragraphs:
        spans += [(at + start, at + end) for start, end in paragraph.emphasis]
        text.append(paragraph.text)
        at += len(paragraph.text) + 2
    return Paragraph("\n\n".join(text), tuple(spans))


def split(text: str) -> Iterator[Paragraph]:
    """The lines of a text that hold something, as paragraphs."""
    for line in text.splitlines():
        if clean := clean_line(line).strip():
            yield Paragraph(clean)
