"""A reading as a page to look at: every passage marked by its voice, in one file that fetches and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from ondit.exports.wording import Moment, Share, chain_label, charged_terms, headline_notes, manner, shares, timeline, voice_label, words
from ondit.reading import Reading

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring words of one paragraph that one chain owns in one manner, as the page shows them."""

    text: str
    mark: str = ""
    """Classes that give the voice its colour and underline; empty for the page's own words."""
    label: str = ""
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reading as the page shows it."""

    reading: Reading
    heading: str
    link: str | None
    headline: list[Passage]
    notes: list[str]
    paragraphs: list[list[Passage]]
    voices: list[tuple[str, str, str, Share]]
    """Number, mark, label and share of each voice that speaks."""
    timeline: list[tuple[Moment, str, str]]
    """Moment, chain and content of what stands on the timeline."""
    charged_terms: list[tuple[str, str, str, int]]
    """Party, voice, term and how often."""


def html_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """One HTML document of the readings: no script, no address fetched, all text escaped."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    sheets = [sheet(reading) for reading in readings]
    yield from _templates().get_template("page.html").generate(sheets=sheets, style=style, digest=digest)


def html_fragment(reading: Reading) -> str:
    """The reading as a piece of HTML with its own style, for a notebook."""
    return _templates().get_template("fragment.html").render(sheet=sheet(reading), style=_style())


def sheet(reading: Reading) -> Sheet:
    """What the page shows of a reading."""
    article = reading.article
    paragraphs = [p for p in _paragraphs(reading) if any(passage.text.strip() for passage in p)]
    return Sheet(
        reading=reading,
        heading=article.title or article.url or "A text without a title",
        link=article.url if (article.url or "").startswith(("http://", "https://")) else None,
        headline=paragraphs[0] if article.headline and paragraphs else [],
        notes=headline_notes(reading),
        paragraphs=paragraphs[1:] if article.headline else paragraphs,
        voices=[(_number(s.voice.id), _mark(s.voice.id), voice_label(reading, s.voice.id), s) for s in shares(reading)],
        timeline=[(m, chain_label(reading, m.statement.chain), words(article.text, m.statement.content)) for m in timeline(reading)],
        charged_terms=charged_terms(reading),
    )


def _paragraphs(reading: Reading) -> Iterator[list[Passage]]:
    """The text line by line, each as its passages; a turn begins a line, also where the page has run its paragraphs together."""
    begins = [turn.marker[0] if turn.marker else turn.start for turn in reading.turns]
    line: list[Passage] = []
    last = 0
    for (chain, said, turn), run in groupby(reading.segments, key=lambda s: (s.chain, manner(s), bisect_right(begins, s.start))):
        segments = list(run)
        lines = reading.article.text[segments[0].start : segments[-1].end].split("\n")
        for number, text in enumerate(lines):
            if number or turn != last:
                yield line
                line = []
            line += _passages(reading, chain, said, text)
        last = turn
    yield line


def _passages(reading: Reading, chain: tuple[str, ...], said: str, text: str) -> list[Passage]:
    """The words as a passage, with the white space around them unmarked."""
    spoken = text.strip()
    if not spoken:
        return [Passage(text)]
    before, after = text.split(spoken, 1)
    is_own = len(chain) == 1  # what the page says itself bears no number, but may bear a word
    shown = ([] if is_own else [_number(chain[-1])]) + ([] if said == "certain" else [said])
    mark = "" if is_own else _mark(chain[-1])
    return [Passage(before), Passage(spoken, mark, " ".join(shown), f"{chain_label(reading, chain)} — {said}"), Passage(after)]


def _number(voice: str) -> str:
    return voice.removeprefix("v")


def _mark(voice: str) -> str:
    """One of seven colours (Okabe & Ito 2008, black left out) and five underlines; together they tell 35 voices apart."""
    number = int(_number(voice)) if _number(voice).isdigit() else 0
    return f"c{(number - 1) % 7} u{(number - 1) % 5}" if number else ""


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("ondit.exports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _style() -> str:
    return (files(__package__) / "templates" / "page.css").read_text("utf-8")
