"""An introduction that says whose interview it is, on a page that is not theirs, is a credit."""

from dataclasses import replace

import pytest

from ondit.pages import from_text
from ondit.turns import find_turns
from ondit.turns.credited import interview_credits

TALK = """Harbour Review interviews Ann Roe, who runs the ferry, about the coming winter.

Q: Will the ferry sail in winter?

A: No. It stops in May, and nobody knows for how long.

Q: Who pays for that?

A: The town does, as it always did."""


def credits(text, **facts):
    article = replace(from_text(text).article, **facts)
    found = interview_credits(article, find_turns(article))
    return [(credit.kind, credit.name, text[credit.start : credit.end]) for credit in found]


def test_the_outlet_that_asks_is_credited_at_its_name_in_the_introduction():
    assert credits(TALK, outlet="Shore News") == [("reprint", "Harbour Review", "Harbour Review")]


@pytest.mark.parametrize("facts", [{"outlet": "The Harbour Review"}, {"url": "https://www.harbourreview.example/roe"}])
def test_no_outlet_credits_itself(facts):
    assert credits(TALK, **facts) == []


def test_a_person_who_asks_is_no_credit():
    assert credits(TALK.replace("Harbour Review", "Bo Diaz"), outlet="Shore News") == []


def test_an_article_has_none():
    assert credits("Harbour Review interviews Ann Roe often.\n\nThe ferry stops in May.") == []
