"""All copies in a collection of pages, found page by page: each new one asks only for its own fingerprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ondit.origins.editions import Edition
from ondit.origins.furniture import without_furniture
from ondit.origins.records import Copy, Page
from ondit.origins.reprints import candidates, compare

MOST_PAGES = 50
"""The first so many pages with a fingerprint stand for all: the hundredth site with a wire story is found through the first fifty, and
the phrases that every page has cost no more than others."""


class Collection:
    """Pages in memory, by their fingerprints."""

    def __init__(self) -> None:
        self._editions: dict[str, Edition] = {}
        self._pages: dict[int, list[str]] = defaultdict(list)

    def add(self, edition: Edition) -> list[Copy]:
        """Takes a page in and gives its copies among those that came before."""
        like = candidates((fingerprint, page) for fingerprint in edition.words.fingerprints for page in self._pages.get(fingerprint, ()))
        found = [copy for page in like if (copy := compare(edition, self._editions[page]))]
        for fingerprint in edition.words.fingerprints:
            if len(self._pages[fingerprint]) < MOST_PAGES:
                self._pages[fingerprint].append(edition.address)
        self._editions[edition.address] = edition
        return found


def find_copies(editions: Iterable[Edition]) -> list[Copy]:
    """All pairs of pages with long stretches in common, what an outlet prints under its stories aside."""
    collection = Collection()
    outlets: dict[Page, str | None] = {}
    copies: list[Copy] = []
    for edition in editions:
        outlets[edition.address] = edition.owner
        copies.extend(collection.add(edition))
    return without_furniture(copies, outlets)
