"""Which lines of a page belong to the article: gradient-boosted trees over the lines' measures, learnt in `training/dumps`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ondit.pages.dump_context import rows


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose leaves' values add up to the log odds that a line is part of the body.

    One row a tree, one column a node; a leaf points to itself. A line goes left where its measure is at most the threshold.
    """

    measure: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    @classmethod
    def read(cls, trees: Sequence[dict[str, Any]]) -> Self:
        """The trees of a model file, each a dict of five lists of one length, padded to the largest."""
        size = max(len(tree["value"]) for tree in trees)

        def padded(name: str, kind: type) -> NDArray[Any]:
            return np.array([tree[name] + [0] * (size - len(tree[name])) for tree in trees], dtype=kind)

        return cls(
            padded("measure", np.int64),
            padded("threshold", np.float64),
            padded("left", np.int64),
            padded("right", np.int64),
            padded("value", np.float64),
            max(tree["depth"] for tree in trees),
        )

    def log_odds(self, measures: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each row of measures the sum of the leaves it falls into."""
        line, tree = np.arange(len(measures))[:, None], np.arange(len(self.value))
        node = np.zeros((len(measures), len(self.value)), dtype=np.int64)
        for _ in range(self.depth):
            to_left = measures[line, self.measure[tree, node]] <= self.threshold[tree, node]
            node = np.where(to_left, self.left[tree, node], self.right[tree, node])
        return np.asarray(self.value[tree, node].sum(axis=1))


@dataclass(frozen=True, slots=True)
class BodyModel:
    """The shipped model: the measures it reads by name, its trees, and the probability from which a line is kept."""

    measures: tuple[str, ...]
    trees: Trees
    intercept: float
    keep_from: float

    @classmethod
    def read(cls, path: Path) -> Self:
        """The model in a file that `training/dumps/train.py` has written."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(told["measures"]), Trees.read(told["trees"]), told["intercept"], told["keep_from"])

    def probabilities(self, lines: Sequence[str]) -> NDArray[np.float64]:
        """For each line (none of them blank) how likely it is part of the body."""
        columns = rows(lines)
        log_odds = self.intercept + self.trees.log_odds(np.column_stack([columns[name] for name in self.measures]))
        return np.asarray(1 / (1 + np.exp(-log_odds)))

    def kept(self, lines: Sequence[str]) -> NDArray[np.bool_]:
        """For each line whether it is part of the body."""
        return self.probabilities(lines) >= self.keep_from


@cache
def shipped_model() -> BodyModel:
    """The model beside this file, read once."""
    return BodyModel.read(Path(__file__).with_name("dump_model.json"))
