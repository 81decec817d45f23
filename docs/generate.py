#!/usr/bin/env python3
"""Writes the parts of the documentation that are made from the program: docs/cli.md, and the example in the README.

The test suite says when one of them is out of date.
"""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from ondit.cli import app

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- /example -->)", re.DOTALL)


def output(*arguments: str) -> str:
    """What a command prints on a terminal of 80 columns, without colours."""
    result = CliRunner().invoke(app, arguments, prog_name="ondit", env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"}, catch_exceptions=False)
    return "\n".join(line.rstrip() for line in result.stdout.rstrip().splitlines())


def fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def cli_page() -> str:
    """docs/cli.md."""
    helps = "\n".join(f"## `{' '.join(['ondit', *command])}`\n\n{fenced(output(*command, '--help'))}" for command in ([], ["read"]))
    return f"# The command line\n\nMade from `--help` by `docs/generate.py`.\n\n{helps}"


def readme(text: str) -> str:
    """The README with the example page as it is read now."""
    return EXAMPLE.sub(lambda _: fenced(output("read", str(ROOT / "examples" / "harbour-interview.html"))), text)


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(cli_page(), "utf-8")
    file = ROOT / "README.md"
    file.write_text(readme(file.read_text("utf-8")), "utf-8")
