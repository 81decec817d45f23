import pytest

from ondit.exports.choice import Choice


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice(), ["s1", "s2", "s3", "s4", "s5"]),
        (Choice(voice="carrow"), ["s3"]),
        (Choice(voice="port"), ["s4"]),
        (Choice(voice="the unknown"), []),
        (Choice(voice="Shore News"), ["s1"]),
        (Choice(voice="unnamed group"), ["s5"]),
        (Choice(through="Halloran"), ["s3", "s4", "s5"]),
        (Choice(through="Carrow"), ["s4"]),
        (Choice(through="Hallor"), []),
        (Choice(min_certainty="possible"), ["s1", "s3", "s4"]),
        (Choice(min_certainty="probable"), ["s3", "s4"]),
        (Choice(act="ask"), ["s2"]),
        (Choice(through="Halloran", act="want"), ["s5"]),
    ],
)
def test_a_choice_keeps_only_what_it_asks_for(reading, choice, kept):
    assert [statement.id for statement in choice.of(reading).statements] == kept
