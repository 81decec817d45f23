"""What the words between a voice and its content say about act, certainty and polarity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.meaning import lexicon
from ondit.meaning.lexicon import Group, grammar
from ondit.reading import Act, Certainty, Polarity

OPEN: frozenset[Group] = frozenset({"saying", "valuing", "attacking", "claiming", "knowing"})
"""The groups that leave the matter to a further cue or to the content."""

_NEGATORS = grammar("negators")
_NOT_NEGATED = grammar("not negated")
_ASIDE = grammar("aside")


@dataclass(frozen=True, slots=True)
class Weight:
    """How a voice puts something: as assertion, wish or question, how surely, as so or not so."""

    act: Act = "assert"
    certainty: Certainty = "certain"
    polarity: Polarity = "+"


FLAT = Weight()
UNKNOWN = Weight("assert", "unknown")
WANT = Weight("want", "na")
ASK = Weight("ask", "na")
_UNWANTED = Weight("want", "na", "-")
_UNTRUE = Weight("assert", "certain", "-")
_UNLIKELY = Weight("assert", "probable", "-")

WEIGHTS: dict[Group, tuple[Weight, Weight]] = {
    "knowing": (FLAT, UNKNOWN),
    "saying": (FLAT, UNKNOWN),
    "claiming": (FLAT, UNKNOWN),
    "valuing": (FLAT, _UNTRUE),
    "attacking": (FLAT, _UNTRUE),
    "holding": (Weight("assert", "probable"), _UNLIKELY),
    "guessing": (Weight("assert", "possible"), UNKNOWN),
    "denying": (_UNTRUE, FLAT),
    "condemning": (_UNTRUE, FLAT),
    "doubting": (_UNLIKELY, FLAT),
    "wishing": (WANT, _UNWANTED),
    "bidding": (WANT, _UNWANTED),
    "trying": (WANT, _UNWANTED),
    "choosing": (WANT, _UNWANTED),
    "opposing": (_UNWANTED, WANT),
    "refusing": (_UNWANTED, WANT),
    "asking": (ASK, ASK),
    "examining": (FLAT, FLAT),
    "challenging": (Weight("ask", "na", "-"), FLAT),
    "evading": (UNKNOWN, FLAT),
}
"""What a cue of each group makes of its content, plain and negated."""


@dataclass(frozen=True, slots=True)
class Step:
    """A cue among some words: its group, whether it is negated, whether it hangs on a preposition, and where it stands."""

    group: Group
    negated: bool
    aside: bool
    """*said in a press release*, *said on the campaign trail*."""
    start: int
    end: int


def steps(words: Sequence[str]) -> list[Step]:
    """The cues among some words, in order, the longest that fits at each place."""
    known = lexicon.cues()
    places = [place for place, word in enumerate(words) if not lexicon.is_adverb(word)]
    plain = [words[place] for place in places]
    found: list[Step] = []
    at, negated = 0, False
    while at < len(plain):
        word, follower = plain[at], plain[at + 1] if at + 1 < len(plain) else ""
        hit = next(((phrase, group) for phrase, group in known.get(word, ()) if tuple(plain[at : at + len(phrase)]) == phrase), None)
        if hit:
            phrase, group = hit
            aside = not _ASIDE.isdisjoint(plain[found[-1].end if found else 0 : at])
            found.append(Step(group, negated, aside, places[at], places[at + len(phrase) - 1] + 1))
            at, negated = at + len(phrase), False
        else:
            negated = negated or (word in _NEGATORS and follower not in _NOT_NEGATED) or (word == "yet" and follower == "to")
            at += 1
    return found


def fold(cues: Sequence[Step]) -> tuple[Group, bool]:
    """The group of several cues in a row, and whether it is negated: *said he hopes* hopes, *refused to say* evades."""
    group: Group = "saying"
    negated = False
    for at, cue in enumerate(cues):
        if not (at and cue.aside and group == "saying"):
            group, negated = _then(group, negated, cue)
    return group, negated


def _then(group: Group, negated: bool, cue: Step) -> tuple[Group, bool]:
    """What a further cue makes of those before it."""
    if group in OPEN and not negated:
        return (group, negated) if cue.group == "saying" and not cue.negated else (cue.group, cue.negated)
    if group in OPEN or (group == "refusing" and cue.group in (*OPEN, "guessing")):
        return "evading", False
    if group == "trying" and not negated and cue.group in OPEN:
        return cue.group, negated
    if group in ("wishing", "bidding") and cue.group in ("opposing", "refusing"):
        return cue.group, negated != cue.negated
    if group == "refusing" and cue.group == "holding":
        return "holding", True
    return group, negated
