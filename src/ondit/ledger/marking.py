"""Where the words that were looked for stand in the words found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ondit.ledger.folding import Word, words_of
from ondit.ledger.query import Query, Term, terms
from ondit.ledger.records import Snippet
from ondit.reading import Span

SHOWN = 240
"""Characters of a snippet, about three lines of a terminal."""
LEAD = 60
"""Of them before the first match."""


def snippet(query: Query | None, text: str) -> Snippet:
    """As much of a text as one reads at a glance, from shortly before the first match, with every match in it."""
    marks = list(matches(query, text)) if query else []
    start, end = _glance(text, marks[0][0] if marks else 0)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = len(before) - start
    inside = tuple((first + moved, last + moved) for first, last in marks if start <= first and last <= end)
    return Snippet(f"{before}{text[start:end]}{after}", inside)


def matches(query: Query, text: str) -> Iterator[Span]:
    """Where the words asked for stand, in order; those of a phrase together."""
    words = list(words_of(text))
    found = sorted({span for term in terms(query) for span in _places(term, words)}, key=lambda span: (span[0], -span[1]))
    reached = 0
    for start, end in found:
        if start >= reached:
            yield start, end
            reached = end


def _places(term: Term, words: Sequence[Word]) -> Iterator[Span]:
    wanted, last = [word.key for word in term.words[:-1]], term.words[-1].key
    size = len(term.words)
    for n in range(len(words) - size + 1):
        *firsts, end = words[n : n + size]
        if (end.key.startswith(last) if term.prefix else end.key == last) and [word.key for word in firsts] == wanted:
            yield words[n].start, end.end


def _glance(text: str, first: int) -> Span:
    """Whole words around a place."""
    if len(text) <= SHOWN:
        return 0, len(text)
    start = 0 if first <= LEAD else text.rfind(" ", 0, first - LEAD) + 1
    if len(text) <= start + SHOWN:
        return start, len(text)
    end = text.rfind(" ", start, start + SHOWN)
    return start, end if end > first else start + SHOWN
