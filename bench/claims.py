"""Same claim in other words: pairs of statements from PolNeAR train, drawn before the scorer was written and labelled by hand.

    python bench/claims.py draw > pairs.tsv        # the ids of the pairs, by a fixed rule
    python bench/claims.py measure                 # average precision of the scorer and of plain tf-idf on claims.tsv
    python bench/claims.py fit                     # the weights of ondit/origins/claims.py, from claims-fit.tsv
    python bench/claims.py frequencies > FILE      # ondit/origins/frequencies.txt

A pair is two attributed contents of different articles at most three days apart that share a rare word. Within five bands of tf-idf
cosine the first 40 by SHA-256 are taken, at most two of any two articles. Contents that share eight words in a row are left out: they are
quotations of the same words.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from pathlib import Path

import numpy as np

from ondit.origins import claims

HERE = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "polnear" / "train.jsonl"
BANDS = (0.08, 0.16, 0.24, 0.32, 0.42, 1.01)
EACH, DAYS, RUN = 40, 3, 8


@dataclass(frozen=True, slots=True)
class Said:
    id: str
    article: str
    day: date
    source: str
    frame: str
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
                frame = " ".join(spans(article["text"], a[role]) for role in ("source", "cue") if a[role])
                day = date.fromisoformat(article["date"][:10])
                found.append(Said(f"{article['id']}#{n}", article["id"], day, source, frame, text, words))
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


# ---------------------------------------------------------------- the scorer


NAME = re.compile(r"[A-Z][\w-]+")
TITLES = frozenset(NAME.findall("Mr Mrs Ms The Sen Senator Rep Gov President He She It They Republican Democratic GOP"))


def labelled(file: str, said: dict[str, Said]) -> tuple[list[tuple[Said, Said]], np.ndarray]:
    rows = [line.split("\t") for line in (HERE / file).read_text("utf-8").splitlines() if not line.startswith(("#", "one\t"))]
    return [(said[one], said[other]) for one, other, _ in rows], np.array([int(same) for *_, same in rows])


def as_claims(pair: tuple[Said, Said]) -> tuple[claims.Said, claims.Said]:
    """What the scorer sees. Gold sources are words, not voices: two are one voice here if they have a capitalised word in common."""
    names = [set(NAME.findall(re.sub(r"['’]s\b", "", said.source))) - TITLES for said in pair]
    voice = "one" if names[0] & names[1] else None
    one, other = (claims.Said(said.id, said.text, said.frame, voice) for said in pair)
    return one, other


def average_precision(scores: Sequence[float], same: np.ndarray) -> float:
    order = np.argsort(-np.asarray(scores), kind="stable")
    return float((np.cumsum(same[order]) / np.arange(1, len(same) + 1))[same[order] == 1].mean())


def interval(scores: Sequence[float], same: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of 2,000 bootstrap samples of the pairs."""
    random = np.random.default_rng(0)
    drawn = [random.integers(0, len(same), len(same)) for _ in range(2000)]
    low, high = np.percentile([average_precision(np.asarray(scores)[n], same[n]) for n in drawn], [2.5, 97.5])
    return float(low), float(high)


def fit(rows: np.ndarray, same: np.ndarray, steps: int = 50) -> np.ndarray:
    """Logistic regression by Newton's method, standardised features, a Gaussian prior of variance 1 on the weights; the bias last."""
    mean, deviation = rows.mean(0), rows.std(0)
    x = np.c_[(rows - mean) / deviation, np.ones(len(rows))]
    prior, weights = np.diag([1.0] * rows.shape[1] + [0.0]), np.zeros(rows.shape[1] + 1)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        weights -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + prior, x.T @ (p - same) + prior @ weights)
    plain = weights[:-1] / deviation
    return np.r_[plain, weights[-1] - plain @ mean]


def main(task: str) -> None:
    if task == "draw":
        print("\n".join("\t".join(pair) for pair in draw()))
        return
    if task == "frequencies":
        frequencies()
        return
    known = statements()
    said = {one.id: one for one in known}
    pairs, same = labelled("claims-fit.tsv" if task == "fit" else "claims.tsv", said)
    scored = [as_claims(pair) for pair in pairs]
    if task == "fit":
        rows = [claims.features(*pair) for pair in scored]
        weights = fit(np.array([list(row.values()) for row in rows]), same)
        print("bias", round(float(weights[-1]), 3), {name: round(float(weight), 3) for name, weight in zip(rows[0], weights, strict=False)})
        return
    place, vectors = {one.id: n for n, one in enumerate(known)}, tf_idf(known)
    plain = [cosine(vectors[place[one.id]], vectors[place[other.id]]) for one, other in pairs]
    ours = [claims.score(*pair) for pair in scored]
    for name, scores in (("tf-idf cosine", plain), ("ondit", ours)):
        low, high = interval(scores, same)
        print(f"{name:14} average precision {average_precision(scores, same):.3f} ({low:.3f} to {high:.3f})")
    above = np.array(ours) >= claims.LIKELY
    print(f"scored {claims.LIKELY} or more: {above.sum()}, of them the same claim {same[above].sum()}; in all {same.sum()} of {len(same)}")


def frequencies() -> None:
    counted: Counter[str] = Counter()
    total = 0
    for line in SHARED.read_text("utf-8").splitlines():
        article = json.loads(line)
        for content in [a["content"] for a in article["attributions"] if a["content"]]:
            total += 1
            counted.update(set(claims.stems(spans(article["text"], content))))
    print("# In how many of the attributed contents of PolNeAR train (Newell, Margolin & Ruths 2018; US political news, 2015-16) a stem")
    print("# stands; * is their number. Stems in fewer than three are left out. Made by `python bench/claims.py frequencies`.")
    print(f"*\t{total}")
    for word, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        if count >= 3:
            print(f"{word}\t{count}")


if __name__ == "__main__":
    main(sys.argv[1])
