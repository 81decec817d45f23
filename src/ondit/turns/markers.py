"""What stands before a turn and says whose it is: `Q:`, `A.`, `Question:`, `WALLACE:`, `NB:`, `Hossein Alaei:`, `3.`"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..reading import Span
from .lexicon import ANSWERERS, ASKERS, NO_NAME, NO_SPEAKER, NOBODY, PARTICLES, REPORTERS, ROLES, TITLES


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker: its label as written, its span with the stop, and the stop itself: a colon, a point, a dash or nothing."""

    label: str
    start: int
    end: int
    stop: str = ":"

    @property
    def key(self) -> str:
        """The label as it is compared."""
        return label_key(self.label)


_OPENING = re.compile(r"[\"“”'‘’*_>•\s]*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*)?[-–—\s]*")
_LETTER = re.compile(r"(Q(?:uestion|UESTION)?|A(?:nswer|NSWER)?)(?:\s?#?\d{1,3})?(?:\s?([:.)])|\s?([-–—]+)(?=\s))")
_BARE_LETTER = re.compile(r"([QA])(?:(?=[A-Z][a-z’']|I[\s’'])|\s+(?=[A-Z“\"]))")
_STOP = re.compile(r":|\s[-–—]{1,2}(?=\s)|—")
_INLINE_LETTER = re.compile(r"(?<![\w&])(Q(?:uestion|UESTION)?|A(?:nswer|NSWER)?)(?:\s?(:)|(\.)(?=\s*[A-Z“\"]))")
_NUMBER = re.compile(r"(?:Q|No\.?\s?)?(\d{1,3})\s?[.):](?=\s*\S)")
_INLINE_NUMBER = re.compile(r"(?<!\S)(\d{1,2})[.)]\s?(?=[A-Z“\"])")
_TOKEN = re.compile(r"[A-Z][\w.’'&-]*|\d{1,2}|&|[^\W\d_]\w*")
_BRACKETS = re.compile(r"\s*(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\])\s*")
_LONGEST_LABEL = 70
_INITIALS = 4
"""Capitals up to so many are taken for initials: *WE:* is William Evans, not *we*."""


def speaker_name(label: str) -> str:
    """A label without titles, roles, brackets and what follows a comma: *SEN. ANNA BERG (D-ME)* → ANNA BERG; titles alone are kept."""
    tokens = _BRACKETS.sub(" ", label).split(",")[0].split()
    first = 0
    while first < len(tokens) - 1 and tokens[first].casefold().rstrip(".") in TITLES | ROLES | REPORTERS:
        first += 1
    return " ".join(tokens if first == len(tokens) - 1 and tokens[first].casefold() in TITLES else tokens[first:])


@lru_cache(maxsize=1024)
def label_key(label: str) -> str:
    """A label as it is compared: its speaker's name in small letters, without stops."""
    return " ".join(speaker_name(label).casefold().replace(".", " ").split())


def leading_mark(text: str, line: Span) -> Mark | None:
    """The marker that begins a line, if one does."""
    begin = _OPENING.match(text, *line).end()  # type: ignore[union-attr]  # it matches the empty string
    if letter := _LETTER.match(text, begin, line[1]):
        return Mark(letter[1], begin, letter.end(), letter[2] or letter[3])
    stop = _STOP.search(text, begin, min(line[1], begin + _LONGEST_LABEL))
    if stop and is_label(label := text[begin : stop.start()].rstrip()):
        return Mark(label, begin, _after_stop(text, stop.end()), stop.group().strip())
    if letter := _BARE_LETTER.match(text, begin, line[1]):
        return Mark(letter[1], begin, letter.end(), "")
    return None


def _after_stop(text: str, end: int) -> int:
    """The end of a marker with the emphasis marks of plain text that close it: `**Anna:**`."""
    while end < len(text) and text[end] in "*_":
        end += 1
    return end


@lru_cache(maxsize=1024)
def is_label(label: str) -> bool:
    """Could this name a speaker? A run of up to six capital words that is not known to head a list, a caption or a notice."""
    name, _, rest = _BRACKETS.sub(" ", label).partition(",")
    tokens = name.split()
    if any(token[0].islower() for token in rest.split()):
        return False
    if not 1 <= len(tokens) <= 6 or not all(_TOKEN.fullmatch(token) for token in tokens) or tokens[0].isdigit():
        return False
    if any(token[0].islower() and token not in PARTICLES for token in tokens):
        return False
    small = [token.casefold().rstrip(".") for token in tokens if not token.isdigit()]
    first, last = small[0], small[-1]
    if first == "the":
        return all(token in NOBODY | TITLES | ROLES for token in small)  # 'THE PRESIDENT:', but not 'The First Step:'
    if first in ASKERS | ANSWERERS or (len(tokens) == 1 and tokens[0].isupper() and 1 < len(tokens[0]) <= _INITIALS):
        return last not in NO_SPEAKER
    return last not in NO_SPEAKER and first not in NO_NAME


def inline_letter_marks(text: str, start: int) -> list[Mark]:
    """Every `Q:` and `A:` from an offset on, in the middle of lines too."""
    return [Mark(m[1], m.start(), m.end(), m[2] or m[3]) for m in _INLINE_LETTER.finditer(text, start)]


def number_mark(text: str, line: Span) -> tuple[int, Mark] | None:
    """The number that begins a line, and its marker."""
    begin = _OPENING.match(text, *line).end()  # type: ignore[union-attr]  # it matches the empty string
    number = _NUMBER.match(text, begin, line[1])
    return (int(number[1]), Mark("", begin, number.end())) if number else None


def inline_number_marks(text: str, start: int) -> list[Mark]:
    """The numbers 1, 2, 3 … where they follow each other in the text as the numbers of a list do."""
    found: list[Mark] = []
    for number in _INLINE_NUMBER.finditer(text, start):
        if int(number[1]) == len(found) + 1:
            found.append(Mark("", number.start(), number.end()))
    return found


def emphasised_mark(text: str, line: Span, end: int | None) -> Mark | None:
    """A name in bold up to `end` that begins a line and needs no stop."""
    label = text[line[0] : end].rstrip() if end and end < line[1] else ""
    return Mark(label, line[0], line[0] + len(label), "") if len(label) < _LONGEST_LABEL and is_label(label) else None


_RUN = re.compile(r"(?:(?:[A-Z][\w’'&-]*|[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St)\.|[a-z]{2,3})\s){0,5}[A-Z][\w’'&-]*\s?$")


def inline_name_marks(text: str, start: int) -> list[Mark]:
    """Every colon that follows a capital word, with the longest label it could have."""
    found = []
    at = text.find(":", start)
    while at >= 0:
        run = _RUN.search(text, max(start, at - _LONGEST_LABEL), at) if text[at - 1].isalnum() else None
        if run and is_label(run.group().split()[-1]):
            found.append(Mark(run.group().rstrip(), run.start(), at + 1))
        at = text.find(":", at + 1)
    return found
