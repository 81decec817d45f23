"""What leaves in the formats of others is what their own readers take, whatever stands on a page."""

import csv
import importlib
import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ondit import MissingExtraError
from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.exports.brat import CONFIGURATION, fragments
from ondit.exports.table import COLUMNS, rows
from ondit.reading import Article, Entity, MadeBy, Reading, Statement, Voice

HOSTILE = (
    '=HYPERLINK(1) </script>\n\nA\tman "said"; T1\tContent 0 4\tx\r\n'
    "that\x00 it \u2028ends\x85here, naïve “\U0001f600” he\udc80 said.\n#1\tAnnotatorNotes"
)
URL = "https://evil.example/a b\"'<>\n?q=é&r=%20#x"


@pytest.fixture
def hostile() -> Reading:
    """A page whose every text tries to break out of a format."""
    end = len(HOSTILE)
    evil = 'x"; \t=1+1\n</a> \\N \ud800 \\ud800'
    return Reading(
        MadeBy("0.1.0"),
        Article(
            HOSTILE,
            title=evil,
            outlet=evil,
            byline=(evil,),
            published=None,
            url=URL,
            sha256="ab" * 32,
        ),
        (Voice("v0", "author"), Voice("v1", "person", evil, evil, (evil, "A"), entity="e1"), Voice("v2", "group", None, evil)),
        (
            Statement("s1", "attribution", ((25, 30),), ((31, 35),), ((40, 60), (62, end)), ("v0", "v1"), about=("e1", "e2"), score=0.5),
            Statement("s2", "attribution", ((25, 30),), (), ((0, end),), ("v0", "v1", "v2"), polarity="-"),
            Statement("s3", "page", (), (), ((0, 24),), ("v0",)),
        ),
        entities=(Entity("e1", "person", evil), Entity("e2", "organization", "Ünion «x»"), Entity("e3", "place", "Holm")),
    )


def text_of(name: str, *readings: Reading) -> str:
    return "".join(EXPORTERS[name](readings))


def files_of(*readings: Reading) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(BINARY_EXPORTERS["brat"](readings))))
    assert archive.testzip() is None
    return {name: archive.read(name).decode() for name in archive.namelist()}


# ---------------------------------------------------------------- Web Annotation


def test_an_annotation_says_who_over_the_words_of_a_page(reading):
    collection = json.loads(text_of("webannotation", reading))
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 5)
    annotation = collection["first"]["items"][3]
    body = annotation["body"]
    assert [link["name"] for link in body["chain"]] == ["Shore News", "Ines Halloran", "Carrow", "the port"]
    assert (body["act"], body["certainty"], body["polarity"], body["hand"]) == ("assert", "certain", "-", 4)
    assert annotation["creator"]["type"] == "Software"
    assert [target["part"] for target in annotation["target"]] == ["content", "source", "cue"]
    assert annotation["target"][0]["selector"][0]["exact"] == "that it had set a deadline"


def test_both_selectors_of_a_target_lead_to_the_same_words(reading, hostile):
    for each in (reading, hostile):
        text = each.article.text
        for annotation in json.loads(text_of("webannotation", each))["first"]["items"]:
            assert {"id", "type", "motivation", "body", "target"} <= set(annotation)
            for target in annotation["target"]:
                quote, position = target["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])


def test_annotations_have_ids_of_their_own_that_stay(reading, hostile):
    ids = re.findall(r'"id": "(urn:uuid:[0-9a-f-]{36})"', text_of("webannotation", reading, hostile))
    assert len(set(ids)) == 8
    assert ids == re.findall(r'"id": "(urn:uuid:[0-9a-f-]{36})"', text_of("webannotation", reading, hostile))


def test_a_page_is_pointed_to_by_its_address_else_by_its_bytes(reading, hostile):
    sources = {target["source"] for a in json.loads(text_of("webannotation", hostile))["first"]["items"] for target in a["target"]}
    assert sources == {"https://evil.example/a%20b%22'%3C%3E%0A?q=%C3%A9&r=%20#x"}
    local = replace(hostile, article=replace(hostile.article, url="javascript:alert(1)"))
    assert '"source": "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"' in text_of("webannotation", local)


def test_without_statements_a_collection_is_empty(reading):
    assert json.loads(text_of("webannotation"))["total"] == 0
    assert json.loads(text_of("webannotation", replace(reading, statements=())))["first"]["items"] == []


# ---------------------------------------------------------------- brat


def test_brat_files_hold_source_cue_and_content_tied_together(reading):
    (*_, ann) = files_of(reading).values()
    assert "T6\tContent 133 159\tthat it had set a deadline\nT7\tSource 110 118\tthe port\nT8\tCue 122 128\tdenied\n" in ann
    assert "E2\tCue:T8 Source:T7 Content:T6\n" in ann
    assert "Polarity T6 negative\n#4\tAnnotatorNotes T6\ts4 Shore News › Ines Halloran › Carrow › the port\n" in ann


def test_every_line_of_a_brat_file_is_one_annotation_whose_words_stand_in_the_text(reading, hostile):
    files = files_of(reading, hostile)
    assert len(files) == 5
    for name in [name for name in files if name.endswith(".ann")]:
        text = files[name.replace(".ann", ".txt")]
        for line in files[name].splitlines():
            assert re.fullmatch(r"(T\d+\t(Content|Source|Cue) \d+ \d+(;\d+ \d+)*\t|[ERA]\d+\t|#\d+\tAnnotatorNotes T\d+\t).+", line)
            if line.startswith("T"):
                _, places, words = line.split("\t")
                spans = [tuple(map(int, piece.split())) for piece in places.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == words


def test_offsets_in_brat_texts_are_those_of_the_article(hostile):
    text = next(text for name, text in files_of(hostile).items() if name.endswith(".txt"))
    assert len(text) == len(HOSTILE)
    assert text.splitlines() == text.split("\n")


def test_brat_itself_reads_the_files(reading, hostile, tmp_path, monkeypatch):
    brat = pytest.importorskip("brat", reason="needs ondit[formats]")
    monkeypatch.syspath_prepend(str(Path(next(iter(brat.__path__)), "server", "src")))
    annotation = importlib.import_module("annotation")
    files = files_of(reading, hostile)
    for name in [name for name in files if name.endswith(".ann")]:
        read = annotation.TextAnnotations(text=files[name.replace(".ann", ".txt")], source=files[name], read_only=True)
        assert not read.failed_lines
        counts = [len(list(found())) for found in (read.get_textbounds, read.get_events, read.get_attributes, read.get_oneline_comments)]
        assert counts == ([11, 3, 15, 5] if name.startswith("000001") else [6, 1, 9, 3])


def test_a_span_over_a_line_end_is_cut_there():
    assert fragments("one two \n\n  three", [(4, 17)]) == [(4, 7), (12, 17)]
    assert fragments("  \n ", [(0, 4)]) == []


def test_the_configuration_knows_every_type():
    for word in ("Source", "Content", "Cue", "SaidBy", "Act", "Certainty", "Polarity"):
        assert re.search(rf"^{word}\b", CONFIGURATION, re.MULTILINE)


# ---------------------------------------------------------------- followthemoney


def test_followthemoney_gets_the_page_who_is_named_on_it_and_what_they_say(reading):
    entities = [json.loads(line) for line in text_of("ftm", reading).splitlines()]
    assert [entity["schema"] for entity in entities].count("Note") == 5
    people = {e["properties"]["name"][0]: e["id"] for e in entities if e["schema"] in ("Person", "Organization")}
    assert set(people) == {"The Courier", "Ines Halloran", "Carrow"}
    note = next(entity["properties"] for entity in entities if entity["properties"].get("notes") == ["s3"])
    assert note["description"] == ["the port <b>denied</b> that it had set a deadline"]
    assert note["summary"] == ["Shore News › Ines Halloran › Carrow: certain"]
    assert note["entity"] == [entities[0]["id"], people["Carrow"]]


def test_an_unnamed_voice_is_no_entity_of_followthemoney(reading):
    assert "the port" not in [json.loads(line)["properties"].get("name", [""])[0] for line in text_of("ftm", reading).splitlines()]


def test_followthemoney_validates_what_it_gets(reading, hostile, tmp_path):
    pytest.importorskip("followthemoney", reason="needs ondit[formats]")
    from click.testing import CliRunner
    from followthemoney.cli.cli import cli

    file = tmp_path / "entities.json"
    file.write_text(text_of("ftm", reading, hostile), "utf-8")
    result = CliRunner().invoke(cli, ["validate", "-i", str(file), "-o", str(tmp_path / "valid.json")])
    assert result.exit_code == 0, result.output
    valid = [json.loads(line) for line in (tmp_path / "valid.json").read_text("utf-8").splitlines()]
    given = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(valid) == len(given)
    for before, after in zip(given, valid, strict=True):
        assert (after["id"], after["schema"], set(after["properties"])) == (before["id"], before["schema"], set(before["properties"]))


# ---------------------------------------------------------------- Parquet and CSV


def test_parquet_gives_back_what_went_in(reading, hostile):
    pyarrow = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.read_table(io.BytesIO(b"".join(BINARY_EXPORTERS["parquet"]([reading, hostile]))))
    assert tuple(table.column_names) == COLUMNS
    back = table.to_pylist()
    assert len(back) == 8
    for got, row in zip(back, [*rows(reading), *rows(hostile)], strict=True):
        for name, value in row.items():
            found = tuple((span["start"], span["end"]) for span in got[name]) if name.endswith("_at") else got[name]
            assert found == _whole(value)


def _whole(value):
    """The value, with half a character replaced as in every file."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    return [_whole(item) for item in value] if isinstance(value, list) else value


def test_parquet_without_a_statement_has_its_columns(reading):
    pyarrow = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.read_table(io.BytesIO(b"".join(BINARY_EXPORTERS["parquet"]([]))))
    assert (table.num_rows, tuple(table.column_names)) == (0, COLUMNS)


def test_parquet_without_pyarrow_says_what_to_install(reading, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'ondit\[parquet\]'"):
        list(BINARY_EXPORTERS["parquet"]([reading]))


def test_csv_gives_back_what_went_in_but_for_the_apostrophe_before_formulas(reading, hostile):
    read = csv.DictReader(io.StringIO(text_of("csv", reading, hostile), newline=""))
    for got, row in zip(read, [*rows(reading), *rows(hostile)], strict=True):
        assert got["content"].removeprefix("'") == row["content"]
        assert got["title"].removeprefix("'") == (row["title"] or "")
        assert int(got["hand"]) == row["hand"]
        assert (float(got["score"]) if got["score"] else None) == row["score"]
        assert tuple(tuple(map(int, span.split("-"))) for span in got["content_at"].split()) == row["content_at"]
