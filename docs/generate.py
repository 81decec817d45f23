#!/usr/bin/env python3
"""Writes the parts of the documentation that are made from the program: docs/cli.md, and the example in the README.

The test suite says when one of them is out of date.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from ondit.cli import app

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- /example -->)", re.DOTALL)


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


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(cli_page(), "utf-8")
    file = ROOT / "README.md"
    file.write_text(readme(file.read_text("utf-8")), "utf-8")
