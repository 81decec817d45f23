"""What a headline rests on, and what it drops."""

import pytest

from ondit.meaning.headline import rest
from ondit.reading import Article, Entity, Headline, Statement, Voice

VOICES = [Voice("v0", "author"), Voice("v1", "person", "Ada Marsh", aliases=("Marsh",)), Voice("v2", "impersonal")]
LEAD = "The council met on Tuesday in the old town hall."


def page(headline: str, *said: str) -> tuple[Article, list[Statement]]:
    """An article whose body is a lead and some sentences, each on the word of v2."""
    text = f"{headline}\n\n{LEAD}"
    statements = [Statement("s0", "page", (), (), ((len(text) - len(LEAD), len(text)),), ("v0",))]
    for n, sentence in enumerate(said, 1):
        begin = len(text) + len(" It is said that ")
        text += f" It is said that {sentence}."
        statements.append(
            Statement(f"s{n}", "attribution", (), ((begin - 16, begin - 1),), ((begin, begin + len(sentence)),), ("v0", "v2"))
        )
    return Article(text, headline=(0, len(headline))), statements


def test_a_headline_rests_on_the_statement_that_says_the_same_and_drops_on_whose_word() -> None:
    article, statements = page("Bridge Closed Over Rust", "the mayor ate well", "the bridge was closed because of rust")
    assert rest(article, statements, VOICES, []) == Headline(("s2",), ("attribution",))


@pytest.mark.parametrize(
    ("headline", "certainty", "polarity", "drops"),
    [
        ("Bridge closed over rust", "certain", "+", ("attribution",)),
        ("Bridge closed over rust, mayor says", "certain", "+", ()),
        ("Bridge closed over rust", "possible", "+", ("attribution", "hedge")),
        ("Bridge may have closed over rust", "possible", "+", ("attribution",)),
        ("Bridge closed over rust", "certain", "-", ("attribution", "negation")),
        ("Bridge not closed over rust", "certain", "-", ("attribution",)),
    ],
)
def test_what_the_headline_drops(headline: str, certainty: str, polarity: str, drops: tuple[str, ...]) -> None:
    article, (lead, said) = page(headline, "the bridge was closed because of rust")
    said = Statement("s1", "attribution", said.source, said.cue, said.content, said.chain, "assert", certainty, polarity)  # type: ignore[arg-type]
    assert rest(article, [lead, said], VOICES, []) == Headline(("s1",), drops)


def test_a_headline_that_names_the_voice_and_a_cue_or_a_colon_is_attributed() -> None:
    for headline in ("Ada Marsh wants the bridge closed", "Marsh: the bridge must be closed over rust"):
        article, (lead, said) = page(headline, "the bridge must be closed over rust")
        said = Statement("s1", "attribution", said.source, said.cue, said.content, ("v0", "v1"), "want", "na")
        assert rest(article, [lead, said], VOICES, []) == Headline(("s1",), ())


def test_an_attribution_of_the_headline_to_somebody_else_does_not_stand_for_the_one_it_drops() -> None:
    headline = "Members Reluctant To Stay In Camp"
    article, (lead, said) = page(headline, "many members are reluctant to stay in the camp")
    own = Statement("s9", "attribution", ((0, 7),), ((8, 17),), ((18, 33),), ("v0", "v3"))
    assert rest(article, [own, lead, said], VOICES, []) == Headline(("s1",), ("attribution",))


def test_a_headline_never_rests_on_itself() -> None:
    article, statements = page("Bridge closed over rust, mayor says")
    own = Statement("s9", "attribution", ((24, 29),), ((30, 34),), ((0, 23),), ("v0", "v3"))
    assert rest(article, [own, *statements], VOICES, []) == Headline()


def test_the_names_of_one_entity_count_as_one() -> None:
    article, (lead, said) = page("HCO members leave", "many of its members leave the House Cleaners' Organization")
    begin = article.text.index("House Cleaners")
    entity = Entity("e1", "organization", "House Cleaners' Organization", ("HCO",), ((0, 3), (begin, begin + 28)))
    other = Statement("s2", "page", (), (), ((begin - 40, begin - 30),), ("v0",))
    assert rest(article, [lead, other, said], VOICES, [entity]) == Headline(("s1",), ("attribution",))


@pytest.mark.parametrize("headline", ["Will the bridge close over rust?", "Five walks for the weekend"])
def test_a_question_and_a_topic_rest_on_nothing(headline: str) -> None:
    article, statements = page(headline, "the bridge was closed because of rust")
    assert rest(article, statements, VOICES, []) == Headline()


def test_a_page_without_a_headline_has_none_and_one_without_statements_rests_on_nothing() -> None:
    assert rest(Article("Body."), [], VOICES, []) is None
    assert rest(Article("Head\n\nBody.", headline=(0, 4)), [], VOICES, []) == Headline()
