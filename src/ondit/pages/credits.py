"""Where a page says it has its text from: an agency's mark, the outlet it reprints, a hat tip.

Only what the page says of the whole text counts. That a minister *told CNN* something is a statement on the page, and no credit of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ondit.reading import Credit, CreditKind
from ondit.words import lines

_HEAD, _FOOT = 6, 5
"""Paragraphs at the head of a text among which datelines and bylines stand, and at its foot where sign-offs do."""

_LONGEST = 300
"""Signs of a paragraph that is looked at as a line of credit; a dateline is looked for in the first so many of any."""

_NAME = r"[A-Z0-9][\w.&’'-]*(?:[ \xa0](?:[A-Z0-9][\w.&’'-]*|of|the|for|and|in|de|la)){0,7}"
_STOP = r"(?=\s*(?:$|[.,;:|)\]—–(]|\bon\b|\bat\b|\bhere\b|\bunder\b|\bin\b|\bby\b|\bas\b|\band\b|\bwith\b|-\s))"

_DATELINE = re.compile(r"(?P<place>[A-Z][^\n()\[\]]{0,70}?)?\s*[(\[](?P<name>[^()\[\]\n]{2,40})[)\]]\s*(?:[-–—:]|--|―)")
_BARE_DATELINE = re.compile(r"(?:[A-Z][\w .,/’'-]{1,50}?,?\s+)?(?P<name>[A-Z][A-Za-z]+(?: [A-Z][\w-]+){0,3})\s+(?:--|[–—])\s")
_REPORTED_FOR_REUTERS = re.compile(
    r"\(?\s*(?P<name>(?:Additional )?[Rr]eporting (?:and writing )?by [^()\n]{3,250}?[;,.] ?(?:[Ww]riting|[Ee]dit(?:ing|ed)) by"
    r" [^()\n]{3,150})\)?\s*$"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s:©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d)?[\s,]*(?:by\s+)?(?P<name>[A-Z][^\n.,;|(]{1,40})", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:[Bb][Yy]:?\s+)(?P<who>[^\n]{2,120})")
_ALONE = re.compile(r"\W{0,3}(?P<name>[^\n|/]{2,40}?)\W{0,3}")

_NO_OUTLET = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*\b\.?(?:$| \d|day)|\d")
"""*Was published on Dec. 3*, *in the spring*."""

_SAID: tuple[tuple[CreditKind, re.Pattern[str]], ...] = (
    (
        "reprint",
        re.compile(
            r"\b(?:[Tt]his|[Tt]he) (?:\w+ ){0,2}(?:article|story|piece|post|report|essay|interview|column|op-ed|text|analysis|commentary)"
            r"(?: below| above)? (?:was |has been |is |were )?(?:\w+ ){0,2}?"
            r"(?:published|appeared|posted|printed|ran|reprinted|republished|reposted|syndicated|taken|adapted|excerpted)"
            r"(?: \w+ly)?(?: with permission| first| online)? (?:at|on|in|by|from|with|via)"
            rf" (?:the (?:website (?:of )?|site )?)?(?P<name>{_NAME}?){_STOP}"
        ),
    ),
    (
        "reprint",
        re.compile(
            r"\b(?:(?:[Oo]riginally|[Ff]irst|[Pp]reviously) (?:published|appeared|posted|printed) (?:at|on|in|by)"
            r"|(?:[Rr]eprinted|[Rr]epublished|[Rr]eposted|[Cc]ross-?posted|[Ee]xcerpted|[Tt]aken|[Aa]dapted|[Ss]yndicated)"
            r"(?: with(?: the)?(?: kind)? permission)?(?: here)? (?:from|of|at|by|on|with))"
            rf" (?:the )?(?P<name>{_NAME}?){_STOP}"
        ),
    ),
    (
        "reprint",
        re.compile(
            r"^\W{0,2}(?:[Ss]ource|SOURCE|[Oo]riginal(?: source| article)?|[Cc]ourtesy(?: of)?)(?:\s*:\s*|\s+(?=[A-Z]))"
            rf"(?P<name>{_NAME}){_STOP}"
        ),
    ),
    ("via", re.compile(rf"(?:^|[(\[—–]\s*)\W{{0,2}}(?:[Vv]ia|VIA)\s*:?\s+(?P<name>{_NAME}){_STOP}")),
    ("via", re.compile(rf"\b(?:[Hh]/[Tt]|[Hh]at[ -][Tt]ip)\s*(?:to\b)?\s*:?\s*(?:to\s+)?(?P<name>{_NAME}){_STOP}")),
)


@cache
def agencies() -> dict[str, str]:
    """The full name of each agency by each of its marks, folded."""
    named = ([name.strip() for name in line.split(";")] for _, line in lines(__package__, "agencies.txt"))
    return {_folded(name): names[0] for names in named for name in names}


def agency_called(name: str) -> str | None:
    """The full name of the agency that goes by a name or mark; None for what is no agency."""
    return agencies().get(_folded(name))


def find_credits(text: str, byline: Sequence[str] = ()) -> tuple[Credit, ...]:
    """The credits in a text, in its order, each name once; those that stand only in the byline beside it have an empty span at 0."""
    found = sorted({credit.start: credit for credit in _in_text(text)}.values(), key=lambda credit: credit.start)
    found += [Credit("wire", name, 0, 0) for author in byline if (name := _agency_in(author))]
    once: dict[str, Credit] = {}
    for credit in found:
        once.setdefault(agency_called(credit.name) or _folded(credit.name), credit)
    return tuple(once.values())


def _in_text(text: str) -> Iterator[Credit]:
    lines = [found.span() for found in re.finditer(r"[^\n]+", text)]
    for n, (start, end) in enumerate(lines):
        if n < _HEAD:
            yield from _at_head(text, start, end)
        if n >= len(lines) - _FOOT and n > 0:
            yield from _at_foot(text, start, end)
        if n < _HEAD or n >= len(lines) - _FOOT:
            yield from _said(text, start, end)


def _at_head(text: str, start: int, end: int) -> Iterator[Credit]:
    line = text[start : min(end, start + _LONGEST)]
    for pattern in (_DATELINE, _BARE_DATELINE):
        found = pattern.match(line)
        if found and _is_agency(found["name"], of_brackets=pattern is _DATELINE and bool(found["place"])):
            yield _credit("wire", found, start)
            return
    by = _BYLINE.fullmatch(line)
    if by and (name := _agency_in(by["who"])):
        at = start + by.start("who") + by["who"].rindex(name)
        yield Credit("wire", name, at, at + len(name))
    yield from _alone(line, start)


def _at_foot(text: str, start: int, end: int) -> Iterator[Credit]:
    line = text[max(start, end - _LONGEST) : end]
    at = max(start, end - _LONGEST)
    if found := _REPORTED_FOR_REUTERS.search(line):  # the form of its sign-off is Reuters' own, which leaves its name out
        yield Credit("wire", "Reuters", at + found.start("name"), at + found.end("name"))
    elif (found := _RIGHTS.search(line)) and (name := _agency_in(found["name"])):
        begin = at + found.start("name") + found["name"].rindex(name)
        yield Credit("wire", name, begin, begin + len(name))
    elif end - start <= _LONGEST:
        yield from _alone(line, at)


def _alone(line: str, start: int) -> Iterator[Credit]:
    """A line that is an agency's name and nothing else."""
    if (found := _ALONE.fullmatch(line)) and agency_called(found["name"]):
        yield _credit("wire", found, start)


def _said(text: str, start: int, end: int) -> Iterator[Credit]:
    """What a short line says in words, or the end of a longer one."""
    at = max(start, end - _LONGEST)
    for kind, pattern in _SAID:
        for found in pattern.finditer(text[at:end]):
            credit = _credit(kind, found, at)
            if _NO_OUTLET.match(credit.name):
                continue
            yield Credit("wire", credit.name, credit.start, credit.end) if agency_called(credit.name) else credit


def _credit(kind: CreditKind, found: re.Match[str], at: int) -> Credit:
    name = found["name"].strip().rstrip(".,")
    start = at + found.start("name") + found["name"].index(name)
    return Credit(kind, name, start, start + len(name))


def _is_agency(name: str, *, of_brackets: bool) -> bool:
    """Is it the mark of an agency? In the brackets of a dateline the abbreviation of one that is not known counts too."""
    return bool(agency_called(name)) or (of_brackets and bool(re.fullmatch(r"[A-Z]{3,6}|.*\b(?:News|Press)? ?Agency", name)))


def _agency_in(author: str) -> str | None:
    """The agency that an author's name is or ends with: *Ann Lee, Associated Press*, *Bo Diaz | Reuters*."""
    part = re.split(r"\s*(?:[,|/]|\bfor\b|\bof\b(?! India))\s*", author.strip().rstrip("."))[-1].strip()
    return part if agency_called(part) else None


def _folded(name: str) -> str:
    """A name as the list has it: without the article, case only where a short mark needs it (AP is no ap)."""
    name = re.sub(r"^[Tt]he\s+", "", " ".join(name.replace("’", "'").split()))
    return name if len(name) <= 4 else name.casefold()
