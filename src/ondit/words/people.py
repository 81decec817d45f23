"""What people are called: titles and roles, and the small words inside and after a name."""

from __future__ import annotations

from collections.abc import Mapping

from ondit.words import lines, sections, words

_PEOPLE = words("ondit.words", "people.txt")
_TITLES = sections("ondit.words", "titles.txt")


def _nouns(row: str) -> tuple[str, tuple[str, ...]]:
    title, _, nouns = row.partition(":")
    return title, tuple(nouns.split())


TITLES: Mapping[str, tuple[str, ...]] = dict(_nouns(row) for _, row in lines("ondit.words", "titles.txt"))
"""Every title, without its full stop, with the nouns that may stand for its bearer later."""
OF_PERSONS_ALONE = frozenset(_nouns(row)[0] for row in _TITLES["of persons alone"])
"""Titles that hardly ever begin the name of anything but a person."""
IN_A_ROW = frozenset(_nouns(row)[0] for row in _TITLES["in a row"])
"""Words that are titles only before another one, or with a full stop."""

ROLES_BEFORE_NAMES = _PEOPLE["roles before names"]
"""Nouns that describe the name after them also with a capital."""
ROLES = ROLES_BEFORE_NAMES | _PEOPLE["roles"]
PARTICLES = _PEOPLE["particles"]
SUFFIXES = _PEOPLE["suffixes"]

_ENDINGS = ("woman", "person", "ician", "ologist", "nalist", "tivist", "omist", "crat")


def is_role(noun: str) -> bool:
    """Whether a noun says what a person is or does."""
    return noun in ROLES or (len(noun) > 5 and noun.endswith(_ENDINGS))


_PLAIN = str.maketrans({"’": "'", "-": " ", ".": "", '"': "", "“": "", "”": ""})


def key(words: str) -> str:
    """What two spellings of a name have in common: case, full stops, hyphens, apostrophes, quotes, "the" and ".com" aside."""
    bare = words.casefold().removesuffix(".com").translate(_PLAIN)
    return " ".join(word for word in bare.split() if word != "the")
