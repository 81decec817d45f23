"""Who wrote a page that says *I* in its own voice: by its byline, or by where such pages give their writer's name.

In PolNeAR, whose texts leave bylines out, headlines and notes name five writers, all of them rightly (2026-11-24).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ondit.pages.dump_facts import is_byline_alone, names_in_byline
from ondit.reading import Article, Span
from ondit.turns.introductions import announces_interview
from ondit.turns.names import cased, find_names, is_person
from ondit.turns.paragraphs import unquoted
from ondit.voices import lexicon
from ondit.voices.page import Page
from ondit.words import people

_OPENING = 600
"""In so many characters of a line somebody introduces themselves."""
_HEAD, _FOOT = 5, 4
"""So many lines at either end of the text may say who wrote it."""
_LINE = re.compile(r"[^\n]+")
_AROUND = " \t–—~-.,"
"""What may stand around a signature."""
_LONGEST_NAME = 60
_NOTE = re.compile(
    r"(?:, [^.?!\n]{2,120},| \([^()\n]{1,40}\))? (?:is|was|has been|writes|teaches|lives|works|serves|covers|blogs|can be reached)\b"
)
_SELF = re.compile(r"(?:^|[.!?,–—-] |\b[Hh]i |\b[Hh]ello )(?:[Mm]y name(?:[’']s| is)|I(?:[’']m| am)) $")
_POST = re.compile(r"^[ \t]*[—–-]{1,2} ?[^\n(]{1,80}\(@\w{1,30}\)", re.MULTILINE)
"""Under a post that a page embeds; the one *I* of such a page may be the post's."""
_TOLD = re.compile(r"\bas told to\b", re.IGNORECASE)
_I = re.compile(r"\bI\b(?=[’']| [a-z])|\b[Mm]y\b")
_COMPANY = re.compile(
    r"\b(?:join(?:s|ed|ing) (?:me|us|by)|with me (?:is|are|today|now|in)|(?:my|our) (?:co-?hosts?|guests?)|welcome to)\b", re.IGNORECASE
)
"""Whoever says so is not alone to say *I*."""


def writers(article: Article, page: Page) -> tuple[str, ...]:
    """Those who wrote the page, by the first of these that names anybody: byline, headline, signature, a note about them at the foot,
    how they introduce themselves. Several where several did; none where nothing says.
    """
    lines = [found.span() for found in _LINE.finditer(article.text) if found[0].strip()]
    if _is_told_by_others(article, lines):
        return ()
    names = (
        _people(article.byline)
        or _bylines(article.text, lines)
        or _one(_in_headline(page, lines))
        or _one(_signature(page, lines))
        or _one(_note(page, lines))
        or _one(_introduction(page, lines))
    )
    return () if any(_is_written_to(name, article.text) for name in names) else names


def _is_told_by_others(article: Article, lines: list[Span]) -> bool:
    """Whether the page's *I* may be somebody else's: told to the writer, an interview whose turns nobody can tell, a post it embeds."""
    ends = "\n".join(article.text[start : min(end, start + _OPENING)] for start, end in (*lines[:_HEAD], *lines[-_FOOT:]))
    if _TOLD.search(ends) or (article.kind == "article" and announces_interview(article.title or ends.partition("\n")[0])):
        return True
    return bool(_POST.search(article.text)) and sum(bool(_I.search(unquoted(article.text[slice(*line)]))) for line in lines) < 2


def _is_written_to(name: str, text: str) -> bool:
    """Whether a letter on the page begins *Dear Ida*: its *I* is another's."""
    first, *_, last = name.split()
    return bool(re.search(rf"^[ \t\"“]*dear (?:\w+\.? )?(?:{re.escape(first)}|{re.escape(last)})\b", text, re.IGNORECASE | re.MULTILINE))


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names but for those of organizations and offices: *Staff Writer*, *The Editorial Board*."""
    return tuple(dict.fromkeys(cased(name) for name in names if is_person(name) and not _is_office(name)))


def _is_office(name: str) -> bool:
    words = [word.casefold().strip(".,") for word in name.split()]
    return words[0] in lexicon.DEFINITE or any(people.is_role(word) or word in lexicon.ORGANIZATIONS or word == "staff" for word in words)


def _one(names: Iterator[str]) -> tuple[str, ...]:
    """The name where there is but one."""
    found = _people(tuple(names))
    return found if len(found) == 1 else ()


def _bylines(text: str, lines: list[Span]) -> tuple[str, ...]:
    """*By Jo Roe* on a line of its own near the top."""
    return next((_people(names_in_byline(line)) for start, end in lines[:_HEAD] if is_byline_alone(line := text[start:end].strip())), ())


def _in_headline(page: Page, lines: list[Span]) -> Iterator[str]:
    """*Jo Roe: Let the ferry be*, as columns are headed, where the text says no more of Jo Roe."""
    start, end = lines[0] if lines else (0, 0)
    colon = page.text.find(":", start, min(end, start + _LONGEST_NAME))
    if colon > 0 and (name := _name(page, start, colon)) and not _is_spoken_of(page.text[end:], name):
        yield name


def _signature(page: Page, lines: list[Span]) -> Iterator[str]:
    """A last line, or one of the last with an office or a place below, that is a name alone; several are several letters."""
    if any(_name(page, *line) for line in lines[max(1, len(lines) - 2) :]):
        yield from (name for line in lines[1:] if (name := _name(page, *line)))


def _name(page: Page, start: int, end: int) -> str | None:
    """The full name of a person that a stretch consists of, dashes and stops left out."""
    words = page.text[start:end].strip(_AROUND) if end - start < _LONGEST_NAME else ""
    known = words and page.names_person(page.text.index(words, start))
    return cased(words) if known and [named.name for named in find_names(cased(words))] == [cased(words)] else None


def _note(page: Page, lines: list[Span]) -> Iterator[str]:
    """*Jo Roe is a pilot in Wexley.* at the foot, where the text says no more of Jo Roe."""
    for start, end in lines[max(1, len(lines) - _FOOT) :]:
        first = next(iter(find_names(page.text, start, min(end, start + 80))), None)
        if first is None or page.in_quotes(start) or page.text[start : first.start].strip() != first.lead:
            continue
        if (
            page.names_person(first.start)
            and _NOTE.match(page.text, first.end, end)
            and not _is_spoken_of(page.text[lines[0][1] : start], first.name)
        ):
            yield first.name


def _introduction(page: Page, lines: list[Span]) -> Iterator[str]:
    """*My name is Jo Roe*, *I'm Jo Roe*, near the top, by one who speaks alone."""
    head = lines[:_HEAD]
    if not head or any(_COMPANY.search(page.text, start, end) for start, end in head):
        return
    for start, end in head:
        for named in find_names(page.text, start, min(end, start + _OPENING)):
            known = _SELF.search(page.text[max(start, named.start - 40) : named.start])
            if known and not page.in_quotes(named.start) and page.names_person(named.start):
                yield named.name


def _is_spoken_of(text: str, name: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name.split()[-1])}\b", text))
