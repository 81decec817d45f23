"""What a user gets from a page that is one speech. The pages were written for these tests."""

import pytest

from ondit.reading import Article
from ondit.turns import Talk, find_turns

SPOKEN = (
    "Good evening. I am glad to stand here again. We have waited long for this bridge.\n\n"
    "I remember the ferry, and I remember the day it sank. We promised then to build. Today we keep our word."
)
ABOUT = (
    "The bridge will open in May, she told the guests. Lindqvist praised the masons. The town has waited for it.\n\n"
    "Lindqvist also remembered the ferry. It sank in 1998, and nobody was hurt. Lindqvist left early."
)


def talk(title: str, body: str, *, opening: str = "") -> Talk:
    head = f"{title}\n\n" + (f"{opening}\n\n" if opening else "")
    return find_turns(Article(text=head + body, headline=(0, len(title)), title=title))


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Speech by Ms. Anna Lindqvist, Minister of Ports, at the new bridge", ""),
        ("Statement by H.E. Dr. Anna Lindqvist Vice-Chancellor at the new bridge", ""),
        ("Anna Lindqvist's Inaugural Address", "14 May 2009"),
        ("Inaugural Address Anna Lindqvist", ""),
        ("Lindqvist Opening Remarks at the New Bridge", "Speaker Anna Lindqvist delivered remarks at the bridge. They follow:"),
        ("A bridge at last", "Minister Anna Lindqvist’s Speech to the Town"),
        ("Prime Minister Anna Lindqvist addresses the town", ""),
        ("PM Anna Lindqvist’s address to the nation", ""),
        ("Anna Lindqvist Delivers Remarks on the Bridge", ""),
        ("Anna Lindqvist MP: maiden speech", ""),
        ("Secretary-General Anna Lindqvist's message on bridges", ""),
        ("Eulogy for Per Holm by Anna Lindqvist", ""),
        ("Harbour Day speech (Anna Lindqvist)", ""),
        ("Keynote address, Anna Lindqvist, Wexley College", ""),
    ],
)
def test_a_speech_is_its_speaker_s_from_its_first_sentence_on(title: str, opening: str) -> None:
    found = talk(title, SPOKEN, opening=opening)
    assert (found.kind, [voice.name for voice in found.participants]) == ("transcript", ["Anna Lindqvist"])
    assert not found.turns
    assert [span.end - span.start for span in found.speech] == [len(SPOKEN)]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Anna Lindqvist's speech at the new bridge", ABOUT),
        ("Remarks by Anna Lindqvist and Per Holm at the new bridge", SPOKEN),
        ("What we make of the speech Anna Lindqvist never gave", SPOKEN),
        ("A bridge at last", SPOKEN),
    ],
)
def test_an_article_about_a_speech_and_a_speech_of_nobody_named_stay_the_page_s_own(title: str, body: str) -> None:
    assert talk(title, body) == Talk()


def test_who_argues_before_a_court_says_so_and_what_the_bench_asks_is_nobody_s() -> None:
    paragraphs = [
        "May it please the court. My name is Anna Lindqvist and I speak for the harbour. I say the toll is lawful.",
        "Do you say that every toll is?",
        "I do not. I say that this one is, and I rest on the act.",
    ]
    text = "\n\n".join(paragraphs)
    found = find_turns(Article(text=text))
    assert [text[turn.start : turn.end] for turn in found.speech] == [paragraphs[0], paragraphs[2]]


def spoken(text: str) -> list[tuple[str | None, str]]:
    """Who has the floor where, by name and first words."""
    found = find_turns(Article(text=text))
    name = {voice.id: voice.name for voice in found.participants}
    return [(name[turn.voice], " ".join(text[turn.start : turn.end].split()[:3])) for turn in found.speech]


def test_whoever_is_called_by_name_speaks_next_and_bears_the_fullest_name_of_the_page() -> None:
    paragraphs = [
        "On the panel are Anna Lindqvist and Per Holm. We begin with the ferry. Ms. Lindqvist, please go ahead.",
        "I took it every day, and I think we all did.",
        "Some of us did, I am sure. Is there anything you miss, Dr. Holm?",
        "Well, I miss the coffee.",
        "So do I, to be honest.",
    ]
    assert spoken("\n\n".join(paragraphs)) == [("Anna Lindqvist", "I took it"), ("Per Holm", "Well, I miss")]


def test_two_of_the_called_surname_leave_the_voice_unnamed() -> None:
    text = "Anna Holm and Per Holm are with us, and I thank them both. Is that so, Mr. Holm?\n\nYes, I think that it is so."
    found = find_turns(Article(text=text))
    assert [(voice.name, set(voice.candidates)) for voice in found.participants] == [(None, {"Anna Holm", "Per Holm"})]


def test_before_a_court_only_what_surely_is_the_argument_is_whose_argument_it_is() -> None:
    paragraphs = [
        "We hear the case of the ferry. For the appellant, the Harbour: Anna Lindqvist. For the respondent: Per Holm. Ms. Lindqvist?",
        "Thank you. I say the toll is lawful.",
        "You say that of every toll. You have not told us why.",
        "I say it of this one alone, and I rest on the act.",
        "That to me reads otherwise.",
        "I see the difficulty, Your Honor.",
    ]
    assert spoken("\n\n".join(paragraphs)) == [
        ("Anna Lindqvist", "Thank you. I"),
        ("Anna Lindqvist", "I say it"),
        ("Anna Lindqvist", "I see the"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The choir was led by Mr. Holm.\n\nWe heard it in May.\n\nThe town was proud of it, and of Mayor Holm.\n\nIt sang again in June.",
        "I am glad to be here with your mayors, Ms. Lindqvist, Mr. Dunn, Mayor Holm.\n\nAnd I am glad to see the bridge, I must say.",
        "The council wondered what became of Dr. Holm?\n\nNobody knew. The harbour was searched. The ferry left late.",
    ],
)
def test_a_name_at_the_end_of_a_paragraph_is_no_call(text: str) -> None:
    assert find_turns(Article(text=text)) == Talk()


TALK = [
    "Good evening and welcome to the Ferry Hour. I'm your host, Anna, and I am joined by Per.",
    "Hello!",
    "I took the boat today, and I must say it was late.",
    "Was it? I never noticed.",
    "It was. We sat there for an hour.",
    "I think the tide is to blame.",
    "I blame the pilot. What do you say to that, Per?",
    "I say it was the tide.",
]


def test_two_who_introduce_themselves_and_are_named_where_they_should_be_talk_by_turns() -> None:
    assert [who for who, _ in spoken("\n\n".join(TALK))] == ["Anna", "Per"] * 4


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (6, "I blame the pilot, and so do we all."),
        (7, "I say it was the tide, and so does Per."),
        (0, "Good evening. I'm your host, Anna, and I am joined by Per and Bo."),
        (0, "Good evening. I'm your host, Anna, and I am alone."),
    ],
)
def test_where_less_is_sure_nobody_is_named(n: int, said: str) -> None:
    assert find_turns(Article(text="\n\n".join([*TALK[:n], said, *TALK[n + 1 :]]))) == Talk()
