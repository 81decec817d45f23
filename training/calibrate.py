"""Set how the model's outputs are read, and make its scores mean something: on PolNeAR's dev articles, into the card.

    python training/calibrate.py --weights src/ondit/tagging/weights --corpora CORPORA --bench FOLDER_OF_METRICS

A score becomes the share of attributions like it that are right (content words and source words both agree with the annotator's,
Jaccard at least 0.5), by logistic regression on what the decoding measures of each (Platt 1999). The expected calibration error
is reported over articles left out of the fit.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from ondit.tagging import decoding
from ondit.tagging.model import OnnxTagger, outputs
from ondit.tagging.tokens import tokenize
from ondit.tagging.windows import windows

FOLDS = 7


def candidates(tagger: OnnxTagger, docs: list[dict[str, Any]], metrics: Any) -> list[tuple[np.ndarray, np.ndarray, int]]:
    """For each article: the evidence of every attribution found [found, features], whether it is right, and how many the annotator has."""
    everything = dataclasses.replace(tagger.settings, score=0.0)
    out = []
    for doc in docs:
        tokens = tokenize(tagger.tokenizer, doc["text"])
        parts = windows(tokens.starts, ())
        found = decoding.candidates(tokens, parts, outputs(tokens, parts, tagger.run), everything)
        toks = metrics.tokens(doc["text"])
        gold = [{r: metrics.words(a[r], toks) for r in metrics.ROLES} for a in doc["attributions"]]
        gold = [g for g in gold if g["content"]]
        said = [({r: metrics.words(getattr(a, r), toks) for r in metrics.ROLES}, evidence) for a, evidence in found]
        said = [(w, e) for w, e in said if not any(w["source"] | w["cue"] <= g["content"] for g in gold)]
        pairs = metrics.pair(gold, [w for w, _ in said], lambda w: w["content"], 0.5)
        right = np.zeros(len(said))
        for i, j in pairs:
            right[j] = metrics.jaccard(gold[i]["source"], said[j][0]["source"]) >= 0.5
        out.append((np.array([e for _, e in said]).reshape(len(said), -1), right, len(gold)))
    return out


def fit(evidence: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, bias first, lightly held back."""
    x = np.column_stack([np.ones(len(evidence)), evidence])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return float(np.logaddexp(0, z).sum() - z @ right + 0.01 * w @ w), x.T @ (p - right) + 0.02 * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True).x


def scored(evidence: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(weights[0] + evidence @ weights[1:])))


def calibration_error(score: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) over bins of equal width."""
    at = np.minimum((score * bins).astype(int), bins - 1)
    return float(sum(abs(score[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any()))


def left_out(articles: list[tuple[np.ndarray, np.ndarray, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Scores of every article under weights fitted on the others, and what is right."""
    scores, rights = [], []
    for fold in range(FOLDS):
        rest = [a for n, a in enumerate(articles) if n % FOLDS != fold]
        weights = fit(np.concatenate([e for e, _, _ in rest]), np.concatenate([r for _, r, _ in rest]))
        for evidence, right, _ in articles[fold::FOLDS]:
            scores.append(scored(evidence, weights))
            rights.append(right)
    return np.concatenate(scores), np.concatenate(rights)


def curve(score: np.ndarray, right: np.ndarray, gold: int) -> list[dict[str, float]]:
    """Precision, recall and F1 of the attributions at rising scores."""
    rows = []
    for floor in np.arange(0.05, 1.0, 0.05):
        kept = score >= floor
        hits, said = right[kept].sum(), max(1, kept.sum())
        row = {"score": floor, "p": hits / said, "r": hits / gold, "f1": 2 * hits / (said + gold)}
        rows.append({k: round(float(v), 3) for k, v in row.items()})
    return rows


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--corpora", type=Path, required=True)
    ap.add_argument("--bench", type=Path, required=True, help="folder with metrics.py")
    a = ap.parse_args()
    sys.path.insert(0, str(a.bench))
    import metrics

    docs = [json.loads(line) for line in (a.corpora / "polnear" / "dev.jsonl").read_text(encoding="utf8").splitlines()]
    articles = candidates(OnnxTagger(a.weights), docs, metrics)
    evidence, right = (np.concatenate([article[n] for article in articles]) for n in (0, 1))
    gold = sum(article[2] for article in articles)
    score, known = left_out(articles)
    card = json.loads((a.weights / "card.json").read_text(encoding="utf8"))
    card["reading"]["evidence"] = [round(float(w), 4) for w in fit(evidence, right)]
    card["calibration"] = {"error": round(calibration_error(score, known), 3), "curve": curve(score, known, gold)}
    (a.weights / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    print(f"expected calibration error {card['calibration']['error']}")
    for row in card["calibration"]["curve"]:
        print(row)


if __name__ == "__main__":
    main()
