"""The corpora as training examples: a text, its attributions and its names, and what of it is not marked and so teaches nothing.

polnear   PolNeAR 1.0 (Newell, Margolin & Ruths 2018), as one JSON document a line; flat: nothing inside a content is marked
gum       GUM (Zeldes 2017); its attributing clauses ('Sarvis notes') and the first segment of what they attribute
pages     the pages beside this file, written for ondit and marked with nested attributions
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Spans = list[list[int]]


@dataclass(frozen=True)
class Link:
    """One attribution; `open` spans are characters of which it is not known whether they belong to its content."""

    source: Spans
    cue: Spans
    content: Spans
    open: Spans = field(default_factory=list)


@dataclass(frozen=True)
class Example:
    """A text to learn from. Where `flat`, cues inside contents are not marked; `names` is None where names are not marked at all."""

    id: str
    text: str
    links: list[Link]
    names: list[tuple[int, int, str]] | None = None
    names_unsure: Spans = field(default_factory=list)
    flat: bool = False
    negatives: float = 1.0
    """How much a word counts that is not marked as a cue: less where the marking is known to be partial."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def polnear(folder: Path, split: str, *, annotators: bool = True) -> list[Example]:
    """PolNeAR's articles; with `annotators`, those marked by several people once for each."""
    silver = {r["id"]: r["names"] for r in rows(folder / f"corenlp-{split}.jsonl")}
    found = list(rows(folder / f"{split}.jsonl"))
    if annotators and split == "train":
        found += rows(folder / "other-annotators.jsonl")
    kinds = {"location": "place", "misc": "other"}
    return [
        Example(
            id=row["id"],
            text=row["text"],
            links=[Link(a["source"], a["cue"], a["content"]) for a in row["attributions"] if a["cue"] and a["content"]],
            names=[(s, e, kinds.get(k, k)) for s, e, k in silver[row["id"]]] if row["id"] in silver else None,
            flat=True,
        )
        for row in found
    ]


_LEAD = re.compile(r"(?:\W|\b(?:and|but|so|because|yeah|well|uh|um|or|yes|no|you know|now|then|with)\b)+", re.I)
_TAIL = re.compile(r"(?:\W|\bthat\b)+$", re.I)
_CREDIT = re.compile(r"[/—]|\b(?:CC|Image|Photo)\b")


def gum(folder: Path, split: str) -> list[Example]:
    """GUM's documents. Only finite attributing clauses are marked there, so unmarked words count little."""
    return [
        Example(
            id=row["id"],
            text=row["text"],
            links=[link for a in row["attributions"] if (link := _clause(row, a))],
            names=[name for m in row["mentions"] if (name := _name(row["text"], m))],
            names_unsure=[[m.start(), m.end()] for m in re.finditer(r"\b[A-Z][\w.’'-]*", row["text"])],
            negatives=0.3,
        )
        for row in rows(folder / f"{split}.jsonl")
    ]


def _clause(row: dict[str, Any], attribution: dict[str, Any]) -> Link | None:
    """The clause parted into source (its first mention) and cue (the rest); the content is known only by its first segment."""
    text, (start, end), (first, last) = row["text"], attribution["frame"], attribution["content"]
    if _CREDIT.search(text[start:end]):
        return None
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    inside = [m for m in row["mentions"] if start <= m["start"] and m["end"] <= end and (m["start"], m["end"]) != (start, end)]
    source = min(inside, key=lambda m: (m["start"], -m["end"]), default=None)
    if source is None:
        cue = [start, end]
    elif re.search(r"\w", text[source["end"] : end]):
        cue = [source["end"] + len(text[source["end"] : end]) - len(text[source["end"] : end].lstrip(" ,")), end]
    else:
        cue = [start, source["start"]]
    if not re.match(r"[a-z]|According|Given", text[slice(*cue)]):
        return None
    line = text.find("\n", max(last, end))
    line = len(text) if line < 0 else line
    unknown = [[last, line]] if first >= end else [[text.rfind("\n", 0, first) + 1, first], [end, line]]
    return Link([[source["start"], source["end"]]] if source else [], [cue], [[first, last]], unknown)


_NAMED = re.compile(r"(?:(?:[A-Z0-9][\w.’'&-]*|of|the|for|and|de|al|bin|von|van|der|la|in)\s?)+")


def _name(text: str, mention: dict[str, Any]) -> tuple[int, int, str] | None:
    """The mention as a name, without its article and possessive; None where it is a description or a lone common word."""
    start, end = mention["start"], mention["end"]
    start += len(text[start:end]) - len(re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text[start:end]))
    end = start + len(re.sub(r"['’]s?$", "", text[start:end]))
    said = text[start:end]
    known = bool(mention["identity"]) or len(said.split()) > 1
    if mention["type"] not in ("person", "organization", "place") or not known or not _NAMED.fullmatch(said):
        return None
    own = [w for w in re.findall(r"\w+", said) if w[0].isupper() and (len(w) > 2 or (w.isupper() and len(w) > 1))]
    return (start, end, mention["type"]) if set(own) - _NO_NAME else None


_NO_NAME = {
    "The",
    "This",
    "That",
    "They",
    "Their",
    "There",
    "These",
    "Those",
    "Your",
    "What",
    "Here",
    "Some",
    "Many",
    "When",
    "Who",
    "She",
    "His",
    "Her",
}


def pages(loaded: list[dict[str, Any]]) -> list[Example]:
    """The pages written for ondit (see pages.py): marked whole, nested attributions too."""
    return [
        Example(id=row["id"], text=row["text"], links=[Link(a["source"], a["cue"], a["content"]) for a in row["attributions"] if a["cue"]])
        for row in loaded
    ]
