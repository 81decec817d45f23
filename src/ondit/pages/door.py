"""What kind of input stands at the door: an address, a file, bytes or text; and what kind of page its bytes are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ondit.errors import PageError
from ondit.pages.encoding import decode, is_binary
from ondit.pages.limits import LARGEST_PAGE

Format = Literal["html", "text", "mhtml", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as captured: what errors call them, and where from and when, as far as that is known."""

    raw: bytes
    name: str
    charset: str | None = None
    url: str | None = None
    fetched: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the answer that carried the bytes, names in lower case; several of one name are joined by commas."""
    announced: str | None = None
    """The day (ISO) that the feed which led here gives; it counts where the page itself gives none."""


class Address(str):
    """An address that a feed or a sitemap lists, with the day (ISO) on which it says that the page appeared."""

    def __new__(cls, url: str, announced: str | None = None) -> Address:
        address = super().__new__(cls, url)
        address.announced = announced
        return address

    announced: str | None


def is_address(source: str) -> bool:
    return source[:8].lower().startswith(("http://", "https://")) and not _holds_lines(source)


def take(source: str | bytes | Path) -> Capture:
    """The bytes of a file or of content given as such: a string is content if it holds a line break or begins with '<', else a path.

    PageError for a missing, unreadable, too large or empty one.
    """
    if isinstance(source, bytes):
        return _checked(Capture(source, "the given bytes"))
    if isinstance(source, str) and is_content(source):
        return _checked(Capture(source.encode("utf-8", "replace"), "the given text", "utf-8"))
    if isinstance(source, str) and not source.strip():
        raise PageError("the given text is empty")
    return _checked(_file(Path(source)))


def is_content(source: str) -> bool:
    """True for a page's own text, which no address or path is."""
    return _holds_lines(source) or source.lstrip().startswith("<")


def _holds_lines(source: str) -> bool:
    return "\n" in source or "\r" in source


def _file(path: Path) -> Capture:
    name = str(path)
    try:
        if path.is_dir():
            raise PageError(f"{name} is a directory; name the files in it")
        size = path.stat().st_size
        if size > LARGEST_PAGE:
            raise PageError(_too_large(name, size))
        return Capture(path.read_bytes(), name)
    except FileNotFoundError as error:
        hint = "to read text itself, use read_text()" if len(name) > 80 or " " in name else "check the path"
        raise PageError(f"{_short(name)} does not exist; {hint}") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise PageError(f"{_short(name)} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _short(name: str) -> str:
    return name if len(name) <= 120 else f"{name[:117]}..."


def _too_large(name: str, size: int) -> str:
    return f"{name} has {size:,} bytes, more than the {LARGEST_PAGE:,} that a page may have; cut out the article"


def _checked(capture: Capture) -> Capture:
    if len(capture.raw) > LARGEST_PAGE:
        raise PageError(_too_large(capture.name, len(capture.raw)))
    if not capture.raw.strip(b"\0 \t\r\n"):
        raise PageError(f"{capture.name} is empty")
    return capture


# ---------------------------------------------------------------- what kind of page

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "a Word document of before 2007; save it as .docx"),
    (b"{\\rtf", "an RTF document; save it as .docx"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"bplist00", "a Safari web archive; save the page as HTML"),
    (b"\x89PNG", "a picture; it has no text that could be read"),
    (b"\xff\xd8\xff", "a picture; it has no text that could be read"),
    (b"GIF8", "a picture; it has no text that could be read"),
)
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # a stream of the OLE file that an encrypted .docx is
_MHTML = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?(?:content-type:\s*multipart/related)", re.IGNORECASE)
_HTML_START = re.compile(r"\s*<(?:!doctype\b|!--|\?xml\b|html\b|[a-z][a-z0-9]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_HTML_INSIDE = re.compile(r"<(?:html|head|body|!doctype html)\b|</(?:p|div|a|h[1-6]|span|li|td|article|title|script)>", re.IGNORECASE)
_TAGS_THAT_MAKE_A_PAGE = 3


def format_of(capture: Capture) -> Format:
    """The format of a page by its content, whatever its name; PageError for one that is not read, saying what to do instead."""
    raw = capture.raw
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(capture)
    if _MHTML.match(raw[:8192]):
        return "mhtml"
    if _ENCRYPTED_OFFICE in raw[: 1 << 16] or _ENCRYPTED_OFFICE in raw[-(1 << 16) :]:
        raise PageError(f"{capture.name} is an encrypted Office document; save it without a password first")
    for start, what in _REFUSED:
        if raw.startswith(start):
            raise PageError(f"{capture.name} is {what}")
    if is_binary(raw):
        raise PageError(f"{capture.name} is binary, neither text nor a kind of document that ondit reads (HTML, MHTML, PDF, DOCX, text)")
    return "html" if looks_like_html(decode(raw[:65536], capture.charset)) else "text"


def _zipped(capture: Capture) -> Format:
    if b"word/" in capture.raw:
        return "docx"
    raise PageError(f"{capture.name} is a zip archive or a document in one, and no .docx; unpack it, or save it as HTML or PDF")


def looks_like_html(text: str) -> bool:
    """True for markup: a tag at the start, or a document's own tags, or several closing ones."""
    return bool(_HTML_START.match(text)) or len(_HTML_INSIDE.findall(text)) >= _TAGS_THAT_MAKE_A_PAGE
