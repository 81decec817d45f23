"""The words of a page as copies keep them: whatever a site does to case, quotation marks, dashes and spaces, they stay the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np

from ondit.reading import Span

SHINGLE = 4
"""Words of a shingle. Of text in which 40 % of the words were changed at random, one shingle of four in eight survives, of five one
in thirteen; of three, every other page has some by chance."""

SAMPLED = 4
"""One shingle in so many is a fingerprint: 190 for an article of 760 words, the mean of PolNeAR (2026-11-24)."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_SAME_APOSTROPHE = str.maketrans("’ʼ", "''")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # any odd number with well-spread bits: here 2^64 over the golden ratio
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # of splitmix64 (Steele, Lea & Flood 2014)


@dataclass(frozen=True)
class Words:
    """A text cut into words, folded."""

    text: str
    folded: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text: letters and digits in lower case, one apostrophe for all."""
        return cls(text, tuple(_WORD.findall(_folded(text))))

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where the words stand. Most pages are looked at only to see that they are no copies, which takes no spans."""
        return tuple(match.span() for match in _WORD.finditer(_folded(self.text)))

    def __len__(self) -> int:
        return len(self.folded)

    def span(self, first: int, past: int) -> Span:
        """The span of the words from `first` up to `past`; empty, at the next word, where there is none of them."""
        if first < past:
            return self.spans[first][0], self.spans[past - 1][1]
        at = self.spans[first][0] if first < len(self.spans) else len(self.text)
        return at, at

    @cached_property
    def hashes(self) -> Any:
        """A number for each word, as an array of uint64."""
        return np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in self.folded), np.uint64, len(self.folded))

    @cached_property
    def shingles(self) -> Any:
        """A 64-bit number for each run of `SHINGLE` words, by the word it begins with, as an array of uint64."""
        count = max(0, len(self) - SHINGLE + 1)
        mixed = np.zeros(count, np.uint64)
        for n in range(SHINGLE):
            mixed = mixed * _BASE + self.hashes[n : n + count]
        for shift, factor in zip((30, 27), _MIX, strict=True):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
        return mixed ^ (mixed >> np.uint64(31))

    @cached_property
    def fingerprints(self) -> tuple[int, ...]:
        """The shingles that stand for the text when it is looked for, each once: those whose number one in `SAMPLED` has (Manber 1994).

        Whether a shingle is one of them depends on its words alone, so that equal stretches have equal fingerprints wherever they stand.
        """
        chosen = np.unique(self.shingles[self.shingles % np.uint64(SAMPLED) == 0])
        return tuple((chosen >> np.uint64(16)).tolist())  # 48 bits, which every database keeps as a whole number

    @cached_property
    def quoted(self) -> Any:
        """For each word whether quotation marks are open there, as an array of bool."""
        quotations = quotation_spans(self.text)
        starts = [start for start, _ in quotations]
        inside = ((at := bisect_right(starts, start) - 1) >= 0 and start < quotations[at][1] for start, _ in self.spans)
        return np.fromiter(inside, np.bool_, len(self))


def _folded(text: str) -> str:
    """The text in lower case, of the same length: *İ* alone would become two signs."""
    lower = text.translate(_SAME_APOSTROPHE).lower()
    return lower if len(lower) == len(text) else "".join(sign.lower()[0] for sign in text.translate(_SAME_APOSTROPHE))


_MARKS = re.compile(r"[“„«”»\"‟]|``|''|(?<![\w.,!?])[‘'](?=[^\W\d_])|(?<=[\w.,!?…—–-])[’'](?!\w)|\n\s*\n|\n")
_CLOSES = {"“": '”“"', "„": "“”", "«": "»", "‟": "”", '"': '"”', "``": "''", "''": "''", "‘": "’", "'": "'", "”": "”", "»": "«"}


def quotation_spans(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, the marks left out, in order; one inside another is part of it.

    Double, single and angled marks. A quotation that its paragraph does not close ends with the paragraph.
    """
    found: list[Span] = []
    opened, at = "", 0
    for mark in _MARKS.finditer(text):
        sign = mark[0]
        if opened and (sign[0] == "\n" or sign in _CLOSES[opened]):
            # a single mark left open is an apostrophe ('90s), not a quotation
            if sign[0] != "\n" or opened not in "‘'":
                found.append((at, mark.start()))
            opened = ""
        elif not opened and sign in _CLOSES and sign not in "”»":
            opened, at = sign, mark.end()
    if opened and opened not in "‘'":
        found.append((at, len(text)))
    return tuple(found)
