"""Over how many independent routes a claim has come; docs/routes.md is the rule, this is its working.

Nodes are pages, outlets, wire services and acts of speaking, writing or seeing; a link says that one took the claim from another.
An **origin** is where the links begin. It is known if it is an act with a named voice or a wire service that credits nobody, else
open: it may rest on any other. At most there are all the origins of the certain links; at least the known origins of all links
together, and one.

1. what is one text or one act becomes one class            `_classes`
2. a page without a source has it from its outlet, and an outlet from its own pages that name a source   `_at_home`
3. a voice that elsewhere names its source may have it from there   `_elsewhere`
4. circles close (strongly connected components); the origins are those that took it from nobody outside   `_origins`
5. of the acts of one voice, at least those count that are surely different ones   `surely_two`
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import networkx

from ondit.origins.records import Evidence

NodeKind = Literal["page", "outlet", "wire", "interview", "press conference", "document", "eyewitness", "speech", "unnamed"]
LinkKind = Literal["reprint", "excerpt", "credit", "quote", "said", "outlet", "voice"]
Sure = Literal["certain", "likely", "unknown"]
How = Literal["links", "date", "no day", "same day", "circle"]


@dataclass(frozen=True, slots=True)
class Node:
    """A page, outlet or wire service, or an act of speaking, writing or seeing."""

    id: str
    kind: NodeKind
    label: str
    voice: str | None = None
    """Whose act it is; for who speaks for another, that other. None for pages, outlets and unnamed acts."""
    day: str | None = None
    """ISO: a page's date, the day of an act."""
    outlet: str | None = None
    """A page's outlet; for an interview, who asked."""


@dataclass(frozen=True, slots=True)
class Link:
    """`taker` took the claim from `origin`; or, where `same`, the two are one text or one act, whichever was first."""

    taker: str
    origin: str
    kind: LinkKind
    sure: Sure = "certain"
    evidence: tuple[Evidence, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number, or the range it lies in with the reasons why no more is known."""

    low: int
    high: int
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        number = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        return number + (f": {'; '.join(self.reasons)}" if self.reasons else "")


@dataclass(frozen=True, slots=True)
class Route:
    """One origin and the pages that have the claim from it. `nodes` is more than one where the origin is one text, one act or a circle."""

    nodes: tuple[str, ...]
    label: str
    pages: tuple[str, ...]
    known: bool
    circle: bool


@dataclass(frozen=True, slots=True)
class First:
    """The page that stated the claim first, or None; and how that is known, or why it isn't."""

    page: str | None
    how: How


@dataclass(frozen=True, slots=True)
class Routes:
    """How a claim came to its pages. `links` holds those that were given and those that the rule adds, with kind `outlet` and `voice`."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    origins: tuple[Route, ...]
    routes: Count
    voices: Count
    first: First


def trace(nodes: Iterable[Node], links: Iterable[Link]) -> Routes:
    """The routes of one claim, from what took it from what; every node that a link names must be given, else KeyError."""
    known = {node.id: node for node in nodes}
    drawn = [link for link in links if link.taker != link.origin and known[link.taker] and known[link.origin]]
    certain = [link for link in drawn if link.sure == "certain"]
    home = _at_home(known, certain)
    sure = certain + home
    drawn += home + _elsewhere(known, sure)
    at_most, at_least = _origins(known, sure), _origins(known, drawn)
    surely = [node for voiced in _by_voice(known, at_least).values() for node in _surely_different(voiced)]
    reasons = _reasons(known, at_most, at_least, surely, drawn)
    few_voices = len({node.voice or node.id for node in surely})
    many_voices = len(_by_voice(known, at_most)) + sum(not origin.known for origin in at_most)
    return Routes(
        nodes=tuple(known.values()),
        links=tuple(drawn),
        origins=tuple(at_most),
        routes=Count(max(1, len(surely)) if at_most else 0, len(at_most), reasons),
        voices=Count(max(1, few_voices) if at_most else 0, many_voices, reasons if few_voices < many_voices else ()),
        first=_first(known, certain, home),
    )


# ---------------------------------------------------------------- what is one, and what follows from it


def _classes(nodes: Iterable[str], links: Iterable[Link]) -> dict[str, frozenset[str]]:
    """For each node those that are one text or one act with it."""
    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((link.taker, link.origin) for link in links if link.same)
    return {node: frozenset(one) for one in networkx.connected_components(graph) for node in one}


def _at_home(nodes: dict[str, Node], certain: Sequence[Link]) -> list[Link]:
    """What one outlet prints without a source it has from itself, and the outlet has what its other pages have; adds outlets to `nodes`."""
    classes = _classes(nodes, certain)
    sourced = {classes[link.taker] for link in certain if not link.same}
    wires = {node.label: node.id for node in nodes.values() if node.kind == "wire"}
    links = []
    for page in [node for node in nodes.values() if node.kind == "page" and node.outlet]:
        outlet = wires.get(page.outlet or "", f"outlet {page.outlet}")
        nodes.setdefault(outlet, Node(outlet, "outlet", page.outlet or ""))
        together = {nodes[id].outlet for id in classes[page.id]}
        if classes[page.id] in sourced or len(together) > 1:
            links.append(Link(outlet, page.id, "outlet"))
        else:
            links.append(Link(page.id, outlet, "outlet"))
    return links


def _elsewhere(nodes: dict[str, Node], certain: Sequence[Link]) -> list[Link]:
    """A voice that names its source for one act may have it from there in its other acts too."""
    sources: dict[str, list[str]] = defaultdict(list)
    for link in certain:
        if (voice := nodes[link.taker].voice) and not link.same:
            sources[voice].append(link.origin)
    took = {link.taker for link in certain if not link.same}
    return [
        Link(node.id, source, "voice", "unknown")
        for node in nodes.values()
        if node.voice and node.id not in took
        for source in sources[node.voice]
        if source != node.id
    ]


# ---------------------------------------------------------------- where the links begin


def _graph(nodes: Iterable[str], links: Sequence[Link]) -> tuple[Any, dict[str, frozenset[str]]]:
    """The classes as a directed graph, from what took to what it took from."""
    classes = _classes(nodes, links)
    graph = networkx.DiGraph()
    graph.add_nodes_from(set(classes.values()))
    graph.add_edges_from(
        (classes[link.taker], classes[link.origin]) for link in links if not link.same and classes[link.taker] != classes[link.origin]
    )
    return graph, classes


def _origins(nodes: dict[str, Node], links: Sequence[Link]) -> list[Route]:
    """Where the links begin, in the order of the nodes; what no page has the claim from is left out."""
    graph, _ = _graph(nodes, links)
    circles = networkx.condensation(graph)
    order = {id: n for n, id in enumerate(nodes)}
    found = []
    for circle, classes in circles.nodes(data="members"):
        if circles.out_degree(circle):
            continue
        reached = networkx.ancestors(circles, circle) | {circle}
        members = sorted((id for one in classes for id in one), key=order.__getitem__)
        below = sorted((id for n in reached for one in circles.nodes[n]["members"] for id in one), key=order.__getitem__)
        pages = tuple(id for id in below if nodes[id].kind == "page")
        if pages:
            circle = len(classes) > 1
            found.append(Route(tuple(members), _label(nodes, members), pages, _is_known(nodes, members) and not circle, circle))
    return sorted(found, key=lambda route: order[route.nodes[0]])


def _is_known(nodes: dict[str, Node], members: Iterable[str]) -> bool:
    return any(nodes[id].voice or nodes[id].kind == "wire" for id in members)


def _label(nodes: dict[str, Node], members: Sequence[str]) -> str:
    """What to call an origin: its act or wire service, else all that are in it."""
    acts = [id for id in members if _is_known(nodes, [id])]
    return " and ".join(dict.fromkeys(nodes[id].label for id in acts or members))


def _by_voice(nodes: dict[str, Node], origins: Iterable[Route]) -> dict[str, list[Node]]:
    """The acts in which the known origins consist, for each voice; of one origin the first act stands for all."""
    voiced: dict[str, list[Node]] = defaultdict(list)
    for origin in origins:
        if origin.known:
            act = next(nodes[id] for id in origin.nodes if _is_known(nodes, [id]))
            voiced[act.voice or act.id].append(act)
    return voiced


def surely_two(one: Node, other: Node) -> bool:
    """Whether two acts of one voice are two for sure: on two days, of two kinds, by two who asked, or two documents.

    Who saw something may have told it on any occasion, as who spoke on one that is not told.
    """
    if one.day and other.day and not (one.day.startswith(other.day) or other.day.startswith(one.day)):
        return True
    if one.kind == other.kind:
        return (one.kind == "document" and one.label != other.label) or _are_two_outlets(one.outlet, other.outlet)
    return not {"speech", "eyewitness"} & {one.kind, other.kind}


def _are_two_outlets(one: str | None, other: str | None) -> bool:
    """Whether two names are surely two outlets': *the Post* may be the Harbour Post, and CBS is CBS News."""
    words, others = (set(re.findall(r"\w+", (name or "").casefold())) - {"the"} for name in (one, other))
    return bool(words and others) and not words <= others and not others <= words


def _surely_different(acts: Sequence[Node]) -> list[Node]:
    """Acts of one voice of which any two are surely two, those of which most is known first. There may be more, never fewer."""
    chosen: list[Node] = []
    for act in sorted(acts, key=lambda act: (act.kind in ("speech", "eyewitness"), act.day is None, act.outlet is None, act.id)):
        if all(surely_two(act, other) for other in chosen):
            chosen.append(act)
    return chosen


# ---------------------------------------------------------------- which page was first


def _first(nodes: dict[str, Node], certain: Sequence[Link], home: Sequence[Link]) -> First:
    """By links before dates: a page may be changed after its date, but what it credits was there before it."""
    graph, _ = _graph(nodes, [*certain, *(link for link in home if nodes[link.origin].kind == "page")])
    circles = networkx.condensation(graph)
    pages = {n: [id for one in members for id in one if nodes[id].kind == "page"] for n, members in circles.nodes(data="members")}
    ahead = [n for n, held in pages.items() if held and not any(pages[after] for after in networkx.descendants(circles, n))]
    leaders = [nodes[id] for n in ahead for id in pages[n]]
    if any(len(circles.nodes[n]["members"]) > 1 and len(pages[n]) > 1 for n in ahead):
        return First(None, "circle")
    if len(leaders) == 1:
        return First(leaders[0].id, "links")
    if not all(page.day for page in leaders):
        return First(None, "no day")
    early = min(leaders, key=lambda page: page.day or "", default=None)
    if early is None or any((page.day or "").startswith(early.day or "") for page in leaders if page is not early):
        return First(None, "same day")
    return First(early.id, "date")


# ---------------------------------------------------------------- why no more is known


def _reasons(
    nodes: dict[str, Node], at_most: Sequence[Route], at_least: Sequence[Route], surely: Sequence[Node], drawn: Sequence[Link]
) -> tuple[str, ...]:
    """The reasons in words, those that concern most origins first; none where the number is sure and its origins known."""
    open_ = Counter(_why_open(nodes, origin) for origin in at_most if not origin.known)
    reasons = [_times(count, *why) for why, count in open_.most_common()]
    for voice, acts in _by_voice(nodes, at_least).items():
        if len(acts) > (few := sum(act in surely for act in acts)):
            reasons.append(f"{voice} may have said it on {few} to {len(acts)} occasions")
    ends = {id for origin in at_most if origin.known for id in origin.nodes}
    for link in drawn:
        if link.sure != "certain" and link.taker in ends:
            how = "likely has" if link.sure == "likely" else "may have"
            reasons.append(f"{nodes[link.taker].label} {how} it from {nodes[link.origin].label}")
    return tuple(reasons)


def _why_open(nodes: dict[str, Node], origin: Route) -> tuple[str, str]:
    """Why where it has the claim from is not known, said of one and of several such origins."""
    first = nodes[origin.nodes[0]]
    if origin.circle:
        return "a circle names no source outside itself", "circles name no source outside themselves"
    if first.kind not in ("page", "outlet"):
        return "a source is unnamed", "sources are unnamed"
    if first.kind == "outlet" and all(nodes[page].outlet != first.label for page in origin.pages):
        return "a credited outlet is not among the pages", "credited outlets are not among the pages"
    if first.kind == "outlet":
        return "an outlet names no source", "outlets name no source"
    return "a page names no source", "pages name no source"


def _times(count: int, one: str, several: str) -> str:
    return one if count == 1 else f"{_WORDS.get(count, str(count))} {several}"


_WORDS = dict(enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2))
