"""How voices, chains and certainty are put into words for people; every format that people read says them alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ondit.reading import Date, Days, Headline, Reading, Segment, Span, Statement, Voice

if TYPE_CHECKING:
    from ondit.ledger.records import Link

CHAIN = " › "
GAP = " … "
"""Between the spans of a content that is not in one piece."""

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters, but for the line feed, that may steer a terminal, turn text round or fit no encoding."""

STANDS = {
    "itself": "this statement",
    "words": "in the same words",
    "confirmed": "the same claim, a person says",
    "proposed": "perhaps the same claim",
}
"""Why a statement is held for the same claim."""

TOOK = {
    "reprint": "reprint",
    "excerpt": "excerpt",
    "credit": "credit",
    "quote": "same words",
    "said": "told",
    "outlet": "its outlet",
    "voice": "told elsewhere",
}
"""How one thing took a claim from another."""

FIRST = {
    "links": "no other page comes before it",
    "date": "by its date",
    "no day": "a page that may be the first has no date",
    "same day": "several are of the first day",
    "circle": "the first pages took it from each other",
}
"""How it is known which page was first, or why it is not."""


@dataclass(frozen=True, slots=True)
class Share:
    """A voice and how many statements it answers for, and hands on from others."""

    voice: Voice
    answers_for: int
    hands_on: int


def harmless(text: str) -> str:
    """The text as it may be shown on a terminal: what could steer it becomes a replacement character."""
    return UNSEEN.sub("\ufffd", text)


def chain_label(reading: Reading, chain: Iterable[str]) -> str:
    """A chain of voices in one line, the page first."""
    return CHAIN.join(reading.label(id) for id in chain)


def links_label(chain: Iterable[Link]) -> str:
    """The same of a chain as a ledger gives it back."""
    return CHAIN.join(link.label for link in chain)


def called_by(words: str, names: Mapping[str, str]) -> str:
    """The words with the names in place of the addresses."""
    for address, name in sorted(names.items(), key=lambda named: -len(named[0])):
        words = words.replace(address, name)
    return words


def manner(said: Statement | Segment) -> str:
    """How surely it is put, in a word or two: `certain`, `probable not`, `wants`, `asks`."""
    word = said.certainty if said.act == "assert" else f"{said.act}s"
    return word if said.polarity == "+" else f"{word} not"


def words(text: str, spans: Iterable[Span]) -> str:
    """The words of the spans, on one line."""
    return GAP.join(" ".join(text[start:end].split()) for start, end in spans)


def shares(reading: Reading) -> list[Share]:
    """Who speaks on the page, in the order of the voices; those who neither answer for nor hand on anything are left out."""
    answers = Counter(statement.chain[-1] for statement in reading.statements)
    hands = Counter(id for statement in reading.statements for id in statement.chain[:-1])
    found = (Share(voice, answers[voice.id], hands[voice.id]) for voice in reading.voices)
    return [share for share in found if share.answers_for or (share.hands_on and share.voice.kind != "author")]


def headline_notes(reading: Reading) -> list[str]:
    """What the headline rests on and what it leaves out, a line for each such statement that the reading holds."""
    headline = reading.headline or Headline()
    drops = f" (the headline drops: {', '.join(headline.drops)})" if headline.drops else ""
    rested = [statement for statement in reading.statements if statement.id in headline.rests_on]
    return [f"The headline rests on {chain_label(reading, s.chain)}: {words(reading.article.text, s.content)}{drops}" for s in rested]


@dataclass(frozen=True, slots=True)
class Moment:
    """A place on the page's timeline: when, whether something is told of that time or was said then, and the statement."""

    when: str
    what: str
    statement: Statement


def timeline(reading: Reading) -> list[Moment]:
    """What is said to have happened, or is planned, when; and what was said when. In the order of the days, open beginnings first.

    A statement stands there with each date that its content holds; of statements inside one another only the innermost does.
    """
    held: dict[int, Statement] = {}
    for statement in reading.statements:
        for n in statement.dates:
            if n not in held or statement.hand >= held[n].hand:
                held[n] = statement
    told = [
        (date.from_ or "", date.to or "", f" (“{date.text}”)", _what(statement, inferred=date.inferred), statement)
        for n, statement in held.items()
        if _known(date := reading.dates[n])
    ]
    said = [(s.said.from_ or "", s.said.to or "", "", "said then", s) for s in reading.statements if s.said and _known(s.said)]
    ordered = sorted(told + said, key=lambda moment: moment[:2])
    return [Moment(_days(start, end) + quoted, what, statement) for start, end, quoted, what, statement in ordered]


def _known(days: Date | Days) -> bool:
    return bool(days.from_ or days.to)


def _days(start: str, end: str) -> str:
    return start if start == end else f"{start or '…'} to {end or '…'}"


def _what(statement: Statement, *, inferred: bool) -> str:
    return manner(statement) + (", year inferred" if inferred else "")


def charged_terms(reading: Reading) -> list[tuple[str, str, str, int]]:
    """Which voice puts which charged terms on which party, and how often: (party, voice, term, times), party by party.

    A party that the page does not make plain is an ellipsis. ondit adopts none of the terms.
    """
    names = {entity.id: entity.name for entity in reading.entities}
    counted = Counter((names.get(label.about or "", "…"), reading.label(label.voice), label.text.lower()) for label in reading.labels)
    return [(*key, times) for key, times in sorted(counted.items(), key=lambda item: (item[0][0] == "…", item[0]))]
