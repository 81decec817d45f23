"""Calling somebody by a name of one's own, in every list; undone exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import ARCHIVE, Told, reading

from ondit.errors import LedgerError


@pytest.fixture
def archive(ledger):
    for page in ARCHIVE:
        ledger.add(page)
    return ledger


def names(ledger):
    return {row.name for row in ledger.voices() if row.name}


def test_a_new_name_stands_in_every_list_and_is_found_and_the_pages_keep_theirs(archive):
    decision = archive.rename("Edmund Carrow", "  E. J.  Carrow ", note="as he signs")
    assert (decision.kind, decision.data["name"], decision.data["was"]) == ("rename", "E. J. Carrow", "Edmund Carrow")
    assert "E. J. Carrow" in names(archive)
    assert {count.label for count in archive.facets().voice} >= {"E. J. Carrow"}
    assert archive.count(voice="E. J. Carrow") == archive.count(voice="Edmund Carrow") == 2
    assert {one.chain[-1].label for one in archive.search(voice="E. J. Carrow")} == {"Edmund Carrow"}
    assert archive.who("E. J. Carrow").decisions == (decision.id,)


def test_pages_that_come_later_do_not_take_it_away(archive):
    archive.rename("Edmund Carrow", "Carrow")
    archive.add(reading("https://new.example/9", "New", "2009-01-01", Told("boats sink", by="Edmund Carrow")))
    assert "Carrow" in names(archive)
    assert archive.count(voice="Carrow") == 3


def test_it_is_undone_exactly(archive):
    before = archive.who("Edmund Carrow")
    first = archive.rename("Edmund Carrow", "Carrow the younger")
    archive.rename("Carrow the younger", "Carrow the elder")
    archive.undo(first.id)
    assert archive.who(before.id).name == "Carrow the elder"
    archive.undo()
    assert archive.who(before.id) == before
    assert list(archive.check()) == []


def test_somebody_whom_only_a_decision_brought_in_is_renamed_and_undone(archive):
    key = next(archive.search("boats")).key
    archive.correct(key, voice="Nell Ford")
    archive.rename("Nell Ford", "Eleanor Ford")
    assert "Eleanor Ford" in names(archive)
    with pytest.raises(LedgerError, match="builds on"):
        archive.undo(1)
    archive.undo()
    assert "Nell Ford" in names(archive)
    archive.undo()
    assert "Nell Ford" not in names(archive)


def test_what_is_no_new_name_is_refused(archive):
    with pytest.raises(ValueError, match="no name"):
        archive.rename("Edmund Carrow", " … ")
    with pytest.raises(LedgerError, match="already"):
        archive.rename("Edmund Carrow", "Edmund Carrow")
    with pytest.raises(LedgerError, match="nobody"):
        archive.rename("Nobody Here", "Somebody")
    assert list(archive.decisions()) == []


def test_progress_counts_every_decision_the_rejected_too(archive):
    assert (archive.progress().decided, archive.progress().left) == (0, archive.count())
    total = archive.count()
    first, second, third, *_ = (one.key for one in archive.search(sort="doubt"))
    archive.correct(first, reject=True)
    archive.correct(second, accept=True)
    assert (archive.progress().decided, archive.progress().left) == (2, total - 2)
    archive.correct(third, certainty="possible", act="assert")
    assert archive.progress(outlet="Shore News").decided + archive.progress(outlet="Marnsby").decided == 3
    assert archive.progress(decided=False) == archive.progress()


def test_a_newer_reading_does_not_count_a_decision_twice(archive):
    key = next(archive.search("boats")).key
    archive.correct(key, reject=True)
    page = ARCHIVE[1]
    archive.add(replace(page, made_by=replace(page.made_by, ondit="0.2.0")), reread=True)
    assert archive.progress().decided == 1


def test_decisions_and_pages_are_given_a_screen_at_a_time(archive):
    keys = [one.key for one in archive.search(sort="oldest")][:3]
    for key in keys:
        archive.correct(key, accept=True)
    assert [one.subject for one in archive.decisions(limit=2, offset=1)] == keys[1:]
    assert [one.subject for one in archive.decisions(sort="newest", limit=2)] == keys[:0:-1]
    assert all(one.stands for one in archive.decisions())
    with pytest.raises(ValueError, match="oldest, newest"):
        list(archive.decisions(sort="doubt"))
    every = [page.id for page in archive.pages()]
    assert [page.id for page in archive.pages(limit=1, offset=1)] == every[1:2]
    assert [page.id for page in archive.pages(offset=2)] == every[2:]


def test_an_export_refuses_at_once_what_it_cannot_understand(archive):
    for asked in ({"voice": "…"}, {"hand": "x"}):
        with pytest.raises(LedgerError):
            archive.export("csv", **asked)
    with pytest.raises(LedgerError):
        archive.export("csv", '"open')
