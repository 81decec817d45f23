#!/usr/bin/env python3
"""Write how often a reading is right, which the intervals of `ondit audit` carry, from what the benchmark measures.

    OMP_NUM_THREADS=1 python ../shared/bench/run.py --json attributions judgements | python bench/rates.py DATE

To be run after the model or the voices changed. PolNeAR's dev part has 2,192 attributions with content.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

RATES = Path(__file__).resolve().parent.parent / "src" / "ondit" / "ledger" / "rates.json"
GOLD = 2192


def rates(measured: dict[str, Any], on: str) -> dict[str, Any]:
    """Each rate as so many right of so many."""
    found, attributed = measured["attributions"]["found"], measured["attributions"]["attributed"]
    judged = measured["judgements"]
    hits = round(attributed["r"] * GOLD)
    read = round(hits / attributed["p"])
    return {
        "measured": on,
        "corpus": "PolNeAR 1.0 dev (Newell, Margolin & Ruths 2018): US political news, 84 articles; voices and kinds on 21 of them",
        "reported": {"right": round(found["p"] * read), "of": read},
        "attributed": {"right": hits, "of": read},
        "found": {"right": hits, "of": GOLD},
        "who": {"right": round(judged["who | found"] * judged["found"]), "of": judged["found"]},
        "kind": {"right": round(judged["kind | found"] * judged["found"]), "of": judged["found"]},
    }


if __name__ == "__main__":
    RATES.write_text(json.dumps(rates(json.load(sys.stdin), sys.argv[1]), indent=2) + "\n", "utf-8")
