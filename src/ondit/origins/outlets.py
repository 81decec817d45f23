"""What name is that of a newspaper, station, magazine or agency."""

from __future__ import annotations

import re
from functools import cache

from ondit.origins.patterns import lines
from ondit.pages.credits import agency_called
from ondit.voices.lexicon import first_names


def outlet_in(words: str) -> str | None:
    """The name of a newspaper, station, magazine or agency with which some words begin: *Fox News* of *Fox News Friday*."""
    parts = words.rstrip(".").split(" ")
    names = (" ".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((name for name in names if _is_outlet(name)), None)


def _is_outlet(name: str) -> bool:
    bare = re.sub(r"^[Tt]he ", "", name)
    first, *others = bare.casefold().split(" ")
    is_surname = name == bare and (not others or first in first_names())  # Post, Emily Post; but the Post, Harbour Post
    is_listed = bare in _listed("name") or (len(bare) > _SHORT and bare.casefold() in _listed("folded"))
    return is_listed or agency_called(bare) is not None or (not is_surname and [first, *others][-1] in _listed("ends"))


_SHORT = 4
"""Signs of a name that is known by its capitals only: TIME, not time."""


@cache
def _listed(kind: str) -> frozenset[str]:
    """The names in the list, the same folded, or the words with which such names end."""
    told = "ends" if kind == "ends" else "name"
    found = (name.strip() for line in lines("outlets.txt") if line.startswith(f"{told}:") for name in line.partition(":")[2].split(";"))
    return frozenset(name if kind == "name" else name.casefold() for name in found)
