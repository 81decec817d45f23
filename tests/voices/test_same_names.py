"""Which names on a page are the same."""

from __future__ import annotations

import pytest

from ondit.voices.entities import same_names
from ondit.voices.mentions import Mention


def named(*names: tuple[str, str]) -> list[list[str]]:
    """What is called by several names, on a page that gives these names one after the other."""
    text = "; ".join(words for words, _ in names)
    mentions, at = [], 0
    for words, kind in names:
        mentions.append(Mention(at, at + len(words), kind))  # type: ignore[arg-type]
        at += len(words) + 2
    return [list(one.names) for one in same_names(text, mentions)[0]]


@pytest.mark.parametrize(
    "names",
    [
        [("Ann J. Roe", "person"), ("Ann Roe", "person"), ("Roe", "person")],
        [("University of Maine", "organization"), ("University", "organization")],
        [("Church of Lights", "organization"), ("Lights", "organization")],
        [("Quill University", "organization"), ("Quill", "organization")],
        [("Boston Red Owls", "organization"), ("Red Owls", "organization")],
        [("United States", "place"), ("America", "place")],
    ],
)
def test_one_under_several_names(names: list[tuple[str, str]]) -> None:
    assert len(named(*names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        [("New York City", "place"), ("New York University", "organization"), ("New York", "organization")],
        [("Mexico City", "place"), ("Mexico", "place")],
        [("U.S. Senate", "organization"), ("U.S.", "place")],
        [("Ann H.M. Roe", "person"), ("Ann W. Roe", "person")],
        [("Tom Roe Jr.", "person"), ("Tom Roe", "person")],
        [("Kent Democratic Party", "organization"), ("Democratic Party", "organization")],
        [("Reno NBL", "organization"), ("NBL", "organization")],
        [("Office of the Kent Parliament", "organization"), ("Kent Parliament", "organization")],
        [("Roe-Brill", "person"), ("Brill", "person")],
    ],
)
def test_several_that_share_words(names: list[tuple[str, str]]) -> None:
    assert named(*names) == [[words] for words, _ in names]


def test_a_surname_is_the_persons_and_not_the_foundations() -> None:
    names = [("Ann Roe", "person"), ("Roe Foundation", "organization"), ("Roe", "organization")]
    assert named(*names) == [["Ann Roe", "Roe"], ["Roe Foundation"]]


def test_without_middle_name_nobody_is_meant_where_two_would_fit() -> None:
    names = [("Ann H. Roe", "person"), ("Ann W. Roe", "person"), ("Ann Roe", "person")]
    assert named(*names) == [["Ann H. Roe"], ["Ann W. Roe"], ["Ann Roe"]]


def test_the_fullest_name_tells_the_kind() -> None:
    text = "Tom Corder; Corder; Corder"
    (one,), _ = same_names(text, [Mention(0, 10, "person"), Mention(12, 18, "organization"), Mention(20, 26, "organization")])
    assert (one.name, one.kind) == ("Tom Corder", "person")
