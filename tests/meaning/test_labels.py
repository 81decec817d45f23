"""The charged words that voices put on a party."""

import re

import pytest

from ondit.meaning import lexicon
from ondit.meaning.labels import find_labels
from ondit.reading import Entity, Segment


def put_on(text: str, *names: str, terms: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    """Each label of a text with the name of the entity it is put on."""
    entities = [Entity(name, "organization", name, (), tuple(m.span() for m in re.finditer(re.escape(name), text))) for name in names]
    return [(label.text, label.about) for label in find_labels(text, entities, [Segment(0, len(text), ("v0",))], terms=terms)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the status of the terrorist Varda League in the north", [("terrorist", "Varda League")]),
        ("the despotic and corrupt ruler of the Varda League", []),
        ("the despotic and corrupt Varda League fell", [("despotic", "Varda League"), ("corrupt", "Varda League")]),
        ("the terrorist group Varda League", [("terrorist", "Varda League")]),
        ("the so-called “Varda League” met", [("so-called", "Varda League")]),
        ("the “moderate” Varda League", [("moderate", "Varda League")]),
        ("the Varda League regime", [("regime", "Varda League")]),
        ("Varda League’s cronies", [("cronies", "Varda League")]),
        ("the Varda League is a brutal and shameless gang", [("brutal", "Varda League"), ("shameless", "Varda League")]),
        ("she called the Varda League a “disgrace”", [("disgrace", "Varda League")]),
        ("the Varda League, a criminal organization, denied it", [("criminal", "Varda League")]),
        ("the Varda League as an anti-royal terrorist organization", [("terrorist", "Varda League")]),
    ],
)
def test_a_charged_term_is_put_on_the_party_it_stands_with(text: str, expected: list[tuple[str, str]]) -> None:
    assert put_on(text, "Varda League") == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Varda League is not a terrorist organization",
        "the Varda League is no despot",
        "a terrorist attack on the Varda League",
        "the embattled Varda League president",
        "the deal with the Varda League was a disgrace",
        "dictators and the Varda League",
        "she said “great news” to the Varda League",
        "the Varda League left; a corrupt clerk stayed",
    ],
)
def test_what_is_denied_or_said_of_something_else_is_no_label(text: str) -> None:
    assert put_on(text, "Varda League") == []


def test_a_description_stands_for_the_one_party_that_the_page_puts_it_on() -> None:
    text = "It weighs the Varda League as a terrorist organization. Some want the terrorist organization gone."
    assert put_on(text, "Varda League") == [("terrorist", "Varda League"), ("terrorist", "Varda League")]
    assert put_on("Some want the terrorist organization gone.", "Varda League") == [("terrorist", None)]


def test_several_terms_for_something_without_a_name_are_labels_about_nobody_known() -> None:
    assert put_on("The way it is run is very despotic and oppressive.") == [("despotic", None), ("oppressive", None)]


def test_a_label_belongs_to_the_voice_whose_words_hold_it() -> None:
    text = "Ruhl spoke of the heroic Varda League."
    entity = Entity("e1", "organization", "Varda League", (), ((25, 37),))
    (label,) = find_labels(text, [entity], [Segment(0, 14, ("v0",)), Segment(14, 38, ("v0", "v1"))])
    assert (label.text, label.about, label.voice) == ("heroic", "e1", "v1")


def test_a_user_adds_terms_of_his_own() -> None:
    assert put_on("the Rust Belt Varda League", "Varda League", terms=("Rust Belt",)) == [("Rust Belt", "Varda League")]


def test_an_empty_page_has_no_labels() -> None:
    assert find_labels("", [], []) == ()


def test_no_list_of_terms_holds_one_twice() -> None:
    entries = [(section, entry) for section, line in lexicon.lines("labels.txt") for entry in lexicon.entries(line)]
    assert len(entries) == len(set(entries))
