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
    assert find_turns(page("Q: ", "A: ")).participants[1].mentions


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
