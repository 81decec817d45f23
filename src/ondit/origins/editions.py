"""A page as the search for origins sees it."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.origins.words import Words
from ondit.pages.outlets import host_of, squeezed
from ondit.reading import Credit


@dataclass(frozen=True)
class Edition:
    """The address of a page, its words and what is known about it."""

    address: str
    words: Words
    outlet: str | None = None
    published: str | None = None
    credits: tuple[Credit, ...] = ()

    @property
    def owner(self) -> str | None:
        """Whose page it is: the outlet as it calls itself, else the host of its address."""
        return squeezed(self.outlet) if self.outlet else host_of(self.address)
