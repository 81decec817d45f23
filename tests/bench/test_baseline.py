import baseline

TEXT = "Ana Brill met Rosa Dunn. Brill said it rained. She left, the mayor said."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def statement(id: str, source: str) -> dict[str, object]:
    return {"id": id, "origin": "attribution", "source": [span(source)], "chain": ["v0", "v1"]}


def test_a_name_is_the_last_full_one_a_pronoun_the_last_subject_and_a_noun_has_none() -> None:
    people = [{"kind": "person", "mentions": [span("Ana Brill"), [span("Brill said")[0], span("Brill said")[0] + 5]]}]
    people.append({"kind": "person", "mentions": [span("Rosa Dunn")]})
    said = [statement("s1", "Brill said"), statement("s2", "She"), statement("s3", "the mayor")]
    said[0]["source"] = [[span("Brill said")[0], span("Brill said")[0] + 5]]
    reading = {"entities": people, "statements": said, "segments": [{"statements": ["s1"]}, {"statements": []}]}
    found = baseline.baseline(TEXT, reading)
    named = {voice["id"]: voice["name"] for voice in found["voices"]}
    assert [named[one["chain"][-1]] for one in found["statements"]] == ["Ana Brill", "Brill", None]
    assert [len(segment["chain"]) for segment in found["segments"]] == [2, 1]


def test_the_table_leaves_empty_what_was_not_measured() -> None:
    lines = list(baseline.table([{"ownership.words": 0.5}, {}]))
    assert "| ownership.words | 0.500 |  |" in lines
