"""What people say of where claims come from holds until they take it back: in origins, claims, routes and among the copies."""

from __future__ import annotations

import pytest
from copied_pages import STORY
from told_pages import STOPS, add, key
from typer.testing import CliRunner

import ondit
from ondit.cli import app
from ondit.errors import LedgerError

A, B = "https://a.example/1", "https://b.example/1"


@pytest.fixture
def ledger(tmp_path):
    with ondit.open_ledger(tmp_path / "test.db", by="Tester") as opened:
        yield opened


@pytest.fixture
def copied(ledger, monkeypatch):
    """Two pages with one text, in which the page itself tells something."""
    for letter, day in (("a", "2026-03-02"), ("b", "2026-03-09")):
        add(ledger, monkeypatch, letter, day, f"News of {letter}\n\n{STORY}")
    return ledger


def pier(ledger):
    return next(found.key for found in ledger.search("pier", page=A))


def test_two_pages_that_a_person_says_are_no_copies_are_none_until_that_is_undone(copied):
    assert [(copy.page, copy.other) for copy in copied.reprints()] == [(B, A)]
    assert str(copied.origins(pier(copied)).traced.routes).startswith("1:")
    decision = copied.refuse_link(B, A, note="both print the council's notice")
    assert list(copied.reprints()) == []
    assert list(copied.reprints(A)) == []
    assert str(copied.origins(pier(copied)).traced.routes).startswith("1 to 2")
    assert all(link.kind != "reprint" for link in copied.routes().links)
    copied.undo(decision.id)
    assert len(list(copied.reprints())) == 1


def test_the_same_words_are_two_acts_where_a_person_says_so(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS}")
    one, other = key(ledger, "ferry"), key(ledger, "ferry", "b")
    assert str(ledger.origins(one).traced.routes) == "1"
    ledger.refuse_link(one, other)
    found = ledger.origins(one)
    assert [place.how for place in found.standing] == ["itself", "words"]
    assert str(found.traced.routes) == "1 to 2: Ann Roe may have said it on 1 to 2 occasions"
    assert str(ledger.claims()[0].routes) == str(found.traced.routes)
    ledger.undo()
    assert str(ledger.origins(one).traced.routes) == "1"


def test_what_is_refused_must_be_there(copied):
    one = pier(copied)
    with pytest.raises(LedgerError, match="holds no page"):
        copied.refuse_link(A, "https://c.example/")
    with pytest.raises(LedgerError, match="holds no statement s:0"):
        copied.refuse_link(one, "s:0")
    with pytest.raises(LedgerError, match="name two statements"):
        copied.refuse_link(one, A)
    with pytest.raises(LedgerError, match="name two"):
        copied.refuse_link(A, A)


def test_the_command_line_refuses_lists_and_takes_back(copied, tmp_path):
    def run(*words):
        result = CliRunner().invoke(app, [*words, "--ledger", str(tmp_path / "test.db")])
        assert result.exit_code == 0, result.output
        return result.output

    assert "reprint of" in run("pages", "--reprints")
    assert f"neither of {B} and {A} was taken from the other.\nDecision 1" in run("refuse", B, A)
    assert run("pages", "--reprints") == ""
    assert f"neither of {B} and {A}" in run("decisions")
    run("undo")
    assert "reprint of" in run("pages", "--reprints")
