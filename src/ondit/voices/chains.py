"""Through how many hands a statement comes: what encloses it, and the chain of speakers that makes."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.reading import Attribution, Span


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
