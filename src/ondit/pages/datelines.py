"""The datelines of a page: the place, the agency and the day that stand before the first words of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ondit.pages.credits import agency_called
from ondit.reading import Span

_HEAD = 6
"""Paragraphs at the head of a text among which datelines stand, the headline counted."""
_LONGEST = 120

_NAME = r"[A-Z][\w.’'-]*"
_PLACE = rf"{_NAME}(?:[ ,/]{{1,2}}(?:{_NAME}|of|de|la|and|\d{{1,2}})){{0,7}}"
_CAPITALS = r"[A-Z][A-Z.’'-]{2,}(?:[ ,/]{1,2}(?:[A-Z][\w.’'-]*|\d{1,2})){0,6}"
_DASH = r"\s*(?:[-–—―:]|--)\s+"
# OSLO (NNA) —, Oslo, May 3 (Reuters) -, (AP) —
_WITH_AGENCY = re.compile(rf"(?:{_PLACE})?,?\s*[(\[](?P<name>[^()\[\]\n]{{2,40}})[)\]]{_DASH}")
# OSLO —, NEW YORK, May 3 —; a plain hyphen is left to agencies, for after a word in capitals it may stand in any sentence
_IN_CAPITALS = re.compile(rf"{_CAPITALS},?\s+(?:--|[–—―])\s+")
# Reuters —
_AGENCY_ALONE = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}})\s+(?:--|[–—])\s+")


def find_datelines(text: str) -> tuple[Span, ...]:
    """The spans of the datelines of a text, each with the dash that parts it from the report; those of its first paragraphs alone."""
    lines = (found.span() for found in re.finditer(r"[^\n]+", text))
    return tuple(span for (start, end), _ in zip(lines, range(_HEAD), strict=False) for span in _at(text, start, end))


def _at(text: str, start: int, end: int) -> Iterator[Span]:
    line = text[start : min(end, start + _LONGEST)]
    for pattern in (_WITH_AGENCY, _IN_CAPITALS, _AGENCY_ALONE):
        found = pattern.match(line)
        if found and (pattern is _IN_CAPITALS or _is_agency(found["name"])):
            yield start, start + found.end()
            return


def _is_agency(name: str) -> bool:
    """Whether it is the mark of an agency, a known one or one in capitals."""
    return bool(agency_called(name)) or bool(re.fullmatch(r"[A-Z]{2,6}|.*\bAgency", name))
