"""What a person is asked, and on what occasions people spoke, over PolNeAR train.

    python bench/asking.py CORPUS                    # the queue of doubtful pairs: cost, size, and how much of the full comparison it holds
    python bench/asking.py CORPUS --acts 40          # so many acts of each kind, to be read by hand
    python bench/asking.py CORPUS --ledger FILE      # a ledger of the articles, read once and kept for the next time

The acts are drawn from the articles behind the first 300. The full comparison is that of every two statements with two stems in common
(`claims.candidates`), on the first 300 articles.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select, true

import ondit
from ondit.ledger.ledger import Ledger
from ondit.ledger.opening import reads, writes
from ondit.ledger.tables import compared, proposals, statements, stems
from ondit.origins import claims, doubtful
from ondit.origins.acts import Act, act_of
from ondit.origins.quotes import same_words
from ondit.origins.waiting import compare_some
from ondit.reading import Reading, Statement

SEED, WRITTEN_ON = 11, 300
"""The list of occasions was written on so many articles; acts are drawn from the others."""


def fill(ledger: Ledger, corpus: Path) -> None:
    """The articles, read as their texts stand; those that are there are left alone."""
    there = sum(1 for _ in ledger.pages())
    for line in (corpus / "train.jsonl").read_text("utf-8").splitlines()[there:]:
        told = json.loads(line)
        address = f"https://{told['publisher']}.example/{told['id']}"
        reading = ondit.read_text(told["text"], title=told["title"], url=address, published=told["date"][:10])
        ledger.add(replace(reading, article=replace(reading.article, outlet=told["publisher"])))


def forget(ledger: Ledger) -> None:
    with writes(ledger.engine) as connection:
        for table in (proposals, stems, compared):
            connection.execute(table.delete())


def queue(ledger: Ledger) -> None:
    forget(ledger)
    pages, at_first, began = 0, set[frozenset[int]](), time.process_time()
    while some := compare_some(ledger.engine, compared, doubtful.compare):
        pages += some
        if pages == WRITTEN_ON:
            at_first = proposed(ledger)
            print(f"{pages} pages: {1000 * (time.process_time() - began) / pages:.0f} ms a page, {len(at_first)} pairs")
    spent = 1000 * (time.process_time() - began) / pages
    print(f"{pages} pages with {ledger.count()} statements: {spent:.0f} ms a page, {len(proposed(ledger))} pairs")
    began = time.perf_counter()
    shown = sum(1 for _ in ledger.doubtful(limit=20))
    print(f"the first {shown}: {time.perf_counter() - began:.3f} s")
    every = set(compared_fully(ledger))
    held = len(every & at_first) / len(every)
    print(f"the full comparison proposes {len(every)} pairs on the first {WRITTEN_ON} pages, of which the queue holds {held:.3f}")


def proposed(ledger: Ledger) -> set[frozenset[int]]:
    with reads(ledger.engine) as connection:
        return {frozenset(row) for row in connection.execute(select(proposals.c.one_id, proposals.c.other_id)).all()}


def compared_fully(ledger: Ledger) -> Iterator[frozenset[int]]:
    with reads(ledger.engine) as connection:
        first = select(statements.c.page_id).group_by(statements.c.page_id).order_by(func.min(statements.c.id)).limit(WRITTEN_ON)
        shown = (statements.c.shown == true()) & statements.c.page_id.in_(first)
        held = list(doubtful.said_in(connection, shown))
        page = dict(connection.execute(select(statements.c.id, statements.c.page_id)).all())
    said = [one for _, one in held]
    for i, j in claims.candidates(said):
        (a, one), (b, other) = held[i], held[j]
        if page[a] != page[b] and claims.score(one, other) >= claims.LIKELY and not any(same_words([one, other])):
            yield frozenset((a, b))


def acts(ledger: Ledger, number: int) -> None:
    found: dict[str, list[tuple[Reading, Statement, Act]]] = defaultdict(list)
    attributions = 0
    for page in list(ledger.pages())[WRITTEN_ON:]:
        reading = ledger.reading(page.id)
        for statement in reading.statements:
            if statement.origin == "attribution":
                attributions += 1
                if act := act_of(reading, statement):
                    found[act.kind].append((reading, statement, act))
    print(f"{attributions} attributions:", ", ".join(f"{len(those)} {kind}" for kind, those in found.items()), "\n")
    rng = random.Random(SEED)
    for kind, those in found.items():
        for reading, statement, act in rng.sample(those, min(number, len(those))):
            text = reading.article.text
            first = min(span[0] for span in (*statement.source, *statement.cue, *statement.content, act.span))
            shown = " ".join(text[max(0, first - 40) : first + 320].split())
            print(f"{kind} | {text[slice(*act.span)]} | {reading.label(statement.chain[-1])} | {shown}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--acts", type=int, metavar="N")
    parser.add_argument("--ledger", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ondit.open_ledger(given.ledger or Path(folder) / "train.db") as ledger:
        fill(ledger, given.corpus)
        if given.acts:
            acts(ledger, given.acts)
        else:
            queue(ledger)


if __name__ == "__main__":
    main()
