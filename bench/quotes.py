"""How well acts of speaking are found that several articles quote, over PolNeAR train.

    python bench/quotes.py CORPUS        # the folder with PolNeAR's train.jsonl

Voices are the annotated sources where they hold a name. The certain core are the pairs of articles that have a run of eight words in
common inside quotation marks; the runs that are no one act of speaking, two people say
them each for himself, are in `OTHERS`. Precision is that of 100 pairs drawn at
random and read by hand (`quotes.tsv`: ids and whether they are the *same* act, what one voice *repeated* at another time, or an*other*
thing).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from ondit.origins.claims import Said
from ondit.origins.quotes import shared_quotes
from ondit.origins.records import Place
from ondit.origins.words import Words, quotation_spans

SEED, READ, CORE = 20261124, 100, 8
OTHERS = (
    "to serve as president of the united states",  # Carson and Obama, on two pages
    "going to be president of the united states",  # Risch and Trump
    "unqualified to be president of the united states",  # Biden and Podesta
    "be the next president of the united states",  # Hannity and Johnson
    "crippled america how to make america great again",  # the title of a book
)
NAME = re.compile(r"(?:[A-Z][\w.’'-]+ )*[A-Z][\w’'-]+")
NO_NAME = {
    "he",
    "she",
    "they",
    "it",
    "i",
    "we",
    "the",
    "this",
    "that",
    "one",
    "who",
    "his",
    "her",
    "mr",
    "mrs",
    "ms",
    "republican",
    "democratic",
}
TITLE = re.compile(r"^(?:(?:The|Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Senator|Governor|Representative|President|Republican|Democratic)\.? )+")


def name_in(words: str) -> str | None:
    """The name in the words of a source; None where there are several, of which only a reader would know the right one."""
    names = {TITLE.sub("", found[0]) for found in NAME.finditer(words.replace("\xa0", " "))}
    names = {name for name in names if name.casefold() not in NO_NAME}
    return names.pop() if len(names) == 1 else None


@dataclass(frozen=True)
class Quotation:
    """The words between one pair of marks, where they stand, and as a statement."""

    place: Place
    words: tuple[str, ...]
    said: Said

    @property
    def page(self) -> str:
        return self.place.page


def quoted(article: dict[str, Any]) -> Iterator[Quotation]:
    text = article["text"]
    for start, end in quotation_spans(text):
        words = Words.of(text[start:end]).folded
        if len(words) < 5:
            continue
        said = max(article["attributions"], key=lambda a: sum(max(0, min(e, end) - max(s, start)) for s, e in a["content"]), default=None)
        inside = said and any(min(e, end) > max(s, start) for s, e in said["content"])
        voice = name_in(" ".join(text[s:e] for s, e in said["source"] or ())) if inside else None
        yield Quotation(Place(article["id"], start, end), words, Said(f"{article['id']} {start}", f"“{text[start:end]}”", voice=voice))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--read", action="store_true", help="show the pairs to be read")
    parser.add_argument("--missed", action="store_true", help="show the pairs of the core that are not found")
    given = parser.parse_args()
    articles = {row["id"]: row for row in map(json.loads, (given.corpus / "train.jsonl").open(encoding="utf-8"))}
    found = [quotation for article in articles.values() for quotation in quoted(article)]
    runs = defaultdict(set)
    for quotation in found:
        for at in range(len(quotation.words) - CORE + 1):
            runs[quotation.words[at : at + CORE]].add(quotation.page)
    core = {pair: run for run, pages in runs.items() for pair in combinations(sorted(pages), 2)}
    acts = shared_quotes([quotation.said for quotation in found])
    pages = [{found[n].page for match in act for n in (match.one, match.other)} for act in acts]
    joined = {pair for its in pages for pair in combinations(sorted(its), 2)}
    print(f"{len(found)} quotations, {len(acts)} acts of speaking quoted more than once, {len(joined)} pairs of articles")
    certain = {pair for pair, run in core.items() if " ".join(run) not in OTHERS}
    for what, those in (("core", set(core)), ("core without those that are no one act", certain)):
        print(f"{what} {len(those)} pairs, recall {len(those & joined) / len(those):.3f}")
    if given.missed:
        for pair in sorted(core.keys() - joined):
            words = " ".join(core[pair])
            print("missed", *pair, "|", words, "|", *(q.said.voice for q in found if q.page in pair and words in " ".join(q.words)))
    links = [(found[m.one].place, found[m.other].place, m.words) for act in acts for m in act if found[m.one].page != found[m.other].page]
    drawn = random.Random(SEED).sample(sorted(links, key=str), min(READ, len(links)))
    ids = {hashlib.sha256(f"{a}{b}".encode()).hexdigest()[:12]: (a, b, words) for a, b, words in drawn}
    if given.read:
        voice = {(q.page, q.place.start): q.said.voice for q in found}
        for id, (a, b, words) in ids.items():
            who = f"[{voice[a.page, a.start]} | {voice[b.page, b.start]}]"
            print(
                id,
                a.page[:24],
                b.page[:24],
                who,
                f"({len(words.split())})",
                words if len(words) < 150 else f"{words[:70]} ... {words[-70:]}",
            )
    table = Path(__file__).with_name("quotes.tsv")
    if table.exists():
        with table.open(encoding="utf-8") as rows:
            labels = {row["id"]: row["what"] for row in csv.DictReader(rows, delimiter="\t")}
        known = [labels[id] for id in ids if id in labels]
        same, repeated = known.count("same"), known.count("repeated")
        of_all = len(known) or 1
        print(f"read {len(known)} of {len(ids)}: the words of one voice {(same + repeated) / of_all:.3f}, of one act {same / of_all:.3f}")


if __name__ == "__main__":
    main()
