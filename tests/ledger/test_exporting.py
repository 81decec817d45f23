"""What a ledger exports: only what was asked for, as people decided, under its keys."""

import json

import pytest
from ledger_pages import PAGE

from ondit.errors import QueryError


@pytest.fixture
def kept(ledger, quick):
    for name in ("a", "b"):
        ledger.add(PAGE, url=f"https://shore.example/{name}")
    return ledger


def lines(ledger, *arguments, **filters):
    return [json.loads(line) for line in "".join(ledger.export("jsonl", *arguments, **filters)).splitlines()]


def test_an_export_holds_what_a_search_finds(kept):
    for arguments, filters in ((("boats OR letter",), {}), ((), {"page": "https://shore.example/a"}), (("nowhere",), {})):
        found = {one.key for one in kept.search(*arguments, **filters)}
        assert {line["statement"] for line in lines(kept, *arguments, **filters)} == found
    assert len(lines(kept)) == kept.count()


def test_an_export_is_as_people_decided(kept):
    first, second = list(kept.search("boats"))
    kept.correct(first.key, certainty="possible")
    kept.correct(second.key, reject=True)
    assert [(line["statement"], line["certainty"]) for line in lines(kept, "boats")] == [(first.key, "possible")]


def test_what_is_pointed_to_has_its_key_too(kept):
    for reading in json.loads("".join(kept.export("json", page="https://shore.example/a"))):
        keys = {statement["id"] for statement in reading["statements"]}
        assert {id for segment in reading["segments"] for id in segment["statements"]} == keys


def test_a_format_or_a_filter_that_is_none_says_so(kept):
    with pytest.raises(ValueError, match=r"the formats are csv, ftm, .*parquet; docx is none of them"):
        kept.export("docx")
    with pytest.raises(QueryError):
        list(kept.export("csv", hand="many"))
