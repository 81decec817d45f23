"""Through how many hands a statement comes: what encloses it, and the chain of speakers that makes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ondit.reading import Attribution, Span
from ondit.voices.lexicon import COPULAS, DISPOSITIONS


def enclosing(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the innermost other one inside whose content its source and cue lie, if there is any."""
    contents = sorted((start, -end, i) for i, attribution in enumerate(attributions) for start, end in attribution.content)
    frames = sorted((frame[0], frame[1], i) for i, attribution in enumerate(attributions) if (frame := _frame(attribution)))
    parents: list[int | None] = [None] * len(attributions)
    open_: list[tuple[int, int]] = []
    at = 0
    for start, end, i in frames:
        while at < len(contents) and contents[at][0] <= start:
            open_.append((-contents[at][1], contents[at][2]))
            at += 1
        open_ = [(until, j) for until, j in open_ if until > start]
        around = [(until, j) for until, j in open_ if until >= end and j != i]
        if around:
            parents[i] = min(around, key=lambda pair: _length(attributions[pair[1]]))[1]
    return _without_circles(parents)


def without_dispositions(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those by which one voice tells how another is disposed: *Lee says they [are reluctant] to stay*.

    Such a state is reported, not spoken; at the top of a page it stays, as PolNeAR marks it.
    """
    disposed = [_is_disposition(text, one) for one in attributions]
    if not any(disposed):
        return list(attributions)
    parents = enclosing(attributions)
    return [one for one, parent, is_one in zip(attributions, parents, disposed, strict=True) if parent is None or not is_one]


def _is_disposition(text: str, attribution: Attribution) -> bool:
    words = [word for start, end in attribution.cue for word in re.findall(r"['’]?\w+", text[start:end].casefold())]
    return bool(words) and words[0] in COPULAS and not DISPOSITIONS.isdisjoint(words)


def _frame(attribution: Attribution) -> Span | None:
    """From the first to the last word of source and cue."""
    spans = [*attribution.source, *attribution.cue]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _length(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _without_circles(parents: list[int | None]) -> list[int | None]:
    """Where two attributions would each enclose the other, the first keeps none."""
    for i in range(len(parents)):
        seen, at = {i}, parents[i]
        while at is not None and at not in seen:
            seen.add(at)
            at = parents[at]
        if at is not None:
            parents[i] = None
    return parents


def chain_of(i: int, parents: Sequence[int | None], own: Sequence[str], floors: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The chain of attribution i: whoever has the floor, the voices of what encloses it, its own.

    A voice that only reports itself adds nobody.
    """
    path = [i]
    while (parent := parents[path[-1]]) is not None:
        path.append(parent)
    chain = list(floors[path[-1]])
    for at in reversed(path):
        if own[at] != chain[-1]:
            chain.append(own[at])
    return tuple(chain)
