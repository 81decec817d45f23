"""Where a page says it has its text from."""

import pytest

from ondit.pages import from_text, open_page
from ondit.pages.credits import agencies, find_credits

BODY = "The ferry between Holm and Wexley stops on Friday.\n\nThe county council said so in a letter to all households.\n\n"
MORE = "\n\nNobody had asked the harbour master.\n\nThe boats are old.\n\nTwo of them ran aground."


def said(text, byline=()):
    return [(credit.kind, credit.name, text[credit.start : credit.end]) for credit in find_credits(text, byline)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("WEXLEY (AFP) – The ferry stops.", "AFP"),
        ("HOLM, N.H. (AP) — The ferry stops.", "AP"),
        ("WEXLEY, Oct. 4 (UPI) -- The ferry stops.", "UPI"),
        ("Wexley [Reuters] - The ferry stops.", "Reuters"),
        ("(Reuters) - The ferry stops.", "Reuters"),
        ("TEHRAN (ZQNA)- The ferry stops.", "ZQNA"),
        ("WEXLEY, Reuters – The ferry stops.", "Reuters"),
        ("By Ann Lee, Associated Press", "Associated Press"),
        ("By AFP", "AFP"),
        ("The Associated Press", "The Associated Press"),
    ],
)
def test_an_agency_marks_the_head_of_its_story(line, name):
    assert said(f"Ferry stops\n\n{line}\n\n{BODY}{MORE}") == [("wire", name, name)]


@pytest.mark.parametrize("line", ["Copyright 2016 The Associated Press. All rights reserved.", "© 2016 AP", "— AP"])
def test_an_agency_marks_the_foot_of_its_story(line):
    (credit,) = said(BODY + MORE + "\n\n" + line)
    assert credit[0] == "wire" and credit[1].endswith(("AP", "Associated Press"))


def test_who_reported_and_who_edited_is_the_sign_off_of_reuters():
    line = "(Reporting by Ann Lee; Additional reporting by Bo Diaz; Editing by Cy Poe)"
    assert said(f"{BODY}{line}") == [("wire", "Reuters", line.strip("()"))]


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        ("This article was originally published in the Shore News.", "reprint", "Shore News"),
        ("This story first appeared on Wexley Review, and is used with permission.", "reprint", "Wexley Review"),
        ("Originally published at Shore News on May 3.", "reprint", "Shore News"),
        ("Reprinted with permission from The Holm Post.", "reprint", "The Holm Post"),
        ("Source: Shore News", "reprint", "Shore News"),
        ("Source: AFP", "wire", "AFP"),
        ("h/t: Shore News", "via", "Shore News"),
        ("Hat tip to Shore News.", "via", "Shore News"),
        ("via Shore News", "via", "Shore News"),
        ("He called it mad. (Via Shore News)", "via", "Shore News"),
    ],
)
def test_a_page_says_in_words_whose_text_it_has(line, kind, name):
    assert said(BODY + MORE.strip() + "\n\n" + line) == [(kind, name, name)]


@pytest.mark.parametrize(
    "line",
    [
        "The minister told CNN on Friday that the ferry stops.",
        "According to Reuters, the ferry stops.",
        "The Automobile Association (AA) said that the roads are full.",
        "The letter was published on Dec. 3 and in the spring.",
        "They sailed via Holm to Wexley.",
        "The source of the Thames lies elsewhere.",
        "Prices rose (see below) - and fell again.",
    ],
)
def test_what_a_page_tells_is_no_credit_of_the_page(line):
    assert said(f"Ferry stops\n\n{line}") == []
    assert said(BODY + MORE.strip() + "\n\n" + line) == []


def test_an_agency_in_the_byline_is_credited_without_a_place_in_the_text():
    assert said(BODY, ("Ann Lee", "UPI")) == [("wire", "UPI", "")]


def test_each_is_credited_once_under_whatever_mark():
    text = f"Ferry stops\n\nWEXLEY (AP) – The ferry stops.{MORE}\n\nCopyright 2016 The Associated Press."
    assert [name for _, name, _ in said(text, ("Associated Press",))] == ["AP"]


def test_a_reading_has_the_credits_of_its_page():
    story = f"<article><h1>Ferry stops</h1><p>WEXLEY (AFP) – {BODY * 4}</p></article>"
    page = f"<html><head><title>Ferry stops</title></head><body>{story}</body></html>"
    assert [credit.name for credit in open_page(page.encode()).article.credits] == ["AFP"]
    assert [credit.name for credit in from_text(f"WEXLEY (AFP) – {BODY}").article.credits] == ["AFP"]


def test_no_mark_is_the_mark_of_two_agencies():
    assert len(agencies()) > 100
    assert len(set(agencies().values())) > 50


def test_a_page_without_end_is_looked_through_in_time():
    assert find_credits("A (" * 200_000) == find_credits("By A, " * 200_000) == find_credits("\n" * 100_000) == ()
