"""Many readers of one site at once, who follow any link they meet, while another process adds pages to the ledger that they read."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import ondit
from ledger import captures

SEED, SLOW = 20, 10
NO_PAGE = re.compile(r"/(?:static|export|api/)|\.(?:csv|jsonl|json|zip|parquet|ris)\b")
_LINK = re.compile(r'href="([^"]+)"')
ONDIT = (sys.executable, "-c", "from ondit.cli import app; app()")


@dataclass
class Reader:
    """Somebody who clicks on any link of the page they look at, after a pause of their own."""

    address: str
    pause: float
    chance: random.Random
    took: list[tuple[float, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def read(self, until: float) -> None:
        at = "/"
        with closing(http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)) as line:
            while time.monotonic() < until:
                time.sleep(self.chance.expovariate(1 / self.pause))
                try:
                    at = self._click(line, at)
                except Exception as error:  # whatever goes wrong is what is to be found out
                    self.wrong.append(f"{at}: {error!r}")
                    at = "/"
                    line.close()

    def _click(self, line: http.client.HTTPConnection, at: str) -> str:
        """Where to click next."""
        begin = time.perf_counter()
        answer = self._asked(line, at)
        body = answer.read().decode("utf-8", "replace")
        self.took.append((time.perf_counter() - begin, at))
        if answer.status >= 400:
            self.wrong.append(f"{at}: {answer.status}")
        if answer.status in (302, 303, 307):
            return urljoin(at, answer.headers["location"])
        links = [urljoin(at, unescape(link)).partition("#")[0] for link in _LINK.findall(body)]
        ours = [link for link in links if link.startswith("/") and not link.startswith("//") and not NO_PAGE.search(link)]
        return self.chance.choice(ours) if ours else "/"

    def _asked(self, line: http.client.HTTPConnection, at: str) -> http.client.HTTPResponse:
        """The answer; a line that the server closed while it was idle is opened again, as browsers do."""
        try:
            line.request("GET", at)
            return line.getresponse()
        except http.client.RemoteDisconnected:
            line.request("GET", at)
            return line.getresponse()


def measure(folder: Path, *, readers: int, seconds: float, pause: float, pages: int) -> None:
    """What the readers met, while varied pages of the folder are added one after the other."""
    with TemporaryDirectory() as where:
        file, first, later = Path(where) / "read.db", Path(where) / "first", Path(where) / "later"
        for n, capture in enumerate(captures(folder, pages * 20)):
            goes = first if n < pages else later
            goes.mkdir(exist_ok=True)
            (goes / f"{n}.html").write_bytes(capture.raw)
        subprocess.run([*ONDIT, "add", str(first), "--ledger", str(file)], check=True, stdout=subprocess.DEVNULL)
        before = _held(file)
        with _served(file) as address, _adding(file, later):
            those = [Reader(address, pause, random.Random(SEED + n)) for n in range(readers)]
            until = time.monotonic() + seconds
            threads = [threading.Thread(target=reader.read, args=(until,)) for reader in those]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        _tell(those, seconds, _held(file) - before)


def _tell(readers: list[Reader], seconds: float, added: int) -> None:
    took = [one for reader in readers for one in reader.took]
    times = [1000 * t for t, _ in took]
    wrong = [error for reader in readers for error in reader.wrong]
    print(f"{len(readers)} readers, {len(times)} clicks in {seconds:.0f} s while {added} pages were added: {len(wrong)} errors")
    last = statistics.quantiles(times, n=20)[-1]
    print(f"median {statistics.median(times):.0f} ms, 95th percentile {last:.0f} ms, worst {max(times):.0f} ms")
    rooms = defaultdict(list)
    for seconds_, at in took:
        rooms[re.sub(r"\d+|s:[0-9a-f]+", "…", urlsplit(at).path)].append(1000 * seconds_)
    for room, those in sorted(rooms.items(), key=lambda item: -statistics.median(item[1]))[:SLOW]:
        print(f"    {statistics.median(those):7.0f} ms median {max(those):7.0f} ms worst of {len(those):4} {room}")
    for error, times_ in Counter(wrong).most_common(SLOW):
        print(f"    {times_} times {error}")


def _held(file: Path) -> int:
    with ondit.open_ledger(file, read_only=True) as ledger:
        return sum(1 for _ in ledger.pages())


@contextmanager
def _served(file: Path) -> Iterator[str]:
    command = [*ONDIT, "serve", "--ledger", str(file), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:
        assert server.stdout is not None
        try:
            yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
        finally:
            server.send_signal(signal.SIGINT)


@contextmanager
def _adding(file: Path, folder: Path) -> Iterator[None]:
    command = [*ONDIT, "add", str(folder), "--ledger", str(file)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as adding:
        try:
            yield
        finally:
            adding.send_signal(signal.SIGINT)
