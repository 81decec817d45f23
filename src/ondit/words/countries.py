"""Countries as news names them, their peoples and capitals, from `countries.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ondit.words import lines
from ondit.words.people import key


@dataclass(frozen=True, slots=True)
class Country:
    """The names by which news calls a country, each as `key` gives it."""

    names: tuple[str, ...]
    adjective: str
    people: tuple[str, ...]
    capitals: tuple[str, ...]


def _split(field: str) -> tuple[str, ...]:
    return tuple(key(part) for part in field.split(",") if part.strip())


@cache
def listed() -> tuple[Country, ...]:
    """Every country of countries.txt."""
    found = []
    for _, line in lines("ondit.words", "countries.txt"):
        name, others, adjective, people, capitals = (part.strip() for part in line.split("|"))
        peoples = _split(people) or ((key(adjective) + "s",) if adjective else ())
        found.append(Country((key(name), *_split(others)), key(adjective), peoples, _split(capitals)))
    return tuple(found)


@cache
def country_names() -> Mapping[str, int]:
    """Index into `listed()` by every name of a country."""
    return {name: i for i, country in enumerate(listed()) for name in country.names}


@cache
def demonyms() -> Mapping[str, int]:
    """Index into `listed()` by the plural of its people and its adjective."""
    return {word: i for i, country in enumerate(listed()) for word in (*country.people, country.adjective) if word}


@cache
def capitals() -> Mapping[str, int]:
    """Index into `listed()` by capital."""
    return {name: i for i, country in enumerate(listed()) for name in country.capitals}
