#!/usr/bin/env python3
"""How fast a ledger of a million statements answers.

    ondit read pages/*.html --json > readings.json
    python bench/search.py readings.json [--size 1000000] [--folder /tmp]

The ledger is made of variations of the readings given (bench/vary.py): a few gigabytes and some minutes, deleted at the end. A hundred
mixed searches, drawn with a fixed seed from the words, names and outlets that it holds, are timed to their twentieth statement, as are
overviews of all of it and of what some of the searches find. For words alone the yardstick is SQLite's own FTS5 query for the same words,
to the words of its first twenty by rank, in the same run. Each is run twice, and the second time counts.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import ondit
from ondit.ledger import query
from ondit.ledger.ledger import Ledger
from vary import readings_in, varied

SEED, SEARCHES, HITS = 11, 100, 20
PLAIN = "SELECT s.words FROM statements_fts f JOIN statements s ON s.id = f.rowid WHERE statements_fts MATCH ? ORDER BY f.rank LIMIT 20"
SORTS = ("relevance", "newest", "oldest", "doubt")

Asked = tuple[str | None, dict[str, Any]]


class Drawn:
    """What may be asked of a ledger, drawn from what it holds."""

    def __init__(self, file: Path) -> None:
        self.random = random.Random(SEED)
        connection = sqlite3.connect(file)
        connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, statements_fts, row)")
        ranked = [word for (word,) in connection.execute("SELECT term FROM vocabulary WHERE doc > 2 ORDER BY doc DESC") if word.isalpha()]
        self.bands = ranked[:30], ranked[30:300], ranked[300:3000], ranked[3000:]
        size = connection.execute("SELECT max(id) FROM statements").fetchone()[0]
        ids = [self.random.randrange(1, size) for _ in range(400)]
        marks = ", ".join("?" * len(ids))
        self.contents = [words for (words,) in connection.execute(f"SELECT words FROM statements WHERE id IN ({marks})", ids)]
        said = "SELECT name FROM entities JOIN statements ON speaker_id = entities.id GROUP BY entities.id ORDER BY count(*) DESC"
        self.names = [name for (name,) in connection.execute(said)]
        self.outlets = [outlet for (outlet,) in connection.execute("SELECT value FROM tallies WHERE facet = 'outlet' AND value <> ''")]
        connection.close()

    def word(self) -> str:
        """One word in twenty is among the thirty most frequent, which nobody looks for alone."""
        return self.random.choice(self.random.choices(self.bands, (1, 7, 8, 4))[0])

    def phrase(self) -> str:
        words = [word for word in self.random.choice(self.contents).split() if word.isalpha()]
        if len(words) < 2:
            return self.word()
        start = self.random.randrange(len(words) - 1)
        return '"' + " ".join(words[start : start + 2]) + '"'

    def words(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            self.word,
            self.word,
            self.phrase,
            lambda: self.word()[:4] + "*",
            lambda: f"{self.word()} OR {self.word()}",
            lambda: f"{self.word()} {self.word()}",
            lambda: f"{self.word()} -{self.word()}",
        )
        return self.random.choice(kinds)()

    def filter(self) -> dict[str, Any]:
        draw, choice = self.random, self.random.choice
        year = draw.randrange(2002, 2021)
        kinds: tuple[dict[str, Any], ...] = (
            {"voice": self.names[int(len(self.names) ** draw.random()) - 1]},
            {"voice": choice(("officials", "the police", "spokesman", "people"))},
            {"through": self.names[int(len(self.names) ** draw.random()) - 1]},
            {"through": choice(self.outlets)},
            {"about": self.names[int(len(self.names) ** draw.random()) - 1]},
            {"outlet": choice(self.outlets)},
            {"hand": choice(("2..", "3..", "1"))},
            {"act": choice(("want", "ask"))},
            {"certainty": choice(("probable..", "possible", "..probable"))},
            {"polarity": "-"},
            {"origin": choice(("attribution", "page"))},
            {"said": f"{year}"},
            {"published": f"{year}-03..{year + 1}"},
            {"published": f"{year}.."},
            {"min_score": 0.8},
        )
        return dict(choice(kinds))

    def searches(self) -> Iterator[Asked]:
        """A third words alone, a third words with filters, a sixth filters alone, and as many with two filters."""
        for number in range(SEARCHES):
            words = None if number % 6 == 5 else self.words()
            filters = {**(self.filter() if number % 6 > 1 else {}), **(self.filter() if number % 6 > 3 else {})}
            yield words, {**filters, "sort": "relevance" if number % 6 < 2 else self.random.choice(SORTS)}


def seconds(work: Callable[[], Any]) -> tuple[float, float]:
    """By the clock and of the processor."""
    work()
    clock, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - used


def told(name: str, times: list[tuple[float, float]]) -> None:
    clock, used = ([1000 * t for t in column] for column in zip(*times, strict=True))
    print(f"{name:44} median {statistics.median(clock):6.1f}  worst {max(clock):7.1f} ms by the clock", end="")
    print(f"   median {statistics.median(used):6.1f}  worst {max(used):7.1f} ms of the processor   ({len(clock)})")


def measure(ledger: Ledger, file: Path) -> None:
    asked = list(Drawn(file).searches())
    timed = [(seconds(lambda one=one: list(ledger.search(one[0], limit=HITS, **one[1]))), one) for one in asked]
    told("searches, to the twentieth statement", [times for times, _ in timed])
    for times, (words, filters) in sorted(timed, key=lambda item: -item[0][0])[:5]:
        print(f"    {1000 * times[0]:6.1f} ms  {words or ''}  {filters}")
    plain = sqlite3.connect(file)
    alone = [(times, words) for times, (words, filters) in timed if words and set(filters) == {"sort"}]
    yardstick = [seconds(lambda words=words: plain.execute(PLAIN, (query.fts5(query.parse(words)),)).fetchall()) for _, words in alone]
    told("words alone", [times for times, _ in alone])
    told("the same words, FTS5 alone", yardstick)
    print(f"    together {sum(t for (t, _), _ in alone) / sum(t for t, _ in yardstick):.2f} times FTS5 alone")
    whole = {"facets": ledger.facets, "voices, the first fifty": lambda: list(islice(ledger.voices(), 50)), "count": ledger.count}
    for name, overview in whole.items():
        told(f"of the whole ledger: {name}", [seconds(overview)])
    some = [(words, {k: v for k, v in filters.items() if k != "sort"}) for words, filters in asked[::2]]
    told("of what searches find: facets", [seconds(lambda one=one: ledger.facets(one[0], **one[1])) for one in some])
    told("of what searches find: voices", [seconds(lambda one=one: list(islice(ledger.voices(one[0], **one[1]), 50))) for one in some])
    told("of what searches find: count", [seconds(lambda one=one: ledger.count(one[0], **one[1])) for one in some])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--size", type=int, default=1_000_000, help="statements")
    parser.add_argument("--folder", type=Path, help="where there is room for some gigabytes")
    parser.add_argument("--ledger", type=Path, help="one that was made before, which is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        file = given.ledger or Path(folder) / "varied.db"
        if not given.ledger:
            varied(file, list(readings_in(given.readings)), given.size)
        with ondit.open_ledger(file) as ledger:
            print(f"{ledger.count(history=True)} statements, {ledger.count()} of them shown, {file.stat().st_size / 1e9:.1f} GB")
            measure(ledger, file)


if __name__ == "__main__":
    main()
