#!/usr/bin/env python3
"""What resolving voices buys: ondit beside a simple baseline, by the same measures, in one table.

    python bench/baseline.py [--shared ../shared] [--split dev]

The baseline keeps the sources and contents that ondit found, so that only who speaks differs. A source is the last full name before its end
that contains its last word (its last one in capitals, where it has any); he and she are the last person named first in a sentence; all else
has no name. `clear` leaves out the rows of the gold data that carry a note, on which careful readers may differ; ownership needs every row.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Document = dict[str, Any]

HE_OR_SHE = frozenset(["he", "him", "his", "she", "her", "hers"])
WORD = re.compile(r"\w[\w'’-]*")
SENTENCE = re.compile(r"[.?!]\W*\s|\n")
SHOWN = (
    "judgements.who | found, named",
    "judgements.who | found",
    "judgements.names that are right",
    "judgements.kind | found",
    "ownership.words",
    "ownership.reported words",
    "frames.who | found",
    "frames.chain | found",
)


def baseline(text: str, reading: Document) -> Document:
    """The reading with every statement that is attributed given to the voice that the baseline finds."""
    names = sorted((start, end, entity["kind"]) for entity in reading["entities"] for start, end in entity["mentions"])
    subjects = list(_subjects(text, names))
    voices: dict[Any, Document] = {None: _voice("b0", None, "author")}
    statements = []
    for statement in reading["statements"]:
        chain = ["b0"]
        if statement["origin"] == "attribution":
            name, kind = _who(text, statement["source"], names, subjects)
            voice = voices.setdefault((name, kind), _voice(f"b{len(voices)}", name, kind))
            chain.append(voice["id"])
        statements.append({**statement, "chain": chain})
    chains = {statement["id"]: statement["chain"] for statement in statements}
    segments = [
        {**segment, "chain": chains[segment["statements"][-1]] if segment["statements"] else ["b0"]} for segment in reading["segments"]
    ]
    return {**reading, "voices": list(voices.values()), "statements": statements, "segments": segments, "turns": []}


def _voice(id: str, name: str | None, kind: str) -> Document:
    return {"id": id, "kind": kind, "name": name, "members": [], "by": None}


def _subjects(text: str, names: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """The people named first in a sentence."""
    after = 0
    for start, end, kind in names:
        if kind == "person" and (start < 2 or SENTENCE.search(text, after, start) or not after):
            yield start, end
        after = end


def _who(text: str, source: list[list[int]], names: list[tuple[int, int, str]], subjects: list[tuple[int, int]]) -> tuple[str | None, str]:
    words = WORD.findall(text[slice(*source[-1])]) if source else []
    if not words:
        return None, "impersonal"
    if words[-1].casefold() in HE_OR_SHE:
        before = [text[start:end] for start, end in subjects if start < source[0][0]]
        return (before[-1] if before else None), "person"
    last = re.sub(r"['’]s?$", "", next((word for word in reversed(words) if word[0].isupper()), words[-1]))
    held = [(text[s:e], kind) for s, e, kind in names if s < source[-1][1] and last in WORD.findall(text[s:e])]
    full = [name for name, kind in held if kind == "person" and " " in name]
    if full:
        return full[-1], "person"
    return (held[-1][0], "person" if held[-1][1] == "person" else "organization") if held else (None, "group")


def measured(bench: Any, metrics: Any, split: str) -> Iterator[dict[str, float]]:
    """The figures of the baseline and of ondit, on all rows and on those without a note."""
    rows = bench.rows(bench.CORPORA / "polnear" / f"judgements-{split}.jsonl")
    judged = {row["doc"] for row in rows}
    run = bench.Bench(split, None)
    news, talks = [doc for doc in run.docs("polnear") if doc["id"] in judged], run.docs("gum")
    heard = bench.read_all([*news, *talks])
    plain = {doc["id"]: baseline(doc["text"], heard[doc["id"]]) for doc in (*news, *talks)}
    every = {(row["doc"], row["n"]): row for row in rows}
    clear = {place: row for place, row in every.items() if not row.get("note")}
    for labels in (every, clear):
        for readings in (plain, heard):
            parts = {"judgements": metrics.judgements(news, labels, readings)}
            if labels is every:
                parts |= {"ownership": metrics.ownership(news, labels, readings), "frames": metrics.frames(talks, readings)}
            yield dict(bench.flat("", parts))


def table(figures: list[Mapping[str, float]]) -> Iterator[str]:
    """The lines of the table, in Markdown."""
    yield "| on PolNeAR and GUM | baseline | ondit | baseline, clear | ondit, clear |"
    yield "|---|---|---|---|---|"
    for name in SHOWN:
        yield f"| {name.replace(' | ', ' given ')} | " + " | ".join(f"{one[name]:.3f}" if name in one else "" for one in figures) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="the folder that holds bench/ and corpora/")
    parser.add_argument("--split", default="dev")
    given = parser.parse_args()
    sys.path.insert(0, str(given.shared / "bench"))
    import metrics
    import run as bench

    print(*table(list(measured(bench, metrics, given.split))), sep="\n")


if __name__ == "__main__":
    main()
