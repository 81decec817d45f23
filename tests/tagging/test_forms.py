"""The forms in which pages hand on what others say, each read by the shipped model."""

import pytest

from ondit.reading import Attribution
from ondit.tagging import shipped_tagger

LEAD = "Harbour fees to rise\n\nThe port of Elmsund will charge ships more from next spring. "

FORMS = {
    "content, said X": ("“The fees are far too low,” said Marta Lind, who runs the port.", "Marta Lind", "The fees are far too low"),
    "X said: content": ("Marta Lind said: “The fees are far too low.”", "Marta Lind", "The fees are far too low"),
    "X said … He added that …": (
        "Jonas Berg said the fees were too low. He added that no ship would stay away.",
        "He",
        "no ship would stay away",
    ),
    "content — X, title": (
        "“Nobody asked the fishermen.” — Jonas Berg, chairman of the boat owners",
        "Jonas Berg",
        "Nobody asked the fishermen",
    ),
    "According to X": ("According to the harbour board, the quay needs repairs.", "the harbour board", "the quay needs repairs"),
    "X's claim that": ("Berg’s claim that the quay is sinking drew laughter.", "Berg", "the quay is sinking"),
    "in a statement": ("“We will appeal,” the boat owners said in a statement.", "the boat owners", "We will appeal"),
    "a tweet": ("Lind tweeted: “The fees will rise in May.”", "Lind", "The fees will rise in May"),
    "a transcript": (
        "LIND: The quay is sinking and we cannot wait any longer.",
        "LIND",
        "The quay is sinking and we cannot wait any longer",
    ),
    "straight marks": ('"The fees are far too low," said Marta Lind.', "Marta Lind", "The fees are far too low"),
    "single marks": ("‘The fees are far too low,’ said Marta Lind.", "Marta Lind", "The fees are far too low"),
    "German marks": ("„The fees are far too low“, said Marta Lind.", "Marta Lind", "The fees are far too low"),
    "French marks": ("« The fees are far too low », said Marta Lind.", "Marta Lind", "The fees are far too low"),
    "a missing closing mark": (
        "Marta Lind said: “The fees are far too low and must rise.",
        "Marta Lind",
        "The fees are far too low and must rise",
    ),
    "split content": ("“The fees,” said Marta Lind, “are far too low.”", "Marta Lind", "are far too low"),
    "it is said": ("It is said that the board has already decided.", "", "the board has already decided"),
    "reportedly": ("The old quay is reportedly sinking.", "", "sinking"),
    "denied that": ("Lind denied that the quay was sinking.", "Lind", "the quay was sinking"),
    "refused to say whether": ("Lind refused to say whether the quay was safe.", "Lind", "whether the quay was safe"),
    "wants": ("The board wants to close the old quay.", "The board", "close the old quay"),
}


def spans(text: str, pairs: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in pairs)


def found(sentence: str) -> tuple[str, tuple[Attribution, ...]]:
    text = LEAD + sentence
    return text, shipped_tagger().tag(text).attributions


@pytest.mark.parametrize("form", FORMS)
def test_who_says_what(form: str) -> None:
    sentence, source, content = FORMS[form]
    text, attributions = found(sentence)
    said = [(spans(text, a.source), spans(text, a.content)) for a in attributions]
    assert any(source in s and bool(source) == bool(s) and content in c for s, c in said), said


def test_an_accusation_without_an_accuser_is_doubtful_and_found_at_a_lower_score() -> None:
    text = LEAD + "Berg was accused of hiding the figures."
    (one,) = shipped_tagger().tag(text, min_score=0.2).attributions
    assert (spans(text, one.source), spans(text, one.cue), spans(text, one.content)) == ("", "was accused of", "hiding the figures")


def test_a_headline_with_a_colon_names_its_source() -> None:
    text = "Lind: Harbour fees must rise\n\nThe port of Elmsund needs money, Marta Lind told the council on Monday."
    first = shipped_tagger().tag(text).attributions[0]
    assert (spans(text, first.source), spans(text, first.content)) == ("Lind", "Harbour fees must rise")


def test_a_quotation_over_several_paragraphs_is_one_content() -> None:
    text = (
        "Quay is sinking\n\nMarta Lind told the council: “The quay is sinking by a hand every year.\n\n"
        "“We have waited too long.\n\n“We cannot wait again.”\n\nThe council meets again in June."
    )
    (one,) = (a for a in shipped_tagger().tag(text).attributions if "sinking by a hand" in spans(text, a.content))
    assert "We cannot wait again" in spans(text, one.content)
    assert "June" not in spans(text, one.content)


def test_a_statement_inside_a_statement_is_two() -> None:
    text, attributions = found("It is said that Norway has announced it would buy the old ferries.")
    said = [(spans(text, a.source), spans(text, a.content)) for a in attributions]
    assert ("Norway", "it would buy the old ferries") in said
    assert any(not source and content.startswith(("that Norway has announced", "Norway has announced")) for source, content in said)


@pytest.mark.parametrize(
    "sentence",
    [
        "A man who goes by “Shorty” ties up the boats.",
        "The “new” quay is forty years old.",
        "The film “Harbour Lights” was shot here.",
        "The statement of accounts lay on the table beside the claim form.",
    ],
)
def test_quotation_marks_and_words_alone_make_no_statement(sentence: str) -> None:
    _, attributions = found(sentence)
    assert [a for a in attributions if a.cue[0][0] >= len(LEAD)] == []
