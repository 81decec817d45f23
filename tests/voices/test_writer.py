"""Whose the page's own *I* is: pages written for the purpose."""

from __future__ import annotations

import pytest

from ondit.reading import Article, Attribution, Name, Turn, Voice
from ondit.tagging import Tagged
from ondit.turns import Talk
from ondit.voices import Heard, hear

SAID = "I think the ferry should stay. My neighbours take it, and so do I."


def read(
    text: str, *, byline: tuple[str, ...] = (), people: tuple[str, ...] = (), says: str = "I think", talk: Talk | None = None
) -> Heard:
    """The page with *I think* as its only attribution, and the names of people that a tagger would find."""
    at = text.index(says)
    said = Attribution(((at, at + 1),), ((at + 2, at + 7),), ((at + 8, text.index(".", at)),))
    found = [Name(start, start + len(name), "person") for name in people for start in _all(text, name)]
    return hear(Article(text=text, byline=byline), talk or Talk(), Tagged((said,), tuple(sorted(found, key=lambda name: name.start))))


def _all(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


@pytest.mark.parametrize(
    "text",
    [
        f"Keep the ferry\n\nBy Ida Storm\n\n{SAID}",
        f"Ida Storm: Keep the ferry\n\n{SAID}",
        f"IDA STORM: KEEP THE FERRY\n\n{SAID}",
        f"To the Editor:\n\n{SAID}\n\nIda Storm",
        f"To the Editor:\n\n{SAID}\n\n— Ida Storm\n\nWexley",
        f"Keep the ferry\n\n{SAID}\n\nIda Storm is a pilot in Wexley.",
        f"Keep the ferry\n\n{SAID}\n\nIda Storm, a pilot and mother of three, is the author of two books on tides.",
        f"Keep the ferry\n\nHello, I'm Ida Storm. {SAID}",
        f"Keep the ferry\n\nMy name is Ida Storm. {SAID}",
    ],
)
def test_the_page_s_own_i_is_who_wrote_it(text: str) -> None:
    result = read(text, people=("Ida Storm", "IDA STORM"))
    page = result.voices[0]
    assert (page.id, page.kind, page.name) == ("v0", "author", "Ida Storm")
    assert [statement.chain for statement in result.statements if statement.origin == "attribution"] == [("v0",)]


def test_the_byline_beside_the_text_names_the_page_and_points_to_its_entity() -> None:
    result = read(f"{SAID} Ask Ida Storm.", byline=("Ida Storm",), people=("Ida Storm",))
    assert (result.voices[0].name, result.voices[0].entity) == ("Ida Storm", result.entities[0].id)


@pytest.mark.parametrize(
    "text",
    [
        f"Ask Ida\n\nDear Ida: {SAID}\n\nDear Lost: Write to the mayor.",
        f"My life on the ferry\n\nBy Bo Lund, as told to Ida Storm\n\n{SAID}",
        f"Interview with Bo Lund\n\n{SAID}",
        f"A ferry is lost\n\nIt went at noon.\n\n{SAID}\n\n— Bo Lund (@bolund) 4 May\n\nThe town was dark.",
    ],
)
def test_what_others_write_or_tell_on_the_page_is_not_the_writer_s(text: str) -> None:
    assert read(text, byline=("Ida Storm",)).voices[0].name is None


def test_of_two_who_wrote_it_either_may_be_i() -> None:
    page = read(SAID, byline=("Ida Storm", "Bo Lund")).voices[0]
    assert (page.name, page.candidates) == (None, ("Ida Storm", "Bo Lund"))


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        f"Ferry: the case\n\n{SAID}",
        f"Bo Lund: The ferry goes\n\nMayor Lund said so on Monday. {SAID}",
        f"Letters\n\n{SAID}\n\nIda Storm\n\nLet it go, I say.\n\nBo Lund",
        f"Keep the ferry\n\nBo Lund runs it. {SAID}\n\nBo Lund is a pilot in Wexley.",
        f"Keep the ferry\n\n“I am Bo Lund,” said the pilot. {SAID}",
        f"Harbour talk\n\nI'm Ida Storm, and with me is Bo Lund.\n\n{SAID}",
        f"Port Wexley: The ferry stays\n\n{SAID}\n\nPort Wexley is the oldest town on the river.",
        f"Keep the ferry\n\nBy the Editorial Board\n\n{SAID}",
    ],
)
def test_where_nothing_tells_who_wrote_it_the_page_has_no_name(text: str) -> None:
    assert read(text, people=("Ida Storm", "Bo Lund")).voices[0].name is None


@pytest.mark.parametrize("byline", [("Staff Writer",), ("Harbour News",), ("The Editorial Board",), ("Reuters",)])
def test_an_office_or_an_outlet_in_the_byline_is_nobody_s_name(byline: tuple[str, ...]) -> None:
    assert read(SAID, byline=byline).voices[0].name is None


def test_a_page_that_does_not_say_i_bears_no_name_of_its_writer() -> None:
    text = "Bo Lund said “I think it goes.” The ferry left."
    quoted = read(text, byline=("Ida Storm",), people=("Bo Lund",))
    assert quoted.voices[0].name is None


def test_i_in_a_quotation_of_which_nothing_tells_the_speaker_is_nobody_s_and_not_the_page_s() -> None:
    text = "The ferry left.\n\n“I think it will be back.”\n\nThe town was dark."
    result = read(text, byline=("Ida Storm",))
    last = [statement.chain[-1] for statement in result.statements if statement.origin == "attribution"]
    assert [(voice.kind, voice.name) for voice in result.voices if voice.id in last] == [("person", None)]


def test_a_quotation_printed_twice_is_who_says_it_the_other_time() -> None:
    text = "“I think it will be back before the winter”\n\nBo Lund was asked.\n\nI think it will be back before the winter. It was."
    talk = Talk("transcript", (Voice("v1", "person", "Bo Lund"),), speech=(Turn("v1", "speech", None, text.rindex("I think"), len(text)),))
    result = hear(
        Article(text=text),
        talk,
        Tagged((Attribution(((1, 2),), ((3, 8),), ((9, 43),)),), ()),
    )
    assert [statement.chain for statement in result.statements if statement.origin == "attribution"] == [("v0", "v1")]


def test_a_quotation_alone_in_an_interview_is_whoever_answers() -> None:
    text = "Harbour Review met Bo Lund.\n\n“I think it will be back”\n\nWas it late?\n\nIt was."
    voices = (Voice("v1", "organization", "Harbour Review"), Voice("v2", "person", "Bo Lund"))
    asked, answered = text.index("Was it"), text.index("It was")
    turns = (Turn("v1", "question", None, asked, asked + 12), Turn("v2", "answer", None, answered, len(text)))
    said = Attribution(((30, 31),), ((32, 37),), ((38, 53),))
    assert text[30:53] == "I think it will be back"
    result = hear(Article(text=text), Talk("interview", voices, turns), Tagged((said,), ()))
    assert [statement.chain for statement in result.statements if statement.origin == "attribution"] == [("v0", "v2")]


@pytest.mark.parametrize("greeting", ["To the Editor:", "Dear Mayor Lund,", "Dear Mayor Lund:"])
def test_whom_a_letter_greets_does_not_say_it(greeting: str) -> None:
    text = f"{greeting}\n\n{SAID}\n\nIda Storm"
    whom = Attribution(((0, len(greeting) - 1),), ((len(greeting) - 1, len(greeting)),), ((text.index(SAID), text.index("\n\nIda")),))
    at = text.index("I think")
    said = Attribution(((at, at + 1),), ((at + 2, at + 7),), ((at + 8, text.index(".", at)),))
    named = (Name(len(text) - 9, len(text), "person"),)
    result = hear(Article(text=text), Talk(), Tagged((whom, said), named))
    assert {statement.chain for statement in result.statements} == {("v0",)}
    assert result.voices[0].name == "Ida Storm"
