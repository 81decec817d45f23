"""The walk from a page to its reading. Every step is a plain function of its own room; this module only names them in order.

pages ──▶ turns ──▶ tagging ──▶ voices ──▶ meaning ──▶ Reading
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ondit.meaning.certainty import weigh
from ondit.meaning.dates import date_statements, find_dates, inferred_year
from ondit.meaning.headline import rest
from ondit.meaning.labels import find_labels
from ondit.pages import Capture, Opened, capture, from_text, open_capture
from ondit.pages.datelines import find_datelines
from ondit.reading import Attribution, MadeBy, Reading
from ondit.tagging import Tagged, Tagger, shipped_digest, shipped_tagger
from ondit.tagging.parts import within_parts
from ondit.turns import Talk, find_turns
from ondit.turns.credited import interview_credits
from ondit.voices import hear


def read(
    source: str | bytes | Path,
    *,
    url: str | None = None,
    published: str | None = None,
    min_score: float | None = None,
    terms: Iterable[str] = (),
    allow_private: bool = False,
) -> Reading:
    """The reading of a page: who says what on it, on whose word, how surely and about when.

    A `Path` is a file and `bytes` are content. A `str` is an address if it begins with `http://` or `https://`, content if it
    holds a line break or begins with `<`, and else the path of a file. `url` and `published` (an ISO date) say what the page
    itself may not. The text is normalised (NFC, line ends, no-break spaces) before offsets are counted. Attributions that score
    under `min_score` (0 to 1; the model's card names the default and shows what others give) are left out. `terms` are charged
    words to note beside those that ondit knows. Addresses of this machine and of private networks are refused unless
    `allow_private`.

    Raises PageError, or FetchError for an address, where the page cannot be read.
    """
    return read_capture(capture(source, url=url, allow_private=allow_private), published=published, min_score=min_score, terms=terms)


def read_capture(taken: Capture, *, published: str | None = None, min_score: float | None = None, terms: Iterable[str] = ()) -> Reading:
    """The reading of a page whose bytes are at hand, as `read` gives it; PageError where it cannot be read."""
    return listen(open_capture(taken, published=published), shipped_tagger(), min_score=min_score, terms=terms)


def read_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    min_score: float | None = None,
    terms: Iterable[str] = (),
) -> Reading:
    """The reading of a text as it is: `article.text` equals `text`, and offsets count its code points.

    A text that begins with `title` has its headline there.

        >>> reading = ondit.read_text("Ana Brill said the bridge would open in May.")
        >>> [reading.voice(id).name for id in reading.statements[0].chain]
        [None, 'Ana Brill']
    """
    return listen(from_text(text, title=title, published=published, url=url), shipped_tagger(), min_score=min_score, terms=terms)


def tag(text: str, *, min_score: float | None = None) -> tuple[Attribution, ...]:
    """The attributions in a text alone: the spans of source, cue and content, each with a score between 0 and 1."""
    return shipped_tagger().tag(text, min_score=min_score).attributions


def listen(opened: Opened, tagger: Tagger, *, min_score: float | None = None, terms: Iterable[str] = ()) -> Reading:
    """The reading of an opened page, with the attributions that the tagger given finds on it."""
    if min_score is not None and not 0 <= min_score <= 1:
        raise ValueError(f"min_score is {min_score}, but a score lies between 0 and 1")
    terms = tuple(terms)
    if opened.article.language not in (None, "en"):
        return _unheard(opened)
    talk = find_turns(opened.article, emphasis=opened.emphasis)
    article = replace(opened.article, kind=talk.kind, credits=(*opened.article.credits, *interview_credits(opened.article, talk)))
    tagged = tagger.tag(article.text, turns=talk.turns, min_score=min_score)
    attributions = within_parts(tagged.attributions, article.headline, find_datelines(article.text))
    heard = hear(article, talk, replace(tagged, attributions=attributions))
    statements, segments = weigh(article.text, heard.statements, heard.segments, talk.turns)
    known_by = article.fetched or date.today().isoformat()  # no page was written later than now, which rules out years to come
    dates = find_dates(article.text, published=article.published, known_by=known_by)
    return Reading(
        made_by=_made_by(tagger.digest, {"min_score": min_score, "terms": list(terms)}),
        article=article,
        voices=heard.voices,
        entities=heard.entities,
        statements=date_statements(article.text, statements, dates),
        segments=segments,
        turns=talk.turns,
        dates=dates,
        labels=find_labels(article.text, heard.entities, segments, terms=terms),
        headline=rest(article, statements, heard.voices, heard.entities),
        warnings=(*opened.warnings, *inferred_year(article.text, published=article.published, known_by=known_by)),
    )


def _unheard(opened: Opened) -> Reading:
    """A page in a language that ondit does not read: its text, all of it the page's own, and no statement."""
    article = opened.article
    heard = hear(article, Talk(article.kind, participants=(), turns=()), Tagged(attributions=(), names=()))
    return Reading(
        made_by=_made_by(None, {}),
        article=article,
        voices=heard.voices,
        segments=tuple(replace(segment, statements=()) for segment in heard.segments),
        warnings=opened.warnings,
    )


def made_now() -> MadeBy:
    """What would make a reading now: the installed version of ondit and the shipped model, without settings."""
    return _made_by(shipped_digest(), {})


def _made_by(model: str | None, settings: Mapping[str, Any]) -> MadeBy:
    """What made the reading; of the settings those that were given."""
    from importlib.metadata import version  # brings the whole of email along, a fifth of the time that import ondit takes

    return MadeBy(version("ondit"), model, {name: value for name, value in settings.items() if value not in (None, [])})
