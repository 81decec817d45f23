"""From bytes to an Article: what was published, with what the page says about itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ondit.pages.assemble import Opened, assemble, from_text
from ondit.pages.door import Address, Capture, format_of, is_address, take
from ondit.pages.draft import Draft
from ondit.pages.encoding import decode

__all__ = ["Address", "Capture", "Opened", "capture", "from_text", "open_capture", "open_page"]


def open_page(source: str | bytes | Path, *, url: str | None = None, published: str | None = None, allow_private: bool = False) -> Opened:
    """The article of a page: its headline, a blank line and its body, without the furniture around it, and what is known about it.

    `source` is a `Path` to a file; `bytes` of content; or a `str`: an address if it begins with http:// or https://, content if it
    holds a line break or begins with '<', else a path. `url` says where the page is from, `published` (an ISO date) when it appeared.
    Private and loopback addresses are fetched only with `allow_private`.
    PageError, naming the source, where it cannot be read; FetchError where an address cannot be fetched.
    """
    return open_capture(capture(source, url=url, allow_private=allow_private), published=published)


def capture(source: str | bytes | Path, *, url: str | None = None, allow_private: bool = False) -> Capture:
    """The bytes of a page as they are, with where from and when; `source` and errors as for `open_page`."""
    if isinstance(source, str) and is_address(source):
        from ondit.pages.fetch import fetch

        announced = source.announced if isinstance(source, Address) else None
        taken = replace(fetch(source, allow_private=allow_private), announced=announced)
    else:
        taken = take(source)
    return replace(taken, url=url or taken.url)


def open_capture(taken: Capture, *, published: str | None = None) -> Opened:
    """The article of a capture, as `open_page` gives it; PageError where it cannot be read."""
    return assemble(_draft(taken), taken, published=published)


def _draft(taken: Capture) -> Draft:
    """The draft that the reader of the page's format makes of it. Each reader is imported when its first page comes."""
    match format_of(taken):
        case "html":
            from ondit.pages.html import read_html

            return read_html(decode(taken.raw, taken.charset), taken.name, taken.url)
        case "mhtml":
            from ondit.pages.mhtml import read_mhtml

            return read_mhtml(taken)
        case "pdf":
            from ondit.pages.pdf import read_pdf

            return read_pdf(taken)
        case "docx":
            from ondit.pages.docx import read_docx

            return read_docx(taken)
        case "text":
            from ondit.pages.text import read_text

            return read_text(decode(taken.raw, taken.charset), taken.name, taken.url)
