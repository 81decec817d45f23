"""Learn which lines of a dumped page belong to its article, and write the model that ondit ships.

    pip install -e . -r training/dumps/requirements.txt
    python training/dumps/train.py ../shared/corpora/pages/dev

The folder holds `NAME.json` ({"url", "body"}) and `NAME.dump.gz` (all lines of the page) of each page. Prints the shingle F1 of
the bodies on held-out pages (ten folds by page), then learns from all pages and writes src/ondit/pages/dump_model.json.

What was tried on the 78 English pages of scrapinghub/article-extraction-benchmark (held out, 2026-11): lines over 80 characters
0.81; lines of prose as `dump_lines` has it 0.855; logistic regression over the same measures 0.907; trees 0.928, with made pages
too 0.930; Viterbi over the trees' probabilities 0.920, for it drops short lines of the body; words of the address as a measure
no gain beyond the noise, which is about 0.003 from one split into folds to another.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from labelled import Page, collapsed, moved, pages, shingle_f1
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from ondit.pages.dump_context import rows

MODEL = Path(__file__).parents[2] / "src" / "ondit" / "pages" / "dump_model.json"
SETTINGS: dict[str, Any] = {
    "max_leaf_nodes": 8,
    "max_iter": 120,
    "learning_rate": 0.07,
    "l2_regularization": 5.0,
    "min_samples_leaf": 15,
    "max_features": 0.3,
    "early_stopping": False,
}
KEEP_FROM = 0.4
MADE_WEIGHT = 0.5
"""What a line of a made page counts, against one of a real page."""
COLLAPSED_SHARE = 0.3
"""Of the pages, those that are learnt from with their body in one line as well."""

Table = tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]


def table(page: Page, weight: float = 1.0) -> Table:
    """The measures of a page's lines, their labels and weights; a page counts as much as another, a long line more than a short one."""
    words = np.array([min(len(line.split()), 60) for line in page.lines])
    weights = 1 + words / 15
    return np.column_stack(list(rows(page.lines).values())), page.labels, weights * (100 * weight / weights.sum())


def made(real: Sequence[Page], moves: int, rng: np.random.RandomState) -> Iterator[Page]:
    """Pages made of real ones: bodies in one line, and bodies inside another page's furniture."""
    yield from (collapsed(page) for page in real if rng.rand() < COLLAPSED_SHARE)
    for _ in range(moves):
        yield from (moved(real[shell], page) for shell, page in zip(rng.permutation(len(real)), real, strict=True))


def learn(real: Sequence[Page], tables: Sequence[Table], moves: int, seed: int) -> HistGradientBoostingClassifier:
    """Trees learnt from real pages, whose tables are given, and from pages made of them."""
    rng = np.random.RandomState(seed)
    extra = [table(page, MADE_WEIGHT) for page in made(real, moves, rng)]
    measures, is_body, weights = (np.concatenate(parts) for parts in zip(*tables, *extra, strict=True))
    return HistGradientBoostingClassifier(random_state=seed, **SETTINGS).fit(measures, is_body, sample_weight=weights)


def held_out(real: Sequence[Page], tables: Sequence[Table], folds: int, moves: int, seed: int) -> list[NDArray[np.float64]]:
    """For each page the probabilities of its lines, by trees that have not seen it."""
    fold_of = np.random.RandomState(seed).permutation(len(real)) % folds
    out: list[NDArray[np.float64]] = [np.empty(0)] * len(real)
    for fold in range(folds):
        seen = np.flatnonzero(fold_of != fold)
        trees = learn([real[at] for at in seen], [tables[at] for at in seen], moves, seed)
        for at in np.flatnonzero(fold_of == fold):
            out[at] = trees.predict_proba(tables[at][0])[:, 1]
    return out


def scores(real: Sequence[Page], probabilities: Sequence[NDArray[np.float64]], keep_from: float) -> NDArray[np.float64]:
    """For each page the shingle F1 of the lines kept."""
    return np.array(
        [
            shingle_f1(page.body, "\n".join(line for line, p in zip(page.lines, ps, strict=True) if p >= keep_from))
            for page, ps in zip(real, probabilities, strict=True)
        ]
    )


def tree(nodes: Any) -> dict[str, Any]:
    """One tree of scikit-learn as plain lists; a leaf points to itself."""
    own, leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
    return {
        "depth": int(nodes["depth"].max()),
        "measure": np.where(leaf, 0, nodes["feature_idx"]).tolist(),
        "threshold": [0 if is_leaf else float(f"{x:.6g}") for x, is_leaf in zip(nodes["num_threshold"], leaf, strict=True)],
        "left": np.where(leaf, own, nodes["left"]).tolist(),
        "right": np.where(leaf, own, nodes["right"]).tolist(),
        "value": [float(f"{x:.4g}") if is_leaf else 0 for x, is_leaf in zip(nodes["value"], leaf, strict=True)],
    }


def card(fold_means: NDArray[np.float64], page_scores: NDArray[np.float64], seen: float, moves: int) -> dict[str, Any]:
    """What the model was made from and how far it gets."""
    return {
        "what": "for each line of a web page without markup: is it part of the article's body?",
        "made_by": "training/dumps/train.py",
        "data": f"{len(page_scores)} English news and magazine pages of scrapinghub/article-extraction-benchmark (MIT), as text dumps; "
        "no text of theirs is in this file",
        "learner": {"name": "scikit-learn HistGradientBoostingClassifier", **SETTINGS, "moves": moves, "collapsed": COLLAPSED_SHARE},
        "shingle_f1": {
            "held out, mean of pages": round(float(page_scores.mean()), 4),
            "held out, spread of the ten folds' means": round(float(fold_means.std()), 4),
            "on the pages it was learnt from": round(seen, 4),
        },
    }


def written(trees: HistGradientBoostingClassifier, measures: Sequence[str], told: dict[str, Any]) -> str:
    """The model file: JSON with one tree a line."""
    head = {"card": told, "measures": list(measures), "intercept": float(trees._baseline_prediction.item()), "keep_from": KEEP_FROM}
    lines = [json.dumps(tree(predictor.nodes), separators=(",", ":")) for (predictor,) in trees._predictors]
    return json.dumps(head, indent=1)[:-2] + ',\n "trees": [\n' + ",\n".join(lines) + "\n]}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--moves", type=int, default=1, help="times that each body is learnt from inside another page's furniture")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    real = list(pages(chosen.folder))
    tables = [table(page) for page in real]
    probabilities = held_out(real, tables, chosen.folds, chosen.moves, chosen.seed)
    for keep_from in (0.3, KEEP_FROM, 0.5):
        print(f"held out, lines kept from {keep_from}: {scores(real, probabilities, keep_from).mean():.4f}")
    page_scores = scores(real, probabilities, KEEP_FROM)
    fold_of = np.random.RandomState(chosen.seed).permutation(len(real)) % chosen.folds
    fold_means = np.array([page_scores[fold_of == fold].mean() for fold in range(chosen.folds)])
    trees = learn(real, tables, chosen.moves, chosen.seed)
    seen = scores(real, [trees.predict_proba(measures)[:, 1] for measures, _, _ in tables], KEEP_FROM).mean()
    print(
        f"held out: {page_scores.mean():.4f}, folds {fold_means.min():.3f} to {fold_means.max():.3f}; on the pages learnt from: {seen:.4f}"
    )
    told = card(fold_means, page_scores, float(seen), chosen.moves)
    chosen.out.write_text(written(trees, list(rows(["A line."])), told), encoding="utf-8")


if __name__ == "__main__":
    main()
