"""Adding many pages, by one process or several; a page that cannot be read, or a process that dies of one, costs only that page."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from ondit.errors import LedgerError, OnditError, PageError
from ondit.ledger.adding import Source, add, name_of, record_failure
from ondit.ledger.opening import address_of, open_engine
from ondit.ledger.records import Added
from ondit.pages.door import Address, is_content


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A source whose pages, or the rest of them, cannot be had."""

    source: Source
    error: PageError


Page = Source | _Unreadable


def add_all(
    engine: Engine, sources: Iterable[Source], *, jobs: int = 1, allow_private: bool = False, reread: bool = False
) -> Iterator[Added]:
    """What became of each page of each source, in the order in which they are done."""
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}, but it takes at least one process to read")
    pages = (page for source in sources for page in _pages_of(source, allow_private))
    options = {"allow_private": allow_private, "reread": reread}
    if jobs == 1:
        return (_added(engine, page, options) for page in pages)
    return _shared_out(engine, pages, jobs, options)


def _pages_of(source: Source, allow_private: bool) -> Iterator[Page]:
    """The pages that a source holds; what was gathered already, and content, is one."""
    if not isinstance(source, str | Path) or isinstance(source, Address) or (isinstance(source, str) and is_content(source)):
        yield source
        return
    from ondit.pages.gather import gather

    try:
        yield from gather(source, allow_private=allow_private)
    except PageError as error:
        yield _Unreadable(source, error)


def _added(engine: Engine, page: Page, options: dict[str, Any]) -> Added:
    """What became of one page. Where the ledger or the model fails, no other page would fare better, so that is raised."""
    if isinstance(page, _Unreadable):
        return _failed(engine, page.source, page.error)
    try:
        return add(engine, page, **options)
    except PageError as error:  # which add has recorded
        return Added(name_of(page), error=str(error))
    except OnditError:
        raise
    except Exception as error:  # a fault of ours on one page must not cost anybody the others
        return _faulty(engine, page, f"ondit itself failed ({type(error).__name__}: {error}); please report it")


def _faulty(engine: Engine, page: Page, why: str) -> Added:
    source = page.source if isinstance(page, _Unreadable) else page
    return _failed(engine, source, PageError(f"{name_of(source)}: {why}"))


def _failed(engine: Engine, source: Source, error: PageError) -> Added:
    record_failure(engine, source, error)
    return Added(name_of(source), error=str(error))


# ---------------------------------------------------------------- several processes


_UP = "up"
"""What a worker says first."""

_MAIN = "in a script, stand what it does under: if __name__ == '__main__'"
"""A new process imports the script that started it, and must not start more."""


@dataclass(slots=True)
class _Worker:
    """A process that adds one page after the other, and the one that it is at."""

    process: BaseProcess
    pipe: Connection
    page: Page | None = None
    is_up: bool = False


def _shared_out(engine: Engine, pages: Iterable[Page], jobs: int, options: dict[str, Any]) -> Iterator[Added]:
    """Every worker is given a page whenever it has none, so that no more are held than there are workers."""
    workers: list[_Worker] = []
    feed = _Feed(iter(pages))
    try:
        while True:
            while sum(worker.page is not None for worker in workers) < jobs and (page := feed.take()) is not None:
                _give(_idle(workers, engine, options), page)
            busy = [worker for worker in workers if worker.page is not None]
            if not busy:
                break
            yield from _finished(engine, workers, busy)
    finally:
        for worker in workers:
            worker.process.kill()  # at any time nothing is lost but the page that it was reading
            worker.process.join()
            worker.pipe.close()
    if feed.error:
        raise feed.error


class _Feed:
    """The pages one by one. An error in giving them is kept until all that was given before is done."""

    def __init__(self, pages: Iterator[Page]) -> None:
        self._pages = pages
        self.error: Exception | None = None

    def take(self) -> Page | None:
        try:
            return next(self._pages, None)
        except Exception as error:
            self.error, self._pages = error, iter(())
            return None


def _idle(workers: list[_Worker], engine: Engine, options: dict[str, Any]) -> _Worker:
    """A worker without a page, or else a new one."""
    free = next((worker for worker in workers if worker.page is None), None)
    if free is None:
        spawn = get_context("spawn")  # a fork would share the connection and the model's threads
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_work, args=(theirs, address_of(engine), options), daemon=True)
        process.start()
        theirs.close()
        free = _Worker(process, ours)
        workers.append(free)
    return free


def _give(worker: _Worker, page: Page) -> None:
    worker.page = page
    with suppress(OSError):  # it has died, which shows when it is listened to
        worker.pipe.send(page)


def _finished(engine: Engine, workers: list[_Worker], busy: Sequence[_Worker]) -> Iterator[Added]:
    """What the workers that are done report, waiting for the first; one that has died is taken off."""
    ready = wait([worker.pipe for worker in busy])
    for worker in busy:
        if worker.pipe not in ready or worker.page is None:
            continue
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            workers.remove(worker)
            worker.process.join()
            worker.pipe.close()
            ending = _ending(worker.process)
            if not worker.is_up:
                raise LedgerError(f"no process to add pages could be started ({ending}); {_MAIN}") from None
            yield _faulty(engine, worker.page, f"the process that read it ended ({ending})")
            continue
        if isinstance(result, Exception):
            raise result
        if result == _UP:
            worker.is_up = True
            continue
        worker.page = None
        yield result


def _ending(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"killed by {signal.Signals(-code).name}, often for lack of memory" if code < 0 else f"exit code {code}"


def _work(pipe: Connection, where: str, options: dict[str, Any]) -> None:
    """A worker: it ends when its pipe does, that is, with the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the process that started this one ends it
    try:
        engine = open_engine(where)
        pipe.send(_UP)
        while True:
            pipe.send(_added(engine, pipe.recv(), options))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass
    except OnditError as error:
        pipe.send(type(error)(str(error)))
