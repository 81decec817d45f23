"""The article in a plain text: a clean one as it is, one pasted from a site, or all lines of a page with the furniture around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ondit.pages.dump_facts import crumbs_of, find_byline, find_day, find_outlet, is_byline_alone, is_day_alone
from ondit.pages.dump_lexicon import WORDS
from ondit.pages.dump_lines import has_rights, is_afterword, is_furniture_line, key
from ondit.pages.dump_model import shipped_model
from ondit.pages.dump_title import find_title, is_same, without_site


@dataclass(frozen=True, slots=True)
class Dump:
    """What the lines of a plain text give: the body, its paragraphs parted by a blank line, and what is known about the page."""

    title: str | None
    section: tuple[str, ...]
    byline: tuple[str, ...]
    published: str | None
    outlet: str | None
    body: str


def clean_dump(text: str, *, url: str | None = None) -> Dump:
    """The article in a plain text, without its headline, and title, section path, byline, ISO date and outlet where the lines give them.

    A text without a site's menus and buttons is kept whole, but for a section path, byline, date and notices at its two ends.
    In one with them, each line is weighed by a model learnt on pages with hand-made bodies, so lines may be lost there.
    """
    blocks = [block for block in re.split(r"\n[^\S\n]*\n", text) if block.strip()]
    lines = [line for block in blocks for line in _unwrapped(block)]
    return _furnished(lines, url) if is_web_page(lines) else _plain(lines, url)


# ---------------------------------------------------------------- what kind of text

_MOST_LINES = 20_000
"""A page of news has hundreds of lines, the longest of the 78 dev pages 415; a text of more than this is a book or data."""

_LEAST_FURNITURE = 3
"""Different buttons, menu entries and notices, one of copyright counting twice. None of 987 clean articles (PolNeAR, GUM) has as
many; of the 78 dumps of scrapinghub/article-extraction-benchmark one has fewer, and it has nine lines in all (2026-11)."""


def is_web_page(lines: Sequence[str]) -> bool:
    """Whether the lines are those of a whole web page, to be told by the buttons and notices among them."""
    if len(lines) > _MOST_LINES:
        return False
    furniture = {key(line) for line in lines if _is_button(line)}
    return len(furniture) + 2 * any(map(has_rights, lines)) >= _LEAST_FURNITURE


def _is_button(line: str) -> bool:
    """Whether a line is furniture even where it stands alone: a single word such as *World* could be an author's subheading."""
    words = key(line).split()
    return is_furniture_line(line) and not line.endswith(".") and (len(words) > 1 or words[0] in WORDS)


_WRAPPED_AT = (50, 100)


def _unwrapped(block: str) -> list[str]:
    """The lines of a block between blank lines; one line where they are a paragraph broken to a fixed width, as in e-mail."""
    lines = [line.strip() for line in block.split("\n")]
    inner = lines[:-1]
    low, high = _WRAPPED_AT
    if len(lines) > 2 and all(low <= len(line) <= high for line in inner) and len(lines[-1]) <= max(map(len, inner)) and not _ends(inner):
        return [" ".join(lines)]
    return [line for line in lines if line]


def _ends(lines: Sequence[str]) -> bool:
    """Whether most lines end as sentences do, so that each is a paragraph."""
    return 2 * sum(line.endswith((".", "!", "?", "”", '"')) for line in lines) > len(lines)


# ---------------------------------------------------------------- a text without a site's furniture

_NEAR = 5
"""Lines of the head of a page among which its path's last part stands again, as the headline."""


def _plain(lines: Sequence[str], url: str | None) -> Dump:
    title, section, rest = _headed(_without_notices(lines))
    under = _under_headline(rest)
    head, body = rest[:under], rest[under:]
    return Dump(title, section, find_byline(head), find_day(head, url), None, "\n\n".join(body))


def _without_notices(lines: Sequence[str]) -> Sequence[str]:
    """The lines up to the last that is no furniture; all of them where there is no such line."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if not _is_notice(lines[at])), len(lines) - 1)
    return lines[: last + 1]


def _headed(lines: Sequence[str]) -> tuple[str | None, tuple[str, ...], Sequence[str]]:
    """The headline, the section path in the first line, and the other lines."""
    path = crumbs_of(lines[0]) if lines else ()
    rest = lines[1:] if path else lines
    if path and _stands_again(path[-1], rest):
        return path[-1], path[:-1], [line for line in rest if not is_same(line, path[-1])]
    if _begins_with_headline(rest):
        return rest[0], path, rest[1:]
    return None, path, rest


def _under_headline(lines: Sequence[str]) -> int:
    """How many lines at the head are byline, date or furniture; one line at least is left."""
    at = 0
    while at < len(lines) - 1 and (is_byline_alone(lines[at]) or is_day_alone(lines[at]) or _is_notice(lines[at])):
        at += 1
    return at


def _stands_again(part: str, lines: Sequence[str]) -> bool:
    return any(is_same(line, part) for line in lines[:_NEAR])


_LONGEST_HEADLINE = 200
_MARKER = re.compile(r"(?:\w+[\w.'’ -]{0,30}:|[QA]\.)(?=\s|\w)")


def _begins_with_headline(lines: Sequence[str]) -> bool:
    """Whether the first line is a headline: short, above something longer, and no speaker's turn."""
    if len(lines) < 2 or len(lines[0]) > _LONGEST_HEADLINE:
        return False
    if (marker := _MARKER.match(lines[0])) and any(line.startswith(marker[0]) for line in lines[1:]):
        return False
    return len(lines[0]) < max(map(len, lines[1:]))


def _is_notice(line: str) -> bool:
    """Whether a line at the end of a text can only be furniture."""
    return has_rights(line) or is_afterword(line) or _is_button(line)


# ---------------------------------------------------------------- all lines of a page

_AROUND = 3
"""Lines before the headline, and of the body and after it, among which byline and date may stand."""


def _furnished(lines: Sequence[str], url: str | None) -> Dump:
    keep = [at for at, stays in enumerate(shipped_model().kept(lines)) if stays]
    if not keep:  # furniture alone, or an article like none the model knows
        return _plain(lines, url)
    start, end = keep[0], keep[-1] + 1
    body = [lines[at] for at in keep]
    at = find_title(lines, start, body, url)
    title = without_site(lines[at], lines) if at is not None else None
    near = [*lines[max(0, (at if at is not None else start - 2 * _AROUND) - _AROUND) : start + _AROUND], *lines[end : end + _AROUND]]
    return Dump(
        title=title,
        section=_section(lines[:start], title),
        byline=find_byline(near),
        published=find_day(near, url),
        outlet=find_outlet(lines, url),
        body="\n\n".join(line for line in body if not (title and is_same(line, title))),
    )


def _section(lines: Sequence[str], title: str | None) -> tuple[str, ...]:
    """The last path among the lines before the body, without the headline at its end."""
    path = next((crumbs for line in reversed(lines) if (crumbs := crumbs_of(line))), ())
    return path[:-1] if path and title and is_same(path[-1], title) else path
