"""Several sources one after another, of which a bad one costs nobody the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from ondit.errors import PageError

T = TypeVar("T")
_TOLD = 3


def in_turn(sources: Iterable[Iterable[T]], name: str) -> Iterator[T]:
    """What the sources give, one source after another; after the last of them PageError, where any of them raised it."""
    errors: list[PageError] = []
    for source in sources:
        try:
            yield from source
        except PageError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        told = "; ".join(map(str, errors[:_TOLD])) + ("; …" if len(errors) > _TOLD else "")
        raise PageError(f"{len(errors)} of the sources in {name} could not be read: {told}")
