"""Every word of a text is read, and read where it has most of the text around it."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ondit.reading import Turn
from ondit.tagging.windows import windows


def turn(start: int, end: int) -> Turn:
    return Turn("v1", "answer", None, start, end)


@given(length=st.integers(1, 3000), room=st.integers(20, 400), cuts=st.lists(st.integers(0, 3000), max_size=4))
def test_every_piece_is_owned_by_exactly_one_window(length: int, room: int, cuts: list[int]) -> None:
    edges = sorted({c for c in cuts if c < length})
    turns = [turn(a, b) for a, b in pairwise(edges)]
    parts = windows(np.arange(length), turns, room=room, overlap=room // 3)
    owned = [n for part in parts for n in range(part.own_start, part.own_end)]
    assert owned == list(range(length))
    assert all(part.start <= part.own_start and part.own_end <= part.end <= part.start + room for part in parts)


def test_a_turn_is_read_apart_from_what_stands_around_it() -> None:
    parts = windows(np.arange(100), [turn(20, 60)])
    assert [(part.start, part.end) for part in parts] == [(0, 20), (20, 60), (60, 100)]


def test_a_text_without_words_has_no_windows() -> None:
    assert windows(np.zeros(0, np.int64), []) == []
