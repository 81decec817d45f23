"""Long texts in windows that overlap, each word taken from the window in which it stands most central."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ondit.reading import Turn
from ondit.tagging.linking import Integers

ROOM = 254
"""Most pieces in a window beside [CLS] and [SEP]. Attributed F1 on PolNeAR dev: 0.740 at 254, 0.737 at 222, 0.726 at 158, 0.70 at 318."""
OVERLAP = 48
"""Pieces that neighbouring windows share. With 32 the same figure is half a point lower; 64 costs time and gains nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces [start, end) are read together; [own_start, own_end) are taken from this window and no other."""

    start: int
    end: int
    own_start: int
    own_end: int


def windows(starts: Integers, turns: Sequence[Turn], *, room: int = ROOM, overlap: int = OVERLAP) -> list[Window]:
    """The windows over all pieces, given the offset of each; every turn is a text of its own."""
    edges = sorted({edge for turn in turns for edge in (turn.start, turn.end)})
    cuts = [0, *np.searchsorted(starts, edges).tolist(), len(starts)]
    return [window for start, end in pairwise(cuts) if end > start for window in _spread(start, end, room, overlap)]


def _spread(start: int, end: int, room: int, overlap: int) -> list[Window]:
    """As few windows as cover a stretch, all of the same length and none longer than it must be."""
    length = end - start
    number = 1 if length <= room else -(-(length - overlap) // (room - overlap))
    size = -(-(length + (number - 1) * overlap) // number)
    at = [start + round(n * (length - size) / max(1, number - 1)) for n in range(number)]
    middles = [(left + size + right) // 2 for left, right in pairwise(at)]
    own = [start, *middles, end]
    return [Window(s, s + size, own[n], own[n + 1]) for n, s in enumerate(at)]
