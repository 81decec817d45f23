"""How large a page may be. Beyond these, reading it would take minutes or gigabytes, and it is no page of news."""

from collections.abc import Iterable

from ondit.errors import PageError

LARGEST_PAGE = 64_000_000
"""Bytes: saved pages and reports with their pictures stay well under it."""

LARGEST_FEED = 2_000_000
"""Bytes of RSS or Atom: hundreds of entries with their full text. Made to be slow, so much takes feedparser 50 seconds (2026-11)."""

LARGEST_SITEMAP = 52_428_800
"""Bytes, unpacked, by sitemaps.org."""

MOST_MARKUP = 16_000_000
"""Characters of HTML, the pictures in it left out: a hundred times an ordinary page of news."""

MOST_ELEMENTS = 25_000
"""Of an HTML page, which take trafilatura 4 seconds at worst; the largest of 78 news pages (article-extraction-benchmark) has 1,580."""

LONGEST_TEXT = 3_000_000
"""Characters: five novels."""

LONGEST_LINE = 250_000
"""Characters: a whole magazine issue pasted as one paragraph has fewer; what has more is data."""


def refuse_endless(lengths: Iterable[int], name: str) -> None:
    """PageError for a text whose lines have these lengths, where it or one of them is too long to be an article."""
    lines = list(lengths)
    total, longest = sum(lines), max(lines, default=0)
    if total > LONGEST_TEXT:
        raise PageError(f"{name} has {total:,} characters of text, more than the {LONGEST_TEXT:,} of the longest article; split it up")
    if longest > LONGEST_LINE:
        raise PageError(f"{name} has a line of {longest:,} characters, more than the {LONGEST_LINE:,} of any paragraph; break it up")
