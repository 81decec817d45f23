"""A page saved as MHTML (RFC 2557): the HTML inside it, where from and when."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime

from ondit.errors import PageError
from ondit.pages.door import Capture
from ondit.pages.draft import Draft
from ondit.pages.encoding import decode
from ondit.pages.html import read_html

_MOST_PARTS = 5_000


def read_mhtml(capture: Capture) -> Draft:
    """The article of the page inside an MHTML file, with the address and time of the save; PageError where there is no page in it."""
    if (count := capture.raw.count(b"\nContent-Type:")) > _MOST_PARTS:
        raise PageError(f"{capture.name} has {count:,} parts, more than the {_MOST_PARTS:,} of any saved page; save the page alone")
    try:
        message = email.message_from_bytes(capture.raw)
        page = _page(message)
    except RecursionError as error:
        raise PageError(f"{capture.name} has parts within parts without end; save the page again from a browser") from error
    raw = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(raw, bytes):
        raise PageError(f"{capture.name} is an MHTML file without an HTML page in it; save the page again from a browser")
    url = capture.url or _address(message, page)
    draft = read_html(decode(raw, _charset(page)), capture.name, url)
    return replace(draft, about=replace(draft.about, fetched=_saved(message)))


def _page(message: Message) -> Message | None:
    """The part that `start` names, or else the first one of HTML."""
    start = message.get_param("start")
    first = None
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            if start and part.get("Content-ID", "").strip() == start:
                return part
            first = first or part
    return first


def _charset(page: Message) -> str | None:
    charset = page.get_content_charset()
    return charset if isinstance(charset, str) else None


def _address(message: Message, page: Message) -> str | None:
    for found in (message.get("Snapshot-Content-Location"), page.get("Content-Location"), message.get("Content-Location")):
        address = str(found or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    return None


def _saved(message: Message) -> str | None:
    try:
        date = parsedate_to_datetime(str(message["Date"]))
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).isoformat(timespec="seconds")  # browsers write -0000 for UTC
    except (TypeError, ValueError, IndexError):
        return None
