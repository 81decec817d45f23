"""Measure what headlines are found to rest on against headlines.tsv.

    python bench/headlines.py CORPORA

CORPORA holds polnear/train.jsonl. The gold attributions and the sentences without any stand in for the statements of a
reading, so that the figure is the headline's alone. Prints the share right: one of the labelled statements, or rightly none.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from ondit.meaning.certainty import weigh
from ondit.meaning.headline import rest
from ondit.reading import Article, Span, Statement, Voice
from ondit.sentences import sentence_spans

LABELS = Path(__file__).with_name("headlines.tsv")


def spans(value: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in value or ())


def headline_end(text: str, title: str) -> int:
    """Where the title ends in the text, which may break it into lines and add full stops."""
    end = 0
    for word, said in zip(re.finditer(r"\w+", text), re.findall(r"\w+", title), strict=False):
        if word[0].lower() != said.lower():
            break
        end = word.end()
    closing = re.compile(r"[^\w\s]*").match(text, end)
    return closing.end() if end and closing else len(text.partition("\n")[0])


def statements(doc: dict[str, Any]) -> tuple[list[Statement], list[Voice]]:
    """The gold attributions with content, by number, and `s` with its offset for each sentence that holds no part of one."""
    found, voices = [], []
    for n, a in enumerate(a for a in doc["attributions"] if a["content"]):
        source, cue, content = (spans(a[role]) for role in ("source", "cue", "content"))
        found.append(Statement(str(n), "attribution", source, cue, content, ("v0", f"v{n + 1}")))
        voices.append(Voice(f"v{n + 1}", "person", " ".join(doc["text"][s:e] for s, e in source) or None))
    held = [span for s in found for span in (*s.source, *s.cue, *s.content)]
    free = [(start, end) for start, end in sentence_spans(doc["text"]) if not any(s < end and e > start for s, e in held)]
    found += [Statement(f"s{start}", "page", (), (), ((start, end),), ("v0",)) for start, end in free]
    return list(weigh(doc["text"], found, (), ())[0]), voices


def main(corpora: Path) -> None:
    with (corpora / "polnear" / "train.jsonl").open(encoding="utf8") as lines:
        docs = {doc["id"]: doc for doc in map(json.loads, lines)}
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf8").splitlines() if not line.startswith("#")][1:]
    right: dict[str, list[bool]] = {}
    for name, kind, labels in rows:
        doc = docs[name]
        end = headline_end(doc["text"], doc["title"] or "")
        said, voices = statements(doc)
        below = {s.id for s in said if s.content[0][0] >= end}
        found = rest(Article(doc["text"], headline=(0, end)), said, voices, ())
        wanted = below.intersection(labels.split(","))
        right.setdefault(kind, []).append(bool(found and (wanted.intersection(found.rests_on) if wanted else not found.rests_on)))
    for kind, answers in right.items():
        print(f"headlines, {kind}: {sum(answers)} of {len(answers)} right, {sum(answers) / len(answers):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
