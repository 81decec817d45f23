"""Answers that two people share without markers, a paragraph each: seen where they introduce themselves by turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..reading import Span
from .names import same_person
from .paragraphs import lines, unquoted
from .participants import Party
from .roles import Held

_SELF = re.compile(r"\b(?:I(?:[’']m| am)|[Mm]y name(?:[’']s| is)) ([A-Z][\w’-]*(?: [A-Z][\w’-]*\.?)*)")
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")


def parted(text: str, held: Held, answerer: Party, known: Sequence[Party]) -> Held:
    """The turns with each paragraph of an answer as one of its own, where the two who are `known` introduce themselves in one answer.

    A paragraph is the one's who says *I'm …*, or who speaks of the other by name; those between go by turns. Where nothing tells,
    it stays with `answerer`, who may be either.
    """
    if len(known) != 2:
        return held
    answers = {n: lines(text, piece.start, piece.end) for n, (piece, party) in enumerate(held) if party == answerer and not piece.marker}
    if not any({0, 1} <= {_introduced(text[slice(*span)], known) for span in spans} for spans in answers.values()):
        return held
    found: Held = []
    for n, (piece, party) in enumerate(held):
        whole = [(piece.start, piece.end)]
        for (start, end), who in zip(answers.get(n, whole), _by_turns(text, answers.get(n, []), known) or [None], strict=True):
            found.append((replace(piece, start=start, end=end), party if who is None else known[who]))
    return found


def _by_turns(text: str, paragraphs: Sequence[Span], known: Sequence[Party]) -> list[int | None]:
    """Which of the two says each paragraph of an answer, as far as anything tells."""
    told = [_says(text[slice(*span)], known) for span in paragraphs]
    begins = {(who - n) % 2 for n, who in enumerate(told) if who is not None}
    if len(begins) != 1:
        return told
    first = begins.pop()
    return [(first + n) % 2 for n in range(len(told))]


def _introduced(said: str, known: Sequence[Party]) -> int | None:
    """Which of the two introduces themselves here."""
    own = _SELF.search(unquoted(said))
    return next((n for n, party in enumerate(known) if own and same_person(own[1].rstrip("."), party.name or "")), None)


def _says(said: str, known: Sequence[Party]) -> int | None:
    """Which of the two says this: who introduces themselves, else the one whom it does not speak of by name."""
    if (own := _introduced(said, known)) is not None:
        return own
    words = {word.casefold() for word in _CAPITAL.findall(unquoted(said))}
    spoken_of = [n for n, party in enumerate(known) if not words.isdisjoint((party.name or "").casefold().split())]
    return 1 - spoken_of[0] if len(spoken_of) == 1 else None
