"""Where claims come from: origins, claims, routes; and what a person says of it: same, refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ondit.commands.common import SOME_FAILED, ByOption, LedgerOption, complain, opened, put
from ondit.commands.deciding import say

if TYPE_CHECKING:
    from ondit.ledger.records import Found
    from ondit.origins.doubtful import Doubtful
    from ondit.origins.routes import Routes
    from ondit.origins.traces import Claim, Origins, Standing

commands = typer.Typer()

Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a statement, as searches give it.", show_default=False)]
AboutOption = Annotated[str | None, typer.Option(metavar="NAME", help="Only what is said of this person, organization or place.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="As JSON, one a line.")]
NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in your words.")]

_ORIGINS = """Example: ondit origins s:1f3a5b7c9d0e --ledger archive.db

How routes are counted is written in docs/routes.md. What is only proposed is not counted; `ondit same` confirms or refuses it."""


@commands.command(epilog=_ORIGINS)
def origins(key: Key, ledger: LedgerOption, jsonl: JsonlOption = False) -> None:
    """Say where else a statement's claim stands, who took it from whom, and over how many independent routes it came."""
    with opened(ledger) as shelf:
        found = shelf.origins(key)
    put(_json([found]) if jsonl else _origins(found))


_CLAIMS = """Examples:

\b
  ondit claims --about "Camp Ashraf" --ledger archive.db
  ondit claims --doubtful --ledger archive.db

`ondit same` confirms or refuses a doubtful pair, which is then asked no more."""


@commands.command(epilog=_CLAIMS)
def claims(
    ledger: LedgerOption,
    about: AboutOption = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Pairs that may make the same claim and wait for a person to say so, instead.")
    ] = False,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, help="So many at most, those on most pages first; the most doubtful pairs first.")
    ] = 20,
    jsonl: JsonlOption = False,
) -> None:
    """Group what is claimed over pages: by which voices, on how many pages, over how many routes, since when, and what contradicts it."""
    with opened(ledger) as shelf:
        if doubtful:
            pairs = shelf.doubtful(about=about, limit=limit)
            put(_json(pairs) if jsonl else (line for pair in pairs for line in _doubtful(pair)))
            return
        found = shelf.claims(about=about)[:limit]
    put(_json(found) if jsonl else (line for claim in found for line in _claim(claim)))


@commands.command(epilog="Example: ondit routes --html routes.html --about Iran --ledger archive.db")
def routes(
    ledger: LedgerOption,
    html: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write a picture with its table instead.")] = None,
    about: AboutOption = None,
    key: Annotated[str | None, typer.Option(metavar="KEY", help="Only the claim of this statement.")] = None,
) -> None:
    """Show which pages, outlets, wire services and voices took what from whom."""
    with opened(ledger) as shelf:
        drawn = shelf.origins(key).traced if key else shelf.routes(about=about)
    if html is None:
        put(_links(drawn))
        return
    from ondit.exports.routes import routes_html

    title = f"Routes of {key or about or 'all that is said'}"
    try:
        html.write_text("".join(routes_html(drawn, title=title, counted=key is not None)), "utf-8", errors="replace")
    except OSError as error:
        complain(f"{html} could not be written: {error.strerror}")
        raise typer.Exit(SOME_FAILED) from error


@commands.command(epilog="Example: ondit same s:1f3a5b7c9d0e s:2c4e6a8b0d1f --not --ledger archive.db")
def same(
    one: Key,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The key of the other statement.", show_default=False)],
    ledger: LedgerOption,
    is_not: Annotated[bool, typer.Option("--not", help="They do not.")] = False,
    note: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Say that two statements make the same claim, or that they do not; `ondit undo` takes it back."""
    with opened(ledger, by=by) as shelf:
        made = shelf.same_claim(one, other, same=not is_not, note=note)
    say(made)


@commands.command(epilog="Example: ondit refuse https://a.example/1 https://b.example/2 --ledger archive.db")
def refuse(
    taker: Annotated[
        str,
        typer.Argument(metavar="WHO", help="A page's address, a statement's key, or what `ondit routes` shows.", show_default=False),
    ],
    origin: Annotated[str, typer.Argument(metavar="FROM", help="What it was not taken from, shown likewise.", show_default=False)],
    ledger: LedgerOption,
    note: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Say that one thing was not taken from another: two pages are no copies, two statements no one act, a link is not counted."""
    with opened(ledger, by=by) as shelf:
        made = shelf.refuse_link(taker, origin, note=note)
    say(made)


# ---------------------------------------------------------------- in words


def _json(records: Iterable[Origins | Claim | Doubtful]) -> Iterator[str]:
    from ondit.exports.jsonl import json_text

    return (json_text(asdict(record)) + "\n" for record in records)


def _origins(found: Origins) -> Iterator[str]:
    yield f"{_stated(found.statement)}\n\nRoutes  {found.traced.routes}\nVoices  {found.traced.voices}\nFirst   {_first(found.traced)}\n"
    yield from _standing("Stands here", found.standing)
    yield from _standing("Perhaps here too, not counted; `ondit same` decides", found.proposed)
    if found.proposed:
        yield f"  with these, routes would be {found.with_proposed}\n"
    yield from _standing("Contradicted here", found.against)
    yield "\nWho took it from whom\n"
    yield from _links(found.traced)


def _standing(title: str, places: Iterable[Standing]) -> Iterator[str]:
    for n, place in enumerate(places):
        yield f"\n{title}\n" if n == 0 else ""
        pair = place.pair
        score = f", {pair.score:.2f}" if pair and place.how == "proposed" else ""
        contrary = f", contrary: {' and '.join(pair.contrary)}" if pair and pair.contrary else ""
        yield f"  {_stated(place.found)} ({place.how}{score}{contrary})\n"


def _claim(claim: Claim) -> Iterator[str]:
    pages = f"{claim.pages} page" + ("s" if claim.pages > 1 else "")
    yield f"{claim.words}\n  {pages}, since {claim.since or 'an unknown day'} · {', '.join(claim.voices)}\n  routes {claim.routes}\n"
    yield from (f"  {_stated(place.found)}\n" for place in claim.standing)
    yield from (f"  perhaps ({place.pair.score:.2f}): {_stated(place.found)}\n" for place in claim.proposed if place.pair)
    yield from (f"  contrary: {_stated(place.found)}\n" for place in claim.against)
    yield "\n"


def _doubtful(asked: Doubtful) -> Iterator[str]:
    pair = asked.pair
    contrary = [f"contrary: {' and '.join(pair.contrary)}"] if pair.contrary else []
    yield f"{pair.score:.2f}  {_stated(asked.one)}\n      {_stated(asked.other)}\n"
    yield f"      {'; '.join([*(one.text for one in pair.evidence), *contrary])}\n"


def _stated(found: Found) -> str:
    chain = " › ".join(link.label for link in found.chain)
    return f"{found.key} {found.published or 'undated'} {found.address} · {chain}: {found.words}"


def _first(drawn: Routes) -> str:
    why = {
        "links": "every other page took it from there",
        "date": "by its date",
        "no day": "a page that may be the first has no date",
        "same day": "several are of the first day",
        "circle": "the first pages took it from each other",
    }[drawn.first.how]
    return f"{drawn.first.page or 'not known'} ({why})"


def _links(drawn: Routes) -> Iterator[str]:
    for link in drawn.links:
        evidence = "; ".join(one.text for one in link.evidence)
        yield f"  {link.taker} {'==' if link.same else '<-'} {link.origin} ({link.kind}, {link.sure}{': ' if evidence else ''}{evidence})\n"
