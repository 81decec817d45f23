import csv
import io
import json
import sys
from dataclasses import replace

import pytest

from ondit import MissingExtraError
from ondit.exports.jsonl import json_pieces, json_text, jsonl_pieces
from ondit.exports.table import COLUMNS, csv_pieces, rows
from ondit.reading import Reading


def table(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_pieces(readings)))))


def test_a_row_says_who_through_whom_how_surely_and_where(reading):
    row = list(rows(reading))[3]
    assert tuple(row) == COLUMNS
    assert (row["voice"], row["kind"], row["hand"]) == ("the port", "organization", 4)
    assert row["chain"] == ["Shore News", "Ines Halloran", "Carrow", "the port"]
    assert (row["act"], row["certainty"], row["polarity"]) == ("assert", "certain", "-")
    assert (row["source"], row["cue"], row["content"]) == ("the port", "denied", "that it had set a deadline")
    assert [reading.article.text[s:e] for s, e in row["content_at"]] == ["that it had set a deadline"]
    assert (row["said_from"], row["said_to"], row["title"]) == ("2026-03-10", "2026-03-10", "Traders may leave Wexley")


def test_csv_of_several_readings_has_one_header_and_a_line_for_each_statement(reading):
    lines = table(reading, reading)
    assert len(lines) == 10
    assert lines[4]["chain"] == "Shore News › Ines Halloran › an unnamed group"
    assert lines[3]["polarity"] == "-"


def test_csv_gives_a_spreadsheet_no_formula_to_run(reading):
    evil = '=HYPERLINK("http://evil.example")'
    lines = table(replace(reading, article=replace(reading.article, title=evil, outlet="＠sum")))
    assert lines[0]["title"] == "'" + evil
    assert lines[0]["outlet"] == "'＠sum"


def test_a_content_in_pieces_is_joined_and_keeps_both_places(reading):
    split = replace(reading.statements[0], content=((0, 7), (18, 24)))
    line = table(replace(reading, statements=(split,)))[0]
    assert (line["content"], line["content_at"]) == ("Traders … Wexley", "0-7 18-24")


def test_json_lines_are_one_statement_each(reading):
    lines = "".join(jsonl_pieces([reading])).splitlines()
    assert [json.loads(line)["statement"] for line in lines] == ["s1", "s2", "s3", "s4", "s5"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_an_array_of_what_the_library_gives(reading, count):
    assert json.loads("".join(json_pieces([reading] * count))) == [reading.to_dict()] * count


def test_json_shows_no_character_that_steers_a_terminal():
    text = "red \x1b[31m, \x9b31m, \u202eturned, a line\u2028broken, a lone \ud800"
    shown = json_text(text)
    assert json.loads(shown) == text
    assert shown.isprintable()


def test_a_frame_has_one_row_a_statement(reading):
    pytest.importorskip("pandas")
    frame = reading.to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["hand"]) == [1, 2, 3, 4, 3]
    assert frame["chain"][1] == "Shore News › The Courier"


def test_a_frame_without_pandas_says_what_to_install(reading, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match="pip install pandas"):
        reading.to_frame()
