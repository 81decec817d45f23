"""Where the datelines of a page stand."""

import pytest

from ondit.pages.datelines import find_datelines

REPORT = "The ferry sailed again."


@pytest.mark.parametrize(
    "dateline",
    [
        "ELMSUND (NNA) — ",
        "Elmsund, May 3 (Reuters) - ",
        "Elmsund (AFP) – ",
        "(AP) -- ",
        "NEW ELMSUND, Kent — ",
        "ELMSUND, May 3 – ",
        "Reuters — ",
        "ELMSUND and ROE (Petersen News Agency): ",
    ],
)
def test_a_place_an_agency_or_both_before_a_dash_are_a_dateline(dateline: str) -> None:
    assert find_datelines(f"Ferry sails\n\n{dateline}{REPORT}") == ((13, 13 + len(dateline)),)


@pytest.mark.parametrize(
    "line",
    [
        "Ada Roe (the mayor) — who came late — spoke.",
        "NATO is late — again.",
        "The ferry — the old one — sailed.",
        "EU-wide rules",
        "In Elmsund, he said — at last — yes.",
    ],
)
def test_a_sentence_with_a_dash_begins_with_no_dateline(line: str) -> None:
    assert find_datelines(f"Ferry sails\n\n{line} {REPORT}") == ()


def test_datelines_stand_at_the_head() -> None:
    assert find_datelines("\n\n".join([REPORT] * 9 + [f"ELMSUND — {REPORT}"])) == ()


def test_a_long_line_is_looked_at_in_no_time() -> None:
    assert find_datelines("A " * 200_000 + "\n" + "AA, " * 200_000) == ()
