"""What the model is shown beside the word pieces."""

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from ondit.tagging.tokens import Tokens, tokenize

LOWER, CAPITALISED, UPPER, MIXED, INITIAL = 1, 2, 3, 4, 5


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    """Whole words and signs, none known: only their offsets matter here."""
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def shown(tokens: Tokens, text: str, values: object) -> dict[str, int]:
    return {text[s:e]: int(v) for s, e, v in zip(tokens.starts, tokens.ends, values, strict=True)}  # type: ignore[call-overload]


def test_case_of_each_word(words: Tokenizer) -> None:
    text = "the Minister of NATO met McKay and I 12"
    tokens = tokenize(words, text)
    assert shown(tokens, text, tokens.cases) == {
        **dict.fromkeys(("the", "of", "met", "and"), LOWER),
        "Minister": CAPITALISED,
        "NATO": UPPER,
        "McKay": MIXED,
        "I": INITIAL,
        "12": 0,
    }


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "‘’"])
def test_words_between_quotation_marks_are_inside(words: Tokenizer, marks: str) -> None:
    text = f"She said {marks[0]}never again{marks[1]} twice"
    tokens = tokenize(words, text)
    inside = [text[s:e] for s, e, q in zip(tokens.starts, tokens.ends, tokens.quoted, strict=True) if q == 1]
    assert inside == ["never", "again"]


def test_a_mark_left_open_closes_with_its_paragraph(words: Tokenizer) -> None:
    text = "“We wait\nHe left"
    tokens = tokenize(words, text)
    assert shown(tokens, text, tokens.quoted) == {"“": 2, "We": 1, "wait": 1, "He": 0, "left": 0}


def test_an_apostrophe_opens_no_quotation(words: Tokenizer) -> None:
    text = "the boys' team and Iran's demand"
    assert not tokenize(words, text).quoted.any()


def test_an_empty_text_has_no_pieces(words: Tokenizer) -> None:
    assert len(tokenize(words, "")) == 0
