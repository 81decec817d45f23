"""The tagger's names made whole: pieces of one name joined, ends that are cut off taken in, what is no part of a name left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ondit.reading import EntityKind, Name
from ondit.voices import lexicon
from ondit.words import people

Piece = tuple[int, int, EntityKind]

_DANGLING = re.compile(r" (?:of|of the|for|for the|and)$")
_CAPITALS = re.compile(r" (?:the )?([A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*)*)")
_FIRST = re.compile(r"([A-Z][a-z]+['’]?) (?=[A-Z])")
_NEXT = re.compile(r" ([A-Z][a-z]+)(?![\w'’-])")
_BEFORE = re.compile(r"([\w'’&-]+) $")
_OF_BODY = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,2}) (?:of|for)(?: the)? (?=[A-Z])")
_CAMPUS = re.compile(r", (?:at )?| at |[-–]")
_COMPANY = re.compile(r",? (?:Inc|Ltd|Corp|Co|LLC|PLC|LLP)\b\.?|\.(?:com|org|net|gov|edu|ca|info|tv)\b|\.co\.uk\b")
_OF = re.compile(r" of(?: the)? ")
_NICKNAME = re.compile(r" [\"“][A-Z][\w.’-]*(?: [A-Z][\w.’-]*)?[\"”] [A-Z][\w’-]+")
_NUMBER = re.compile(r"(?:-\w+)?-\d\w*")
_SYLLABLE = re.compile(r"-([a-z]{2,6})(?![\w-])")
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.")
_LOOK = 60
"""Characters of a name that are looked at to tell how it goes on; a page may run thousands of names together."""
_SENTENCE_END = frozenset(".!?:\n\"“”'‘’(")


def whole_names(text: str, names: Iterable[Name]) -> list[Piece]:
    """The spans and kinds of the names, in text order, none overlapping the one before."""
    whole: list[Piece] = []
    for start, end, kind in _trimmed(text, names):
        if whole and end <= whole[-1][1]:
            continue
        if whole and (start < whole[-1][1] or _belong_together(text, whole[-1], start, kind)):
            begun = whole.pop()
            kind = "place" if _begins_place(text[begun[0] : begun[1]]) else kind
            start = _past_openers(text, begun[0], end, kind)
        whole.append(_grown(text, start, end, kind, whole[-1][1] if whole else 0))
    return whole


def _trimmed(text: str, names: Iterable[Name]) -> Iterator[Piece]:
    """Each name up to the end of its line, from its first capital on."""
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        end = text.find("\n", name.start, name.end)
        end = name.end if end < 0 else end
        while end > name.start and text[end - 1] in ' -"“':
            end -= 1
        if text[name.start - 1 : name.start] == "-" or text[name.start] == "-":
            name = replace(name, start=text.rfind(" ", 0, name.start) + 1)
        start = next((name.start + m.start() for m in re.finditer(r"\b[^\W_]", text[name.start : end]) if not m[0].islower()), end)
        start = _past_openers(text, start, end, name.kind)
        if body := _body_after(text, start, end):
            yield start, body.end(1), "person"
            yield body.end(), end, "organization"
        elif end - start > 1:
            yield start, end, name.kind


def _body_after(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where a person is marked with a body in one: `Ann Roe | of the Kent Institute`; the `Ann Roe School of Law` is no person."""
    found = _OF_BODY.match(text, start, end)
    first, *_, last = found[1].casefold().split() if found else ("", "")
    return found if first in lexicon.first_names() and last not in lexicon.ORGANIZATION_ENDINGS | lexicon.PLACE_ENDINGS else None


def _past_openers(text: str, start: int, end: int, kind: EntityKind) -> int:
    """Where the name begins after words that are never part of one, an office, or what a person is called: `Democrat | Ann Roe`,
    `Crooked | Ann Roe`."""
    openers = lexicon.NOT_BEFORE_NAMES | lexicon.PORTFOLIOS if _begins_office(text, start, kind) else lexicon.NOT_BEFORE_NAMES
    while word := _FIRST.match(text, start, end):
        bare = word[1].casefold().replace("’", "'")
        is_full = kind == "person" and " " in text[word.end() : end] and bare not in lexicon.first_names()
        if not (is_full and (lexicon.is_people(bare) or bare in lexicon.EPITHETS)) and bare not in openers:
            break
        start = word.end()
    return start


def _begins_office(text: str, start: int, kind: EntityKind) -> bool:
    """Whether what is marked as a person begins within an office: `Minister of | Education Ann Roe`."""
    return kind == "person" and text[max(0, start - 4) : start] in (" of ", "for ")


def _belong_together(text: str, before: Piece, start: int, kind: EntityKind) -> bool:
    """Whether a name goes on with the one before: `Andy | Warhol Foundation`, `New | York`, `County | of Kent`."""
    begun = text[max(before[0], before[1] - _LOOK) : before[1]]
    if text[before[1] : start] == " ":
        return (
            bool(_DANGLING.search(begun)) or _begins_place(begun) or before[2] == kind or (kind == "organization" and before[2] != "other")
        )
    if _OF.fullmatch(text, before[1], start):
        return begun.casefold() in lexicon.ORGANIZATION_ENDINGS | lexicon.PLACE_ENDINGS
    return kind == "place" and begun.startswith("University of ") and _CAMPUS.fullmatch(text, before[1], start) is not None


def _begins_place(name: str) -> bool:
    return name.casefold() in lexicon.PLACE_BEGINNINGS


def _grown(text: str, start: int, end: int, kind: EntityKind, floor: int) -> Piece:
    """The name with what its marks left out: the rest after "of", the noun that makes it a body's, Jr., Inc., a number, capitals before."""
    if _DANGLING.search(text, max(start, end - _LOOK), end) and (rest := _CAPITALS.match(text, end)):
        end = rest.end()
    while (
        (word := _NEXT.match(text, end)) and word[1].casefold() in lexicon.ORGANIZATION_ENDINGS and not people.is_role(word[1].casefold())
    ):
        end, kind = word.end(), "organization"
    if kind == "person":
        end = _to_last_name(text, start, end)
    if kind == "organization" and (company := _COMPANY.match(text, end)):
        end = company.end()
    if number := _NUMBER.match(text, end):
        end, kind = number.end(), "other"
    for _ in range(3):
        before = _BEFORE.search(text, max(floor, start - 24), start)
        if kind != "organization" or not before or not _goes_before(text, before):
            break
        start = before.start(1)
    return start, end, kind


def _to_last_name(text: str, start: int, end: int) -> int:
    """Where a person's name ends that a mark cut at a hyphen (`Ban Ki | -moon`), before a nickname (`Jungwook | "Wookie" Kim`) or Jr."""
    if " " in text[start:end] and (syllable := _SYLLABLE.match(text, end)) and not lexicon.is_compound(syllable[1]):
        end = syllable.end()
    for rest in (_NICKNAME, _JUNIOR):
        if more := rest.match(text, end):
            end = more.end()
    return end


def _goes_before(text: str, word: re.Match[str]) -> bool:
    """Whether a word right before an organization's name is part of it: in capitals, in mid-sentence, and no title, role or people."""
    bare = word[1].casefold()
    if not word[1][0].isupper() or bare.endswith(("'s", "’s")) or bare in people.TITLES or people.is_role(bare):
        return False
    if bare in lexicon.OPENERS | lexicon.NO_NAMES or lexicon.is_people(bare) or bare in lexicon.BEFORE_ROLES:
        return False
    return word.start(1) > 1 and text[word.start(1) - 1] == " " and text[word.start(1) - 2] not in _SENTENCE_END
