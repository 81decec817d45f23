"""A reading as the site shows it: line by line, every passage with its voice, and the evidence for one of them."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ondit.exports.html import mark_of, number
from ondit.exports.lines import Run, lines
from ondit.exports.wording import manner
from ondit.reading import Date, Reading, Segment, Span, Statement
from ondit.web.asked import whole_number

LAYERS = ("certainty", "dates", "terms")
BEFORE = string.whitespace + ",;:.!?"


@dataclass(frozen=True, slots=True)
class Sight:
    """How a page is looked at; each field is a parameter of the address, so that a sight can be shared."""

    hand: int | None = None
    """Peeled: nothing past this hand is shown."""
    voice: str | None = None
    """Solo: the others stand back."""
    layers: tuple[str, ...] = ()
    at: int | None = None
    """An offset in the passage whose evidence is shown."""
    reading: int | None = None
    """The id of an earlier reading of the page."""

    def address(self, **changes: int | str | tuple[str, ...] | None) -> str:
        """The query of this sight with some fields changed."""
        given = ((name, changes.get(name, getattr(self, name))) for name in self.__slots__)
        return "?" + urlencode([(name, value) for name, value in given if value is not None], doseq=True)

    def toggled(self, layer: str) -> str:
        """The query with the layer switched."""
        return self.address(layers=tuple(name for name in LAYERS if (name in self.layers) != (name == layer)))


def sight_of(asked: QueryParams) -> Sight:
    """The sight that an address asks for; what makes no sense in it is left out."""
    return Sight(
        hand=whole_number(asked.get("hand")),
        voice=asked.get("voice") or None,
        layers=tuple(layer for layer in LAYERS if layer in asked.getlist("layers")),
        at=whole_number(asked.get("at")),
        reading=whole_number(asked.get("reading")),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage that are of one kind: `date`, `term`, `source`, `cue`, `content` or nothing in particular."""

    text: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring words of one line that one chain owns in one manner, within one statement."""

    at: int
    pieces: tuple[Piece, ...]
    voice: str
    manner: str
    hand: int
    state: str
    """`peeled` away, standing `back` beside a solo voice, `here` where it is the one looked at, or nothing."""
    goes_on: bool
    """Whether the passage before it in the line is the same voice's."""

    @property
    def mark(self) -> str:
        return mark_of(self.voice) if self.hand > 1 else ""

    @property
    def number(self) -> str:
        return number(self.voice) if self.hand > 1 and not self.goes_on else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, and who speaks in it beside the page itself, in the order in which they do."""

    passages: tuple[Passage | str, ...]
    speakers: tuple[str, ...]


def marked(reading: Reading, sight: Sight) -> list[Line]:
    """The article line by line; lines without words are left out."""
    notes = sorted(_notes(reading, sight.layers))
    found = (_line(reading, run, sight, notes) for run in lines(reading, apart=lambda segment: segment.statements[-1:]))
    return [line for line in found if any(isinstance(passage, Passage) for passage in line.passages)]


def _line(reading: Reading, runs: list[Run], sight: Sight, notes: list[tuple[int, int, str, str]]) -> Line:
    passages: list[Passage | str] = []
    before = ""
    for run in runs:
        spoken = list(_spoken(reading, run, sight, notes, before))
        before = next((passage.voice for passage in spoken if isinstance(passage, Passage)), before)
        passages += spoken
    speakers = dict.fromkeys(p.voice for p in passages if isinstance(p, Passage) and p.hand > 1 and p.state != "peeled")
    return Line(tuple(_folded(passages)), tuple(speakers))


def _spoken(reading: Reading, run: Run, sight: Sight, notes: list[tuple[int, int, str, str]], before: str) -> Iterator[Passage | str]:
    """The words of the run as a passage after one of the voice `before`; the white space around it, and a comma before it, stay outside."""
    text = reading.article.text
    raw = text[run.start : run.end]
    start, end = run.start + len(raw) - len(raw.lstrip(BEFORE)), run.start + len(raw.rstrip())
    if start >= end:
        yield raw
        return
    yield text[run.start : start]
    chain = run.segment.chain
    pieces, state = tuple(cut(text, start, end, notes)), _state(sight, chain, run)
    yield Passage(start, pieces, chain[-1], manner(run.segment), len(chain), state, goes_on=chain[-1] == before)
    yield text[end : run.end]


def _state(sight: Sight, chain: tuple[str, ...], run: Run) -> str:
    if sight.hand is not None and len(chain) > sight.hand:
        return "peeled"
    if sight.at is not None and run.start <= sight.at < run.end:
        return "here"
    return "back" if sight.voice is not None and sight.voice != chain[-1] else ""


def _folded(passages: list[Passage | str]) -> Iterator[Passage | str]:
    """Of neighbours that are peeled away only the first is left, to stand for them."""
    peeled = False
    for passage in passages:
        if isinstance(passage, Passage):
            if not (peeled and passage.state == "peeled"):
                yield passage
            peeled = passage.state == "peeled"
        elif not peeled:
            yield passage
        else:
            yield " "


def _notes(reading: Reading, layers: tuple[str, ...]) -> Iterator[tuple[int, int, str, str]]:
    """What the layers mark: (start, end, kind, note)."""
    if "dates" in layers:
        yield from ((date.start, date.end, "date", days_of(date)) for date in reading.dates)
    if "terms" in layers:
        yield from ((label.start, label.end, "term", reading.label(label.voice)) for label in reading.labels)


def days_of(date: Date) -> str:
    """The days a date stands for."""
    if not (date.from_ or date.to):
        return ""
    days = date.from_ if date.from_ == date.to else f"{date.from_ or '…'} to {date.to or '…'}"
    return f"{days}, inferred" if date.inferred else f"{days}"


def cut(text: str, start: int, end: int, notes: list[tuple[int, int, str, str]]) -> Iterator[Piece]:
    """The stretch of text in pieces, each with the note that covers it; `notes` are sorted, and of two the later wins."""
    near = [note for note in notes[: bisect_right(notes, (end,))] if note[1] > start]
    if not near:
        yield Piece(text[start:end])
        return
    edges = sorted({start, end, *(edge for a, b, *_ in near for edge in (a, b) if start < edge < end)})
    for a, b in pairwise(edges):
        covering = [(kind, note) for left, right, kind, note in near if left <= a and b <= right]
        yield Piece(text[a:b], *(covering[-1] if covering else ()))


# ---------------------------------------------------------------- the evidence for one passage

AROUND = 160
"""Characters before and after that an excerpt may show of its line."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with the words of the page that it rests on."""

    statement: Statement
    excerpt: tuple[Piece, ...]
    dates: tuple[tuple[str, str], ...]
    """As the page puts it, and the days it stands for."""
    said: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands behind the passage at an offset."""

    at: int
    segment: Segment
    within: tuple[Evidence, ...]
    """The statements whose content it is part of, the innermost first."""
    frames: tuple[Evidence, ...]
    """The statements of which it names the voice or the verb."""


def card_at(reading: Reading, at: int) -> Card | None:
    """The card for the passage at the offset; None where the text has no such place."""
    if not 0 <= at < len(reading.article.text):
        return None
    segment = reading.segments[bisect_right(reading.segments, at, key=lambda s: s.start) - 1]
    held = set(segment.statements)
    within = [s for s in reading.statements if s.id in held]
    frames = [s for s in reading.statements if s.id not in held and _meets((*s.source, *s.cue), (segment.start, segment.end))]
    within.sort(key=lambda s: segment.statements.index(s.id), reverse=True)
    return Card(at, segment, tuple(evidence(reading, s) for s in within), tuple(evidence(reading, s) for s in frames))


def _meets(spans: Iterable[Span], stretch: Span) -> bool:
    return any(start < stretch[1] and stretch[0] < end for start, end in spans)


def evidence(reading: Reading, statement: Statement) -> Evidence:
    """The words of the page for a statement, and what they mean."""
    names = {entity.id: entity.name for entity in reading.entities}
    dates = [reading.dates[n] for n in statement.dates]
    said = statement.said
    return Evidence(
        statement,
        tuple(_excerpt(reading.article.text, statement)),
        tuple((date.text, days_of(date)) for date in dates),
        "" if said is None else days_of(Date(0, 0, "", said.from_, said.to)),
        tuple(names[id] for id in statement.about),
    )


def _excerpt(text: str, statement: Statement) -> Iterator[Piece]:
    """The lines around the statement, its content, source and cue marked, cut off where they go on for long."""
    spans = [(*span, kind, "") for kind in ("content", "cue", "source") for span in getattr(statement, kind)]
    first, last = min(start for start, *_ in spans), max(end for _, end, *_ in spans)
    start = max(text.rfind("\n", 0, first) + 1, first - AROUND)
    feed = text.find("\n", last)
    end = min(feed if feed >= 0 else len(text), last + AROUND)
    if start and text[start - 1] != "\n":
        yield Piece("… ")
    yield from cut(text, start, end, sorted(spans, key=lambda span: (span[0], -span[1])))
    if end < len(text) and text[end] != "\n":
        yield Piece(" …")


def first_words(reading: Reading, statement: Statement) -> int:
    """Where the words begin that the statement owns; where it owns none, its content."""
    owned = (segment.start for segment in reading.segments if segment.statements[-1:] == (statement.id,))
    return next(owned, statement.content[0][0])
