"""Which lines of a page belong to the article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ondit.pages.dump_lines import OWN, measure


def kept(lines: Sequence[str]) -> NDArray[np.bool_]:
    """For each line whether it is part of the body."""
    return np.asarray(measure(lines)[:, OWN.index("prose")] > 0)
