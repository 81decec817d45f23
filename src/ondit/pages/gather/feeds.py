"""The pages that an RSS or Atom feed leads to."""

from __future__ import annotations

import io
from collections.abc import Iterator

from ondit.errors import PageError
from ondit.pages.door import Address, Capture, is_address
from ondit.pages.gather.days import iso_day
from ondit.pages.gather.packed import unpacked
from ondit.pages.gather.xml import refuse_entities
from ondit.pages.limits import LARGEST_FEED

ROOTS = frozenset({"rss", "feed", "rdf"})


def addresses(capture: Capture) -> Iterator[Address]:
    """The addresses of the entries, each once, in the order of the feed, with the day that it gives for them in their own time zone.

    PageError for a feed that is no XML, holds no address, declares entities or is too large.
    """
    raw = unpacked(capture.raw, capture.name, LARGEST_FEED)
    refuse_entities(raw, capture.name)
    import feedparser

    base = {"content-location": capture.url or ""}
    feed = feedparser.parse(io.BytesIO(raw), response_headers=base, resolve_relative_uris=False, sanitize_html=False)
    entries = reversed(feed.entries)  # of two entries for one page the first counts
    found = {link: iso_day(entry.get("published")) for entry in entries if is_address(link := str(entry.get("link") or "").strip())}
    if not found:
        raise PageError(f"{capture.name} is a feed without the address of any page")
    for link in reversed(found):
        yield Address(link, found[link])
