"""What a user gets from pages in every layout of a conversation. The pages were written for these tests."""

import pytest

from ondit.reading import Article, Span
from ondit.turns import Talk, find_turns

TITLE = "Keeping bees above the city"
INTRODUCTION = "Harbour Review interviews Anna Lindqvist, a beekeeper on the roofs of Malmö, about a long winter."
EXCHANGES = [
    ("What brought you to bees?", "My aunt kept them. I was afraid of them until I was ten."),
    ("And how did you get over that?", "I didn't, really. You learn to move slowly.\n\nThat is most of what I know."),
    ("Do you sell the honey?", "Some of it. We give most of it to the neighbours."),
]


def page(question: str, answer: str, *, introduction: str = INTRODUCTION, gap: str = "\n\n") -> Article:
    said = [f"{question.format(n=n)}{asked}{gap}{answer}{told}" for n, (asked, told) in enumerate(EXCHANGES, 1)]
    return Article(text=f"{TITLE}\n\n" + gap.join([introduction, *said]), headline=(0, len(TITLE)), title=TITLE)


def said(article: Article, talk: Talk) -> list[str]:
    return [article.text[turn.start : turn.end] for turn in talk.turns]


def names(talk: Talk) -> list[str | None]:
    return [voice.name for voice in talk.participants]


EXPECTED = [passage for exchange in EXCHANGES for passage in exchange]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: ", "A: "),
        ("Q:", "A:"),
        ("Q. ", "A. "),
        ("Q – ", "A – "),
        ("Question: ", "Answer: "),
        ("Q{n}: ", "A: "),
        ("{n}. ", ""),
        ("HR: ", "AL: "),
        ("Harbour Review: ", "Anna Lindqvist: "),
        ("HARBOUR REVIEW: ", "LINDQVIST: "),
        ("Harbour Review — ", "Lindqvist — "),
        ("Q: ", ""),
        ("", ""),
    ],
)
def test_every_layout_gives_the_same_turns_and_people(question: str, answer: str) -> None:
    article = page(question, answer)
    talk = find_turns(article)
    assert said(article, talk) == EXPECTED
    assert [turn.role for turn in talk.turns] == ["question", "answer"] * 3
    assert names(talk) == ["Harbour Review", "Anna Lindqvist"]
    assert talk.kind == "interview"


@pytest.mark.parametrize(("question", "answer"), [("Q:", "A: "), ("Harbour Review:", "Anna Lindqvist: "), ("LINDGREN:", "LINDQVIST: ")])
def test_a_page_whose_paragraphs_ran_together_keeps_its_turns(question: str, answer: str) -> None:
    article = page(question, answer, gap=" ")
    assert said(article, find_turns(article)) == EXPECTED


def test_a_marker_is_its_own_span_and_absent_where_there_is_none() -> None:
    article = page("Q: ", "A: ")
    assert [article.text[slice(*turn.marker)] for turn in find_turns(article).turns if turn.marker] == ["Q:", "A:"] * 3
    assert [turn.marker for turn in find_turns(page("", "")).turns] == [None] * 6


def test_bold_questions_are_questions_even_without_a_question_mark() -> None:
    article = page("", "")
    text = article.text.replace("Do you sell the honey?", "Tell me where the honey goes.")
    questions = ("What brought you to bees?", "And how did you get over that?", "Tell me where the honey goes.")
    emphasis: tuple[Span, ...] = tuple((text.index(q), text.index(q) + len(q)) for q in questions)
    talk = find_turns(Article(text=text, headline=article.headline), emphasis=emphasis)
    assert [text[t.start : t.end] for t in talk.turns if t.role == "question"] == list(questions)


def test_participants_are_described_and_numbered_by_their_first_turn() -> None:
    first, second = find_turns(page("Q: ", "A: ")).participants
    assert (first.id, first.kind, second.id, second.kind) == ("v1", "organization", "v2", "person")
    assert second.description == "a beekeeper on the roofs of Malmö"


def test_a_surname_is_an_alias_unless_it_is_somebody_elses() -> None:
    article = page("Q: ", "A: ", introduction=f"{INTRODUCTION} Lindqvist has a brother, Per Lindqvist.")
    voice = find_turns(article).participants[1]
    assert voice.aliases == ("Lindqvist",)
    assert [article.text[slice(*mention)] for mention in voice.mentions] == ["Anna Lindqvist", "Lindqvist"]


def test_nobody_is_named_where_the_page_names_nobody() -> None:
    talk = find_turns(page("Q: ", "A: ", introduction="The bees had a long winter."))
    assert names(talk) == [None, None]
    assert len(talk.turns) == 6


@pytest.mark.parametrize(
    "body",
    [
        "Venue: Town hall\n\nDate: 4 May\n\nPrice: free\n\nVenue: Harbour\n\nDate: 5 May\n\nPrice: free",
        "Berg: 547.\n\nOde: 46.\n\nBerg: 612.\n\nOde: 51.\n\nBerg: 70.",
        "The minister was asked about it on Monday. “Why did you sign?” a reporter asked.\n\n“I had to,” she said.\n\nShe left.",
        "What is a hive?\n\nA house.\n\nHow many bees live in one?\n\nUp to 60,000 live in it.\n\nWhat do they eat?\n\nPollen and honey.",
        "Ingredients: honey, flour.\n\nMethod: stir well.\n\nNote: let it rest.\n\nUPDATE: the oven was too hot.",
    ],
)
def test_news_lists_results_and_frequent_questions_have_no_turns(body: str) -> None:
    assert find_turns(Article(text=body)) == Talk()


def test_answers_that_run_together_with_numbered_questions_are_parted_at_the_question_mark() -> None:
    lines = page("{n}. ", "", gap=" ")
    article = Article(text=" ".join(lines.text.split()), headline=lines.headline)
    assert said(article, find_turns(article)) == [" ".join(passage.split()) for passage in EXPECTED]


@pytest.mark.parametrize(
    ("introduction", "asker", "answerer"),
    [
        ("Anna Lindqvist, who keeps bees, talked to Harbour Review in May.", "Harbour Review", "Anna Lindqvist"),
        ("Harbour Review reporter Tom Oduya met the beekeeper Anna Lindqvist on her roof.", "Tom Oduya", "Anna Lindqvist"),
        ("Anna Lindqvist sat down with Tom Oduya of Harbour Review.", "Tom Oduya", "Anna Lindqvist"),
        ("Anna Lindqvist keeps bees in Malmö. Harbour Review interviewed her in May.", "Harbour Review", "Anna Lindqvist"),
        ("An interview with Anna Lindqvist, beekeeper.", None, "Anna Lindqvist"),
        ("In an interview with Harbour Review, Anna Lindqvist looks back on a winter.", "Harbour Review", "Anna Lindqvist"),
        ("Harbour Review interviewed one of the owners of a hive.", "Harbour Review", None),
    ],
)
def test_who_asks_and_who_answers_is_read_in_the_introduction(introduction: str, asker: str | None, answerer: str | None) -> None:
    assert names(find_turns(page("Q: ", "A: ", introduction=introduction))) == [asker, answerer]


def test_two_reporters_leave_the_asker_open() -> None:
    introduction = "Anna Lindqvist spoke with Harbour Review reporter Tom Oduya and Malmö Post reporter Eva Holm."
    asker = find_turns(page("Q: ", "A: ", introduction=introduction)).participants[0]
    assert asker.name is None
    assert asker.candidates == ("Tom Oduya", "Eva Holm")


DEBATE = """The harbour debate

MODERATOR TOM ODUYA: Good evening. Ms. Berg, will you close the harbour?

ANNA BERG (Greens): I will not. I never said I would.

(APPLAUSE)

PER ODE, MAYOR OF MALMÖ: You said it in May.

BERG: I said we should think about it, Mr. Ode. [Laughter] You were there.

(CROSSTALK)

ODE: I was. Everybody heard you.

ODUYA: Let us move on. What about the bees, both of you?

UNIDENTIFIED MALE: Yes, what about them?

BERG: I keep some."""


def test_a_debate_is_a_transcript_of_several_speakers_named_in_full() -> None:
    article = Article(text=DEBATE, headline=(0, 18), title="The harbour debate")
    talk = find_turns(article)
    name = {voice.id: voice.name for voice in talk.participants}
    assert talk.kind == "transcript"
    assert [name[turn.voice] for turn in talk.turns] == [
        "Tom Oduya", "Anna Berg", "Per Ode", "Anna Berg", "Per Ode", "Tom Oduya", None, "Anna Berg",
    ]  # fmt: skip
    assert {turn.role for turn in talk.turns} == {"speech"}
    assert talk.participants[3].description == "unidentified male"


def test_stage_directions_between_turns_belong_to_nobody() -> None:
    article = Article(text=DEBATE, headline=(0, 18), title="The harbour debate")
    spoken = said(article, find_turns(article))
    assert not any("CROSSTALK" in passage or "APPLAUSE" in passage for passage in spoken)
    assert any("[Laughter]" in passage for passage in spoken)


def test_bare_q_and_a_named_answerer_make_a_briefing() -> None:
    text = (
        "Press briefing by Anna Berg\n\nMS. BERG: Good morning. I have nothing at the top.\n\n"
        "Q  Anna, do you expect a deal this week?\n\nMS. BERG: I do not.\n\nQ  Why not?\n\nMS. BERG: We need more time."
    )
    talk = find_turns(Article(text=text, headline=(0, 27)))
    assert [turn.role for turn in talk.turns] == ["answer", "question", "answer", "question", "answer"]
    assert talk.participants[0].name == "Anna Berg"


def test_names_in_bold_need_no_colon() -> None:
    lines = ["Tom Oduya Do you keep bees?", "Anna Berg I do.", "Tom Oduya Why?", "Anna Berg I like them."]
    text = "\n\n".join(lines)
    emphasis = tuple((text.index(line), text.index(line) + len("Tom Oduya")) for line in lines)
    talk = find_turns(Article(text=text), emphasis=emphasis)
    assert names(talk) == ["Tom Oduya", "Anna Berg"]
    assert [text[turn.start : turn.end] for turn in talk.turns] == [line[10:] for line in lines]


def test_a_passage_transcribed_in_a_story_leaves_it_an_article() -> None:
    story = "The mayor was asked about the harbour on Sunday. Nobody had expected it, and few people were pleased with it. " * 6
    passage = "ODUYA: Will you close it?\n\nBERG: I will not.\n\nODUYA: Will you say so in writing?\n\nBERG: I just did."
    talk = find_turns(Article(text=f"{story}\n\n{passage}\n\nThe council meets on Monday."))
    assert talk.kind == "article"
    assert [turn.role for turn in talk.turns] == ["question", "answer", "question", "answer"]


def test_the_last_answer_ends_before_the_foot_of_the_page() -> None:
    article = page("Q: ", "A: ")
    foot = "\n\nThis interview has been edited for length.\n\nFollow Harbour Review on the web."
    longer = Article(text=article.text + foot, headline=article.headline, title=TITLE)
    assert said(longer, find_turns(longer)) == EXPECTED


def test_a_headline_with_a_colon_is_no_turn() -> None:
    text = "Berg: I will not close the harbour\n\nThe mayor said so on Monday. “I will not,” she said.\n\nUPDATE: The council agreed."
    assert find_turns(Article(text=text, headline=(0, 34))) == Talk()
    assert find_turns(Article(text=text)) == Talk()


@pytest.mark.parametrize("piece", ["a", "Q: ", "A. ", "Anna Berg: ", "(", "“", "Do you? ", "1. ", "\n", "Q: you?\nA: I\n"])
def test_endless_pages_come_to_an_end(piece: str) -> None:
    assert len(find_turns(Article(text=piece * (20_000 // len(piece)))).turns) <= 10_000


def test_a_list_of_hundreds_of_labels_is_no_conversation() -> None:
    names = [f"{chr(65 + a)}nn{chr(97 + b)} B{chr(97 + a)}rg{chr(97 + b)}" for a in range(20) for b in range(20)]
    article = Article("\n\n".join(f"{name}: We were there that day and saw it." for name in names * 2))
    assert find_turns(article).turns == ()


def test_answers_that_two_share_are_parted_where_they_introduce_themselves() -> None:
    title = "Harbour Review interviews Anna Lindqvist and Per Holm"
    paragraphs = [
        "What is your club?",
        "I'm Anna Lindqvist, and the club is the two of us.",
        "And I'm Per Holm.",
        "We row at night.",
        "Did you always row?",
        "I rowed with my aunt.",
        "How do you two get along?",
        "Per and I never argue.",
        "We do argue, I think.",
    ]
    text = "\n\n".join([title, *paragraphs])
    talk = find_turns(Article(text=text, headline=(0, len(title)), title=title))
    by = {voice.id: voice.name for voice in talk.participants}
    assert [text[turn.start : turn.end] for turn in talk.turns] == paragraphs
    anna, per, asks = "Anna Lindqvist", "Per Holm", "Harbour Review"
    assert [by[turn.voice] for turn in talk.turns] == [asks, anna, per, anna, asks, None, asks, anna, per]


def test_who_is_only_described_stays_without_a_name() -> None:
    introduction = (
        "Harbour Review interviewed one of the owners of a bar about its drinks. They are named after Senator Per Holm, the former mayor. "
        "In a 2003 interview with the Malmö Post, Per Holm spoke of bars."
    )
    talk = find_turns(page("", "", introduction=introduction))
    assert names(talk) == ["Harbour Review", None]
    assert talk.participants[1].description == "one of the owners of a bar"
