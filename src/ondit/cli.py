"""The command line: one thin command for each public function. Rich, slow to load, is imported where it is used."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ondit import walk
from ondit.commands import comparing, deciding, handing_on, searching, serve, shelf, tracing
from ondit.errors import OnditError
from ondit.exports import EXPORTERS
from ondit.exports.choice import Choice
from ondit.exports.jsonl import json_text
from ondit.exports.wording import harmless
from ondit.reading import Reading

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

app.add_typer(shelf.commands)
app.add_typer(searching.commands)
app.add_typer(comparing.commands)
app.add_typer(deciding.commands)
app.add_typer(handing_on.commands)
app.add_typer(tracing.commands)
app.add_typer(serve.commands)

ALL_READ, SOME_FAILED = 0, 1

EXAMPLES = """Examples:

\b
  ondit read page.html other.txt
  ondit read page.html --html marked.html
  ondit read https://example.org/story --csv > statements.csv
  ondit read page.html --voice Halloran --min-certainty probable

The exit code is 0 where every page was read, 1 where some were not, 2 where the command was wrong.
"""


def _show_version(wanted: bool) -> None:
    from importlib.metadata import version

    if wanted:
        typer.echo(f"ondit {version('ondit')}")
        raise typer.Exit


@app.callback(epilog="Example: ondit read page.html")
def ondit(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    """Read news the way a careful source critic does: who says what, on whose word, how surely."""


@app.command(epilog=EXAMPLES)
def read(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE", help="Files or addresses to read; - is standard input.", show_default=False)
    ],
    json: Annotated[bool, typer.Option("--json", help="Whole readings as JSON: one object for one page, an array for several.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Statements as JSON, one a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Statements as a table.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write one page with every passage marked by its voice.")
    ] = None,
    voice: Annotated[str | None, typer.Option(metavar="NAME", help="Only statements that this voice answers for.")] = None,
    through: Annotated[str | None, typer.Option(metavar="NAME", help="Only statements that this voice hands on from another.")] = None,
    min_certainty: Annotated[
        Literal["certain", "probable", "possible", "unknown"] | None,
        typer.Option(metavar="CERTAINTY", help="Only assertions put at least this surely: certain, probable, possible or unknown."),
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option(metavar="SCORE", min=0, max=1, help="Leave out attributions that score less: higher is surer, lower finds more."),
    ] = None,
    terms: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="More charged terms to note, one a line; # begins a comment."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses of this machine and of private networks too.")
    ] = False,
    act: Annotated[
        Literal["assert", "want", "ask"] | None, typer.Option(metavar="ACT", help="Only statements of this act: assert, want or ask.")
    ] = None,
) -> None:
    """Say who says what on each page, on whose word and how surely."""
    format = _format(json=json, jsonl=jsonl, csv=csv, html=html is not None)
    choice = Choice(voice, through, min_certainty, act)
    if choice != Choice() and format in ("json", "html"):
        raise typer.BadParameter(f"choosing statements does not go with --{format}, which gives whole pages; take --jsonl or --csv")
    if html and not html.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {html.parent} to write {html.name} into", param_hint="--html")
    failed: list[str] = []
    readings = (
        choice.of(reading) for reading in _readings(pages, failed, min_score=min_score, terms=_terms(terms), allow_private=allow_private)
    )
    if html:
        _write_file(html, list(readings))
    elif format == "view":
        _show(readings)
    elif format == "json" and len(pages) == 1:
        _print(json_text(reading.to_dict(), indent=2) + "\n" for reading in readings)
    else:
        _print(EXPORTERS[format](readings))
    raise typer.Exit(SOME_FAILED if failed else ALL_READ)


def _format(**wanted: bool) -> str:
    """The one output format asked for; `view` where there is none."""
    formats = [name for name, is_wanted in wanted.items() if is_wanted]
    if len(formats) > 1:
        raise typer.BadParameter("--" + " and --".join(formats) + " do not go together; choose one")
    return formats[0] if formats else "view"


def _readings(pages: list[str], failed: list[str], **settings: Any) -> Iterator[Reading]:
    """The readings of the pages that can be read; each of the others is put into `failed` and complained of in a line.

    A bar on standard error shows how far a run over several pages is, while a page is being read.
    """
    from rich.console import Console
    from rich.progress import Progress

    errors = Console(stderr=True)
    bar = Progress(console=errors, transient=True, disable=len(pages) == 1 or not errors.is_terminal)
    task = bar.add_task("Reading", total=len(pages))
    for page in pages:
        try:
            with bar:
                reading = walk.read(_source(page), **settings)
        except OnditError as error:
            _complain(page, failed, f"standard input: {error}" if page == "-" else str(error))
        except Exception as error:  # a fault of ours on one page must not cost anybody the others
            _complain(page, failed, f"{page}: ondit itself failed ({type(error).__name__}: {error}); please report it")
        else:
            yield reading
        bar.advance(task)


def _terms(file: Path | None) -> list[str]:
    """The terms of a file, one a line."""
    try:
        lines = file.read_text("utf-8").splitlines() if file else []
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read as UTF-8 text: {error}", param_hint="--terms") from error
    return [term for line in lines if (term := line.partition("#")[0].strip())]


def _source(page: str) -> str | bytes | Path:
    """What the library is to read: standard input unchanged, an address as it is, or a file."""
    if page == "-":
        return sys.stdin.buffer.read()
    return page if page.startswith(("http://", "https://")) else Path(page)


def _complain(page: str, failed: list[str], text: str) -> None:
    failed.append(page)
    typer.echo(f"ondit: {harmless(' '.join(text.split()))}", err=True)


def _show(readings: Iterable[Reading]) -> None:
    """For people: colours on a terminal only, and none where NO_COLOR is set."""
    from rich.console import Console

    from ondit.exports.terminal import view

    _stdout(errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    for reading in readings:
        console.print(view(reading))


def _print(pieces: Iterable[str]) -> None:
    """For programs: UTF-8 as it is, but harmless where it lands on a terminal."""
    _stdout(encoding="utf-8", newline="", errors="replace")
    for piece in pieces:
        sys.stdout.write(harmless(piece) if sys.stdout.isatty() else piece)


def _stdout(**settings: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(**settings)  # type: ignore[arg-type]


def _write_file(file: Path, readings: list[Reading]) -> None:
    """One HTML file of the readings; none where no page could be read."""
    if not readings:
        return
    try:
        file.write_text("".join(EXPORTERS["html"](readings)), "utf-8", errors="replace")
    except OSError as error:
        typer.echo(f"ondit: {file} could not be written: {error.strerror}", err=True)
        raise typer.Exit(SOME_FAILED) from error
