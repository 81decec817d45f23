"""Opening a ledger: made where there is none, brought up to date, refused with a reason."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger_pages import PAGE, rows
from sqlalchemy import text

import ondit
from ondit.ledger import migrations, opening
from ondit.ledger.tables import METADATA

pytestmark = pytest.mark.usefixtures("quick")


def test_a_new_ledger_has_the_tables_that_are_written_down(ledger):
    def is_ours(name, kind, _):
        return kind != "table" or (name != "ledger_version" and "_fts" not in name)

    with ledger.engine.connect() as connection:
        options = {"include_name": is_ours, "compare_type": True}
        differing = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
    assert [change for change in differing if "words_found" not in str(change)] == []


def test_the_newest_step_is_the_one_that_ledgers_are_brought_to(ledger):
    steps = ScriptDirectory(migrations.__path__[0])
    assert steps.get_current_head() == migrations.HEAD
    assert rows(ledger, "SELECT version_num FROM ledger_version") == [(migrations.HEAD,)]


def test_what_was_added_is_there_when_the_ledger_is_opened_again(where):
    with ondit.open_ledger(where) as ledger:
        added = ledger.add(PAGE)
    with ondit.open_ledger(str(where), read_only=True) as ledger:
        assert ledger.add(PAGE) == added.__class__(**{**{f: getattr(added, f) for f in added.__slots__}, "status": "known"})
        assert [page.id for page in ledger.pages()] == [added.page]


def test_a_ledger_opened_for_reading_only_is_not_written(where):
    ondit.open_ledger(where).close()
    with ondit.open_ledger(where, read_only=True) as ledger, pytest.raises(ondit.LedgerError, match="opened for reading only"):
        ledger.add(PAGE)


def test_a_ledger_of_a_newer_version_is_refused(where):
    with ondit.open_ledger(where) as ledger, ledger.engine.begin() as connection:
        connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
    with pytest.raises(ondit.LedgerError, match=r"was made by a newer version of ondit \(its tables are 9999.*update ondit"):
        ondit.open_ledger(where)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(where, monkeypatch):
    monkeypatch.setattr(opening, "_upgrade", lambda connection: (METADATA.create_all(connection), 1 / 0))
    with pytest.raises(ZeroDivisionError):
        ondit.open_ledger(where)
    monkeypatch.undo()
    with ondit.open_ledger(where) as ledger:
        assert list(ledger.pages()) == [] == list(ledger.check())


def test_two_ledgers_may_be_open_at_once(where, tmp_path):
    with ondit.open_ledger(where) as one, ondit.open_ledger(tmp_path / "other.db") as other:
        one.add(PAGE)
        other.add(PAGE)
        assert len(list(one.pages())) == len(list(other.pages())) == 1


# ---------------------------------------------------------------- SQLite alone


@pytest.fixture
def file(tmp_path):
    return tmp_path / "test.db"


@pytest.fixture
def old(file):
    """A ledger as the first version of the tables held it: a page captured twice, another, and a decision."""
    made = sqlite3.connect(file)
    made.executescript((Path(__file__).parent / "ledger-0001.sql").read_text("utf-8"))
    made.close()
    return file


def test_a_ledger_of_an_earlier_version_is_brought_up_to_date_and_keeps_everything(old, reading):
    with ondit.open_ledger(old) as ledger:
        assert rows(ledger, "SELECT version_num FROM ledger_version") == [(migrations.HEAD,)]
        assert [len(ledger.captures(page.id)) for page in ledger.pages()] == [2, 1]
        assert ledger.reading("https://shore.example/q").article.text == reading.article.text
        assert {found.statement.certainty for found in ledger.search("deadline", decided=True)} == {"possible"}
        assert list(ledger.check()) == []
        assert ledger.add(PAGE, url="https://shore.example/b").status == "new"


def test_a_ledger_of_an_earlier_version_is_not_altered_for_reading_only(old):
    before = old.read_bytes()
    with pytest.raises(ondit.LedgerError, match="was made by an earlier version of ondit; open it for writing once"):
        ondit.open_ledger(old, read_only=True)
    assert old.read_bytes() == before


def test_a_step_that_fails_leaves_an_earlier_version_as_it_was(old, monkeypatch):
    upgrade = opening._upgrade
    monkeypatch.setattr(opening, "_upgrade", lambda connection: (upgrade(connection), 1 / 0))
    with pytest.raises(ZeroDivisionError):
        ondit.open_ledger(old)
    with sqlite3.connect(old) as database:
        assert database.execute("SELECT version_num FROM ledger_version").fetchall() == [("0001",)]
        assert database.execute("SELECT name FROM sqlite_master WHERE name = 'copies'").fetchall() == []
    database.close()


def test_a_file_name_may_hold_anything(tmp_path):
    with ondit.open_ledger(tmp_path / "a b?c=d#e%20é.db") as ledger:
        ledger.add(PAGE)
    assert (tmp_path / "a b?c=d#e%20é.db").exists()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ondit.LedgerError, match=r"there is no folder .*nowhere; make it first"):
        ondit.open_ledger(tmp_path / "nowhere" / "a.db")


@pytest.mark.parametrize("given", ["", ".", ":memory:"])
def test_what_is_no_file_is_refused(given):
    with pytest.raises(ondit.LedgerError, match="give the path"):
        ondit.open_ledger(given)


def test_a_missing_ledger_is_not_made_for_reading_only(file):
    with pytest.raises(ondit.LedgerError, match="does not exist"):
        ondit.open_ledger(file, read_only=True)
    assert not file.exists()


def test_a_file_of_something_else_is_refused_and_left_alone(file):
    file.write_bytes(PAGE * 9)
    with pytest.raises(ondit.LedgerError, match=r"test\.db is not a ledger, nor any SQLite database"):
        ondit.open_ledger(file)
    assert file.read_bytes() == PAGE * 9


def test_another_database_is_refused_and_left_alone(file):
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(ondit.LedgerError, match="no ledger of ondit"):
        ondit.open_ledger(file)
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    other.close()


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:1/none", "postgresql://u@h:port/db"])
def test_a_server_that_cannot_be_asked_is_named(address):
    with pytest.raises(ondit.LedgerError, match=r"cannot be reached|is no address"):
        ondit.open_ledger(address)
