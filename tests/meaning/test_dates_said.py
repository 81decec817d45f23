"""When a statement was made, and of which days it speaks."""

from ondit.meaning.dates import date_statements, find_dates
from ondit.reading import Days, Statement


def statement(marked: str) -> tuple[str, Statement]:
    """A text and its statement, from `[source] {cue} <content>`."""
    text, spans, opened = "", {"[": [], "{": [], "<": []}, {}
    for letter in marked:
        if letter in "[{<":
            opened[letter] = len(text)
        elif letter in "]}>":
            kind = "[{<"["]}>".index(letter)]
            spans[kind].append((opened[kind], len(text)))
        else:
            text += letter
    source, cue, content = (tuple(spans[kind]) for kind in "[{<")
    return text, Statement("s1", "attribution" if cue else "page", source, cue, content, ("v0", "v1"))


def said(marked: str) -> Days | None:
    text, one = statement(marked)
    return date_statements(text, (one,), find_dates(text, published="2008-09-03"))[0].said


MONDAY = Days("2008-09-01", "2008-09-01")


def test_a_date_beside_the_cue_is_when_it_was_said() -> None:
    assert said("[Brill] {said} on Monday <that taxes would rise>.") == MONDAY
    assert said("[Brill] {said} Monday <taxes would rise>.") == MONDAY
    assert said("<“It will rise,”> [Brill] {told} Reuters in an interview on Monday.") == MONDAY


def test_a_date_that_opens_the_sentence_is_when_it_was_said() -> None:
    assert said("On Monday, [Brill] {said} <taxes would rise>.") == MONDAY
    assert said("At a meeting in Kirkuk on Monday [Brill] {said} <taxes would rise>.") == MONDAY


def test_a_date_between_source_and_cue_is_when_it_was_said() -> None:
    assert said("[Ana Brill, the minister,] on Monday {announced} <a new tax>.") == MONDAY


def test_a_weekday_whose_words_tell_no_tense_is_the_last_one_where_it_dates_a_saying() -> None:
    assert said("<Taxes up>, {as per} [Brill] on Monday.") == MONDAY


def test_a_date_inside_the_cue_is_when_it_was_said() -> None:
    assert said("[Brill] {said in a speech on Monday that} <taxes would rise>.") == MONDAY


def test_a_date_of_what_is_said_is_not_when_it_was_said() -> None:
    text, one = statement("[Brill] {said} <taxes would rise on Monday and fall in 2010>. She left in 2007.")
    [dated] = date_statements(text, (one,), find_dates(text, published="2008-09-03"))
    assert (dated.dates, dated.said) == ((0, 1), None)


def test_a_date_of_something_else_in_the_sentence_is_not_when_it_was_said() -> None:
    assert said("[Brill, who resigned on Monday,] {said} <taxes would rise>.") is None
    assert said("Since Monday [Brill] {has said} <taxes would rise>.") is None
    assert said("After the vote on Monday, [Brill] {said} <taxes would rise>.") is None
    assert said("[Brill] {said} <taxes would rise> after Monday's vote.") is None
    assert said("<“Taxes rise,”> {said} [Brill], an adviser to her 2004 campaign.") is None
    assert said("It rained on Monday. [Brill] {said} <taxes would rise>.") is None


def test_when_it_was_said_is_unknown_where_the_date_is() -> None:
    text, one = statement("[Brill] {said} on Monday <that taxes would rise>.")
    assert date_statements(text, (one,), find_dates(text))[0].said is None


def test_a_sentence_of_the_page_has_the_dates_in_it() -> None:
    text, one = statement("<It rained on Monday.> It was dry in 2007.")
    assert date_statements(text, (one,), find_dates(text, published="2008-09-03"))[0].dates == (0,)
