"""What the commands share: the option that names a ledger, opening it, what is printed, and what is complained of."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ondit.errors import OnditError
from ondit.exports.wording import harmless

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

DONE, SOME_FAILED = 0, 1

LedgerOption = Annotated[
    str,
    typer.Option("--ledger", metavar="LEDGER", envvar="ONDIT_LEDGER", help="The file of a ledger, or a postgresql:// address."),
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", envvar="ONDIT_BY", help="Whose decisions are recorded; else your name on this machine."),
]


@contextmanager
def opened(where: str, *, by: str | None = None, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger; whatever goes wrong with it is told in one line, and the command ends with exit code 1."""
    from ondit.ledger import open_ledger

    try:
        with open_ledger(where, by=by, read_only=read_only) as ledger:
            yield ledger
    except OnditError as error:
        complain(str(error))
        raise typer.Exit(SOME_FAILED) from error


def complain(text: str) -> None:
    """One line on standard error."""
    typer.echo(f"ondit: {harmless(' '.join(text.split()))}", err=True)


def put(pieces: Iterable[str]) -> None:
    """For programs: UTF-8 as it is, but harmless where it lands on a terminal."""
    stdout(encoding="utf-8", newline="", errors="replace")
    for piece in pieces:
        sys.stdout.write(harmless(piece) if sys.stdout.isatty() else piece)


def show(*renderables: Any) -> None:
    """For people: colours on a terminal only, and none where NO_COLOR is set."""
    from rich.console import Console

    stdout(errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    for renderable in renderables:
        console.print(renderable)


def stdout(**settings: str) -> None:
    """Have standard output write so, where it can."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(**settings)  # type: ignore[arg-type]
