"""Looking at a ledger's pages side by side: difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ondit.commands.common import LedgerOption, opened, put

if TYPE_CHECKING:
    from ondit.ledger.records import Captured, Changed, Difference, Found

commands = typer.Typer()


@commands.command(epilog="Example: ondit difference https://example.org/story --ledger archive.db")
def difference(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="The address of a page, or its number (#12).", show_default=False)],
    ledger: LedgerOption,
    before: Annotated[int | None, typer.Option("--from", metavar="CAPTURE", help="The number of the earlier capture.")] = None,
    after: Annotated[int | None, typer.Option("--to", metavar="CAPTURE", help="That of the later one; else the last.")] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What changed between two captures of a page: words, and statements that came, went or changed."""
    from ondit.exports.jsonl import json_text
    from ondit.reading import plain

    number = page.removeprefix("#")
    with opened(ledger, read_only=True) as shelf:
        found = shelf.difference(int(number) if page.startswith("#") and number.isdecimal() else page, before, after)
        if json:
            put([json_text(plain(found), indent=2) + "\n"])
        else:
            put(f"{line}\n" for line in _lines(found, shelf.captures(found.page.id)))


def _lines(found: Difference, captures: tuple[Captured, ...]) -> Iterator[str]:
    yield f"{found.page.title or found.page.address}\ncapture {_when(found.before)} -> capture {_when(found.after)}"
    others = [capture for capture in captures if capture.id not in (found.before.id, found.after.id)]
    yield from (f"there is also capture {_when(capture)}" for capture in others)
    yield from (f"{name}: [-{was or ''}-] [+{now or ''}+]" for name, was, now in found.facts)
    for title, lines in (
        ("Words", (_turned(one.gone, one.came) for one in found.reworded)),
        ("Statements that changed", map(_changed, found.changed)),
        ("Statements that went", map(_stated, found.gone)),
        ("Statements that came", map(_stated, found.came)),
    ):
        for n, line in enumerate(lines):
            yield f"\n{title}\n  {line}" if n == 0 else f"  {line}"
    yield f"\n{found.same} statement{' is' if found.same == 1 else 's are'} alike"


def _when(capture: Captured) -> str:
    return f"{capture.id} of {capture.fetched or capture.added}"


def _turned(was: str, now: str) -> str:
    return " ".join([f"[-{was}-]"] * bool(was) + [f"[+{now}+]"] * bool(now))


def _stated(found: Found) -> str:
    return f"{found.key} {_chain(found)}: {found.words}"


def _chain(found: Found) -> str:
    return " › ".join(link.label for link in found.chain)


def _changed(one: Changed) -> str:
    """The statement as it is now, and what it was."""
    was: dict[str, tuple[str, str]] = {
        "words": (one.before.words, one.after.words),
        "voice": (one.before.chain[-1].label, one.after.chain[-1].label),
        "through": (_chain(one.before), _chain(one.after)),
    }
    for name in ("act", "certainty", "polarity"):
        was[name] = (getattr(one.before.statement, name), getattr(one.after.statement, name))
    turned = "".join(f"\n    {name}: {_turned(*was[name])}" for name in one.what)
    return _stated(one.after) + turned
