"""Bylines, credits and standing lines are no claims."""

from __future__ import annotations

import pytest
from copied_pages import FERRY, HILLS, LEAD, MONEY
from told_pages import add

import ondit
from ondit.origins.beside import claims_something

NOTE = "Our readers help us to report on harbours, and every gift counts twice this year."


@pytest.fixture
def ledger(tmp_path):
    with ondit.open_ledger(tmp_path / "test.db", by="Tester") as opened:
        yield opened


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee and Bo Diaz, Harbour Post.",
        "Reporting by Ann Lee; editing by Bo Diaz",
        "Additional reporting by our staff in Wexley",
        "Follow Ann Lee on Twitter @annlee.",
        "Photograph by Ann Lee for the Harbour Post",
        "Jim Urquhart / Reuters.",
        "June 26 -- PPL Center, Allentown, PA",
        "This article was originally published in the harbour news.",
        "Subscribe to our weekly letter about harbours.",
        "Click here for the full list of closed bridges.",
    ],
)
def test_a_line_beside_a_story_claims_nothing(line):
    assert not claims_something(line, own=True)


@pytest.mark.parametrize(
    "line",
    [
        "The old ferry to Wexley stops in May.",
        "By the end of May the ferry will have stopped.",
        "Reporting on harbours has become dangerous, unions fear.",
        "Photographs of the bridge show a crack.",
    ],
)
def test_a_sentence_of_a_story_claims_something(line):
    assert claims_something(line, own=True)


def test_a_title_is_a_claim_though_all_its_words_are_large_and_so_is_what_somebody_said():
    title = "Old Ferry To Wexley Stops In May"
    assert not claims_something(title, own=True)
    assert claims_something(title, own=True, title=title)
    assert claims_something(title, own=False)


@pytest.mark.parametrize(
    "line",
    [
        "By " + "A" * 20_000 + " said nothing yesterday about dredging.",
        "By CHRISTOPHER " + "WASHINGTON, " * 1_700 + "harbour writer said nothing yesterday about dredging.",
        "Get " + "A.b-" * 5_000 + " nothing told about dredging harbours.",
        "Follow" + " " * 20_000 + "nothing told about dredging harbours.",
    ],
)
def test_a_long_line_in_capitals_is_soon_told_from_a_byline(line):
    assert claims_something(line, own=True)


def texts(claims):
    return [claim.words for claim in claims]


def test_what_an_outlet_prints_under_three_stories_is_no_claim(ledger, monkeypatch):
    for n, (letter, story) in enumerate(zip("abc", (LEAD, HILLS, MONEY), strict=True)):
        add(ledger, monkeypatch, letter, f"2026-03-0{n + 1}", f"News of {letter}\n\n{story}\n\n{NOTE}", outlet="Harbour Post")
        assert (NOTE in texts(ledger.claims())) == (n < 2)
    add(ledger, monkeypatch, "d", "2026-03-09", f"News of d\n\n{FERRY}\n\n{NOTE}", outlet="Courier")
    assert NOTE in texts(ledger.claims())


def test_one_story_at_three_addresses_of_an_outlet_is_still_a_claim(ledger, monkeypatch):
    for n, letter in enumerate("abc"):
        story = "\n\n".join((LEAD, HILLS, MONEY, FERRY))
        add(ledger, monkeypatch, letter, f"2026-03-0{n + 1}", f"News of {letter}\n\n{story}", outlet="Harbour Post")
    assert LEAD in texts(ledger.claims())
