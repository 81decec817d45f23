"""Processes that add to one ledger, at once or killed at any moment, lose nothing and double nothing."""

import random
import time
from contextlib import suppress
from multiprocessing import get_context

import pytest
from ledger_pages import PAGE, add_many, rows

import ondit

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["ondit.walk", "ondit.ledger.ledger", "ondit.ledger.opening", "ledger_pages"])


def started(where, numbers):
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=add_many, args=(where, numbers, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def heard(pipe):
    """Everything that a process has reported until it ended."""
    reports = []
    with suppress(EOFError):
        while True:
            reports.append(pipe.recv())
    pipe.close()
    return reports


def addresses(ledger):
    return [page.address for page in ledger.pages()]


def test_a_process_killed_at_any_moment_loses_no_page_it_reported_and_the_next_goes_on(where):
    chance, reported, kills = random.Random(7), set(), 0
    for _ in range(8):
        process, pipe = started(where, range(60))
        assert pipe.poll(60)
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.join()
        kills += process.exitcode != 0
        reported |= {f"https://shore.example/{number}" for number, _ in heard(pipe)}
        with ondit.open_ledger(where) as ledger:
            found = addresses(ledger)
            assert len(found) == len(set(found)) and reported <= set(found)
            assert list(ledger.check()) == []
    assert kills > 2
    process, pipe = started(where, range(60))
    assert len(heard(pipe)) == 60
    process.join()
    with ondit.open_ledger(where) as ledger:
        assert len(addresses(ledger)) == 60
        assert rows(ledger, "SELECT count(*) FROM readings") == [(60,)]


def test_several_processes_make_one_ledger_and_add_to_it_at_once(where):
    running = [started(where, [*range(n, 20), *range(n)]) for n in (0, 7, 13)]
    reports = [report for _, pipe in running for report in heard(pipe)]
    for process, _ in running:
        process.join()
        assert process.exitcode == 0
    assert sorted(number for number, status in reports if status == "new") == list(range(20))
    assert {status for _, status in reports} <= {"new", "known"}
    with ondit.open_ledger(where) as ledger:
        assert len(addresses(ledger)) == 20
        assert list(ledger.check()) == []


def test_a_worker_that_dies_costs_only_the_page_it_was_reading(ledger, monkeypatch):
    sources = [PAGE, Deadly(), PAGE + b" ", PAGE + b"  "]
    results = list(ledger.add_all(sources, jobs=2))
    failed = [added for added in results if added.error]
    assert len(results) == 4 and len(failed) == 1
    assert "killed by SIGKILL" in failed[0].error
    assert len(addresses(ledger)) == 3
    assert list(ledger.check()) == []


class Deadly(bytes):
    """Content that kills whoever unpacks it."""

    def __reduce__(self):
        return die, ()


def die():
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def test_sources_that_break_off_are_told_after_what_they_gave_is_done(ledger):
    def sources():
        yield PAGE
        yield PAGE + b" "
        raise OSError("the archive is cut off")

    done = []
    with pytest.raises(OSError, match="cut off"):
        done.extend(added.status for added in ledger.add_all(sources(), jobs=2))
    assert len(addresses(ledger)) == 2
