"""Lines that stand beside stories and claim nothing: bylines, credits, names and headings, and what an outlet prints under many of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import networkx

from ondit.ledger.records import Found
from ondit.origins.claims import telling, undated
from ondit.origins.furniture import ON_PAGES
from ondit.origins.patterns import lines, pattern
from ondit.origins.records import Copy
from ondit.pages.outlets import host_of, squeezed

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BYLINE = re.compile(r"[Bb][Yy]:? (?:[A-Z][\w.’'-]*+[ ,|/]*+(?:and |for |of |in |de |van )?+){1,12}+")
"""Each part takes all that it can: a name in capitals can be cut into names in more ways than one has time to try."""


def claims_something(words: str, *, own: bool, title: str | None = None) -> bool:
    """Whether words tell enough to be a claim: three that tell something, and of the page's `own` more than names.

    A line of a page's own without any telling word in small letters is a name, a heading or a list; `title` is the page's, which may have
    its words in large ones. Of 25 such lines drawn from PolNeAR train ten were titles; the others claim nothing (2026-11-24).
    """
    words = undated(words)
    if telling(words) < 3:
        return False
    if not own or (title and squeezed(words) == squeezed(title)):
        return True
    return any(word[0].islower() and telling(word) for word in _WORD.findall(words)) and not _is_beside(words)


def _is_beside(words: str) -> bool:
    first = re.match(r"\W*", words)
    at = first.end() if first else 0
    return bool(_BYLINE.fullmatch(words, at)) or any(beginning.match(words, at) for beginning in _beginnings())


@cache
def _beginnings() -> tuple[re.Pattern[str], ...]:
    return tuple(map(pattern, lines("beside.txt")))


def is_own(found: Found) -> bool:
    """Whether nobody but the page itself says it."""
    return found.statement.origin == "page"


def is_furniture(same: Sequence[Found], copies_of: Callable[[int], Iterable[Copy]]) -> bool:
    """Whether statements of the same words are what one outlet prints beside its stories: its own words on three of its pages.

    What stands on more pages because it is one story at several addresses, of which each is mostly the other, is no furniture.
    """
    outlets = {squeezed(found.outlet) if found.outlet else host_of(found.address) for found in same}
    pages = {found.page: found.address for found in same}
    if len(pages) < ON_PAGES or len(outlets) > 1 or outlets == {None} or not all(map(is_own, same)):
        return False
    stories = networkx.Graph()
    stories.add_nodes_from(pages.values())
    copies = [copy for page in pages for copy in copies_of(page) if copy.kind == "reprint"]
    stories.add_edges_from((copy.page, copy.other) for copy in copies if {copy.page, copy.other} <= set(stories))
    return len(list(networkx.connected_components(stories))) >= ON_PAGES
