"""Which line of a page is its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ondit.pages.dump_facts import address, crumbs_of, day_in, is_day_alone, names_in_byline
from ondit.pages.dump_lexicon import FUNCTION_WORDS
from ondit.pages.dump_lines import is_furniture_line, key
from ondit.pages.paragraphs import words_of

LONGEST_TITLE = 250
_FARTHEST = 80
"""Lines before the body among which its headline is looked for; sharing buttons and related stories may come between."""
_LEAD, _LEAD_LINES = 2_000, 20
"""Characters and lines of the body that a headline sums up."""
_UNDER_TITLE = 4
"""Lines under a headline among which its byline or date stands."""
_LEAST = 0.6
"""The score from which a line is taken for the headline. With it and the weights in `_Evidence`, the headline is right on 75 of the 78
dev dumps of scrapinghub/article-extraction-benchmark given their addresses, on 60 without; held against their HTML's titles,
with four read by hand whose page words the headline otherwise (2026-11)."""

_SITE_MARK = re.compile(r"\s+[|–—·-]\s+")
_CAPTION = re.compile(r"\b(?:photo|photograph|credit|getty|images?|playback)\b|\bcaption", re.IGNORECASE)


def find_title(lines: Sequence[str], start: int, body: Sequence[str], url: str | None) -> int | None:
    """Which line before the body, which begins at line `start`, is its headline; None where none stands out."""
    evidence = _Evidence.of(lines, start, body, url)
    candidates = [at for at in range(max(0, start - _FARTHEST), start) if _may_be_title(lines[at])]
    best = max(candidates, key=evidence.score, default=None)
    return best if best is not None and evidence.score(best) >= _LEAST else None


def is_same(line: str, other: str) -> bool:
    """Whether two lines have the same words."""
    return len(line) <= LONGEST_TITLE and words_of(line) == words_of(other)


def without_site(title: str, lines: Sequence[str]) -> str:
    """A window title such as *A headline | The Outlet* without the outlet, where the page has the headline alone as well."""
    pieces = _SITE_MARK.split(title)
    alone = {key(line) for line in lines}
    return next((" - ".join(pieces[:n]) for n in range(len(pieces) - 1, 0, -1) if key(" - ".join(pieces[:n])) in alone), title)


def _may_be_title(line: str) -> bool:
    if len(line) > LONGEST_TITLE or (len(line) < 15 and len(line.split()) < 3):
        return False
    return not (is_furniture_line(line) or names_in_byline(line) or is_day_alone(line) or crumbs_of(line) or "://" in line)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a line as the headline: the words of the address and of the lead, what the page calls itself, what stands around."""

    lines: Sequence[str]
    start: int
    slug: frozenset[str]
    lead: frozenset[str]
    names: frozenset[str]
    repeats: Counter[str]

    @classmethod
    def of(cls, lines: Sequence[str], start: int, body: Sequence[str], url: str | None) -> _Evidence:
        lead = frozenset(words_of(" ".join(body[:_LEAD_LINES])[:_LEAD]))
        names = frozenset(name for line in lines[:start] for name in _names_of_page(line))
        return cls(lines, start, _slug(url), lead, names, Counter(map(key, lines)))

    def score(self, at: int) -> float:
        """How much a line is like a headline."""
        line = self.lines[at]
        words = frozenset(words_of(line)) - FUNCTION_WORDS
        in_slug = 2 * len(words & self.slug) / (len(words) + len(self.slug)) if words and len(self.slug) > 1 else 0.0
        in_lead = len(words & self.lead) / len(words) if words else 0.0
        named = key(line) in self.names
        again = min(self.repeats[key(line)] - 1, 2)
        signed = any(map(_names_author_or_day, self.lines[at + 1 : at + 1 + _UNDER_TITLE]))
        unlike = 0.15 * max(0, 4 - len(words)) + 0.15 * line.endswith(".") + 0.5 * bool(_CAPTION.search(line))
        return 1.5 * in_slug + in_lead + 0.5 * named + 0.3 * signed + 0.2 * again - unlike - 0.01 * (self.start - at)


def _slug(url: str | None) -> frozenset[str]:
    """The words of the longest part of an address's path."""
    longest = max(address(url).path.split("/"), key=len)
    return frozenset(word for word in re.split(r"[^a-z0-9]+", longest.lower()) if word and not word.isdigit()) - FUNCTION_WORDS


def _names_of_page(line: str) -> Iterator[str]:
    """What a line says the page is called: the end of a path (*Home » A title*), the front of a window's title (*A title | The Outlet*)."""
    if len(line) <= LONGEST_TITLE:
        yield from map(key, crumbs_of(line)[1:][-1:])
        yield from map(key, _SITE_MARK.split(line)[:-1][:1])


def _names_author_or_day(line: str) -> bool:
    return bool(names_in_byline(line) or key(line) == "by" or day_in(line))
