"""What a reader of one format hands on: paragraphs and what the page says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.pages.hyperlinks import Anchor
from ondit.pages.paragraphs import Paragraph
from ondit.reading import Caution, Credit


@dataclass(frozen=True, slots=True)
class About:
    """What a page says about itself. `language` is what it declares; `section` is its breadcrumb, without the title."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    fetched: str | None = None
    language: str | None = None
    section: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    """Those that stand beside the text: in the markup, and by where links lead."""
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as one format's reader gives it. `breaks` are the ends of the pages of a PDF: (paragraph, offset in it)."""

    paragraphs: tuple[Paragraph, ...]
    about: About = About()
    breaks: tuple[tuple[int, int], ...] = ()
    warnings: tuple[Caution, ...] = ()
