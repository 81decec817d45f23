"""What voices call people and groups, over a collection."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import Told, reading

from ondit.reading import Label, Voice


def labelled(made, *terms):
    """The page with charged terms: each the term, the name of whom it is put on, and the id of the voice whose it is."""
    ids = {entity.name: entity.id for entity in made.entities}
    text = made.article.text
    found = tuple(Label(at := text.index(term), at + len(term), term, ids.get(about), voice) for term, about, voice in terms)
    return replace(made, labels=found)


ONE = labelled(
    reading(
        "https://shore.example/1",
        "Shore News",
        "2008-09-02",
        Told("the despotic Brill will be gone", by="Ines Halloran", about="Ana Brill"),
        Told("The embattled Brill left on Monday."),
        Told("they are Terrorists", described="many traders"),
    ),
    ("despotic", "Ana Brill", "v1"),
    ("embattled", "Ana Brill", "v0"),
    ("Terrorists", None, "v2"),
)
TWO = labelled(
    reading("https://late.example/2", "The Courier", "2008-10-15", Told("Brill is DESPOTIC, again", by="Ines Halloran", about="Ana Brill")),
    ("DESPOTIC", "Ana Brill", "v1"),
)


@pytest.fixture
def called(ledger):
    ledger.add(ONE)
    ledger.add(TWO)
    return ledger


def told(rows):
    return [(row.about, row.voice, row.unnamed, row.term, row.uses) for row in rows]


BY_HALLORAN = ("Ana Brill", "Ines Halloran", None, "despotic", 2)
BY_THE_PAGE = ("Ana Brill", "Shore News", "author", "embattled", 1)
BY_TRADERS = (None, None, "group", "terrorists", 1)


def test_each_is_called_what_by_whom_how_often_and_nobody_plain_comes_last(called):
    rows = list(called.labels())
    assert told(rows) == [BY_HALLORAN, BY_THE_PAGE, BY_TRADERS]
    assert (rows[0].outlets, rows[0].first, rows[0].last) == ({"Shore News": 1, "The Courier": 1}, "2008-09-02", "2008-10-15")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"about": "Brill"}, [BY_HALLORAN, BY_THE_PAGE]),
        ({"about": 0}, [BY_TRADERS]),
        ({"voice": "Halloran"}, [BY_HALLORAN]),
        ({"unnamed": "author"}, [BY_THE_PAGE]),
        ({"unnamed": "group"}, [BY_TRADERS]),
        ({"term": "Despotic"}, [BY_HALLORAN]),
        ({"outlet": "The Courier"}, [(*BY_HALLORAN[:4], 1)]),
        ({"outlet": ""}, []),
        ({"voice": "Brill"}, []),
    ],
)
def test_filters_choose_among_them_and_every_figure_is_as_many_uses(called, asked, found):
    assert told(called.labels(**asked)) == found
    assert len(list(called.label_uses(**asked))) == sum(row[4] for row in found)


def test_each_use_stands_in_its_words_and_statement_the_newest_first(called):
    uses = list(called.label_uses(about="Ana Brill"))
    assert [use.term for use in uses] == ["DESPOTIC", "embattled", "despotic"]
    for use in uses:
        assert use.snippet.text[slice(*use.snippet.marks[0])] == use.term
        assert use.term in called.statement(use.statement).words
        assert called.reading(use.page).article.text[use.start : use.end] == use.term
    assert [use.voice.label for use in uses] == ["Ines Halloran", "Shore News", "Ines Halloran"]
    assert [use.term for use in called.label_uses(limit=1, offset=1)] == [list(called.label_uses())[1].term]


def test_what_is_merged_is_one_and_what_is_undone_is_two(called):
    called.merge("Ana Brill", "Ines Halloran")
    assert {row.about for row in called.labels(voice="Halloran")} == {row.voice for row in called.labels(voice="Halloran")}
    called.undo()
    assert told(called.labels())[0] == BY_HALLORAN


def test_a_term_goes_with_its_words_to_whom_a_person_gives_them(called):
    key = next(called.search("despotic", outlet="Courier")).key
    called.correct(key, voice="Edmund Carrow")
    assert ("Ana Brill", "Edmund Carrow", None, "despotic", 1) in told(called.labels())
    assert (*BY_HALLORAN[:4], 1) in told(called.labels())
    assert [use.voice.label for use in called.label_uses(voice="Carrow")] == ["Edmund Carrow"]
    called.undo()
    assert told(called.labels()) == [BY_HALLORAN, BY_THE_PAGE, BY_TRADERS]


def test_a_term_of_what_was_rejected_is_nobodys(called):
    called.correct(next(called.search("despotic", outlet="Courier")).key, reject=True)
    assert (*BY_HALLORAN[:4], 1) in told(called.labels())
    assert [use.outlet for use in called.label_uses(voice="Halloran")] == ["Shore News"]


def test_accepting_changes_nothing(called):
    called.correct(next(called.search("despotic", outlet="Courier")).key, accept=True)
    assert told(called.labels()) == [BY_HALLORAN, BY_THE_PAGE, BY_TRADERS]


def test_a_term_between_the_parts_of_what_is_said_is_not_the_speakers(ledger):
    made = reading(
        "https://shore.example/3", "Shore News", "2008-09-02", Told("We will … stay here", by="Ines Halloran", about="Ana Brill")
    )
    ledger.add(labelled(made, ("told", "Ana Brill", "v0")))
    ledger.correct(next(ledger.search()).key, accept=True)
    assert told(ledger.labels()) == [("Ana Brill", "Shore News", "author", "told", 1)]
    assert [use.statement for use in ledger.label_uses()] == [None]


def test_only_the_newest_reading_counts(called):
    newer = replace(TWO, labels=(), made_by=replace(TWO.made_by, ondit="0.2.0"))
    called.add(newer, reread=True)
    assert (*BY_HALLORAN[:4], 1) in told(called.labels())


def with_voice(made, voice, term="few"):
    """The page with a charged term in the mouth of that voice."""
    named = tuple(Voice(id, "person", name) for id, name in (("v8", "Kamala Harris"), ("v9", "Cory Booker")))
    at = made.article.text.index(term)
    label = Label(at, at + len(term), term, None, voice.id)
    return replace(made, voices=(*made.voices, *named, voice), labels=(label,))


TOGETHER = "Kamala Harris and Cory Booker"


@pytest.fixture
def together(ledger):
    """A page each: two named senators as one voice, some traders, and a group of whom nothing is said."""
    for n, voice in enumerate((Voice("v7", "group", members=("v8", "v9")), Voice("v7", "group", None, "traders"), Voice("v7", "group"))):
        ledger.add(with_voice(reading(f"https://shore.example/{n}", "Shore News", "2008-09-02", Told("The few are gone.")), voice))
    return ledger


def test_several_with_names_who_speak_as_one_are_called_by_them(together):
    assert told(together.labels()) == [(None, None, "group", "few", 2), (None, TOGETHER, "group", "few", 1)]
    for name, uses in ((TOGETHER, 1), ("", 2), ("Nobody", 0)):
        assert sum(row.uses for row in together.labels(unnamed="group", together=name)) == uses
        assert len(list(together.label_uses(unnamed="group", together=name))) == uses


def test_what_several_say_stays_theirs_when_a_person_accepts_it(together):
    for one in list(together.search("few")):
        together.correct(one.key, accept=True)
    assert sum(row.uses for row in together.labels()) == len(list(together.label_uses())) == 3
