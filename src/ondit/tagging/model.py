"""The shipped tagger: a small encoder on ONNX Runtime, and the reading of what it says."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from ondit.errors import ModelError
from ondit.reading import Turn
from ondit.tagging import Tagged
from ondit.tagging.decoding import Settings, attributions, names
from ondit.tagging.linking import Floats, Integers
from ondit.tagging.tokens import Tokens, tokenize
from ondit.tagging.windows import Window, windows

CLS, SEP = 101, 102
BATCH = 4
"""Windows run at once: enough to keep a core busy, few enough to stay in its cache."""

Outputs = dict[str, Floats]
Run = Callable[[dict[str, Integers]], Outputs]


class OnnxTagger:
    """A tagger from a folder with `model.onnx`, `tokenizer.json` and `card.json`; ModelError where they do not match."""

    def __init__(self, folder: Path) -> None:
        try:
            weights = (folder / "model.onnx").read_bytes()
            card = json.loads((folder / "card.json").read_text(encoding="utf8"))
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.settings, described = Settings.from_card(card), card["digest"]
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelError(f"the model in {folder} cannot be loaded: {error}. Install ondit again") from error
        self.digest = "sha256:" + hashlib.sha256(weights).hexdigest()
        if described != self.digest:
            raise ModelError(f"{folder / 'model.onnx'} is not the model its card describes. Install ondit again")
        self._session = _session(weights)
        self._outputs = [output.name for output in self._session.get_outputs()]

    def tag(self, text: str, *, turns: Sequence[Turn] = (), min_score: float | None = None) -> Tagged:
        """The attributions that score at least `min_score` (else the card's) and the names; each turn is a text of its own."""
        settings = self.settings if min_score is None else replace(self.settings, score=min_score)
        return tag(text, turns, self.tokenizer, self.run, settings)

    def run(self, inputs: dict[str, Integers]) -> Outputs:
        return dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))


def _session(weights: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one core a page; a collection is read by several processes
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base class
        raise ModelError(f"ONNX Runtime cannot load the model: {error}. Install ondit again") from error


def tag(text: str, turns: Sequence[Turn], tokenizer: Tokenizer, run: Run, settings: Settings) -> Tagged:
    """1. cut the text into pieces, 2. run the model over windows of them, 3. read attributions and names off its outputs."""
    tokens = tokenize(tokenizer, text)
    parts = windows(tokens.starts, turns)
    if not parts:
        return Tagged()
    said = outputs(tokens, parts, run)
    return Tagged(attributions(tokens, parts, said, settings), names(tokens, parts, said))


def outputs(tokens: Tokens, parts: list[Window], run: Run) -> list[Outputs]:
    """What the model says of every window, without [CLS] and [SEP]: arrays [pieces of the window, …]."""
    said: list[Outputs] = [{}] * len(parts)
    by_length = defaultdict(list)
    for n, part in enumerate(parts):
        by_length[part.end - part.start].append(n)
    for alike in by_length.values():  # windows of one length need no padding and no mask
        for at in range(0, len(alike), BATCH):
            batch = alike[at : at + BATCH]
            found = run(_inputs(tokens, [parts[n] for n in batch]))
            for row, n in enumerate(batch):
                said[n] = {name: values[row, 1:-1] for name, values in found.items()}
    return said


def _inputs(tokens: Tokens, parts: list[Window]) -> dict[str, Integers]:
    inputs = {
        name: np.stack([np.pad(getattr(tokens, name)[part.start : part.end], 1) for part in parts])
        for name in ("ids", "cases", "quoted", "places")
    }
    inputs["ids"][:, 0], inputs["ids"][:, -1] = CLS, SEP
    return inputs
