"""What a page tells of time, and in whose terms, as people read it."""

from dataclasses import replace

from ondit.exports.wording import charged_terms, timeline
from ondit.reading import Date, Label


def dated(reading, *dates, **on):
    """The reading with dates, which the statements named hold by their number."""
    return replace(reading, dates=dates, statements=tuple(replace(s, dates=on.get(s.id, ())) for s in reading.statements))


def test_the_timeline_goes_by_days_and_tells_what_was_said_from_what_is_told(reading):
    may = Date(0, 1, "in May", "2026-05-01", "2026-05-31")
    moments = timeline(dated(reading, may, s3=(0,), s4=(0,)))
    assert [(m.when, m.what, m.statement.id) for m in moments] == [
        ("2026-03-10", "said then", "s4"),
        ("2026-05-01 to 2026-05-31 (“in May”)", "certain not", "s4"),
    ]


def test_a_year_that_was_inferred_is_marked_and_an_open_date_left_out(reading):
    clue, never = Date(0, 1, "Eid", "2008-10-01", "2008-10-01", inferred=True), Date(2, 3, "Monday")
    moments = timeline(dated(reading, clue, never, s2=(0, 1)))
    assert [(m.when, m.what) for m in moments if m.statement.id == "s2"] == [("2008-10-01 (“Eid”)", "asks, year inferred")]


def test_charged_terms_are_counted_by_party_voice_and_term(reading):
    labels = [Label(0, 1, "despot", "e1", "v3"), Label(4, 5, "Despot", "e1", "v3"), Label(8, 9, "regime", None, "v0")]
    assert charged_terms(replace(reading, labels=tuple(labels))) == [
        ("Ines Halloran", "Carrow", "despot", 2),
        ("…", "Shore News", "regime", 1),
    ]
