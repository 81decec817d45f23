#!/usr/bin/env python3
"""What a ledger costs beside reading, and that kills lose nothing: ratios in one run, so that they hold on any machine.

    OMP_NUM_THREADS=1 python bench/ledger.py PAGES [--pages N] [--jobs N] [--kills N]

PAGES is a folder of real pages, `*.html.gz` or `*.html`. To have as many as asked for, each round of them after the first is varied:
one word in twelve of its running text is another word of the same pages. All are read with the shipped model, but for the kills, where
pages are read without it, so that a process spends its time on storing.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import resource
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import ondit
from ondit import walk
from ondit.pages import Capture
from ondit.tagging import ScriptedTagger, shipped_digest

VARIED = 12
KILLS_A_LEDGER = 20
_RUNNING = re.compile(rb">[^<>]{60,}<")
_WORD = re.compile(rb"\b[a-z]{4,}\b")


def captures(folder: Path, count: int) -> Iterator[Capture]:
    """So many pages, the first round as they are."""
    files = sorted(folder.glob("*.html*"))
    raws = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]
    words = [word for raw in raws for text in _RUNNING.findall(raw) for word in _WORD.findall(text)]
    chance = random.Random(7)
    for n, raw in enumerate(islice(cycle(raws), count)):
        yield Capture(raw if n < len(raws) else varied(raw, words, chance), f"page {n}", url=f"https://bench.example/{n}")


def varied(raw: bytes, words: list[bytes], chance: random.Random) -> bytes:
    def other(found: re.Match[bytes]) -> bytes:
        return chance.choice(words) if chance.random() < 1 / VARIED else found[0]

    return _RUNNING.sub(lambda text: _WORD.sub(other, text[0]), raw)


# ---------------------------------------------------------------- cost


def cost(pages: list[Capture], where: Path) -> tuple[float, int]:
    """CPU time of adding over that of reading alone, page by page in turn so that both meet the same machine; and the code points."""
    walk.read_capture(pages[0])
    reading = adding = 0.0
    characters = 0
    with ondit.open_ledger(where) as ledger:
        for n, page in enumerate(pages):
            begin = time.process_time()
            for step in (read, add) if n % 2 else (add, read):
                made = step(ledger, page)
                spent, begin = time.process_time() - begin, time.process_time()
                if step is read:
                    reading += spent
                    characters += len(made.article.text.encode())
                else:
                    adding += spent
    return adding / reading, characters


def read(_: Any, page: Capture) -> Any:
    return walk.read_capture(page)


def add(ledger: Any, page: Capture) -> Any:
    return ledger.add(page)


def size(pages: list[Capture], where: Path, text: int) -> float:
    """The ledger's bytes over those of the captures, compressed, and of their text."""
    compressed = sum(len(zlib.compress(page.raw)) for page in pages)
    return where.stat().st_size / (compressed + text)


def seconds(pages: list[Capture], where: Path, jobs: int) -> float:
    """How long adding takes, the starting of processes included."""
    begin = time.monotonic()
    with ondit.open_ledger(where) as ledger:
        assert all(added.status == "new" for added in ledger.add_all(pages, jobs=jobs))
    return time.monotonic() - begin


def memory(folder: Path, count: int, where: Path, pipe: Connection) -> None:
    """In a process of its own: the most memory it has held, in MB, after a quarter of the pages and after all."""
    with ondit.open_ledger(where) as ledger:
        for n, _ in enumerate(ledger.add_all(captures(folder, count)), start=1):
            if n in (count // 4, count):
                pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


# ---------------------------------------------------------------- kills


def add_on(where: Path, page: bytes, start: int, pipe: Connection) -> None:
    """In a process that will be killed: add pages without end, and report each once it is added."""
    walk.shipped_tagger = lambda: ScriptedTagger({}, shipped_digest())  # type: ignore[assignment,return-value]
    walk.read(page)  # what is loaded at the first page is loaded before the first is reported
    with ondit.open_ledger(where) as ledger:
        for n in range(start, 1_000_000):
            pipe.send(ledger.add(page + b"<!-- %d -->" % n, url=f"https://bench.example/{n}").address)


def kills(wanted: int, folder: Path, page: bytes) -> tuple[int, int, int, int]:
    """So many kills at random moments: pages reported, pages lost, pages doubled, and faults that check found."""
    context, chance = get_context("forkserver"), random.Random(7)
    context.set_forkserver_preload(["ondit.walk", "ondit.ledger.ledger", "ondit.ledger.opening"])
    reported: set[str] = set()
    totals = [0, 0, 0, 0]
    for n in range(wanted):
        where = folder / f"killed-{n // KILLS_A_LEDGER}.db"
        if n % KILLS_A_LEDGER == 0:
            reported = set()
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=add_on, args=(where, page, max(0, len(reported) - 3), theirs), daemon=True)
        process.start()
        theirs.close()
        ours.poll(60)
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.join()
        before = len(reported)
        with suppress(EOFError):
            while True:
                reported.add(ours.recv())
        with ondit.open_ledger(where) as ledger:
            held = [page.address for page in ledger.pages()]
            totals[0] += len(reported) - before
            totals[1] += len(reported - set(held))
            totals[2] += len(held) - len(set(held)) + sum(page.readings > 1 for page in ledger.pages())
            totals[3] += sum(1 for _ in ledger.check())
    return totals[0], totals[1], totals[2], totals[3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="PAGES", type=Path)
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    pages = list(captures(given.folder, given.pages))
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ratio, text = cost(pages, folder / "one.db")
        rows.append(("CPU time of add over reading alone", f"{ratio:.3f}", "at most 1.15"))
        rows.append(("ledger over compressed captures and text", f"{size(pages, folder / 'one.db', text):.2f}", "at most 3"))
        alone, together = (seconds(pages, folder / f"jobs-{jobs}.db", jobs) for jobs in (1, given.jobs))
        rows.append((f"speed of {given.jobs} processes over one", f"{alone / together:.2f}", f"at least {0.8 * given.jobs:.1f}"))
        ours, theirs = get_context("spawn").Pipe(duplex=False)
        process = get_context("spawn").Process(target=memory, args=(given.folder, given.pages, folder / "memory.db", theirs))
        process.start()
        quarter, whole = ours.recv(), ours.recv()
        process.join()
        rows.append(("MB after a quarter of the pages, after all", f"{quarter:.0f}, {whole:.0f}", "under 700"))
        found = kills(given.kills, folder, min((page.raw for page in pages), key=len))
        rows.append((f"{given.kills} kills: pages added, lost, doubled, faults", ", ".join(map(str, found)), "…, 0, 0, 0"))
    print(f"{given.pages} pages of {given.folder.name}, {len(list(given.folder.glob('*.html*')))} of them as published")
    for row in rows:
        print("{:48} {:>16}   {}".format(*row))


if __name__ == "__main__":
    main()
