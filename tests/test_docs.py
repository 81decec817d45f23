"""The documentation says what the program does: generated parts are up to date, and examples run."""

import doctest
import re
from pathlib import Path

import generate
import pytest

import ondit
from ondit import walk
from ondit.schema import shipped
from ondit.tagging import WEIGHTS, ScriptedTagger

ROOT = Path(__file__).resolve().parent.parent


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_page_on_the_command_line_is_made_from_the_help():
    assert text_of("docs/cli.md") == generate.cli_page(), "write it anew: python docs/generate.py"


@pytest.mark.skipif(not (WEIGHTS / "card.json").exists(), reason="the model is not in this checkout")
def test_the_readme_shows_the_example_as_it_is_read():
    """The voices and the page line by line; processors differ in the last digit, so a statement may fall either way."""
    shown, now = text_of("README.md"), generate.readme(text_of("README.md"))
    head = re.compile(r"(?<=<!-- example -->\n).*?(?=How surely)", re.DOTALL)
    assert head.search(shown)[0] == head.search(now)[0], "write it anew: python docs/generate.py"


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_the_python_examples_run(page, monkeypatch):
    if not (WEIGHTS / "card.json").exists():
        monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}))
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", text_of(page), re.DOTALL):
        exec(compile(block, page, "exec"), names)
    assert "reading" in names


@pytest.mark.skipif(not (WEIGHTS / "card.json").exists(), reason="the model is not in this checkout")
def test_the_examples_of_the_public_functions_run():
    assert doctest.testmod(walk, extraglobs={"ondit": ondit}).failed == 0


def test_every_key_of_the_json_is_explained():
    explained = set(re.findall(r"`(\w+)`", text_of("docs/reading.md")))
    keys = {key for record in (shipped(), *shipped()["$defs"].values()) for key in record["properties"]}
    assert keys - explained == set()


def test_every_option_is_explained():
    rows = dict(re.findall(r"^\| `(--[\w-]+).*?` \| (.*) \|$", text_of("docs/cli.md"), re.MULTILINE))
    assert {"--json", "--html", "--voice", "--version"} <= set(rows)
    assert [name for name, help in rows.items() if len(help.split()) < 3] == []


def test_the_changelog_knows_the_version():
    version = re.search(r'^version = "(.*)"', text_of("pyproject.toml"), re.MULTILINE)[1]
    assert f"## [{version}]" in text_of("CHANGELOG.md") or "## [Unreleased]" in text_of("CHANGELOG.md")


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")), "bench/README.md"]
)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?://)([^)#]+)", text_of(page))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []
