"""Filling a ledger and looking after it: add, pages, show, check."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ondit.commands.common import DONE, SOME_FAILED, LedgerOption, complain, opened, put, show
from ondit.pages.door import is_address

if TYPE_CHECKING:
    from ondit.ledger.records import Added

commands = typer.Typer()

OUTCOMES = ("new", "changed", "reread", "known", "failed")

_ADD = """Examples:

\b
  ondit add archive/ urls.txt crawl.warc.gz feed.xml --ledger archive.db
  ondit add https://example.org/story --ledger archive.db
  ondit add archive/ --jobs 4 --ledger postgresql://me@localhost/news

What is there already is not read again, so a run that was stopped goes on where it was. The exit code is 0 where every page was added
or known, 1 where some could not be read, 2 where the command was wrong.
"""


@commands.command(epilog=_ADD)
def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Pages, folders of them, lists of addresses, web archives (WARC), feeds, sitemaps; files or addresses."
        ),
    ],
    ledger: LedgerOption,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Read with so many processes.")] = 1,
    reread: Annotated[bool, typer.Option("--reread", help="Read again what is there; other readings are kept beside the old.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses of this machine and of private networks too.")
    ] = False,
) -> None:
    """Add pages to a ledger, which is made where there is none, with their bytes, their text and who says what on them."""
    paths = [source if is_address(source) else Path(source) for source in sources]
    with opened(ledger) as shelf:
        counts = _follow(shelf.add_all(paths, jobs=jobs, allow_private=allow_private, reread=reread))
    typer.echo(", ".join(f"{counts[what]} {what}" for what in OUTCOMES if counts[what]) or "no pages")
    raise typer.Exit(SOME_FAILED if counts["failed"] else DONE)


def _follow(results: Iterable[Added]) -> Counter[str]:
    """Count what becomes of the pages, complain of those that fail, and show on a terminal how far it is."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts: Counter[str] = Counter()
    errors = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed} pages, {task.fields[failed]} failed"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("Adding", total=None, failed=0)
        for added in results:
            counts["failed" if added.error else str(added.status)] += 1
            if added.error:
                complain(added.error)
            bar.update(task, advance=1, failed=counts["failed"])
    return counts


@commands.command(epilog="Example: ondit pages --outlet 'Shore News' --ledger archive.db")
def pages(
    ledger: LedgerOption,
    outlet: Annotated[str | None, typer.Option(metavar="OUTLET", help="Only pages of this outlet.")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="What could not be added, and why, instead.")] = False,
    reprints: Annotated[
        bool, typer.Option("--reprints", help="Which pages are copies, of what, and where their words differ, instead.")
    ] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="As JSON, one a line.")] = False,
) -> None:
    """List the pages of a ledger: when each appeared and where, its title, its address, and how many statements it holds."""
    if reprints and (failed or outlet):
        raise typer.BadParameter("--reprints goes with neither --failed nor --outlet")
    with opened(ledger, read_only=not reprints) as shelf:
        if reprints:
            rows: Iterator[Any] = shelf.reprints()
            lines = (line for copy in rows for line in _copy_lines(shelf, copy)) if not jsonl else _json_lines(rows)
        elif failed:
            rows = shelf.failures()
            lines = (f"{row.at}  {row.source}: {row.error}\n" for row in rows) if not jsonl else _json_lines(rows)
        else:
            rows = shelf.pages(outlet=outlet)
            lines = map(_line, rows) if not jsonl else _json_lines(rows)
        put(lines)


def _line(page: Any) -> str:
    known = (page.published or "          ", page.outlet, page.title, page.address, f"{page.statements} statements")
    versions = f" · {page.captures} captures" if page.captures > 1 else ""
    return " · ".join(part for part in known if part) + versions + "\n"


def _copy_lines(shelf: Any, copy: Any) -> Iterator[str]:
    """A pair of copies: what it is, why, and the words that differ."""
    later, earlier = (copy.other, copy.page) if copy.source == copy.page else (copy.page, copy.other)
    yield f"{later}\n  {copy.kind} {'of' if copy.source else 'of, or source of,'} {earlier}\n"
    yield from (f"  {reason.text}\n" for reason in copy.evidence)
    text, other = (shelf.reading(page).article.text for page in (copy.page, copy.other))
    for passage in copy.passages:
        for here, there in passage.changes:
            yield f"  {_words(text, here)} | {_words(other, there)}\n"


def _words(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[slice(*span)].split()) or "–"


def _json_lines(rows: Iterable[Any]) -> Iterator[str]:
    from dataclasses import asdict

    from ondit.exports.jsonl import json_text

    return (json_text(asdict(row)) + "\n" for row in rows)


@commands.command("show", epilog="Example: ondit show s:1f3a09c2b7de --ledger archive.db")
def show_statement(
    keys: Annotated[list[str], typer.Argument(metavar="KEY", help="Keys of statements, as searches give them.", show_default=False)],
    ledger: LedgerOption,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="As JSON, one a line.")] = False,
) -> None:
    """Show one statement: its words in their paragraph, its chain of voices, its page, its capture, and what read it."""
    from ondit.exports.statement import statement_view

    with opened(ledger, read_only=True) as shelf:
        for key in keys:
            found = shelf.statement(key)
            if jsonl:
                put(_json_lines([found]))
            else:
                show(statement_view(found, shelf.reading(found.page, at=found.reading).article.text))


@commands.command(epilog="Example: ondit check --ledger archive.db")
def check(ledger: LedgerOption) -> None:
    """Check that every digest has its bytes, every span its words, and every index its rows. The exit code is 1 where one has not."""
    faults = 0
    is_closed = "://" not in ledger and not os.access(ledger, os.W_OK)  # not there, which is then said, or only to be read
    with opened(ledger, read_only=is_closed) as shelf:
        for fault in shelf.check():
            faults += 1
            complain(f"{fault.what}: {fault.where} {fault.text}")
        if not faults:
            typer.echo(f"no fault in {sum(1 for _ in shelf.pages())} pages")
    raise typer.Exit(SOME_FAILED if faults else DONE)
