"""A reading as people have corrected it: what the machine read, with decisions laid over it. Pure functions, so that undoing is exact.

A `Change` is what a decision sets; `Correction` is what all decisions on one statement come to. A rejected statement is left out of the
corrected reading. Whoever is reported inside a statement comes through its new voice too; what its content mentions is found anew, and
the words of the text go to their new owners.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ondit.ledger.writing import words_of
from ondit.reading import Act, Certainty, Headline, Polarity, Reading, Segment, Span, Statement, Voice, VoiceKind
from ondit.voices.segments import Floor, clauses, make_segments

Status = Literal["accepted", "rejected", "edited"]
Spans = tuple[Span, ...]

BROUGHT_IN = "d"
"""What the id of a voice begins with that a decision brought into a reading; its number follows."""


@dataclass(frozen=True, slots=True)
class NewVoice:
    """Who answers for a statement, as a person says: somebody of the ledger, or the page itself."""

    kind: VoiceKind
    name: str | None = None
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What one decision makes of a statement; what it leaves alone is None."""

    decision: int
    status: Status
    source: Spans | None = None
    content: Spans | None = None
    act: Act | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    voice: NewVoice | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A reading with every decision applied, rejected statements and all, and what was decided of which statement."""

    reading: Reading
    status: Mapping[str, Status]
    """By the id of the statement."""
    decisions: Mapping[str, tuple[int, ...]]
    entities: Mapping[str, int]
    """Who a voice is, by its id, for the voices that decisions brought in."""

    def kept(self) -> Reading:
        """The reading without the statements that were rejected; the segments know of those alone."""
        rejected = {id for id, status in self.status.items() if status == "rejected"}
        if not rejected:
            return self.reading
        statements = tuple(s for s in self.reading.statements if s.id not in rejected)
        headline = self.reading.headline
        if headline:
            rests_on = tuple(id for id in headline.rests_on if id not in rejected)
            headline = Headline(rests_on, headline.drops) if rests_on else None
        return _owned_anew(replace(self.reading, statements=statements, headline=headline))


def corrected(reading: Reading, changes: Mapping[str, Sequence[Change]], entities: Mapping[str, int]) -> Corrected:
    """The reading with changes applied to its statements, by their id, in order; `entities` says who its voices are across pages."""
    statements = {s.id: s for s in reading.statements}
    voices = list(reading.voices)
    brought: dict[str, int] = {}
    status: dict[str, Status] = {}
    decisions: dict[str, tuple[int, ...]] = {}
    for id in (s.id for s in reading.statements if changes.get(s.id)):
        old = new = statements[id]
        for change in changes[id]:
            new = _changed(reading, new, change, voices, {**entities, **brought}, brought)
        statements[id] = new
        status[id] = changes[id][-1].status
        decisions[id] = (*decisions.get(id, ()), *(change.decision for change in changes[id]))
        for inner in _pass_on(old, new, statements) if new.chain != old.chain else ():
            status.setdefault(inner, "edited")
            decisions[inner] = (*decisions.get(inner, ()), *(change.decision for change in changes[id] if change.voice))
    moved = [id for id in changes if (statements[id].content, statements[id].chain) != _place(reading, id)]
    whole = replace(reading, voices=tuple(voices), statements=tuple(statements.values()))
    return Corrected(
        _owned_anew(whole) if moved else whole,
        status,
        decisions,
        entities=brought,
    )


def _place(reading: Reading, id: str) -> tuple[Spans, tuple[str, ...]]:
    return next((s.content, s.chain) for s in reading.statements if s.id == id)


def _changed(
    reading: Reading, statement: Statement, change: Change, voices: list[Voice], entities: Mapping[str, int], brought: dict[str, int]
) -> Statement:
    """The statement with one change applied; certainty goes with assertions only."""
    act = change.act or statement.act
    certainty = change.certainty or ("certain" if statement.certainty == "na" else statement.certainty)
    made = replace(
        statement,
        source=statement.source if change.source is None else change.source,
        content=statement.content if change.content is None else change.content,
        act=act,
        certainty=certainty if act == "assert" else "na",
        polarity=change.polarity or statement.polarity,
    )
    if change.content is not None:
        made = replace(made, about=_about(reading, made.content), dates=_dates(reading, made.content))
    if change.source:
        made = replace(made, origin="attribution")
    if change.voice is not None:
        made = replace(made, chain=_chain(made.chain, change, voices, entities, brought))
    return made


def _chain(
    chain: tuple[str, ...], change: Change, voices: list[Voice], entities: Mapping[str, int], brought: dict[str, int]
) -> tuple[str, ...]:
    """The chain that ends in the voice named; the page stays the first. A voice that the reading lacks is brought in."""
    voice = change.voice
    assert voice is not None
    if voice.kind == "author":
        return chain[:1]
    known = next((v.id for v in voices[1:] if v.kind != "author" and voice.entity is not None and entities.get(v.id) == voice.entity), None)
    if known is None:
        known = f"{BROUGHT_IN}{change.decision}"
        voices.append(Voice(known, voice.kind, voice.name))
        if voice.entity is not None:
            brought[known] = voice.entity
    return (*(chain[:-1] if len(chain) > 1 else chain), known)


def _pass_on(old: Statement, new: Statement, statements: dict[str, Statement]) -> list[str]:
    """Let what is reported inside a statement come through its new voice; the ids of what is."""
    depth = len(old.chain)
    inside = [
        id
        for id, inner in statements.items()
        if len(inner.chain) > depth and inner.chain[:depth] == old.chain and _inside(inner.content, old.content)
    ]
    for id in inside:
        statements[id] = replace(statements[id], chain=(*new.chain, *statements[id].chain[depth:]))
    return inside


def _inside(inner: Iterable[Span], outer: Sequence[Span]) -> bool:
    return all(any(start <= s and e <= end for start, end in outer) for s, e in inner)


def _about(reading: Reading, content: Spans) -> tuple[str, ...]:
    found = [(mention, entity.id) for entity in reading.entities for mention in entity.mentions if _inside([mention], content)]
    return tuple(dict.fromkeys(id for _, id in sorted(found)))


def _dates(reading: Reading, content: Spans) -> tuple[int, ...]:
    return tuple(n for n, date in enumerate(reading.dates) if _inside([(date.start, date.end)], content))


def _owned_anew(reading: Reading) -> Reading:
    """The reading with its text parted anew by who owns which words; how surely a piece is said goes with its innermost statement."""
    article = reading.article
    floor = Floor(reading.voices[0].id, reading.turns)
    pieces = make_segments(article.text, clauses(article, reading.turns), reading.statements, floor)
    said = {s.id: s for s in reading.statements}
    return replace(reading, segments=tuple(_weighed(reading, piece, said) for piece in pieces))


def _weighed(reading: Reading, piece: Segment, said: Mapping[str, Statement]) -> Segment:
    before: Segment | Statement | None = said[piece.statements[-1]] if piece.statements else _segment_at(reading, piece.start)
    return replace(piece, act=before.act, certainty=before.certainty, polarity=before.polarity) if before else piece


def _segment_at(reading: Reading, offset: int) -> Segment | None:
    return next((s for s in reading.segments if s.start <= offset < s.end), None)


# ---------------------------------------------------------------- finding words again


def find_words(text: str, words: str, near: int) -> Spans | None:
    """Where words stand in a text, white space aside, nearest to an offset, else None; ` … ` parts words that do not adjoin."""
    spans: list[Span] = []
    for part in words.split("…"):
        span = _nearest(text, part.split(), spans[-1][1] if spans else near, after=bool(spans))
        if span is None:
            return None
        spans.append(span)
    return tuple(spans)


def _nearest(text: str, words: Sequence[str], near: int, *, after: bool) -> Span | None:
    """The nearest place of the words, or the next one `after` the offset."""
    if not words:
        return None
    found: list[Span] = []
    at = text.find(words[0], near if after else 0)
    while at >= 0:
        end = _run(text, words, at)
        if end is not None:
            found.append((at, end))
            if after:
                break
        at = text.find(words[0], at + 1)
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def _run(text: str, words: Sequence[str], at: int) -> int | None:
    """The end of the words that stand one after the other there, with white space between them."""
    for n, word in enumerate(words):
        if n:
            start = at
            while at < len(text) and text[at].isspace():
                at += 1
            if at == start:
                return None
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def same_words(text: str, statement: Statement) -> tuple[str, str, str]:
    """What tells a statement in another text of its page: the words of its source, cue and content."""
    return words_of(text, statement.source), words_of(text, statement.cue), words_of(text, statement.content)
