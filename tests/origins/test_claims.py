"""Statements of one claim in other words are proposed with a score, and what contradicts is marked."""

from __future__ import annotations

import pytest

from ondit.origins.claims import LIKELY, Said, SameClaim, candidates, compared, groups, score, stem, undated
from ondit.origins.quotes import same_words


def said(key: str, words: str, *, frame: str = "", voice: str | None = None, **facts) -> Said:
    return Said(key, words, frame, voice, **facts)


FERRY = said("s:1", "the ferry to Wexley would be suspended until May", frame="the harbour board announced", voice="Harbour Board")
AGAIN = said("s:2", "suspending the Wexley ferry until May", frame="the harbour board confirmed", voice="Harbour Board")
TOPIC = said("s:3", "the ferry is the pride of the town", frame="the mayor said", voice="Mayor")
OTHER = said("s:4", "the schools need forty new teachers", frame="the union says", voice="Union")


def likely(said: list[Said]) -> list[SameClaim]:
    """The pairs worth a comparison that score enough."""
    pairs = (compared(said[i], said[j]) for i, j in candidates(said))
    return [pair for pair in pairs if pair.score >= LIKELY]


def test_the_same_claim_in_other_words_scores_above_the_same_topic() -> None:
    assert score(FERRY, AGAIN) > 0.5 > score(FERRY, TOPIC) == score(FERRY, OTHER) == 0


def test_a_score_does_not_depend_on_which_comes_first() -> None:
    assert score(FERRY, AGAIN) == pytest.approx(score(AGAIN, FERRY))


def test_only_likely_pairs_are_proposed_with_what_speaks_for_them() -> None:
    (pair,) = likely([FERRY, AGAIN, TOPIC, OTHER])
    assert (pair.one, pair.other, pair.contrary) == ("s:1", "s:2", ())
    assert "wexley" in pair.evidence[0].text
    assert pair.evidence[1].text == "Harbour Board answers for both"


def test_a_voice_without_a_name_is_nobody_elses() -> None:
    unnamed = [said(key, "the camp will be closed soon") for key in ("s:1", "s:2")]
    assert [evidence.kind for evidence in compared(*unnamed).evidence] == ["words"]


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        ("the camp was closed", "the camp was not closed", ("negation",)),
        ("the camp wasn’t closed", "the camp was not closed", ()),
        ("40 people left the camp", "60 people left the camp", ("numbers",)),
        ("40 people left the camp in 2009", "40 people left the camp in 2010", ()),
        ("no more than 40 left", "60 left", ("numbers",)),
        ("40 people left the camp", "the camp lies 60 miles away", ()),
        ("nobody has to leave the camp in May", "people in the camp were given tea in May", ()),
        ("the camp was not just closed but razed", "the camp was closed and razed", ()),
        ("the camp is not closed unless it rains", "the camp is closed", ()),
        ("he asked whether or not the camp was closed", "the camp was closed", ()),
        ("nothing burned in the camp", "a tent burned in the camp", ()),
        ("the fire burned nothing in the camp", "the fire burned a tent in the camp", ("negation",)),
        ("people left the camp", "60 people left the camp", ()),
    ],
)
def test_what_contradicts_is_marked(one: str, other: str, contrary: tuple[str, ...]) -> None:
    assert compared(said("s:1", one), said("s:2", other)).contrary == contrary


def test_denying_a_denial_is_no_contradiction() -> None:
    denied = said("s:1", "the camp was closed", polarity="-")
    assert compared(denied, said("s:2", "the camp was closed")).contrary == ("negation",)
    assert compared(denied, said("s:2", "the camp was not closed")).contrary == ()


def test_the_same_words_are_known_through_quotation_marks_and_cuts() -> None:
    long = said("s:1", "“We were told on Monday that the ferry would never sail again from here,”")
    cut = said("s:2", "told on Monday that the ferry would never sail again … they said")
    short = said("s:3", "the ferry would never sail again")
    assert [(match.one, match.other) for match in same_words([long, cut, short])] == [(0, 1)]


def test_short_statements_are_the_same_only_as_a_whole_and_if_they_tell_something() -> None:
    assert len(list(same_words([said("s:1", "Ferry sails on Monday."), said("s:2", "“ferry sails on Monday”")]))) == 1
    assert list(same_words([said("s:1", "No comment."), said("s:2", "“no comment”")])) == []


def test_a_thousand_copies_are_joined_with_the_first_and_the_first_of_their_voice() -> None:
    many = [said(f"s:{n}", "the ferry to Wexley would never sail again", voice=f"v{n % 2}") for n in range(1000)]
    assert len(list(same_words(many))) < 2000


@pytest.mark.parametrize(("word", "same"), [("barring", "barred"), ("suspending", "suspended"), ("reports", "report")])
def test_endings_do_not_part_a_word(word: str, same: str) -> None:
    assert stem(word)[:4] == stem(same)[:4]


def test_a_statement_without_words_is_like_no_other() -> None:
    assert likely([said("s:1", ""), said("s:2", "…")]) == []


def test_pairs_join_into_groups() -> None:
    assert groups(["a", "b", "c", "d"], [("a", "c"), ("c", "d")]) == [("a", "c", "d"), ("b",)]


@pytest.mark.parametrize("dateline", ["BEDFORD, N.H. (AP) — ", "Oslo, May 3 (Reuters) - ", "WEXLEY — ", ""])
def test_a_dateline_is_no_part_of_what_is_claimed(dateline: str) -> None:
    assert undated(f"{dateline}The ferry (a boat of 1911) – the last – will stop") == "The ferry (a boat of 1911) – the last – will stop"
