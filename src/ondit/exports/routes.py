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

_MOST, _SMALL = 30, 6
"""Signs of a name that fit into a box, and the width of a sign of its second line; the whole is shown where one points and in the table."""

LEAST = 0.75
"""How far a picture is made smaller to fit its box: its smallest letters are 7.5 pixels high then; a wider one is scrolled."""


def routes_html(drawn: Routes, *, title: str, counted: bool = True) -> Iterator[str]:
    """One HTML document: the picture with a colour and a dash pattern for each route, then every link with its evidence.

    The picture has the routes through most pages, as `ondit.origins.part` chooses them; the tables have all.
    `counted` says that it is one claim, whose routes make a number.
    """
    from jinja2 import Environment, PackageLoader

    from ondit.origins.layout import HEIGHT, WIDTH
    from ondit.origins.part import by_pages, part_of

    style = "".join(files("ondit.exports").joinpath("templates", name).read_text("utf-8") for name in ("routes.css", "picture.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(loader=PackageLoader("ondit.exports"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(PICTURE_FILTERS)
    template = environment.get_template("routes.html")
    labels = {node.id: node.label for node in drawn.nodes}
    yield from template.generate(
        counted=counted,
        drawn=drawn,
        part=part_of(drawn),
        routes=by_pages(drawn),
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


def _short(words: str, room: int | None = None) -> str:
    """As many of the words as fit into a box, or on its second line into so many pixels."""
    most = _MOST if room is None else room // _SMALL
    return words if len(words) <= most else words[: most - 1] + "…"


PICTURE_FILTERS = {"harmless": harmless, "short": _short, "line": route_class, "least": lambda width: round(LEAST * width)}
"""What `templates/picture.html` needs, wherever it is shown."""
