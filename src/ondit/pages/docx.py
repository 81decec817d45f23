"""The text of a Word document (Office Open XML, ECMA-376)."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from ondit.errors import PageError
from ondit.pages.door import Capture
from ondit.pages.draft import About, Draft
from ondit.pages.limits import LARGEST_PAGE
from ondit.pages.paragraphs import Paragraph, ParagraphMaker

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK}
"""What the reader of the document does not see: deletions, field codes, and a second copy of a text box for old programs."""

_OFF = ("0", "false", "none", "off")
_HEADLINE_LENGTH = 250


def read_docx(capture: Capture) -> Draft:
    """The paragraphs of a Word document, with its title where it has one; PageError for a broken, encrypted, oversized or empty one."""
    paragraphs = _paragraphs(_main_part(capture), capture.name)
    if not paragraphs:
        raise PageError(f"{capture.name} is a Word document without text")
    title, body = _parted(paragraphs)
    return Draft(tuple(body), About(title=title))


def _main_part(capture: Capture) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(capture.raw)) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > LARGEST_PAGE:  # zipfile gives no more than the size an entry declares
                raise PageError(f"{capture.name} unpacks to {entry.file_size:,} bytes, more than the {LARGEST_PAGE:,} that a page may have")
            return archive.read(entry)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError, EOFError, zlib.error) as error:
        raise PageError(
            f"{capture.name} is a broken or encrypted Word document ({error}); open it in a word processor and save it again"
        ) from error


def _paragraphs(xml: bytes, name: str) -> list[Paragraph]:
    """Each paragraph of the document, those in tables and text boxes too, in the order of the file."""
    maker, out, emphasised, style = ParagraphMaker(), list[Paragraph](), False, ""
    skipped = 0
    events = etree.iterparse(io.BytesIO(xml), events=("start", "end"), resolve_entities=False, no_network=True, recover=True)
    for event, element in _walk(events, name):
        if element.tag in _LEFT_OUT:
            skipped += 1 if event == "start" else -1
        if skipped or not isinstance(element.tag, str) or not element.tag.startswith(_W):
            continue
        tag = element.tag[len(_W) :]
        if event == "start":
            if tag == "r":
                emphasised = False
            elif tag == "p":
                _end(maker, out, style)
                style = ""
            continue
        if tag == "pStyle":
            style = element.get(f"{_W}val") or ""
        elif tag in ("b", "i") and element.getparent().getparent() is not None and element.getparent().getparent().tag == f"{_W}r":
            emphasised = emphasised or element.get(f"{_W}val", "1") not in _OFF
        elif tag == "t":
            maker.add(element.text, emphasised)
        elif tag in ("tab", "br", "cr"):
            _end(maker, out, style) if tag != "tab" and element.get(f"{_W}type") is None else maker.add(" ")
        elif tag == "noBreakHyphen":
            maker.add("-", emphasised)
        elif tag == "p":
            _end(maker, out, style)
            style = ""
            element.clear()
    return out


def _walk(events: Any, name: str) -> Any:
    try:
        yield from events
    except etree.XMLSyntaxError as error:
        raise PageError(f"{name} is a broken Word document ({error}); open it in a word processor and save it again") from error


def _end(maker: ParagraphMaker, out: list[Paragraph], style: str) -> None:
    if (paragraph := maker.make(style.lower())).text:
        out.append(paragraph)


def _parted(paragraphs: list[Paragraph]) -> tuple[str | None, list[Paragraph]]:
    """The title and the body: a title is what is styled so, or a short first paragraph that is a heading or wholly bold."""
    titled = next((paragraph for paragraph in paragraphs[:5] if paragraph.style == "title"), None)
    first = paragraphs[0]
    bold = first.emphasis == ((0, len(first.text)),) and not first.text.endswith((".", ":"))
    if titled is None and (first.style.startswith("heading") or bold) and len(first.text) <= _HEADLINE_LENGTH and len(paragraphs) > 1:
        titled = first
    if titled is None:
        return None, paragraphs
    return titled.text, [paragraph for paragraph in paragraphs if paragraph is not titled]
