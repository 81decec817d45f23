"""What the model sees of a text: word pieces, and beside each what an uncased vocabulary cannot show.

MiniLM's vocabulary knows no capitals and its windows no page. Three more inputs per word piece give them back: the case of
the word it belongs to, whether it stands inside quotation marks, and where it stands in its paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from ondit.sentences import encodable

Integers = npt.NDArray[np.int64]

CASES = 6  # no letters, lower, Capitalised, UPPER, mixed, a single capital
QUOTED = 3  # outside, inside, a mark
PLACES = 4  # within a paragraph, its first piece, its last piece, within the first paragraph (mostly a headline)

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”„‟\"«»]|(?<!\w)[‘‚]|(?<=[\w.,!?])’(?!\w)|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_CLOSERS = {"“": "”", "„": "“”", "‟": "”", '"': '"', "«": "»", "»": "«", "‘": "’", "‚": "‘’", "'": "'", "”": "”"}
_DOUBLE = frozenset('“„‟"«»”')


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of a text, one row each: all arrays have the same length."""

    ids: Integers
    starts: Integers
    """Offset of the first character of the piece."""
    ends: Integers
    words: Integers
    """Number of the word that the piece belongs to."""
    paragraphs: Integers
    """Number of the paragraph (a line of text) that the piece belongs to."""
    cases: Integers
    quoted: Integers
    places: Integers

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    """The word pieces of a text with their features."""
    text = encodable(text)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    if not encoding.ids:
        none = np.zeros(0, np.int64)
        return Tokens(none, none, none, none, none, none, none, none)
    offsets = np.array(encoding.offsets, np.int64)
    starts, ends = offsets[:, 0], offsets[:, 1]
    words = np.array(encoding.word_ids, np.int64)
    characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    breaks = np.flatnonzero(characters == ord("\n"))
    paragraphs = np.searchsorted(breaks, starts)
    return Tokens(
        np.array(encoding.ids, np.int64),
        starts,
        ends,
        words,
        paragraphs,
        _cases(text, starts, ends, words),
        _quoted(text)[starts],
        _places(paragraphs),
    )


def _cases(text: str, starts: Integers, ends: Integers, words: Integers) -> Integers:
    """The case of each piece's word, counted over all its letters at once."""
    upper = np.fromiter(map(str.isupper, text), np.int64, len(text))
    lower = np.fromiter(map(str.islower, text), np.int64, len(text))
    first = np.flatnonzero(np.diff(words, prepend=-1))
    last = np.append(first[1:], len(words)) - 1
    uppers, lowers = (np.append(0, np.cumsum(letters)) for letters in (upper, lower))
    ups = uppers[ends[last]] - uppers[starts[first]]
    lows = lowers[ends[last]] - lowers[starts[first]]
    begins_upper = upper[starts[first]] == 1
    case = np.select(
        [ups + lows == 0, ups == 0, (ups == 1) & (lows == 0), lows == 0, begins_upper & (ups == 1)],
        [0, 1, 5, 3, 2],
        4,
    )
    return np.repeat(case, last - first + 1)


def _quoted(text: str) -> Integers:
    """For each character: 0 outside quotation marks, 1 inside, 2 a mark. A mark left open closes with its paragraph."""
    state = np.zeros(len(text) + 1, np.int64)
    for paragraph in _PARAGRAPH.finditer(text):
        opened, closers = -1, ""
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            at, sign = mark.start(), mark[0]
            if opened < 0:
                if sign in _CLOSERS and sign not in "’":
                    opened, closers = at, _CLOSERS[sign]
                    state[at] = 2
            elif sign in closers:
                state[opened + 1 : at] = 1
                state[at] = 2
                opened = -1
            elif sign in _DOUBLE and text[opened] not in _DOUBLE:  # a stray apostrophe opened nothing
                state[opened] = 0
                opened, closers = at, _CLOSERS[sign]
                state[at] = 2
        if opened >= 0 and text[opened] in _DOUBLE:
            state[opened + 1 : paragraph.end()] = 1
        elif opened >= 0:
            state[opened] = 0
    return state


def _places(paragraphs: Integers) -> Integers:
    first = np.diff(paragraphs, prepend=-1) != 0
    last = np.append(first[1:], True)
    return np.select([first, last, paragraphs == paragraphs[0]], [1, 2, 3], 0)
