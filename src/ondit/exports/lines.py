"""The text of an article line by line, as it is shown: each line as the runs of words that belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ondit.exports.wording import manner
from ondit.reading import Reading, Segment


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one line that one chain owns in one manner, with the white space around them."""

    start: int
    end: int
    segment: Segment
    """The first that it is of."""


def lines(reading: Reading, apart: Callable[[Segment], Hashable] = lambda segment: None) -> Iterator[list[Run]]:
    """The lines in order; a turn begins a line, also where the page has run its paragraphs together.

    Neighbouring segments for which `apart` gives different values are never one run.
    """
    text = reading.article.text
    begins = [turn.marker[0] if turn.marker else turn.start for turn in reading.turns]
    line: list[Run] = []
    last = 0
    for (_, _, turn, _), run in groupby(reading.segments, lambda s: (s.chain, manner(s), bisect_right(begins, s.start), apart(s))):
        first, *rest = run
        start, end = first.start, (rest[-1] if rest else first).end
        if turn != last:
            yield line
            line, last = [], turn
        while (feed := text.find("\n", start, end)) >= 0:
            yield [*line, Run(start, feed, first)]
            line, start = [], feed + 1
        line.append(Run(start, end, first))
    yield line
