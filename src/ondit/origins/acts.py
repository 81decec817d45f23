"""On what occasion somebody spoke, wrote or saw, as far as the page's own words tell: a press conference, an interview, a document, an
eyewitness. The words are listed in `acts.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from ondit.origins.outlets import outlet_in
from ondit.origins.patterns import lines, pattern
from ondit.reading import Reading, Span, Statement
from ondit.sentences import sentence_spans

Occasion = Literal["press conference", "interview", "document", "eyewitness"]

_NEAR = 400
"""Signs between two statements of one voice in one paragraph within which the second is of the occasion of the first: some three
sentences."""

_OF_ANOTHER = re.compile(r"[’'](?:s\b)? [a-z]")
"""*On CNN’s decision* is not on CNN; *on CNN’s “State of the Union”* is."""

_DESCRIBED = re.compile(r",| (?:who|whom|that|which)\b")

_TURNS = re.compile(r"[,;–—] (?:although|though|but|while|whereas|and|which|when|where|because|even)\b")
"""Where a sentence turns to something else behind a statement."""


@dataclass(frozen=True, slots=True)
class Act:
    """The occasion, the words on the page that tell it, and for an interview who asked."""

    kind: Occasion
    span: Span
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: Occasion
    where: str
    words: re.Pattern[str]


def act_of(reading: Reading, statement: Statement) -> Act | None:
    """The occasion of a statement by its own words, or by those of what the same voice said just before in the same paragraph."""
    return _told(reading, statement) or next(
        (act for earlier in _just_before(reading, statement) if (act := _told(reading, earlier))), None
    )


def _told(reading: Reading, statement: Statement) -> Act | None:
    """What the words nearest to the cue tell; of what tells the same occasion the rule that stands first."""
    begin, end = (statement.cue or statement.source or statement.content)[0]
    told = list(_every(reading, statement))
    nearest = min(told, key=lambda act: max(act.span[0] - end, begin - act.span[1]), default=None)
    return next((act for act in told if nearest and act.kind == nearest.kind), None)


def _every(reading: Reading, statement: Statement) -> Iterator[Act]:
    """All that the list finds, in its order."""
    text = reading.article.text
    places = {
        "frame": _frame(reading, statement),
        "source": statement.source,
        "head": [_head(text, span) for span in statement.source],
        "cue": statement.cue,
        "content": statement.content[:1],
    }
    for rule in _rules():
        for start, end in places[rule.where]:
            for found in rule.words.finditer(text, start, end) if rule.where != "content" else _beginning(rule, text, start, end):
                act = _act(rule, found)
                if act and not (act.kind == "document" and _is_description(act, statement)):
                    yield act


def _is_description(act: Act, statement: Statement) -> bool:
    """Do the words only describe who speaks: *a plaintiff in the lawsuit*?"""
    return any(start <= act.span[0] and act.span[1] <= end for start, end in statement.source)


def _head(text: str, source: Span) -> Span:
    """A source as far as it names somebody: *the witness*, without *who writes about harbours*."""
    described = _DESCRIBED.search(text, *source)
    return source[0], described.start() if described else source[1]


def _act(rule: _Rule, found: re.Match[str]) -> Act | None:
    start, end = found.span()
    start += len(found[0]) - len(found[0].lstrip())
    if "outlet" not in found.re.groupindex:
        return Act(rule.kind, (start, end))
    name = outlet_in(found["outlet"])
    past = found.start("outlet") + len(name or "")
    return Act(rule.kind, (start, past), name) if name and not _OF_ANOTHER.match(found.string, past) else None


def _beginning(rule: _Rule, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a content begins with the words, quotation marks and the like aside."""
    first = re.compile(r"[\W_]*").match(text, start, end)
    if first and (found := rule.words.match(text, first.end(), end)):
        yield found


def _just_before(reading: Reading, statement: Statement) -> Iterator[Statement]:
    """What the same voice said before in the same paragraph, the nearest first."""
    at = _spans(statement)[0][0]
    paragraph = reading.article.text.rfind("\n", 0, at) + 1
    same = [s for s in reading.statements if s.chain == statement.chain and s.cue and max(paragraph, at - _NEAR) <= _spans(s)[0][0] < at]
    yield from sorted(same, key=lambda s: -_spans(s)[0][0])


# ---------------------------------------------------------------- whose words they are


def _frame(reading: Reading, statement: Statement) -> list[Span]:
    """The parts of a statement's sentence that are neither said in it nor belong to another: *Ann Roe told reporters on Monday that*."""
    text, own = reading.article.text, _spans(statement)
    at = (statement.cue or statement.source or own)[0][0]
    start, end = _sentence(text, at)
    near = [s for s in reading.statements if s.origin == "attribution" and s.id != statement.id and _reaches(s, start, end)]
    for begin, past in (span for s in near for span in s.content if span[0] <= at < span[1]):
        start, end = max(start, begin), min(end, past)
    others = [span for s in near if _is_beside(s, statement, at) for span in _spans(s)]
    first, last = max(start, own[0][0]), min(end, own[-1][1])
    if before := [past for _, past in others if start < past <= first]:
        start = max(before) + _after_comma(text[max(before) : first])
    if after := [begin for begin, _ in others if last <= begin < end]:
        end = last + len(text[last : min(after)].partition(",")[0])
    if turn := _TURNS.search(text, last, end):
        end = turn.start()
    return list(_without((start, end), (*statement.content, *others)))


def _reaches(statement: Statement, start: int, end: int) -> bool:
    return any(first < end and past > start for first, past in (*statement.source, *statement.cue, *statement.content))


def _is_beside(other: Statement, statement: Statement, at: int) -> bool:
    """Does another say something beside the statement, neither reporting it nor reported in it?"""
    inside = any(start <= begin and past <= end for start, end in statement.content for begin, past in other.content)
    return not inside and not any(start <= at < end for start, end in other.content)


def _after_comma(words: str) -> int:
    """Where the clause begins that goes on behind some words; at their end where no comma parts them."""
    return words.rfind(",") + 1 or len(words)


def _spans(statement: Statement) -> list[Span]:
    return sorted((*statement.source, *statement.cue, *statement.content))


def _sentence(text: str, at: int) -> Span:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : len(text) if end < 0 else end]
    return next(((start + a, start + b) for a, b in sentence_spans(line) if a <= at - start < b), (start, start + len(line)))


def _without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span."""
    at = span[0]
    for start, end in sorted(taken):
        if at < min(start, span[1]):
            yield at, min(start, span[1])
        at = max(at, end)
    if at < span[1]:
        yield at, span[1]


# ---------------------------------------------------------------- the list


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(line) for line in lines("acts.txt"))


def _rule(line: str) -> _Rule:
    head, _, words = line.partition(": ")
    kind, _, where = head.partition(", ")
    return _Rule(cast(Occasion, kind), where, pattern(words))
