"""Word lists are read as they are written, and say each thing once."""

from __future__ import annotations

import re
from importlib.resources import files

from ondit.words import lines, people, sections, words


def entries(name: str) -> list[str]:
    return [entry.partition(":")[0] for _, line in lines("ondit.words", name) for entry in ([line] if ":" in line else line.split())]


def test_comments_and_empty_lines_hold_no_entry() -> None:
    text = files("ondit.words").joinpath("people.txt").read_text("utf-8")
    assert "#" in text
    assert all(re.fullmatch(r"[a-z-]+", entry) for entry in entries("people.txt"))


def test_lines_stand_under_their_heading() -> None:
    assert set(sections("ondit.words", "people.txt")) == {"roles before names", "roles", "particles", "suffixes"}
    assert "jr" in words("ondit.words", "people.txt")["suffixes"]


def test_no_word_is_listed_twice() -> None:
    roles = sections("ondit.words", "people.txt")
    for listed in (entries("titles.txt"), " ".join([*roles["roles before names"], *roles["roles"]]).split()):
        assert len(listed) == len(set(listed))


def test_titles_know_the_nouns_of_their_bearers() -> None:
    assert people.TITLES["sen"] == ("senator", "lawmaker", "legislator")
    assert "king" not in people.OF_PERSONS_ALONE
    assert "mayor" in people.OF_PERSONS_ALONE


def test_a_role_is_told_by_its_ending_too() -> None:
    assert people.is_role("harpsichordist") is False
    assert all(map(people.is_role, ["spokeswoman", "geologist", "baritone-technician", "pianist", "mayor"]))
