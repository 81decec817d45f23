"""How surely a voice puts something, measured on the sentences of contrast.txt and on whole small pages."""

from collections import Counter
from pathlib import Path

import pytest

from ondit.meaning import lexicon
from ondit.meaning.certainty import weigh
from ondit.reading import Segment, Statement, Turn

BRACKETS = {"[": "source", "{": "cue", "<": "content"}
ROWS = [
    line.split(" | ")
    for line in (Path(__file__).parent / "contrast.txt").read_text(encoding="utf8").splitlines()
    if line and not line.startswith("#")
]


def statement(marked: str) -> tuple[str, Statement]:
    """The text and the statement of a sentence with [source], {cue} and <content>."""
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in BRACKETS.values()}
    text, opened = "", ("", 0)
    for mark in marked:
        if mark in BRACKETS:
            opened = (BRACKETS[mark], len(text))
        elif mark in "]}>":
            spans[opened[0]].append((opened[1], len(text)))
        else:
            text += mark
    origin = "attribution" if spans["source"] or spans["cue"] else "page"
    return text, Statement("s1", origin, *(tuple(spans[role]) for role in BRACKETS.values()), chain=("v0",))


def put(marked: str) -> tuple[str, str, str]:
    text, said = statement(marked)
    ((weighed,), _) = weigh(text, [said], [], [])
    return weighed.act, weighed.certainty, weighed.polarity


def test_nine_of_ten_contrast_sentences_are_put_right_overall_and_for_each_rare_label() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for marked, *expected in ROWS:
        for label in ["all", *expected]:
            total[label] += 1
            right[label] += list(put(marked)) == expected
    assert {label: n for label, n in total.items() if n < 40} == {}
    assert {label: right[label] / n for label, n in total.items() if right[label] / n < 0.9} == {}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[The mayor] {did not say that} <the bridge was unsafe>.", ("assert", "unknown", "+")),
        ("[The mayor] {said that} <the bridge was not unsafe>.", ("assert", "certain", "+")),
        ("[No one] {believes} <the bridge is safe>.", ("assert", "probable", "-")),
        ("[The mayor] did not {say} <the bridge was unsafe>.", ("assert", "unknown", "+")),
        ("[The mayor] {told} reporters that <he hopes to cross it>.", ("want", "na", "+")),
        ("[The mayor] {asked} them to <cross it>.", ("want", "na", "+")),
        ('<"This is madness, and I mean it,"> [the mayor] {objected}.', ("assert", "certain", "+")),
        ("Did [the mayor] {say} <the bridge was unsafe>?", ("ask", "na", "+")),
        ('<"Is it safe? It is not,"> [the mayor] {said}.', ("assert", "certain", "+")),
        ("<It may be late, but the bridge is open.>", ("assert", "certain", "+")),
        ("[The mayor] {said in a press release} <the bridge is open>.", ("assert", "certain", "+")),
    ],
)
def test_cue_and_content_are_weighed_together(marked: str, expected: tuple[str, str, str]) -> None:
    assert put(marked) == expected


def test_a_segment_is_put_as_the_innermost_statement_over_it_and_a_frame_by_its_own_words() -> None:
    text = "Perhaps the envoy said that Iran demands the return of the ship."
    outer = Statement("s1", "attribution", ((8, 17),), ((18, 22),), ((28, 63),), ("v0", "v1"))
    inner = Statement("s2", "attribution", ((28, 32),), ((33, 40),), ((41, 63),), ("v0", "v1", "v2"))
    parts = [
        Segment(0, 28, ("v0",)),
        Segment(28, 41, ("v0", "v1"), statements=("s1",)),
        Segment(41, 64, ("v0", "v1", "v2"), statements=("s1", "s2")),
    ]
    _, weighed = weigh(text, [outer, inner], parts, [])
    assert [(s.act, s.certainty) for s in weighed] == [("assert", "possible"), ("assert", "certain"), ("want", "na")]


def test_what_an_interviewer_bids_the_other_do_is_a_question_and_what_he_tells_is_not() -> None:
    text = "Troops came on Monday. Tell us about the camp."
    statements = [Statement("s1", "turn", (), (), ((0, 22),), ("v0", "v1")), Statement("s2", "turn", (), (), ((23, 46),), ("v0", "v1"))]
    asked, _ = weigh(text, statements, [], [Turn("v1", "question", None, 0, 46)])
    answered, _ = weigh(text, statements, [], [Turn("v1", "answer", None, 0, 46)])
    assert [s.act for s in asked] == ["assert", "ask"]
    assert [s.act for s in answered] == ["assert", "want"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Police] {say} <a fire that killed a guest may have begun in the lift>.", ("assert", "possible", "+")),
        ("[Police] {say} <the man who said it may rain was a guest>.", ("assert", "certain", "+")),
        ("[The board] {told} reporters <the decision to close the quay had been taken in May>.", ("assert", "certain", "+")),
        ("[The board] {told} <skippers to leave the quay>.", ("want", "na", "+")),
        ("[Roe] {said}: <“I would like to stress that the quay is safe.”>", ("assert", "certain", "+")),
        ("[Roe] {said}: <“I would like to see the quay.”>", ("want", "na", "+")),
        ("[Roe] {said}: <“We have seen the harm it does.”>", ("assert", "certain", "+")),
        ("[Roe] {said} <you might need to wait>.", ("assert", "possible", "+")),
        ("<A note that told skippers at the quay to leave may have been forged>, [a clerk] {said}.", ("assert", "possible", "+")),
        ("<A note that urged skippers to leave must have been forged>, [a clerk] {said}.", ("assert", "probable", "+")),
        ("<A note that demanded an answer may have been forged>, [a clerk] {said}.", ("assert", "possible", "+")),
        ("<The man who told us it may rain was a guest>, [a clerk] {said}.", ("assert", "certain", "+")),
    ],
)
def test_whose_verb_tells_how_a_clause_is_put(marked: str, expected: tuple[str, str, str]) -> None:
    assert put(marked) == expected


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("We have asked nobody to row", "assert"),
        ("We asked nobody to row", "assert"),
        ("I did not ask whether the boat was sound", "assert"),
        ("We have demanded an oar", "assert"),
        ("We urged them to row", "assert"),
        ("The club has demanded an oar", "assert"),
        ("They were urged to row", "assert"),
        ("I ask whether the boat is sound", "ask"),
        ("I wonder whether the boat is sound", "ask"),
        ("I urge them to row", "want"),
        ("We demand an oar", "want"),
    ],
)
def test_who_tells_that_somebody_asked_or_demanded_asserts_it(said: str, act: str) -> None:
    assert put(f"<“{said},”> [she] {{wrote}}.")[0] == act


def test_an_empty_page_and_an_empty_statement_are_put_flatly() -> None:
    assert weigh("", [], [], []) == ((), ())
    ((weighed,), _) = weigh("Word.", [Statement("s1", "attribution", (), (), (), ("v0",))], [], [])
    assert (weighed.act, weighed.certainty, weighed.polarity) == ("assert", "certain", "+")


def test_no_cue_stands_in_two_groups() -> None:
    groups: dict[str, set[str]] = {}
    for section, line in lexicon.lines("cues.txt"):
        for entry in lexicon.entries(line.partition(":")[2]):
            groups.setdefault(entry, set()).add(section)
    assert {entry: found for entry, found in groups.items() if len(found) > 1} == {}
