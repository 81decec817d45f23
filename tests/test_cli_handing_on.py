"""ondit export and ondit cite, as they are typed."""

import io
import json
import sys
import zipfile

import pytest
from typer.testing import CliRunner

import ondit
from ondit import walk
from ondit.cli import app
from ondit.tagging import ScriptedTagger, shipped_digest

PAGE = b"""<html lang="en"><head><title>Ferry stops at noon - Shore News</title></head><body><article><h1>Ferry stops at noon</h1>
<p>The ferry between Holm and Wexley will stop at noon on Friday, the county council wrote to all households.</p>
<p>The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.</p>
</article></body></html>"""


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}, shipped_digest()))
    with ondit.open_ledger(tmp_path / "archive.db") as ledger:
        ledger.add(PAGE, url="https://shore.example/ferry")
    return tmp_path / "archive.db"


def run(archive, *arguments, code=0):
    result = CliRunner().invoke(app, [*arguments, "--ledger", str(archive)])
    assert result.exit_code == code, result.output
    return result


def test_what_is_asked_for_is_exported_with_the_keys_of_the_ledger(archive):
    lines = [json.loads(line) for line in run(archive, "export", "--format", "jsonl", "--query", "boats").stdout.splitlines()]
    assert [line["content"][:18] for line in lines] == ["The boats are old "]
    assert lines[0]["statement"].startswith("s:")


@pytest.mark.parametrize("format", ["csv", "json", "html", "jsonl", "ftm", "webannotation"])
def test_every_format_of_text_goes_to_standard_output_or_a_file(archive, tmp_path, format):
    shown = run(archive, "export", "--format", format).stdout
    run(archive, "export", "--format", format, "--out", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes().decode() == shown
    assert "ferry" in shown
    assert not (tmp_path / "out.part").exists()


def test_brat_is_a_zip_of_its_files(archive, tmp_path):
    run(archive, "export", "--format", "brat", "--out", str(tmp_path / "out.zip"))
    assert len(zipfile.ZipFile(tmp_path / "out.zip").namelist()) == 3
    assert len(zipfile.ZipFile(io.BytesIO(run(archive, "export", "--format", "brat").stdout_bytes)).namelist()) == 3


def test_an_export_that_fails_leaves_no_file(archive, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run(archive, "export", "--format", "parquet", "--out", str(tmp_path / "out.parquet"), code=1)
    assert "pip install 'ondit[parquet]'" in result.stderr
    assert sorted(path.name for path in tmp_path.glob("out*")) == []


def test_a_file_that_cannot_be_written_says_so(archive, tmp_path):
    assert "could not be written" in run(archive, "export", "--format", "csv", "--out", str(tmp_path / "no" / "out"), code=1).stderr


def test_statements_are_cited_one_after_another(archive):
    keys = [json.loads(line)["statement"] for line in run(archive, "export", "--format", "jsonl").stdout.splitlines()][:2]
    text = run(archive, "cite", *keys).stdout
    assert all(f"statement {key}." in text for key in keys)
    assert [item["id"] for item in json.loads(run(archive, "cite", *keys, "--format", "csl-json").stdout)] == keys
    assert run(archive, "cite", *keys, "--format", "ris").stdout.count("ER  - ") == 2


def test_a_key_that_is_none_is_an_error(archive):
    assert "holds no statement s:0" in run(archive, "cite", "s:0", code=1).stderr
