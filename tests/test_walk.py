from pathlib import Path

import pytest

import ondit
from ondit import walk
from ondit.pages import from_text, open_page
from ondit.reading import Attribution, Reading
from ondit.tagging import ScriptedTagger, Tagged

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour-interview.html"

TEXT = "The mayor said that the port denied that it had set a deadline. The quay is empty."


def spans(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


NESTED = Tagged(
    (
        Attribution(spans("The mayor"), spans("said"), spans("that the port denied that it had set a deadline"), 0.9),
        Attribution(spans("the port"), spans("denied"), spans("that it had set a deadline"), 0.8),
    )
)


@pytest.fixture
def nested() -> Reading:
    return walk.listen(from_text(TEXT), ScriptedTagger({TEXT: NESTED}, digest="sha256:1"))


def said(reading: Reading, words: str) -> ondit.Segment:
    """The segment in which the words stand."""
    at = reading.article.text.index(words)
    return next(segment for segment in reading.segments if segment.start <= at < segment.end)


def test_attributions_nest_in_chains_with_the_page_outermost(nested):
    hands = {statement.hand: statement for statement in nested.statements}
    assert sorted(hands) == [1, 2, 3]
    assert hands[3].chain[:2] == hands[2].chain
    assert [nested.voice(hands[n].chain[0]).kind for n in hands] == ["author"] * 3


def test_every_word_belongs_to_one_chain(nested):
    assert len(nested.owner(TEXT.index("The mayor"))) == 1
    assert len(nested.owner(TEXT.index("the port"))) == 2
    assert len(nested.owner(TEXT.index("a deadline"))) == 3
    assert nested.owner(TEXT.index("The quay")) == ("v0",)


def test_a_denial_is_weighed(nested):
    assert said(nested, "a deadline").polarity == "-"
    assert said(nested, "The quay").polarity == "+"


def test_a_reading_says_what_made_it(nested):
    assert nested.made_by.model == "sha256:1"
    assert nested.made_by.ondit.count(".") == 2


def test_a_text_is_taken_as_it_is():
    text = "\u00a0Cafe\u0301 talk\r\n\r\nHe  left.\t"
    assert walk.listen(from_text(text), ScriptedTagger({})).article.text == text


def test_an_interview_gives_the_floor_to_its_voices():
    reading = walk.listen(open_page(EXAMPLE), ScriptedTagger({}))
    assert reading.article.kind == "interview"
    assert [turn.role for turn in reading.turns] == ["question", "answer"] * 4
    harbour_master = reading.voice(reading.owner(reading.article.text.index("The harbour is ready."))[-1])
    assert (harbour_master.name, harbour_master.description) == ("Ines Halloran", "the harbour master of Port Wexley")


def test_the_marker_of_a_turn_states_nothing():
    reading = walk.listen(open_page(EXAMPLE), ScriptedTagger({}))
    markers = [turn.marker for turn in reading.turns]
    assert not [s for s in reading.statements if s.content[0] in markers]


def test_a_page_in_another_language_is_given_with_a_warning_and_not_tagged():
    text = "Der Hafenmeister sagte am Montag, dass die Fähre im Mai nicht mehr fährt. Niemand hat die Bewohner der Insel gefragt, sagte er."
    reading = walk.listen(from_text(text), ScriptedTagger({text: NESTED}))
    assert [warning.code for warning in reading.warnings] == ["not-english"]
    assert reading.article.text == text
    assert reading.statements == ()
    assert {segment.chain for segment in reading.segments} == {("v0",)}


@pytest.mark.parametrize("source", [EXAMPLE, str(EXAMPLE), EXAMPLE.read_bytes(), EXAMPLE.read_text("utf-8")])
def test_a_page_may_be_given_as_a_path_as_bytes_or_as_its_content(source, monkeypatch):
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}))
    assert ondit.read(source).article.title == "Fish traders reluctant to sign new leases"


def test_what_the_page_does_not_say_can_be_given(monkeypatch):
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}))
    article = ondit.read_text(TEXT, title="The mayor said", published="2026-03-12", url="https://example.org/quay").article
    assert (article.published, article.url) == ("2026-03-12", "https://example.org/quay")


def test_a_missing_file_is_an_error_that_names_it(tmp_path):
    with pytest.raises(ondit.PageError, match=r"nowhere\.html"):
        ondit.read(tmp_path / "nowhere.html")


def test_a_higher_score_leaves_out_the_doubtful_attributions() -> None:
    text = "Ana Brill said the bridge would open. Critics doubt it."
    sure = Attribution(((0, 9),), ((10, 14),), ((15, 36),), 0.9)
    doubtful = Attribution(((38, 45),), ((46, 51),), ((52, 54),), 0.2)
    tagger = ScriptedTagger({text: Tagged((sure, doubtful))})
    reading = walk.listen(from_text(text), tagger, min_score=0.5)
    assert [s.content for s in reading.statements if s.origin == "attribution"] == [((15, 36),)]
    assert reading.made_by.settings == {"min_score": 0.5}


def test_half_a_character_in_a_text_is_read_over():
    text = "The mayor said \ud83d that the quay was empty."
    reading = ondit.read_text(text)
    assert reading.article.text == text
    assert [s.origin for s in reading.statements] == ["attribution"]


def test_a_score_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="min_score is 5, but a score lies between 0 and 1"):
        ondit.read_text("The quay is empty.", min_score=5)


def test_charged_terms_of_ones_own_are_noted_and_named_in_the_settings():
    reading = ondit.read_text("The splinterist Ana Brill said that the port was closed.", terms=["splinterist"])
    assert [label.text for label in reading.labels] == ["splinterist"]
    assert reading.made_by.settings == {"terms": ["splinterist"]}
