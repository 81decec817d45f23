"""Which layout a page has, and where by that layout each turn begins and ends.

Layouts are tried from the plainest evidence to the weakest: markers that begin lines, the same in the middle of a line,
numbers, bold or italic questions, questions without any mark. The first that holds is the page's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..reading import Role, Span
from .introductions import announces_interview
from .lexicon import ANSWERERS, ASKERS, FIRST_PERSON, SECOND_PERSON
from .markers import Mark, inline_letter_marks, inline_name_marks, is_label, leading_mark, number_mark
from .paragraphs import is_aside, is_closing, is_heading, lines, spoken_end, unquoted, words
from .unmarked import decode, is_conversation


@dataclass(frozen=True, slots=True)
class Piece:
    """A turn whose speaker is known by label only; an empty label where the layout has none."""

    label: str
    role: Role | None
    marker: Span | None
    start: int
    end: int


def lay_out(text: str, start: int, *, emphasis: tuple[Span, ...] = (), announced: bool = False) -> list[Piece]:
    """The turns of the text from `start` on by the layout it has; none where it is no conversation.

    `announced`: the page calls itself an interview, so that less is asked of a layout without markers.
    """
    held = lines(text, start)
    return (
        _marked(text, held)
        or _inline(text, start, inline_letter_marks(text, start, len(text)))
        or _inline(text, start, _recurring(text, inline_name_marks(text, start, len(text))))
        or _numbered(text, held)
        or _emphasised(text, held, emphasis)
        or _unmarked(text, held, announced)
    )


# ---------------------------------------------------------------- markers


def _marked(text: str, held: list[Span]) -> list[Piece]:
    """Markers at the beginning of lines; where they are, the same markers count within a line after the end of a sentence."""
    marks = _speakers(text, _in_order([mark for line in held if (mark := leading_mark(text, line))]))
    if not marks:
        return []
    labels = {mark.label for mark in marks}
    within = [m for m in inline_name_marks(text, held[0][0], len(text)) if m.label in labels and _after_sentence(text, m.start)]
    marks = sorted({m.start: m for m in [*within, *marks]}.values(), key=lambda m: m.start)
    if len({mark.key for mark in marks}) > 1:
        return _pieces(text, marks)
    at_line = {bisect_right(held, mark.start, key=lambda line: line[0]) - 1: mark for mark in marks}
    return _decoded(text, held, at_line.keys(), at_line)


def _inline(text: str, start: int, marks: list[Mark]) -> list[Piece]:
    """Markers anywhere, as on a page whose paragraphs have run together."""
    marks = _speakers(text, _in_order(marks))
    return _pieces(text, marks) if len({mark.key for mark in marks}) > 1 else []


def _after_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in ".?!”\"’')]…"


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    """Without an `A` that answers no `Q`: *A. Smith*, *vitamin A:*."""
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1].key if kept else ""
        if mark.key not in ("a", "answer") or before in ("q", "question") or (before == mark.key and mark.stop == ":"):
            kept.append(mark)
    return kept


def _recurring(text: str, marks: list[Mark]) -> list[Mark]:
    """Each mark with the part of its run of capital words that comes most often, the longest such.

    A run that begins a sentence is taken whole: the full name where a short one comes later. Other labels that come once are left out.
    """
    tails = Counter(tail for mark in marks for tail in _tails(mark.label))
    kept = []
    for mark in marks:
        label = max(_tails(mark.label), key=lambda tail: (tails[tail], len(tail)))
        if " " in mark.label and _after_sentence(text, mark.start) and is_label(mark.label):
            kept.append(mark)
        elif tails[label] > 1:
            kept.append(replace(mark, label=label, start=mark.start + mark.label.rindex(label)))
    return kept


def _tails(label: str) -> list[str]:
    """*Interview Anna Berg* → itself, *Anna Berg*, *Berg*."""
    tokens = label.split()
    return [label[len(label) - len(label.split(None, n)[-1]) :] for n in range(len(tokens)) if tokens[n][0].isupper()]


def _speakers(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks whose labels name speakers, or none where they make no conversation.

    A conversation has labels that come again and people who say *I* or *you* or ask: what lists and captions do not. A label
    that comes once counts if it is written like a name or stands between two turns of one speaker.
    """
    groups = _groups(marks)
    count = Counter(groups)
    recurs = [count[group] > 1 for group in groups]
    kept = [mark for n, mark in enumerate(marks) if recurs[n] or _is_name(mark) or _is_between(n, groups, recurs)]
    if len(kept) < 3 or not any(recurs):
        return []
    contents = [text[m.end : end] for m, end in zip(kept, [*(m.start for m in kept[1:]), len(text)], strict=True)]
    return kept if 2 * sum(map(_is_speech, contents)) >= len(kept) else []


def _groups(marks: list[Mark]) -> list[str]:
    """For each mark the shortest label of the page that its own ends with: *jake tapper* goes with *tapper*."""
    keys = {mark.key for mark in marks}
    return [next((tail for tail in reversed(_tails_of(mark.key)) if tail in keys), mark.key) for mark in marks]


def _tails_of(key: str) -> list[str]:
    tokens = key.split()
    return [" ".join(tokens[n:]) for n in range(len(tokens))]


def _is_name(mark: Mark) -> bool:
    return mark.stop == ":" and (mark.label.isupper() or " " in mark.key) and mark.key not in ("q", "a")


def _is_between(n: int, groups: list[str], recurs: list[bool]) -> bool:
    return 0 < n < len(groups) - 1 and recurs[n - 1] and groups[n - 1] == groups[n + 1]


def _is_speech(said: str) -> bool:
    """Does somebody speak here? Says *I* or *you*, or asks."""
    bare = unquoted(said[:2000])
    return "?" in bare or bool((FIRST_PERSON | SECOND_PERSON).intersection(words(bare)))


def _pieces(text: str, marks: list[Mark]) -> list[Piece]:
    ends = [mark.start for mark in marks[1:]]
    found: list[Piece] = []
    for mark, end in zip(marks, [*ends, None], strict=True):
        start = _skip_space(text, mark.end)
        end = spoken_end(text, start, end) if end is not None else _last_end(text, start, found)
        if end > start:
            found.append(Piece(mark.label, _role(mark.key), (mark.start, mark.end), start, end))
    return found


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _role(key: str) -> Role | None:
    return "question" if key in ASKERS else "answer" if key in ANSWERERS else None


def _last_end(text: str, start: int, before: list[Piece]) -> int:
    """Where the last turn ends, which no marker tells: its first line and those after it in which its speaker goes on.

    Whoever says *I* goes on; so does any line where turns of the page have several and no more is left than the longest of them holds.
    """
    held = lines(text, start)
    if not held:
        return start
    longest = max((p.end - p.start for p in before if "\n" in text[p.start : p.end]), default=0)
    little_left = len(text) - held[0][1] <= longest
    last = 0
    while last + 1 < len(held) and _goes_on(text[slice(*held[last])], text[slice(*held[last + 1])], little_left):
        last += 1
    return held[last][1]


def _goes_on(said: str, after: str, little_left: bool) -> bool:
    if is_aside(after) or (is_heading(after) and not said.endswith(":")) or is_closing(after):
        return False
    return little_left or said.endswith(":") or bool(FIRST_PERSON.intersection(words(unquoted(after))))


# ---------------------------------------------------------------- no markers for answers


def _decoded(text: str, held: list[Span], asking: Collection[int] | None, marks: Mapping[int, Mark] = MappingProxyType({})) -> list[Piece]:
    """Turns as the sequence of paragraphs tells them, given the numbers of those that begin a question and their markers."""
    said = _unnumbered(text, held, marks)
    found = []
    for role, first, last in decode(text, said, asking):
        mark = marks.get(first) if role == "question" else None
        start = said[first][0]
        marker = (mark.start, mark.end) if mark else None
        found.append(Piece(mark.label if mark else "", role, marker, start, spoken_end(text, start, held[last][1])))
    return found


def _unnumbered(text: str, held: list[Span], marks: Mapping[int, Mark]) -> list[Span]:
    """The lines without the markers that begin them."""
    return [(_skip_space(text, marks[n].end), end) if n in marks else (start, end) for n, (start, end) in enumerate(held)]


def _numbered(text: str, held: list[Span]) -> list[Piece]:
    """Questions numbered from 1 on, most of them with a question mark."""
    marks: dict[int, Mark] = {}
    for n, line in enumerate(held):
        if (found := number_mark(text, line)) and found[0] == len(marks) + 1:
            marks[n] = found[1]
    asked = sum("?" in text[slice(*held[n])] for n in marks)
    if len(marks) < 2 or 2 * asked < len(marks) or not _is_talk(text, _unnumbered(text, held, marks), marks.keys()):
        return []
    return _decoded(text, held, marks.keys(), marks)


def _emphasised(text: str, held: list[Span], emphasis: tuple[Span, ...]) -> list[Piece]:
    """Questions in bold or italics, answers plain."""
    marked = {n for n in _covered(held, emphasis) if not is_heading(text[slice(*held[n])])}
    begins = {n for n in marked if n - 1 not in marked}
    asked = sum("?" in text[slice(*held[n])] for n in marked)
    if len(begins) < 2 or 2 * asked < len(begins) or not _is_talk(text, held, begins):
        return []
    return _decoded(text, held, begins)


def _covered(held: list[Span], emphasis: tuple[Span, ...]) -> Iterator[int]:
    """The numbers of the lines that are emphasised but for a tenth at most."""
    inside = [0] * len(held)
    for start, end in emphasis:
        n = max(0, bisect_right(held, start, key=lambda line: line[0]) - 1)
        while n < len(held) and held[n][0] < end:
            inside[n] += max(0, min(held[n][1], end) - max(held[n][0], start))
            n += 1
    return (n for n, (start, end) in enumerate(held) if inside[n] >= 0.9 * (end - start))


def _unmarked(text: str, held: list[Span], announced: bool) -> list[Piece]:
    """Questions without any mark: at least three, or two where the page calls itself an interview."""
    stretches = decode(text, held)
    if not stretches:
        return []
    announced = announced or announces_interview(text[held[0][0] : held[stretches[0][1]][0]])
    if len(stretches) < (4 if announced else 6) or not is_conversation(text, held, stretches, marked=False):
        return []
    return _decoded(text, held, None)


def _is_talk(text: str, held: list[Span], asking: Collection[int]) -> bool:
    return is_conversation(text, held, decode(text, held, asking))
