"""What pages a source holds: a folder, a list, a web archive, a feed, a sitemap, or one page."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from ondit.pages.door import Address, Capture, is_address, looks_like_html, take
from ondit.pages.encoding import decode, is_binary
from ondit.pages.gather import feeds, lists, sitemaps
from ondit.pages.gather.folders import files
from ondit.pages.gather.in_turn import in_turn
from ondit.pages.gather.packed import unpacked_head
from ondit.pages.gather.sitemaps import Fetch
from ondit.pages.gather.xml import root_of

__all__ = ["gather"]

_HEAD = 65536

Kind = Literal["archive", "feed", "sitemap", "other"]
Item = Capture | Address | str | Path
"""What can be read as a page: a capture, an address (with the day that a feed gives, where it is an `Address`), or a file."""


def gather(source: str | Path, *, allow_private: bool = False) -> Iterator[Item]:
    """The pages that a source holds, lazily and in its own order.

    A source is a file, a folder, or an address. Its content says what it is:

    - a folder: the pages and archives in it and in the folders inside it, sorted; hidden files, links that lead out of it, pictures,
      styles, scripts, feeds, sitemaps and lists are left out
    - a web archive, WARC or WET, packed or not: the HTML, text and PDF that was answered with status 200
    - an RSS or Atom feed, a sitemap or an index of sitemaps, packed or not: the addresses in it
    - a text file of addresses and paths, one on each line, # before a comment: the addresses, and what is found under the paths
    - anything else: itself

    Only an address that is the source and the sitemaps of an index are fetched here, none of a private network unless `allow_private`.
    Raises PageError where the source cannot be read or leads nowhere, and, after all pages that are whole, where a part of it cannot.
    """
    fetch = partial(_fetch, allow_private=allow_private)
    if isinstance(source, str) and is_address(source):
        return _of_address(source, fetch)
    return _of_path(Path(source), fetch, set())


def _fetch(address: str, *, allow_private: bool) -> Capture:
    from ondit.pages.fetch import fetch

    return fetch(address, allow_private=allow_private)


def _of_address(address: str, fetch: Fetch) -> Iterator[Item]:
    """What the answer at an address holds; the answer itself where it is a page."""
    capture = fetch(address)
    yield from lists.entries(_text(capture.raw)) or _of_capture(capture, capture, fetch)


def _of_path(path: Path, fetch: Fetch, seen: set[str]) -> Iterator[Item]:
    """What a file or a folder holds; nothing for one of `seen`, to which it is added, so that lists may name each other."""
    real = os.path.realpath(path)
    if real in seen:
        return
    seen.add(real)
    if path.is_dir():
        yield from in_turn(map(_inside, files(path)), str(path))
    elif path.is_file() and _kind(_head(path)) == "archive":
        yield from _of_archive(path)
    else:
        capture = take(path)
        listed = lists.entries(_text(capture.raw), path.parent)
        if listed:
            yield from in_turn((_listed(entry, fetch, seen) for entry in listed), str(path))
        else:
            yield from _of_capture(capture, path, fetch)


def _listed(entry: str | Path, fetch: Fetch, seen: set[str]) -> Iterator[Item]:
    """What an entry of a list stands for. A file that is not there is handed on, to fail, and be reported, where it is read."""
    if isinstance(entry, Path) and lists.exists(entry):
        yield from _of_path(entry, fetch, seen)
    else:
        yield entry


def _of_capture(capture: Capture, page: Item, fetch: Fetch) -> Iterator[Item]:
    """The pages in bytes that are no list; `page` where they are one."""
    match _kind(capture.raw):
        case "archive":
            from ondit.pages.gather.archives import captures

            yield from captures(io.BytesIO(capture.raw), capture.name)
        case "feed":
            yield from feeds.addresses(capture)
        case "sitemap":
            yield from sitemaps.addresses(capture, fetch)
        case "other":
            yield page


def _inside(path: Path) -> Iterator[Item]:
    """What a file in a folder holds: a page or the pages of an archive. Addresses in a saved site were not asked for."""
    head = _head(path)
    match _kind(head):
        case "archive":
            yield from _of_archive(path)
        case "other" if not lists.entries(_text(head), path.parent):
            yield path


def _of_archive(path: Path) -> Iterator[Capture]:
    from ondit.pages.gather.archives import captures

    with path.open("rb") as stream:
        yield from captures(stream, str(path))


def _head(path: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, which whoever reads the page will say."""
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


def _kind(raw: bytes) -> Kind:
    """What bytes that begin so hold."""
    head = unpacked_head(raw[:_HEAD])
    if head.startswith(b"WARC/"):
        return "archive"
    root = root_of(head)
    return "feed" if root in feeds.ROOTS else "sitemap" if root in sitemaps.ROOTS else "other"


def _text(raw: bytes) -> str:
    """The text in the bytes; none where they are markup or no text."""
    if is_binary(raw[:_HEAD]):
        return ""
    text = decode(raw)
    return "" if looks_like_html(text[:_HEAD]) else text
