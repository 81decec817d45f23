"""What changed between two captures of a page: its words, and who says what on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import Told, reading

from ondit.errors import LedgerError
from ondit.ledger.rewording import changes, in_common, worded

URL = "https://shore.example/letter"


def capture(number, *told, **facts):
    made = reading(URL, "Shore News", "2026-03-15", *told)
    article = replace(made.article, sha256=f"{number:064}", fetched=f"2026-03-{15 + number}T08:00:00+00:00", **facts)
    return replace(made, article=article)


CLERK = Told("the letter was drafted in February", by="Ines Halloran", described="the clerk")
FIRST = capture(0, CLERK, Told("Everybody in the building knew", by="Ines Halloran"), Told("The quay is closed."))
SECOND = capture(
    1,
    replace(CLERK, certainty="probable"),
    Told("The quay is closed."),
    Told("nobody had written to the traders", by="Edmund Carrow"),
    title="Letter withdrawn",
)


@pytest.fixture
def changed(ledger):
    """A ledger with a page that was changed after it appeared."""
    ledger.add(FIRST)
    ledger.add(SECOND)
    return ledger


def difference(before, after):
    texts = worded(before, after)
    spans = changes(*texts, in_common(*texts))
    return [(before[slice(*one)], after[slice(*other)]) for one, other in spans]


def words(those):
    return [one.words for one in those]


def test_the_words_that_came_and_went_are_told(changed):
    found = changed.difference(URL)
    assert [(one.gone, one.came) for one in found.reworded] == [
        ("Everybody in the building knew", ""),
        ("", "nobody had written to the traders"),
    ]
    for one in found.reworded:
        assert FIRST.article.text[slice(*one.before)] == one.gone
        assert SECOND.article.text[slice(*one.after)] == one.came
    assert found.facts == (("title", "Ferry news", "Letter withdrawn"),)


def test_statements_that_came_went_and_changed_are_told(changed):
    found = changed.difference(URL)
    assert words(found.gone) == ["Everybody in the building knew"]
    assert words(found.came) == ["nobody had written to the traders"]
    assert [(one.before.words, one.what) for one in found.changed] == [("the letter was drafted in February", ("certainty",))]
    assert [one.statement.certainty for one in (found.changed[0].before, found.changed[0].after)] == ["certain", "probable"]
    assert found.same == 1


def test_the_last_capture_is_compared_with_the_one_before_unless_others_are_named(changed):
    changed.add(capture(2, CLERK))
    first, second, third = (one.id for one in changed.captures(URL))
    assert [changed.difference(URL).before.id, changed.difference(URL).after.id] == [second, third]
    whole = changed.difference(URL, first)
    assert [whole.before.id, whole.after.id] == [first, third]
    back = changed.difference(URL, third, first)
    assert words(back.came) == words(whole.gone)
    assert changed.difference(URL, after=second).before.id == first


@pytest.mark.parametrize(("before", "after"), [(1, 1), (99, None), (None, 99), (None, 1)])
def test_captures_that_cannot_be_compared_are_refused(changed, before, after):
    with pytest.raises(LedgerError, match=f"{URL} .*it has 1, 2|{URL} has no capture 99; it has 1, 2"):
        changed.difference(URL, before, after)


def test_a_page_captured_once_has_nothing_to_compare(ledger):
    ledger.add(FIRST)
    with pytest.raises(LedgerError, match="one capture"):
        ledger.difference(URL)


def test_another_voice_is_a_change_and_a_fuller_name_is_none(ledger):
    ledger.add(capture(0, Told("the quay is closed", by="Ines Halloran"), Told("the boats are old", by="Carrow")))
    ledger.add(capture(1, Told("the quay is closed", by="Edmund Carrow"), Told("the boats are old", by="Carrow"), Told("New.")))
    assert [one.what for one in ledger.difference(URL).changed] == [("voice",)]
    ledger.merge("Ines Halloran", "Edmund Carrow")
    assert ledger.difference(URL).changed == ()


def test_a_voice_in_between_is_told_apart_from_the_one_that_answers(ledger):
    ledger.add(capture(0, Told("the quay is closed", by="Ines Halloran")))
    ledger.add(capture(1, Told("the quay is closed", by="Ines Halloran", through="Edmund Carrow"), Told("New.")))
    assert [one.what for one in ledger.difference(URL).changed] == [("through",)]


def test_what_people_rejected_is_no_statement_of_either(changed):
    gone = changed.difference(URL).gone[0]
    changed.correct(gone.key, reject=True)
    assert changed.difference(URL).gone == ()


def test_a_statement_said_in_other_words_in_the_same_place_changed(ledger):
    ledger.add(capture(0, Told("the council wrote the letter to the traders", by="Ines Halloran")))
    ledger.add(capture(1, Told("the council may have written the letter to the traders", by="Ines Halloran", certainty="possible")))
    assert [one.what for one in ledger.difference(URL).changed] == [("words", "certainty")]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The quay  is\nclosed.", "The quay is closed.", []),
        ("“The quay”, it said – closed", "\"The quay\", it said - closed", []),
        ("The quay is closed.", "The quay is open.", [("closed", "open")]),
        ("A b c.\nD e f.\nG h i.", "A b c.\nG h i.", [("D e f.", "")]),
        ("", "Words", [("", "Words")]),
        ("one two three four", "five two six seven", [("one two three four", "five two six seven")]),
        ("The boat left at ten on a Friday", "The boat left at noon on a Monday", [("ten", "noon"), ("Friday", "Monday")]),
    ],
)  # fmt: skip
def test_words_differ_where_a_reader_would_say_so(before, after, told):
    assert difference(before, after) == told


def test_what_is_told_makes_the_one_text_of_the_other():
    before = "\n".join(f"Line {n} of {n % 7} is here." for n in range(300))
    after = "\n".join(f"Line {n} of {n % 5} was here." if n % 11 == 0 else f"Line {n} of {n % 7} is here." for n in range(20, 320))
    texts = worded(before, after)
    made, at = "", 0
    for one, other in changes(*texts, in_common(*texts)):
        made += before[at : one[0]] + " " + after[slice(*other)] + " "
        at = one[1]
    assert (made + before[at:]).split() == after.split()


@pytest.mark.parametrize("word", ["a", "a ", "a\n", "\n", " ", "a b\n", "’", "a’", "😀 "])
def test_very_long_texts_of_any_kind_are_compared(word):
    before, after = word * 60_000, "x " + word * 59_000
    assert isinstance(difference(before, after), list)
    assert isinstance(difference(before, "b c\n" * 60_000), list)
