"""An attribution keeps to the headline or the report in which its cue stands, and takes in no dateline."""

from ondit.pages.datelines import find_datelines
from ondit.reading import Attribution, Span
from ondit.tagging.parts import within_parts

TEXT = "Ferry to sail again, mayor says\n\nELMSUND (NNA) — The ferry will sail, Mayor Ada Roe said."
HEADLINE = (0, 31)


def at(words: str, start: int = 0) -> Span:
    begin = TEXT.index(words, start)
    return begin, begin + len(words)


def said(*attributions: Attribution, headline: Span | None = HEADLINE) -> list[list[str]]:
    kept = within_parts(attributions, headline, find_datelines(TEXT))
    return [[TEXT[start:end] for start, end in (*one.source, *one.content)] for one in kept]


def test_what_a_headline_says_does_not_go_on_below_it() -> None:
    one = Attribution((at("mayor"),), (at("says"),), (at("Ferry to sail again"), at("The ferry will sail")))
    assert said(one) == [["mayor", "Ferry to sail again"]]


def test_what_the_report_says_does_not_begin_in_the_headline() -> None:
    one = Attribution((at("mayor"), at("Mayor Ada Roe")), (at("said"),), (at("Ferry to sail again"), at("The ferry will sail")))
    assert said(one) == [["Mayor Ada Roe", "The ferry will sail"]]


def test_a_dateline_is_part_of_no_content_and_no_source() -> None:
    one = Attribution((at("Mayor Ada Roe"),), (at("said"),), (at("— The ferry will sail"),))
    assert said(one) == said(one, headline=None) == [["Mayor Ada Roe", "The ferry will sail"]]


def test_an_attribution_of_nothing_but_a_dateline_is_left_out() -> None:
    assert said(Attribution((at("Mayor Ada Roe"),), (at("said"),), (at("ELMSUND (NNA)"),))) == []
