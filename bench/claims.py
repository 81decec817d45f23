"""Same claim in other words: pairs of statements from PolNeAR train, drawn before the scorer was written and labelled by hand.

    python bench/claims.py draw > pairs.tsv        # the ids of the pairs, by a fixed rule
    python bench/claims.py measure                 # average precision of the scorer and of plain tf-idf on bench/claims.tsv

A pair is two attributed contents of different articles at most three days apart that share a rare word. Within five bands of tf-idf cosine the first 40
by SHA-256 are taken, at most two of any two articles. Contents that share eight words in a row are left out: they are quotations of the same words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "polnear" / "train.jsonl"
BANDS = (0.08, 0.16, 0.24, 0.32, 0.42, 1.01)
EACH, DAYS, RUN = 40, 3, 8


@dataclass(frozen=True, slots=True)
class Said:
    id: str
    article: str
    day: date
    source: str
    text: str
    words: tuple[str, ...]


def spans(text: str, spans: list[list[int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def statements(path: Path = SHARED) -> list[Said]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        held = [a for a in article["attributions"] if a["content"]]
        for n, a in enumerate(held):
            text = spans(article["text"], a["content"])
            words = tuple(re.findall(r"[a-z0-9$%]+(?:[.,'’-][a-z0-9]+)*", text.lower()))
            if 6 <= len(words) <= 60:
                source = spans(article["text"], a["source"] or [])
                found.append(Said(f"{article['id']}#{n}", article["id"], date.fromisoformat(article["date"][:10]), source, text, words))
    return found


def tf_idf(said: list[Said]) -> list[dict[str, float]]:
    often = Counter(word for s in said for word in set(s.words))
    vectors = []
    for s in said:
        vector = {word: (1 + log(n)) * log(len(said) / often[word]) for word, n in Counter(s.words).items()}
        norm = sqrt(sum(weight**2 for weight in vector.values())) or 1.0
        vectors.append({word: weight / norm for word, weight in vector.items()})
    return vectors


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[n : n + RUN] for n in range(len(words) - RUN + 1)}


def candidates(said: list[Said]) -> Iterator[tuple[int, int]]:
    often = Counter(word for s in said for word in set(s.words))
    holding = defaultdict(list)
    for n, s in enumerate(said):
        for word in sorted(set(s.words)):
            if often[word] <= len(said) / 100:
                holding[word].append(n)
    seen = set()
    for places in holding.values():
        for n, i in enumerate(places):
            for j in places[n + 1 :]:
                if (i, j) not in seen and said[i].article != said[j].article and abs((said[i].day - said[j].day).days) <= DAYS:
                    seen.add((i, j))
                    yield i, j


def draw() -> list[tuple[str, str]]:
    said = statements()
    vectors = tf_idf(said)
    bands: list[list[tuple[str, int, int]]] = [[] for _ in BANDS[1:]]
    for i, j in candidates(said):
        likeness = cosine(vectors[i], vectors[j])
        if likeness >= BANDS[0] and not runs(said[i].words) & runs(said[j].words):
            band = sum(likeness >= edge for edge in BANDS[1:])
            bands[band].append((hashlib.sha256(f"claims/1:{said[i].id} {said[j].id}".encode()).hexdigest(), i, j))
    chosen = []
    for band in bands:
        taken: Counter[tuple[str, str]] = Counter()
        kept = []
        for _, i, j in sorted(band):
            articles = (said[i].article, said[j].article)
            if taken[articles] < 2 and len(kept) < EACH:
                taken[articles] += 1
                kept.append((said[i].id, said[j].id))
        chosen += kept
    return sorted(chosen, key=lambda pair: hashlib.sha256(" ".join(pair).encode()).hexdigest())


if __name__ == "__main__":
    print("\n".join("\t".join(pair) for pair in draw()))
