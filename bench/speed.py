#!/usr/bin/env python3
"""How fast ondit reads, in one run and on one core, as ratios that hold on any machine.

    OMP_NUM_THREADS=1 python bench/speed.py ARTICLES.jsonl [--limit N]

ARTICLES has a JSON object a line with `text` (PolNeAR's dev.jsonl, say). The yardstick is the time that numpy needs on this
machine, in float32, for the matrix products that tagging the same text takes: those of the encoder's layers and of its attention,
each word piece once. Under 1 the int8 model is faster than its own products in float32; the rest of a read is given in the same unit.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import ondit
from ondit.tagging import shipped_tagger
from ondit.tagging.tokens import tokenize
from ondit.tagging.windows import windows

LAYERS, WIDTH, INNER = 6, 384, 1536


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def products(pieces: int, span: float) -> float:
    """Multiplications and additions for so many pieces: four projections, two of the inner layer, and attention over a window."""
    return 2 * pieces * LAYERS * (4 * WIDTH * WIDTH + 2 * WIDTH * INNER + 2 * WIDTH * span)


def speed_of_products() -> float:
    """Operations a second on products of the encoder's own shape."""
    a = np.random.default_rng(0).standard_normal((1024, WIDTH), np.float32)
    b = np.random.default_rng(1).standard_normal((WIDTH, INNER), np.float32)
    a @ b
    return 50 * 2 * 1024 * WIDTH * INNER / seconds(lambda: [a @ b for _ in range(50)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.articles.open(encoding="utf-8")][: given.limit]
    tagger = shipped_tagger()
    tagger.tag(texts[0])
    tokens = [tokenize(tagger.tokenizer, text) for text in texts]
    parts = [part for found in tokens for part in windows(found.starts, ())]
    pieces, span = sum(map(len, tokens)), float(np.mean([part.end - part.start for part in parts]))
    alone = products(pieces, span) / speed_of_products()
    tagging = seconds(lambda: [tagger.tag(text) for text in texts])
    reading = seconds(lambda: [ondit.read_text(text) for text in texts])
    words = sum(len(text.split()) for text in texts)
    computed = sum(part.end - part.start for part in parts) / pieces
    print(f"{words} words, {pieces} word pieces, each computed {computed:.2f} times, in windows of {span:.0f}")
    for name, time_taken in (("matrix products alone, float32", alone), ("tagging", tagging), ("whole read", reading)):
        print(f"{name:32} {words / time_taken:8.0f} words/CPU-second   {time_taken / alone:5.2f} times the products")


if __name__ == "__main__":
    main()
