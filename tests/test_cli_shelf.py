"""The commands that fill a ledger and look after it, as they are typed."""

import json

import pytest
from typer.testing import CliRunner

import ondit
from ondit import walk
from ondit.cli import app
from ondit.tagging import ScriptedTagger, shipped_digest

PAGE = """<html lang="en"><body><article><h1>Ferry stops at noon</h1>
<p>The ferry between Holm and Wexley will stop at noon on Friday, the county council wrote to all the households there.</p>
<p>Two of the boats ran aground last winter, when the basin between the piers had not been dredged for many years.</p>
</article></body></html>"""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}, shipped_digest()))


@pytest.fixture
def run(tmp_path, monkeypatch):
    """What a command prints, complains of, and its exit code, with a folder of two pages and the ledger in the environment."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(PAGE)
    (tmp_path / "pages" / "b.html").write_text(PAGE.replace("noon", "midnight"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONDIT_LEDGER", "a.db")
    return lambda *words: CliRunner().invoke(app, list(words), catch_exceptions=False)


def test_add_takes_folders_and_files_and_says_what_became_of_them(run):
    first = run("add", "pages", "broken.pdf")
    assert (first.stdout, first.exit_code) == ("2 new, 1 failed\n", 1)
    assert first.stderr.startswith("ondit: broken.pdf ") and first.stderr.count("\n") == 1
    again = run("add", "pages/")
    assert (again.stdout, again.stderr, again.exit_code) == ("2 known\n", "", 0)


def test_add_takes_the_ledger_by_name_too(run):
    assert run("add", "pages", "--ledger", "other.db").exit_code == 0
    assert len(run("pages", "--ledger", "other.db").stdout.splitlines()) == 2


def test_pages_are_listed_and_so_is_what_failed(run):
    run("add", "pages", "broken.pdf")
    lines = run("pages").stdout.splitlines()
    assert len(lines) == 2 and "Ferry stops at noon" in lines[0] and "a.html" in lines[0]
    assert [json.loads(line)["title"] for line in run("pages", "--jsonl").stdout.splitlines()][1] == "Ferry stops at midnight"
    assert "broken.pdf" in run("pages", "--failed").stdout


def test_show_gives_the_words_in_their_paragraph_and_where_they_are_from(run):
    run("add", "pages/a.html")
    with ondit.open_ledger("a.db") as ledger:
        found = next(ledger.search("aground"))
    shown = run("show", found.key).stdout
    assert "ran aground last winter" in " ".join(shown.split()) and "pages/a.html" in "".join(shown.split())
    assert json.loads(run("show", "--jsonl", found.key).stdout)["key"] == found.key


def test_check_says_that_all_is_well_or_what_is_not(run):
    run("add", "pages")
    assert (run("check").stdout, run("check").exit_code) == ("no fault in 2 pages\n", 0)
    with ondit.open_ledger("a.db") as ledger, ledger.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE texts SET text = 'other'")
    faulty = run("check")
    assert faulty.exit_code == 1 and "ondit: text: texts " in faulty.stderr and faulty.stdout == ""


@pytest.mark.parametrize("command", [("pages",), ("show", "s:000000000000"), ("check",)])
def test_a_ledger_that_is_not_there_is_named_and_not_made(run, tmp_path, command):
    answer = run(*command)
    assert answer.exit_code == 1 and answer.stderr.startswith("ondit: a.db does not exist")
    assert not (tmp_path / "a.db").exists()


def test_a_command_without_a_ledger_says_how_to_name_one(run, monkeypatch):
    monkeypatch.delenv("ONDIT_LEDGER")
    answer = run("add", "pages")
    assert answer.exit_code == 2 and "--ledger" in answer.stderr and "ONDIT_LEDGER" in answer.stderr
