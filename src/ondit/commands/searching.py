"""Finding things in a ledger: search, voices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ondit.commands.common import LedgerOption, opened, put, show
from ondit.commands.filtering import filtered, typed
from ondit.ledger.numbers import MOST

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

commands = typer.Typer()

ON_SCREEN = 20
"""Rows that are shown where no number is given; as JSON or CSV it is all."""

LimitOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=MOST, help="So many at most; else twenty on screen, and all as JSON or CSV.", show_default=False),
]
OffsetOption = Annotated[int, typer.Option(metavar="N", min=0, max=MOST, help="Leave out the first so many.")]
JsonOption = Annotated[bool, typer.Option("--json", help="As one array of JSON.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="As JSON, one a line.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="As CSV.")]

_SEARCH = """Examples:

\b
  ondit search "deadline OR deported" --voice "Ali Dabbagh" --ledger archive.db
  ondit search '"leave the camp" -rumour' --hand 2.. --since 2008-09 --ledger archive.db
  ondit search "report*" --certainty probable.. --csv --ledger archive.db > found.csv

Words side by side must all stand there; OR, NOT or -, phrases in quotation marks, beginnings with * and parentheses are understood
(docs/search.md). Without words everything is found that the options ask for.
"""


@commands.command(epilog=_SEARCH)
@filtered
def search(
    ledger: LedgerOption,
    filters: Any,
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="What the statement says.", show_default=False)] = None,
    sort: Annotated[
        Literal["relevance", "newest", "oldest", "doubt"],
        typer.Option(metavar="ORDER", help="relevance, newest, oldest, or doubt: the lowest scores first."),
    ] = "relevance",
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    json: JsonOption = False,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
) -> None:
    """Find statements in a ledger by their words, voices, dates and manner."""
    from ondit.exports import hits

    with opened(ledger, read_only=True) as shelf:
        if format := _format(json=json, jsonl=jsonl, csv=csv):
            found = shelf.search(words, sort=sort, limit=limit, offset=offset, **filters)
            put(hits.FORMATS[format](map(hits.row, found)))
            return
        shown = 0
        for one in shelf.search(words, sort=sort, limit=limit or ON_SCREEN, offset=offset, **filters):
            show(hits.hit(one))
            shown += 1
        for line in _summary(shelf, words, filters, offset, shown):
            typer.echo(line)


@commands.command(epilog='Example: ondit voices "deadline" --since 2008-09 --ledger archive.db')
@filtered
def voices(
    ledger: LedgerOption,
    filters: Any,
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="What their statements say.", show_default=False)] = None,
    sort: Annotated[
        Literal["statements", "words", "name"], typer.Option(metavar="ORDER", help="statements, words or name: what is most comes first.")
    ] = "statements",
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    json: JsonOption = False,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
) -> None:
    """Who speaks in a ledger, how often, in which outlets, from when to when."""
    from ondit.exports import hits

    with opened(ledger, read_only=True) as shelf:
        heard = shelf.voices(words, sort=sort, **filters)
        if format := _format(json=json, jsonl=jsonl, csv=csv):
            put(hits.FORMATS[format](map(hits.voice_row, islice(heard, offset, limit and offset + limit))))
            return
        if shown := list(islice(heard, offset, offset + (limit or ON_SCREEN))):
            show(hits.voices_table(shown))
            if next(heard, None):
                typer.echo(f"\nThere are more; the next: --offset {offset + len(shown)}")
        else:
            typer.echo("Nobody." if not offset else f"There are no more than {offset}, which --offset leaves out.")


def _format(**wanted: bool) -> str | None:
    formats = [name for name, is_wanted in wanted.items() if is_wanted]
    if len(formats) > 1:
        raise typer.BadParameter("--" + " and --".join(formats) + " do not go together; choose one")
    return formats[0] if formats else None


def _summary(shelf: Ledger, words: str | None, filters: Any, offset: int, shown: int) -> Iterator[str]:
    """How many there are in all; where there is none, what to leave out."""
    count = shelf.count(words, **filters)
    if not count:
        yield "No statement is found."
        yield from _without(shelf, words, filters)
    elif not shown:
        yield f"There are no more than {count}, and --offset leaves them out."
    else:
        rest = f"; the next: --offset {offset + shown}" if offset + shown < count else ""
        span = "" if shown == count else f", of which these are {offset + 1} to {offset + shown}{rest}"
        yield f"{count} statement{'' if count == 1 else 's'}{span}"


def _without(shelf: Ledger, words: str | None, filters: Any) -> Iterator[str]:
    """How many there would be without each thing asked for."""
    asked: list[tuple[str, str | None, Any]] = [(f"the words {words}", None, filters)] if words and filters else []
    for name, value in filters.items():
        if name != "history" and (words or len(filters) > 1):
            asked.append((typed(name, value), words, {other: kept for other, kept in filters.items() if other != name}))
    for what, kept, others in asked:
        if count := shelf.count(kept, **others):
            yield f"Without {what}: {count}"
