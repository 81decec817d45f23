"""A page as plain text: the lines of a dump, or an article alone."""

from __future__ import annotations

from ondit.errors import PageError
from ondit.pages.assemble import refuse_oversized
from ondit.pages.draft import About, Draft
from ondit.pages.paragraphs import clean_line, split


def read_text(text: str, name: str, url: str | None = None) -> Draft:
    """The article of a plain text, without the lines of the page around it; PageError where nothing is left or it is too long."""
    from ondit.pages.dumps import clean_dump

    refuse_oversized(text, name)
    dump = clean_dump("\n".join(clean_line(line).rstrip() for line in text.splitlines()), url=url)
    paragraphs = tuple(split(dump.body))
    if not paragraphs:
        raise PageError(f"no article text was found in {name}")
    about = About(title=dump.title, outlet=dump.outlet, byline=dump.byline, published=dump.published, url=url, section=dump.section)
    return Draft(paragraphs, about)
