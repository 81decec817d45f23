"""Stretches that an outlet prints under many of its stories: a notice, a form to subscribe, a list of candidates. They are no copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ondit.origins.records import Copy, Page, Passage
from ondit.origins.reprints import MIN_COPIED
from ondit.reading import Span

ON_PAGES = 3
"""Pages of one outlet with the same stretch. An editor's note that stands under 22 of the articles of PolNeAR made 190 of its 200
pairs (2026-11-24); a story that one site has at several addresses is no excerpt and stays."""

_MOST = 0.8

_Standing = Mapping[Page, list[tuple[Page, Span]]]


def without_furniture(copies: Iterable[Copy], outlets: Mapping[Page, str | None]) -> list[Copy]:
    """The copies without the small stretches that several pages of one outlet have; `outlets` says whose each page is.

    The copies given should be all those of the pages that may share a stretch.
    """
    copies = list(copies)
    standing: dict[Page, list[tuple[Page, Span]]] = defaultdict(list)
    for copy in copies:
        for passage in copy.passages:
            standing[copy.page].append((copy.other, passage.here))
            standing[copy.other].append((copy.page, passage.there))
    return [kept for copy in copies if (kept := _stripped(copy, standing, outlets))]


def _stripped(copy: Copy, standing: _Standing, outlets: Mapping[Page, str | None]) -> Copy | None:
    if copy.kind == "reprint":
        return copy
    passages = tuple(p for p in copy.passages if not _is_furniture(copy, p, standing, outlets))
    left, all_words = (sum(p.words for p in some) for some in (passages, copy.passages))
    if left < MIN_COPIED:
        return None
    part = left / all_words
    return replace(copy, passages=passages, share=round(copy.share * part, 3), other_share=round(copy.other_share * part, 3))


def _is_furniture(copy: Copy, passage: Passage, standing: _Standing, outlets: Mapping[Page, str | None]) -> bool:
    ends = ((copy.page, passage.here), (copy.other, passage.there))
    return any(_pages_of_one_outlet(page, span, standing[page], outlets) >= ON_PAGES for page, span in ends)


def _pages_of_one_outlet(page: Page, span: Span, standing: list[tuple[Page, Span]], outlets: Mapping[Page, str | None]) -> int:
    """How many pages, of the outlet that has most of them, have most of a span of a page."""
    pages = {page, *(other for other, its in standing if _covers(its, span))}
    return max(Counter(outlet for other in pages if (outlet := outlets.get(other))).values(), default=0)


def _covers(span: Span, other: Span) -> bool:
    return min(span[1], other[1]) - max(span[0], other[0]) >= _MOST * (other[1] - other[0])
