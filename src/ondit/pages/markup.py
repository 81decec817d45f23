"""The tree of an HTML page, cut down to what can be read: no pictures, scripts or attributes of endless length."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml import etree, html

from ondit.errors import PageError
from ondit.pages.limits import LONGEST_LINE, MOST_ELEMENTS, MOST_MARKUP, refuse_endless

_EMBEDDED = re.compile(r"""\bdata:[\w/+.-]{0,80}[;,][^"'\s)>]{100,}""")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_ATTRIBUTE = 2000
"""Characters; what is read from attributes (titles, names, dates, addresses, classes) is shorter."""


def parse(text: str, name: str) -> Any:
    """The tree of an HTML page; PageError where there is nothing in it or more than a page holds. `name` is what the error calls it.

    The limits keep trafilatura, which looks at every element many times, under 10 seconds whatever the page.
    """
    text = _NOT_XML.sub("\ufffd", _EMBEDDED.sub("data:,", text))
    if len(text) > MOST_MARKUP:
        raise PageError(f"{name} has {len(text):,} characters of HTML, more than the {MOST_MARKUP:,} of any page; cut out the article")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise PageError(f"{name} holds no HTML that could be read; save the page again from a browser") from error
    if (count := sum(1 for _ in tree.iter())) > MOST_ELEMENTS:
        raise PageError(f"{name} has {count:,} HTML elements, more than the {MOST_ELEMENTS:,} of any page; cut out the article")
    _cut_down(tree)
    refuse_endless((len(text) for text in tree.itertext() if not text.isspace()), name)  # before anything slow looks at it
    return tree


def _cut_down(tree: Any) -> None:
    for element in tree.iter():
        for key, value in element.attrib.items():
            if key in ("colspan", "rowspan"):  # trafilatura fills spans up with empty cells, however many
                del element.attrib[key]
            elif len(value) > _LONGEST_ATTRIBUTE:
                element.set(key, value[:_LONGEST_ATTRIBUTE])
    for script in tree.iter("script", "style"):
        if "json" not in script.get("type", "") or len(script.text or "") > LONGEST_LINE:
            script.text = None


_PROSE = 20
"""Words that make a paragraph one of running text."""


def words_of_prose(tree: Any) -> int:
    """How many words a page has in paragraphs of running text, furniture included."""
    return sum(words for paragraph in tree.iter("p") if (words := _words(paragraph)) >= _PROSE)


def _words(element: Any) -> int:
    return len(element.xpath("string()").split())


def join_chunks(tree: Any) -> None:
    """Put a body together that a page parts into several boxes of one kind, with advertisements between them.

    trafilatura takes the best box alone. Boxes are of one kind where they and three levels around them have the same tags and classes;
    each must hold two paragraphs of running text, which lists of teasers do not.
    """
    kinds: dict[tuple[tuple[str, str], ...], Any] = {}
    for box in tree.xpath("//div[@class]|//section[@class]"):
        if sum(_words(paragraph) >= _PROSE for paragraph in box.iterchildren("p")) < 2:
            continue
        kind = tuple((element.tag, element.get("class", "")) for element in (box, *islice(box.iterancestors(), 3)))
        first = kinds.setdefault(kind, box)
        if first is not box and first not in box.iterancestors():
            first.extend(list(box))
