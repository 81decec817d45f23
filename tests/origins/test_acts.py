"""A page's own words tell on what occasion somebody spoke, wrote or saw, and that is what routes begin with."""

from __future__ import annotations

import pytest
from told_pages import add_marked, key, marked

import ondit
from ondit import walk
from ondit.origins.acts import act_of
from ondit.tagging import ScriptedTagger, shipped_digest


@pytest.fixture
def ledger(tmp_path):
    with ondit.open_ledger(tmp_path / "test.db", by="Tester") as opened:
        yield opened


@pytest.fixture
def told(monkeypatch):
    """The acts that marked words tell, by the words of their sources: the kind, the words that tell it, who asked."""

    def told(words):
        text, tagged = marked(words)
        monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({text: tagged}, shipped_digest()))
        reading = ondit.read_text(text)
        statements = [s for s in reading.statements if s.origin == "attribution"]
        acts = [(text[slice(*s.source[0])] if s.source else "", act_of(reading, s)) for s in statements]
        return [(who, act and (act.kind, text[slice(*act.span)], act.outlet)) for who, act in acts]

    return told


@pytest.mark.parametrize(
    ("words", "kind", "span", "outlet"),
    [
        ("{s:Ann Roe} {c:told} reporters {t:that the ferry would stop}.", "press conference", "told reporters", None),
        (
            "At a crowded news conference on Monday {s:Ann Roe} {c:said} {t:it would stop}.",
            "press conference",
            "At a crowded news conference",
            None,
        ),
        (
            "{t:It will stop}, {s:Ann Roe} {c:said} in answer to questions from reporters.",
            "press conference",
            "questions from reporters",
            None,
        ),
        ("{t:It will stop}, {s:Ann Roe} {c:told} the Harbour Gazette.", "interview", "told the Harbour Gazette", "the Harbour Gazette"),
        ("{t:It will stop}, {s:Ann Roe} {c:told} Reuters.", "interview", "told Reuters", "Reuters"),
        ("In a telephone interview with CNN, {s:Ann Roe} {c:said} {t:it would stop}.", "interview", "interview with CNN", "CNN"),
        ("{s:Ann Roe} {c:said} on CNN’s “Harbour Hour” {t:that it would stop}.", "interview", "on CNN", "CNN"),
        ("In a brief interview {s:Ann Roe} {c:said} {t:it would stop}.", "interview", "In a brief interview", None),
        ("{t:It will stop}, {s:Ann Roe} {c:said} in a written statement.", "document", "in a written statement", None),
        ("{t:It will stop}, {s:Ann Roe} {c:wrote}.", "document", "wrote", None),
        ("{s:Ann Roe} issued a brief statement {c:saying} {t:it would stop}.", "document", "issued a brief statement", None),
        ("{s:Ann Roe} took to Twitter {c:to say} {t:it would stop}.", "document", "took to Twitter", None),
        ("In two separate interviews {s:Ann Roe} {c:said} {t:it would stop}.", "interview", "In two separate interviews", None),
        ("{t:It will stop}, {s:Ann Roe} {c:told} USA TODAY.", "interview", "told USA TODAY", "USA TODAY"),
        ("{s:A witness} {c:said} {t:the ferry had stopped}.", "eyewitness", "witness", None),
        ("One resident, {s:Ann Roe}, {c:said} {t:the ferry had stopped}.", None, None, None),
        ("{s:Residents} {c:said} {t:the ferry had stopped}.", "eyewitness", "Residents said", None),
        ("{s:Ann Roe, who saw the crash}, {c:said} {t:the ferry had stopped}.", "eyewitness", "who saw", None),
        ("“{t:I saw the ferry stop},” {s:Ann Roe} {c:said}.", "eyewitness", "I saw", None),
        ("“{t:I saw that the ferry would stop},” {s:Ann Roe} {c:said}.", None, None, None),
        ("{t:It will stop}, said {s:Ann Roe, a writer who serves as an expert witness}{c:.}", None, None, None),
        ("{t:It will stop}, {c:said} {s:Ann Roe, a plaintiff in the lawsuit}.", None, None, None),
        ("Before her next news conference {s:Ann Roe} {c:laughed and said} {t:it would stop}.", None, None, None),
        ("{s:Ann Roe} {c:told} Parliament {t:that it would stop}.", None, None, None),
        ("{s:Ann Roe} {c:said} {t:a witness told reporters in a statement that it would stop}.", None, None, None),
        ("{s:Ann Roe} {c:commented} on CNN’s report {t:that it would stop}.", None, None, None),
        ("{s:Ann Roe} {c:told} Emily Post {t:that it would stop}.", None, None, None),
    ],
)
def test_the_words_around_a_statement_tell_its_occasion(told, words, kind, span, outlet):
    ((_, act),) = told(words)
    assert act == (kind and (kind, span, outlet))


def test_each_of_two_in_one_sentence_has_the_occasion_that_stands_with_it(told):
    words = (
        "In a statement, {s1:Ann Roe} {c1:said} {t1:it would stop}. {s2:Tom Reed} {c2:told} reporters {t2:it would go on}, "
        "but {s3:Liv Moss} {c3:said} in an interview with the Harbour Gazette {t3:that nobody knew}."
    )
    assert [act[0] for _, act in told(words)] == ["document", "press conference", "interview"]


def test_what_one_who_reports_another_said_where_is_told_apart(told):
    outer, inner = told("{s1:Ann Roe} {c1:told} reporters {t1:that {s2:Tom Reed} {c2:wrote} {t2:that it would stop}}.")
    assert (outer[1][0], inner[1][0]) == ("press conference", "document")


def test_who_goes_on_in_the_same_paragraph_is_still_there(told):
    first = "{s1:Ann Roe} {c1:told} reporters {t1:that the ferry would stop}. “{t2:Nobody pays for it},” {s2:Ann Roe} {c2:said}."
    assert [act and act[0] for _, act in told(first)] == ["press conference"] * 2
    assert [act and act[0] for _, act in told(first.replace(". “", ".\n\n“"))] == ["press conference", None]


def test_a_long_page_takes_no_time(told):
    words = "{s:Ann Roe} {c:told} " + "the Harbour " * 20_000 + "{t:it would stop}."
    assert told(words)[0][1] is None


# ---------------------------------------------------------------- in a ledger

CALLED = "At a news conference on March 2, 2026, {s:Ann Roe} {c:said} {t:the old ferry to Wexley harbour would stop sailing in May}."
ASKED = "{s:Ann Roe} {c:told} reporters on March 2, 2026, {t:that sailing to Wexley harbour by the old ferry would stop in May}."


def traced(ledger, monkeypatch, one, other):
    add_marked(ledger, monkeypatch, "a", "2026-03-03", f"News\n\n{one}")
    add_marked(ledger, monkeypatch, "b", "2026-03-04", f"Boats\n\n{other}")
    asked = key(ledger, "ferry")
    ledger.same_claim(asked, key(ledger, "ferry", "b"))
    return ledger.origins(asked).traced


def test_two_pages_that_quote_one_press_conference_are_one_route(ledger, monkeypatch):
    found = traced(ledger, monkeypatch, CALLED, ASKED)
    assert (str(found.routes), [route.label for route in found.origins]) == ("1", ["Ann Roe, to the press"])
    (said,) = [link for link in found.links if link.taker == "https://b.example/1" and link.kind == "said"]
    assert [evidence.text for evidence in said.evidence] == ["Ann Roe told", "press conference: “told reporters”"]
    assert said.evidence[1].places[0].page == "https://b.example/1"


def test_a_press_conference_of_another_day_is_another(ledger, monkeypatch):
    assert str(traced(ledger, monkeypatch, CALLED, ASKED.replace("March 2", "March 3")).routes) == "2"


def test_a_press_conference_and_an_interview_are_two_occasions_of_one_voice(ledger, monkeypatch):
    found = traced(ledger, monkeypatch, CALLED, ASKED.replace("reporters", "the Harbour Gazette"))
    assert (str(found.routes), str(found.voices)) == ("2", "1")
    assert {node.kind for node in found.nodes} >= {"press conference", "interview"}


def test_an_occasion_that_is_not_told_may_be_the_one_that_is(ledger, monkeypatch):
    found = traced(ledger, monkeypatch, CALLED, ASKED.replace("{c:told} reporters on March 2, 2026,", "{c:said}"))
    assert str(found.routes) == "1 to 2: Ann Roe may have said it on 1 to 2 occasions"


def test_a_witness_without_a_name_is_an_eyewitness_that_may_be_anybody(ledger, monkeypatch):
    found = traced(ledger, monkeypatch, CALLED, ASKED.replace("{s:Ann Roe}", "{s:A witness}").replace(" reporters on March 2, 2026,", ""))
    assert "eyewitness" in {node.kind for node in found.nodes}
    assert str(found.routes) == "1 to 2: a source is unnamed"


def test_one_agency_by_two_of_its_names_is_one(ledger, monkeypatch):
    wire = "WEXLEY ({}) - {{t:The old ferry to Wexley harbour will stop sailing in May}}, {{s:an official}} {{c:said}}."
    found = traced(ledger, monkeypatch, wire.format("AFP"), wire.format("Agence France-Presse"))
    assert [node.id for node in found.nodes if node.kind == "wire"] == ["wire AFP"]


def test_two_rumours_on_a_page_are_two_unnamed_sources_by_their_own_words(ledger, monkeypatch):
    add_marked(
        ledger,
        monkeypatch,
        "a",
        "2026-03-03",
        "News\n\nAccording to {s1:information from the harbour}{c1:,} {t1:the old ferry to Wexley stops in May}.\n\n"
        "{s2:It} {c2:is said} {t2:that the old ferry to Wexley stops in May}.",
    )
    found = ledger.origins(key(ledger, "ferry")).traced
    assert sum(node.kind == "unnamed" for node in found.nodes) == 2
    assert "information from the harbour" in {node.label for node in found.nodes}
