"""An audit counts who is quoted, each word once, by columns that come from the user alone, and says how sure its figures are."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from ondit.cli import app
from ondit.errors import LedgerError


@pytest.fixture
def kept(ledger, reading):
    """A ledger of two outlets with the same page."""
    for number, outlet in enumerate(("Shore News", "Far Post")):
        ledger.add(replace(reading, article=replace(reading.article, url=f"https://news.example/{number}", outlet=outlet)))
    return ledger


def cell(table, what, key=("Shore News", "2026-03")):
    return {row.value: row for row in table.rows if row.by == key and row.what == what}


def test_statements_are_counted_by_hand_kind_voice_and_name(kept):
    table = kept.audit()
    assert {value: row.statements for value, row in cell(table, "hand").items()} == {"1": 1, "2": 1, "3": 2, "4": 1}
    assert {value: row.statements for value, row in cell(table, "kind").items()} == {"organization": 2, "group": 1, "person": 1}
    assert {value: row.statements for value, row in cell(table, "named").items()} == {"named": 2, "not named": 2}
    assert cell(table, "voice")["The Courier"].share == 0.25


def test_a_word_counts_once_for_the_innermost_voice(kept):
    kinds = cell(kept.audit(), "voice")
    assert kinds["Carrow"].words == 3  # of nine, six are what the port denied
    assert kinds["(organization without a name)"].words == 6


def test_rejected_statements_do_not_count_and_edited_ones_as_they_are(kept):
    keys = {one.statement.id: one.key for one in kept.search(outlet="Shore News")}
    kept.correct(keys["s3"], reject=True)
    kept.correct(keys["s5"], voice="Ines Halloran")
    voices = cell(kept.audit(), "voice")
    assert "Carrow" not in voices
    assert voices["Ines Halloran"].statements == 1


def test_intervals_hold_the_share_and_are_the_same_each_time(kept):
    table = kept.audit(by=("month",))
    assert all(0 <= row.share_between[0] <= row.share_between[1] <= 1 for row in table.rows)
    voice = cell(table, "named", ("2026-03",))["named"]
    assert voice.share_between[0] < voice.share < voice.share_between[1]
    assert kept.audit(by=("month",)).rows == table.rows
    assert kept.audit(by=("month",), seed=1).rows != table.rows


def test_columns_come_from_the_user_by_name(kept, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("name,role\nInes Halloran,official\nNobody Here,official\nThe Courier,press\n", "utf-8")
    table = kept.audit(by=("outlet",), people=people)
    roles = {value: row.statements for value, row in cell(table, "role", ("Shore News",)).items()}
    assert roles == {"(not listed)": 3, "press": 1}
    assert table.unmatched == ("Nobody Here: nobody in the ledger goes by “Nobody Here”",)
    assert table.unlisted == ("Carrow",)


def test_what_makes_no_sense_is_refused(kept, tmp_path):
    with pytest.raises(ValueError, match="audits go by outlet, month, year, not by weekday"):
        kept.audit(by=("weekday",))
    with pytest.raises(ValueError, match="the table has a column kind, which an audit has itself"):
        kept.audit(people=[{"name": "Ines Halloran", "kind": "x"}])
    (tmp_path / "no.csv").write_text("person\nAnn\n", "utf-8")
    with pytest.raises(ValueError, match="has no column `name`"):
        kept.audit(people=tmp_path / "no.csv")
    with pytest.raises(LedgerError, match="cannot be read as a table"):
        kept.audit(people=tmp_path / "missing.csv")


def test_of_many_voices_the_rest_are_others(kept):
    voices = cell(kept.audit(voices_shown=1), "voice")
    assert [(row.value, row.statements) for row in voices.values()] == [("(group without a name)", 1), ("(others)", 3)]


def test_the_command_gives_a_table_csv_and_json(ledger, kept, where):
    if not str(where).endswith(".db"):
        pytest.skip("the option is the same for both")
    run = CliRunner()
    shown = run.invoke(app, ["audit", "--ledger", str(where), "--by", "outlet"])
    assert (shown.exit_code, "Far Post" in shown.stdout, "not named" in shown.stdout) == (0, True, True)
    rows = list(csv.DictReader(io.StringIO(run.invoke(app, ["audit", "--ledger", str(where), "--csv"]).stdout)))
    assert rows[0].keys() >= {"outlet", "month", "what", "value", "statements", "share_low", "words_share_high"}
    table = json.loads(run.invoke(app, ["audit", "--ledger", str(where), "--json"]).stdout)
    assert table["rates"]["corpus"].startswith("PolNeAR")
    assert run.invoke(app, ["audit", "--ledger", str(where), "--by", "weekday"]).exit_code == 2
