"""Searching and looking over a collection, without JavaScript."""

import json

import pytest
from visiting import Page

from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.ledger.filters import Filters
from ondit.web.asked import NAMES, asked_of


def shown(answer) -> str:
    return " ".join(Page(answer.text).shown.split())


def links(answer) -> set[str]:
    return {a.get("href") or "" for a in Page(answer.text).all("a")}


def test_the_filters_are_those_of_the_ledger():
    assert set(NAMES) == set(Filters.__annotations__)


def test_words_are_found_and_marked_where_they_stand(site):
    answer = site.get("/search?words=deadline")
    assert "2 statements" in shown(answer)
    assert "<b>deadline</b>" in answer.text
    assert any(link.startswith("/statements/s:") for link in links(answer))
    assert any(link.startswith("/pages/1?at=") for link in links(answer))


def test_facets_narrow_what_is_found_and_keep_what_was_asked(site):
    answer = site.get("/search?words=deadline")
    assert "/search?words=deadline&hand=4" in links(answer)
    narrowed = site.get("/search?words=deadline&hand=4")
    assert "1 statement" in shown(narrowed)
    assert "/search?words=deadline" in links(narrowed)


def test_what_a_form_leaves_empty_is_not_in_the_address(site):
    assert str(site.get("/search?words=deadline&voice=&sort=relevance&hand=").url).endswith("/search?words=deadline")


def test_an_address_brings_back_the_same_view(site):
    address = "/search?words=deadline&hand=3&sort=oldest"
    answer = site.get(address)
    assert asked_of(answer.url.params and site.get(address).request.url.params).query() == "?words=deadline&hand=3&sort=oldest"
    assert answer.text.replace("\n", "") == site.get(address).text.replace("\n", "")


@pytest.mark.parametrize(
    "query", ["words=%22open", "hand=many", "certainty=sure", "published=tomorrow", "min_score=x", "voice=%20.", "min_score=nan"]
)
def test_what_cannot_be_understood_is_said_where_it_was_asked(site, query):
    answer = site.get(f"/search?{query}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert 'role="alert"' in answer.text


@pytest.mark.parametrize("path", ["/voices", "/outlets", "/timeline", "/review"])
@pytest.mark.parametrize("query", ["words=%22open", "hand=many", "min_score=x"])
def test_nor_does_it_break_another_view(site, path, query):
    assert site.get(f"{path}?{query}").status_code in (200, 400)


def test_the_first_page_says_what_the_ledger_holds(site):
    assert "5 statements of 1 outlet" in shown(site.get("/"))


def test_an_empty_ledger_says_how_to_begin(tmp_path):
    from visiting import visitor

    from ondit.ledger import open_ledger

    with open_ledger(tmp_path / "empty.db") as ledger:
        site = visitor(ledger)
        assert "Nothing is here yet" in shown(site.get("/"))
        for path in ("/search", "/pages", "/voices", "/outlets", "/timeline", "/review", "/decisions", "/add"):
            assert site.get(path).status_code == 200, path


def test_voices_are_listed_and_each_leads_to_its_statements(site, ledger):
    answer = site.get("/voices")
    carrow = next(row.entity for row in ledger.voices() if row.name == "Ines Halloran" or row.name == "The Courier")
    assert f"/voices/{carrow}" in links(answer)
    assert "nobody in particular" in shown(answer) or "groups" in shown(answer)
    assert site.get(f"/voices/{carrow}").status_code == 200
    assert site.get("/voices/999").status_code == 404


def test_outlets_and_what_they_quote(site):
    assert "/outlets?outlet=Shore+News" in links(site.get("/outlets"))
    one = site.get("/outlets?outlet=Shore+News")
    assert "Whom it quotes" in shown(one)
    assert "4: 1" in shown(one)


def test_a_timeline_is_a_table_too(site):
    answer = site.get("/timeline")
    assert "/search?published=2026-03" in links(answer)
    assert "2026-03 5" in shown(answer)


def test_pages_are_shown_a_screen_at_a_time(site, ledger, harbour):
    from dataclasses import replace

    for n in range(55):
        ledger.add(replace(harbour, article=replace(harbour.article, url=f"https://shore.example/{n}", text=harbour.article.text)))
    first = site.get("/pages")
    assert "1 to 50" in shown(first)
    on = next(a["href"] for a in Page(first.text).all("a") if a.get("rel") == "next")
    assert "51 to 56" in shown(site.get(on))
    found = site.get("/search?words=deadline")
    on = next(a["href"] for a in Page(found.text).all("a") if a.get("rel") == "next")
    assert "26 to 50" in shown(site.get(on))


@pytest.mark.parametrize("format", [*EXPORTERS, *BINARY_EXPORTERS])
def test_what_is_found_can_be_taken_along_in_every_format(site, format):
    assert f"/export/{format}?words=deadline" in links(site.get("/search?words=deadline"))
    answer = site.get(f"/export/{format}?words=deadline&hand=4")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content


def test_a_download_holds_what_was_found_and_no_more(site):
    lines = site.get("/export/jsonl?words=deadline&hand=4").text.splitlines()
    assert [json.loads(line)["content"] for line in lines] == ["that it had set a deadline"]
    assert site.get("/export/csv?words=%22open").status_code == 400
    assert site.get("/export/exe").status_code == 404


def test_a_statement_is_cited_in_every_format(site, ledger):
    key = next(ledger.search("deadline", hand=4)).key
    page = site.get(f"/statements/{key}")
    assert " ".join(ledger.cite(key).split()) in " ".join(shown(page).split())
    for format in ("text", "csl-json", "ris"):
        assert f"/statements/{key}/cite/{format}" in links(page)
        assert site.get(f"/statements/{key}/cite/{format}").text == ledger.cite(key, format)
    assert site.get(f"/statements/{key}/cite/exe").status_code == 404
    assert site.get("/statements/s:000000000000/cite/ris").status_code == 404
