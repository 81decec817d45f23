"""A reading as a page to look at: every passage marked by its voice, in one file that fetches and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ondit.exports.lines import Run, lines
from ondit.exports.wording import Moment, Share, chain_label, charged_terms, headline_notes, manner, shares, timeline, words
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
    parted = ([passage for run in line for passage in _passages(reading, run)] for line in lines(reading))
    paragraphs = [p for p in parted if any(passage.text.strip() for passage in p)]
    return Sheet(
        reading=reading,
        heading=article.title or article.url or "A text without a title",
        link=article.url if (article.url or "").startswith(("http://", "https://")) else None,
        headline=paragraphs[0] if article.headline and paragraphs else [],
        notes=headline_notes(reading),
        paragraphs=paragraphs[1:] if article.headline else paragraphs,
        voices=[(number(s.voice.id), mark_of(s.voice.id), reading.label(s.voice.id), s) for s in shares(reading)],
        timeline=[(m, chain_label(reading, m.statement.chain), words(article.text, m.statement.content)) for m in timeline(reading)],
        charged_terms=charged_terms(reading),
    )


def _passages(reading: Reading, run: Run) -> list[Passage]:
    """The words as a passage, with the white space around them unmarked."""
    text, said = reading.article.text[run.start : run.end], run.segment
    spoken = text.strip()
    if not spoken:
        return [Passage(text)]
    before, after = text.split(spoken, 1)
    own = len(said.chain) == 1  # what the page says itself bears no number, but may bear a word
    shown = ([] if own else [number(said.chain[-1])]) + ([] if manner(said) == "certain" else [manner(said)])
    mark = "" if own else mark_of(said.chain[-1])
    return [Passage(before), Passage(spoken, mark, " ".join(shown), f"{chain_label(reading, said.chain)} — {manner(said)}"), Passage(after)]


def number(voice: str) -> str:
    """What a voice's passages are marked with beside its colour."""
    return voice.removeprefix("v")


def mark_of(voice: str) -> str:
    """One of seven colours (Okabe & Ito 2008, black left out) and five underlines; together they tell 35 voices apart."""
    n = int(number(voice)) if number(voice).isdigit() else 0
    return f"c{(n - 1) % 7} u{(n - 1) % 5}" if n else ""


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("ondit.exports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _style() -> str:
    """The style of the page, and of the voices on it, which the site has in common."""
    return "".join((files(__package__) / "templates" / name).read_text("utf-8") for name in ("page.css", "voices.css"))
