"""Where a line stands on its page: what is around it, how far prose and furniture are, and whether it lies in the main block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ondit.pages.dump_lines import content_words, measure

Column = NDArray[np.float64]

_BESIDE = (-3, -2, -1, 1, 2, 3)
_SEEN_BESIDE = ("words", "sentence_end", "function_words", "capitalised", "furniture_line", "prose", "date", "byline")
_SIGNS = ("afterword", "furniture_line", "rights", "byline", "date", "ago", "count", "repeated")
_FARTHEST = 60
"""Lines after which far is far."""
_LONGEST_PROSE = 80
"""Words of a line that count towards a block, so that one long line does not make the block."""
_GAP_COSTS = (4, 12)
"""Words of prose that a line without prose costs a block: small, and the block bridges long lists; large, and it breaks at them."""


def rows(lines: Sequence[str]) -> dict[str, Column]:
    """What can be seen of each line (none of them blank), by itself and on its page: one column for each measure, by its name."""
    own = measure(lines)
    return {
        **own,
        **_beside(own),
        **_amounts(own),
        **_place(own),
        **_distances(own),
        **_blocks(own),
        **_cohesion(lines, own["prose"]),
    }


def _beside(columns: dict[str, Column]) -> dict[str, Column]:
    """Some measures of the lines just before (-) and after (+)."""
    return {f"{name}@{step:+d}": _shifted(columns[name], step) for step in _BESIDE for name in _SEEN_BESIDE}


def _shifted(values: Column, step: int) -> Column:
    """The values `step` lines further on; 0 beyond the ends."""
    out = np.zeros_like(values)
    n = len(values)
    if abs(step) < n:
        out[max(0, -step) : n - max(0, step)] = values[max(0, step) : n - max(0, -step)]
    return out


def _prose_words(columns: dict[str, Column]) -> Column:
    return np.asarray(columns["prose"] * np.expm1(columns["words"]))


def _amounts(columns: dict[str, Column]) -> dict[str, Column]:
    """How many words of prose and lines of furniture stand before and after, within some lines."""
    out = {}
    for name, values, radii, scale in (
        ("prose", _prose_words(columns), (4, 10, 25), np.log1p),
        ("furniture", columns["furniture_line"], (5, 15), np.asarray),
    ):
        for radius in radii:
            before, after = _around(values, radius)
            out[f"{name} in {radius} before"], out[f"{name} in {radius} after"] = scale(before), scale(after)
    return out


def _around(values: Column, radius: int) -> tuple[Column, Column]:
    """The sums over the `radius` lines before each line, and over those after it."""
    n = len(values)
    at, sums = np.arange(n), np.concatenate([[0.0], np.cumsum(values)])
    return sums[at] - sums[np.maximum(at - radius, 0)], sums[np.minimum(at + 1 + radius, n)] - sums[at + 1]


def _place(columns: dict[str, Column]) -> dict[str, Column]:
    """Where on the page the line stands, by lines and by prose, and how much there is of both."""
    prose = _prose_words(columns)
    n, total = len(prose), prose.sum()
    return {
        "share of prose before": (np.cumsum(prose) - prose) / (total + 1),
        "prose of page": np.full(n, np.log1p(total)),
        "lines of page": np.full(n, np.log(n)),
        "place": np.arange(n) / n,
    }


def _distances(columns: dict[str, Column]) -> dict[str, Column]:
    """How many lines ago each sign stood last, and in how many it comes next, on a logarithmic scale."""
    out = {}
    for name in ("prose", *_SIGNS):
        sign = columns[name] > 0
        out[f"since {name}"], out[f"until {name}"] = _since(sign), _since(sign[::-1])[::-1]
    return out


def _since(sign: NDArray[np.bool_]) -> Column:
    at = np.arange(len(sign))
    last = np.maximum.accumulate(np.where(sign, at, -_FARTHEST))
    before = np.concatenate([[-_FARTHEST], last[:-1]])
    return np.asarray(np.log1p(np.minimum(at - before, _FARTHEST)))


def _blocks(columns: dict[str, Column]) -> dict[str, Column]:
    """How far inside or outside the block of lines with most prose the line lies, and what came since the block began."""
    words, prose = np.expm1(columns["words"]), columns["prose"] > 0
    at, out = np.arange(len(words)), dict[str, Column]()
    for cost in _GAP_COSTS:
        gains = np.where(prose, np.minimum(words, _LONGEST_PROSE), -float(cost))
        start, end = heaviest(gains)
        inside = prose & (at >= start) & (at < end)
        afterwords = np.where(at >= start, columns["afterword"], 0.0)
        out[f"after start of block {cost}"] = _signed_log(at - start)
        out[f"before end of block {cost}"] = _signed_log(end - 1 - at)
        out[f"afterwords since block {cost}"] = np.cumsum(afterwords) - afterwords
        out[f"words a line of block {cost}"] = np.full(len(at), np.log1p(words[inside].mean() if inside.any() else 0.0))
    return out


def heaviest(gains: Column) -> tuple[int, int]:
    """The stretch with the greatest sum (Kadane's algorithm), as a half-open pair; (0, 0) where all gains are negative."""
    best, found, start, running = 0.0, (0, 0), 0, 0.0
    for at, gain in enumerate(gains.tolist()):
        if running <= 0:
            running, start = 0.0, at
        running += gain
        if running > best:
            best, found = running, (start, at + 1)
    return found


def _signed_log(values: NDArray[np.int64]) -> Column:
    return np.asarray(np.sign(values) * np.log1p(np.abs(values)), dtype=np.float64)


def _cohesion(lines: Sequence[str], prose: Column) -> dict[str, Column]:
    """The share of a line's words that the page's prose has elsewhere too, for the line and over its neighbours."""
    words = [content_words(line) for line in lines]
    told = Counter(word for told, is_prose in zip(words, prose, strict=True) if is_prose for word in told)
    shares = [_share_told(mine, told, own=int(is_prose)) for mine, is_prose in zip(words, prose, strict=True)]
    cohesion = np.array(shares, dtype=np.float64)
    return {"cohesion": cohesion} | {f"cohesion within {radius}": _mean_within(cohesion, radius) for radius in (2, 5)}


def _share_told(words: frozenset[str], told: Counter[str], own: int) -> float:
    return sum(told[word] > own for word in words) / len(words) if words else 0.0


def _mean_within(values: Column, radius: int) -> Column:
    return np.asarray(_sum_within(values, radius) / _sum_within(np.ones_like(values), radius))


def _sum_within(values: Column, radius: int) -> Column:
    before, after = _around(values, radius)
    return np.asarray(before + values + after)
