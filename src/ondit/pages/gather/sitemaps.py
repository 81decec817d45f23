"""The pages that a sitemap lists (sitemaps.org), and those of the sitemaps that an index lists."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from lxml import etree

from ondit.errors import PageError
from ondit.pages.door import Address, Capture, is_address
from ondit.pages.gather.days import iso_day
from ondit.pages.gather.in_turn import in_turn
from ondit.pages.gather.packed import unpacked
from ondit.pages.gather.xml import refuse_entities, root_of
from ondit.pages.limits import LARGEST_SITEMAP

Fetch = Callable[[str], Capture]

ROOTS = frozenset({"urlset", "sitemapindex"})
_DEEPEST = 3
"""Levels of sitemaps: by the standard an index lists no index, but some do."""
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,10};)")


def addresses(capture: Capture, fetch: Fetch, *, depth: int = 1) -> Iterator[Address]:
    """The addresses of the pages, in the order of the sitemaps, with the day of publication where it is a sitemap of news.

    The sitemaps of an index are fetched as their turn comes. After all else, PageError for what could not be had, is no sitemap, is
    not well-formed, declares entities or is too large.
    """
    raw = unpacked(capture.raw, capture.name, LARGEST_SITEMAP)
    refuse_entities(raw, capture.name)
    match root_of(raw[:65536]):
        case "urlset":
            yield from _entries(raw, capture.name)
        case "sitemapindex" if depth < _DEEPEST:
            listed = dict.fromkeys(_entries(raw, capture.name))
            yield from in_turn((_fetched(address, fetch, depth + 1) for address in listed), capture.name)
        case "sitemapindex":
            raise PageError(f"{capture.name} is an index of sitemaps inside {_DEEPEST - 1} others; name the sitemaps themselves")
        case _:
            raise PageError(f"{capture.name} is no sitemap")


def _fetched(address: str, fetch: Fetch, depth: int) -> Iterator[Address]:
    yield from addresses(fetch(address), fetch, depth=depth)


def _entries(raw: bytes, name: str) -> Iterator[Address]:
    """What the entries of one sitemap point to."""
    file = io.BytesIO(_BARE_AMPERSAND.sub(b"&amp;", raw))  # in addresses it is often left as it is
    tags = ("{*}url", "{*}sitemap")
    try:
        for _, entry in etree.iterparse(file, tag=tags, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False):
            address = (entry.findtext("{*}loc") or "").strip()
            if is_address(address):
                yield Address(address, iso_day(entry.findtext(".//{*}publication_date")))
            entry.clear()
            while entry.getprevious() is not None:  # else the whole tree is kept
                del entry.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise PageError(f"{name} is not well-formed XML ({error}); the addresses before that were taken") from error
