"""A page with every passage marked by its voice, read without JavaScript."""

import re
from dataclasses import replace

import pytest
from visiting import Page

from ondit.reading import Days, Headline, Label
from ondit.web.marked import Sight, card_at, marked


def passages(html: str) -> list[dict]:
    return [a for a in Page(html).all("a") if (a.get("class") or "").split()[:1] == ["passage"]]


def at(reading, words: str) -> int:
    return reading.article.text.index(words)


def test_all_words_are_shown_in_order(site, harbour):
    html = site.get("/pages/1").text
    text = re.sub(r'<small class="(label|manner)">.*?</small>|<div class="margin">.*?</div>', "", html, flags=re.DOTALL)
    headline, body = re.search("<h1>.*?</h1>", text)[0], re.search(r'<div class="text".*?(?=<p class="made">)', text, re.DOTALL)[0]
    body = body.split('<div class="more">')[0]
    assert Page(headline + " " + body).shown.split() == harbour.article.text.split()


def test_a_voice_has_a_colour_a_pattern_a_number_and_its_name_in_the_margin(site):
    html = site.get("/pages/1").text
    deadline = re.search(r'<a class="passage c3 u3"[^>]*>(.*?)</a>', html)[1]
    assert '<small class="label">4</small><mark>that it had set a deadline.</mark>' in deadline
    margins = re.findall(r'<div class="margin">.*?</div>', html, re.DOTALL)
    assert any("the port" in Page(margin).shown for margin in margins)


def test_each_passage_leads_to_what_stands_behind_it(site, harbour):
    html = site.get("/pages/1").text
    link = next(a for a in passages(html) if f"at={at(harbour, 'that it had set')}#" in a["href"])
    page = site.get("/pages/1" + link["href"].split("#")[0]).text
    card = re.search(r'<aside class="card".*?</aside>', page, re.DOTALL)[0]
    shown = " ".join(Page(card).shown.split())
    assert "Hand 4 certain not" in shown
    assert "Shore News 2 Ines Halloran 3 Carrow 4 the port" in shown
    assert "When said 2026-03-10" in shown
    assert "“the port” with “denied”" in shown
    assert '<span class="source">the port</span>' in card
    assert '<span class="cue">denied</span>' in card.replace("&lt;b&gt;", "").replace("&lt;/b&gt;", "")
    assert "Score 0.80" in shown
    assert 'id="here"' in page


def test_the_piece_that_a_script_asks_for_is_the_same_card(site, harbour):
    here = at(harbour, "that it had set")
    piece = site.get(f"/pages/1/passage?at={here}").text
    assert piece.strip() in site.get(f"/pages/1?at={here}").text
    assert site.get("/pages/1/passage?at=99999").status_code == 404
    assert site.get("/pages/1/passage").status_code == 404


def test_words_that_name_a_voice_say_for_which_statement(harbour):
    card = card_at(harbour, at(harbour, "Carrow said"))
    assert [e.statement.id for e in card.frames] == ["s3"]


def test_peeled_to_a_hand_no_word_beyond_it_is_left(site):
    second = Page(site.get("/pages/1?hand=2").text).shown
    assert "Must they go?" in second
    assert "set a deadline" not in second
    assert "[…]" in second
    own = Page(site.get("/pages/1?hand=1").text).shown
    assert "The Courier asks Ines Halloran" in own
    assert "Must they go?" not in own


def test_what_is_peeled_away_next_to_each_other_is_one_gap(harbour):
    line = next(line for line in marked(harbour, Sight(hand=2)) if any(getattr(p, "state", "") == "peeled" for p in line.passages))
    assert [p.state for p in line.passages if not isinstance(p, str)] == ["", "", "peeled", "", "peeled"]


def test_solo_lets_the_others_stand_back(site, harbour):
    html = site.get("/pages/1?voice=v4").text
    back = {a["href"].split("at=")[1].removesuffix("#card") for a in passages(html) if "back" in a["class"].split()}
    assert str(at(harbour, "that it had set")) not in back
    assert str(at(harbour, "Must they go?")) in back


def test_layers_show_certainty_dates_and_charged_terms(site, ledger, harbour):
    assert "with-certainty" in site.get("/pages/1?layers=certainty").text
    start = at(harbour, "set")
    labels = (Label(start, start + 3, "set", None, "v3"),)
    said = replace(harbour, labels=labels, article=replace(harbour.article, url="https://shore.example/b"))
    ledger.add(said)
    assert 'class="term" data-note="Carrow"' in site.get("/pages/2?layers=terms").text
    assert 'class="term"' not in site.get("/pages/2").text


def test_every_way_of_looking_is_an_address(site):
    html = site.get("/pages/1?hand=3&voice=v2&layers=certainty&layers=dates").text
    peel = next(a for a in Page(html).all("a") if a.get("data-key") == "2")
    assert peel["href"] == "?hand=2&voice=v2&layers=certainty&layers=dates"
    certainty = next(a for a in Page(html).all("a") if a.get("data-key") == "c")
    assert certainty["href"] == "?hand=3&voice=v2&layers=dates"


@pytest.mark.parametrize("query", ["hand=x", "hand=-1", "voice=none", "layers=all", "at=99999999999999", "at=²", "hand=0", "nothing=1"])
def test_an_address_that_makes_no_sense_shows_the_page(site, query):
    assert site.get(f"/pages/1?{query}").status_code == 200


def test_the_headline_is_one_click_from_what_it_rests_on(site, ledger, harbour):
    rests = replace(harbour, headline=Headline(("s5",), ("attribution",)), article=replace(harbour.article, url="https://shore.example/c"))
    ledger.add(rests)
    html = site.get("/pages/2").text
    note = re.search(r'<p class="rests">.*?<a href="(.*?)">(.*?)</a>', html)
    assert note[2] == "Shore News › Ines Halloran › an unnamed group: to go."
    assert f"at={at(harbour, 'to go.')}#here" in note[1]


def test_an_open_interval_is_said_in_words(harbour):
    statement = replace(harbour.statements[3], said=Days("2026-03-01", None))
    reading = replace(harbour, statements=(*harbour.statements[:3], statement, harbour.statements[4]))
    assert card_at(reading, at(reading, "that it had set")).within[0].said == "2026-03-01 to …"


def test_pages_are_listed_with_what_they_hold(site):
    page = Page(site.get("/pages").text)
    assert "Traders may leave Wexley" in page.shown
    assert {"/pages/1"} <= {a.get("href") for a in page.all("a")}


def test_a_page_that_is_not_there_is_said_so(site):
    for address in ("/pages/7", "/pages/1?reading=9", "/statements/s:000000000000", "/pages/99999999999999999999"):
        answer = site.get(address)
        assert answer.status_code == 404
        assert "<h1>" in answer.text


def test_a_statement_leads_to_its_words(site, ledger, harbour):
    key = re.search(r"s:\w{12}", str(list_keys(ledger)))[0]
    html = site.get(f"/statements/{key}").text
    assert key in Page(html).shown
    assert any((a.get("href") or "").startswith("/pages/1?reading=1&at=") for a in Page(html).all("a"))


def list_keys(ledger) -> list[str]:
    from ondit.ledger.writing import key_of
    from ondit.pages.assemble import digest

    reading = ledger.reading(1)
    address = ledger.page(1).address
    return [key_of(address, digest(reading.article.text.encode()), statement) for statement in reading.statements]
