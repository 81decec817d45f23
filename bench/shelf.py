"""What it costs to know the copies in a collection: from 1,000 to 100,000 pages, and one page more.

    python bench/shelf.py CORPUS        # the folder with PolNeAR's train.jsonl

The pages are PolNeAR's articles with seven words in ten replaced by others drawn from the corpus as often as they occur there, so that no
two are copies; one page in twenty is a light copy of an earlier one. They lie in a ledger's file as pages without statements: what is
measured is fingerprints, comparison and storage, not reading.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

import ondit
from ondit.ledger.opening import writes
from ondit.ledger.storable import digest, pack_json
from ondit.ledger.tables import captures, pages, readings, texts
from ondit.origins.shelf import shelve_page

SEED, SIZES = 20261124, (1_000, 10_000, 100_000)
BATCH = 200


def varied(stories: list[str], rng: random.Random) -> Iterator[str]:
    """Texts without end."""
    words = re.findall(r"[^\W_]+", " ".join(stories))
    made: list[str] = []
    while True:
        if made and rng.random() < 0.05:
            text, share = rng.choice(made), 0.1
        else:
            text, share = rng.choice(stories), 0.7
        parts = re.split(r"([^\W_]+)", text)
        parts[1::2] = [rng.choice(words) if rng.random() < share else word for word in parts[1::2]]
        text = "".join(parts)
        if len(made) < 5_000:
            made.append(text)
        yield text


def stored(connection, text: str, number: int) -> tuple[int, int]:
    """A page with a reading that holds its text alone."""
    text = f"{text}\n\n{number}"  # no two texts may be the same
    address, sha256 = f"https://site{number % 997}.example/{number}", digest(text)
    page = connection.execute(insert(pages).values(address=address, added="2026-11-24").returning(pages.c.id)).scalar_one()
    capture = insert(captures).values(page_id=page, source=address, url=address, added="2026-11-24").returning(captures.c.id)
    connection.execute(insert(texts).values(sha256=sha256, text=text))
    row = {
        "capture_id": connection.execute(capture).scalar_one(),
        "page_id": page,
        "text_sha256": sha256,
        "made": "2026-11-24",
        "ondit": "0",
        "settings": "{}",
        "kind": "article",
        "document": pack_json({"article": {"credits": []}}),
        "newest": True,
    }
    return page, connection.execute(insert(readings).values(row).returning(readings.c.id)).scalar_one()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    given = parser.parse_args()
    rng = random.Random(SEED)
    texts_to_come = varied([json.loads(line)["text"] for line in (given.corpus / "train.jsonl").open(encoding="utf-8")], rng)
    with tempfile.TemporaryDirectory() as folder, ondit.open_ledger(Path(folder) / "big.db") as ledger:
        taken, slowest, number = 0.0, [], 0
        for size in (size for size in SIZES if size <= given.most):
            while number < size:
                batch = [next(texts_to_come) for _ in range(BATCH)]
                with writes(ledger.engine) as connection:
                    ids = [stored(connection, text, number + n) for n, text in enumerate(batch)]
                    for page, reading in ids:
                        started = time.process_time(), time.perf_counter()
                        shelve_page(connection, page, reading)
                        taken += time.process_time() - started[0]
                        slowest.append((time.perf_counter() - started[1]) * 1000)
                number += BATCH
            last = sorted(slowest[-1000:])
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            file = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
            print(
                f"{size:7,} pages: {taken:8.1f} s of processor; one page more {statistics.median(last):.1f} ms in the middle, "
                f"{last[-10]:.1f} ms in 99 of 100; {memory:,.0f} MiB of memory, {file:,.0f} MiB of file",
                flush=True,
            )


if __name__ == "__main__":
    main()
