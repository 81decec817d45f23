"""When a statement was made, and of which days it speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from ondit.reading import Date, Days, Span, Statement


def date_statements(text: str, statements: tuple[Statement, ...], dates: tuple[Date, ...]) -> tuple[Statement, ...]:
    """The statements with `dates`, the indices of the dates inside their content, and `said`, the days when the page says they were made.

    `said` is the date that stands with the source and cue, as in *On Monday, Alaei said …* or *said in an interview on 2 May that …*. It
    is None where there is none, where the date has no known end, and where it dates something else (*who resigned in 2003, said*).
    """
    starts = [date.start for date in dates]
    return tuple(_dated(text, statement, dates, starts) for statement in statements)


def _dated(text: str, statement: Statement, dates: tuple[Date, ...], starts: list[int]) -> Statement:
    within = tuple(n for start, end in statement.content for n in _inside(dates, starts, start, end))
    said = _said(text, statement, dates, starts, frozenset(within)) if statement.cue else None
    return replace(statement, dates=within, said=said)


def _inside(dates: tuple[Date, ...], starts: list[int], start: int, end: int) -> list[int]:
    return [n for n in range(bisect_left(starts, start), bisect_left(starts, end)) if dates[n].end <= end]


_REACH = 120
"""Characters that a date may stand before or after the source and cue it belongs to."""


def _said(text: str, statement: Statement, dates: tuple[Date, ...], starts: list[int], within: frozenset[int]) -> Days | None:
    """The nearest date to source and cue that belongs to them."""
    low, high = _bounds(statement)
    near = [n for n in _inside(dates, starts, max(low - _REACH, 0), high + _REACH) if n not in within]
    near.sort(key=lambda n: max(low - dates[n].end, dates[n].start - high, 0))
    known = (dates[n] for n in near if dates[n].from_ or dates[n].to)
    return next((_been(date) for date in known if _dates_the_saying(text, statement, date)), None)


_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


def _been(date: Date) -> Days:
    """The days of a date beside a saying: what is reported has been said, so that a weekday whose words do not tell is the last one."""
    either = _WEEKDAY.fullmatch(date.text) and date.from_ != date.to
    return Days(date.from_, date.from_ if either else date.to)


def _bounds(statement: Statement) -> Span:
    frame = (*statement.source, *statement.cue)
    return min(start for start, _ in frame), max(end for _, end in frame)


# Adverbs of time; every other date needs its preposition: *Clinton's 2008 campaign* dates no saying.
_ADVERB = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|to(?:day|night)|yesterday|last|this|the (?:next|following|same|previous)"
    r"|.*(?:ago|later|earlier)$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:on|in|at|during|around|over)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_NOT_WHEN = re.compile(
    r"\b(?:since|after|before|until|till|by|from|for|of|between|to|through|than|a|an|the|his|her|their|its|'s|’s)\s+$", re.IGNORECASE
)

# What ends a sentence or opens another clause between a date and the words of saying: the date belongs to something else.
_PARTS = re.compile(
    r"[.!?;:\n\"“”]|''|--|—|,\s*\w+ed\b|\b(?:who|whom|whose|which|that|what|when|where|while|because|since|after|before|until|till|by|if|as|"
    r"and|but|was|were|had|has|have|is|are|to)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?:;]\s|[\n\"“”]|''")
_OPENING = re.compile(
    r"(?:(?:and|but|also|still|just|earlier|later|late|early|speaking|then|on|in|at|during|over|back)\b|$)", re.IGNORECASE
)


def _dates_the_saying(text: str, statement: Statement, date: Date) -> bool:
    """Whether a date is an adverb of the saying: in the cue, right beside it, or at the opening of its sentence."""
    before = text[max(date.start - 24, 0) : date.start]
    if _NOT_WHEN.search(before) or date.text.endswith(("'s", "’s")) or not (_ADVERB.match(date.text) or _PREPOSITION.search(before)):
        return False
    if any(start <= date.start and date.end <= end for start, end in statement.cue):
        return True
    if any(start < date.end and date.start < end for start, end in statement.source):
        return False
    ends = [end for _, end in (*statement.source, *statement.cue) if end <= date.start]
    if ends:
        return _joined(text, statement, max(ends), date.start)
    opening = _SENTENCE.split(text[max(date.start - _REACH, 0) : date.start])[-1].strip()
    return bool(_OPENING.match(opening)) and not _PARTS.search(opening) and _joined(text, statement, date.end, _bounds(statement)[0])


def _joined(text: str, statement: Statement, start: int, end: int) -> bool:
    """Whether few words, no other clause and none of the content lie between two places."""
    gap = text[start:end]
    return len(gap.split()) <= 8 and not _PARTS.search(gap) and not any(s < end and start < e for s, e in statement.content)
