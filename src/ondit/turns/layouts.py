"""Which layout a page has.

Layouts are tried from the plainest evidence to the weakest: markers that begin lines, the same in the middle of a line, numbers,
bold or italic questions, questions without any mark. The first that holds is the page's.
"""

from __future__ import annotations

from ..reading import Span
from .markers import Mark, emphasised_mark, inline_letter_marks, inline_name_marks, leading_mark
from .paragraphs import lines
from .pieces import Piece
from .questions import after_marks, after_numbers, in_bold, run_together, unmarked
from .speakers import after_sentence, in_order, pieces, recurring, speakers

_MOST = 20_000
"""More lines or colons than the transcript of a day has; so many take half a second (2026-11-24), and an endless page no more."""


def lay_out(text: str, start: int, *, emphasis: tuple[Span, ...] = (), announced: bool = False) -> list[Piece]:
    """The turns of the text from `start` on by the layout it has; none where it is no conversation.

    `announced`: the headline calls the page an interview, so that less is asked of a layout without markers.
    """
    held = lines(text, start)
    if max(len(held), text.count(":")) > _MOST:
        return []
    letters = inline_letter_marks(text, start)
    return (
        _marked(text, held, emphasis)
        or _inline(text, letters)
        or _inline(text, recurring(text, inline_name_marks(text, start)))
        or after_numbers(text, held)
        or in_bold(text, held, emphasis)
        or run_together(text, start, [mark for mark in letters if mark.key in ("q", "question")])
        or unmarked(text, held, announced)
    )


def _marked(text: str, held: list[Span], emphasis: tuple[Span, ...]) -> list[Piece]:
    """Markers at the beginning of lines; where they are, the same markers count within a line after the end of a sentence."""
    bold = dict(emphasis)
    marks = [mark for line in held if (mark := leading_mark(text, line) or emphasised_mark(text, line, bold.get(line[0])))]
    marks = speakers(text, in_order(marks))
    if not marks:
        return []
    labels = {mark.label for mark in marks}
    within = [m for m in inline_name_marks(text, held[0][0]) if m.label in labels and after_sentence(text, m.start)]
    marks = sorted({m.start: m for m in [*within, *marks]}.values(), key=lambda m: m.start)
    return pieces(text, marks) if _several(marks) else after_marks(text, held, marks)


def _inline(text: str, marks: list[Mark]) -> list[Piece]:
    """Markers anywhere, as on a page whose paragraphs have run together."""
    marks = speakers(text, in_order(marks)) if len(marks) <= _MOST else []
    return pieces(text, marks) if _several(marks) else []


def _several(marks: list[Mark]) -> bool:
    return len({mark.key for mark in marks}) > 1
