"""Quotations that go on: sentences in quotation marks that the page leaves without a cue, because the speaker is clear."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ondit.reading import Attribution, Span

_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]?")


def with_whole_quotations(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each with the rest of a quotation of which it has a part and nobody else has one.

    What stands between one pair of marks has one speaker, unless its source and cue stand there too.
    """
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    holders: list[set[int]] = [set() for _ in quoted]
    for i, attribution in enumerate(attributions):
        for span in attribution.content:
            for k in _overlapping(quoted, span):
                if not any(_overlap(quoted[k], own) for own in (*attribution.source, *attribution.cue)):
                    holders[k].add(i)
    whole = list(attributions)
    for quotation, held in zip(quoted, holders, strict=True):
        if len(held) == 1:
            i = held.pop()
            whole[i] = replace(whole[i], content=_joined([*whole[i].content, quotation]))
    return whole


def _overlapping(quoted: Sequence[Span], span: Span) -> range:
    """The numbers of the quotations that share a character with a span."""
    return range(bisect_right(quoted, span[0], key=lambda q: q[1]), bisect_left(quoted, span[1], key=lambda q: q[0]))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class Quotations:
    """The quotations of a text, with the attribution that accounts for each.

    A quotation without one of its own goes on with the one before: in the same paragraph, or in the next one where the marks were not
    closed, as newspapers set a quotation of several paragraphs.
    """

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self._quoted = [found.span() for found in _QUOTED.finditer(text)]
        contents = sorted((start, i) for i, attribution in enumerate(attributions) for start, _ in attribution.content)
        starts = [start for start, _ in contents]
        self._owners: list[int | None] = []
        for k, (start, end) in enumerate(self._quoted):
            at = bisect_left(starts, start)
            if at < len(starts) and starts[at] < end:
                self._owners.append(contents[at][1])
            else:
                self._owners.append(self._owners[-1] if k and _goes_on(text, self._quoted[k - 1], start) else None)

    def goes_on_with(self, sentence: Span) -> int | None:
        """The attribution whose quotation the sentence is more of; None where it is no quotation or stands alone."""
        at = bisect_right(self._quoted, sentence[0], key=lambda span: span[0]) - 1
        inside = at >= 0 and sentence[1] <= self._quoted[at][1] + 1
        return self._owners[at] if inside else None


def _goes_on(text: str, before: Span, start: int) -> bool:
    between = text[before[1] : start]
    unclosed = text[before[0]] == "“" and text[before[1] - 1] != "”"
    return "\n" not in between or (unclosed and not between.strip())
