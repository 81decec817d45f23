"""The examples of docs/corrections.md and docs/audit.md run, on the example page."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ondit
from ondit.cli import app
from ondit.tagging import WEIGHTS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with the example page, a table of people, and a ledger that holds the page."""
    if not (WEIGHTS / "card.json").exists():
        pytest.skip("the model is not in this checkout")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    table = re.search(r"```text\n(name,.*?)```", (ROOT / "docs" / "audit.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "people.csv").write_text(table[1], "utf-8")
    monkeypatch.chdir(tmp_path)
    with ondit.open_ledger("archive.db") as ledger:
        ledger.add(Path("examples/harbour-interview.html"))
        return next(one.key for one in ledger.search("dredging") if one.statement.origin == "attribution")


@pytest.mark.parametrize("page", ["corrections.md", "audit.md"])
def test_the_examples_run(page, place):
    text = (ROOT / "docs" / page).read_text("utf-8")
    for language, block in re.findall(r"```(sh|python)\n(.*?)```", text, re.DOTALL):
        if language == "python":
            exec(compile(block, page, "exec"), {})
        for command in block.splitlines() if language == "sh" else ():
            result = CliRunner().invoke(app, shlex.split(command.replace("s:1f3a5b7c9d0e", place))[1:])
            assert result.exit_code == 0, f"{command}: {result.output}"
