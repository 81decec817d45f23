import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ondit
from ondit import walk
from ondit.cli import app
from ondit.reading import Attribution
from ondit.tagging import ScriptedTagger, Tagged

STORY = """The ferry will stop

The ferry will stop in May, harbour master Ines Halloran has said.

"Nobody asked the islanders," claimed Peter Voss."""


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = STORY.rindex(words)
    return ((start, start + len(words)),)


SCRIPT = ScriptedTagger(
    {
        STORY: Tagged(
            (
                Attribution(at("harbour master Ines Halloran"), at("has said"), at("The ferry will stop in May"), 0.9),
                Attribution(at("Peter Voss"), at("claimed"), at('"Nobody asked the islanders,"'), 0.9),
            )
        )
    }
)


@pytest.fixture(autouse=True)
def scripted(monkeypatch):
    monkeypatch.setattr(walk, "shipped_tagger", lambda: SCRIPT)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def story(tmp_path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(STORY, "utf-8")
    return file


def run(*arguments: object, **given):
    return CliRunner().invoke(app, ["read", *map(str, arguments)], **given)


def test_a_page_is_shown_with_its_voices_and_statements_in_eighty_columns(story):
    result = run(story)
    assert result.exit_code == 0
    assert "Ines Halloran" in result.stdout
    assert "certain" in result.stdout
    assert "this page › Peter Voss" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "\x1b" not in result.stdout


def test_json_on_screen_is_json_from_the_library(story):
    result = run(story, "--json")
    assert json.loads(result.stdout) == ondit.read(story).to_dict()


def test_json_of_several_pages_is_an_array_of_those_that_could_be_read(story, tmp_path):
    result = run(story, tmp_path / "missing.txt", "--json")
    assert [r["schema"] for r in json.loads(result.stdout)] == ["ondit/reading/1"]
    assert result.exit_code == 1


def test_json_lines_and_csv_have_a_statement_a_line(story):
    lines = [json.loads(line) for line in run(story, story, "--jsonl").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(run(story, story, "--csv").stdout)))
    assert [line["statement"] for line in lines] == [row["statement"] for row in table]
    assert len(lines) == 2 * len(ondit.read(story).statements)


def test_html_goes_to_a_file(story, tmp_path):
    result = run(story, story, "--html", tmp_path / "out.html")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert "Peter Voss" in (tmp_path / "out.html").read_text("utf-8")


def test_standard_input_is_read_unchanged_so_that_offsets_hold(story):
    result = run("-", "--json", input=STORY)
    reading = json.loads(result.stdout)
    assert reading["article"]["text"] == ondit.read(story).article.text
    assert reading["article"]["sha256"] == ondit.read(story).article.sha256


def test_no_file_is_written_where_no_page_could_be_read(tmp_path):
    assert run(tmp_path / "missing.html", "--html", tmp_path / "out.html").exit_code == 1
    assert not (tmp_path / "out.html").exists()


def test_nothing_on_standard_input_is_a_complaint():
    result = run("-", input="")
    assert result.exit_code == 1
    assert "standard input" in result.stderr


def test_statements_can_be_chosen_by_who_answers_for_them(story):
    lines = run(story, "--jsonl", "--voice", "voss").stdout.splitlines()
    assert [json.loads(line)["voice"] for line in lines] == ["Peter Voss"]
    assert run(story, "--jsonl", "--through", "voss").stdout == ""


def test_a_page_that_cannot_be_read_costs_one_line_and_the_exit_code_while_the_others_go_on(story, tmp_path):
    result = run(tmp_path / "missing.html", story, tmp_path)
    assert result.exit_code == 1
    assert "Peter Voss" in result.stdout
    complaints = result.stderr.splitlines()
    assert len(complaints) == 2
    assert "missing.html" in complaints[0]


def test_a_fault_of_ours_on_one_page_does_not_cost_the_others(story, monkeypatch):
    def fail_once(source, **settings):
        monkeypatch.undo()
        raise KeyError("v9")

    monkeypatch.setattr(walk, "read", fail_once)
    result = run(story, "-", input="<p>Only a line of text.</p>")
    assert result.exit_code == 1
    assert "ondit itself failed (KeyError" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "PAGE"),
        (["page.html", "--json", "--csv"], "do not go together"),
        (["page.html", "--json", "--voice", "Voss"], "--jsonl or --csv"),
        (["page.html", "--min-certainty", "sure"], "probable"),
        (["page.html", "--html", "/nowhere/at/all/out.html"], "no folder"),
        (["page.html", "--colour"], "--colour"),
    ],
)
def test_a_wrong_command_is_explained(arguments, complaint):
    result = run(*arguments)
    assert result.exit_code == 2
    assert complaint in " ".join(result.stderr.split())


def test_page_text_cannot_steer_the_terminal(tmp_path):
    file = tmp_path / "evil.txt"
    file.write_text("A headline\n\nThe \x1b]0;owned\x07mayor \u202eleft. \x9b31mHe waved.\n", "utf-8")
    shown = run(file)
    assert shown.exit_code == 0
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown.stdout)
    assert not {"\x1b", "\x07"} & set(run(tmp_path / "no\x1b[31msuch.txt").stderr)


def test_colours_are_for_terminals_and_not_where_no_color_is_set(story, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[3" in run(story).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in run(story).stdout


def test_help_has_an_example_and_version_says_which():
    assert "ondit read page.html" in run("--help").stdout
    version = CliRunner().invoke(app, ["--version"])
    assert version.stdout.startswith("ondit 0.")


def test_help_loads_nothing_heavy():
    code = "import sys, ondit.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ).stdout.split()
    assert not {"numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "jinja2", "httpx", "pandas", "rich.console"} & set(loaded)


def test_an_address_of_this_machine_is_refused_unless_allowed(monkeypatch):
    asked = []
    monkeypatch.setattr(walk, "read", lambda source, **settings: asked.append(settings["allow_private"]) or walk.read_text("Nothing."))
    run("http://127.0.0.1:8000/page", "--allow-private")
    run("http://127.0.0.1:8000/page")
    assert asked == [True, False]


def test_a_file_that_cannot_be_written_is_named(story):
    result = run(story, "--html", "/dev/full")
    assert result.exit_code == 1
    assert "ondit: /dev/full could not be written: No space left on device" in result.stderr


def test_terms_of_ones_own_are_noted(tmp_path, monkeypatch):
    noted = []
    monkeypatch.setattr(walk, "read", lambda source, **settings: noted.append(settings["terms"]) or walk.read_text("Nothing."))
    (tmp_path / "terms.txt").write_text("# ours\nsplinterist\n", "utf-8")
    assert run("http://example.org/", "--terms", str(tmp_path / "terms.txt")).exit_code == 0
    assert noted == [["splinterist"]]


def test_the_command_is_there_as_a_module_too():
    shown = subprocess.run([sys.executable, "-m", "ondit", "--version"], capture_output=True, text=True, check=True).stdout
    assert shown.startswith("ondit ")
