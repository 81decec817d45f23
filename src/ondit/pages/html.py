"""The body of an HTML page, paragraph by paragraph, with its bold and italic stretches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from ondit.errors import PageError
from ondit.pages.draft import Draft
from ondit.pages.furniture import without_furniture
from ondit.pages.markup import join_chunks, parse, words_of_prose
from ondit.pages.metadata import about_page, saved_by_singlefile
from ondit.pages.paragraphs import Paragraph, ParagraphMaker

_BLOCKS = frozenset(("body", "p", "head", "quote", "list", "item", "table", "row", "lb", "code", "graphic", "div", "ab", "figure"))
"""The elements of trafilatura's tree that end a paragraph. A line break does too: interviews set one between question and answer."""

_KEPT_BY_PRECISION = 0.5
"""trafilatura's precise mode leaves out furniture that its balanced mode takes in, and now and then the article with it. On the 78 pages
of the article-extraction-benchmark it keeps 0.63 to 1.0 of the balanced words where it is right, 0.05 where it is not (2026-11-24)."""

_ENOUGH = 100
"""Words; with so many, and half of the page's running text, what the precise mode finds is not doubted, which halves the work."""


def read_html(text: str, name: str, url: str | None = None) -> Draft:
    """The article of an HTML page: trafilatura finds the body, comments and furniture left out; PageError where there is none.

    `name` is what the error calls the page.
    """
    tree = parse(text, name)
    saved_from, saved_at = saved_by_singlefile(text)
    about = replace(about_page(tree, url or saved_from), fetched=saved_at)
    join_chunks(tree)
    paragraphs = without_furniture(body_of(tree, url))
    if not paragraphs:
        raise PageError(f"no article text was found in {name}; if a script fills the page, save it from a browser once it shows")
    return Draft(tuple(paragraphs), about)


def body_of(tree: Any, url: str | None = None) -> list[Paragraph]:
    """The paragraphs of the article on a page, empty where trafilatura finds none."""
    precise = _extracted(tree, url, precise=True)
    if _size(precise) >= max(_ENOUGH, _KEPT_BY_PRECISION * words_of_prose(tree)):
        return precise
    balanced = _extracted(tree, url, precise=False)
    return precise if _size(precise) >= _KEPT_BY_PRECISION * _size(balanced) else balanced


def _size(paragraphs: list[Paragraph]) -> int:
    return sum(len(paragraph.words) for paragraph in paragraphs)


def _extracted(tree: Any, url: str | None, *, precise: bool) -> list[Paragraph]:
    from trafilatura import bare_extraction  # 0.2 s to import

    document: Any = bare_extraction(tree, url=url, favor_precision=precise, include_comments=False, include_formatting=True)
    return _paragraphs(document.body) if document is not None else []


def _paragraphs(body: Any) -> list[Paragraph]:
    """The paragraphs of a body as trafilatura gives it, in the order of the page."""
    maker, emphasis, out = ParagraphMaker(), 0, list[Paragraph]()

    def end_paragraph() -> None:
        if (paragraph := maker.make()).text:
            out.append(paragraph)

    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCKS
        if event == "start":
            if is_block:
                end_paragraph()
            emphasis += _is_emphasis(element)
            maker.add(element.text, emphasis > 0)
            continue
        emphasis -= _is_emphasis(element)
        if is_block:
            end_paragraph()
        maker.add(" " if element.tag == "cell" else "")
        maker.add(element.tail if element is not body else None, emphasis > 0)
    return out


def _is_emphasis(element: Any) -> bool:
    return element.tag == "hi" and element.get("rend") in ("#b", "#i")
