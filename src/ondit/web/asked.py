"""What an address asks of the ledger: the filters of a search under the names that Python and the command line use."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ondit.errors import QueryError
from ondit.ledger.filters import Filters
from ondit.ledger.searching import Sort

SORTS: dict[Sort, str] = {"relevance": "Most fitting", "newest": "Newest", "oldest": "Oldest", "doubt": "Most doubtful"}
NAMES = {
    "voice": "Voice",
    "through": "Handed on by",
    "about": "About",
    "outlet": "Outlet",
    "page": "Page",
    "hand": "Hand",
    "act": "Act",
    "certainty": "How surely",
    "polarity": "Polarity",
    "origin": "Origin",
    "said": "Said",
    "published": "Published",
    "min_score": "Score at least",
    "decided": "Decided",
    "history": "With history",
}
"""What each filter is called; a test holds them to the ledger's."""
_SWITCHES = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, filters and order as they stand in an address, empty ones left out."""

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0

    def given(self) -> Filters:
        """The filters as the ledger takes them; QueryError for a score that is no number."""
        return cast(Filters, dict(self._given()))

    def _given(self) -> Iterator[tuple[str, Any]]:
        for name, value in self.filters.items():
            if name in ("decided", "history"):
                yield name, _SWITCHES.get(value)
            else:
                yield name, _score(value) if name == "min_score" else value

    def query(self, **changes: str | int | None) -> str:
        """The query of an address that asks for this with some things changed; without an offset, as that of another list."""
        mine = {"words": self.words, **self.filters, "sort": self.sort if self.sort != "relevance" else ""}
        asked = {name: value for name, value in {**mine, **changes}.items() if value not in (None, "", 0)}
        return f"?{urlencode(asked)}" if asked else "?"

    def named(self) -> list[tuple[str, str, str]]:
        """Every filter: its name in words, its value, and the query without it."""
        return [(NAMES[name], value, self.query(**{name: None})) for name, value in self.filters.items()]


def _score(typed: str) -> float:
    try:
        score = float(typed)
    except ValueError:
        score = math.nan
    if not 0 <= score <= 1:
        raise QueryError("a score lies between 0 and 1", typed)
    return score


def whole_number(text: str | None) -> int | None:
    """The number that is written in plain digits, as far as databases count; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def asked_of(params: QueryParams) -> Asked:
    """What the query of an address asks for; what the ledger does not know is left out."""
    sort = params.get("sort", "")
    return Asked(
        words=params.get("words", "").strip(),
        filters={name: value for name in NAMES if (value := params.get(name, "").strip())},
        sort=sort if sort in SORTS else "relevance",
        offset=whole_number(params.get("offset", "")) or 0,
    )


def value_of(value: str | int | None, name: str) -> str:
    """A value as it stands in an address: the number of an entity or a page is told from a name by its sign."""
    return f"#{value}" if isinstance(value, int) and name in ("voice", "through", "about", "page") else str(value)
