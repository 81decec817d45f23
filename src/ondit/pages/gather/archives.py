"""The pages in a web archive: WARC (ISO 28500), compressed or not, and the WET files that Common Crawl makes of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO, Literal
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from ondit.errors import PageError
from ondit.pages.door import Capture
from ondit.pages.limits import LARGEST_PAGE

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_DECODINGS: tuple[Literal["all", "content", "none"], ...] = ("all", "content", "none")
"""Crawlers that unpack bodies but leave the headers that say they are packed are common, so what does not unpack is taken as it is."""
_GZIP = b"\x1f\x8b"
_TAIL = 1 << 16


def captures(stream: BinaryIO, name: str) -> Iterator[Capture]:
    """The pages of an archive one by one, in constant memory: responses with status 200 that are HTML, text or PDF, and WET records.

    A capture is named by its archive and the byte where its record begins: `crawl.warc.gz@1207`. The file must be seekable.
    After all that is whole, PageError where the archive is cut off or broken, naming the byte, and where a page was too large to take.
    """
    at, too_large, why = 0, [], "cut off"
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            at = record.stream_pos
            if record.content_length > LARGEST_PAGE:
                too_large.append(at)
            elif page := _page(record, f"{name}@{at}"):
                if len(page.raw) <= LARGEST_PAGE:
                    yield page
                else:
                    too_large.append(at)
    except ValueError as error:
        raise _broken(name, at, str(error)) from error
    except OSError as error:  # also at blanks after the last record, which are no damage
        why = str(error)
    if (end := _unread(stream, at)) is not None:
        raise _broken(name, end, why)
    if too_large:
        raise PageError(f"{name} holds pages of more than {LARGEST_PAGE:,} bytes, left out, at bytes {', '.join(map(str, too_large[:10]))}")


def _broken(name: str, at: int, why: str) -> PageError:
    return PageError(f"{name} cannot be read from byte {at} on ({why}); the pages before it were taken; fetch or copy the archive again")


def _page(record: WarcRecord, name: str) -> Capture | None:
    """The page of a record, if it holds one; ValueError where it is shorter than it says."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.conversion):
        return None
    block = record.reader.read()
    if len(block) < int(record.headers.get("Content-Length") or 0):
        raise ValueError("its record is cut off")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None  # WARC 1.0 puts it into angle brackets
    fetched = _time(record.headers.get("WARC-Date"))
    if record.record_type == WarcRecordType.conversion:
        return Capture(block, name, "utf-8", url, fetched)
    answer = _answer(block)
    if not answer or not _is_page(answer[0], url):
        return None
    return Capture(answer[1], name, answer[0].http_charset, url, fetched, _headers(answer[0]))


def _headers(http: WarcRecord) -> dict[str, str]:
    headers: dict[str, str] = {}
    for key, value in http.http_headers.items():
        headers[key.lower()] = f"{headers[key.lower()]}, {value}" if key.lower() in headers else value
    return headers


def _time(date: str | None) -> str | None:
    """The time in UTC, to the second; None where it is none."""
    try:
        return datetime.fromisoformat(date or "").astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _answer(block: bytes) -> tuple[WarcRecord, bytes] | None:
    """The HTTP answer in the block of a record and its body, unpacked, but no more of it than a page may have and one byte."""
    for decoding in _DECODINGS:
        record = WarcRecord()
        record.set_bytes_content(block)
        record.is_http = True
        try:
            record.parse_http(auto_decode=decoding, strict_mode=False)
            return record, record.reader.read(LARGEST_PAGE + 1)
        except (OSError, ValueError):
            continue
    return None


def _is_page(http: WarcRecord, url: str | None) -> bool:
    kind = (http.http_content_type or "").lower()
    return http.http_headers.status_code == 200 and kind in _PAGES and urlsplit(url or "").path != "/robots.txt"


# ---------------------------------------------------------------- whether an archive is whole


def _unread(stream: BinaryIO, at: int) -> int | None:
    """The byte where what is no whole record begins, after the last record that could be read, which begins at `at`; None where it ends.

    The reader of archives passes over a record that is cut off in its headers, and a body that is, without a word.
    """
    stream.seek(0)
    packed = stream.read(2) == _GZIP
    stream.seek(at)
    if packed and stream.read(2) != _GZIP:
        at = 0  # one member holds all records, and the reader counts bytes unpacked
    stream.seek(at)
    end = _member_end(stream) if packed else _record_end(stream, at)
    if end is None:
        return at
    stream.seek(end)
    after = stream.read(_TAIL)
    rest = after.lstrip(b"\0\r\n ")
    return end + len(after) - len(rest) if rest else None


def _member_end(stream: BinaryIO) -> int | None:
    """Where the gzip member that begins here ends; None where it is cut off."""
    member = zlib.decompressobj(31)
    try:
        while not member.eof and (chunk := member.unconsumed_tail or stream.read(_TAIL)):
            member.decompress(chunk, _TAIL)
    except zlib.error:
        return None
    return stream.tell() - len(member.unused_data) if member.eof else None


def _record_end(stream: BinaryIO, at: int) -> int | None:
    """Where the record that begins at `at` ends; None where it is cut off."""
    head = stream.read(_TAIL)
    blank = min((n + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (n := head.find(mark)) >= 0), default=None)
    lengths = [line[15:] for line in head[:blank].splitlines() if line[:15].lower() == b"content-length:"]
    if blank is None or not lengths or not lengths[0].strip().isdigit():
        return None
    end = at + blank + int(lengths[0])
    return end if end <= stream.seek(0, 2) else None
