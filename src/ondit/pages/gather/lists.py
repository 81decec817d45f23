"""A list of pages in a text file: an address or a path on each line, and what follows a # is a comment."""

from __future__ import annotations

import re
from pathlib import Path

from ondit.pages.door import is_address

_COMMENT = re.compile(r"(?:^|\s)#.*")  # the # of an address has no blank before it
_SUFFIX = re.compile(r"\w\.\w{2,5}\Z")
_STRAYS = 10
"""Of so many lines one may be neither an address nor a path: it will be reported when it cannot be added. Articles have none or one."""


def entries(text: str, folder: Path | None = None) -> list[str | Path]:
    """The addresses and paths of a list, in order; none where the text is no list, such as an article.

    Paths are relative to `folder`; without one only addresses count.
    """
    lines = [line for written in text.splitlines() if (line := _COMMENT.sub("", written).strip())]
    strays = sum(not _is_entry(line, folder) for line in lines)
    if not lines or strays * _STRAYS > len(lines):
        return []
    return [line if is_address(line) else (folder or Path()) / line for line in lines]


def _is_entry(line: str, folder: Path | None) -> bool:
    return is_address(line) or (folder is not None and (_is_like_a_path(line) or exists(folder / line)))


def _is_like_a_path(line: str) -> bool:
    return len(line.split()) == 1 and ("/" in line or "\\" in line or bool(_SUFFIX.search(line)))


def exists(path: Path) -> bool:
    """True where there is such a file or folder that may be seen."""
    try:
        return path.exists()
    except (OSError, ValueError):  # a line of an article is longer than any name, or holds a NUL
        return False
