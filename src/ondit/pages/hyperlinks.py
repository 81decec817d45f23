"""Where a page leads, and what it says by that of where it has its text from: the address that it calls canonical, what its linked data
names as its source, and *originally published at* before a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ondit.pages.credits import agency_called
from ondit.pages.outlets import host_of, same_outlet, same_site
from ondit.pages.paragraphs import clean_line
from ondit.reading import Credit, CreditKind, Hyperlink

_MOST = 300
"""Links of a page that are looked at; an article has fewer."""

_LONGEST = 300
"""Signs of a linked phrase, and of what stands before it."""

_LOOKED_BACK = 10

_SHOWN_BEFORE = 30
"""Signs before a link by which its place in the text is known."""

_SOURCES = ("original-source", "syndication-source", "dcterms.source", "dc.source")

_BEFORE: tuple[tuple[CreditKind, re.Pattern[str]], ...] = (
    (
        "reprint",
        re.compile(
            r"\b(?:(?:originally|first|previously) (?:published|appeared|posted|printed|reported|ran)"
            r"|(?:reprinted|republished|reposted|cross-?posted|excerpted|adapted|syndicated)(?: with(?: kind)? permission)?"
            r"|(?:article|story|piece|post|interview|report|column) (?:was |is |has been )?(?:taken|published|appeared))"
            r"(?: (?:at|on|in|by|from|of|here))?(?: the)?[\s:“\"]*$",
            re.IGNORECASE,
        ),
    ),
    ("reprint", re.compile(r"^\W{0,3}(?:original(?: source| article)?|source)\s*:\s*$", re.IGNORECASE)),
    ("via", re.compile(r"(?:^|[(\[—–])\W{0,3}(?:via|h/t|hat[ -]tip(?: to)?)\s*:?\s*$", re.IGNORECASE)),
)
_LINKED = re.compile(r"(?:(?:read|see) )?(?:the )?original (?:article|story|post|piece|version|interview|report)(?: here)?", re.IGNORECASE)
_NAMELESS = re.compile(r"(?:here|this|link|source|read|see|original)\b.*|https?:.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to another site: its words, what stands before them in their paragraph, and where it leads."""

    words: str
    before: str
    url: str


def anchors(tree: Any, url: str | None) -> tuple[Anchor, ...]:
    """The links of a page to other sites; none where the page's own address is not known."""
    found: list[Anchor] = []
    for element in tree.iter("a") if url else ():
        target = _web_address(element.get("href"))
        if target and not same_site(target, str(url)):
            words = clean_line(element.text_content()).strip()
            if 0 < len(words) <= _LONGEST:
                found.append(Anchor(words, _before(element), target))
        if len(found) == _MOST:
            break
    return tuple(found)


def _web_address(value: Any) -> str | None:
    """An address of the web; None for anything else that markup may hold."""
    address = value.strip() if isinstance(value, str) else ""
    return address if address.lower().startswith(("http://", "https://")) and host_of(address) else None


def _before(element: Any) -> str:
    """The text before an element in the one around it, as far as a few elements reach."""
    before = list(islice(element.itersiblings(preceding=True), _LOOKED_BACK))
    texts = [f"{one.text_content() if isinstance(one.tag, str) else ''}{one.tail or ''}"[-_LONGEST:] for one in reversed(before)]
    parent = element.getparent()
    beginning = parent.text or "" if parent is not None and len(before) < _LOOKED_BACK else ""
    return clean_line(f"{beginning}{''.join(texts)}"[-_LONGEST:])


def declared_credits(
    tree: Any, data: Iterable[dict[str, Any]], links: Sequence[Anchor], *, outlet: str | None, url: str | None
) -> tuple[Credit, ...]:
    """What a page credits beside its text, each outlet once; what it says of its own site is none."""
    named = [credit for credit in (*_canonical(tree), *_of_data(data), *_of_links(links)) if not _is_own(credit, outlet, url)]
    once: dict[str, Credit] = {}
    for credit in named:
        once.setdefault(host_of(credit.url or "") or credit.name.casefold(), credit)
    return tuple(once.values())


def _canonical(tree: Any) -> Iterator[Credit]:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield from _of_address(element.get("href"))
    for element in tree.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower() in _SOURCES:
            yield from _of_address(element.get("content"))


def _of_data(data: Iterable[dict[str, Any]]) -> Iterator[Credit]:
    """What schema.org's `isBasedOn` and `sourceOrganization` name."""
    for article in data:
        for key in ("isBasedOn", "sourceOrganization"):
            values = article.get(key)
            for value in values if isinstance(values, list) else [values]:
                name, address = (value.get("name"), value.get("url")) if isinstance(value, dict) else (None, value)
                if isinstance(name, str) and name.strip():
                    yield _credit(name, _web_address(address))
                elif _web_address(address):
                    yield from _of_address(address)
                elif isinstance(address, str) and re.fullmatch(r"\s*\w[^:/]{0,80}", address):
                    yield _credit(address, None)


def _of_links(links: Iterable[Anchor]) -> Iterator[Credit]:
    for link in links:
        kind = next((kind for kind, pattern in _BEFORE if pattern.search(link.before)), None)
        if kind or _LINKED.fullmatch(link.words):
            name = host_of(link.url) if _NAMELESS.fullmatch(link.words) or len(link.words.split()) > 6 else link.words
            yield replace(_credit(str(name), link.url), kind=kind or "reprint")


def _of_address(value: Any) -> Iterator[Credit]:
    if address := _web_address(value):
        yield _credit(str(host_of(address)), address)


def _credit(name: str, url: str | None) -> Credit:
    name = clean_line(name).strip()
    return Credit("wire" if agency_called(name) else "reprint", name, 0, 0, url)


def _is_own(credit: Credit, outlet: str | None, url: str | None) -> bool:
    """Is it the page's own site? Of a page whose address is not known no address tells anything."""
    if same_outlet(credit.name, outlet, url or ""):
        return True
    return credit.url is not None and (url is None or same_site(credit.url, url))


def with_addresses(said: Sequence[Credit], declared: Sequence[Credit]) -> tuple[Credit, ...]:
    """The credits in a text with the addresses that links give to the same names, and those that stand beside it."""
    left = list(declared)
    found = []
    for credit in said:
        same = next((one for one in left if one.url and same_outlet(credit.name, one.name, one.url)), None)
        if same:
            left.remove(same)
        found.append(replace(credit, url=same.url) if same else credit)
    return (*found, *left)


def placed(text: str, links: Iterable[Anchor]) -> tuple[Hyperlink, ...]:
    """The links whose words stand in a text, each where it does: behind the words that stand before it, or at the only place."""
    found = {}
    for link in links:
        before = link.before[-_SHOWN_BEFORE:] if link.before.strip() else ""
        at = text.find(before + link.words) if before else -1
        at = at + len(before) if at >= 0 else _only_place(text, link.words)
        if at >= 0:
            found[at] = Hyperlink(at, at + len(link.words), link.url)
    return tuple(found[at] for at in sorted(found))


def _only_place(text: str, words: str) -> int:
    at = text.find(words)
    return at if text.find(words, at + 1) < 0 else -1
