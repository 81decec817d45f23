"""A page as the search for origins sees it."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.origins.words import Words
from ondit.reading import Credit


@dataclass(frozen=True)
class Edition:
    """The address of a page, its words and what is known about it."""

    address: str
    words: Words
    outlet: str | None = None
    published: str | None = None
    credits: tuple[Credit, ...] = ()
