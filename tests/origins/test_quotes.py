"""One act of speaking is found on every page that quotes it, and what only sounds alike is kept apart."""

import pytest

import ondit
from ondit.origins.quotes import Quotation, quotations, same_voice, shared_quotes
from ondit.origins.records import Quoted
from ondit.origins.words import Words

SAID = "The harbour will be dredged before the winter, or I shall stand in the basin with a spade myself"


def quotation(words: str, voice: str | None, page: str) -> Quotation:
    return Quotation(Quoted(page, f"s:{page}", voice, 0, len(words)), Words.of(words).folded)


def together(*quoted: tuple[str, str | None]) -> list[set[str]]:
    found = [quotation(words, voice, str(n)) for n, (words, voice) in enumerate(quoted)]
    return [{quote.page for quote in shared.quotes} for shared in shared_quotes(found)]


@pytest.mark.parametrize(
    "other",
    [
        SAID,
        SAID.upper(),
        "or I shall stand in the basin with a spade myself",
        SAID.replace("dredged", "cleaned"),
        SAID.replace(" before the winter,", " …"),
        SAID.replace("harbour", "[harbour]").replace("shall", "will"),
    ],
    ids=["exact", "capitals", "in part", "a word changed", "an ellipsis", "brackets"],
)
def test_the_same_words_of_one_voice_are_one_act(other: str) -> None:
    assert together((SAID, "Ines Halloran"), (other, "Halloran")) == [{"0", "1"}]


def test_a_voice_without_a_name_may_be_anybody() -> None:
    assert together((SAID, "Ines Halloran"), (SAID, None)) == [{"0", "1"}]


def test_different_voices_stay_apart_even_through_one_without_a_name() -> None:
    assert together((SAID, "Ines Halloran"), (SAID, "Tom Ode")) == []
    assert together((SAID, "Ines Halloran"), (SAID, "Tom Ode"), (SAID, None)) == [{"0", "2"}]


def test_what_many_voices_say_alike_joins_nobody() -> None:
    oath = "I do solemnly swear that I will faithfully keep the harbour"
    assert together((oath, "Ann Lee"), (oath, "Bo Diaz"), (oath, "Cy Poe"), (oath, "Ann Lee")) == []


def test_other_words_about_the_same_are_another_act() -> None:
    assert together((SAID, "Halloran"), ("Before the winter we shall see the harbour dredged, believe me", "Halloran")) == []
    assert together((f"{SAID}, I said", "Halloran"), ("of the harbour, which is old", "Halloran")) == []


def test_common_phrases_of_nobody_are_not_enough() -> None:
    assert together(("to serve as president of the united states", None), ("to serve as president of the united states", None)) == []


def test_the_longest_form_and_the_fullest_name_stand_for_the_act() -> None:
    found = [quotation(SAID, "Halloran", "a"), quotation(SAID[:60], "Ines Halloran", "b")]
    (shared,) = shared_quotes(found)
    assert (shared.words, shared.voice) == (" ".join(Words.of(SAID).folded), "Ines Halloran")
    assert [reason.kind for reason in shared.evidence] == ["words", "name"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Halloran", "Ines Halloran", True),
        ("Felipe Calderón", "Calderon", True),
        ("I. Halloran", "Ines Halloran", True),
        ("Tom Halloran", "Ines Halloran", False),
        ("Ode", "Halloran", False),
        ("", "Halloran", False),
    ],
)
def test_names_are_one_voice_as_far_as_they_tell(one: str, other: str, same: bool) -> None:
    assert same_voice(one, other) is same is same_voice(other, one)


def test_a_reading_gives_its_quotations_with_their_voices() -> None:
    reading = ondit.read_text(f"“{SAID},” Ines Halloran said on Monday.")
    (found,) = quotations("p", reading, {})
    assert (found.quoted.voice, found.words) == ("Ines Halloran", Words.of(SAID).folded)
