"""What an HTML page says about itself: title, outlet, byline, date, address, language, breadcrumb."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from ondit.pages.draft import About
from ondit.pages.hyperlinks import anchors, declared_credits
from ondit.pages.outlets import host_of, same_site
from ondit.pages.paragraphs import clean_line, words_of

_LATEST = "2100-01-01"
"""htmldate would otherwise ask the clock for the latest date a page can have."""

_TITLE_PROPERTIES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_TITLE_PARTS = re.compile(r"\s+[|–—·•»«:/-]+\s+")
_SAME_TITLE = 0.5
"""Share of words that heading and title have in common when they are one headline, worded for the page and for search engines."""

_LONGEST_CRUMB = 80


def about_page(tree: Any, url: str | None = None) -> About:
    """What the page says about itself; a given address wins over the one the page names."""
    from trafilatura.metadata import extract_metadata

    data = list(_linked_data(tree))
    found = extract_metadata(tree, default_url=url, date_config=_date_settings())
    site = _line(found.sitename)
    if site and url and host_of(f"//{site}") == host_of(found.url or "") and not same_site(found.url or "", url):
        site = None  # trafilatura names the outlet by the host of the canonical address, which here is that of another outlet
    outlet = _first(_named(data, "publisher")) or site
    title = _title(tree, data, outlet, found.url or url) or _line(found.title)
    own = url or _meta(tree, "og:url")
    links = anchors(tree, own)
    return About(
        title=title,
        outlet=outlet,
        byline=_byline(data, found.author),
        published=found.date,
        url=url or found.url,
        language=tree.get("lang") or _meta(tree, "og:locale"),
        section=_section(tree, data, title),
        credits=declared_credits(tree, filter(_is_article, data), links, outlet=outlet, url=own),
        links=links,
    )


def _date_settings() -> dict[str, Any]:
    return {"original_date": True, "extensive_search": False, "max_date": _LATEST}


def _line(text: str | None) -> str | None:
    """A text as one clean line, None where nothing is left."""
    return clean_line(text).strip() or None if isinstance(text, str) else None


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


_SINGLEFILE = re.compile(r"Page saved with SingleFile\s+url: (https?://\S+)\s+saved date: ([^\n(]{10,60})")


def saved_by_singlefile(text: str) -> tuple[str | None, str | None]:
    """Where from and when, as the SingleFile extension notes at the head of the pages it saves."""
    note = _SINGLEFILE.search(text, 0, 4096)
    if not note:
        return None, None
    try:
        return note[1], datetime.strptime(note[2].strip(), "%a %b %d %Y %H:%M:%S GMT%z").isoformat(timespec="seconds")
    except ValueError:
        return note[1], None


# ---------------------------------------------------------------- linked data (schema.org as JSON-LD)


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, the nested ones too; what does not parse is passed over."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                waiting = deque([json.loads(script.text, strict=False)])
            except (ValueError, RecursionError):
                continue
            while waiting:
                value = waiting.popleft()
                if isinstance(value, dict):
                    yield value
                    waiting.extend(item for item in value.values() if isinstance(item, dict | list))
                elif isinstance(value, list):
                    waiting.extend(item for item in value if isinstance(item, dict | list))


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(str(kind).endswith(("Article", "Posting", "Report", "Review")) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _named(data: list[dict[str, Any]], key: str) -> Iterator[str]:
    """The names that the page's articles give under a key such as `author`, whether as text, object or list."""
    for article in filter(_is_article, data):
        values = article.get(key)
        for value in values if isinstance(values, list) else [values]:
            name = _line(value.get("name") if isinstance(value, dict) else value)
            if name and not name.startswith("http"):
                yield name


# ---------------------------------------------------------------- title


def _meta(tree: Any, *names: str) -> str | None:
    """The content of the first meta element of one of these names, in the order of the names."""
    for name in names:
        for element in tree.iter("meta"):
            if name in ((element.get("property") or "").lower(), (element.get("name") or "").lower()) and (
                content := _line(element.get("content"))
            ):
                return content
    return None


def _title(tree: Any, data: list[dict[str, Any]], outlet: str | None, url: str | None) -> str | None:
    """The headline: the heading that the page shows, where it agrees with what the page gives as its title."""
    element = tree.find(".//title")
    named = (
        _first(_named(data, "headline")),
        _meta(tree, *_TITLE_PROPERTIES),
        _line(element.text_content()) if element is not None else None,
    )
    titles = [_without_outlet(title, outlet, url) for title in named if title]
    headings = [heading for h1 in tree.iter("h1") if (heading := _line(h1.text_content()))]
    shown = max(headings, key=lambda heading: _alike(heading, titles), default=None)
    if shown and (_alike(shown, titles) >= _SAME_TITLE or (len(headings) == 1 and not titles)):
        return shown
    return _first(titles)


def _alike(heading: str, titles: list[str]) -> float:
    """The largest share of words that a heading has in common with one of the titles."""
    words = set(words_of(heading))
    return max((len(words & other) / (len(words | other) or 1) for other in (set(words_of(title)) for title in titles)), default=0.0)


def _without_outlet(title: str, outlet: str | None, url: str | None) -> str:
    """A title without the name of the site at either end: `Story | The Daily`, `The Daily - Story`."""
    site = {"".join(words_of(outlet or "")), "".join(words_of((urlsplit(url or "").hostname or "").removeprefix("www.")))}
    cuts = list(_TITLE_PARTS.finditer(title))
    for cut in reversed(cuts):
        if _is_site(title[cut.end() :], site):
            return title[: cut.start()]
    if cuts and _is_site(title[: cuts[0].start()], site):
        return title[cuts[0].end() :]
    return title


def _is_site(part: str, site: set[str]) -> bool:
    squashed = "".join(words_of(part))
    return len(squashed) > 1 and any(squashed in name or (name and squashed.startswith(name)) for name in site)


# ---------------------------------------------------------------- byline and section


def _byline(data: list[dict[str, Any]], found: str | None) -> tuple[str, ...]:
    """The authors' names, from the linked data or else as trafilatura finds them, each once."""
    names = list(_named(data, "author")) or [name for author in (found or "").split(";") if (name := _line(author))]
    return tuple(dict.fromkeys(re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE) for name in names))


def _section(tree: Any, data: list[dict[str, Any]], title: str | None) -> tuple[str, ...]:
    """The breadcrumb of the page without its title, or the section that it names."""
    crumbs = _linked_crumbs(data) or _shown_crumbs(tree)
    path = tuple(crumb for crumb in crumbs if words_of(crumb) and words_of(crumb) != words_of(title or ""))
    named = _meta(tree, "article:section", "parsely-section") or _first(_named(data, "articleSection"))
    return path or ((named,) if named else ())


def _linked_crumbs(data: list[dict[str, Any]]) -> list[str]:
    for value in data:
        if value.get("@type") == "BreadcrumbList" and isinstance(items := value.get("itemListElement"), list):
            names = (_crumb_name(item) for item in items if isinstance(item, dict))
            return [name for name in names if name]
    return []


def _crumb_name(item: dict[str, Any]) -> str | None:
    thing = item.get("item")
    return _line(item.get("name")) or (_line(thing.get("name")) if isinstance(thing, dict) else None)


def _shown_crumbs(tree: Any) -> list[str]:
    """The parts of the first element that calls itself a breadcrumb."""
    for element in tree.iter("nav", "ol", "ul", "div", "p", "section"):
        if "breadcrumb" in f"{element.get('class')} {element.get('id')} {element.get('aria-label')}".lower():
            texts = (_line(text.strip(" \t\r\n»›>/|:→•·")) for text in element.itertext())
            crumbs = [text for text in texts if text and len(text) <= _LONGEST_CRUMB]
            if crumbs:
                return crumbs
    return []
