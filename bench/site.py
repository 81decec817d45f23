#!/usr/bin/env python3
"""How quick the site is: a page of 5,000 words with 200 statements, what it weighs beyond its text, and starting with the example.

Server time is measured in the process of the server, without the network: medians over 40 answers, after two to warm up. The page is
put together from the example's, so that nothing is read by the model.

    python bench/site.py                                        # that
    python bench/site.py --ledger BIG.db                        # the overviews of a ledger, such as one of a million (bench/vary.py)
    python bench/site.py --readers 20 --folder PAGES            # readers beside a process that adds pages; all over HTTP (bench/readers.py)
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

import readers
from ondit.ledger import open_ledger
from ondit.reading import Reading, Segment, Statement
from ondit.web import create_app
from ondit.web.example import fill
from ondit.web.example import readings as example_readings
from ondit.web.rendering import script, style

WORDS, STATEMENTS, TIMES = 5000, 200, 40
VIEWS = (
    "/pages/{page}",
    "/pages/{page}?hand=2",
    "/pages/{page}?layers=certainty&layers=dates",
    "/pages/{page}?at=900",
    "/",
    "/search?words=letter",
    "/voices",
    "/claims",
    "/routes",
    "/reprints",
)
OVERVIEWS = (
    "/",
    "/search",
    "/search?words=deadline",
    "/voices",
    "/voices?sort=name",
    "/outlets",
    "/timeline",
    "/pages",
    "/labels",
    "/claims",
    "/routes",
    "/reprints",
    "/review",
    "/decisions",
    "/search?act=ask",
    "/search?act=want",
    "/search?hand=2..",
)


def long_reading() -> Reading:
    """The interview of the example again and again until there are the statements wanted; then more words, all of them the page's own."""
    one = next(reading for reading in example_readings() if reading.article.kind == "interview")
    text, statements, segments = "", list[Statement](), list[Segment]()
    while len(text.split()) < WORDS:
        by, ids = len(text), {s.id: f"s{len(statements) + n}" for n, s in enumerate(one.statements)}
        if len(statements) + len(ids) <= STATEMENTS + len(ids) // 2:
            statements += [_moved(replace(s, id=ids[s.id], dates=()), by) for s in one.statements]
            segments += [
                replace(s, start=s.start + by, end=s.end + by, statements=tuple(ids[id] for id in s.statements)) for s in one.segments
            ]
        else:
            segments += [Segment(s.start + by, s.end + by, ("v0",)) for s in one.segments]
        text += one.article.text
    article = replace(one.article, text=text, url="https://long.example/page", sha256="1" * 64, credits=())
    return replace(
        one, article=article, statements=tuple(statements), segments=tuple(segments), turns=(), dates=(), labels=(), headline=None
    )


def _moved(statement: Statement, by: int) -> Statement:
    spans = {name: tuple((start + by, end + by) for start, end in getattr(statement, name)) for name in ("source", "cue", "content")}
    return replace(statement, **spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=0, help="so many at once")
    parser.add_argument("--folder", type=Path, help="real pages, *.html or *.html.gz")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1, help="seconds that a reader looks at a page, on average")
    parser.add_argument("--pages", type=int, default=78, help="in the ledger before the readers come")
    parser.add_argument("--ledger", type=Path, help="the overviews of this one are timed")
    given = parser.parse_args()
    if given.ledger:
        overviews(given.ledger)
    elif given.readers:
        readers.measure(given.folder, readers=given.readers, seconds=given.seconds, pause=given.pause, pages=given.pages)
    else:
        alone()


def alone() -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "site.db", by="bench") as ledger:
        fill(ledger)
        reading = long_reading()
        page = ledger.add(reading).page
        site = TestClient(create_app(ledger), base_url="http://127.0.0.1", client=("127.0.0.1", 1))
        print(f"{len(reading.article.text.split())} words, {len(reading.statements)} statements, {len(reading.segments)} segments")
        for view in VIEWS:
            address = view.format(page=page)
            while site.get(address).status_code == 202:  # what takes long is worked out once
                time.sleep(0.2)
            print(f"{statistics.median(took(site, address) for _ in range(TIMES + 2)) * 1000:7.1f} ms  {address}")
        html = len(site.get(f"/pages/{page}").content)
        beyond = html + len(style().encode()) + len(script().encode()) - len(reading.article.text.encode())
        print(f"{beyond / 1000:7.1f} KB beyond its text, of which style {len(style()) / 1000:.1f}, script {len(script()) / 1000:.1f}")
    print(f"{started():7.2f} s  from ondit serve --example to its first page")


def overviews(file: Path) -> None:
    """By the clock and of the processor, the latter with all that goes on beside the answer."""
    with open_ledger(file) as ledger:
        print(f"{ledger.count()} statements are shown")
        site = TestClient(create_app(ledger), base_url="http://127.0.0.1", client=("127.0.0.1", 1))
        for address in OVERVIEWS:
            clock, used = zip(*(both(site, address) for _ in range(7)), strict=True)
            print(f"{statistics.median(clock) * 1000:7.1f} ms, of the processor {statistics.median(used) * 1000:7.1f}  {address}")
        sys.stdout.flush()
        os._exit(0)  # what is still worked out, claims over a million, is not waited for


def both(site: TestClient, address: str) -> tuple[float, float]:
    clock, used = time.perf_counter(), time.process_time()
    assert site.get(address).status_code < 300, address
    return time.perf_counter() - clock, time.process_time() - used


def took(site: TestClient, address: str) -> float:
    begin = time.perf_counter()
    answer = site.get(address)
    assert answer.status_code == 200, address
    return time.perf_counter() - begin


def started() -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-c", "from ondit.cli import app; app()", "serve", "--example", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
        urllib.request.urlopen(address).read()
        seconds = time.perf_counter() - begin
        server.send_signal(signal.SIGINT)
    return seconds


if __name__ == "__main__":
    main()
