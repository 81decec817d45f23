#!/usr/bin/env python3
"""Measure ondit on the gold data and hold the figures against bench/floors.json; exit status 1 where one drops.

    python bench/gate.py [--shared ../shared]              measure and compare
    python bench/gate.py --raise                           also write the figures that got better into floors.json
    python bench/gate.py --lower "CHANGELOG sentence"      write all figures as they are; the sentence must stand in CHANGELOG.md

`floors` and `ceilings` are measured and rise with the project. `limits` are promises about time, set by hand: a machine that is
busy measures worse, so nothing raises them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
CHANGELOG = HERE.parent / "CHANGELOG.md"

TIMES = ("speed.", "start.")
SIZES = ("gold", "pages", "found")
"""Counts of what was measured, when they are whole numbers."""
LESS_IS_BETTER = ("turns.false turns per article without any",)
ROUNDING, SAFE_SIDE = 1000, 1
"""Floors stand in thousandths, and one below the figure: on another processor a single attribution may fall the other way."""


@dataclass(frozen=True)
class Fault:
    """A figure that is worse than it may be, or missing."""

    name: str
    wanted: str
    measured: float | None

    def __str__(self) -> str:
        return f"{self.name}: {'missing' if self.measured is None else f'{self.measured:.4f}'}, must be {self.wanted}"


def figures(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    """Every figure by its dotted name; recall is left to the F1 beside it, and counts left out."""
    if not isinstance(value, dict):
        yield name, value
        return
    for key, inner in value.items():
        if not (isinstance(inner, int) and key in SIZES) and not (key == "r" and "f1" in value):
            yield from figures(inner, f"{name}.{key}" if name else key)


def faults(floors: dict[str, Any], measured: dict[str, float]) -> list[Fault]:
    """What dropped."""
    at_least = {**floors["floors"], **{k: v["at least"] for k, v in floors["limits"].items() if "at least" in v}}
    at_most = {**floors["ceilings"], **{k: v["at most"] for k, v in floors["limits"].items() if "at most" in v}}
    low = [Fault(k, f"at least {v}", measured.get(k)) for k, v in at_least.items() if measured.get(k, -math.inf) < v]
    return low + [Fault(k, f"at most {v}", measured.get(k)) for k, v in at_most.items() if measured.get(k, math.inf) > v]


def renewed(floors: dict[str, Any], measured: dict[str, float], *, lower: bool) -> dict[str, Any]:
    """The floors with the figures measured: the better of the two, or with `lower` the measured ones."""
    kept = {name: value for name, value in measured.items() if not name.startswith(TIMES)}
    least = {k: (math.floor(v * ROUNDING) - SAFE_SIDE) / ROUNDING for k, v in kept.items() if k not in LESS_IS_BETTER}
    most = {k: (math.ceil(v * ROUNDING) + SAFE_SIDE) / ROUNDING for k, v in kept.items() if k in LESS_IS_BETTER}
    if not lower:
        least = {**floors["floors"], **{k: max(v, floors["floors"].get(k, v)) for k, v in least.items()}}
        most = {**floors["ceilings"], **{k: min(v, floors["ceilings"].get(k, v)) for k, v in most.items()}}
    return {**floors, "floors": dict(sorted(least.items())), "ceilings": dict(sorted(most.items()))}


def measure(shared: Path, *parts: str) -> dict[str, float]:
    """The figures of those parts of the benchmark, or of all, from a process of its own."""
    run = subprocess.run(
        [sys.executable, "run.py", "--json", *parts],
        cwd=shared / "bench",
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
    )
    if run.returncode:
        sys.exit("nothing was measured: the benchmark itself failed, for the reason above")
    return dict(figures(json.loads(run.stdout)))


def measure_patiently(shared: Path, floors: dict[str, Any]) -> dict[str, float]:
    """All figures; where a promise about time seems broken, the better of two tries, since the machine may have been busy."""
    measured = measure(shared)
    slow = {fault.name for fault in faults(floors, measured)} & floors["limits"].keys()
    again = measure(shared, *{name.split(".")[0] for name in slow}) if slow else {}
    return {**measured, **{name: (min if "at most" in floors["limits"][name] else max)(measured[name], again[name]) for name in slow}}


def digest(shared: Path) -> str:
    """Which gold data and which measures the figures come from."""
    files = [shared / "bench" / "metrics.py", shared / "bench" / "run.py", *sorted((shared / "corpora").glob("*/*dev.jsonl"))]
    files += sorted((shared / "corpora" / "pages" / "dev").iterdir())
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="the folder that holds bench/ and corpora/")
    parser.add_argument("--raise", dest="up", action="store_true", help="write the figures that got better")
    parser.add_argument("--lower", metavar="SENTENCE", help="write all figures; the sentence must stand in CHANGELOG.md")
    given = parser.parse_args()
    if given.lower is not None and (not given.lower.strip() or given.lower not in " ".join(CHANGELOG.read_text("utf-8").split())):
        parser.error("lowering a floor needs a sentence about it in CHANGELOG.md, and that sentence here")
    return given


def main() -> int:
    given = arguments()
    floors = json.loads(FLOORS.read_text("utf-8"))
    if floors["gold"] not in (None, digest(given.shared)):
        print("note: the gold data or the measures changed since the floors were set")
    measured = measure_patiently(given.shared, floors)
    for name, figure in sorted(measured.items()):
        print(f"{name:58} {figure:12.3f}")
    if given.up or given.lower:
        floors = {**renewed(floors, measured, lower=bool(given.lower)), "gold": digest(given.shared)}
        FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", "utf-8")
    dropped = faults(floors, measured)
    print(*dropped, sep="\n")
    print(f"{len(floors['floors']) + len(floors['ceilings']) + len(floors['limits'])} figures held, {len(dropped)} dropped")
    return bool(dropped)


if __name__ == "__main__":
    sys.exit(main())
