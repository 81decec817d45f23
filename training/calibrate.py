"""Set how the model's outputs are read, make its scores mean something, and write its card: from PolNeAR's dev articles.

    python training/calibrate.py --weights src/ondit/tagging/weights --corpora CORPORA --bench FOLDER_OF_METRICS

A score becomes the share of attributions like it that are right (content words and source words both agree with the annotator's,
Jaccard at least 0.5), by logistic regression on what the decoding measures of each (Platt 1999). Calibration error and curve are
taken over articles left out of the fit; intervals are percentiles of a bootstrap over articles.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from card import render
from ondit.tagging import decoding
from ondit.tagging.model import OnnxTagger, outputs
from ondit.tagging.tokens import tokenize
from ondit.tagging.windows import windows

FOLDS = 7
SAMPLES = 1000


@dataclasses.dataclass(frozen=True)
class Article:
    """What was found in an article and how it compares with the annotator; one row an attribution found."""

    publisher: str
    evidence: np.ndarray
    found: np.ndarray
    attributed: np.ndarray
    exact: np.ndarray
    gold: int


def compare(tagger: OnnxTagger, doc: dict[str, Any], metrics: Any) -> Article:
    """Every attribution that the tagger would give at any score, held against the annotator's as bench/metrics.py does."""
    tokens = tokenize(tagger.tokenizer, doc["text"])
    parts = windows(tokens.starts, ())
    everything = dataclasses.replace(tagger.settings, score=0.0)
    said = decoding.candidates(tokens, parts, outputs(tokens, parts, tagger.run), everything)
    toks = metrics.tokens(doc["text"])
    gold = [{r: metrics.words(a[r], toks) for r in metrics.ROLES} for a in doc["attributions"]]
    gold = [g for g in gold if g["content"]]
    pred = [({r: metrics.words(getattr(a, r), toks) for r in metrics.ROLES}, evidence) for a, evidence in said]
    pred = [(w, e) for w, e in pred if w["content"] and not any(w["source"] | w["cue"] <= g["content"] for g in gold)]
    right = np.zeros((3, len(pred)), bool)
    for i, j in metrics.pair(gold, [w for w, _ in pred], lambda w: w["content"], 0.5):
        right[0, j] = True
        right[1, j] = metrics.jaccard(gold[i]["source"], pred[j][0]["source"]) >= 0.5
        right[2, j] = all(gold[i][r] == pred[j][0][r] for r in metrics.ROLES)
    evidence = np.array([e for _, e in pred]).reshape(len(pred), len(tagger.settings.evidence) - 1)
    return Article(doc["publisher"], evidence, *right, len(gold))


def fit(evidence: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, bias first, lightly held back."""
    x = np.column_stack([np.ones(len(evidence)), evidence])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        return float(np.logaddexp(0, z).sum() - z @ right + 0.01 * w @ w), x.T @ (1 / (1 + np.exp(-z)) - right) + 0.02 * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True).x


def scores(evidence: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(weights[0] + evidence @ weights[1:])))


def weights_of(articles: Sequence[Article]) -> np.ndarray:
    return fit(np.concatenate([a.evidence for a in articles]), np.concatenate([a.attributed for a in articles]))


def left_out(articles: list[Article]) -> list[np.ndarray]:
    """The scores of each article under weights fitted on the others."""
    folds = [weights_of([a for n, a in enumerate(articles) if n % FOLDS != fold]) for fold in range(FOLDS)]
    return [scores(a.evidence, folds[n % FOLDS]) for n, a in enumerate(articles)]


def calibration_error(score: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) over bins of equal width."""
    at = np.minimum((score * bins).astype(int), bins - 1)
    return float(sum(abs(score[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any()))


def figures(articles: Sequence[Article], kept: Sequence[np.ndarray], what: str) -> dict[str, float]:
    """Precision, recall and F1 of what is kept."""
    hits = sum(getattr(a, what)[k].sum() for a, k in zip(articles, kept, strict=True))
    said, gold = sum(k.sum() for k in kept), sum(a.gold for a in articles)
    return {"p": hits / max(1, said), "r": hits / max(1, gold), "f1": 2 * hits / max(1, said + gold)}


def interval(articles: list[Article], kept: list[np.ndarray], figure: Callable[..., float]) -> list[float]:
    """2.5th and 97.5th percentile of a figure over resampled articles."""
    rng = np.random.default_rng(0)
    draws = [rng.integers(len(articles), size=len(articles)) for _ in range(SAMPLES)]
    return [round(float(x), 3) for x in np.percentile([figure([articles[n] for n in d], [kept[n] for n in d]) for d in draws], (2.5, 97.5))]


def rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in values.items()}


def report(articles: list[Article], floor: float) -> dict[str, Any]:
    """The part of a card that says how good the model is."""
    found = left_out(articles)
    kept = [s >= floor for s in found]
    by_publisher = {}
    for publisher in sorted({a.publisher for a in articles}):
        theirs = [n for n, a in enumerate(articles) if a.publisher == publisher]
        f1 = figures([articles[n] for n in theirs], [kept[n] for n in theirs], "attributed")["f1"]
        by_publisher[publisher] = {"articles": len(theirs), "f1": round(float(f1), 3)}
    return {
        "scores": {
            what: rounded(figures(articles, kept, what))
            | {"f1 between": interval(articles, kept, lambda a, k, w=what: figures(a, k, w)["f1"])}
            for what in ("found", "attributed", "exact")
        },
        "attributed by publisher": by_publisher,
        "calibration error": round(calibration_error(np.concatenate(found), np.concatenate([a.attributed for a in articles])), 3),
        "curve": [
            {"score": round(float(at), 2)} | rounded(figures(articles, [s >= at for s in found], "attributed"))
            for at in np.arange(0.1, 0.96, 0.05)
        ],
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--corpora", type=Path, required=True)
    ap.add_argument("--bench", type=Path, required=True, help="folder with metrics.py")
    ap.add_argument("--cue", type=float, default=0.6, help="a word at least this likely to be of a cue is looked at")
    ap.add_argument("--score", type=float, help="attributions under this score are left out; without it the best F1 on the curve decides")
    a = ap.parse_args()
    sys.path.insert(0, str(a.bench))
    import metrics

    card_path = a.weights / "card.json"
    card = json.loads(card_path.read_text(encoding="utf8"))
    card["reading"]["cue"] = a.cue
    tagger = OnnxTagger(a.weights)
    tagger.settings = dataclasses.replace(tagger.settings, cue=a.cue)
    articles = [compare(tagger, json.loads(line), metrics) for line in (a.corpora / "polnear" / "dev.jsonl").open(encoding="utf8")]
    best = max(report(articles, 0.5)["curve"], key=lambda row: row["f1"])["score"]
    card["reading"]["score"] = a.score or best
    card["reading"]["evidence"] = [round(float(w), 4) for w in weights_of(articles)]
    card["measured"] = report(articles, card["reading"]["score"])
    card_path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    (a.weights / "README.md").write_text(render(card), encoding="utf8")
    print(render(card))


if __name__ == "__main__":
    main()
