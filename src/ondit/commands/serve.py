"""Serving the site of a ledger, or of the example."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ondit.commands.common import SOME_FAILED, ByOption, complain, opened
from ondit.errors import OnditError

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

commands = typer.Typer()

_SERVE = """Examples:

\b
  ondit serve --example
  ondit serve --ledger archive.db
  ondit serve --ledger archive.db --host 0.0.0.0 --no-browser
"""


@commands.command(epilog=_SERVE)
def serve(
    context: typer.Context,
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="LEDGER", envvar="ONDIT_LEDGER", help="The file of a ledger, made where there is none, or a postgresql:// address."
        ),
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Show an invented collection instead; what is changed in it is not kept.")
    ] = False,
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="Serve at this port; 0 is any that is free.")] = 8380,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Let other machines in by this name or number of yours, with a key.")
    ] = "127.0.0.1",
    by: ByOption = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the site in a browser, or do not.")] = True,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Add pages from addresses of this machine and of private networks too.")
    ] = False,
) -> None:
    """Open the site of a ledger in a browser: read, search, correct and add to it."""
    from ondit.web.serve import serve as serve_site

    source = context.get_parameter_source("ledger")
    is_named = source is not None and source.name == "COMMANDLINE"  # a ledger that ONDIT_LEDGER names for every command forbids no example
    if (example and is_named) or not (example or ledger):
        raise typer.BadParameter("name the ledger to serve with --ledger, or take --example")
    with _example() if example or not ledger else opened(ledger, by=by) as shelf:
        try:
            serve_site(shelf, host=host, port=port, browser=browser, allow_private=allow_private, tell=_tell)
        except OnditError as error:
            complain(str(error))
            raise typer.Exit(SOME_FAILED) from error


def _tell(address: str) -> None:
    typer.echo(f"ondit serves at {address} until you press Ctrl-C")


@contextmanager
def _example() -> Iterator[Ledger]:
    """A ledger with the invented collection, which is gone afterwards."""
    from ondit.web.example import fill

    with TemporaryDirectory(prefix="ondit-") as folder, opened(str(Path(folder) / "example.db"), by="you") as shelf:
        fill(shelf)
        yield shelf
