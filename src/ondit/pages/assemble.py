"""From what one format's reader gives to an Article: the headline, a blank line, the body."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ondit.errors import PageError
from ondit.pages.credits import find_credits
from ondit.pages.door import Capture
from ondit.pages.draft import Draft
from ondit.pages.hyperlinks import placed, with_addresses
from ondit.pages.language import language_of
from ondit.pages.limits import refuse_endless
from ondit.pages.paragraphs import Paragraph, clean_line, joined, words_of
from ondit.reading import Article, Caution, Span

_FIRST_FEW = 3
"""Paragraphs among which a page repeats its own headline."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article, with what only the next steps need: `emphasis` holds its bold and italic stretches, as spans of `article.text`."""

    article: Article
    emphasis: tuple[Span, ...] = ()
    warnings: tuple[Caution, ...] = ()


def assemble(draft: Draft, capture: Capture, *, published: str | None = None) -> Opened:
    """The article of a draft and its capture; what is given or captured wins over what the page says. PageError where it is too long."""
    about = draft.about
    title = clean_line(about.title or "").strip()
    draft = replace(draft, paragraphs=_without_title(draft.paragraphs, title))
    text = joined((*([Paragraph(title)] if title else ()), *draft.paragraphs))
    refuse_endless(map(len, text.text.splitlines()), capture.name)
    article = Article(
        text=text.text,
        headline=(0, len(title)) if title else None,
        title=title or None,
        outlet=about.outlet,
        byline=about.byline,
        published=published or about.published or capture.announced,
        url=capture.url or about.url,
        fetched=capture.fetched or about.fetched,
        language=language_of(text.text, about.language),
        section=about.section,
        pages=_pages(draft, len(title) + 2 if title else 0, len(text.text)),
        sha256=digest(capture.raw),
        credits=with_addresses(find_credits(text.text, about.byline), about.credits),
        links=placed(text.text, about.links),
    )
    return Opened(article, text.emphasis, (*draft.warnings, *cautions(article)))


def _pages(draft: Draft, at: int, length: int) -> tuple[Span, ...]:
    """The spans of the pages, which part the text; a paragraph that goes over to the next page is cut where it does."""
    starts = [at]
    for paragraph in draft.paragraphs:
        starts.append(starts[-1] + len(paragraph.text) + 2)
    lengths = [len(paragraph.text) for paragraph in draft.paragraphs]
    cuts = ((starts[n + 1] if n < len(lengths) and offset >= lengths[n] else starts[n] + offset) for n, offset in draft.breaks[:-1])
    ends = [min(cut, length) for cut in cuts]
    return tuple(pairwise((0, *ends, length))) if draft.breaks else ()


def from_text(text: str, *, title: str | None = None, published: str | None = None, url: str | None = None) -> Opened:
    """The article of a text that is taken as it is: `article.text == text`. Its headline is there where it begins with the given title.

    PageError for an empty text, and for one that is too long to be an article.
    """
    name = "the given text"
    if not text.strip():
        raise PageError(f"{name} is empty")
    refuse_endless(map(len, text.splitlines()), name)
    article = Article(
        text=text,
        headline=_headline(text, title or ""),
        title=title,
        published=published,
        url=url,
        language=language_of(text),
        sha256=digest(text.encode("utf-8", "surrogatepass")),
        credits=find_credits(text),
    )
    return Opened(article, warnings=cautions(article))


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def cautions(article: Article) -> tuple[Caution, ...]:
    """What the reader of the article should know."""
    if article.language in (None, "en"):
        return ()
    return (
        Caution("not-english", f"The page is in another language ({article.language}) than English, so who says what was not looked for."),
    )


def _without_title(paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """The paragraphs without a repetition of the title at their head."""
    words = words_of(title)
    again = next((n for n, paragraph in enumerate(paragraphs[:_FIRST_FEW]) if words and paragraph.words == words), None)
    return tuple(paragraph for n, paragraph in enumerate(paragraphs) if n != again)


def _headline(text: str, title: str) -> Span | None:
    """Where the title stands at the head of a text, closing punctuation included; None where the first sentence merely begins with it."""
    wanted = words_of(title)
    found = [match for match, _ in zip(re.finditer(r"\w+", text), wanted, strict=False)]
    if not wanted or tuple(match[0].casefold() for match in found) != wanted:
        return None
    start = len(text) - len(text.lstrip())
    end = found[-1].end()
    closing = re.compile(r"[^\w\s]*").match(text, end)
    end = closing.end() if closing else end
    goes_on = re.compile(r"[ \t]+([a-z])").match(text, end)
    return None if goes_on or "\n" in text[start : found[0].start()] else (start, end)
