"""English words that tell who speaks: pronouns, the nouns that people, organizations and documents go by.

The words themselves stand in the text files beside this module; words.txt says what each of its sections is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Literal

from ondit.words import countries, lines, words

Gender = Literal["f", "m"]


def _rows(filename: str) -> Iterator[str]:
    return (row for _, row in lines(__package__, filename))


_WORDS = words(__package__, "words.txt")

GENDER: Mapping[str, Gender] = {**dict.fromkeys(_WORDS["woman"], "f"), **dict.fromkeys(_WORDS["man"], "m")}
FIRST_PERSONS = _WORDS["first persons"]
WE = _WORDS["we"]
SECOND_PERSONS = _WORDS["second persons"]
SHE, HE, IT, THEY = _WORDS["she"], _WORDS["he"], _WORDS["it"], _WORDS["they"]
THIRD_PERSONS = SHE | HE | IT | THEY
PRONOUNS = FIRST_PERSONS | SECOND_PERSONS | THIRD_PERSONS
POSSESSIVES = _WORDS["possessives"]
RELATIVES = _WORDS["relatives"]
AFTER_PRONOUNS = _WORDS["after pronouns"]

DEFINITE = _WORDS["definite"] | POSSESSIVES
INDEFINITE = _WORDS["indefinite"]
MANY = _WORDS["many"]
AMOUNTS = MANY | _WORDS["amounts"]
OPENERS = _WORDS["openers"] | DEFINITE | INDEFINITE | MANY
AFTER_NOUNS = _WORDS["after the noun"]

NOBODY = _WORDS["nobody"]
DOCUMENTS = _WORDS["documents"]
ORGANIZATIONS = _WORDS["organizations"]
GROUPS = _WORDS["groups"]
PERSONS_IN_S = _WORDS["persons in s"]
ONE_IN_MEN = _WORDS["one in men"]
OF_RESEARCH = _WORDS["of research"]
EXPRESSIONS = _WORDS["expressions"]
KIN = _WORDS["kin"]
NEVER_SHORT = _WORDS["never short"]
BESIDE_NAMES = _WORDS["beside names"]
BEFORE_ROLES = _WORDS["before roles"]
PORTFOLIOS = _WORDS["portfolios"]
OFFICES_OF = _WORDS["offices of"]
ADDRESSED, FORMS_OF_ADDRESS = _WORDS["addressed"], _WORDS["forms of address"]
NOT_BEFORE_NAMES = _WORDS["not before names"]
EPITHETS = _WORDS["epithets"]

ORGANIZATION_ENDINGS = _WORDS["organization endings"]
OTHER_ENDINGS = _WORDS["other endings"]
NUMBERED = _WORDS["numbered"]
PLACE_BEGINNINGS = _WORDS["place beginnings"]
PLACE_ENDINGS = _WORDS["place endings"]
DROPPED_ENDINGS = _WORDS["dropped endings"]
OUTLETS = _WORDS["outlets"]
OUTLET_NOUNS = _WORDS["outlet nouns"]
PEOPLES = _WORDS["peoples"]
NO_NAMES = _WORDS["no names"]

COMPOUNDS = _WORDS["compounds"]

FINITE = _WORDS["finite"]
DISPOSITIONS, COPULAS = _WORDS["dispositions"], _WORDS["copulas"]
PARTIES: Mapping[str, str] = {"d": "democrat", "r": "republican", "i": "independent"}
"""As in "(R-Ariz.)"."""
SAME_DOCUMENTS = tuple(frozenset(row.split()) for row in _rows("same_documents.txt"))
"""Nouns by which one document may go by turns."""
SAME_ROLES = tuple(frozenset(row.split()) for row in _rows("same_roles.txt"))
"""Nouns by which one person may go by turns."""


def singular(noun: str) -> str:
    """The noun for one of them, as far as its ending tells: 'surveys' -> 'survey', 'nations' -> 'nation'."""
    if noun in ("men", "women") or (noun.endswith("men") and len(noun) > 5 and noun not in ONE_IN_MEN):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and is_plural(noun) else noun


def is_plural(noun: str) -> bool:
    """Whether the noun's ending says that it is more than one."""
    if noun in ("people", "men", "women", "children", "folks", "media", "data", "police", "feds"):
        return True
    if noun.endswith("men") and len(noun) > 5:
        return noun not in ONE_IN_MEN
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ous")) and noun not in PERSONS_IN_S and len(noun) > 3


def is_people(word: str) -> bool:
    """Whether a word tells of a people, a faith or a party: `Dutch`, `Muslims`, `Democrat`."""
    return word in PEOPLES or word in countries.demonyms()


@functools.cache
def states() -> Mapping[str, str]:
    """The state's name in lower case, by its name and abbreviations without the last full stop."""
    found = {}
    for line in _rows("states.txt"):
        name, short = (part.strip().casefold() for part in line.split("|"))
        found.update(dict.fromkeys([name, *(s.strip() for s in short.split(",") if s.strip())], name))
    return found


@functools.cache
def first_names() -> Mapping[str, str]:
    """f, m or x (both) by first name in lower case."""
    return {name: row[0] for row in _rows("first_names.txt") for name in row[2:].split()}


def is_compound(ending: str) -> bool:
    """Whether what follows a name and a hyphen makes it another word's beginning: `Austin-based`, `Obama-era`; `Ban Ki-moon` is a name."""
    return ending in COMPOUNDS or (len(ending) > 3 and ending.endswith(("ed", "ing")))
