"""Talk of two without markers, a paragraph each by turns: who they are, one of them says at the beginning."""

from __future__ import annotations

import re

from ..reading import Span
from .calls import Called
from .names import Names, cased, find_names
from .paragraphs import lines, unquoted
from .participants import Party

_OPENING, _BEGINNING = 3, 1_500
"""So many paragraphs at the beginning may introduce the two, each within so many characters."""
_NAME = r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
_HOST = re.compile(rf"\b(?:I(?:[’']m| am)|[Mm]y name(?:[’']s| is))(?: (?:your|the) [\w -]{{1,40}})?,? {_NAME}\b")
_COMPANION = re.compile(
    rf"\b(?:[Jj]oined(?: (?:today|again|as always|once again|here))* by|[Ww]ith me(?: (?:today|again|as always|here))*(?: is)?,?"
    rf"|[Mm]y (?:co-?host|guest)(?: (?:today|again))?(?: is)?,?)"
    rf"(?: (?:my|our) (?:good )?(?:friend|co-?host|colleague|guest),?)? {_NAME}\b(?! and [A-Z]|, [A-Z])"
)

_FAR = 6
"""By turns counts where, so many paragraphs on, one is still where the other would be spoken to."""


def find_pair(text: str, body: int) -> list[Called]:
    """The two who talk by turns, where neither is named in their own paragraphs.

    Nobody where less is said: no names of both at the beginning, and none of either `_FAR` paragraphs on.
    """
    held = lines(text, body)
    first, pair = next(((n, two) for n, span in enumerate(held[:_OPENING]) if (two := _introduced(text, span))), (0, ()))
    if not pair or not _by_turns(text, held[first:], pair):
        return []
    names = Names(cased(named.name) for named in find_names(text))
    return [Called(Party(names.fullest(name)), tuple(held[first + n :: 2])) for n, name in enumerate(pair)]


def _introduced(text: str, span: Span) -> tuple[str, ...]:
    """The names by which a paragraph introduces its speaker and one other, or none."""
    opening = unquoted(text[span[0] : min(span[1], span[0] + _BEGINNING)])
    found = {*_HOST.findall(opening)}, {*_COMPANION.findall(opening)}
    names = tuple(name for side in found for name in side)
    return names if all(len(side) == 1 for side in found) and len(set(names)) == 2 else ()


def _by_turns(text: str, held: list[Span], pair: tuple[str, ...]) -> bool:
    """Whether each of the two is named only in the other's paragraphs, up to `_FAR` from the first."""
    reach = 0
    for n, (start, end) in enumerate(held[1:], 1):
        for who, name in enumerate(pair):
            if re.search(rf"\b{re.escape(name.split()[0])}\b", text[start:end]):
                if n % 2 == who:
                    return False
                reach = n
    return reach >= _FAR
