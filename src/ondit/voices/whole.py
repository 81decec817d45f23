"""The tagger's names made whole: pieces of one name joined, ends that are cut off taken in, what is no part of a name left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ondit.reading import EntityKind, Name
from ondit.voices import lexicon

Piece = tuple[int, int, EntityKind]

_DANGLING = re.compile(r" (?:of|of the|for|for the|and)$")
_CAPITALS = re.compile(r" (?:the )?([A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*)*)")
_FIRST = re.compile(r"([A-Z][a-z]+) (?=[A-Z])")
_NEXT = re.compile(r" ([A-Z][a-z]+)(?![\w'’-])")
_BEFORE = re.compile(r"([\w'’&-]+) $")
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.")
_SENTENCE_END = frozenset(".!?:\n\"“”'‘’(")


def whole_names(text: str, names: Iterable[Name]) -> list[Piece]:
    """The spans and kinds of the names, in text order, none overlapping the one before."""
    whole: list[Piece] = []
    for start, end, kind in _trimmed(text, names):
        if whole and end <= whole[-1][1]:
            continue
        if whole and (start < whole[-1][1] or (text[whole[-1][1] : start] == " " and _belong_together(text, whole[-1], kind))):
            begun = whole.pop()
            start, kind = begun[0], "place" if _begins_place(text[begun[0] : begun[1]]) else kind
        whole.append(_grown(text, start, end, kind, whole[-1][1] if whole else 0))
    return whole


def _trimmed(text: str, names: Iterable[Name]) -> Iterator[Piece]:
    """Each name up to the end of its line, from its first capital on."""
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        end = text.find("\n", name.start, name.end)
        end = name.end if end < 0 else end
        if text[name.start - 1 : name.start] == "-" or text[name.start] == "-":
            name = replace(name, start=text.rfind(" ", 0, name.start) + 1)
        start = next((m.start() for m in re.finditer(r"\b[^\W_]", text[name.start : end]) if not m[0].islower()), 0) + name.start
        before_names = lexicon.NOT_BEFORE_NAMES | lexicon.PORTFOLIOS if _begins_office(text, start, name.kind) else lexicon.NOT_BEFORE_NAMES
        while (word := _FIRST.match(text, start, end)) and word[1].casefold() in before_names:
            start = word.end()
        if end - start > 1:
            yield start, end, name.kind


def _begins_office(text: str, start: int, kind: EntityKind) -> bool:
    """Whether what is marked as a person begins within an office: `Minister of | Education Ann Roe`."""
    return kind == "person" and text[max(0, start - 4) : start] in (" of ", "for ")


def _belong_together(text: str, before: Piece, kind: EntityKind) -> bool:
    """Whether a name that follows after one space goes on with the one before: `Andy | Warhol Foundation`, `New | York`."""
    if _DANGLING.search(text[before[0] : before[1]]):
        return True
    return _begins_place(text[before[0] : before[1]]) or before[2] == kind or (kind == "organization" and before[2] != "other")


def _begins_place(name: str) -> bool:
    return name.casefold() in lexicon.PLACE_BEGINNINGS


def _grown(text: str, start: int, end: int, kind: EntityKind, floor: int) -> Piece:
    """The name with what its marks left out: the rest after "of", Jr., the noun that makes it an organization's, capitals before."""
    if _DANGLING.search(text[start:end]) and (rest := _CAPITALS.match(text, end)):
        end = rest.end()
    while (
        (word := _NEXT.match(text, end)) and word[1].casefold() in lexicon.ORGANIZATION_ENDINGS and not lexicon.is_role(word[1].casefold())
    ):
        end, kind = word.end(), "organization"
    if kind == "person" and (junior := _JUNIOR.match(text, end)):
        end = junior.end()
    for _ in range(3):
        before = _BEFORE.search(text, max(floor, start - 24), start)
        if kind != "organization" or not before or not _goes_before(text, before):
            break
        start = before.start(1)
    return start, end, kind


def _goes_before(text: str, word: re.Match[str]) -> bool:
    """Whether a word right before an organization's name is part of it: in capitals, in mid-sentence, and no title, role or people."""
    bare = word[1].casefold()
    if not word[1][0].isupper() or bare.endswith(("'s", "’s")) or bare in lexicon.TITLES or lexicon.is_role(bare):
        return False
    if bare in lexicon.OPENERS | lexicon.NO_NAMES | lexicon.PEOPLES or bare in lexicon.demonyms() or bare in lexicon.BEFORE_ROLES:
        return False
    return word.start(1) > 1 and text[word.start(1) - 1] == " " and text[word.start(1) - 2] not in _SENTENCE_END
