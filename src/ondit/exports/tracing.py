"""Where claims come from, for the terminal: the origins of one, claims over pages, doubtful pairs, who took what from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ondit.exports.hits import hit, where
from ondit.exports.terminal import plain_table
from ondit.exports.wording import FIRST, STANDS, TOOK, called_by, harmless, links_label
from ondit.ledger.records import Found
from ondit.origins.claims import SameClaim
from ondit.origins.doubtful import Doubtful
from ondit.origins.routes import Node, Routes
from ondit.origins.traces import Claim, Origins, Standing


def origins_view(found: Origins) -> RenderableType:
    """Where a statement's claim stands, over how many routes it came, and who took it from whom."""
    traced = found.traced
    facts = _table("", "")
    facts.show_header = False
    facts.add_row(Text("Routes", "bold"), harmless(str(traced.routes)))
    if found.proposed:
        facts.add_row("", Text(harmless(f"with what is only proposed {found.with_proposed}"), "dim"))
    facts.add_row(Text("Voices", "bold"), harmless(str(traced.voices)))
    facts.add_row(Text("First", "bold"), _first(traced))
    parts: list[RenderableType] = [hit(found.statement), facts, ""]
    parts += _places("Stands here", found.standing, found.statement.words)
    parts += _places("Perhaps here too, not counted; ondit same decides", found.proposed, found.statement.words)
    parts += _places("What may contradict it", found.against, found.statement.words)
    return Group(*parts, Text("Who took it from whom", "bold"), Padding(links_view(traced), (0, 0, 0, 2)))


def claim_view(claim: Claim) -> RenderableType:
    """What is claimed, by whom, on how many pages, over how many routes, since when; what is proposed and what contradicts apart."""
    pages = f"{claim.pages} page" + ("s" if claim.pages > 1 else "")
    known = f"{pages}, since {claim.since or 'an unknown day'} · {', '.join(claim.voices)}"
    places = _standing_table()
    for mark, standing in (("", claim.standing), ("perhaps", claim.proposed), ("contrary", claim.against)):
        for place in standing:
            sure = f"{mark} {place.pair.score:.2f}" if place.pair and mark == "perhaps" else mark
            _add_place(places, sure, place.found, claim.words)
    return Group(
        Text(harmless(claim.words), "bold"),
        Padding(Group(Text(harmless(known)), Text(f"routes {claim.routes}"), places), (0, 0, 1, 2)),
    )


def doubtful_view(asked: Doubtful) -> RenderableType:
    """Two statements that a score holds for one claim, and what speaks for it."""
    places = _standing_table()
    for found in (asked.one, asked.other):
        _add_place(places, "", found, None)
    return Group(Text(f"{asked.pair.score:.2f}  {harmless(_evidence(asked.pair))}"), Padding(places, (0, 0, 1, 2)))


def links_view(drawn: Routes) -> RenderableType:
    """Who took it from whom, how surely, and what says so; what `ondit refuse` calls the two ends stands below, where names do not tell."""
    nodes = {node.id: node for node in drawn.nodes}
    outlets = {node.id: node.outlet for node in drawn.nodes if node.kind == "page" and node.outlet}
    names = {address: outlet for address, outlet in outlets.items() if list(outlets.values()).count(outlet) == 1}
    parts: list[RenderableType] = []
    for link in drawn.links:
        taker, origin = nodes[link.taker], nodes[link.origin]
        took = "is one with" if link.same else "took it from"
        parts.append(Text.assemble(_node(taker), (f" {took} ", "dim"), _node(origin), (f" · {TOOK[link.kind]}, {link.sure}", "dim")))
        told = [Text(harmless(called_by(reason.text, names))) for reason in link.evidence]
        ids = [Text(harmless(node.id), "dim", overflow="fold") for node in (taker, origin) if node.id != f"{node.kind} {node.label}"]
        parts += [Padding(line, (0, 0, 0, 4)) for line in (*told, *ids)]
    return Group(*parts)


def _node(node: Node) -> Text:
    what = node.outlet if node.kind == "page" else node.kind
    return Text.assemble((harmless(node.label), "bold"), f" ({harmless(what)})" if what else "")


def _first(drawn: Routes) -> Text:
    first = next((node for node in drawn.nodes if node.id == drawn.first.page), None)
    if first is None:
        return Text(f"not known: {FIRST[drawn.first.how]}")
    known = ", ".join(part for part in (first.outlet, first.day) if part)
    return Text(harmless(f"{first.label} ({known}): {FIRST[drawn.first.how]}" if known else f"{first.label}: {FIRST[drawn.first.how]}"))


def _places(title: str, places: Iterable[Standing], words: str) -> Iterator[RenderableType]:
    table = _standing_table()
    for place in places:
        contrary = f", contrary: {' and '.join(place.pair.contrary)}" if place.pair and place.pair.contrary else ""
        score = f" {place.pair.score:.2f}" if place.pair and place.how == "proposed" else ""
        _add_place(table, STANDS[place.how] + score + contrary, place.found, words)
    if table.row_count:
        yield from (Text(title, "bold"), Padding(table, (0, 0, 1, 2)))


def _standing_table() -> Table:
    table = _table("", "", "")
    table.show_header = False
    table.columns[0].no_wrap = True
    table.columns[1].ratio = 1
    table.columns[2].max_width = 18
    return table


def _add_place(table: Table, how: str, found: Found, words: str | None) -> None:
    """A row for a statement; its words stand there only where they are others than those known already."""
    said = Text(harmless(links_label(found.chain)))
    if found.words != words:
        said.append(f": {harmless(found.words)}")
    said.append(f"\n{where(found)}", "dim")
    table.add_row(Text(found.key, "cyan"), said, Text(how, "dim"))


def _evidence(pair: SameClaim) -> str:
    contrary = [f"contrary: {' and '.join(pair.contrary)}"] if pair.contrary else []
    return "; ".join([*(one.text for one in pair.evidence), *contrary])


def _table(*columns: str) -> Table:
    table = plain_table()
    for column in columns:
        table.add_column(column)
    return table
