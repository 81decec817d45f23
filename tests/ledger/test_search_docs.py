"""docs/search.md says what a search does."""

import contextlib
import io
import re
from pathlib import Path

import told

from ondit.commands.filtering import OPTIONS
from ondit.ledger.filters import Filters

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "search.md").read_text("utf-8")
TABLE = re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE)


def archive(ledger):
    for reading in told.ARCHIVE:
        ledger.add(reading)
    return ledger


def test_the_examples_print_what_they_say(ledger):
    code = re.search(r"<!-- searched -->\n```python\n(.*?)```", PAGE, re.DOTALL)[1]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/search.md", "exec"), {"ledger": archive(ledger)})
    assert printed.getvalue().splitlines() == re.findall(r"^# (.*)$", code, re.MULTILINE)


def test_every_query_in_the_table_finds_something_here(ledger):
    held = archive(ledger)
    held.add(told.reading("https://more.example/1", "Shore News", None, told.Told("The traders miss the deadline for the noon boats.")))
    asked = [query for cell in TABLE[:6] for query in re.findall(r"`(.*?)`", cell)]
    assert len(asked) == 8 and [query for query in asked if not held.count(query)] == []


def test_every_filter_is_explained():
    explained = set(re.findall(r"`(?:--)?([\w-]+)`", "\n".join(re.findall(r"^\| (`--.*?) \|", PAGE, re.MULTILINE))))
    assert {name.replace("_", "-") for name in OPTIONS} | set(Filters.__annotations__) <= explained | {"published"}
