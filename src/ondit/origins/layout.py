"""Where the nodes of a drawing stand: origins on the left, whatever took a claim from them to the right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx

from ondit.origins.routes import Link, Node, Routes

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 220, 40, 290, 56, 24
"""Of a box, from one column and one row to the next, and around it all; in pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node at its place, and the numbers of the routes that come through it."""

    node: Node
    x: int
    y: int
    routes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link from the box it comes from to the box that took it, and the number of its route; None where several share it."""

    link: Link
    start: Box
    end: Box
    route: int | None

    @property
    def path(self) -> str:
        """The line, as SVG writes it: from edge to edge, or along the left edges of what shares a column."""
        y, to = self.start.y + HEIGHT // 2, self.end.y + HEIGHT // 2
        if self.start.x == self.end.x:
            return f"M{self.start.x} {y} C{self.start.x - MARGIN} {y} {self.end.x - MARGIN} {to} {self.end.x} {to}"
        x, end = self.start.x + WIDTH, self.end.x - 7
        return f"M{x} {y} C{x + 50} {y} {end - 50} {to} {end} {to}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its places."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def picture(drawn: Routes) -> Picture:
    """Where everything stands. Circles and things that are one share a column; what is linked to nothing is left out."""
    linked = {end for link in drawn.links for end in (link.taker, link.origin)}
    nodes = {node.id: node for node in drawn.nodes if node.id in linked or len(drawn.nodes) == 1}
    columns = _columns(nodes, drawn.links)
    passing = _passing(drawn)
    boxes = {
        id: Box(nodes[id], MARGIN + n * ACROSS, MARGIN + row * DOWN, tuple(sorted(passing[id])))
        for n, column in enumerate(columns)
        for row, id in enumerate(column)
    }
    arrows = [Arrow(link, boxes[link.origin], boxes[link.taker], _route(boxes[link.origin])) for link in drawn.links]
    tallest = max((len(column) for column in columns), default=0)
    wide = 2 * MARGIN + max(0, len(columns) - 1) * ACROSS + WIDTH
    return Picture(tuple(boxes.values()), tuple(arrows), wide, 2 * MARGIN + max(0, tallest - 1) * DOWN + HEIGHT)


def _columns(nodes: dict[str, Node], links: tuple[Link, ...]) -> list[list[str]]:
    """The ids column by column: each to the right of everything it took from."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((link.origin, link.taker) for link in links)
    graph.add_edges_from((link.taker, link.origin) for link in links if link.same)
    together = networkx.condensation(graph)
    order = {id: n for n, id in enumerate(nodes)}
    columns = []
    for generation in networkx.topological_generations(together):
        members = [id for n in generation for id in together.nodes[n]["members"]]
        columns.append(sorted(members, key=order.__getitem__))
    return columns


def _passing(drawn: Routes) -> dict[str, set[int]]:
    """The numbers of the routes that come through each node, by links that are certain."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(node.id for node in drawn.nodes)
    for link in drawn.links:
        if link.sure == "certain":
            graph.add_edge(link.origin, link.taker)
            if link.same:
                graph.add_edge(link.taker, link.origin)
    passing: dict[str, set[int]] = defaultdict(set)
    for n, route in enumerate(drawn.origins):
        for id in {*route.nodes, *networkx.descendants(graph, route.nodes[0])} if route.nodes else ():
            passing[id].add(n)
    return passing


def _route(box: Box) -> int | None:
    return box.routes[0] if len(box.routes) == 1 else None
