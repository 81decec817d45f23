"""WET records: the plain text of pages as Common Crawl keeps it, each under WARC headers (ISO 28500)."""

from __future__ import annotations

import re

_MAGIC = re.compile(r"\s*WARC/\d+\.\d+\r?\n")
_HEADERS_END = re.compile(r"\r?\n[ \t]*\r?\n")
_NEXT_RECORD = re.compile(r"^WARC/\d+\.\d+\r?$", re.MULTILINE)


def wet_record(text: str) -> tuple[dict[str, str], str] | None:
    """The headers, their names in lower case, and the text of the first WET record that holds a page; None where the text is no WARC.

    `warc-target-uri` is the page's address and `warc-date` when it was fetched. A `warcinfo` record at the front is passed over.
    """
    if not (magic := _MAGIC.match(text)):
        return None
    at = magic.end()
    while True:
        headers_end = _HEADERS_END.search(text, at - 1)
        headers = _headers(text[at : headers_end.start() if headers_end else len(text)])
        body_start = headers_end.end() if headers_end else len(text)
        following = _NEXT_RECORD.search(text, body_start)
        if headers.get("warc-type") != "warcinfo" or not following:
            return headers, text[body_start : following.start() if following else len(text)]
        at = following.end() + 1


def _headers(block: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in block.splitlines())
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}
