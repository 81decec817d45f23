"""Which words name somebody, and the tagger's names made whole."""

from __future__ import annotations

import pytest

from ondit.reading import Name
from ondit.voices.entities import same_names
from ondit.voices.mentions import find_mentions
from ondit.voices.whole import whole_names


def marked(text: str, *pieces: tuple[str, str]) -> list[Name]:
    """The first place of each piece after the one before."""
    found, at = [], 0
    for words, kind in pieces:
        at = text.index(words, at)
        found.append(Name(at, at + len(words), kind))  # type: ignore[arg-type]
        at += len(words)
    return found


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        ("at the University of Southern Kent", [("University of", "organization")], "University of Southern Kent"),
        ("in New York today", [("New", "place"), ("York", "place")], "New York"),
        ("for the Ada Moor Foundation", [("Ada", "person"), ("Moor Foundation", "organization")], "Ada Moor Foundation"),
        ("of Camp Delta", [("Camp", "place"), ("Delta", "person")], "Camp Delta"),
        ("by Tom Brill Jr.", [("Tom Brill", "person")], "Tom Brill Jr."),
        ("by Tan Ke-wen today", [("Tan Ke-", "person")], "Tan Ke-wen"),
        ("by Tom “Sailor” Brill", [("Tom", "person"), ("Sailor", "person"), ("Brill", "person")], "Tom “Sailor” Brill"),
        ("of the County of Kent", [("County", "place"), ("Kent", "place")], "County of Kent"),
        ("University of Kent, Dover, said", [("University of Kent", "organization"), ("Dover", "place")], "University of Kent, Dover"),
        ("to Moor Dredging, Inc.", [("Moor Dredging", "organization")], "Moor Dredging, Inc."),
        ("of Flu-19 here", [("Flu", "organization")], "Flu-19"),
        ("by Democrat Ana Brill", [("Democrat Ana Brill", "person")], "Ana Brill"),
        ("for Crooked Ana Brill today", [("Crooked Ana Brill", "person")], "Ana Brill"),
        ("by Lyin’ Tom Brill", [("Lyin’ Tom Brill", "person")], "Tom Brill"),
        ("by Crooked Ana Brill", [("Crooked", "person"), ("Ana Brill", "person")], "Ana Brill"),
        ("by Little Tom", [("Little Tom", "person")], "Little Tom"),
        ("a united Kent", [("united", "place"), ("Kent", "place")], "Kent"),
        ("with Ana Brill\nTom was late", [("Ana Brill\nTom", "person")], "Ana Brill"),
    ],
)
def test_pieces_of_a_name_are_joined(text: str, pieces: list[tuple[str, str]], whole: str) -> None:
    assert [text[start:end] for start, end, _ in whole_names(text, marked(text, *pieces))] == [whole]


def test_somebody_and_a_body_are_two_names() -> None:
    text = "so Thomas Brill of Kent University wrote"
    assert [text[start:end] for start, end, _ in whole_names(text, marked(text, ("Thomas Brill of Kent University", "organization")))] == [
        "Thomas Brill",
        "Kent University",
    ]


@pytest.mark.parametrize(
    ("text", "piece", "kind", "name"),
    [
        ("the Moor-based firm", "Moor-based", "person", "Moor"),
        ("the Kent League national title", "Kent League national", "organization", "Kent League"),
        ("the Members of the Senate spoke", "Members of the Senate", "organization", "Senate"),
        ("wrote Ana van der Brill", "Brill", "person", "van der Brill"),
        ("under Article 33 of it", "Article", "organization", "Article 33"),
        ("wrote Moor Mayor Quendra Brill", "Moor Mayor Quendra Brill", "place", "Quendra Brill"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(text: str, piece: str, kind: str, name: str) -> None:
    (mention,) = find_mentions(text, marked(text, (piece, kind)), [])
    assert text[mention.start : mention.end] == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("of our Nation.", "Nation"),
        ("to Mr. Speaker.", "Speaker"),
        ("and Kent Republicans.", "Kent Republicans"),
        ("the minister of Education.", "Education"),
        ("the Transport minister.", "Transport"),
        ("has its Chair.", "Chair"),
    ],
)
def test_what_somebody_is_is_no_name(text: str, word: str) -> None:
    assert find_mentions(text, marked(text, (word, "person")), []) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Clean Harbours Act", "other"), ("Moor Prize", "other"), ("House of Quills", "organization"), ("Kent Times", "organization")],
)
def test_the_words_of_a_name_tell_its_kind(name: str, kind: str) -> None:
    text = f"It was the {name} again."
    (mention,) = find_mentions(text, marked(text, (name, "place")), [])
    assert mention.kind == kind


def test_titles_and_possessives_are_no_part_of_a_name() -> None:
    text = "They liked Mrs. Ana Brill’s house."
    (mention,) = find_mentions(text, marked(text, ("Mrs. Ana Brill’s", "person")), [])
    assert (text[mention.start : mention.end], mention.titles, mention.possessive) == ("Ana Brill", ("mrs",), True)


@pytest.mark.parametrize("word", ["Monday", "Republicans", "Americans", "They", "Afghan Ambassador", "President"])
def test_not_every_capital_is_a_name(word: str) -> None:
    assert find_mentions(f"It was {word} again.", marked(f"It was {word} again.", (word, "person")), []) == ()


def test_a_name_found_once_is_found_wherever_it_stands() -> None:
    text = "We met Ana Brill. Later Brill left. Ana Brill came back."
    mentions = find_mentions(text, marked(text, ("Ana Brill", "person")), [])
    assert [text[m.start : m.end] for m in mentions] == ["Ana Brill", "Brill", "Ana Brill"]


def test_in_a_headline_a_name_of_the_text_is_surer_than_the_tagger() -> None:
    text = "Brill Says Dam Will Never Break\n\nEngineer Ana Brill spoke on Friday."
    names = marked(text, ("Brill Says Dam", "organization"), ("Ana Brill", "person"))
    mentions = find_mentions(text, names, [])
    assert [text[m.start : m.end] for m in mentions] == ["Brill", "Ana Brill"]
    assert len(same_names(text, mentions)[0]) == 1


def test_a_surname_with_a_title_is_of_the_one_whom_the_title_fits() -> None:
    text = "Maria Holt and James Holt came. Mr. Holt spoke. Mrs. Holt did not."
    names = marked(text, ("Maria Holt", "person"), ("James Holt", "person"), ("Mr. Holt", "person"), ("Mrs. Holt", "person"))
    named, of = same_names(text, find_mentions(text, names, []))
    assert [named[i].name for i in of] == ["Maria Holt", "James Holt", "James Holt", "Maria Holt"]


@pytest.mark.parametrize("text", ["Sen. " * 3000, "(A" * 5000, "A’s " * 5000, "Ann Roe said " * 2000, "Aa, who " * 4000])
def test_odd_pages_take_no_longer_than_others(text: str) -> None:
    assert isinstance(find_mentions(text, [], [(0, len(text))]), tuple)


def test_thousands_of_names_in_a_row_are_no_name_of_many_parts() -> None:
    text = "Ann Roe " * 20_000
    mentions = find_mentions(text, [Name(0, len(text) - 1, "person")], [])
    assert [len(one.names) for one in same_names(text, mentions)[0]] == [1]
