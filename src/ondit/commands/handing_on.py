"""Handing on what a ledger holds: export, cite."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ondit.commands.common import SOME_FAILED, LedgerOption, complain, opened, put
from ondit.commands.filtering import filtered
from ondit.exports import BINARY_EXPORTERS
from ondit.exports.jsonl import json_text

commands = typer.Typer()

_EXPORT = """Examples:

\b
  ondit export --format csv --query "deadline OR deported" --hand 2.. --ledger archive.db > found.csv
  ondit export --format brat --voice "Ali Dabbagh" --out dabbagh.zip --ledger archive.db
  ondit export --format ftm --ledger archive.db --out archive.ftm.json

What each format holds, with an example: docs/formats.md.
"""


@commands.command(epilog=_EXPORT)
@filtered
def export(
    ledger: LedgerOption,
    filters: Any,
    format: Annotated[
        Literal["csv", "parquet", "jsonl", "json", "html", "webannotation", "brat", "ftm"],
        typer.Option(metavar="FORMAT", help="csv, parquet, jsonl, json, html, webannotation, brat (a zip of its files) or ftm."),
    ],
    query: Annotated[str | None, typer.Option(metavar="WORDS", help="What the statements say, as in a search.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write into this file; else to standard output.")] = None,
) -> None:
    """Hand on what a search finds, in the formats that others use."""
    if out is None and format in BINARY_EXPORTERS and sys.stdout.isatty():
        raise typer.BadParameter(f"{format} is no text to be shown; name a file to write", param_hint="--out")
    with opened(ledger, read_only=True) as shelf:
        pieces = shelf.export(format, query, **filters)
        if out:
            _write(out, pieces)
        elif format in BINARY_EXPORTERS:
            for piece in pieces:
                sys.stdout.buffer.write(_bytes(piece))
        else:
            put(map(str, pieces))


def _write(out: Path, pieces: Iterable[str | bytes]) -> None:
    """Write the pieces into a file that stands there only when it is whole."""
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(map(_bytes, pieces))
        part.replace(out)
    except OSError as error:
        complain(f"{out} could not be written: {error.strerror}")
        raise typer.Exit(SOME_FAILED) from error
    finally:
        part.unlink(missing_ok=True)


def _bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")


@commands.command(epilog="Example: ondit cite s:1f3a09c2b7de --format ris --ledger archive.db >> sources.ris")
def cite(
    keys: Annotated[list[str], typer.Argument(metavar="KEY", help="Keys of statements, as searches give them.", show_default=False)],
    ledger: LedgerOption,
    format: Annotated[
        Literal["text", "csl-json", "ris"], typer.Option(metavar="FORMAT", help="text, csl-json or ris, for reference managers.")
    ] = "text",
) -> None:
    """Cite statements: the words, their voices, where and when they appeared, an address that leads to them, and how to check them."""
    with opened(ledger, read_only=True) as shelf:
        citations = [shelf.cite(key, format) for key in keys]
    if format == "csl-json":  # one array of all, as reference managers take it
        put(json_text([item for citation in citations for item in json.loads(citation)], indent=2) + "\n")
    else:
        put("\n".join(citations))
