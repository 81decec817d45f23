"""From what the model says of each word to attributions: outputs are written by hand here, one number a word and cue."""

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from ondit.reading import Attribution
from ondit.tagging.decoding import NAME_KINDS, Settings, attributions, names
from ondit.tagging.linking import DISTANCES, PARAGRAPHS
from ondit.tagging.tokens import Tokens, tokenize
from ondit.tagging.windows import windows

PLAIN = Settings(np.zeros((2, DISTANCES), np.float32), np.zeros((2, PARAGRAPHS), np.float32))
SURE = 4.0


def words(text: str) -> Tokens:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenize(tokenizer, text)


def read(
    text: str, *cues: tuple[str, list[str], list[str]], doubtful: tuple[str, ...] = (), settings: Settings = PLAIN
) -> list[dict[str, list[str]]]:
    """What is decoded where the model is sure of the given (cue, source words, content words) and unsure of the doubtful words."""
    tokens = words(text)
    said = [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]
    many = len(cues)
    outputs = {"cue": np.tile(np.array([SURE, -SURE, -SURE], np.float32), (len(said), 1))}
    outputs |= {"source_query": np.zeros((len(said), many)), "content_query": np.zeros((len(said), many))}
    outputs |= {"source_key": np.full((len(said), many), -SURE * many**0.5), "content_key": np.full((len(said), many), -SURE * many**0.5)}
    for n, (cue, source, content) in enumerate(cues):
        at = said.index(cue)
        outputs["cue"][at] = [-SURE, SURE, -SURE]
        outputs["source_query"][at, n] = outputs["content_query"][at, n] = 1
        for role, chosen in (("source", source), ("content", content)):
            for m, word in enumerate(said):
                if word in chosen or word in doubtful:
                    outputs[f"{role}_key"][m, n] = (SURE if word in chosen else -1) * many**0.5
    found = attributions(tokens, windows(tokens.starts, ()), [outputs], settings)
    return [{role: [text[s:e] for s, e in getattr(one, role)] for role in ("source", "cue", "content")} for one in found]


def test_source_and_content_go_with_their_cue() -> None:
    assert read("Ministers said taxes will rise .", ("said", ["Ministers"], ["taxes", "will", "rise"])) == [
        {"source": ["Ministers"], "cue": ["said"], "content": ["taxes will rise"]}
    ]


def test_a_content_may_be_split_around_its_cue() -> None:
    found = read("Taxes , said Lee , will rise", ("said", ["Lee"], ["Taxes", "will", "rise"]))
    assert found == [{"source": ["Lee"], "cue": ["said"], "content": ["Taxes", "will rise"]}]


def test_a_doubtful_word_inside_a_run_joins_it_and_one_outside_does_not() -> None:
    found = read("Lee said taxes perhaps rise soon", ("said", ["Lee"], ["taxes", "rise"]), doubtful=("perhaps", "soon"))
    assert found[0]["content"] == ["taxes perhaps rise"]


def test_a_source_may_be_missing() -> None:
    assert read("Reportedly taxes rise", ("Reportedly", [], ["taxes", "rise"]))[0]["source"] == []


def test_a_cue_without_content_is_no_attribution() -> None:
    assert read("Lee said nothing", ("said", ["Lee"], [])) == []


def test_nested_attributions_both_stay() -> None:
    found = read(
        "It says Iran announced amnesty",
        ("says", ["It"], ["Iran", "announced", "amnesty"]),
        ("announced", ["Iran"], ["amnesty"]),
    )
    assert [(one["source"], one["content"]) for one in found] == [(["It"], ["Iran announced amnesty"]), (["Iran"], ["amnesty"])]


def test_of_two_cues_for_the_same_words_one_stays() -> None:
    found = read("Lee said adding taxes rise", ("said", ["Lee"], ["taxes", "rise"]), ("adding", ["Lee"], ["taxes", "rise"]))
    assert len(found) == 1


def test_scores_under_the_floor_are_left_out() -> None:
    strict = Settings(PLAIN.distance, PLAIN.paragraph, score=0.9999)
    assert read("Ministers said taxes rise", ("said", ["Ministers"], ["taxes"]), settings=strict) == []


def test_every_span_is_of_whole_words_of_the_text() -> None:
    text = "Ministers said taxes rise"
    one = Attribution(((0, 9),), ((10, 14),), ((15, 25),))
    assert read(text, ("said", ["Ministers"], ["taxes", "rise"]))[0] == {
        "source": [text[slice(*one.source[0])]], "cue": [text[slice(*one.cue[0])]], "content": [text[slice(*one.content[0])]]
    }  # fmt: skip


@pytest.mark.parametrize("kind", NAME_KINDS)
def test_names_have_the_kind_the_model_gives(kind: str) -> None:
    text = "Then Ali Dabbagh spoke"
    tokens = words(text)
    tags = np.full((4, 9), -SURE)
    at = 1 + 2 * NAME_KINDS.index(kind)
    tags[[0, 3], 0] = tags[1, at] = tags[2, at + 1] = SURE
    found = names(tokens, windows(tokens.starts, ()), [{"name": tags}])
    assert [(text[n.start : n.end], n.kind) for n in found] == [("Ali Dabbagh", kind)]
