"""Words as a search takes them: in lower case, without marks above and below letters, parted by whatever is no letter or digit.

That is how FTS5's `unicode61 remove_diacritics 2` sees a text, and the index of words in PostgreSQL, so that a name, a query and
the words of a statement meet in the same form everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_][{_MARK}]*)+")
_MARKS = re.compile(rf"[{_MARK}]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, where it stands in its text, and its key: the form in which it is looked for."""

    start: int
    end: int
    text: str
    key: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, one after the other."""
    for found in _WORD.finditer(text):
        yield Word(*found.span(), found[0], _key(found[0]))


def fold(text: str) -> str:
    """The words of a text or name in the form in which they are looked for, with one space between them: `Ülkü Ay-Dın`, `ulku ay dın`."""
    return " ".join(word.key for word in words_of(text))


def _key(word: str) -> str:
    return word.lower() if word.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", word).lower())
