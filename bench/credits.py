"""How well credits are found: which agency an article of PolNeAR came from, and whom it thanks, as its metadata says.

    python bench/credits.py CORPUS        # the folder with PolNeAR's train.jsonl, dev.jsonl and credits.tsv

The articles are parted in two by a hash of their ids. Rules were written looking at one half; the figure is that of the other. Only the
text is given, not the byline. A row counts as *in the text* where the text has the agency's mark in a place for one, or the words h/t or
*via* with the name; the rest stands in the metadata alone.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from pathlib import Path

from ondit.pages.credits import agencies, find_credits

MARKS = re.compile(r"\((?:AP|UPI|AFP|Reuters)\)|[Rr]eporting by|Associated Press contributed")
THANKS = re.compile(r"\bh/t\b|\bhat tip\b|\bvia\b", re.IGNORECASE)
FULL = {"AP": "Associated Press", "AFP": "Agence France-Presse", "UPI": "United Press International", "Reuters": "Reuters"}


def half(id: str) -> str:
    return ("rules", "figure")[hashlib.sha256(id.encode()).digest()[0] % 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", choices=("rules", "figure"), help="name what was missed and what was too much in a half")
    given = parser.parse_args()
    with (given.corpus / "credits.tsv").open(encoding="utf-8") as table:
        gold = {row["id"]: row for row in csv.DictReader(table, delimiter="\t")}
    lines = (line for part in ("train", "dev") for line in (given.corpus / f"{part}.jsonl").open(encoding="utf-8"))
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    found = {id: find_credits(text) for id, text in texts.items()}
    for part in ("rules", "figure"):
        ids = [id for id in texts if half(id) == part]
        wired = {id for id in ids if gold[id]["wire"]}
        marked = {id for id in wired if MARKS.search(texts[id])}
        said = {(id, agencies().get(c.name, c.name)) for id in ids for c in found[id] if c.kind == "wire"}
        wire(part, {(id, FULL[gold[id]["wire"]]) for id in wired}, said, "all rows")
        wire(part, {(id, FULL[gold[id]["wire"]]) for id in marked}, said, "in the text")
        thanked = {id for id in ids if gold[id]["credit"]}
        explicit = {id for id in thanked if THANKS.search(texts[id])}
        name = {id: gold[id]["credit"].removeprefix("h/t: ").strip(". ") for id in thanked}
        named = {id for id in thanked if name[id].removeprefix("The ").casefold() in texts[id].casefold()}
        print(f"{part:8} credit: {len(thanked)} rows, {len(named)} name it anywhere, {len(explicit)} have h/t or via at all")
        if given.show == part:
            for id in ids:
                if found[id] or id in marked:
                    gone = (id in marked) != any(c.kind == "wire" for c in found[id])
                    look = gone or any(credit.kind != "wire" for credit in found[id])
                    print("   ", "!" if look else " ", id, gold[id]["wire"], gold[id]["credit"], found[id])


def wire(part: str, right: set[tuple[str, str]], said: set[tuple[str, str]], what: str) -> None:
    hit = len(right & said)
    precision, recall = hit / (len(said) or 1), hit / (len(right) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    print(f"{part:8} wire, {what:12} {len(right):3} rows  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
