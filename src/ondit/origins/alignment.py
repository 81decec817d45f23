"""Which words of one text stand in another, in which order, whatever was cut, put in or reworded between them.

Seed and extend, as one compares genomes: runs of equal words are the seeds, neighbouring seeds on neighbouring diagonals make a
stretch, and what lies between two seeds is aligned word by word. The work grows with the texts, not with their product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz.distance import LCSseq

from ondit.origins.words import SHINGLE, Words

_REACH = 40
"""Words between two seeds of one stretch at most: at 40 % of words changed at random, seeds of four lie twelve words apart on average
and three in a hundred gaps are longer; an inserted paragraph parts two stretches."""

_OFTEN = 8
"""A shingle that one text has more often than this is a refrain, and no seed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words: `length` of them, from `here` in one text and from `there` in the other, counted in words."""

    here: int
    there: int
    length: int


def align(here: Words, there: Words) -> list[tuple[Run, ...]]:
    """The stretches that two texts have in common, each as its runs of equal words in order of both texts."""
    return [_filled(here, there, seeds) for seeds in _chains(_seeds(here, there))]


def _seeds(here: Words, there: Words) -> list[Run]:
    """The longest runs of at least `SHINGLE` equal words, in the order of the first text."""
    common = np.intersect1d(here.shingles, there.shingles)
    if not len(common):
        return []
    places: dict[int, list[int]] = defaultdict(list)
    for at in _those_in(there.shingles, common):
        places[int(there.shingles[at])].append(at)
    runs: list[Run] = []
    open_runs: dict[int, tuple[int, int]] = {}  # by diagonal: the first word and the last shingle of a run
    for at in _those_in(here.shingles, common):
        others = places[int(here.shingles[at])]
        for other in others if len(others) <= _OFTEN else ():
            diagonal = at - other
            first, last = open_runs.get(diagonal, (at, at - 1))
            if last != at - 1:
                runs.append(Run(first, first - diagonal, last - first + SHINGLE))
                first = at
            open_runs[diagonal] = first, at
    runs.extend(Run(first, first - diagonal, last - first + SHINGLE) for diagonal, (first, last) in open_runs.items())
    return sorted(runs, key=lambda run: (run.here, run.there))


def _those_in(shingles: Any, common: Any) -> list[int]:
    """Where an array has one of the sorted values of another."""
    at = np.minimum(np.searchsorted(common, shingles), len(common) - 1)
    return np.flatnonzero(common[at] == shingles).tolist()


def _chains(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs that follow each other closely in both texts, put together; words that two chains want are the longer one's."""
    chains: list[list[Run]] = []
    live: list[list[Run]] = []
    for run in runs:
        live = [chain for chain in live if run.here - _end(chain[-1])[0] <= _REACH]
        near = [chain for chain in live if _follows(run, chain[-1])]
        if near:
            min(near, key=lambda chain: abs((run.here - run.there) - (chain[-1].here - chain[-1].there))).append(run)
        else:
            live.append([run])
            chains.append(live[-1])
    return _each_word_once(chains)


def _end(run: Run) -> tuple[int, int]:
    return run.here + run.length, run.there + run.length


def _follows(run: Run, last: Run) -> bool:
    """Does a run go on where another ends? They may overlap in a few words, as *to be or not to be* does."""
    end_here, end_there = _end(last)
    return (
        last.here < run.here
        and last.there < run.there
        and run.here + run.length > end_here
        and run.there + run.length > end_there
        and run.there - end_there <= _REACH
    )


def _each_word_once(chains: list[list[Run]]) -> list[list[Run]]:
    """The chains without what a longer one already has of either text, in the order of the first text."""
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    kept: list[list[Run]] = []
    for chain in sorted(chains, key=lambda chain: -sum(run.length for run in chain)):
        free: list[Run] = []
        for run in chain:
            skip = 0
            if free:  # cut what overlaps the run before
                end_here, end_there = _end(free[-1])
                skip = max(0, end_here - run.here, end_there - run.there)
            while skip < run.length and (run.here + skip in taken_here or run.there + skip in taken_there):
                skip += 1
            length = skip
            while length < run.length and run.here + length not in taken_here and run.there + length not in taken_there:
                length += 1
            if length > skip:
                free.append(Run(run.here + skip, run.there + skip, length - skip))
        if free:
            kept.append(free)
            taken_here.update(word for run in free for word in range(run.here, run.here + run.length))
            taken_there.update(word for run in free for word in range(run.there, run.there + run.length))
    return sorted(kept, key=lambda chain: chain[0].here)


def _filled(here: Words, there: Words, seeds: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of a stretch with the shorter ones between them."""
    filled = [seeds[0]]
    for seed in seeds[1:]:
        start_here, start_there = _end(filled[-1])
        filled.extend(_between(here, there, (start_here, seed.here), (start_there, seed.there)))
        filled.append(seed)
    return tuple(_joined(filled))


def _between(here: Words, there: Words, mine: tuple[int, int], others: tuple[int, int]) -> Iterator[Run]:
    """The longest common subsequence of two gaps, as runs."""
    a, b = here.folded[slice(*mine)], there.folded[slice(*others)]
    if a and b:
        for block in LCSseq.opcodes(a, b).as_matching_blocks():
            if block.size:
                yield Run(mine[0] + block.a, others[0] + block.b, block.size)


def _joined(runs: Sequence[Run]) -> list[Run]:
    joined = [runs[0]]
    for run in runs[1:]:
        if _end(joined[-1]) == (run.here, run.there):
            joined[-1] = Run(joined[-1].here, joined[-1].there, joined[-1].length + run.length)
        else:
            joined.append(run)
    return joined
