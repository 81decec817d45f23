"""Who owns which words: the statements of a page and the segments that part its text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from ondit.reading import Article, Attribution, Entity, Segment, Span, Statement, Turn
from ondit.sentences import sentence_spans
from ondit.voices.quotations import Quotations

Chain = tuple[str, ...]


def clauses(article: Article, turns: Sequence[Turn]) -> tuple[Span, ...]:
    """The sentences of the text, cut where a turn or its marker begins or ends, so that each has one speaker."""
    borders = sorted({at for turn in turns for at in (turn.start, turn.end, *(turn.marker or ()))})
    return tuple(piece for span in sentence_spans(article.text) for piece in _cut(article.text, span, borders))


def _cut(text: str, span: Span, borders: Sequence[int]) -> Iterator[Span]:
    start, end = span
    for border in borders[bisect_left(borders, start + 1) : bisect_left(borders, end)]:
        yield from _trim(text, start, border)
        start = border
    yield from _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    if said.strip():
        yield start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


@dataclass(frozen=True, slots=True)
class Floor:
    """Who speaks where nobody is quoted: the page, or whoever has the turn."""

    page: str
    turns: Sequence[Turn]

    def chains_at(self, offsets: Sequence[int]) -> list[Chain]:
        """The chain at each of the offsets, in any order."""
        ascending = sorted(set(offsets))
        found = dict(zip(ascending, self.chains(ascending), strict=True))
        return [found[offset][0] for offset in offsets]

    def chains(self, offsets: Sequence[int]) -> list[tuple[Chain, bool]]:
        """For each of the offsets, which ascend, the chain and whether it lies in a turn."""
        found: list[tuple[Chain, bool]] = []
        at = 0
        for offset in offsets:
            while at < len(self.turns) and self.turns[at].end <= offset:
                at += 1
            inside = at < len(self.turns) and self.turns[at].start <= offset
            found.append(((self.page, self.turns[at].voice) if inside else (self.page,), inside))
        return found


def make_statements(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    chains: Sequence[Chain],
    floor: Floor,
    entities: Sequence[Entity],
) -> tuple[Statement, ...]:
    """One statement for each attribution, and one for each sentence that holds no part of any; in text order, ids "s1", "s2", …"""
    drafts = [
        Statement("", "attribution", a.source, a.cue, a.content, chain, score=a.score)
        for a, chain in zip(attributions, chains, strict=True)
    ]
    markers = [turn.marker for turn in floor.turns if turn.marker]  # "Q:" states nothing
    taken = sorted([*markers, *(span for a in attributions for span in (*a.source, *a.cue, *a.content))])
    free = list(_untouched(sentences, taken))
    quotations = Quotations(text, attributions)
    for span, (chain, in_turn) in zip(free, floor.chains([start for start, _ in free]), strict=True):
        if any(c.isalnum() for c in text[slice(*span)]):
            quoted = quotations.goes_on_with(span)
            drafts.append(Statement("", "turn" if in_turn else "page", (), (), (span,), chain if quoted is None else chains[quoted]))
    drafts.sort(key=lambda s: min((*s.source, *s.cue, *s.content)))
    about = _About(entities)
    return tuple(_numbered(draft, i, about) for i, draft in enumerate(drafts, start=1))


def _numbered(draft: Statement, number: int, about: _About) -> Statement:
    return replace(draft, id=f"s{number}", about=about(draft.content))


def _untouched(sentences: Sequence[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The sentences that share no character with any of the sorted spans."""
    at, reach = 0, -1
    for start, end in sentences:
        while at < len(taken) and taken[at][0] < end:
            reach = max(reach, taken[at][1])
            at += 1
        if reach <= start:
            yield start, end


class _About:
    """Which entities are mentioned in a content."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        pairs = sorted((span, entity.id) for entity in entities for span in entity.mentions)
        self._starts = [span[0] for span, _ in pairs]
        self._ids = [id for _, id in pairs]

    def __call__(self, content: Sequence[Span]) -> tuple[str, ...]:
        found = (self._ids[bisect_left(self._starts, start) : bisect_left(self._starts, end)] for start, end in content)
        return tuple(dict.fromkeys(id for ids in found for id in ids))


def make_segments(text: str, sentences: Sequence[Span], statements: Sequence[Statement], floor: Floor) -> tuple[Segment, ...]:
    """The text parted: at most a sentence each, cut wherever the owner or the statements that cover it change."""
    starts = {start for start, _ in sentences}
    cuts = {0, len(text), *starts}
    cuts.update(at for s in statements for span in s.content for at in span)
    cuts = {0, *(_past_space(text, at) for at in cuts)}
    cuts.update(at for turn in floor.turns for at in (turn.start, turn.end))
    pieces = _worded(text, sorted(cuts), starts)
    probes = [next((at for at in range(*piece) if text[at].isalnum()), piece[0]) for piece in pieces]
    segments: list[Segment] = []
    for (start, end), over, (chain, _) in zip(pieces, _covering(probes, statements), floor.chains(probes), strict=True):
        owner = max(over, key=lambda s: len(s.chain)).chain if over else chain
        segment = Segment(start, end, owner, statements=tuple(s.id for s in over))
        if segments and start not in starts and (segments[-1].chain, segments[-1].statements) == (owner, segment.statements):
            segment = replace(segments.pop(), end=end)
        segments.append(segment)
    return tuple(segments)


def _past_space(text: str, at: int) -> int:
    """The next place that is not white space: what stands between two pieces belongs to the first."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _worded(text: str, cuts: Sequence[int], sentence_starts: Set[int]) -> list[Span]:
    """The pieces between the cuts.

    One without a letter or digit goes with the piece before it, at the start of a sentence with the one after.
    """
    pieces: list[Span] = []
    begin: int | None = None
    for start, end in pairwise(cuts):
        start = start if begin is None else begin
        if any(c.isalnum() for c in text[start:end]):
            pieces.append((start, end))
            begin = None
        elif pieces and start not in sentence_starts:
            pieces[-1] = (pieces[-1][0], end)
        else:
            begin = start
    if begin is not None:
        pieces = [*pieces[:-1], (pieces[-1][0], len(text))] if pieces else [(0, len(text))]
    return pieces


def _covering(offsets: Sequence[int], statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """For each of the ascending offsets the statements whose content lies over it, the longest first."""
    spans = sorted((start, end, i) for i, s in enumerate(statements) for start, end in s.content)
    lengths = [sum(end - start for start, end in s.content) for s in statements]
    open_: list[tuple[int, int, int]] = []  # in the order to give them in
    at, closes = 0, 0
    for offset in offsets:
        while at < len(spans) and spans[at][0] <= offset:
            _, end, i = spans[at]
            insort(open_, (-lengths[i], i, end))
            closes = min(closes, end) if len(open_) > 1 else end
            at += 1
        if open_ and closes <= offset:
            open_ = [span for span in open_ if span[2] > offset]
            closes = min((end for *_, end in open_), default=0)
        yield [statements[i] for i in dict.fromkeys(i for _, i, _ in open_)]
