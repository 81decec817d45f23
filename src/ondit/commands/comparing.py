"""Setting pages and voices of a ledger side by side: difference, labels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from ondit.commands.common import LedgerOption, opened, put
from ondit.exports.wording import links_label

if TYPE_CHECKING:
    from ondit.ledger.records import Captured, Changed, Difference, Found, LabelRow, LabelUse

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
    from ondit.ledger.numbers import number_in
    from ondit.reading import plain

    with opened(ledger, read_only=True) as shelf:
        number = number_in(page)
        found = shelf.difference(page if number is None else number, before, after)
        if json:
            put([json_text(plain(found), indent=2) + "\n"])
        else:
            put(f"{line}\n" for line in _lines(found, shelf.captures(found.page.id)))


@commands.command(epilog="Example: ondit labels --about MEK --uses --ledger archive.db")
def labels(
    ledger: LedgerOption,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this one is called: a name, or a number (#12).")] = None,
    voice: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this voice calls others.")] = None,
    term: Annotated[str | None, typer.Option(metavar="TERM", help="Only this term.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only on pages of this outlet, named in full.")] = None,
    uses: Annotated[bool, typer.Option("--uses", help="Each use in its words, with its statement, instead.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="As JSON, one a line.")] = False,
) -> None:
    """What voices call people and groups: charged terms, on whom each is put, whose it is, and how often."""
    from ondit.exports.jsonl import json_text
    from ondit.ledger.labelling import LabelFilters
    from ondit.reading import plain

    asked = LabelFilters(about=about, voice=voice, term=term, outlet=outlet)
    with opened(ledger, read_only=True) as shelf:
        if jsonl:
            every: Iterator[LabelRow | LabelUse] = shelf.label_uses(**asked) if uses else shelf.labels(**asked)
            put(json_text(plain(one)) + "\n" for one in every)
        elif uses:
            put(map(_use, shelf.label_uses(**asked)))
        else:
            put(_parties(shelf.labels(**asked)))


def _parties(rows: Iterator[LabelRow]) -> Iterator[str]:
    for (about, entity), those in groupby(rows, key=lambda row: (row.about, row.entity)):
        yield f"{about} (#{entity})\n" if about else "nobody plain\n"
        for voice, same in groupby(those, key=_whose):
            yield f"  {voice}: {', '.join(f'{row.term} {row.uses}' for row in same)}\n"


def _whose(row: LabelRow) -> str:
    if row.speaker is not None:
        return f"{row.voice} (#{row.speaker})"
    if row.unnamed == "author":
        return f"{row.voice or 'a page'} itself"
    return row.voice or f"voices without a name ({row.unnamed})"


def _use(use: LabelUse) -> str:
    where = " · ".join(part for part in (use.published, use.outlet, use.address, use.statement) if part)
    start, end = use.snippet.marks[0]
    text = use.snippet.text
    return f"{use.voice.label}, of {use.about or 'nobody plain'}: {text[:start]}[{text[start:end]}]{text[end:]}\n  {where}\n"


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
    return f"{found.key} {links_label(found.chain)}: {found.words}"


def _changed(one: Changed) -> str:
    """The statement as it is now, and what it was."""
    was: dict[str, tuple[str, str]] = {
        "words": (one.before.words, one.after.words),
        "voice": (one.before.chain[-1].label, one.after.chain[-1].label),
        "through": (links_label(one.before.chain), links_label(one.after.chain)),
    }
    for name in ("act", "certainty", "polarity"):
        was[name] = (getattr(one.before.statement, name), getattr(one.after.statement, name))
    turned = "".join(f"\n    {name}: {_turned(*was[name])}" for name in one.what)
    return _stated(one.after) + turned
