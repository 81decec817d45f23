"""As much of a drawing of routes as fits on a screen: some of its routes, the largest first, and some of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import networkx

from ondit.origins.layout import Picture, picture
from ondit.origins.routes import Link, Route, Routes

ROUTES = 10
"""On one screen."""

MOST_PAGES = 40
"""In one picture; a page has the height of a line and a half of its table."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some routes of a drawing, and the picture of them."""

    routes: tuple[Route, ...]
    links: tuple[Link, ...]
    picture: Picture
    start: int
    """How many routes come before these."""
    total: int
    """Routes in all."""
    left_out: int
    """Pages of these routes that are not in the picture."""


def by_pages(drawn: Routes) -> list[Route]:
    """The routes in the order of their numbers: those through most pages first."""
    return sorted(drawn.origins, key=lambda route: -len(route.pages))


def part_of(drawn: Routes, start: int = 0) -> Part:
    """The routes from a number on, those through most pages first."""
    every = by_pages(drawn)
    chosen = every[start : start + ROUTES]
    pages = dict.fromkeys(page for route in chosen for page in route.pages)
    shown = set(list(pages)[:MOST_PAGES])
    nodes = _nodes(drawn, chosen, shown, whole=len(pages) <= MOST_PAGES)
    links = tuple(link for link in drawn.links if link.taker in nodes and link.origin in nodes)
    seen = [replace(route, nodes=tuple(id for id in route.nodes if id in nodes)) for route in chosen]
    kept = tuple(node for node in drawn.nodes if node.id in nodes)
    small = replace(drawn, nodes=kept, links=links, origins=tuple(seen))
    return Part(tuple(chosen), links, picture(small), start, len(every), len(pages) - len(shown))


def _nodes(drawn: Routes, chosen: Iterable[Route], shown: set[str], *, whole: bool) -> set[str]:
    """Whatever the chosen routes go through on the way to the pages shown."""
    ways = networkx.DiGraph((link.origin, link.taker) for link in drawn.links if not link.same)
    ways.add_nodes_from(node.id for node in drawn.nodes)
    both = ways.copy()
    both.add_edges_from(ends for link in drawn.links if link.same for ends in ((link.origin, link.taker), (link.taker, link.origin)))
    below = {id for route in chosen for id in (*route.nodes, *networkx.descendants(both, route.nodes[0]))}
    if whole:
        return below
    return below & {id for page in shown for id in (page, *networkx.ancestors(ways, page))}
