"""What holds of every reading, whatever the text: checked on generated texts with generated attributions, through the whole walk."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ondit
from ondit import walk
from ondit.pages import from_text
from ondit.reading import Attribution, Name, Reading, Span
from ondit.schema import shipped
from ondit.tagging import WEIGHTS, ScriptedTagger, Tagged

VALID = jsonschema.Draft202012Validator(shipped())

PIECES = st.sampled_from(
    [
        *(
            "The mayor",
            "Ines Halloran",
            "he",
            "they",
            "I",
            "It is said",
            "many traders",
            "the Tidewater Company",
            "Dr. A. B. Voss",
            "the report",
        ),
        *(
            "said",
            "denied that",
            "wants to",
            "believes",
            "has been told",
            "may",
            "according to",
            "reportedly",
            "did not know whether",
            "asked:",
        ),
        *(
            "the quay will close",
            "on Monday",
            "in May 2024",
            "nothing",
            "“We left,”",
            '"Go!"',
            "(laughter)",
            "1,000 boats",
            "e.g. fish",
            "\u00a0",
            "é e\u0301",
            "😀",
        ),
        *(".", "?", "!", ",", ":", "…", "\n", "\n\n", "\r\n", "\t", "Q:", "A:", "Q.", "A.", "WALLACE:", "1.", "\u2028"),
    ]
)
PROSE = st.lists(PIECES, min_size=1, max_size=60).map(" ".join)
ANSWERS = st.lists(PIECES, max_size=12).map(" ".join)
TALKS = st.lists(st.tuples(ANSWERS, ANSWERS), min_size=2, max_size=5).map(
    lambda turns: (
        "The Courier interviews Ines Halloran, the harbour master.\n"
        + "\n".join(f"Q: Why? {asked}\nA: So. {answer}" for asked, answer in turns)
    )
)
TEXTS = st.one_of(PROSE, TALKS).filter(str.strip)


@st.composite
def tagged_texts(draw: st.DrawFn) -> tuple[str, Tagged]:
    """A text with attributions as a tagger may give them: spans of whole words, in text order, nested or not."""
    text = draw(TEXTS)
    words = _words(text)
    if not words:
        return text, Tagged()
    stretch = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 8)).map(
        lambda at: (words[at[0]][0], words[min(sum(at), len(words)) - 1][1])
    )
    some = st.lists(stretch, max_size=1).map(tuple)
    attributions = st.builds(Attribution, some, some, st.tuples(stretch), st.floats(0, 1))
    names = st.builds(lambda span, kind: Name(*span, kind), stretch, st.sampled_from(["person", "organization", "place", "other"]))
    found = sorted(draw(st.lists(attributions, max_size=6)), key=lambda a: a.content)
    named = sorted(draw(st.lists(names, max_size=4, unique_by=lambda n: n.start)), key=lambda n: n.start)
    return text, Tagged(tuple(found), tuple(named))


def _words(text: str) -> list[Span]:
    spans, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def check(reading: Reading, text: str) -> None:
    """All that design promises of a reading."""
    assert reading.article.text == text
    document = reading.to_dict()
    VALID.validate(document)
    assert Reading.from_dict(json.loads(json.dumps(document))) == reading
    check_segments(reading)
    check_ids(reading)
    for spans in _all_spans(reading):
        assert all(0 <= start <= end <= len(text) for start, end in spans)
    for statement in reading.statements:
        assert statement.content, "a statement has words"
        assert statement.chain[0] == "v0"
        assert statement.hand > 1 or statement.origin != "turn"
        assert (statement.certainty == "na") == (statement.act != "assert")


def check_segments(reading: Reading) -> None:
    text = reading.article.text
    edges = [segment.start for segment in reading.segments] + [len(text)]
    assert edges[0] == 0
    assert [segment.end for segment in reading.segments] == edges[1:]
    assert all(segment.start < segment.end for segment in reading.segments)
    for offset in range(len(text)):
        segment = next(s for s in reading.segments if s.start <= offset < s.end)
        assert reading.owner(offset) == segment.chain


def check_ids(reading: Reading) -> None:
    voices = {voice.id for voice in reading.voices}
    statements = {statement.id for statement in reading.statements}
    entities = {entity.id for entity in reading.entities}
    assert len(voices) == len(reading.voices)
    assert len(statements) == len(reading.statements)
    assert len(entities) == len(reading.entities)
    assert voices >= {id for said in (*reading.statements, *reading.segments) for id in said.chain}
    assert voices >= {turn.voice for turn in reading.turns} | {label.voice for label in reading.labels}
    assert voices >= {id for voice in reading.voices for id in (*voice.members, *([voice.by] if voice.by else []))}
    assert statements >= {id for segment in reading.segments for id in segment.statements}
    assert statements >= set(reading.headline.rests_on if reading.headline else ())
    assert entities >= {voice.entity for voice in reading.voices if voice.entity} | {id for s in reading.statements for id in s.about}
    assert all(number < len(reading.dates) for statement in reading.statements for number in statement.dates)


def _all_spans(reading: Reading):
    for statement in reading.statements:
        yield from (statement.source, statement.cue, statement.content)
    for known in (*reading.voices, *reading.entities):
        yield known.mentions
    for part in (*reading.turns, *reading.dates, *reading.labels, *reading.article.credits):
        yield ((part.start, part.end),)
    yield tuple(turn.marker for turn in reading.turns if turn.marker)
    yield tuple(span for span in (reading.article.headline, *reading.article.pages) if span)


@given(tagged_texts())
@settings(max_examples=200, deadline=None)
def test_a_reading_of_any_text_keeps_its_promises(case):
    text, tagged = case
    check(walk.listen(from_text(text), ScriptedTagger({text: tagged})), text)


@pytest.mark.skipif(not (WEIGHTS / "card.json").exists(), reason="the model is not in this checkout")
@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_a_reading_by_the_shipped_model_keeps_its_promises(text):
    check(ondit.read_text(text), text)


def test_a_reading_of_another_schema_is_refused(reading):
    with pytest.raises(ValueError, match="ondit/reading/1"):
        Reading.from_dict({**reading.to_dict(), "schema": "ondit/reading/2"})


def test_an_offset_outside_the_text_has_no_owner(reading):
    with pytest.raises(IndexError, match="outside"):
        reading.owner(len(reading.article.text))
