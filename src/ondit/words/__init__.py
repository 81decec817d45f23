"""Word lists in text files: entries under headings in square brackets, and comments that begin with #.

What several rooms ask for stands in this folder; what one room alone asks for, in that room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files


def lines(package: str, *path: str) -> Iterator[tuple[str, str]]:
    """(heading, line) for every line of a file of the package that holds entries; the heading is empty before the first."""
    heading = ""
    for line in files(package).joinpath(*path).read_text("utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            heading = line.strip("[]")
        elif line:
            yield heading, line


def sections(package: str, *path: str) -> Mapping[str, tuple[str, ...]]:
    """The lines under each heading."""
    found: dict[str, list[str]] = {}
    for heading, line in lines(package, *path):
        found.setdefault(heading, []).append(line)
    return {heading: tuple(listed) for heading, listed in found.items()}


def words(package: str, *path: str) -> Mapping[str, frozenset[str]]:
    """The words under each heading, in a file that parts them by spaces."""
    return {heading: frozenset(" ".join(listed).split()) for heading, listed in sections(package, *path).items()}
