"""A person is asked which statements make the same claim, over the whole ledger, the most doubtful first."""

from __future__ import annotations

import json

import pytest
from told_pages import STOPS, add, key
from typer.testing import CliRunner

import ondit
from ondit.cli import app
from ondit.errors import LedgerError

AGAIN = "Sailing to Wexley by the old ferry stops in May, Ann Roe said."
DOUBTED = "In May the ferry may be sailing, old or not, for Wexley harbour, Tom Reed said."
OTHER = "Forty new teachers are needed in town schools, Tom Reed said."


@pytest.fixture
def ledger(tmp_path):
    with ondit.open_ledger(tmp_path / "test.db", by="Tester") as opened:
        yield opened


def asked(ledger, **which):
    return [{pair.one.key, pair.other.key} for pair in ledger.doubtful(**which)]


def test_what_only_a_score_holds_for_one_claim_is_asked_until_somebody_decides(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}\n\n{OTHER}")
    assert asked(ledger) == []
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{AGAIN}")
    one, other = key(ledger, "ferry"), key(ledger, "ferry", "b")
    (pair,) = ledger.doubtful()
    assert ({pair.one.key, pair.other.key}, pair.pair.evidence[-1].text) == ({one, other}, "Ann Roe answers for both")
    for same in (True, False):
        ledger.same_claim(other, one, same=same)
        assert asked(ledger) == []
        ledger.undo()
    assert asked(ledger) == [{one, other}]


def test_the_most_doubtful_come_first_as_many_as_are_asked_for(ledger, monkeypatch):
    for letter, said in (("a", STOPS), ("b", AGAIN), ("c", DOUBTED)):
        add(ledger, monkeypatch, letter, "2026-03-02", f"News of {letter}\n\n{said}")
    scores = [pair.pair.score for pair in ledger.doubtful()]
    assert len(scores) > 1
    assert scores == sorted(scores)
    assert len(asked(ledger, limit=1)) == 1


def test_the_same_words_are_certain_and_not_asked(ledger, monkeypatch):
    for letter in "ab":
        add(ledger, monkeypatch, letter, "2026-03-02", f"News of {letter}\n\n{STOPS}")
    assert asked(ledger) == []


def test_datelines_are_no_evidence(ledger, monkeypatch):
    place = "BEDFORD, N.H. (AP) —"
    for letter, told in (
        ("a", "The old ferry to Wexley harbour stops sailing in May."),
        ("b", "Sailing to Wexley by the old ferry stops in May."),
        ("c", "Forty new teachers are needed in town."),
    ):
        add(ledger, monkeypatch, letter, "2026-03-02", f"News of {letter}\n\n{place} {told}")
    (pair,) = ledger.doubtful()
    assert {pair.one.address, pair.other.address} == {"https://a.example/1", "https://b.example/1"}
    assert pair.pair.evidence[0].text == "both say ferry, sailing, wexley, old, stops"


def test_what_was_asked_or_decided_is_not_asked_again_in_the_same_words(ledger, monkeypatch):
    for letter, said in (("a", STOPS), ("b", AGAIN), ("c", STOPS)):
        add(ledger, monkeypatch, letter, "2026-03-02", f"News of {letter}\n\n{said}")
    assert len(asked(ledger)) == 1
    ledger.same_claim(key(ledger, "ferry", "c"), key(ledger, "ferry", "b"), same=False)
    assert asked(ledger) == []


def test_only_pairs_about_somebody_are_asked_where_that_is_wanted(ledger, monkeypatch):
    for letter, said in (("a", STOPS), ("b", AGAIN)):
        add(ledger, monkeypatch, letter, "2026-03-02", f"News of {letter}\n\n{said.replace('ferry', 'Ann Roe ferry')}")
    assert asked(ledger, about="Ann Roe") == asked(ledger) != []
    assert asked(ledger, about="Tom Reed") == []


def test_a_page_that_has_changed_is_asked_of_as_it_is_now(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{AGAIN}")
    assert len(asked(ledger)) == 1
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{OTHER}")
    assert asked(ledger) == []
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats again\n\n{AGAIN}")
    assert len(asked(ledger)) == 1


def test_what_a_person_says_is_no_claim_is_not_asked_of_and_later_pages_are(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{AGAIN}")
    assert len(asked(ledger)) == 1
    ledger.correct(key(ledger, "ferry"), act="want")
    assert asked(ledger) == []
    add(ledger, monkeypatch, "c", "2026-03-04", f"Quay\n\n{STOPS}")
    assert asked(ledger) == [{key(ledger, "ferry", "b"), key(ledger, "ferry", "c")}]


def test_a_ledger_opened_for_reading_only_says_what_it_lacks(ledger, monkeypatch, tmp_path):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    with ondit.open_ledger(tmp_path / "test.db", read_only=True) as closed:
        with pytest.raises(LedgerError, match="open it for writing once"):
            closed.doubtful()
        assert asked(ledger) == []
        assert asked(closed) == []


def test_the_command_line_asks_too(ledger, monkeypatch, tmp_path):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{AGAIN}")

    def run(*words):
        result = CliRunner().invoke(app, [*words, "--ledger", str(tmp_path / "test.db")])
        assert result.exit_code == 0, result.output
        return result.output

    one, other = key(ledger, "ferry"), key(ledger, "ferry", "b")
    shown = run("claims", "--doubtful")
    assert one in shown
    assert other in shown
    assert "Ann Roe answers for both" in shown
    assert json.loads(run("claims", "--doubtful", "--jsonl"))["one"]["key"] in (one, other)
    assert "make the same claim" in run("same", one, other)
    assert run("claims", "--doubtful") == ""
