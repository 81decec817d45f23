#!/usr/bin/env python3
"""Writes the parts of the documentation that are made from the program: docs/cli.md, the tables in docs/ledger.md, and the examples
in docs/formats.md and the README.

The test suite says when one of them is out of date.
"""

from __future__ import annotations

import inspect
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import typer
from example_reading import READING
from typer.testing import CliRunner

from ondit.cli import app
from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.ledger.tables import METADATA

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- /example -->)", re.DOTALL)
TABLES = re.compile(r"(?<=<!-- tables -->\n).*?(?=<!-- /tables -->)", re.DOTALL)
FORMAT_EXAMPLE = re.compile(r"(<!-- example: (\w+) -->)\n.*?(?=<!-- /example -->)", re.DOTALL)


SHOWN = 40
"""Lines of the example in the README."""


def cli_page() -> str:
    """docs/cli.md: every command with what it takes, from the definitions that --help is made from."""
    group = typer.main.get_command(app)
    commands = {"ondit": group, **{f"ondit {name}": command for name, command in group.commands.items()}}
    head = ["# The command line", "", "Made by `docs/generate.py` from what `--help` says.", ""]
    return "\n".join(head + [line for name, command in commands.items() for line in section(name, command)])


def section(name: str, command: Any) -> list[str]:
    takes = [row(parameter) for parameter in command.params]
    rest = inspect.cleandoc(command.epilog or "").replace("\b\n", "")
    return [f"## `{name}`", "", inspect.cleandoc(command.help), "", "| | |", "|---|---|", *takes, "", rest, ""]


def row(parameter: Any) -> str:
    """One line of the table: how it is typed, and what it does."""
    is_option = parameter.opts[0].startswith("-")
    typed = f"{parameter.opts[0]} {parameter.metavar or ''}".strip() if is_option else f"{parameter.metavar} …"
    return f"| `{typed}` | {parameter.help} |"


def example() -> str:
    """What reading the example page prints on a terminal of 80 columns, without colours."""
    page = str(ROOT / "examples" / "harbour-interview.html")
    result = CliRunner().invoke(app, ["read", page], env={"COLUMNS": "80"}, catch_exceptions=False)
    if result.exit_code:
        raise SystemExit(result.stderr)
    lines = [line.rstrip() for line in result.stdout.rstrip().splitlines()]
    return "\n".join([*lines[:SHOWN], "…"])


def readme(text: str) -> str:
    """The README with the example page as it is read now."""
    return EXAMPLE.sub(lambda _: f"```text\n{example()}\n```\n", text)


def formats_page(text: str) -> str:
    """docs/formats.md with the example page in each format."""
    return FORMAT_EXAMPLE.sub(lambda match: f"{match[1]}\n```\n{in_format(match[2]).rstrip()}\n```\n", text)


def in_format(name: str) -> str:
    """The example page in a format; of files that are no text, what their readers see."""
    if name == "text":
        return READING.article.text
    if name == "webannotation":
        return json.dumps(json.loads("".join(EXPORTERS[name]([READING])))["first"]["items"][0], indent=2, ensure_ascii=False)
    if name in EXPORTERS:
        return "".join(EXPORTERS[name]([READING]))
    file = io.BytesIO(b"".join(BINARY_EXPORTERS[name]([READING])))
    if name == "parquet":
        import pyarrow.parquet

        return "\n".join(f"{column}: {value}" for column, value in pyarrow.parquet.read_table(file).to_pylist()[0].items())
    archive = zipfile.ZipFile(file)
    return next(archive.read(member).decode() for member in archive.namelist() if member.endswith(".ann"))


def ledger_page(text: str) -> str:
    """docs/ledger.md with the tables that a ledger has."""
    rows = (f"| `{table.name}` | {', '.join(f'`{column.name}`' for column in table.columns)} |" for table in METADATA.tables.values())
    return TABLES.sub(lambda _: "\n".join(["| table | columns |", "|---|---|", *rows, ""]), text)


if __name__ == "__main__":
    ledger = ROOT / "docs" / "ledger.md"
    ledger.write_text(ledger_page(ledger.read_text("utf-8")), "utf-8")
    (ROOT / "docs" / "cli.md").write_text(cli_page(), "utf-8")
    file = ROOT / "README.md"
    file.write_text(readme(file.read_text("utf-8")), "utf-8")
    formats = ROOT / "docs" / "formats.md"
    formats.write_text(formats_page(formats.read_text("utf-8")), "utf-8")
