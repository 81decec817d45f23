"""Which of two copies derives from the other, as far as credits, quotation marks and dates tell; each reason is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ondit.origins.editions import Edition
from ondit.origins.records import Copy, Evidence, Page, Passage, Place
from ondit.origins.words import Words
from ondit.pages.outlets import same_outlet, same_site
from ondit.reading import Credit, Span

_CLEARLY = 0.8

_DAYS = 2
"""A newspaper prints on one day what it put online the evening before, and what another took from there that night: of two pages of
PolNeAR that share a paragraph the one that took it is dated a day earlier. From two days on, the day counts."""


def judge(copy: Copy, page: Edition, other: Edition) -> Copy:
    """The copy with its evidence, and with its source where the evidence agrees on one.

    A page that credits the other derives from it, and so does one that sets in quotation marks what the other says in its own words. A
    page that credits a third did not take its text from the other. Without any of these the earlier page is the source. Where reasons
    contradict each other, all are given and the source stays open.
    """
    sure = [*_crediting(page, other), *_crediting(other, page), *_quoting(copy, page, other)]
    thirds = [said for one, two in ((page, other), (other, page)) for said in _crediting_a_third(one, two)]
    dated = _dated(page, other)
    sources = {source for source, _ in (*sure, *(() if thirds and not sure else dated))} - {None}
    evidence = (_overlap(copy), *(said for _, said in sure), *thirds, *(said for _, said in dated))
    return replace(copy, source=sources.pop() if len(sources) == 1 else None, evidence=evidence)


def _overlap(copy: Copy) -> Evidence:
    text = f"{copy.share:.0%} of the words of {copy.page} stand on {copy.other} too, {copy.other_share:.0%} the other way round"
    return Evidence("overlap", text, _places(copy, copy.passages))


def _places(copy: Copy, passages: Iterable[Passage]) -> tuple[Place, ...]:
    return tuple(place for p in passages for place in (Place(copy.page, *p.here), Place(copy.other, *p.there)))


def _names(credit: Credit, page: Edition) -> Evidence:
    text = f"{page.address} says it has its text from {credit.name}"
    return Evidence("credit", text, (Place(page.address, credit.start, credit.end),))


def _is_of(credit: Credit, other: Edition) -> bool:
    return same_outlet(credit.name, other.outlet, other.address) or bool(credit.url and same_site(credit.url, other.address))


def _given(page: Edition) -> list[Credit]:
    """The credits of a page that name another than itself."""
    return [credit for credit in page.credits if not same_outlet(credit.name, page.outlet, page.address)]


def _crediting(page: Edition, other: Edition) -> list[tuple[Page | None, Evidence]]:
    return [(other.address, _names(credit, page)) for credit in _given(page) if _is_of(credit, other)]


def _crediting_a_third(page: Edition, other: Edition) -> list[Evidence]:
    return [_names(credit, page) for credit in _given(page) if not _is_of(credit, other)]


def _quoting(copy: Copy, page: Edition, other: Edition) -> list[tuple[Page | None, Evidence]]:
    """Does one page put in quotation marks what the other has without?"""
    mine, others = ([p for p in copy.passages if _sets_in_quotes(p, page, other, turned)] for turned in (False, True))
    if bool(mine) == bool(others):
        return []
    quoting, source = (page.address, other.address) if mine else (other.address, page.address)
    return [(source, Evidence("inclusion", f"{quoting} quotes what {source} says in its own words", _places(copy, mine or others)))]


def _sets_in_quotes(passage: Passage, page: Edition, other: Edition, turned: bool) -> bool:
    here, there = _quoted(page.words, passage.here), _quoted(other.words, passage.there)
    quoting, quoted = (there, here) if turned else (here, there)
    return quoting >= _CLEARLY and quoted <= 1 - _CLEARLY


def _quoted(words: Words, span: Span) -> float:
    """The share of the words of a span that stand in quotation marks."""
    first = bisect_left(words.spans, span[0], key=lambda s: s[0])
    past = bisect_left(words.spans, span[1], key=lambda s: s[0])
    return float(words.quoted[first:past].mean()) if past > first else 0.0


def _dated(page: Edition, other: Edition) -> list[tuple[Page | None, Evidence]]:
    """The earlier page, None where the days lie too near; nothing where they are the same or one is not known to the day."""
    try:
        days = [date.fromisoformat((one.published or "")[:10]) for one in (page, other)]
    except ValueError:
        return []
    if days[0] == days[1]:
        return []
    early, late = (page, other) if days[0] < days[1] else (other, page)
    far = abs((days[0] - days[1]).days) >= _DAYS
    text = f"{early.address} is of {early.published}, {late.address} of {late.published}" + ("" if far else ", too near to tell")
    return [(early.address if far else None, Evidence("date", text))]
