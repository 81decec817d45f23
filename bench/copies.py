"""How well copies are found: 200 articles of PolNeAR copied as sites copy, hidden among all 924 of train and dev.

    python bench/copies.py CORPUS        # the folder with PolNeAR's train.jsonl and dev.jsonl

A copy goes through one to three of: cut (the head or the tail falls off), retitled, requoted (other quotation marks, dashes and
apostrophes), edited (10 to 40 % of the words changed, left out or put in, each by chance for itself), merged (another article follows
or stands around it), and excerpted (two to six sentences inside another article). Everything follows from one seed. A pair is right
where a copy and what it was made of are named; what PolNeAR has in common by itself was read by hand (`copies.tsv`): its pairs count as
right, and a copy of one of them paired with the other is left out of the count.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ondit.origins.collection import find_copies
from ondit.origins.editions import Edition
from ondit.origins.words import Words
from ondit.sentences import sentence_spans

SEED, COPIED = 20261124, 200
Pair = frozenset[str]
MARKS = (
    str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-"}),
    str.maketrans({"“": "«", "”": "»", "—": "–"}),
    str.maketrans({"“": "‘", "”": "’", '"': "'", "–": "—"}),
    str.maketrans({"“": "„", "”": "“", "'": "’"}),
)


@dataclass
class Made:
    """A page made of others."""

    text: str
    sources: list[str]
    how: list[str] = field(default_factory=list)
    edited: float = 0.0


def paragraphs(text: str) -> list[str]:
    return [p for p in re.split(r"\n+", text) if p.strip()]


def cut(text: str, rng: random.Random) -> str:
    parts = paragraphs(text)
    keep = max(2, round(len(parts) * rng.uniform(0.3, 0.8)))
    at = rng.choice((0, len(parts) - keep)) if len(parts) > keep else 0
    return "\n\n".join(parts[at : at + keep])


def retitle(text: str, rng: random.Random, words: list[str]) -> str:
    return "\n\n".join([" ".join(rng.choices(words, k=9)).capitalize(), *paragraphs(text)[1:]])


def edit(text: str, rng: random.Random, words: list[str], share: float) -> str:
    def changed(match: re.Match[str]) -> str:
        if rng.random() >= share:
            return match[0]
        return rng.choices((rng.choice(words), "", f"{match[0]} {rng.choice(words)}"), (6, 2, 2))[0]

    return re.sub(r"[^\W_]+(?:[’'][^\W_]+)*", changed, text)


def excerpt(text: str, host: str, rng: random.Random) -> str:
    spans = [span for span in sentence_spans(text) if text[slice(*span)].count(" ") > 6]
    count = min(rng.randint(3, 6), len(spans))
    at = rng.randrange(len(spans) - count + 1)
    piece = text[spans[at][0] : spans[at + count - 1][1]]
    around = paragraphs(host)
    where = rng.randrange(1, len(around) + 1)
    return "\n\n".join([*around[:where], piece, *around[where:]])


def merged(text: str, host: str, rng: random.Random) -> str:
    mine, others = paragraphs(text), paragraphs(host)
    where = rng.randrange(len(others) + 1)
    return "\n\n".join([*others[:where], *mine, *others[where:]])


def make(texts: dict[str, str], seed: int = SEED, share: float | None = None) -> dict[str, Made]:
    """The copies, by their addresses; with a share given, each is edited to that share and nothing else is done to it."""
    rng = random.Random(seed)
    words = re.findall(r"[^\W_]+", " ".join(texts[i] for i in sorted(texts)))
    ids = sorted(texts)
    rng.shuffle(ids)
    copied, hosts = ids[:COPIED], ids[COPIED:]
    made = {}
    for n, source in enumerate(copied):
        one = Made(texts[source], [source])
        hows = ["edited"] if share is not None else rng.sample(["cut", "retitled", "requoted", "edited"], rng.randint(1, 3))
        if share is None and rng.random() < 0.35:
            hows.append(rng.choice(["merged", "excerpted"]))
        for how in hows:
            host = hosts[n]
            if how == "cut":
                one.text = cut(one.text, rng)
            elif how == "retitled":
                one.text = retitle(one.text, rng, words)
            elif how == "requoted":
                one.text = one.text.translate(rng.choice(MARKS))
            elif how == "edited":
                one.edited = rng.uniform(0.1, 0.4) if share is None else share
                one.text = edit(one.text, rng, words, one.edited)
            else:
                one.text = (merged if how == "merged" else excerpt)(one.text, texts[host], rng)
                one.sources.append(host)
        one.how = hows
        made[f"copy:{n}"] = one
    return made


def scored(texts: dict[str, str], made: dict[str, Made], known: dict[Pair, str]) -> tuple[dict[Pair, str], set[Pair], set[Pair], float]:
    """The pairs found, with their kind; those that are right; those that are not counted; seconds taken."""
    pages = {**texts, **{name: one.text for name, one in made.items()}}
    started = time.perf_counter()
    copies = find_copies(Edition(name, Words.of(text), outlet=name.split("_")[0]) for name, text in pages.items())
    taken = time.perf_counter() - started
    right = {pair for pair, what in known.items() if what == "copy"}
    right |= {frozenset((name, source)) for name, one in made.items() for source in one.sources}
    copies_of = defaultdict(list)
    for name, one in made.items():
        for source in one.sources:
            copies_of[source].append(name)
    kin = {frozenset((x, y)) for a, b in map(tuple, known) for x in (a, *copies_of[a]) for y in (b, *copies_of[b]) if (x, y) != (a, b)}
    return {frozenset((copy.page, copy.other)): copy.kind for copy in copies}, right, kin - right, taken


def report(label: str, found: set[Pair], right: set[Pair], left_out: set[Pair]) -> None:
    said = found - left_out
    hit = len(said & right)
    precision, recall = hit / (len(said) or 1), hit / len(right)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    print(f"{label:<34} right {len(right):4}  found {len(said):4}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", action="store_true", help="name the pairs missed and the pairs too many")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    lines = (line for part in ("train", "dev") for line in (given.corpus / f"{part}.jsonl").open(encoding="utf-8"))
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    with Path(__file__).with_name("copies.tsv").open(encoding="utf-8") as table:
        known = {frozenset((row["a"], row["b"])): row["what"] for row in csv.DictReader(table, delimiter="\t")}

    made = make(texts, given.seed)
    found, right, left_out, taken = scored(texts, made, known)
    report("all", set(found), right, left_out)
    for how in ("cut", "retitled", "requoted", "edited", "merged", "excerpted"):
        names = {name for name, one in made.items() if how in one.how}
        of = {pair for pair in right if pair & names}
        print(f"  {how:<32} right {len(of):4}  found {len(of & set(found)):4}  R {len(of & set(found)) / len(of):.3f}")
    print(f"  {len(texts) + len(made)} pages in {taken:.1f} s")
    if given.show:
        for pair in right - set(found):
            name = next(iter(pair & made.keys()), "")
            print("missed", *sorted(pair), *([*made[name].how, f"{made[name].edited:.2f}"] if name else []))
        for pair in set(found) - right - left_out:
            print("too many", *sorted(pair), found[pair])

    print("edited only, every article whole:")
    for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        found, right, left_out, _ = scored(texts, make(texts, given.seed, share), known)
        report(f"  {share:.0%} of the words", set(found), right, left_out)


if __name__ == "__main__":
    main()
