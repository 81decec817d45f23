"""One act of speaking is found on every page that quotes it, and what only sounds alike is kept apart."""

import subprocess
import sys

import pytest

from ondit.origins.claims import Said
from ondit.origins.quotes import same_voice, same_words, shared_quotes

SAID = "The harbour will be dredged before the winter, or I shall stand in the basin with a spade myself"


def quoted(*quotes: tuple[str, str | None]) -> list[Said]:
    return [Said(f"s:{n}", f"“{words}”", voice=voice) for n, (words, voice) in enumerate(quotes)]


def together(*quotes: tuple[str, str | None]) -> list[set[str]]:
    acts = shared_quotes(quoted(*quotes))
    return [{str(n) for match in act for n in (match.one, match.other)} for act in acts]


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
    phrase = "to serve as president of the united states"
    assert together((f"she is plainly and in every way unfit {phrase}", None), (f"nobody was ever as ready as he is {phrase}", None)) == []


def test_in_their_own_words_two_nameless_voices_on_one_matter_are_not_one_act() -> None:
    asked = Said("s:1", "the fish traders have been asked to clear the quay by the end of April")
    for words in (
        "that we have to leave the quay by the end of April",
        "fish traders in Port Wexley must clear the quay by the end of April",
    ):
        assert not any(match.one_act for match in same_words([asked, Said("s:2", words)]))
    assert [match.one_act for match in same_words([asked, Said("s:2", f"that {asked.words}")])] == [True]


def test_a_standing_phrase_adds_nothing_to_what_people_have_in_common() -> None:
    phrase = "to be harbour master of the united towns"
    said = [(f"{own} {phrase}", voice) for own, voice in (("I never want", "Ann Lee"), ("he asked me", "Bo Diaz"), ("fit", "Cy Poe"))]
    assert together(*said, (f"she ought not {phrase}", None), (f"it is time {phrase}", None)) == []


def test_who_quotes_another_has_it_from_that_other() -> None:
    said = quoted((f"Look what she tells us: ‘{SAID}.’ Shameless", "Tom Ode"), (SAID, "Ines Halloran"))
    ((match,),) = shared_quotes(said)
    assert match.voices == (None, "Ines Halloran")


def test_two_voices_with_the_same_words_are_no_one_act() -> None:
    said = quoted((SAID, "Ines Halloran"), (SAID, "Tom Ode"))
    assert [match.one_act for match in same_words(said)] == [False]


def test_short_words_without_a_name_are_nobodys_act() -> None:
    short = "Ferry sails on Monday"
    assert together((short, None), (short, None)) == []
    assert together((short, "Ines Halloran"), (short, "Halloran")) == [{"0", "1"}]


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


LONG = """
import resource
from ondit.origins.claims import Said
from ondit.origins.quotes import same_words

one, other = (" ".join(f"{letter}{n}" for n in range(60_000)) for letter in "ab")
SHARED = %r
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(match,) = same_words([Said("a", f"“{one} {SHARED}”", voice="Ines Halloran"), Said("b", f"“{SHARED} {other}”", voice="Halloran")])
assert match.one_act
assert match.words.startswith("the harbour will be")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
def test_very_long_statements_are_compared_in_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", LONG % SAID], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200_000  # kilobytes; all pairs of words would take 450,000
