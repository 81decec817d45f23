"""Where claims come from: origins, claims, routes; and what a person says of it: same, refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ondit.commands.common import SOME_FAILED, ByOption, LedgerOption, complain, opened, put, show
from ondit.commands.deciding import say
from ondit.ledger.numbers import MOST

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger
    from ondit.origins.doubtful import Doubtful
    from ondit.origins.routes import Link
    from ondit.origins.traces import Claim, Origins

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
    if jsonl:
        put(_json([found]))
    else:
        from ondit.exports.tracing import origins_view

        show(origins_view(found))


def _say_what_is_left_out(shelf: Ledger, about: str | None) -> None:
    """Claims are compared among the newest statements only; who counts what is shown must know it."""
    from ondit.origins.traces import TOGETHER

    if (asserted := shelf.count(about=about, act="assert")) > TOGETHER:
        narrower = "" if about else "; --about NAME takes those about somebody"
        complain(f"of {asserted:,} assertions the newest {TOGETHER:,} were compared{narrower}")


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
        int, typer.Option(metavar="N", min=1, max=MOST, help="So many at most, those on most pages first; the most doubtful pairs first.")
    ] = 20,
    jsonl: JsonlOption = False,
) -> None:
    """Group what is claimed over pages: by which voices, on how many pages, over how many routes, since when, and what contradicts it."""
    from ondit.exports.tracing import claim_view, doubtful_view

    with opened(ledger) as shelf:
        if doubtful:
            pairs = shelf.doubtful(about=about, limit=limit)
            put(_json(pairs)) if jsonl else show(*map(doubtful_view, pairs))
        else:
            _say_what_is_left_out(shelf, about)
            found = shelf.claims(about=about)[:limit]
            put(_json(found)) if jsonl else show(*map(claim_view, found))


@commands.command(epilog="Example: ondit routes --html routes.html --about Iran --ledger archive.db")
def routes(
    ledger: LedgerOption,
    html: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write a picture with its table instead.")] = None,
    about: AboutOption = None,
    key: Annotated[str | None, typer.Option(metavar="KEY", help="Only the claim of this statement.")] = None,
    jsonl: JsonlOption = False,
) -> None:
    """Show which pages, outlets, wire services and voices took what from whom."""
    with opened(ledger) as shelf:
        if not key:
            _say_what_is_left_out(shelf, about)
        drawn = shelf.origins(key).traced if key else shelf.routes(about=about)
    if html is None:
        from ondit.exports.tracing import links_view

        put(_json(drawn.links)) if jsonl else show(links_view(drawn))
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


def _json(records: Iterable[Origins | Claim | Doubtful | Link]) -> Iterator[str]:
    from ondit.exports.jsonl import json_text

    return (json_text(asdict(record)) + "\n" for record in records)
