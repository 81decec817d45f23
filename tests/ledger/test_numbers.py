"""Numbers that no row can have, on the command line and in Python."""

import json

import pytest
import told
from typer.testing import CliRunner

import ondit
from ondit.cli import app
from ondit.errors import LedgerError

HUGE = ("99999999999999999999", "9" * 5000, str(2**31))


@pytest.fixture
def run(tmp_path):
    """Run a command on a ledger of three pages."""
    where = tmp_path / "archive.db"
    with ondit.open_ledger(where) as ledger:
        for reading in told.ARCHIVE:
            ledger.add(reading)
    return lambda *given: CliRunner().invoke(app, [*given, "--ledger", str(where)], catch_exceptions=False)


@pytest.mark.parametrize("huge", HUGE)
def test_nobody_and_no_page_has_a_number_beyond_all(run, huge):
    assert f"holds nobody with the number {huge}" in run("who", f"#{huge}").stderr
    assert "holds no page " in run("difference", f"#{huge}").stderr
    for name in ("voice", "through", "about", "page"):
        assert run("search", f"--{name}", f"#{huge}").stdout.startswith("No statement is found.")
    assert run("labels", "--about", f"#{huge}", "--jsonl").stdout == ""
    key = json.loads(run("search", "--limit", "1", "--jsonl").stdout)["key"]
    for command in (("split", f"#{huge}", "--name", "x"), ("correct", key, "--voice", f"#{huge}"), ("merge", f"#{huge}", "#1")):
        failed = run(*command)
        assert failed.exit_code == 1 and "nobody with the number" in failed.stderr


@pytest.mark.parametrize("huge", HUGE[::2])
def test_there_is_no_decision_of_a_number_beyond_all(run, huge):
    assert run("undo", huge).stderr == f"ondit: there is no decision {huge}; see: ondit decisions\n"


def test_so_many_rows_are_refused_as_options(run):
    for option in ("--limit", "--offset"):
        failed = run("search", option, HUGE[0], "--jsonl")
        assert failed.exit_code == 2 and option in failed.stderr
    assert len(run("search", "--limit", str(2**31 - 1), "--jsonl").stdout.splitlines()) == 7


def test_a_number_is_found_with_zeros_before_it(run):
    rows = [json.loads(line) for line in run("search", "--page", "#0001", "--jsonl").stdout.splitlines()]
    assert rows and rows == [json.loads(line) for line in run("search", "--page", "#1", "--jsonl").stdout.splitlines()]


def test_python_takes_numbers_beyond_all(ledger):
    for number in (2**31, 2**80, -1):
        assert list(ledger.search(voice=number)) == list(ledger.search(page=number)) == list(ledger.labels(about=number)) == []
        for ask in (ledger.page, ledger.reading, ledger.undo, ledger.who):
            with pytest.raises(LedgerError, match=str(number)):
                ask(number)
