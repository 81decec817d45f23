"""Whether the words around a time expression speak of what is to come or of what has been."""

from __future__ import annotations

import re

from ondit.meaning.lexicon import words

_REACH = 90
"""Characters in which the words that tell are looked for, on either side."""


def _any(section: str) -> str:
    """A pattern for the entries of a section of `tenses.txt`, the longest first."""
    entries = sorted(words("tenses.txt", section), key=len, reverse=True)
    return "|".join(re.escape(entry).replace("'", "['’]") for entry in entries)


_NOT = "(?: not|n['’]t)?"
_CUES = re.compile(
    # what would have been and what could not be are told of the past, and *more than expected* is no plan
    rf"\b(?:(?P<past>(?:would|could|should|might|may|must){_NOT} have|could(?: not|n['’]t)|(?:than|as) expected)"
    rf"|(?P<ahead>(?:is|are|was|were|be)(?: also| not| now| due)? to [a-z]+|(?:is|are|am|(?:he|she|it)['’]s|(?:we|they)['’]re|i['’]m)"
    rf"(?: also| not| now)? (?:{_any('doing')})|\w+['’]ll|(?-i:may)|{_any('ahead')})"
    rf"|(?P<agreed>{_any('agreed')})|(?P<was>(?!(?:{_any('no past')})\b)\w\w+ed|{_any('past')}|{_any('past forms')})"
    rf"|(?P<to_do>to (?:{_any('to do')})))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSen)(?<!\bGov)(?<!\bRep)(?<!\bGen)(?<!\b[A-Z])(?<![ap]\.m)\.\s|[!?;]\s|\n")
"""Where sentences part; titles, initials and *p.m.* end none."""
_OPENING = re.compile(
    r"(?:^|[\s“\"](?:who|which|that|when|while|because|but|and)\b,?)\s*(?:early|late|later)?\s*(?:on|by|in)?\s*(?:the)?\s*$", re.IGNORECASE
)
_SAYING = re.compile(r"\b(?:said|says)\s+$", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:by|until|till)\s+$", re.IGNORECASE)


def looks_ahead(text: str, start: int, end: int) -> bool | None:
    """Whether the words nearest to a time expression speak of what is to come (True) or has been (False); None where none tell.

    Those before it in its sentence come first, save where it opens its clause: *critics who on Sunday will …*, *said Monday's vote
    would …*.
    """
    before = _PARTS.split(text[max(start - _REACH, 0) : start])[-1]
    after = _first(_PARTS.split(text[end : end + _REACH])[0])
    if text[end - 2 : end] in ("'s", "’s"):
        before, after = _SAYING.sub("", before), after and None  # *Monday's ruling will cost him*
    told = (after if _OPENING.search(before) else None, _last(before), after, True if _LIMIT.search(before) else None)
    return next((ahead for ahead in told if ahead is not None), None)


def _last(before: str) -> bool | None:
    """What the last cue tells; an infinitive counts only where there is nothing else."""
    cues = list(_CUES.finditer(before))
    telling = [cue for cue in cues if cue["to_do"] is None]
    return bool(telling[-1]["ahead"] or telling[-1]["agreed"]) if telling else True if cues else None


def _first(after: str) -> bool | None:
    cue = next((cue for cue in _CUES.finditer(after) if cue["to_do"] is None), None)
    return None if cue is None else cue["ahead"] is not None
