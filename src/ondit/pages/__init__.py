"""From bytes to an Article: what was published, with what the page says about itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ondit.pages.assemble import Opened, assemble, from_text
from ondit.pages.door import Capture, format_of, is_address, take
from ondit.pages.draft import Draft
from ondit.pages.encoding import decode

__all__ = ["Opened", "from_text", "open_page"]


def open_page(source: str | bytes | Path, *, url: str | None = None, published: str | None = None, allow_private: bool = False) -> Opened:
    """The article of a page: its headline, a blank line and its body, without the furniture around it, and what is known about it.

    `source` is a `Path` to a file; `bytes` of content; or a `str`: an address if it begins with http:// or https://, content if it
    holds a line break or begins with '<', else a path. `url` says where the page is from, `published` (an ISO date) when it appeared.
    Private and loopback addresses are fetched only with `allow_private`.
    PageError, naming the source, where it cannot be read; FetchError where an address cannot be fetched.
    """
    capture = _captured(source, allow_private)
    capture = replace(capture, url=url or capture.url)
    return assemble(_draft(capture), capture, published=published)


def _captured(source: str | bytes | Path, allow_private: bool) -> Capture:
    if isinstance(source, str) and is_address(source):
        from ondit.pages.fetch import fetch

        return fetch(source, allow_private=allow_private)
    return take(source)


def _draft(capture: Capture) -> Draft:
    """The draft that the reader of the page's format makes of it. Each reader is imported when its first page comes."""
    match format_of(capture):
        case "html":
            from ondit.pages.html import read_html

            return read_html(decode(capture.raw, capture.charset), capture.name, capture.url)
        case "mhtml":
            from ondit.pages.mhtml import read_mhtml

            return read_mhtml(capture)
        case "pdf":
            from ondit.pages.pdf import read_pdf

            return read_pdf(capture)
        case "docx":
            from ondit.pages.docx import read_docx

            return read_docx(capture)
        case "text":
            from ondit.pages.text import read_text

            return read_text(decode(capture.raw, capture.charset), capture.name, capture.url)
