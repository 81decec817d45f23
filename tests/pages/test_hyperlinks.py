"""A page also says by its markup and by where its links lead where it has its text from."""

from __future__ import annotations

import json

import pytest

from ondit.pages import capture, open_capture
from ondit.pages.hyperlinks import anchors
from ondit.pages.markup import parse

STORY = (
    "The old ferry to Wexley harbour will stop sailing in May, the harbour board said on Monday, and nobody knows for how long. "
    "Eleven cars fit on its deck at a time, and the town has paid for every crossing since the bridge was closed for good. "
    "Two brothers who have run it since June would like to buy a second boat, but their bank wants to hear first who pays for it."
)


def article(head="", body="", *, url="https://www.shorenews.example/ferry", text=STORY):
    page = f"<html lang=en><head><title>Ferry stops</title>{head}</head><body><article><h1>Ferry stops</h1><p>{text}</p>{body}</article>"
    return open_capture(capture(f"{page}</body></html>".encode(), url=url)).article


def credits(*parts, **facts):
    made = article(*parts, **facts)
    return [(credit.kind, credit.name, made.text[credit.start : credit.end], credit.url) for credit in made.credits]


def linked_data(**facts):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Ferry stops", **facts})}</script>'


CANONICAL = '<link rel="canonical" href="https://harbourpost.test/2026/ferry">'


def test_an_address_of_another_site_that_a_page_calls_canonical_is_a_credit():
    assert credits(CANONICAL) == [("reprint", "harbourpost.test", "", "https://harbourpost.test/2026/ferry")]


@pytest.mark.parametrize(
    "url", ["https://www.harbourpost.test/ferry", "https://m.harbourpost.test/ferry", "https://harbourpost.co.uk/f", None]
)
def test_a_site_does_not_credit_itself_and_without_an_address_nobody_knows(url):
    assert credits(CANONICAL, url=url) == []


@pytest.mark.parametrize(
    ("facts", "credit"),
    [
        ({"isBasedOn": "https://harbourpost.test/1"}, ("reprint", "harbourpost.test", "", "https://harbourpost.test/1")),
        (
            {"isBasedOn": {"@type": "Article", "name": "Harbour Post", "url": "https://harbourpost.test/1"}},
            ("reprint", "Harbour Post", "", "https://harbourpost.test/1"),
        ),
        ({"sourceOrganization": {"@type": "Organization", "name": "Reuters"}}, ("wire", "Reuters", "", None)),
    ],
)
def test_linked_data_names_the_source(facts, credit):
    assert credits(linked_data(**facts)) == [credit]


@pytest.mark.parametrize(
    "url", ["javascript://harbourpost.test/%0aalert(1)", "data:text/html,x", "//harbourpost.test/1", "http://[", 7, {}]
)
def test_what_is_no_address_of_the_web_is_not_taken_for_one(url):
    assert credits(linked_data(isBasedOn={"name": "Harbour Post", "url": url})) == [("reprint", "Harbour Post", "", None)]
    assert credits(linked_data(isBasedOn=url)) == []
    assert credits(f'<link rel="canonical" href="{url}">') == []


def test_the_outlet_itself_is_no_source_of_its_page():
    own = {"publisher": {"name": "Shore News"}, "sourceOrganization": {"name": "Shore News"}}
    assert credits(linked_data(**own), url="https://sn.example/1") == []


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        (
            'This article was originally published at <a href="https://harbourpost.test/1">Harbour Post</a>.',
            ("reprint", "Harbour Post", "Harbour Post", "https://harbourpost.test/1"),
        ),
        (
            'Originally published <a href="https://harbourpost.test/1">here</a>.',
            ("reprint", "harbourpost.test", "", "https://harbourpost.test/1"),
        ),
        (
            '<a href="https://harbourpost.test/1">Read the original article</a>',
            ("reprint", "harbourpost.test", "", "https://harbourpost.test/1"),
        ),
        (
            '(via <a href="https://harbourpost.test/">Harbour Post</a>)',
            ("via", "Harbour Post", "Harbour Post", "https://harbourpost.test/"),
        ),
    ],
)
def test_what_stands_before_a_link_makes_it_a_credit(words, credit):
    assert credits("", f"<p>{words}</p>") == [credit]


def test_other_links_are_no_credits_but_kept_with_their_words():
    text = STORY.replace("the harbour board said", '<a href="https://board.test/minutes">the harbour board said</a>')
    made = article(text=text)
    assert made.credits == ()
    assert [(made.text[link.start : link.end], link.url) for link in made.links] == [
        ("the harbour board said", "https://board.test/minutes")
    ]


def test_links_within_the_site_and_to_nowhere_are_not_kept():
    text = STORY.replace("harbour board", '<a href="/board">harbour board</a> <a href="javascript:alert(1)">x</a> <a href="http://[">y</a>')
    assert article(text=text).links == ()


def test_a_page_of_nothing_but_links_takes_no_time():
    own = '<a href="/x">x</a> ' * 12_000
    others = "".join(f'<a href="https://site{n}.test/">word{n}</a> ' for n in range(12_000))
    tree = parse(f"<html><body><p>{own}{others}</p></body></html>", "a page")
    assert len(anchors(tree, "https://www.shorenews.example/")) == 300


def test_a_link_is_found_where_it_stands_not_where_its_words_do():
    text = STORY.replace("Two brothers", 'The board <a href="https://board.test/1">said</a> little. Two brothers')
    made = article(text=text)
    assert [made.text[link.start - 10 : link.end] for link in made.links] == ["The board said"]
