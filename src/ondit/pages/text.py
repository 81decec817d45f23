"""A page as plain text: the lines of a dump, or an article alone."""

from __future__ import annotations

from ondit.errors import PageError
from ondit.pages.draft import About, Draft
from ondit.pages.dumps import clean_dump
from ondit.pages.limits import refuse_endless
from ondit.pages.paragraphs import clean_line, split
from ondit.pages.wet import wet_record


def read_text(text: str, name: str, url: str | None = None) -> Draft:
    """The article of a plain text or a WET record, without the lines of the page around it; PageError where nothing is left or it is
    too long.
    """
    refuse_endless(map(len, text.splitlines()), name)
    headers, text = wet_record(text) or ({}, text)
    url = url or headers.get("warc-target-uri")
    dump = clean_dump("\n".join(clean_line(line).rstrip() for line in text.splitlines()), url=url)
    paragraphs = tuple(split(dump.body))
    if not paragraphs:
        raise PageError(f"no article text was found in {name}")
    return Draft(
        paragraphs,
        About(
            title=dump.title,
            outlet=dump.outlet,
            byline=dump.byline,
            published=dump.published,
            url=url,
            fetched=headers.get("warc-date"),
            section=dump.section,
        ),
    )
