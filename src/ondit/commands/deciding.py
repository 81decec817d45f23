"""What people decide, on the command line: correct, merge, split, undo, decisions, who; and who is quoted: audit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ondit.commands.common import ByOption, LedgerOption, opened, put, show

if TYPE_CHECKING:
    from ondit.ledger.records import AuditTable, Decision, Who

commands = typer.Typer()

NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in your words.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="As JSON, one a line.")]

_CORRECT = """Examples:

\b
  ondit correct s:1f3a5b7c9d0e --reject --note "a caption" --ledger archive.db
  ondit correct s:1f3a5b7c9d0e --content "it would allow the camp to stay" --ledger archive.db
  ondit correct s:1f3a5b7c9d0e --voice "Ali Dabbagh" --certainty probable --ledger archive.db

What the machine read is kept beside it, and `ondit undo` takes it back.
"""


@contextmanager
def _plainly() -> Iterator[None]:
    """A value that makes no sense is a wrong command."""
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@commands.command(epilog=_CORRECT)
def correct(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The statement, as searches show it: s: and twelve letters or digits.")],
    ledger: LedgerOption,
    accept: Annotated[bool, typer.Option("--accept", help="It is right as it is.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Nobody said so; searches find it no more.")] = False,
    content: Annotated[str | None, typer.Option(metavar="WORDS", help="What was said, in the words of the page; … parts words.")] = None,
    source: Annotated[str | None, typer.Option(metavar="WORDS", help="The words that name the voice on the page.")] = None,
    voice: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who answers for it: a name, #12, or author for the page itself.")
    ] = None,
    act: Annotated[Literal["assert", "want", "ask"] | None, typer.Option(metavar="ACT", help="assert, want or ask.")] = None,
    certainty: Annotated[
        Literal["certain", "probable", "possible", "unknown"] | None,
        typer.Option(metavar="CERTAINTY", help="certain, probable, possible or unknown."),
    ] = None,
    polarity: Annotated[
        Literal["+", "-"] | None, typer.Option(metavar="SIGN", help="- where the voice denies or refuses it, + where not.")
    ] = None,
    note: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Accept or reject a statement, or say what it should be."""
    with opened(ledger, by=by) as shelf, _plainly():
        edits: dict[str, Any] = {"content": content, "source": source, "voice": voice, "act": act, "certainty": certainty}
        made = shelf.correct(key, accept=accept, reject=reject, polarity=polarity, note=note, **edits)
    say(made)


@commands.command(epilog='Example: ondit merge MEK "Mujahedin Khalq Organization" --ledger archive.db')
def merge(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="Names or numbers (#12) of those who are one.")],
    ledger: LedgerOption,
    every: Annotated[bool, typer.Option("--every", help="All who go by these names, where several do.")] = False,
    note: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Take several voices for one across all pages, under the fullest of their names."""
    with opened(ledger, by=by) as shelf:
        made = shelf.merge(names[0], *names[1:], every=every, note=note)
    say(made)


@commands.command(epilog='Example: ondit split "John Smith" --page https://example.org/story --ledger archive.db')
def split(
    who: Annotated[str, typer.Argument(metavar="WHO", help="The name or number of the one that is two.")],
    ledger: LedgerOption,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Pages that call it so mean somebody else.")] = None,
    page: Annotated[list[str] | None, typer.Option(metavar="PAGE", help="The page that means somebody else; may be repeated.")] = None,
    note: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Part a voice in two: by the name that pages give it, by pages, or both."""
    with opened(ledger, by=by) as shelf, _plainly():
        made = shelf.split(who, name, on=page or (), note=note)
    say(made)


@commands.command(epilog='Example: ondit rename MKO "People\'s Mojahedin Organization" --ledger archive.db')
def rename(
    who: Annotated[str, typer.Argument(metavar="WHO", help="The name or number (#12) of somebody.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it in every list; it is found by that, too.")],
    ledger: LedgerOption,
    note: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Call a voice by a name of your own; what the pages say stays."""
    with opened(ledger, by=by) as shelf, _plainly():
        made = shelf.rename(who, name, note=note)
    say(made)


@commands.command(epilog="Example: ondit undo 12 --ledger archive.db")
def undo(
    ledger: LedgerOption,
    decision: Annotated[int | None, typer.Argument(metavar="[DECISION]", help="Its number; the last one in force without it.")] = None,
    by: ByOption = None,
) -> None:
    """Take back a decision; all is as it would be without it."""
    with opened(ledger, by=by) as shelf:
        made = shelf.undo(decision)
    typer.echo(f"Decision {made.id} ({_what(made)}) is undone.")


@commands.command(epilog="Example: ondit decisions --gold --ledger archive.db > gold.jsonl")
def decisions(
    ledger: LedgerOption,
    undone: Annotated[bool, typer.Option("--all", help="Those that were undone, too.")] = False,
    jsonl: JsonlOption = False,
    gold: Annotated[bool, typer.Option("--gold", help="What they make of each page as training data, a page a line, instead.")] = False,
) -> None:
    """What people have decided, the oldest first."""
    from dataclasses import asdict

    from ondit.exports.jsonl import json_text

    with opened(ledger, read_only=True) as shelf:
        if gold:
            put(json_text(page) + "\n" for page in shelf.gold())
            return
        made = (decision for decision in shelf.decisions() if undone or not decision.undone)
        put((json_text({**asdict(one), "data": dict(one.data)}) if jsonl else _line(one)) + "\n" for one in made)


@commands.command(epilog='Example: ondit who "Ali Dabbagh" --ledger archive.db')
def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the number of somebody: #12.")],
    ledger: LedgerOption,
) -> None:
    """Who somebody is across pages: names, pages, and why each page is taken to mean that one."""
    with opened(ledger, read_only=True) as shelf:
        put(f"{line}\n" for line in _who(shelf.who(name)))


@commands.command(epilog="Example: ondit audit --by outlet,month --with people.csv --ledger archive.db")
def audit(
    ledger: LedgerOption,
    by: Annotated[
        str, typer.Option(metavar="COLUMNS", help="What the table goes by: outlet, month, year, with commas between.")
    ] = "outlet,month",
    people: Annotated[
        Path | None,
        typer.Option("--with", metavar="FILE", exists=True, dir_okay=False, help="A CSV file of your own, with a column name and others."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV, for spreadsheets and programs.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON, with the rates that the intervals carry.")] = False,
    voices: Annotated[int, typer.Option(metavar="N", min=1, help="So many voices have a row of their own in each cell.")] = 20,
) -> None:
    """Who is quoted: statements and words by voice, kind, named or not, hand, and columns of your own, with intervals."""
    from ondit.exports.jsonl import json_text

    with opened(ledger, read_only=True) as shelf, _plainly():
        table = shelf.audit([column.strip() for column in by.split(",") if column.strip()], people, voices_shown=voices)
    if json:
        put([json_text(table.to_dict(), indent=2) + "\n"])
    elif csv:
        put(_csv(table))
    else:
        show(*_tables(table))
        _complain(table)


# ---------------------------------------------------------------- in words


def say(made: Decision) -> None:
    """What was decided, and how to take it back."""
    typer.echo(f"{_what(made)}.\nDecision {made.id} by {made.by}; to take it back: ondit undo {made.id}")


def _what(made: Decision) -> str:
    if made.kind == "merge":
        first, *others = made.data["names"]
        return f"{', '.join(others)} and {first} are one: {first}"
    if made.kind == "split":
        old, new = made.data["entities"]
        return f"#{new} is parted from #{old}, on {made.data['pages']} page{'' if made.data['pages'] == 1 else 's'}"
    if made.kind == "rename":
        return f"#{made.subject} {made.data['was']} is called {made.data['name']}"
    if made.kind == "same-claim":
        return f"{made.subject} and {made.data['other']} {'make' if made.data['same'] else 'do not make'} the same claim"
    if made.kind == "took-from":
        return f"neither of {made.subject} and {made.data['origin']} was taken from the other"
    edits = made.data.get("set", {})
    return f"{made.subject} {made.kind}ed" + (": " + ", ".join(f"{name} {_value(value)}" for name, value in edits.items()) if edits else "")


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"“{value['words']}”" if "words" in value else str(value.get("name") or "the page itself")
    return str(value)


def _line(made: Decision) -> str:
    state = "undone" if made.undone else "" if made.stands else "no longer stands"
    parts = [f"{made.id}  {made.at}  {made.by}  {_what(made)}", made.note and f"({made.note})", state and f"[{state}]"]
    return "  ".join(part for part in parts if part)


def _who(found: Who) -> Iterator[str]:
    yield f"#{found.id} {found.name} ({found.kind})"
    yield "called " + ", ".join(f"{name} ({pages})" for name, pages in found.names.items())
    for on in found.appearances:
        yield f"  {on.address}: {on.names[0]}: {on.how}"
    if found.decisions:
        yield "by decisions " + ", ".join(map(str, found.decisions))
    yield from (f"kept apart from {other}" for other in found.perhaps)


def _csv(table: AuditTable) -> Iterator[str]:
    import csv
    import io

    from ondit.exports.table import FORMULA

    columns: list[str] = []
    for row in table.to_rows():
        piece = io.StringIO(newline="")
        writer = csv.DictWriter(piece, row, lineterminator="\n")
        if not columns:
            columns = list(row)
            writer.writeheader()
        writer.writerow({n: f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v for n, v in row.items()})
        yield piece.getvalue()


def _tables(table: AuditTable) -> Iterator[Any]:
    """A table for each cell."""
    from itertools import groupby

    from rich.table import Table
    from rich.text import Text

    from ondit.exports.wording import harmless

    for key, rows in groupby(table.rows, key=lambda row: row.by):
        shown = Table(title=harmless(" · ".join(key)) or None, title_justify="left", box=None, pad_edge=False)
        for column in ("", "", "statements", "share", "between", "words", "share", "between"):
            shown.add_column(column, justify="left" if not column else "right")
        last = None
        for row in rows:
            said = [str(row.statements), f"{row.share:.0%}", "{:.0%}–{:.0%}".format(*row.share_between)]
            words = [str(row.words), f"{row.words_share:.0%}", "{:.0%}–{:.0%}".format(*row.words_between)]
            shown.add_row(row.what if row.what != last else "", Text(harmless(row.value)), *said, *words)
            last = row.what
        yield shown


def _complain(table: AuditTable) -> None:
    """What of the user's own table met nobody, and who is not in it."""
    from ondit.exports.wording import harmless

    for name in table.unmatched:
        typer.echo(f"ondit: in your table: {harmless(name)}", err=True)
    if table.unlisted:
        more = f" and {len(table.unlisted) - 10} more" if len(table.unlisted) > 10 else ""
        typer.echo(f"ondit: quoted, but not in your table: {harmless(', '.join(table.unlisted[:10]))}{more}", err=True)
