"""What people decide shows at once, is kept through re-reading, and is undone exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ondit.errors import LedgerError
from ondit.ledger.showing import shown
from ondit.reading import MadeBy

URL = "https://shore.example/wexley"


@pytest.fixture
def page(reading):
    """The page of five voices, at an address."""
    return replace(reading, article=replace(reading.article, url=URL))


@pytest.fixture
def kept(ledger, page):
    """A ledger that holds it."""
    ledger.add(page)
    return ledger


def found(ledger, **filters):
    return {one.statement.id: one for one in ledger.search(**filters)}


def key_of(ledger, local):
    return found(ledger, history=True)[local].key


def names(one):
    return [link.name or link.label for link in one.chain]


def test_a_rejected_statement_is_found_no_more(kept):
    key = key_of(kept, "s3")
    decision = kept.correct(key, reject=True, note="nobody said so")
    assert (decision.kind, decision.subject, decision.by, decision.note) == ("reject", key, "Tester", "nobody said so")
    assert decision.stands
    assert "s3" not in found(kept)
    assert not found(kept, history=True)["s3"].shown


def test_an_accepted_one_says_who_accepted_it(kept):
    kept.correct(key_of(kept, "s3"), accept=True)
    assert found(kept, decided=True)["s3"].decision.by == "Tester"
    assert found(kept, decided=True).keys() == {"s3"}


def test_edited_words_are_those_that_are_found(kept):
    kept.correct(key_of(kept, "s3"), content="it had set  a deadline")
    one = found(kept)["s3"]
    assert (one.words, one.key) == ("it had set a deadline", key_of(kept, "s3"))
    text = kept.reading(URL).article.text
    assert [text[start:end] for start, end in one.statement.content] == ["it had set a deadline"]
    assert "s3" not in found(kept, words="denied")


def test_words_may_be_in_several_parts_or_given_as_spans(kept):
    kept.correct(key_of(kept, "s3"), content="the port … a deadline", source=[[0, 7]])
    assert (found(kept)["s3"].words, found(kept)["s3"].source) == ("the port … a deadline", "Traders")


def test_words_that_do_not_stand_there_are_refused(kept):
    with pytest.raises(LedgerError, match="the content “never said” does not stand on the page in these words"):
        kept.correct(key_of(kept, "s3"), content="never said")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"act": "shout"}, "act is 'shout', but it can only be assert, want or ask"),
        ({"certainty": "na"}, "certain, probable, possible or unknown"),
        ({"polarity": "0"}, r"polarity is '0', but it can only be \+ or -"),
        ({"content": [[5, 2]]}, "ascending spans within a text"),
        ({"content": []}, "ascending spans within a text"),
        ({"act": "want", "certainty": "probable"}, "certainty goes with assertions only"),
        ({}, "say one of three"),
        ({"accept": True, "reject": True}, "say one of three"),
    ],
)
def test_what_makes_no_sense_is_refused(kept, wrong, message):
    with pytest.raises(ValueError, match=message):
        kept.correct(key_of(kept, "s3"), **wrong)


def test_an_unknown_key_is_refused(kept):
    with pytest.raises(LedgerError, match="holds no statement s:000000000000"):
        kept.correct("s:000000000000", accept=True)


def test_act_certainty_and_polarity_are_what_a_person_says(kept):
    kept.correct(key_of(kept, "s4"), certainty="probable", polarity="+")
    one = found(kept, certainty="probable")["s4"].statement
    assert (one.act, one.certainty, one.polarity) == ("assert", "probable", "+")
    kept.correct(key_of(kept, "s4"), act="want")
    assert found(kept, act="want")["s4"].statement.certainty == "na"


def test_a_voice_gets_a_name_and_is_found_by_it(kept):
    kept.correct(key_of(kept, "s5"), voice="Ines Halloran")
    assert names(found(kept, voice="Ines Halloran")["s5"]) == ["Shore News", "Ines Halloran", "Ines Halloran"]


def test_a_name_that_nobody_has_is_somebody_new(kept):
    kept.correct(key_of(kept, "s4"), voice="Wexley Port Authority")
    one = found(kept, voice="Wexley Port Authority")["s4"]
    assert names(one) == ["Shore News", "Ines Halloran", "Carrow", "Wexley Port Authority"]
    assert one.chain[-1].kind == "organization"


def test_what_is_reported_inside_comes_through_the_new_voice(kept):
    kept.correct(key_of(kept, "s3"), voice="Bea Marsh")
    assert names(found(kept)["s4"]) == ["Shore News", "Ines Halloran", "Bea Marsh", "the port"]
    assert "s4" in found(kept, through="Bea Marsh")


def test_the_page_itself_can_be_the_voice_by_its_outlet_too(kept):
    for name in ("author", "shore news"):
        kept.correct(key_of(kept, "s3"), voice=name)
        assert names(found(kept)["s3"]) == ["Shore News"]


def test_a_name_that_several_have_lists_them_with_what_tells_them_apart(kept, page):
    kept.add(replace(page, article=replace(page.article, url="https://far.example/1", outlet="Far Post"), voices=page.voices))
    with pytest.raises(LedgerError, match=r"2 go by “Carrow”; say which by its number:\n  #\d+ Carrow \(person; 1 page; Shore News\)\n"):
        kept.correct(key_of(kept, "s5"), voice="Carrow")


def test_undo_takes_back_the_last_or_a_given_one(kept):
    first = kept.correct(key_of(kept, "s3"), certainty="possible")
    second = kept.correct(key_of(kept, "s3"), polarity="-")
    undone = kept.undo(first.id)
    assert (undone.id, undone.undone_by, undone.stands) == (first.id, "Tester", False)
    assert (found(kept)["s3"].statement.certainty, found(kept)["s3"].statement.polarity) == ("certain", "-")
    assert kept.undo().id == second.id
    assert found(kept)["s3"].statement.polarity == "+"
    with pytest.raises(LedgerError, match="there is no decision to undo"):
        kept.undo()
    with pytest.raises(LedgerError, match=r"was undone already, on .* by Tester"):
        kept.undo(first.id)


def test_somebody_new_is_gone_with_the_decision_that_named_them(kept):
    kept.correct(key_of(kept, "s4"), voice="Wexley Port Authority")
    kept.undo()
    with pytest.raises(LedgerError, match="nobody in the ledger goes by"):
        kept.who("Wexley Port Authority")


def test_somebody_new_stays_while_a_later_decision_means_them(kept):
    first = kept.correct(key_of(kept, "s4"), voice="Wexley Port Authority")
    second = kept.correct(key_of(kept, "s5"), voice="Wexley Port Authority")
    with pytest.raises(LedgerError, match=f"decision {second.id} builds on decision {first.id}; undo that first: ondit undo {second.id}"):
        kept.undo(first.id)


# ---------------------------------------------------------------- re-reading


def test_decisions_hold_in_a_newer_reading(kept, page):
    kept.correct(key_of(kept, "s3"), reject=True)
    kept.correct(key_of(kept, "s5"), certainty="possible", act="assert")
    kept.add(replace(page, made_by=MadeBy("0.2.0", "sha256:1")), reread=True)
    assert "s3" not in found(kept)
    assert found(kept)["s5"].statement.certainty == "possible"
    assert found(kept)["s5"].made_by.ondit == "0.2.0"


def test_they_hold_where_the_page_changed_around_their_words(kept, page):
    kept.correct(key_of(kept, "s3"), content="it had set a deadline", note="that part only")
    kept.add(shifted(page, "Updated at noon. "))
    one = found(kept)["s3"]
    assert one.words == "it had set a deadline"
    assert one.decision.note == "that part only"
    assert [decision.stands for decision in kept.decisions()] == [True]


def test_they_hold_where_the_machine_now_reads_what_a_person_said(kept, page):
    kept.correct(key_of(kept, "s3"), content="that it had set a deadline", certainty="possible")
    better = [replace(s, content=page.statements[3].content) if s.id == "s3" else s for s in page.statements if s.id != "s4"]
    kept.add(replace(page, statements=tuple(better), made_by=MadeBy("0.2.0", "sha256:1")), reread=True)
    assert found(kept)["s3"].statement.certainty == "possible"


def test_where_their_words_are_gone_they_no_longer_stand(kept, page):
    kept.correct(key_of(kept, "s3"), reject=True)
    kept.add(replace(page, statements=page.statements[:2], made_by=MadeBy("0.2.0", "sha256:1")), reread=True)
    decision = next(kept.decisions())
    assert (decision.stands, decision.undone) == (False, None)


def shifted(page, words):
    """The page with words before its text, read anew."""
    n = len(words)

    def moved(spans):
        return tuple((start + n, end + n) for start, end in spans)

    article = replace(page.article, text=words + page.article.text, headline=None)
    statements = tuple(replace(s, source=moved(s.source), cue=moved(s.cue), content=moved(s.content)) for s in page.statements)
    return replace(
        page,
        article=article,
        statements=statements,
        segments=tuple(replace(s, start=s.start + n if s.start else 0, end=s.end + n) for s in page.segments),
        turns=tuple(replace(t, marker=moved([t.marker])[0], start=t.start + n, end=t.end + n) for t in page.turns),
    )


# ---------------------------------------------------------------- handing on


def test_a_corrected_reading_parts_its_text_by_the_new_owners(kept):
    kept.correct(key_of(kept, "s3"), voice="Bea Marsh")
    kept.correct(key_of(kept, "s5"), reject=True)
    s3 = found(kept)["s3"]
    made = shown(kept.engine, s3.page, at=s3.reading).reading
    text = made.article.text
    assert [made.label(id) for id in made.owner(text.index("the port"))] == ["Shore News", "Ines Halloran", "Bea Marsh"]
    assert [made.label(id) for id in made.owner(text.index("to go."))] == ["Shore News", "Ines Halloran"]
    assert "".join(text[s.start : s.end] for s in made.segments) == text
    assert [s.id for s in made.statements] == ["s1", "s2", "s3", "s4"]


def test_decisions_are_gold_for_training(kept):
    kept.correct(key_of(kept, "s3"), voice="Bea Marsh", content="it had set a deadline")
    kept.correct(key_of(kept, "s4"), accept=True)
    kept.correct(key_of(kept, "s5"), reject=True)
    (gold,) = kept.gold()
    text = gold["text"]
    said = [[text[start:end] for start, end in one["content"]] for one in gold["attributions"]]
    assert said == [["it had set a deadline"], ["that it had set a deadline"]]
    assert [(one["who"], one["who_kind"], one["polarity"]) for one in gold["judgements"]] == [
        ("Bea Marsh", "person", "+"),
        (None, "organization", "-"),
    ]
    assert [[text[start:end] for start, end in one["cue"]] for one in gold["rejected"]] == [["want"]]


def test_a_decision_needs_a_name(kept, monkeypatch):
    kept.by = None
    monkeypatch.setenv("ONDIT_BY", "Environ")
    assert kept.correct(key_of(kept, "s3"), accept=True).by == "Environ"
