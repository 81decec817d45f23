"""Through how many hands a statement comes: what encloses it, and the chain of speakers that makes."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence

from ondit.reading import Attribution, Span
from ondit.voices.lexicon import COPULAS, DISPOSITIONS


def enclosing(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the innermost other one inside whose content its source and cue lie, if there is any."""
    lengths = [sum(end - start for start, end in attribution.content) for attribution in attributions]
    contents = sorted((start, -end, i) for i, attribution in enumerate(attributions) for start, end in attribution.content)
    frames = sorted((frame[0], frame[1], i) for i, attribution in enumerate(attributions) if (frame := _frame(attribution)))
    parents: list[int | None] = [None] * len(attributions)
    open_: list[tuple[int, int, int, int]] = []  # the contents around the frame by their length, the shortest first
    at, closes = 0, 0
    for start, end, i in frames:
        while at < len(contents) and contents[at][0] <= start:
            begin, minus_end, j = contents[at]
            insort(open_, (lengths[j], begin, minus_end, j))
            closes = min(closes, -minus_end) if len(open_) > 1 else -minus_end
            at += 1
        if open_ and closes <= start:
            open_ = [content for content in open_ if -content[2] > start]
            closes = min((-content[2] for content in open_), default=0)
        parents[i] = next((j for _, _, minus_end, j in open_ if -minus_end >= end and j != i), None)
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


_SALUTATION = re.compile(r"^[ \t“\"]*(?:dear|to the) [^\n]{1,60}[:,][ \t]*$", re.IGNORECASE | re.MULTILINE)


def without_salutations(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those to whom a letter is written: *To the Editor:* says nothing."""
    greeted = [found.span() for found in _SALUTATION.finditer(text)]
    starts = [start for start, _ in greeted]

    def greets(at: int) -> bool:
        before = bisect_right(starts, at) - 1
        return before >= 0 and at < greeted[before][1]

    return [one for one in attributions if not any(greets(start) for start, _ in one.source)]


def _is_disposition(text: str, attribution: Attribution) -> bool:
    words = [word for start, end in attribution.cue for word in re.findall(r"['’]?\w+", text[start:end].casefold())]
    return bool(words) and words[0] in COPULAS and not DISPOSITIONS.isdisjoint(words)


def _frame(attribution: Attribution) -> Span | None:
    """From the first to the last word of source and cue."""
    spans = [*attribution.source, *attribution.cue]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _without_circles(parents: list[int | None]) -> list[int | None]:
    """Where two attributions would each enclose the other, the first keeps none."""
    clear: set[int] = set()  # those from which the way out is known
    for i in range(len(parents)):
        way, at = dict.fromkeys([i]), parents[i]
        while at is not None and at not in way and at not in clear:
            way[at] = None
            at = parents[at]
        if at is not None and at not in clear:
            parents[i] = None
            clear.add(i)
        else:
            clear.update(way)
    return parents


def chains(parents: Sequence[int | None], own: Sequence[str], floors: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The chain of each attribution: whoever has the floor, the voices of what encloses it, its own.

    A voice that only reports itself adds nobody.
    """
    found: dict[int, tuple[str, ...]] = {}
    for i in range(len(parents)):
        path: list[int] = []
        at: int | None = i
        while at is not None and at not in found:
            path.append(at)
            at = parents[at]
        chain = floors[path[-1]] if at is None else found[at]
        for at in reversed(path):
            chain = chain if own[at] == chain[-1] else (*chain, own[at])
            found[at] = chain
    return [found[i] for i in range(len(parents))]
