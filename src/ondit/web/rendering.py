"""Templates: all that is shown is escaped, and nothing comes from another machine."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.exports.html import mark_of, number
from ondit.exports.routes import PICTURE_FILTERS
from ondit.exports.wording import CHAIN, FIRST, STANDS, TOOK, called_by, chain_label, manner, words
from ondit.ledger.citing import CitationFormat
from ondit.web.asked import NAMES, value_of

if TYPE_CHECKING:
    from starlette.datastructures import URL
    from starlette.requests import Request

    from ondit.ledger.records import Page

NAVIGATION = (
    ("/search", "Search"),
    ("/pages", "Pages"),
    ("/voices", "Voices"),
    ("/outlets", "Outlets"),
    ("/labels", "Labels"),
    ("/claims", "Claims"),
    ("/timeline", "Timeline"),
    ("/review", "Review"),
    ("/add", "Add"),
)
ACTS = {"want": "as wanted, planned or promised", "ask": "as a question"}

NAMED = 6
"""Pages of a route that its row in a table names."""

A_SCREEN = 50
"""Rows of a list on one screen."""

FORMATS = (*EXPORTERS, *BINARY_EXPORTERS)

UNNAMED = {
    "author": "the pages themselves",
    "person": "unnamed persons",
    "organization": "unnamed organizations",
    "group": "groups",
    "document": "documents",
    "impersonal": "nobody in particular",
}

LABELS = {
    "hand": {"1": "the page itself", "2": "second hand", "3": "third hand", "4": "fourth hand"},
    "certainty": {
        "certain": "certain",
        "probable": "probable",
        "possible": "possible",
        "unknown": "unknown",
        "na": "wants and questions",
    },
    "act": {"assert": "asserted", "want": "wanted or planned", "ask": "asked"},
}
"""What values of filters are called where people choose among them."""

STATIC = files("ondit.web") / "static"
SHOWN = files("ondit.exports") / "templates"
STYLES = (SHOWN / "voices.css", SHOWN / "picture.css", STATIC / "site.css")


def render(request: Request, template: str, /, status: int = 200, **context: Any) -> HTMLResponse:
    """The template with the context, as an answer."""
    page = environment().get_template(template)
    return HTMLResponse(page.render(request=request, csrf=request.state.csrf, **context), status)


@cache
def environment() -> Environment:
    """Autoescaped, and strict about names that are not there."""
    loader = ChoiceLoader([PackageLoader("ondit.web"), PrefixLoader({"exports": PackageLoader("ondit.exports")})])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(A_SCREEN=A_SCREEN, version=version("ondit"), asset=asset, CHAIN=CHAIN, NAVIGATION=NAVIGATION, ACTS=ACTS)
    made.globals.update(mark_of=mark_of, number=number, manner=manner, words=words, chain_label=chain_label)
    made.globals.update(
        FILTERS=NAMES, FORMATS=FORMATS, CITED_AS=get_args(CitationFormat), LABELS=LABELS, UNNAMED=UNNAMED, value_of=value_of
    )
    made.globals.update(NAMED=NAMED, STANDS=STANDS, TOOK=TOOK, FIRST=FIRST)
    made.filters.update(
        thousands=thousands, web_address=web_address, of_path=of_path, by_outlet=by_outlet, called_by=called_by, **PICTURE_FILTERS
    )
    return made


@cache
def style() -> str:
    """The one style sheet."""
    return "".join(file.read_text("utf-8") for file in STYLES)


@cache
def script() -> str:
    return (STATIC / "site.js").read_text("utf-8")


@cache
def icon() -> str:
    return (STATIC / "icon.svg").read_text("utf-8")


ASSETS = {"site.css": (style, "text/css"), "site.js": (script, "text/javascript"), "icon.svg": (icon, "image/svg+xml")}


@cache
def asset(name: str) -> str:
    """Where a file of ours is: an address that changes when the file does, so that browsers may keep it."""
    return f"/static/{hashlib.sha256(ASSETS[name][0]().encode()).hexdigest()[:12]}/{name}"


def thousands(number: int) -> str:
    return f"{number:,}"


def web_address(address: str | None) -> str | None:
    """The address if a browser may follow it; a page can claim any, such as one that runs a script."""
    return address if address and address.startswith(("http://", "https://")) else None


def by_outlet(words: str, pages: Mapping[str, Page]) -> str:
    """The words with what tells the pages that they name apart, in place of their addresses."""
    return called_by(words, apart(page for address, page in pages.items() if address in words))


def apart(pages: Iterable[Page]) -> dict[str, str]:
    """What each page is called beside the others, by its address: its outlet if no other has it, else so its title, else its address."""
    every = list(pages)
    outlets, titles = (Counter(page.outlet for page in every), Counter(page.title for page in every))
    return {page.address: _apart(page, outlets, titles) for page in every}


def _apart(page: Page, outlets: Counter[str | None], titles: Counter[str | None]) -> str:
    if page.outlet and outlets[page.outlet] == 1:
        return page.outlet
    return f"“{page.title}”" if page.title and titles[page.title] == 1 else page.address


def of_path(url: URL) -> str:
    """An address of ours without the machine it is on."""
    return url.path + (f"?{url.query}" if url.query else "")
