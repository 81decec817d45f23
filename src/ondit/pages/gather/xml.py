"""Lists in XML that say where pages are: feeds and sitemaps, told by their root element and kept from blowing up."""

from __future__ import annotations

import re

from ondit.errors import PageError
from ondit.pages.encoding import decode

_BEFORE_ROOT = re.compile(r"\ufeff|\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z]{1,20})\b")


def root_of(head: bytes) -> str | None:
    """The local name of the root element of XML that begins so, in lower case; None where the root does not stand there."""
    text, at = decode(head), 0
    while before := _BEFORE_ROOT.match(text, at):
        at = before.end()
    root = _ROOT.match(text, at)
    return root[1].lower() if root else None


def refuse_entities(raw: bytes, name: str) -> None:
    """PageError for XML that declares entities: no feed needs them, and they can be made to swell beyond any memory."""
    if "<!ENTITY" in decode(raw):
        raise PageError(f"{name} declares XML entities, which ondit does not expand; take the declarations out of it")
