"""What to call a page where a format asks for an address or an id."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import quote

from ondit.reading import Article


def web_address(article: Article) -> str | None:
    """The page's http or https address, with every character that none may have escaped; None where it has none."""
    url = article.url or ""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]", errors="replace") if url.startswith(("http://", "https://")) else None


def page_iri(article: Article) -> str:
    """The page's address; for a page without one, its bytes by their digest (RFC 6920), else its text by its own."""
    digest = bytes.fromhex(article.sha256) if article.sha256 else hashlib.sha256(article.text.encode("utf-8", "replace")).digest()
    return web_address(article) or f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
