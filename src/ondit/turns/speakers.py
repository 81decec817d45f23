"""Which marks on a page name speakers, and the turns between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from .lexicon import FIRST_PERSON, SECOND_PERSON
from .markers import Mark, is_label
from .paragraphs import is_aside, is_closing, is_heading, lines, spoken_end, unquoted, words
from .pieces import Piece, role_of, skip_space


def speakers(text: str, marks: list[Mark]) -> list[Mark]:
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


def in_order(marks: Iterable[Mark]) -> list[Mark]:
    """Without an `A` that answers no `Q`: *A. Smith*, *vitamin A:*."""
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1].key if kept else ""
        if mark.key not in ("a", "answer") or before in ("q", "question") or (before == mark.key and mark.stop == ":"):
            kept.append(mark)
    return kept


def recurring(text: str, marks: list[Mark]) -> list[Mark]:
    """Each mark with the part of its run of capital words that comes most often, the longest such.

    A run that begins a sentence is taken whole: the full name where a short one comes later. Other labels that come once are left out.
    """
    tails = Counter(tail for mark in marks for tail in _tails(mark.label))
    kept = []
    for mark in marks:
        label = max(_tails(mark.label), key=lambda tail: (tails[tail], len(tail)))
        if " " in mark.label and after_sentence(text, mark.start) and is_label(mark.label):
            kept.append(mark)
        elif tails[label] > 1:
            kept.append(replace(mark, label=label, start=mark.start + mark.label.rindex(label)))
    return kept


def _tails(label: str) -> list[str]:
    """*Interview Anna Berg* → itself, *Anna Berg*, *Berg*."""
    tokens = label.split()
    return [label[len(label) - len(label.split(None, n)[-1]) :] for n in range(len(tokens)) if tokens[n][0].isupper()]


def after_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in ".?!”\"’')]…"


def pieces(text: str, marks: list[Mark]) -> list[Piece]:
    """The turns that the marks part the text into."""
    ends = [mark.start for mark in marks[1:]]
    found: list[Piece] = []
    for mark, end in zip(marks, [*ends, None], strict=True):
        start = skip_space(text, mark.end)
        end = spoken_end(text, start, end) if end is not None else _last_end(text, start, found)
        if end > start:
            found.append(Piece(mark.label, role_of(mark.key), (mark.start, mark.end), start, end))
    return found


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
