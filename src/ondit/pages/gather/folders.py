"""The files in a folder that may be pages."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterator
from pathlib import Path

from ondit.errors import PageError

_NO_PAGES = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript", "application/json")
"""What a saved site holds beside its pages, told by the names of the files."""


def files(folder: Path) -> Iterator[Path]:
    """The files in a folder and in those inside it, sorted by name, the files of a folder before its folders.

    Left out are hidden files and folders, links that lead out of the folder, and what by its name is a picture, sound, film, font,
    style sheet, script or JSON. After all others, PageError for the folders that could not be looked into.
    """
    root = folder.resolve()
    errors: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and not _is_no_page(name) and path.is_file() and path.resolve().is_relative_to(root):
                yield path
    if errors:
        raise PageError(f"{errors[0].filename} cannot be looked into: {errors[0].strerror}")


def _is_no_page(name: str) -> bool:
    return (mimetypes.guess_type(name)[0] or "").startswith(_NO_PAGES)
