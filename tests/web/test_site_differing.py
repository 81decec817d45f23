"""What changed between two captures of a page, as the site and the API show it."""

from dataclasses import replace

import pytest
from visiting import Page, visitor

from ondit.ledger.records import Captured
from ondit.web.differing import Piece, marked, moments


@pytest.fixture
def twice(ledger, harbour):
    """The ledger, with a second capture of its page, on which something was added."""
    text = harbour.article.text + "\nCorrection: <script>alert(1)</script> nobody & nothing."
    last = replace(harbour.segments[-1], end=len(text))
    article = replace(harbour.article, text=text, sha256="1" * 64, title="<b>New</b>")
    statements = (replace(harbour.statements[0], polarity="-"), *harbour.statements[1:])
    ledger.add(replace(harbour, article=article, segments=(*harbour.segments[:-1], last), statements=statements))
    return ledger


def test_the_page_leads_to_what_changed_where_it_was_captured_twice(twice):
    site = visitor(twice)
    assert any(a.get("href") == "/pages/1/difference" for a in Page(site.get("/pages/1").text).all("a"))
    assert any(a.get("href") == "/pages/1/difference" for a in Page(site.get("/pages").text).all("a"))


def test_what_came_is_marked_and_said_aloud_and_never_markup(twice):
    shown = Page(visitor(twice).get("/pages/1/difference").text)
    assert "[came: Correction: <script>alert(1)</script> nobody & nothing.]" in shown.shown
    assert "[came: <b>New</b>]" in shown.shown
    assert not any(tag == "b" for tag, _ in shown.tags)
    assert all((a.get("src") or "").startswith("/static/") for a in shown.all("script"))


def test_a_statement_that_changed_says_what_and_leads_to_both_places(twice):
    answer = visitor(twice).get("/pages/1/difference")
    shown = Page(answer.text)
    found = twice.difference(1).changed[0]
    assert found.what == ("polarity",)
    assert "[came: as not so]" in shown.shown
    hrefs = [a.get("href") or "" for a in shown.all("a")]
    assert f"/statements/{found.after.key}" in hrefs
    assert {f"reading={one.reading}" for one in (found.before, found.after)} <= {h[h.find("reading=") :][:9] for h in hrefs}


def test_captures_are_chosen_by_the_address(twice):
    site = visitor(twice)
    back = Page(site.get("/pages/1/difference?before=2&after=1").text)
    assert "[went: Correction:" in back.shown
    assert site.get("/pages/1/difference?before=1&after=1").status_code == 400
    assert site.get("/pages/1/difference?before=x&after=99999999999").status_code == 200
    assert site.get("/pages/9/difference").status_code == 404


def test_a_page_captured_once_has_nothing_to_compare(site):
    answer = site.get("/pages/1/difference")
    assert answer.status_code == 400
    assert "one capture" in answer.text


def test_the_api_says_the_same(twice):
    given = visitor(twice).get("/api/pages/1/difference").json()
    found = twice.difference(1)
    assert [one["came"] for one in given["reworded"]] == [one.came for one in found.reworded]
    assert [one["what"] for one in given["changed"]] == [["polarity"]]
    assert given["facts"] == [["title", *found.facts[0][1:]]]


def test_a_paragraph_that_went_stands_where_it_stood():
    was, now = "One.\n\nTwo went.\n\nThree.", "One.\n\nThree."
    places = [((6, 15), (4, 4))]
    assert marked(was, now, places) == [(Piece("same", "One."),), (Piece("gone", "Two went."),), (Piece("same", "Three."),)]


def test_captures_of_one_minute_and_of_one_second_are_told_apart():
    def at(id, time):
        return Captured(id, 1, "page.html", added=time)

    named = moments(
        [at(1, "2026-03-01T10:00:01Z"), at(2, "2026-03-01T10:00:05Z"), at(3, "2026-03-01T10:00:05Z"), at(4, "2026-03-02T10:00:01Z")]
    )
    assert named == {
        1: "2026-03-01 10:00:01",
        2: "2026-03-01 10:00:05 (capture 2)",
        3: "2026-03-01 10:00:05 (capture 3)",
        4: "2026-03-02 10:00",
    }
