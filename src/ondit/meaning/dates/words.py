"""The words that time expressions are made of, and a text as a string of their classes.

Each word of a text becomes one letter, its class, so that the grammar in `expressions` is a handful of short patterns over letters
that run in linear time, whatever the page holds. Words that say nothing about time are dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from ondit.meaning.dates.calendars import HOLIDAYS

_WORD = re.compile(
    r"\d{4}([-/])\d\d\1\d\d(?!\d)"
    r"|(?:Q[1-4]|FY['’]?\d{2,4})(?!\w)"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"
    r"|\d+(?:[,.:]\d+)*(?:st|nd|rd|th|['’]?s)?(?!\w)"
    r"|['’]\d\ds?(?!\w)"
    r"|['’]s(?!\w)"
    r"|[^\W\d_]+(?:\.(?=[^\W\d_]\.)[^\W\d_])?"
    r"|\w+"
    r"|[^\w ]"
)


class Word(NamedTuple):
    """A word, or several that make one name: its lower-case form, its span and what it counts or names."""

    text: str
    start: int
    end: int
    value: int


class Words(NamedTuple):
    """A text as the grammar reads it: one class letter a word."""

    classes: str
    words: list[Word]


# Names of months, days and feasts are written with a capital: `may` and `sat` are verbs.
_CAPITALISED = frozenset("MmWw")


def _lexicon() -> Iterator[tuple[str, str, int]]:
    """Class letter, word and value of every word in `words.txt`."""
    lines = files("ondit.meaning.dates").joinpath("words.txt").read_text(encoding="utf8").splitlines()
    for letter, _, *words in (line.split() for line in lines if line and not line.startswith("# ")):
        for word in words:
            form, _, value = word.partition("=")
            yield letter, form, int(value or 0)


_ROWS = tuple(_lexicon())
CLASSES = {word: (letter, value) for letter, word, value in _ROWS if letter not in "!?"} | {"\n": ("z", 0)}
NO_YEAR_BEFORE = frozenset(word for letter, word, _ in _ROWS if letter == "!")
"""Words before which four digits are no year."""
NO_YEAR_AFTER = frozenset(word for letter, word, _ in _ROWS if letter == "?")
"""Words after which four digits are no year."""

_HYPHENS = frozenset("-‐–")
_FIRST = {name.split()[0] for name in HOLIDAYS}
_LONGEST = max(len(name.split()) for name in HOLIDAYS)


def classify(text: str) -> Words:
    """The words of a text with their classes; names of feasts are one word."""
    words = [Word(m.group().lower(), m.start(), m.end(), 0) for m in _WORD.finditer(text)]
    classes: list[str] = []
    out: list[Word] = []
    skip = 0
    for at, word in enumerate(words):
        if at < skip:
            continue
        form = word.text
        if form in _FIRST and text[word.start].isupper() | (form not in CLASSES) and (feast := _feast(words, at)):
            skip = at + feast
            out.append(word._replace(text=_name(words[at:skip]), end=words[skip - 1].end))
            classes.append("l")
            continue
        letter, value = CLASSES.get(form) or (_number(form) if form[0].isdigit() or form[0] in "'’fq" else (".", 0))
        if letter in _CAPITALISED and not text[word.start].isupper():
            letter = "."
        out.append(word if not value else Word(form, word.start, word.end, value))
        classes.append(letter)
    return Words("".join(classes), out)


def _feast(words: list[Word], at: int) -> int:
    """How many words from here make the name of a feast, 0 for none."""
    lengths = range(min(2 * _LONGEST, len(words) - at), 0, -1)
    return next((n for n in lengths if words[at + n - 1].text not in _HYPHENS and _name(words[at : at + n]) in HOLIDAYS), 0)


def _name(words: list[Word]) -> str:
    """Words as `holidays.txt` spells them, hyphens as spaces, apostrophes straight and joined to what is around them."""
    return re.sub(r" ?' ?", "'", " ".join(w.text for w in words if w.text not in _HYPHENS).replace("’", "'"))


def _number(form: str) -> tuple[str, int]:
    """The class of a word that begins with a digit, or with the apostrophe of a decade, or is like `Q3` and `FY2009`."""
    if m := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", form):
        return "O", int(m[1])
    if re.fullmatch(r"\d{4}", form):
        return ("Y", int(form)) if 1000 <= int(form) < 2200 else (".", 0)
    if re.fullmatch(r"\d{1,3}", form):
        return ("N" if 0 < int(form) < 32 else "X"), int(form)
    if m := re.fullmatch(r"(\d{4}|['’]?\d0)['’]?s", form):
        decade = int(m[1].strip("'’"))
        return ("D", decade) if decade % 10 == 0 else ("Y", decade)
    if m := re.fullmatch(r"['’](\d\d)", form):
        return "y", int(m[1]) + (1900 if int(m[1]) > 30 else 2000)
    if m := re.fullmatch(r"q([1-4])", form):
        return "R", int(m[1])
    if m := re.fullmatch(r"fy['’]?(\d{2}|\d{4})", form):
        return "f", int(m[1]) + (0 if len(m[1]) == 4 else 2000)
    if "-" in form or "/" in form or re.fullmatch(r"\d+\.\d+\.\d{4}", form):
        return "I", 0
    return ".", 0
