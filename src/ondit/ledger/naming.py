"""What a name tells of its bearer on other pages: pure functions of names and descriptions, no database.

A full name tells who somebody is; a bare surname, an initial or a common noun does not. Two spellings of one name sound alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from ondit.ledger import folding
from ondit.reading import EntityKind
from ondit.voices import lexicon
from ondit.words import countries, people

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
"""Letters that Unicode does not take apart into a plain one and a mark."""

_JOINED = re.compile(r"['’ʼ`´]|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
"""Apostrophes, and the full stops within M.E.K.: what they part is one word."""
_OWNING = re.compile(r"['’]s?$")

_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "and",
        "or",
        "by",
        "with",
        "from",
        "as",
        "his",
        "her",
        "its",
        "their",
        "who",
        "was",
        "is",
        "former",
        "then",
        "ex",
        "chief",
        "senior",
        "leading",
        "own",
        "one",
    ]
)
"""Words of a description that tell nobody from another."""

KEPT = 8192
"""Names worked out that are kept at hand: news names the same ones again and again."""

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?")


@lru_cache(KEPT)
def fold(name: str) -> str:
    """The key of a name: case, accents, punctuation, titles before it, an article and a possessive ending aside.

    >>> fold("Sen. José O’Néill’s"), fold("The M.E.K."), fold("Łukasz al-Najjar")
    ('jose oneill', 'mek', 'lukasz al najjar')
    """
    words = folding.fold(_JOINED.sub("", _OWNING.sub("", name.strip())).lower().translate(_LETTERS)).split()
    start = 1 if len(words) > 1 and words[0] == "the" else 0
    while start < len(words) - 1 and words[start] in people.OF_PERSONS_ALONE:
        start += 1
    return " ".join(words[start:])


@lru_cache(KEPT)
def identity_of(kind: EntityKind, name: str, *, alias: bool = False) -> str | None:
    """What tells the bearer of a name on every page; None for a name that does not.

    Equal identities are one and the same, as far as names go; a person never has the identity of anything else. A country has one
    identity under all its names. Of one word, an `alias` that is no acronym, and every person's name, tell nobody.
    """
    key = fold(name)
    if not any(c.isalpha() for c in key):
        return None
    if kind == "person":
        return f"person:{key}" if is_full(key) else None
    country = countries.country_names().get(people.key(name))
    if country is not None:
        return f"country:{fold(countries.listed()[country].names[0])}"
    if " " in key:
        return f"name:{key}"
    if key in lexicon.ORGANIZATION_ENDINGS or key in lexicon.ORGANIZATIONS or (alias and not is_acronym(name)):
        return None
    return f"place:{key}" if kind == "place" and not is_acronym(name) else f"name:{key}"


def identities_of(kind: EntityKind, names: Sequence[str]) -> dict[str, str | None]:
    """The same for all that a page calls somebody, the fullest first. A country's name tells nothing of who is none: `U.S.`, the Senate."""
    found = {name: identity_of(kind, name, alias=n > 0) for n, name in enumerate(names)}
    full = found[names[0]]
    return {
        name: None if identity and identity.startswith("country:") and identity != full else identity for name, identity in found.items()
    }


def is_acronym(name: str) -> bool:
    return _ACRONYM.fullmatch(name) is not None


def is_full(key: str) -> bool:
    """Whether a person's folded name is a first name with a surname: not `de Blasio`, `J. Roe` or `Roe Jr.`"""
    words = [word for word in key.split() if word not in people.SUFFIXES]
    while words and words[0] in people.PARTICLES:
        words = words[1:]
    return len([word for word in words if len(word) > 1]) > 1


def fullest(names: Iterable[str]) -> str:
    """Of several names the one with the most words in capitals, of those the longest."""
    return max(names, key=lambda name: (_weight(name), len(name)))


def _weight(name: str) -> int:
    return 0 if name.isupper() else sum(word[0].isupper() for word in name.split())


# ---------------------------------------------------------------- spellings

_SOUNDS: Sequence[tuple[str, str]] = (
    ("tsch", "s"),
    ("dzh", "j"),
    ("tch", "s"),
    ("sch", "s"),
    ("dj", "j"),
    ("zh", "j"),
    ("sh", "s"),
    ("ch", "s"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("x", "ks"),
)
_ONE = str.maketrans({"q": "k", "g": "k", "c": "k", "w": "v", "z": "s"})
_VOWELS = re.compile(r"(?<=.)[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(KEPT)
def sound_of(kind: EntityKind, name: str) -> str | None:
    """What the spellings of a foreign name have in common: its consonants, as they are told apart in no transliteration.

    Of a person the first name and the surname count. None for names of one word, which are too short to tell.

    >>> sound_of("person", "Muammar al-Qaddafi") == sound_of("person", "Moammar Gadhafi")
    True
    """
    words = [word for word in fold(name).split() if word not in people.PARTICLES and word not in people.SUFFIXES and len(word) > 1]
    if len(words) < 2 or (kind != "person" and is_acronym(name)):
        return None
    if kind == "person":
        return "person:" + " ".join(map(_sound, (words[0], words[-1])))
    return "name:" + " ".join(map(_sound, words))


def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    word = _VOWELS.sub("", word.translate(_ONE))
    return _TWICE.sub(r"\1", "a" + word[1:] if word[0] in "aeiou" else word)


LEAST_ALIKE = 60
"""RapidFuzz ratio, in per cent, that each word of two spellings must reach: `Husayn` and `Hussein` have 62, `Jane` and `John` 50."""


def may_be_spelling(kind: EntityKind, one: str, other: str) -> bool:
    """Whether two names that sound alike may be one name spelt in two ways: not where both first names are common English ones,
    nor where middle names or a Jr. differ."""
    mine, theirs = fold(one).split(), fold(other).split()
    if kind != "person":
        return _numbers(mine) == _numbers(theirs) and fuzz.ratio(" ".join(mine), " ".join(theirs)) >= LEAST_ALIKE + 20
    if _suffix(mine) != _suffix(theirs) or not _agree(_middle(mine), _middle(theirs)):
        return False
    ends = [(mine[0], theirs[0]), (_bare(mine)[-1], _bare(theirs)[-1])]
    known = lexicon.first_names()
    if mine[0] != theirs[0] and mine[0] in known and theirs[0] in known:
        return False
    return all(fuzz.ratio(a, b) >= LEAST_ALIKE for a, b in ends)


def _numbers(words: Sequence[str]) -> list[str]:
    """The words that count: World War I and II sound alike, and so do channels 4 and 5."""
    return [word for word in words if len(word) == 1 or word in people.SUFFIXES or not word.isalpha()]


def _bare(words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if word not in people.SUFFIXES]


def _suffix(words: Sequence[str]) -> str | None:
    return next((word for word in words if word in people.SUFFIXES), None)


def _middle(words: Sequence[str]) -> list[str]:
    return [word for word in _bare(words)[1:-1] if word not in people.PARTICLES]


def _agree(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one leaves its middle names out, or they begin alike."""
    return not mine or not theirs or [word[0] for word in mine] == [word[0] for word in theirs]


# ---------------------------------------------------------------- descriptions

Likeness = Literal["same", "near", "other", "unknown"]


def likeness(one: Iterable[str], other: Iterable[str]) -> Likeness:
    """How the descriptions of two bearers of a name go together.

    Two telling words in common are the `same`, one is `near`; none is `other` where both say what somebody is or does.
    """
    mine, theirs = _telling(one), _telling(other)
    shared = len(mine & theirs)
    if shared:
        return "same" if shared > 1 else "near"
    return "other" if all(any(map(people.is_role, words)) for words in (mine, theirs)) else "unknown"


def _telling(descriptions: Iterable[str]) -> set[str]:
    words = {lexicon.singular(word) for description in descriptions for word in folding.fold(description).split()}
    roles = {role for row in lexicon.SAME_ROLES if row & words for role in sorted(row)[:1]}
    return roles | {word for word in words if len(word) > 2 and word not in _SMALL and not any(word in row for row in lexicon.SAME_ROLES)}
