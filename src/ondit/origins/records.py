"""What the search for origins hands on: links between pages and between statements, each with its evidence.

A page is called by its address, as the ledger calls it; spans are code points into the text of its reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ondit.reading import Span

Page = str
"""The address of a page."""

EvidenceKind = Literal["overlap", "words", "name", "date", "credit", "inclusion"]
CopyKind = Literal["reprint", "excerpt"]


@dataclass(frozen=True, slots=True)
class Place:
    """A span on a page."""

    page: Page
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to hold a link for true, in words for people, with the places on the pages that show it.

    `overlap` is a share of words in common, `words` are words that both have, `name` a voice that both name, `date` the order of
    their days, `credit` what a page says of where it has its text from, `inclusion` that one holds what the other lacks.
    """

    kind: EvidenceKind
    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one page and its like on the other.

    `words` counts the words in common, without those that both pages put in quotation marks; `changes` are the pairs of spans whose
    words differ, either may be empty.
    """

    here: Span
    there: Span
    words: int
    changes: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Two pages that have long stretches of text in common.

    In a `reprint` one of the two is mostly text that the other has too, whole or cut; an `excerpt` is a smaller part of both. `share`
    and `other_share` (0 to 1) say how much of the words of each stand on the other. `source` is the one of the two pages that the other
    derives from, as far as dates, credits and inclusion tell, else None; `evidence` says why.
    """

    page: Page
    other: Page
    kind: CopyKind
    share: float
    other_share: float
    passages: tuple[Passage, ...]
    source: Page | None = None
    evidence: tuple[Evidence, ...] = ()
