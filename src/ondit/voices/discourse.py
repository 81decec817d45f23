"""Whom the text has in hand at a place: who was named, spoke or was meant by a pronoun in the last few sentences.

Salience is added up over mentions and fades by sentence, after Lappin & Leass (1994), with weights of our own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

Who = tuple[str, int]
"""("e", index) for someone named, ("s", index) for a speaker without a name."""

FADE = 0.5
"""What is left of a mention's weight a sentence later."""
MARGIN = 0.75
"""Where the second in rank has this share of the first's salience, both fit equally."""


class Discourse:
    """The last mentions, with their weights."""

    def __init__(self) -> None:
        self._notes: deque[tuple[int, Who, float]] = deque(maxlen=48)

    def note(self, who: Who, sentence: int, weight: float) -> None:
        """Somebody is mentioned in that sentence."""
        self._notes.append((sentence, who, weight))

    def ranked(self, sentence: int, fit: Callable[[Who], float], *, reach: int) -> list[tuple[float, Who]]:
        """Who is in hand within `reach` sentences, the most salient first; `fit` is a factor, 0 for whom it cannot be."""
        salience: dict[Who, float] = {}
        for at, who, weight in self._notes:
            if sentence - at <= reach:
                salience[who] = salience.get(who, 0.0) + weight * FADE ** (sentence - at)
        ranked = [(score * fit(who), who) for who, score in salience.items()]
        return sorted((pair for pair in ranked if pair[0] > 0), key=lambda pair: -pair[0])
