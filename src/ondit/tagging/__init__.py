"""Which words are whose: text to source, cue and content words (Pareti 2015), and to named mentions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ondit.errors import ModelError
from ondit.reading import Attribution, Name, Turn

if TYPE_CHECKING:
    from ondit.tagging.model import OnnxTagger

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Tagged:
    """The attributions and named mentions of a text, both in text order."""

    attributions: tuple[Attribution, ...] = ()
    names: tuple[Name, ...] = ()


class Tagger(Protocol):
    """Whatever can tag a text. The shipped model is one, a script for tests another."""

    @property
    def digest(self) -> str | None:
        """`sha256:…` of the weights, or None where there are none."""

    def tag(self, text: str, *, turns: Sequence[Turn] = (), min_score: float | None = None) -> Tagged:
        """The attributions and names of a text; the words of each turn are read as a text of their own.

        Attributions under `min_score` are left out; without it the tagger's own default decides.
        """


@dataclass(frozen=True, slots=True)
class ScriptedTagger:
    """Answers from a script: for each text what was written down for it, for any other text nothing."""

    answers: Mapping[str, Tagged]
    digest: str | None = None

    def tag(self, text: str, *, turns: Sequence[Turn] = (), min_score: float | None = None) -> Tagged:
        answer = self.answers.get(text, Tagged())
        return Tagged(tuple(a for a in answer.attributions if a.score >= (min_score or 0)), answer.names)


@cache
def shipped_tagger() -> OnnxTagger:
    """The tagger whose weights come with the package; ModelError where they are missing or damaged."""
    from ondit.tagging.model import OnnxTagger  # numpy, onnxruntime and tokenizers take a third of a second to import

    return OnnxTagger(WEIGHTS)


@cache
def shipped_digest() -> str:
    """`sha256:…` of the weights that come with the package, as their card names it, without loading them; ModelError without a card."""
    try:
        return str(json.loads((WEIGHTS / "card.json").read_text("utf-8"))["digest"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the model in {WEIGHTS} has no card that can be read: {error}. Install ondit again") from error
