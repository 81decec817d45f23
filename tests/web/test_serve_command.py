"""What `ondit serve` opens."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from ondit.cli import app


@pytest.fixture
def served(monkeypatch):
    """The titles of the pages of each ledger that is served."""
    titles: list[list[str | None]] = []
    monkeypatch.setattr("ondit.web.serve.serve", lambda shelf, **_: titles.append([page.title for page in shelf.pages()]))
    return titles


def test_the_example_is_shown_though_the_environment_names_a_ledger(served, tmp_path):
    result = CliRunner().invoke(app, ["serve", "--example"], env={"ONDIT_LEDGER": str(tmp_path / "mine.db")})
    assert result.exit_code == 0, result.output
    assert "Port authority denies deadline for traders" in served[0]
    assert not (tmp_path / "mine.db").exists()


@pytest.mark.parametrize("options", [["--example", "--ledger", "mine.db"], []])
def test_both_or_neither_is_a_wrong_command(served, options):
    result = CliRunner().invoke(app, ["serve", *options], env={"ONDIT_LEDGER": ""})
    assert result.exit_code == 2
    assert "--ledger, or take --example" in " ".join(result.output.replace("│", " ").split())
    assert not served
