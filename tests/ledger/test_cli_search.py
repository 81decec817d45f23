"""ondit search and ondit voices."""

import csv
import io
import json

import pytest
import told
from typer.testing import CliRunner

import ondit
from ondit.cli import app


@pytest.fixture
def run(tmp_path):
    """Run a command on a ledger of three pages."""
    where = tmp_path / "archive.db"
    with ondit.open_ledger(where) as ledger:
        for reading in told.ARCHIVE:
            ledger.add(reading)
    return lambda *given: CliRunner().invoke(app, [*given, "--ledger", str(where)], env={"COLUMNS": "100"})


def test_search_shows_chain_words_page_and_how_many_there_are(run):
    shown = run("search", "deadline", "--sort", "oldest", "--limit", "1").stdout
    assert "Shore News › Ines Halloran › Edmund Carrow: the deadline is over" in shown
    assert "Ferry news · 2008-09-02 · https://shore.example/1" in shown
    assert "3 statements, of which these are 1 to 1; the next: --offset 1" in shown


def test_search_takes_the_filters(run):
    assert "1 statement\n" in run("search", "--voice", "Carrow", "--until", "2008-09").stdout
    assert "1 statement\n" in run("search", "--polarity", "-", "--hand", "2..", "--since", "2008-10", "--undecided").stdout


def test_search_says_what_to_leave_out_where_nothing_is_found(run):
    assert run("search", "zeppelin").stdout == "No statement is found.\n"
    shown = run("search", "deported", "--voice", "Carrow").stdout
    assert shown.splitlines() == ["No statement is found.", "Without the words deported: 2", "Without --voice Carrow: 1"]


def test_search_writes_rows_for_programs(run):
    row = json.loads(run("search", "boats", "--jsonl").stdout)
    assert (row["voice"], row["hand"], row["said_to"], row["content"]) == ("Edmund Carrow", 2, "2008-10-14", "the boats are old")
    assert json.loads(run("search", "--json").stdout)[0].keys() == row.keys()
    assert len(json.loads(run("search", "--json").stdout)) == 7
    assert [r["content"] for r in csv.DictReader(io.StringIO(run("search", "boats", "--csv").stdout))] == ["the boats are old"]
    assert run("search", "zeppelin", "--json").stdout == "[]\n" and run("search", "zeppelin", "--csv").stdout == ""


def test_a_mistake_is_pointed_at(run):
    failed = run("search", "(deadline")
    assert failed.exit_code == 1 and failed.stderr == "ondit: this ( is never closed: ⟦here⟧(deadline\n"
    assert run("search", "--csv", "--json").exit_code == 2


def test_voices_lists_who_speaks(run):
    shown = run("voices", "--sort", "name").stdout
    assert shown.index("Edmund Carrow") < shown.index("Ines Halloran") < shown.index("unnamed groups")
    rows = [json.loads(line) for line in run("voices", "deadline", "--jsonl").stdout.splitlines()]
    assert {row["name"]: row["statements"] for row in rows if row["name"]} == {"Edmund Carrow": 1}
    assert run("voices", "zeppelin").stdout == "Nobody.\n"
    assert "There are more; the next: --offset 1" in run("voices", "--limit", "1").stdout
