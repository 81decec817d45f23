"""What a ledger tells of the origins of its claims: the whole way from pages to routes, in Python and on the command line."""

from __future__ import annotations

import json

import pytest
from told_pages import STOPS, add, key
from typer.testing import CliRunner

import ondit
from ondit.cli import app
from ondit.errors import LedgerError
from ondit.exports.routes import routes_html
from ondit.origins.layout import picture
from ondit.origins.routes import Link, Node, trace
from ondit.reading import Credit, Hyperlink


@pytest.fixture
def ledger(where):
    """An empty ledger, of each kind in turn."""
    with ondit.open_ledger(where, by="Tester") as opened:
        yield opened


def test_one_wire_story_on_three_pages_is_one_route(ledger, monkeypatch):
    for letter, day in (("a", "2026-03-02"), ("b", "2026-03-03"), ("c", "2026-03-04")):
        add(ledger, monkeypatch, letter, day, f"Ferry news of {letter}\n\nWEXLEY (AFP) - {STOPS}")
    found = ledger.origins(key(ledger, "ferry"))
    assert (str(found.traced.routes), str(found.traced.voices)) == ("1", "1")
    assert (found.traced.first.page, found.traced.first.how) == ("https://a.example/1", "date")
    assert {(link.taker, link.origin) for link in found.traced.links if link.kind == "credit"} == {
        (f"https://{letter}.example/1", "wire AFP") for letter in "abc"
    }


def test_an_agency_that_signs_its_own_page_is_no_other_source_and_who_credits_it_has_it_from_there(ledger, monkeypatch):
    agency, text = "Northmere News Agency", f"WEXLEY (NNA) - {STOPS}"
    add(ledger, monkeypatch, "a", "2026-03-02", f"Ferry news\n\n{text}", outlet=agency)
    alone = ledger.origins(key(ledger, "ferry")).traced
    assert {node.kind for node in alone.nodes} == {"page", "outlet", "speech"}
    assert all(link.kind != "credit" for link in alone.links)
    add(ledger, monkeypatch, "b", "2026-03-02", f"Boats\n\n{text}", outlet="Shore News")
    both = ledger.origins(key(ledger, "ferry")).traced
    assert [node.label for node in both.nodes if node.kind in ("wire", "outlet")] == [agency, "Shore News"]
    assert {(link.taker, link.origin) for link in both.links if link.kind == "credit"} == {("https://b.example/1", f"wire {agency}")}
    assert str(both.routes) == "1"


def test_the_same_words_of_two_voices_are_two_routes(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS.replace('Ann Roe', 'Tom Reed')}")
    found = ledger.origins(key(ledger, "ferry"))
    assert [place.how for place in found.standing] == ["itself", "words"]
    assert (str(found.traced.routes), str(found.traced.voices)) == ("2", "2")


def test_words_without_a_name_are_taken_for_those_of_who_says_them_elsewhere(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS.replace('Ann Roe', 'an official')}")
    assert str(ledger.origins(key(ledger, "ferry")).traced.routes) == "1"


def test_two_names_of_one_are_one_voice_and_two_voices_until_somebody_says_so(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS.replace('Ann Roe', 'Liv Moss')}")
    asked = key(ledger, "ferry")
    assert (str(ledger.origins(asked).traced.routes), str(ledger.origins(asked).traced.voices)) == ("2", "2")
    ledger.merge("Ann Roe", "Liv Moss")
    assert (str(ledger.origins(asked).traced.routes), str(ledger.origins(asked).traced.voices)) == ("1", "1")


def test_what_is_only_likely_the_same_is_proposed_until_a_person_decides(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", "Boats\n\nSailing to Wexley by the old ferry stops in May, Ann Roe said.")
    one, other = key(ledger, "ferry"), key(ledger, "ferry", "b")
    found = ledger.origins(one)
    assert (len(found.standing), [place.found.key for place in found.proposed]) == (1, [other])
    assert str(found.with_proposed) == "1 to 2: Ann Roe may have said it on 1 to 2 occasions"
    decision = ledger.same_claim(one, other)
    assert [place.how for place in ledger.origins(one).standing] == ["itself", "confirmed"]
    ledger.undo(decision.id)
    ledger.same_claim(other, one, same=False)
    found = ledger.origins(one)
    assert (len(found.standing), found.proposed) == (1, ())


def test_a_contradiction_stands_beside_and_on_no_route(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", "Boats\n\nThe old ferry to Wexley harbour will not stop sailing in May, Tom Reed said.")
    found = ledger.origins(key(ledger, "ferry"))
    assert [place.pair.contrary for place in found.against] == [("negation",)]
    assert str(found.with_proposed) == "1"
    claim = ledger.claims()[0]
    assert ([place.found.address for place in claim.standing], [place.found.address for place in claim.against]) == (
        ["https://a.example/1"],
        ["https://b.example/1"],
    )


def test_claims_are_grouped_over_pages_those_on_most_first(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-01", f"Boats\n\n{STOPS}\n\nForty new teachers are needed in town schools, Tom Reed said.")
    first, *others = ledger.claims()
    assert (first.pages, first.since, first.voices, str(first.routes)) == (2, "2026-03-01", ("Ann Roe",), "1")
    assert all(claim.pages == 1 for claim in others)


def test_a_claim_keeps_what_is_only_proposed_apart_from_where_it_certainly_stands(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS}")
    add(ledger, monkeypatch, "c", "2026-03-01", "Quay\n\nSailing to Wexley by the old ferry stops in May, Tom Reed said.")
    (claim,) = [claim for claim in ledger.claims() if claim.pages > 1]
    assert [(place.found.address, place.how) for place in claim.standing] == [(f"https://{letter}.example/1", "words") for letter in "ab"]
    assert [place.found.address for place in claim.proposed] == ["https://c.example/1"]
    assert (str(claim.traced.routes), str(claim.routes)) == ("1", "1 to 2: one more statement is held for the same claim by a score only")
    assert (claim.voices, claim.since) == (("Ann Roe",), "2026-03-02")


def test_a_link_that_a_person_refuses_is_not_counted(ledger, monkeypatch):
    for letter in "ab":
        add(
            ledger, monkeypatch, letter, "2026-03-02", f"Ferry news of {letter}\n\nWEXLEY (AFP) - {STOPS.replace('Ann Roe', 'an official')}"
        )
    asked = key(ledger, "ferry")
    assert any(link.origin == "wire AFP" for link in ledger.origins(asked).traced.links)
    ledger.refuse_link("https://b.example/1", "wire AFP")
    assert ("https://b.example/1", "wire AFP") not in {(link.taker, link.origin) for link in ledger.origins(asked).traced.links}
    ledger.undo()
    assert ("https://b.example/1", "wire AFP") in {(link.taker, link.origin) for link in ledger.origins(asked).traced.links}


ASKED = """{who} interviews Ann Roe, who runs the ferry, about the coming winter.

Q: Will the old ferry sail in winter?

A: The old ferry to Wexley harbour will stop sailing in May, and nobody knows for how long.

Q: Who pays for that?

A: The town does, as it always did."""


def test_an_interview_that_another_site_reprints_is_the_one_route_of_whoever_asked(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", ASKED.format(who="Harbour Review"), outlet="Harbour Review")
    add(ledger, monkeypatch, "b", "2026-03-04", f"Ferry talk\n\n{ASKED.format(who='Harbour Review')}", outlet="Shore News")
    asked = next(found.key for found in ledger.search("ferry", page="https://b.example/1", origin="turn") if "stop" in found.words)
    traced = ledger.origins(asked).traced
    assert (str(traced.routes), [route.label for route in traced.origins]) == ("1", ["Ann Roe, interviewed by Harbour Review"])
    (credit,) = [link for link in traced.links if link.kind == "credit"]
    assert (credit.taker, credit.origin) == ("https://b.example/1", "outlet Harbour Review")
    assert "Harbour Review interviews Ann Roe" in credit.evidence[0].text


def test_an_interview_whose_first_page_is_not_here_is_one_route_too(ledger, monkeypatch):
    for letter in "bc":
        add(ledger, monkeypatch, letter, "2026-03-04", f"Talk of {letter}\n\n{ASKED.format(who='Harbour Review')}")
    asked = next(found.key for found in ledger.search("ferry", page="https://b.example/1", origin="turn") if "stop" in found.words)
    assert str(ledger.origins(asked).traced.routes) == "1"


def test_a_page_that_says_by_its_address_where_it_has_its_text_from_took_it_from_that_page(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    credit = Credit("reprint", "a.example", 0, 0, "https://www.a.example/1#top")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS.replace('Ann Roe', 'an official')}", credits=(credit,))
    traced = ledger.origins(key(ledger, "ferry")).traced
    assert str(traced.routes) == "1"
    (link,) = [link for link in traced.links if link.kind == "credit"]
    assert (link.taker, link.origin) == ("https://b.example/1", "https://a.example/1")
    assert link.evidence[0].text == "the page credits a.example beside its text: https://www.a.example/1#top"


def test_a_link_to_the_page_that_says_it_shows_where_it_is_from(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    told = STOPS.replace("Ann Roe", "Tom Reed")
    link = Hyperlink(7, 16, "https://a.example/1")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{told}", links=(link,))
    traced = ledger.origins(key(ledger, "ferry")).traced
    (link,) = [link for link in traced.links if link.kind == "credit"]
    assert (link.taker, link.origin) == ("https://b.example/1", "https://a.example/1")
    assert link.evidence[0].text == "the page leads to https://a.example/1 there: “The old f”"
    assert (traced.first.page, traced.first.how) == ("https://a.example/1", "links")


def test_a_link_elsewhere_on_the_page_shows_nothing(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    add(ledger, monkeypatch, "b", "2026-03-03", f"Boats\n\n{STOPS}", links=(Hyperlink(0, 5, "https://a.example/1"),))
    assert all(link.kind != "credit" for link in ledger.origins(key(ledger, "ferry")).traced.links)


def test_a_statement_that_is_not_there_is_an_error(ledger, monkeypatch):
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    with pytest.raises(LedgerError, match="holds no statement s:0"):
        ledger.origins("s:0")
    with pytest.raises(LedgerError, match="name two"):
        ledger.same_claim(key(ledger, "ferry"), key(ledger, "ferry"))


def test_the_commands_say_the_same(ledger, monkeypatch, where, tmp_path):
    for letter in "ab":
        add(ledger, monkeypatch, letter, "2026-03-02", f"Ferry news of {letter}\n\nWEXLEY (AFP) - {STOPS}")

    def run(*words):
        result = CliRunner().invoke(app, [*words, "--ledger", str(where)])
        assert result.exit_code == 0, result.output
        return result.output

    asked = key(ledger, "ferry")
    assert "Routes  1 " in run("origins", asked)
    assert json.loads(run("origins", asked, "--jsonl"))["traced"]["routes"]["high"] == 1
    assert "2 pages, since 2026-03-02" in run("claims", "--about", "Wexley") or "2 pages, since 2026-03-02" in run("claims")
    assert "credit, certain" in run("routes")
    run("routes", "--html", str(tmp_path / "routes.html"), "--key", asked)
    assert "<svg" in (tmp_path / "routes.html").read_text("utf-8")


# ---------------------------------------------------------------- the picture


def drawn():
    evil = '"><script>alert(1)</script>\u202e'
    nodes = [
        Node("a", "page", evil, outlet=evil),
        Node("b", "page", "b"),
        Node("wire AFP", "wire", "AFP"),
        Node("s", "speech", "Roe", "Roe"),
    ]
    return trace(nodes, [Link("a", "wire AFP", "credit"), Link("b", "s", "said")])


def test_the_picture_escapes_what_pages_are_called_and_runs_nothing():
    html = "".join(routes_html(drawn(), title="<b>"))
    assert "<script" not in html
    assert "\u202e" not in html
    assert "default-src 'none'" in html
    assert "style=" not in html


def test_each_route_has_a_colour_and_the_table_says_what_the_picture_shows():
    html = "".join(routes_html(drawn(), title="Routes"))
    assert "arrow c0 d0" in html
    assert "arrow c1 d1" in html
    assert html.count("took it from</td>") == len(drawn().links)


def test_what_took_a_claim_stands_to_the_right_of_where_it_came_from():
    shown = picture(drawn())
    assert all(arrow.start.x < arrow.end.x for arrow in shown.arrows)
    assert len({(box.x, box.y) for box in shown.boxes}) == len(shown.boxes)


def test_a_drawing_of_nothing_is_an_empty_picture():
    assert picture(trace([], [])).boxes == ()


def test_the_commands_say_how_many_assertions_were_left_out(ledger, monkeypatch, where):
    monkeypatch.setattr("ondit.origins.traces.TOGETHER", 1)
    add(ledger, monkeypatch, "a", "2026-03-02", f"News\n\n{STOPS}")
    for command in ("claims", "routes"):
        assert "the newest 1 were compared; --about NAME" in CliRunner().invoke(app, [command, "--ledger", str(where)]).stderr


def test_people_see_titles_and_days_programs_see_addresses(ledger, monkeypatch, where):
    for letter in "ab":
        add(ledger, monkeypatch, letter, "2026-03-02", f"Ferry news of {letter}\n\nWEXLEY (AFP) - {STOPS}", title=f"Ferry news of {letter}")
    there = ["--ledger", str(where)]
    shown = CliRunner().invoke(app, ["origins", key(ledger, "ferry"), *there], env={"COLUMNS": "100"}).output
    assert "Ferry news of b · 2026-03-02 · https://b.example/1" in shown
    assert "in the same words" in shown
    links = [json.loads(line) for line in CliRunner().invoke(app, ["routes", "--jsonl", *there]).output.splitlines()]
    assert ("https://a.example/1", "wire AFP") in {(link["taker"], link["origin"]) for link in links}
