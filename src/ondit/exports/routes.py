"""A drawing of routes as a page to look at: a picture and its table, in one file that fetches and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from ondit.exports.wording import harmless

if TYPE_CHECKING:
    from ondit.origins.routes import Routes

_MOST, _BESIDE = 30, 26
"""Signs of a name that fit into a box, and beside the numbers of its routes; the whole is shown where one points, and in the table."""


def routes_html(drawn: Routes, *, title: str, counted: bool = True) -> Iterator[str]:
    """One HTML document: the picture with a colour and a dash pattern for each route, then every link with its evidence.

    `counted` says that it is one claim, whose routes make a number.
    """
    from jinja2 import Environment, PackageLoader

    from ondit.origins.layout import HEIGHT, WIDTH, picture

    style = "".join(files("ondit.exports").joinpath("templates", name).read_text("utf-8") for name in ("routes.css", "picture.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(loader=PackageLoader("ondit.exports"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(PICTURE_FILTERS)
    template = environment.get_template("routes.html")
    labels = {node.id: node.label for node in drawn.nodes}
    yield from template.generate(
        counted=counted,
        drawn=drawn,
        picture=picture(drawn),
        labels=labels,
        title=title,
        style=style,
        digest=digest,
        height=HEIGHT,
        width=WIDTH,
    )


def route_class(route: int | None) -> str:
    """The classes that give a route its colour and its dashes: seven and four, so that routes next to each other differ in both."""
    return "many" if route is None else f"c{route % 7} d{route % 4}"


def _short(words: str, *, beside: bool = False) -> str:
    most = _BESIDE if beside else _MOST
    return words if len(words) <= most else words[: most - 1] + "…"


PICTURE_FILTERS = {"harmless": harmless, "short": _short, "line": route_class}
"""What `templates/picture.html` needs, wherever it is shown."""
