"""The turns of a layout before anybody knows who the speakers are."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading import Role, Span
from .lexicon import ANSWERERS, ASKERS


@dataclass(frozen=True, slots=True)
class Piece:
    """A turn whose speaker is known by label only; an empty label where the layout has none."""

    label: str
    role: Role | None
    marker: Span | None
    start: int
    end: int


def role_of(key: str) -> Role | None:
    """The role that a label says itself, as `q` or `interviewer`."""
    return "question" if key in ASKERS else "answer" if key in ANSWERERS else None


def skip_space(text: str, at: int) -> int:
    """The first offset from `at` on that holds no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
