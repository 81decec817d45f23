"""From the model's outputs to attributions: which words are a cue, and which source and content words go with it.

After the biaffine scoring of Dozat & Manning (2017), with the cue as the head: a cue's query times every word's key, plus a
bias for the distance in word pieces and in paragraphs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_EDGES = np.array([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256])
DISTANCES = 2 * len(_EDGES) + 1
"""Buckets of the distance to a cue: inside it, before it, after it."""
_FAR = 3
PARAGRAPHS = 2 * _FAR + 1
"""Buckets of the distance in paragraphs, clipped."""


def distance_buckets(length: int, starts: Integers, ends: Integers) -> Integers:
    """For cues [starts, ends) in a window of so many pieces, the bucket of each piece's distance: an array [cues, length]."""
    at = np.arange(length)[None]
    before, after = starts[:, None] - at, at - ends[:, None] + 1
    ahead = np.searchsorted(_EDGES, after, side="right")
    behind = np.searchsorted(_EDGES, before, side="right") + len(_EDGES)
    return np.where(after > 0, ahead, np.where(before > 0, behind, 0))


def paragraph_buckets(paragraphs: Integers, starts: Integers) -> Integers:
    """For cues that begin at pieces `starts`, the bucket of each piece's distance in paragraphs: an array [cues, length]."""
    return np.asarray(np.clip(paragraphs[None] - paragraphs[starts][:, None], -_FAR, _FAR) + _FAR)
