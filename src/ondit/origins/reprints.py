"""Which pages are copies, whole or in part, of what other pages have: from two texts to the stretches that one took from the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from ondit.origins.alignment import Run, align
from ondit.origins.editions import Edition
from ondit.origins.precedence import judge
from ondit.origins.records import Copy, CopyKind, Passage
from ondit.origins.words import Words

T = TypeVar("T")

MIN_COPIED = 40
"""Words that two pages must have in common to be called copies, one stretch of them of `_MIN_LONGEST`. Over the 924 articles of PolNeAR
train and dev (2026-11-24) these two leave eleven pairs: nine copies, and two of a notice and a list of links on two pages each. Below
begin the standing phrases of poll reports and live files (38, 36, 34 words)."""

_MIN_LONGEST = 24

MIN_PASSAGE = 10
"""Words in common that make a stretch count at all: shorter ones are names and phrases."""

_MIN_DENSITY = 0.45
"""Share of the words of a stretch that are in common: of 40 % changed at random 60 % stay, and chance matches between unrelated
sentences about one subject lie under 0.4."""

_MOSTLY = 0.5

MOST_COMPARED = 12
"""Pages that a new one is compared with word by word. A story that more sites have is linked to a dozen of them."""

_MIN_SHARED = 3
"""Fingerprints in common that make a page worth comparing: forty words have ten, and of ten with one word in five changed four stay."""

_MIN_WEIGHT = 0.25
"""As much as one fingerprint that three other pages have; below it lie phrases that everybody uses."""


def candidates(fingerprints: Iterable[tuple[int, T]], *, most: int = MOST_COMPARED) -> list[T]:
    """The pages most like one that has these fingerprints, likeliest first; `fingerprints` are pairs of a fingerprint and a page with it.

    A fingerprint counts the more, the fewer pages have it; a page needs a few, and more of them where many other pages have the same.
    """
    pairs = list(fingerprints)
    frequency = Counter(fingerprint for fingerprint, _ in pairs)
    count = Counter(page for _, page in pairs)
    weight: dict[T, float] = defaultdict(float)
    for fingerprint, page in pairs:
        weight[page] += 1 / frequency[fingerprint]
    likely = sorted((page for page in count if _is_worth(count[page], weight[page])), key=lambda page: -weight[page])
    return likely[:most]


def _is_worth(shared: int, weight: float) -> bool:
    return shared >= _MIN_SHARED and (weight >= _MIN_WEIGHT or shared >= 2 * _MIN_SHARED)


def compare(page: Edition, other: Edition) -> Copy | None:
    """The copy that two pages are, with its evidence; None where they have too little in common."""
    copy = overlap(page, other)
    return judge(copy, page, other) if copy else None


def overlap(page: Edition, other: Edition) -> Copy | None:
    """What two pages have in common, where it is too much for chance and not merely the words of others that both quote; else None."""
    stretches = [runs for runs in align(page.words, other.words) if _is_copied(page.words, other.words, runs)]
    copied = [_copied(page.words, other.words, runs) for runs in stretches]
    if sum(copied) < MIN_COPIED or max(copied) < _MIN_LONGEST:
        return None
    passages = tuple(_passage(page.words, other.words, runs) for runs in stretches)
    return _weighed(page, other, passages, stretches)


def _weighed(page: Edition, other: Edition, passages: tuple[Passage, ...], stretches: Sequence[Sequence[Run]]) -> Copy:
    equal = sum(run.length for runs in stretches for run in runs)
    share, other_share = equal / len(page.words), equal / len(other.words)
    kind: CopyKind = "reprint" if max(share, other_share) >= _MOSTLY else "excerpt"
    return Copy(page.address, other.address, kind, round(share, 3), round(other_share, 3), passages)


def _copied(here: Words, there: Words, runs: Sequence[Run]) -> int:
    """How many of the words in common one page must have from the other.

    What both put in quotation marks both may have heard. Where the words around the quotations are the same too, all is copied.
    """
    equal = sum(run.length for run in runs)
    both_quote = (here.quoted[run.here : run.here + run.length] & there.quoted[run.there : run.there + run.length] for run in runs)
    told = equal - int(sum(quoted.sum() for quoted in both_quote))
    first, last = runs[0], runs[-1]
    to_tell = max(
        int((~here.quoted[first.here : last.here + last.length]).sum()), int((~there.quoted[first.there : last.there + last.length]).sum())
    )
    return equal if told >= MIN_PASSAGE and told >= _MIN_DENSITY * to_tell else told


def _is_copied(here: Words, there: Words, runs: Sequence[Run]) -> bool:
    equal = sum(run.length for run in runs)
    longest = max(runs[-1].here + runs[-1].length - runs[0].here, runs[-1].there + runs[-1].length - runs[0].there)
    return equal >= _MIN_DENSITY * longest and _copied(here, there, runs) >= MIN_PASSAGE


def _passage(here: Words, there: Words, runs: Sequence[Run]) -> Passage:
    first, last = runs[0], runs[-1]
    return Passage(
        here.span(first.here, last.here + last.length),
        there.span(first.there, last.there + last.length),
        _copied(here, there, runs),
        tuple((here.span(a.here + a.length, b.here), there.span(a.there + a.length, b.there)) for a, b in pairwise(runs)),
    )
