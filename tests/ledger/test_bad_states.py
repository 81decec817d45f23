"""Locked, read-only, damaged, full, gone: an error that says what to do, and nothing half-written."""

import os
import resource
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from ledger_pages import PAGE, rows

import ondit
from ondit.ledger import opening

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "test.db"


def test_a_ledger_that_another_process_keeps_locked(file, monkeypatch):
    monkeypatch.setattr(opening, "WAIT", 0.05)
    with ondit.open_ledger(file) as ledger:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ondit.LedgerError, match=r"test\.db is being written by another process .*try again"):
            ledger.add(PAGE)
        assert list(ledger.pages()) == []  # reading goes on meanwhile
        other.execute("COMMIT")
        other.close()
        assert ledger.add(PAGE).status == "new"


@contextmanager
def anybody():
    """Root may write everywhere; the rest of the block is not root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def locked_folder():
    """A folder that anybody may look into and nobody but its owner may write."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_ledger_in_a_folder_that_may_only_be_read(locked_folder):
    with ondit.open_ledger(locked_folder / "a.db") as ledger:
        ledger.add(PAGE)
    (locked_folder / "a.db").chmod(0o444)
    locked_folder.chmod(0o555)
    with anybody():
        with (
            pytest.raises(ondit.LedgerError, match=r"a\.db cannot be (written|opened)"),
            ondit.open_ledger(locked_folder / "a.db") as ledger,
        ):
            ledger.add(PAGE + b" ")
        with ondit.open_ledger(locked_folder / "a.db", read_only=True) as ledger:
            assert len(list(ledger.pages())) == 1
            assert list(ledger.check()) == []
        with pytest.raises(ondit.LedgerError, match=r"b\.db cannot be opened; check that its folder exists"):
            ondit.open_ledger(locked_folder / "b.db")


def test_a_disk_that_is_full_keeps_what_was_reported_and_takes_more_when_there_is_room(file):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with ondit.open_ledger(file) as ledger:
        ledger.add(PAGE)
        reported = [f"sha256:{ledger.reading(1).article.sha256}"]
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, hard))
        try:
            with pytest.raises(ondit.LedgerError, match=r"test\.db cannot be written, for the disk is full .* make room"):
                for n in range(200):
                    reported.append(ledger.add(PAGE + os.urandom(4_000).hex().encode(), url=f"https://shore.example/{n}").address)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert len(reported) > 3
    with ondit.open_ledger(file) as ledger:
        assert [page.address for page in ledger.pages()] == reported
        assert list(ledger.check()) == []
        assert ledger.add(PAGE, url="https://shore.example/more").status == "new"


def test_a_ledger_whose_file_is_gone_takes_nothing_that_would_be_lost(file):
    with ondit.open_ledger(file) as ledger:
        ledger.add(PAGE)
        file.rename(file.with_name("moved.db"))
        with pytest.raises(ondit.LedgerError, match=r"test\.db was moved or deleted while it was open"):
            ledger.add(PAGE + b" ")


def test_a_ledger_whose_folder_is_gone_says_so(tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    with ondit.open_ledger(folder / "a.db") as ledger:
        ledger.add(PAGE)
        shutil.rmtree(folder)
        with pytest.raises(ondit.LedgerError, match=r"a\.db"):
            ledger.add(PAGE + b" ")


def damage(file, offset, garbage):
    with file.open("r+b") as opened:
        opened.seek(offset)
        opened.write(garbage)


def filled(file):
    """A ledger with pages in it, all of it in its one file."""
    with ondit.open_ledger(file) as ledger:
        for n in range(5):
            ledger.add(PAGE, url=f"https://shore.example/{n}")
    assert not file.with_name("test.db-wal").exists()


def test_a_file_whose_head_is_damaged(file):
    filled(file)
    damage(file, 0, b"\0" * 100)
    with pytest.raises(ondit.LedgerError, match=r"test\.db is not a ledger"):
        ondit.open_ledger(file)


def test_a_file_whose_middle_is_damaged_is_found_by_check(file):
    filled(file)
    size = file.stat().st_size
    damage(file, 4096 * 3, b"\xff" * (size - 4096 * 3))
    with pytest.raises(ondit.LedgerError, match=r"is damaged; go back to a copy"), ondit.open_ledger(file) as ledger:
        assert "file" in {fault.what for fault in ledger.check()}
        rows(ledger, "SELECT 1")
        list(ledger.pages())


def test_a_file_that_is_cut_off(file):
    filled(file)
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)
    with pytest.raises(ondit.LedgerError, match="is damaged"), ondit.open_ledger(file) as ledger:
        assert "file" in {fault.what for fault in ledger.check()}
        list(ledger.pages())
