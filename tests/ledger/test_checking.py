"""`check` finds nothing in a sound ledger, and each kind of damage by its name."""

import zlib
from dataclasses import replace

import pytest
from ledger_pages import PAGE
from sqlalchemy import text

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def filled(ledger, reading):
    ledger.add(PAGE, url="https://shore.example/a")
    ledger.add(PAGE.replace(b"noon", b"midnight"), url="https://shore.example/a")
    ledger.add(replace(reading, article=replace(reading.article, url="https://shore.example/q")))
    return ledger


def test_a_sound_ledger_has_no_fault(filled):
    assert list(filled.check()) == []


def test_a_statement_that_a_person_corrected_is_no_fault(filled):
    key = next(found.key for found in filled.search("deadline") if found.statement.origin == "attribution")
    filled.correct(key, certainty="possible", note="she was not sure")
    filled.correct(key, content="set a deadline")
    assert list(filled.check()) == []


@pytest.mark.parametrize(
    ("what", "damage"),
    [
        ("bytes", "UPDATE contents SET packed = :packed"),
        ("bytes", "UPDATE contents SET packed = :garbage"),
        ("bytes", "UPDATE contents SET size = size + 1"),
        ("text", "UPDATE texts SET text = replace(text, 'ferry', 'FERRY')"),
        ("span", "UPDATE statements SET words = words || ' indeed' WHERE local = 's3'"),
        ("span", "UPDATE statements SET start = start + 1 WHERE local = 's3'"),
        ("reading", "UPDATE readings SET document = :garbage"),
        ("reading", "UPDATE readings SET document = :packed"),
        ("newest", "UPDATE readings SET newest = (1 = 0)"),
        ("newest", "UPDATE statements SET shown = (1 = 1)"),
        ("tally", "UPDATE tallies SET statements = statements + 1"),
    ],
)
def test_damage_is_found(filled, what, damage):
    values = {"packed": zlib.compress(b"{}"), "garbage": b"garbage"}
    with filled.engine.begin() as connection:
        connection.execute(text(damage), {name: value for name, value in values.items() if f":{name}" in damage})
    faults = list(filled.check())
    assert what in {fault.what for fault in faults}
    assert all(fault.where and fault.text for fault in faults)


def test_a_row_that_points_nowhere_is_found(filled):
    if filled.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL refuses such a row")
    raw = filled.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM voices WHERE id = 1")
    raw.commit()
    raw.close()
    assert "reference" in {fault.what for fault in filled.check()}


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM statements_fts_docsize WHERE id = 1", "INSERT INTO statements_fts(rowid, words) VALUES (1, 'other words')"],
)
def test_an_index_of_words_that_differs_is_found(filled, damage):
    if filled.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL computes the index of words itself")
    with filled.engine.begin() as connection:
        connection.execute(text(damage))
    assert {fault.what for fault in filled.check()} == {"search"}
