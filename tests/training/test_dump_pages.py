"""Lines of a dump are labelled by its gold body, and pages are made of others."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "training" / "dumps"))

from labelled import Page, collapsed, labels, moved, shingle_f1

BODY = "The bridge opened in May.\n\nNobody crossed it for a week, the keeper said."
LINES = (
    "Home",
    "The bridge opened",
    "The bridge opened in May.",
    "Advertisement",
    "Nobody crossed it for a week, the keeper said.",
    "Share",
)
PAGE = Page("a", LINES, labels(LINES, BODY), BODY)
OTHER = Page("b", ("Menu", "A tree fell.", "Cookies"), np.array([False, True, False]), "A tree fell.")


def test_lines_of_the_body_are_labelled_and_those_between_and_around_are_not():
    assert PAGE.labels.tolist() == [False, False, True, False, True, False]


def test_a_collapsed_page_has_its_body_in_one_line():
    page = collapsed(PAGE)
    assert page.lines[2:] == (BODY.replace("\n\n", " "), "Share")
    assert page.labels.tolist() == [False, False, True, False]


def test_a_moved_body_stands_in_the_other_pages_furniture():
    page = moved(OTHER, PAGE)
    assert page.lines == (*LINES[:5], "Cookies")
    assert [line for line, is_body in zip(page.lines, page.labels, strict=True) if is_body] == [LINES[2], LINES[4]]


def test_shingles_count_runs_of_four_words():
    assert shingle_f1("one two three four five", "one two three four five") == 1
    assert shingle_f1("one two three four five", "one two three four six") == 0.5
