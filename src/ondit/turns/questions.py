"""Layouts in which at most the questions are marked: by a number, by `Q:` alone, by bold type or by nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from ..reading import Role, Span
from .introductions import announces_interview
from .markers import Mark, inline_number_marks, number_mark
from .paragraphs import is_heading, spoken_end
from .pieces import Piece, skip_space
from .unmarked import ANNOUNCED, MARKED, UNANNOUNCED, Need, decode, is_conversation

_NO_MARKS: Mapping[int, Mark] = MappingProxyType({})


def after_marks(text: str, held: list[Span], marks: list[Mark]) -> list[Piece]:
    """Questions that marks begin, each at the start of a line, and answers without any."""
    at_line = {bisect_right(held, mark.start, key=lambda line: line[0]) - 1: mark for mark in marks}
    return _decoded(text, held, at_line.keys(), MARKED, at_line)


def after_numbers(text: str, held: list[Span]) -> list[Piece]:
    """Questions numbered from 1 on, most of them with a question mark."""
    marks: dict[int, Mark] = {}
    for n, line in enumerate(held):
        if (found := number_mark(text, line)) and found[0] == len(marks) + 1:
            marks[n] = found[1]
    asked = sum("?" in text[slice(*held[n])] for n in marks)
    return _decoded(text, held, marks.keys(), MARKED, marks) if 2 * asked >= len(marks) else []


def in_bold(text: str, held: list[Span], emphasis: tuple[Span, ...]) -> list[Piece]:
    """Questions in bold or italics, answers plain."""
    marked = {n for n in _covered(held, emphasis) if not is_heading(text[slice(*held[n])])}
    begins = {n for n in marked if n - 1 not in marked}
    asked = sum("?" in text[slice(*held[n])] for n in marked)
    return _decoded(text, held, begins, MARKED) if 2 * asked >= len(begins) else []


def _covered(held: list[Span], emphasis: tuple[Span, ...]) -> Iterator[int]:
    """The numbers of the lines that are emphasised but for a tenth at most."""
    inside = [0] * len(held)
    for start, end in emphasis:
        n = max(0, bisect_right(held, start, key=lambda line: line[0]) - 1)
        while n < len(held) and held[n][0] < end:
            inside[n] += max(0, min(held[n][1], end) - max(held[n][0], start))
            n += 1
    return (n for n, (start, end) in enumerate(held) if inside[n] >= 0.9 * (end - start))


def unmarked(text: str, held: list[Span], announced: bool) -> list[Piece]:
    """Questions without any mark."""
    stretches = decode(text, held)
    if not stretches:
        return []
    first = stretches[0][1]
    announced = announced or announces_interview(text[held[max(0, first - 2)][0] : held[first][0]])
    return _decoded(text, held, None, ANNOUNCED if announced else UNANNOUNCED)


def _decoded(text: str, held: list[Span], asking: Collection[int] | None, need: Need, marks: Mapping[int, Mark] = _NO_MARKS) -> list[Piece]:
    """Turns as the sequence of paragraphs tells them, given the numbers of those that begin a question and their markers."""
    if asking is not None and len(asking) < need.questions:
        return []
    said = [(skip_space(text, marks[n].end), end) if n in marks else (start, end) for n, (start, end) in enumerate(held)]
    stretches = decode(text, said, asking)
    if not is_conversation(text, said, stretches, need=need):
        return []
    return [_piece(text, role, marks.get(first), said[first][0], said[last][1]) for role, first, last in stretches]


def _piece(text: str, role: Role, mark: Mark | None, start: int, end: int) -> Piece:
    end = spoken_end(text, start, end)
    return Piece(mark.label, role, (mark.start, mark.end), start, end) if mark else Piece("", role, None, start, end)


_QUESTION = re.compile(r"\?[\"”’')\]]*(?=\s|$)")
_NEXT_QUESTION = 200
"""A sentence that ends in a question mark within so many characters after a question is a part of it."""


def run_together(text: str, start: int, marks: list[Mark]) -> list[Piece]:
    """Marked questions and unmarked answers in one paragraph: a question ends with its last question mark before its answer."""
    marks = marks or inline_number_marks(text, start)
    found: list[Piece] = []
    for mark, end in zip(marks, [*(m.start for m in marks[1:]), len(text)][: len(marks)], strict=True):
        begin = skip_space(text, mark.end)
        broken = text.find("\n", begin, end)
        end = broken if broken >= 0 else end
        middle = _question_end(text, begin, end)
        if middle and text[middle:end].strip():
            found += [_piece(text, "question", mark, begin, middle), _piece(text, "answer", None, skip_space(text, middle), end)]
    stretches: list[tuple[Role, int, int]] = [("answer" if n % 2 else "question", n, n) for n in range(len(found))]
    talk = len(found) >= 2 * len(marks) - 2 and is_conversation(text, [(p.start, p.end) for p in found], stretches, need=MARKED)
    return found if talk else []


def _question_end(text: str, begin: int, end: int) -> int | None:
    found = _QUESTION.search(text, begin, end)
    while found and (more := _QUESTION.search(text, found.end(), min(end, found.end() + _NEXT_QUESTION))):
        if re.search(r"[.!…]\s", text[found.end() : more.end()]):
            break
        found = more
    return found.end() if found else None
