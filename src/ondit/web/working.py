"""What takes long to work out: done beside the answering of readers, once for all who ask, and kept until the ledger changes."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Engine, func, select
from starlette.concurrency import run_in_threadpool

from ondit.errors import OnditError
from ondit.ledger.opening import reads
from ondit.ledger.tables import decisions, readings

PATIENCE = 0.2
"""Seconds that a reader waits before they are told that it takes longer, or given what was known before."""

AT_ONCE = 2
"""Questions that are worked on together; each takes a share of the processor from those who read."""

WAITING = 8
"""Questions that are worked on or wait for it; who asks another meanwhile is asked to come again."""

SPARED = 4
"""While pages are added all the time, an answer is worked out anew after so many times as long as it took, so that the processor is
there for those who read."""

KEPT = 30
"""Answers, those that were asked for last."""


class BusyError(OnditError):
    """As many questions are worked on and wait as may."""


@dataclass(frozen=True, slots=True)
class State:
    """What changes whenever a page is added, and whenever a person decides."""

    read: int | None
    decided: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question, whether the ledger has changed since, and whether by a person's decision."""

    value: Any
    is_old: bool = False
    is_overruled: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    state: State
    spared: float
    """Until when added pages alone are no reason to work it out anew, by the monotonic clock."""
    value: Any = None
    error: Exception | None = None

    def will_do(self, state: State) -> bool:
        """Whether it may be given in a later state of the ledger without being worked out anew."""
        return self.state == state or (self.state.decided == state.decided and time.monotonic() < self.spared)

    def seen(self, state: State) -> Answer:
        """The answer as it stands in a later state of the ledger."""
        if self.error:
            raise self.error
        return Answer(self.value, self.state != state, self.state.decided != state.decided)


class Working:
    """Questions to a ledger that take long."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._workers = ThreadPoolExecutor(AT_ONCE, "working")
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._begun: dict[Hashable, Future[_Kept]] = {}

    async def answer(self, question: Hashable, work: Callable[[], Any]) -> Answer | None:
        """What `work` gives back, or raises; None while it is not known yet. What is known is given though it be old.

        BusyError where nothing is known and it would have to wait for too many others.
        """
        state = await run_in_threadpool(state_of, self.engine)
        kept = self._known(question)
        if kept is None or (not kept.will_do(state) and self._has_room(question)):
            begun = self._begin(question, work)
            await asyncio.wait([asyncio.wrap_future(begun)], timeout=PATIENCE)
            kept = begun.result() if begun.done() else kept
        return kept.seen(state) if kept else None

    def _known(self, question: Hashable) -> _Kept | None:
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
            return self._kept.get(question)

    def _has_room(self, question: Hashable) -> bool:
        return question in self._begun or len(self._begun) < WAITING

    def _begin(self, question: Hashable, work: Callable[[], Any]) -> Future[_Kept]:
        """The work on a question, which goes on if it was begun."""
        with self._lock:
            if question not in self._begun:
                if not self._has_room(question):
                    raise BusyError("Many questions are being worked out already. Please ask again in a minute.")
                self._begun[question] = self._workers.submit(self._do, question, work)
            return self._begun[question]

    def _do(self, question: Hashable, work: Callable[[], Any]) -> _Kept:
        state, begun = state_of(self.engine), time.monotonic()
        try:
            value, error = work(), None
        except Exception as raised:  # it is raised where somebody asks
            value, error = None, raised
        now = time.monotonic()
        done = _Kept(state, now + SPARED * (now - begun), value, error)
        with self._lock:
            del self._begun[question]
            self._kept[question] = done
            self._kept.move_to_end(question)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return done

    def close(self) -> None:
        """Forget what waits; what is under way is finished first."""
        self._workers.shutdown(cancel_futures=True)


def state_of(engine: Engine) -> State:
    """How far the ledger is."""
    with reads(engine) as connection:
        read = connection.execute(select(func.max(readings.c.id))).scalar()
        decided = connection.execute(select(func.max(decisions.c.id), func.count(decisions.c.undone))).one()
    return State(read, tuple(decided))
